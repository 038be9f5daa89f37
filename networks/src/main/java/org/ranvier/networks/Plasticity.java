package org.ranvier.networks;

import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.DendriticDraw;
import org.ranvier.networks.plan.PlasticityPlan;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.transmission.Transmission;
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

/**
 * What changes a projection's weights.
 *
 * @param rule the learning rule
 * @param transmission what its synapses deliver of their weights
 * @param axonal axonal part of the delay, null unless given
 * @param dendritic dendritic part of the delay, null unless given
 */
record Plasticity(
    LearningRule rule, Transmission transmission, @Nullable SynapticValue<Time> axonal,
    @Nullable SynapticValue<Time> dendritic) {
  static final Plasticity NONE = new Plasticity(LearningRule.none(), Transmission.PLAIN, null, null);

  PlasticityPlan plan() {
    return new PlasticityPlan(rule, transmission, axonal, dendritic);
  }

  Plasticity rule(LearningRule rule) {
    return new Plasticity(rule, transmission, axonal, dendritic);
  }

  Plasticity transmission(Transmission transmission) {
    return new Plasticity(rule, transmission, axonal, dendritic);
  }

  Plasticity axonal(SynapticValue<Time> axonal) {
    return new Plasticity(rule, transmission, axonal, null);
  }

  Plasticity dendritic(SynapticValue<Time> dendritic) {
    return new Plasticity(rule, transmission, null, dendritic);
  }

  /** Adds what is plastic to a projection. */
  PlasticProjection of(ProjectionSpec spec, Projection described, ParameterValues targets, String where, RoundedTimes times, long seed) {
    TimeGrid grid = times.grid();
    checkSigns(spec, where);
    SynapseGenerator generator = spec.generator();
    Dendrite dendrite = Dendrite.ALL;
    SynapticValue<Time> part = axonal != null ? axonal : dendritic;
    if (part != null) {
      String what = where + (axonal != null ? ": axonal delay" : ": dendritic delay");
      Sampler sampler = part.in(Units.MILLISECOND, what);
      if (sampler instanceof Sampler.Constant c) {
        int steps = (int) grid.steps(times.delay(c.value(), what, axonal != null ? 0 : 1), what, RoundedTimes.MEND);
        int shortest = generator.delays().min();
        checkPart(what, c.value(), steps, shortest, grid);
        dendrite = axonal != null ? Dendrite.axonal(steps) : Dendrite.dendritic(steps);
      } else {
        dendrite = Dendrite.DRAWN;
        long key = RandomKey.of(seed, "projection", spec.name(), "dendrites");
        generator = new DendriticDraw(generator, sampler, axonal != null, grid.resolutionMs(), key);
      }
    }
    PlasticRule compiled = compiled(generator, described, targets, where);
    return new PlasticProjection(spec.name(), spec.source(), spec.target(), spec.receptor(), generator, compiled, dendrite, spec.wide());
  }

  private PlasticRule compiled(SynapseGenerator generator, Projection described, ParameterValues targets, String where) {
    boolean negative = generator.weightSign() == WeightSign.NEGATIVE;
    NeuronModel target = described.target().population().model();
    ReceptorChoice choice = described.receptorChoice(); // not that of the specification, which may be a gate of a modulator
    if (!rule.equals(LearningRule.none()) && !rule.keepsSign()) {
      described.signs().checkChanging(!negative, rule.name() + " with bounds below 0");
    }
    String receptor = target.receptors().get(negative ? choice.negative() : choice.positive()).name();
    return rule.onto(target, receptor, where).with(targets, where).compile(transmission);
  }

  /** Adds what is plastic to a projection to neurons in continuous time. */
  PlasticProjection ofExact(ProjectionSpec spec, Projection described, ParameterValues targets, String where) {
    checkSigns(spec, where);
    rule.needsGrid().ifPresent(reason -> refuseExact(where, reason)); // before targets are asked for what no exact ones have
    PlasticRule compiled = compiled(spec.generator(), described, targets, where);
    compiled.needsGrid().ifPresent(reason -> refuseExact(where, reason));
    return new PlasticProjection(
        spec.name(), spec.source(), spec.target(), spec.receptor(), spec.generator(), compiled, exactDendrite(spec, where), spec.wide());
  }

  private void refuseExact(String where, String reason) {
    throw new RanvierException(
        where + ": " + rule.name() + " cannot learn from exact spike times, for " + reason + ", and its targets are exact; leave .exact() or the rule out");
  }

  private Dendrite exactDendrite(ProjectionSpec spec, String where) {
    SynapticValue<Time> part = axonal != null ? axonal : dendritic;
    if (part == null) {
      return Dendrite.ALL;
    }
    String what = where + (axonal != null ? ": axonal delay" : ": dendritic delay");
    if (!(part.in(Units.MILLISECOND, what) instanceof Sampler.Constant c)) {
      throw new RanvierException(what + " " + part + " is drawn for each synapse, and its targets are exact; there it must be one value");
    }
    double shortest = spec.generator().exactValues().orElseThrow().minDelayMs();
    boolean fits = axonal != null ? c.value() >= 0 && c.value() < shortest : c.value() > 0 && c.value() <= shortest;
    if (!fits) {
      throw new RanvierException(
          what + " " + TimeGrid.trim(c.value()) + " ms does not fit into the delay of " + TimeGrid.trim(shortest)
              + " ms; of the whole delay, some part must be dendritic");
    }
    return Dendrite.exact(axonal != null ? Dendrite.Kind.AXONAL : Dendrite.Kind.DENDRITIC, c.value());
  }

  private void checkPart(String what, double ms, int steps, int shortest, TimeGrid grid) {
    boolean fits = axonal != null ? steps >= 0 && steps < shortest : steps >= 1 && steps <= shortest;
    if (!fits) {
      throw new RanvierException(
          what + " " + TimeGrid.trim(ms) + " ms does not fit into the delay of " + TimeGrid.trim(grid.toMs(shortest))
              + " ms; of the whole delay, at least one step of " + TimeGrid.trim(grid.resolutionMs()) + " ms must be dendritic");
    }
  }

  private void checkSigns(ProjectionSpec spec, String where) {
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

  @Override
  public String toString() {
    return "  plastic " + rule.equations() + (transmission == Transmission.PLAIN ? "" : "  " + transmission.equations())
        + (axonal == null ? "" : "  axonal " + axonal) + (dendritic == null ? ""
            : "  dendritic " + dendritic);
  }
}
