package org.ranvier.networks.building;

import java.util.List;
import java.util.Optional;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.plan.ProjectionPlan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Coupling;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.synapses.ReceptorChoice;

/**
 * A projection between neurons that are known.
 *
 * @param resolutionMs length of a step
 * @param made the line of a script in which it was made, for messages; empty elsewhere
 */
public record Connection(ProjectionPlan plan, NeuronGroup source, NeuronGroup target, double resolutionMs, String made) {
  public String name() {
    return plan.name();
  }

  /** Names it in messages. */
  public String where() {
    return plan.where();
  }

  /** The model of its targets. */
  public NeuronModel model() {
    return target.model();
  }

  public boolean isPlastic() {
    return plan.isPlastic();
  }

  /** Whether its targets live in continuous time. */
  public boolean endsInContinuousTime() {
    return target.population().isExact();
  }

  /** The rule that changes its weights; none where they stay. */
  public LearningRule learning() {
    return plan.plasticityOrNone().rule();
  }

  public ConnectionRule rule() {
    return require(plan.rule(), "rule", ".rule(fixedInDegree(100))");
  }

  public SynapticValue<?> weight() {
    return require(plan.weight(), "weight", ".weight(pA(50))");
  }

  public SynapticValue<Time> delay() {
    if (plan.delay() == null && coupling().isPresent()) {
      return Distribution.constant(Units.ms(resolutionMs));
    }
    return require(plan.delay(), "delay", ".delay(ms(1.5))");
  }

  private <T> T require(@Nullable T value, String what, String example) {
    if (value == null) {
      throw new RanvierException(made + where() + " has no " + what + "; add " + example);
    }
    return value;
  }

  /** Whether no delay is given, as only couplings may leave it. */
  public boolean isInstantaneous() {
    return plan.delay() == null;
  }

  /** Refuses targets that receive nothing. */
  public void requireReceiver() {
    if (model().receptors().isEmpty() && model().couplings().isEmpty()) {
      receptorChoice();
    }
  }

  /** The coupling at which it ends, where it ends at one. */
  public Optional<Coupling> coupling() {
    Optional<Coupling> coupling = CouplingChoice.of(model(), plan.receptor(), where());
    if (coupling.isEmpty() && (plan.symmetric() || plan.interpolated() || plan.oneWay())) {
      throw new RanvierException(
          where() + ": " + (plan.symmetric() ? ".symmetric()" : plan.interpolated() ? ".interpolated()" : ".oneWay()") + " is for couplings, not for spikes"
              + (model().couplings().isEmpty() ? "; " + model().name() + " has none" : "; name one of " + model().couplings().stream().map(Coupling::name).toList()
                  + " with .receptor(…)"));
    }
    return coupling;
  }

  /** Where its weights end. */
  public ReceptorChoice receptorChoice() {
    return Receptors.choice(model(), plan.receptor(), where());
  }

  /** The unit of its weights. */
  public String receptorUnit() {
    return coupling().map(Coupling::unit).orElseGet(() -> Receptors.unit(model(), receptorChoice()));
  }

  /** Which weights may end at its receptors. */
  public ConductanceSigns signs() {
    return new ConductanceSigns(where(), model(), receptorChoice());
  }

  /** Refuses what works on synapses in steps of the grid. */
  public void requireGrid(String what) {
    if (endsInContinuousTime()) {
      throw new RanvierException(
          what + " works in steps of the grid, and the targets of " + where()
              + " are exact; their weights can be read, set, scaled and recorded at an interval. Leave .exact() or this out");
    }
  }

  /** The refusal of a projection that is not plastic. */
  public RanvierException notPlastic() {
    return new RanvierException(where() + " is not plastic, so its weights are not to be had; make it plastic with .plastic(…)");
  }

  /** The column of a variable of its rule, -1 for the weight. */
  public int column(PlasticRule rule, String variable) {
    List<String> names = PlasticPart.variables(rule);
    if (endsInContinuousTime()) {
      names = names.subList(0, 1 + rule.columns().size()); // traces are kept by the step
    }
    int k = names.indexOf(variable);
    if (k < 0) {
      throw new RanvierException(where() + " has no variable '" + variable + "'" + Names.suggest(variable, names));
    }
    return k - 1;
  }
}
