package org.ranvier.networks.building;

import java.util.List;
import javax.measure.quantity.Time;
import org.ranvier.networks.connect.DendriticDraw;
import org.ranvier.networks.plan.PlasticityPlan;
import org.ranvier.networks.plan.ReadoutPlan;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.ProjectionSpec;
import org.ranvier.simulator.plastic.Dendrite;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.SynapseGenerator;
import org.ranvier.simulator.synapses.SynapseGenerator.WeightSign;
import org.ranvier.simulator.time.TimeGrid;

/** What is plastic of a projection. */
final class PlasticSpecs {
  private final Connection connection;
  private final PlasticityPlan plan;
  private final LearningRule rule;
  private final boolean axonal; // what is given is the axonal part of the delay
  private final String where;

  PlasticSpecs(Connection connection) {
    this.connection = connection;
    plan = connection.plan().plasticityOrNone();
    rule = plan.rule();
    axonal = plan.axonal() != null;
    where = connection.where();
  }

  /** Refuses a rule that learns from readouts that are not there. */
  void requireReadouts(List<ReadoutPlan> readouts) {
    List<String> names = readouts.stream().map(ReadoutPlan::name).toList();
    for (String needed : rule.readouts()) {
      int k = names.indexOf(needed);
      if (k < 0) {
        throw new RanvierException(
            where + ": " + rule.name() + " learns from the readout '" + needed + "', which the network does not have"
                + (names.isEmpty() ? "; add net.readout(\"" + needed + "\", …)" : Names.suggest(needed, names)));
      }
      String target = connection.target().population().name();
      if (!readouts.get(k).populations().contains(target)) {
        throw new RanvierException(
            where + ": the readout '" + needed + "' does not read " + target
                + ", so it has nothing to teach it; name the population in net.readout(\""
                + needed + "\", …)");
      }
    }
  }

  /** Adds what is plastic to a projection. */
  PlasticProjection of(ProjectionSpec spec, ParameterValues targets, RoundedTimes times, long seed) {
    TimeGrid grid = times.grid();
    checkSigns(spec);
    SynapseGenerator generator = spec.generator();
    Dendrite dendrite = Dendrite.ALL;
    SynapticValue<Time> part = axonal ? plan.axonal() : plan.dendritic();
    if (part != null) {
      String what = where + (axonal ? ": axonal delay" : ": dendritic delay");
      Sampler sampler = part.in(Units.MILLISECOND, what);
      if (sampler instanceof Sampler.Constant c) {
        int steps = (int) grid.steps(times.delay(c.value(), what, axonal ? 0 : 1), what, RoundedTimes.MEND);
        int shortest = generator.delays().min();
        checkPart(what, c.value(), steps, shortest, grid);
        dendrite = axonal ? Dendrite.axonal(steps) : Dendrite.dendritic(steps);
      } else {
        dendrite = Dendrite.DRAWN;
        long key = RandomKey.of(seed, "projection", spec.name(), "dendrites");
        generator = new DendriticDraw(generator, sampler, axonal, grid.resolutionMs(), key);
      }
    }
    PlasticRule compiled = compiled(generator, targets);
    return new PlasticProjection(spec.name(), spec.source(), spec.target(), spec.receptor(), generator, compiled, dendrite, spec.wide());
  }

  private PlasticRule compiled(SynapseGenerator generator, ParameterValues targets) {
    boolean negative = generator.weightSign() == WeightSign.NEGATIVE;
    NeuronModel target = connection.model();
    ReceptorChoice choice = connection.receptorChoice(); // not that of the specification, which may be a gate of a modulator
    if (!rule.equals(LearningRule.none()) && !rule.keepsSign()) {
      connection.signs().checkChanging(!negative, rule.name() + " with bounds below 0");
    }
    String receptor = target.receptors().get(negative ? choice.negative() : choice.positive()).name();
    return rule.onto(target, receptor, where).with(targets, where).compile(plan.transmission());
  }

  /** Adds what is plastic to a projection to neurons in continuous time. */
  PlasticProjection ofExact(ProjectionSpec spec, ParameterValues targets) {
    checkSigns(spec);
    rule.needsGrid().ifPresent(this::refuseExact); // before targets are asked for what no exact ones have
    PlasticRule compiled = compiled(spec.generator(), targets);
    compiled.needsGrid().ifPresent(this::refuseExact);
    return new PlasticProjection(
        spec.name(), spec.source(), spec.target(), spec.receptor(), spec.generator(), compiled, exactDendrite(spec), spec.wide());
  }

  private void refuseExact(String reason) {
    throw new RanvierException(
        where + ": " + rule.name() + " cannot learn from exact spike times, for " + reason + ", and its targets are exact; leave .exact() or the rule out");
  }

  private Dendrite exactDendrite(ProjectionSpec spec) {
    SynapticValue<Time> part = axonal ? plan.axonal() : plan.dendritic();
    if (part == null) {
      return Dendrite.ALL;
    }
    String what = where + (axonal ? ": axonal delay" : ": dendritic delay");
    if (!(part.in(Units.MILLISECOND, what) instanceof Sampler.Constant c)) {
      throw new RanvierException(what + " " + part + " is drawn for each synapse, and its targets are exact; there it must be one value");
    }
    double shortest = spec.generator().exactValues().orElseThrow().minDelayMs();
    boolean fits = axonal ? c.value() >= 0 && c.value() < shortest : c.value() > 0 && c.value() <= shortest;
    if (!fits) {
      throw new RanvierException(
          what + " " + TimeGrid.trim(c.value()) + " ms does not fit into the delay of " + TimeGrid.trim(shortest)
              + " ms; of the whole delay, some part must be dendritic");
    }
    return Dendrite.exact(axonal ? Dendrite.Kind.AXONAL : Dendrite.Kind.DENDRITIC, c.value());
  }

  private void checkPart(String what, double ms, int steps, int shortest, TimeGrid grid) {
    boolean fits = axonal ? steps >= 0 && steps < shortest : steps >= 1 && steps <= shortest;
    if (!fits) {
      throw new RanvierException(
          what + " " + TimeGrid.trim(ms) + " ms does not fit into the delay of " + TimeGrid.trim(grid.toMs(shortest))
              + " ms; of the whole delay, at least one step of " + TimeGrid.trim(grid.resolutionMs()) + " ms must be dendritic");
    }
  }

  private void checkSigns(ProjectionSpec spec) {
    if (spec.generator().weightSign() != WeightSign.MIXED) {
      return;
    }
    if (rule.keepsSign()) {
      throw new RanvierException(
          where + ": weights of both signs, but " + rule.name()
              + " keeps the sign of a weight; bound the distribution on one side of 0, as in .redraw(pA(0), pA(100)),"
              + " or use Bounds.NONE");
    }
    if (spec.receptor().positive() != spec.receptor().negative()) {
      throw new RanvierException(
          where + ": plastic weights of both signs would end at two receptors; name one with .receptor(…),"
              + " or bound the distribution on one side of 0");
    }
  }
}
