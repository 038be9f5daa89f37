package org.ranvier.networks.building;

import java.util.List;
import org.ranvier.networks.plan.NeuroreceptorPlan;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.homeostasis.Adaptation;
import org.ranvier.simulator.RanvierException;

/**
 * The intrinsic plasticity of neurons.
 *
 * @param receptors all of the network
 */
public record AdaptingRule(UpkeepPlan.Adapting plan, NeuronGroup neurons, List<NeuroreceptorPlan> receptors) {
  public AdaptingRule(UpkeepPlan.Adapting plan, NetworkIndex index) {
    this(plan, index.neurons(plan.neurons()), index.plan().receptors());
  }

  /** What is done to the parameter. */
  public Adaptation rule() {
    String where = plan.where();
    if (plan.rate() == null) {
      throw new RanvierException(where + " has no target; add .toRate(Hz(5))");
    }
    if (plan.change() == 0) {
      throw new RanvierException(where + " changes nothing; say by how much a spike changes it, with .by(…) or .byPart(0.01)");
    }
    return new Adaptation(Units.in(Units.HERTZ, plan.rate(), where + ": target"), plan.change(), plan.relative(), plan.low(), plan.high());
  }

  /** The time constant of the rate in ms; 0: the spikes themselves. */
  public double averagingMs() {
    double tau = Units.in(Units.MILLISECOND, plan.averaging(), plan.where() + ": time of averaging");
    if (tau < 0) {
      throw new RanvierException(plan.where() + ": time of averaging " + Units.text(plan.averaging()) + " must be 0 or above");
    }
    return tau;
  }

  void check(ParameterCourse parameters) {
    rule();
    averagingMs();
    if (neurons.population().isExact()) {
      throw new RanvierException(plan.where() + ": the population is exact, and its parameters cannot change during a run; leave .exact() out");
    }
    receptors.forEach(this::requireUntouched);
    parameters.requireAdjustable(neurons.population(), plan.parameter(), plan.where());
  }

  /** Refuses to share a parameter with what changes it: of its changes nobody could tell which are whose. */
  private void requireUntouched(NeuroreceptorPlan receptor) {
    for (NeuroreceptorPlan.Action a : receptor.actions()) {
      if (a instanceof NeuroreceptorPlan.Intrinsic i && i.neurons().population().equals(neurons.population().name()) && i.parameter().equals(plan.parameter())) {
        throw new RanvierException(plan.where() + ": " + receptor.where() + " changes it too; let one of them change another parameter");
      }
    }
  }

  String text() {
    return plan.where() + (neurons.isWhole() ? "" : " [" + neurons.set() + "]") + "  to " + (plan.rate() == null ? "?" : Units.text(plan.rate()))
        + "  η = " + plan.change() + (plan.relative() ? "" : " " + neurons.population().parameter(plan.parameter()).unit()) + "  within [" + plan.low() + ", "
        + plan.high() + "]  averaging " + Units.text(plan.averaging()) + "  every " + Units.text(plan.interval());
  }
}
