package org.ranvier.networks.building;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.GridShift;
import org.ranvier.networks.SynapseStorage;
import org.ranvier.networks.connect.Projector;
import org.ranvier.networks.plan.LowRankPlan;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.plan.NoisePlan;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.plan.ProjectionPlan;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Coupling;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.CouplingSpec;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.engine.ProjectionSpec;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.kernel.Dynamics;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.time.TimeGrid;

/** Turns a plan into what the engine builds from, and reports all its mistakes at once. */
public final class EngineSpecs {
  private final NetworkIndex index;
  private final NetworkPlan network;
  private final long seed;
  private final TimeGrid grid;
  private final RoundedTimes times;
  private final Map<String, Dynamics> kernels = new HashMap<>(); // of populations
  private final List<String> mistakes = new ArrayList<>();
  private final List<CouplingSpec> couplings = new ArrayList<>();

  private final ParameterCourse parameters;
  private final ModulationSpecs modulation;
  private final Projectors projectors;

  public EngineSpecs(NetworkIndex index, long seed) {
    this.index = index;
    network = index.plan();
    this.seed = seed;
    grid = index.grid();
    times = new RoundedTimes(grid, network.roundTimes());
    parameters = new ParameterCourse(index, times, seed);
    modulation = new ModulationSpecs(index, times, seed);
    projectors = new Projectors(index, times, seed);
  }

  RoundedTimes times() {
    return times;
  }

  ModulationSpecs modulation() {
    return modulation;
  }

  /** The parameters of the populations; to be asked for after {@link #spec}. */
  public ParameterCourse parameters() {
    return parameters;
  }

  /** What was moved to the grid; to be asked for after {@link #spec}. */
  public List<GridShift> shifts() {
    return times.shifts();
  }

  /**
   * @param threads of this process
   * @param ranks number of processes, among which synapses are divided
   */
  public EngineSpec spec(int threads, int ranks, SynapseStorage storage) {
    MemoryEstimate memory = MemoryEstimate.ofNeurons(network, (double) ranks * Runtime.getRuntime().maxMemory());
    EngineSpec spec = spec(threads);
    EngineSpec chosen = new ProceduralChoice(index, spec).choose(storage, () -> memory.has(spec));
    memory.addSynapses(chosen);
    return chosen;
  }

  /** What a network needs of memory at least, in a line. */
  public static String memory(NetworkIndex index) {
    return MemoryEstimate.describe(index, new EngineSpecs(index, 1).spec(1));
  }

  /** The same whatever the memory; all synapses are stored. */
  private EngineSpec spec(int threads) {
    if (network.populations().isEmpty()) {
      mistakes.add("network '" + network.name() + "' has no populations; add one with population(name, size, model)");
    }
    List<PopulationSpec> populations = all(network.populations(), this::population);
    List<ProjectionPlan> unchanging = network.projections().stream().filter(p -> !p.isPlastic()).toList();
    List<ProjectionSpec> projections = all(unchanging, p -> projection(index.connection(p))).stream().flatMap(Optional::stream).toList();
    List<PlasticProjection> plastic = all(network.projections().stream().filter(ProjectionPlan::isPlastic).toList(), p -> plastic(index.connection(p)));
    List<StimulusSpec> stimuli = new ArrayList<>(all(network.poisson(), d -> PoissonSpecs.of(d, index, seed)));
    stimuli.addAll(all(network.currents(), c -> CurrentSpecs.of(c, index, seed)));
    for (NoisePlan n : network.noises()) {
      Dynamics kernel = kernels.get(n.target().population());
      if (kernel != null) { // otherwise its description has a mistake, which is reported
        stimuli.addAll(all(List.of(n), noise -> NoiseSpecs.of(noise, index, kernel)));
      }
    }
    List<ProbeSpec> probes = all(recorders(RecorderPlan.States.class), r -> RecorderSpecs.of(r, index));
    List<List<FieldSpec>> fields = all(List.of(modulation), ModulationSpecs::fields);
    List<FieldSpec> readouts = all(network.readouts(), r -> ReadoutSpecs.of(r, index, seed));
    List<LowRankSpecs.Parts> lowRanks = all(network.lowRank(), this::lowRank);
    lowRanks.forEach(l -> stimuli.add(l.stimulus()));
    all(List.of(modulation), m -> m.stimuli(parameters)).forEach(stimuli::addAll);
    all(network.changes(), c -> parameters.plan(ParameterChanges.step(c, grid), c));
    for (UpkeepPlan u : network.upkeep()) {
      noting(() -> UpkeepRules.check(u, index, parameters));
    }
    for (RecorderPlan.Weights r : recorders(RecorderPlan.Weights.class)) {
      noting(() -> RecorderSpecs.requireLasting(r, network.upkeep()));
    }
    for (RecorderPlan.Parameters r : recorders(RecorderPlan.Parameters.class)) {
      noting(() -> RecorderSpecs.intervalSteps(r.interval(), r.where(), grid));
    }
    if (!mistakes.isEmpty()) {
      throw new RanvierException(String.join("\n", mistakes));
    }
    return new EngineSpec(
        grid, seed, threads, populations, projections, plastic, couplings,
        Stream.of(fields.stream().flatMap(List::stream), readouts.stream(), lowRanks.stream().map(LowRankSpecs.Parts::field)).flatMap(f -> f).toList(), stimuli, probes);
  }

  private LowRankSpecs.Parts lowRank(LowRankPlan of) {
    var lowRank = new LowRankSpecs(of, index);
    lowRank.requireModulators(modulation);
    return lowRank.parts(index, modulation);
  }

  private <R extends RecorderPlan> List<R> recorders(Class<R> kind) {
    return network.recorders().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private interface Maker<D, S> {
    S make(D description);
  }

  private <D, S> List<S> all(List<D> descriptions, Maker<D, S> maker) {
    var specs = new ArrayList<S>();
    for (D description : descriptions) {
      S spec = noting(() -> maker.make(description));
      if (spec != null) {
        specs.add(spec);
      }
    }
    return specs;
  }

  private void noting(Runnable work) {
    noting(
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  private <T> @Nullable T noting(Supplier<T> work) {
    try {
      return work.get();
    } catch (RanvierException e) {
      mistakes.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  PopulationSpec population(PopulationPlan p) {
    var given = new LinkedHashMap<String, double[]>();
    for (Parameter parameter : p.model().parameters()) {
      Distribution<?> values = p.parameters().get(parameter.name());
      if (values != null) {
        given.put(parameter.name(), perNeuron(p, "parameter", parameter.name(), parameter.unit(), values));
      }
      if (p.model().refractoryParameter().filter(parameter.name()::equals).isPresent()) {
        double[] ms = given.getOrDefault(parameter.name(), new double[] {parameter.defaultValue()});
        Sampler sampler = values == null ? null : values.in(Units.MILLISECOND, parameter.name());
        double[] whole = times.refractory(ms, sampler, p.where() + ": " + parameter.name());
        given.replace(parameter.name(), whole); // a default is rounded by the kernel
      }
    }
    var all = ParameterValues.of(p.where(), p.model().parameters(), p.size(), given);
    Dynamics kernel = times.model(p).kernel(p.where(), all);
    parameters.begin(p, all);
    kernels.put(p.name(), kernel);
    var initial = new LinkedHashMap<String, double[]>();
    p.initial().forEach((name, values) -> initial.put(name, perNeuron(p, "initial", name, p.variable(name).unit(), values)));
    return new PopulationSpec(
        p.name(), p.model().name(), p.size(), modulation.receptors(p), kernel,
        (state, first, size) -> initialize(state, first, size, initial));
  }

  private static void initialize(State state, int first, int size, Map<String, double[]> initial) {
    initial.forEach(
        (name, values) -> {
          double[] target = state.find(name).orElseThrow().values();
          for (int i = 0; i < size; i++) {
            target[i] = values[values.length == 1 ? 0 : first + i];
          }
        });
  }

  /** One value for all, or one for each neuron, drawn from a stream of its own. */
  private double[] perNeuron(PopulationPlan p, String purpose, String name, String unit, Distribution<?> values) {
    Sampler sampler = values.in(Units.unit(unit), p.where() + ": " + name);
    return Draws.of(sampler, p.set(), seed, "population", p.name(), purpose, name);
  }

  /** A projection of spikes; nothing where it is of couplings, which are kept apart. */
  Optional<ProjectionSpec> projection(Connection p) {
    Optional<Coupling> coupling = p.coupling();
    Projector projector = projectors.of(p);
    if (coupling.isPresent()) {
      couplings.addAll(Couplings.specs(p, coupling.get(), index.index(p.source()), index.index(p.target()), projector, parameters::now));
      return Optional.empty();
    }
    return Optional.of(ofSpikes(p, projector));
  }

  PlasticProjection plastic(Connection p) {
    p.coupling()
        .ifPresent(
            c -> {
              throw new RanvierException(
                  p.where() + " is plastic, but its receptor " + c.name() + " couples neurons continuously; rules learn from spikes, so"
                      + " name another receptor with .receptor(…), or leave the rule out");
            });
    var plastic = new PlasticSpecs(p);
    boolean exact = p.endsInContinuousTime();
    if (!exact) {
      plastic.requireReadouts(network.readouts());
    }
    ProjectionSpec spec = ofSpikes(p, projectors.of(p));
    modulation.check(p.learning(), p.target(), p.where());
    ParameterValues targets = parameters.now(p.target().population());
    return exact ? plastic.ofExact(spec, targets) : plastic.of(spec, targets, times, seed);
  }

  /** A projection of spikes. */
  ProjectionSpec ofSpikes(Connection p) {
    return ofSpikes(p, projectors.of(p));
  }

  private ProjectionSpec ofSpikes(Connection p, Projector projector) {
    return new ProjectionSpec(
        p.name(), index.index(p.source()), index.index(p.target()), modulation.receptor(p), projector, p.plan().doubleWeights());
  }
}
