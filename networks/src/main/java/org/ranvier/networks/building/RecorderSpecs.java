package org.ranvier.networks.building;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.time.TimeGrid;

/** Recorders as the engine has them. */
public final class RecorderSpecs {
  private RecorderSpecs() {}

  /** The steps between two samples, or two times at which something is done; at least one. */
  public static long intervalSteps(Quantity<Time> interval, String where, TimeGrid grid) {
    String what = where + ": interval";
    long steps = grid.steps(Units.in(Units.MILLISECOND, interval, what), what, 1, "");
    if (steps < 1) {
      throw new RanvierException(
          what + " " + Units.text(interval) + " must be at least the resolution " + TimeGrid.trim(grid.resolutionMs()) + " ms");
    }
    return steps;
  }

  /** Refuses variables that neurons do not have. */
  public static void requireVariables(RecorderPlan.States plan, PopulationPlan population) {
    if (plan.variables().isEmpty()) {
      throw new RanvierException(
          plan.where() + ": name at least one variable of " + population.model().variables().stream().map(v -> v.name()).toList());
    }
    plan.variables().stream().filter(v -> receptor(population, v).isEmpty()).forEach(population::variable);
  }

  /** The receptor of that name, where no state variable has it. */
  private static Optional<ProbeSpec.Receptor> receptor(PopulationPlan population, String name) {
    NeuronModel model = population.model();
    if (population.hasVariable(name)) {
      return Optional.empty();
    }
    return IntStream.range(0, model.receptors().size()).filter(r -> model.receptors().get(r).name().equals(name)).boxed().findFirst()
        .map(r -> new ProbeSpec.Receptor(r, model.receptors().get(r).unit()));
  }

  /** What the engine samples. */
  public static ProbeSpec of(RecorderPlan.States plan, NetworkIndex index) {
    NeuronGroup neurons = index.neurons(plan.neurons());
    TimeGrid grid = index.grid();
    var receptors = new LinkedHashMap<String, ProbeSpec.Receptor>();
    plan.variables().forEach(v -> receptor(neurons.population(), v).ifPresent(r -> receptors.put(v, r)));
    int population = index.index(neurons);
    if (plan.interval() == null) {
      return ProbeSpec.onSpikes(population, plan.variables(), neurons.set().toArray()).withReceptors(receptors);
    }
    String what = plan.where() + ": interval";
    long steps = grid.steps(Units.in(Units.MILLISECOND, plan.interval(), what), what, 1, "");
    if (steps < 1 || steps > Integer.MAX_VALUE) {
      throw new RanvierException(
          what + " " + Units.text(plan.interval()) + " must be at least the resolution " + TimeGrid.trim(grid.resolutionMs())
              + " ms, and at most " + Integer.MAX_VALUE + " times as much");
    }
    var spec = new ProbeSpec(population, plan.variables(), neurons.set().toArray(), (int) steps, receptors);
    return plan.fromStart() ? spec.sampledFromStart() : spec;
  }

  /**
   * What is sampled of a modulator or a receptor.
   *
   * @param variable its index among the field's
   * @param count how many places there are
   */
  static FieldSpec.Probe of(RecorderPlan.Modulation plan, int variable, int count, TimeGrid grid) {
    String what = plan.where() + ": interval";
    int[] given = plan.places().stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
    int[] at = given.length == 0 ? IntStream.range(0, count).toArray() : given;
    if (at[0] < 0 || at[at.length - 1] >= count) {
      throw new RanvierException(
          plan.where() + ": place " + (at[0] < 0 ? at[0] : at[at.length - 1]) + " must be within 0 … " + (count - 1));
    }
    return new FieldSpec.Probe(variable, at, grid.delaySteps(Units.in(Units.MILLISECOND, plan.interval(), what), what));
  }

  /** Refuses to sample synapses at an interval that may be gone by then. */
  static void requireLasting(RecorderPlan.Weights plan, List<UpkeepPlan> upkeep) {
    for (UpkeepPlan u : upkeep) {
      if (plan.interval() != null && u instanceof UpkeepPlan.Rewiring r && r.projection().equals(plan.projection())) {
        throw new RanvierException(
            plan.where() + ": its synapses come and go, so there is no series of samples for each; record .onSpikes(), or"
                + " read Simulation.weights between runs");
      }
    }
  }
}
