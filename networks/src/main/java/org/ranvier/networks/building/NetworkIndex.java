package org.ranvier.networks.building;

import java.util.HashMap;
import java.util.Map;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.plan.NeuromodulatorPlan;
import org.ranvier.networks.plan.NeuronsPlan;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.plan.ProjectionPlan;
import org.ranvier.networks.space.Layout;
import org.ranvier.networks.space.Positions;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.modulators.ModulatorModel;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** A plan whose names are resolved. */
public final class NetworkIndex {
  private final NetworkPlan plan;
  private final TimeGrid grid;
  private final Map<String, Integer> populations = new HashMap<>();
  private final Map<String, Integer> projections = new HashMap<>();
  private final Map<String, Positions> positions = new HashMap<>(); // derived: as they are laid out
  private final Map<String, String> made;

  /**
   * @param made the line of a script in which each projection was made, for messages; of those that no script made, none
   */
  public NetworkIndex(NetworkPlan plan, Map<String, String> made) {
    this.plan = plan;
    this.made = made;
    grid = new TimeGrid(Units.in(Units.MILLISECOND, plan.resolution(), "resolution"));
    plan.populations().forEach(p -> populations.put(p.name(), populations.size()));
    plan.projections().forEach(p -> projections.put(p.name(), projections.size()));
  }

  public NetworkPlan plan() {
    return plan;
  }

  public TimeGrid grid() {
    return grid;
  }

  /** The place of a population in the network. */
  public int index(String population) {
    return known(populations, population);
  }

  /** The place of the population of these neurons. */
  public int index(NeuronGroup neurons) {
    return index(neurons.population().name());
  }

  private static int known(Map<String, Integer> places, String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalStateException("'" + name + "' is not in the network");
    }
    return place;
  }

  public PopulationPlan population(String name) {
    return plan.populations().get(index(name));
  }

  public NeuronGroup neurons(NeuronsPlan neurons) {
    PopulationPlan population = population(neurons.population());
    return new NeuronGroup(population, neurons.chosen() == null ? population.set() : neurons.chosen());
  }

  /** Where the neurons of a population are. */
  public Positions positions(PopulationPlan population) {
    Layout layout = population.layout();
    if (layout == null) {
      throw new RanvierException(
          population.where() + " has no positions; add .positions(grid(40, 40).extent(mm(1), mm(1))) or another layout");
    }
    return positions.computeIfAbsent(population.name(), name -> layout.place(name, population.size()));
  }

  public Connection connection(String projection) {
    return connection(plan.projections().get(known(projections, projection)));
  }

  public Connection connection(ProjectionPlan projection) {
    return new Connection(
        projection, neurons(projection.source()), neurons(projection.target()), grid.resolutionMs(), made.getOrDefault(projection.name(), ""));
  }

  public NeuromodulatorPlan modulator(String name) {
    return plan.modulators().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow(() -> new IllegalStateException(name));
  }

  /** What a modulator is, after all that it follows. */
  public ModulatorModel model(NeuromodulatorPlan modulator) {
    return ModulatorModels.of(modulator, this::modulator);
  }
}
