package org.ranvier.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.Projector;
import org.ranvier.networks.connect.SynapseValues;
import org.ranvier.networks.space.Geometry;
import org.ranvier.networks.space.ProfileSampler;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Coupling;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.CouplingSpec;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.engine.ProjectionSpec;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.synapses.SynapseGenerator.WeightSign;
import org.ranvier.simulator.time.TimeGrid;

/** Turns a description into what the engine builds from, and reports all its mistakes at once. */
final class EngineSpecs {
  private final Network network;
  private final long seed;
  private final TimeGrid grid;
  private final RoundedTimes times;
  private final Map<Population, Integer> index = new HashMap<>();
  private final Map<Population, KernelFactory> kernels = new HashMap<>();
  private final List<String> mistakes = new ArrayList<>();
  private final List<CouplingSpec> couplings = new ArrayList<>();

  private final ParameterCourse parameters;
  private final ModulationSpecs modulation;

  EngineSpecs(Network network, long seed) {
    this.network = network;
    this.seed = seed;
    grid = network.grid();
    times = new RoundedTimes(grid, network.rounding());
    for (Population p : network.populations()) {
      index.put(p, index.size());
    }
    parameters = new ParameterCourse(times, seed, index);
    modulation = new ModulationSpecs(network, times, seed, index);
  }

  /** The parameters of the populations; to be asked for after {@link #spec}. */
  ParameterCourse parameters() {
    return parameters;
  }

  /** What was moved to the grid; to be asked for after {@link #spec}. */
  List<GridShift> shifts() {
    return times.shifts();
  }

  /**
   * @param threads of this process
   * @param ranks number of processes, among which synapses are divided
   */
  EngineSpec spec(int threads, int ranks) {
    if (network.populations().isEmpty()) {
      mistakes.add("network '" + network.name() + "' has no populations; add one with population(name, size, model)");
    }
    MemoryEstimate memory = MemoryEstimate.ofNeurons(network, (double) ranks * Runtime.getRuntime().maxMemory());
    List<PopulationSpec> populations = all(network.populations(), this::population);
    List<Projection> unchanging = network.projections().stream().filter(p -> !p.isPlastic()).toList();
    List<ProjectionSpec> projections = all(unchanging, this::projection).stream().flatMap(Optional::stream).toList();
    List<PlasticProjection> plastic = all(network.projections().stream().filter(Projection::isPlastic).toList(), this::plastic);
    List<StimulusSpec> stimuli = new ArrayList<>(all(network.drives(), d -> d.spec(index(d.target()), grid, seed)));
    stimuli.addAll(all(network.currents(), c -> c.spec(index(c.target()), grid, seed)));
    for (NoiseInput n : network.noises()) {
      KernelFactory kernel = kernels.get(n.target().population());
      if (kernel != null) { // otherwise its description has a mistake, which is reported
        stimuli.addAll(all(List.of(n), noise -> noise.spec(index(noise.target()), grid, kernel)));
      }
    }
    List<ProbeSpec> probes = all(network.recorders(), r -> r.spec(index(r.neurons()), grid));
    List<List<FieldSpec>> fields = all(List.of(modulation), ModulationSpecs::fields);
    List<FieldSpec> readouts = all(network.readouts(), r -> r.spec(index, grid, seed));
    List<FieldSpec> lowRanks = all(network.lowRanks(), l -> l.field(index, grid));
    stimuli.addAll(all(network.lowRanks(), l -> l.stimulus(index(l.target()), modulation.acting(l))));
    all(List.of(modulation), m -> m.stimuli(parameters)).forEach(stimuli::addAll);
    all(network.changes(), c -> parameters.plan(c.step(grid), c));
    for (Upkeep u : network.upkeep()) {
      noting(() -> {
        u.check(parameters);
        return u;
      });
    }
    for (WeightRecorder r : network.weightRecorders()) {
      noting(() -> r.requireLasting(network.upkeep()));
    }
    for (ParameterRecorder r : network.parameterRecorders()) {
      noting(() -> r.intervalSteps(grid));
    }
    if (!mistakes.isEmpty()) {
      throw new RanvierException(String.join("\n", mistakes));
    }
    var spec =
        new EngineSpec(
            grid, seed, threads, populations, projections, plastic, couplings,
            Stream.of(fields.stream().flatMap(List::stream), readouts.stream(), lowRanks.stream()).flatMap(f -> f).toList(), stimuli, probes);
    memory.addSynapses(spec);
    return spec;
  }

  /** Refuses one part of the network as a simulation would; what it names may be described later. */
  void check(Object part) {
    switch (part) {
      case Population p -> check(p);
      case Projection p -> check(p);
      case PoissonInput d -> check(d.target().population(), d.spec(index(d.target()), grid, seed));
      case CurrentInput c -> check(c.target().population(), c.spec(index(c.target()), grid, seed));
      case NoiseInput n -> n.spec(index(n.target()), grid, population(n.target().population()).kernel());
      case LowRankProjection l -> {
        l.field(index, grid);
        l.stimulus(index(l.target()), modulation.acting(l));
      }
      case StateRecorder r -> r.spec(index(r.neurons()), grid);
      case ModulatorRecorder r -> modulation.probe(r);
      case ParameterRecorder r -> r.intervalSteps(grid);
      case WeightRecorder r -> check(r);
      case Readout r -> r.spec(index, grid, seed);
      case Modulator m -> modulation.plan(m);
      case ModulatorSource s -> network.modulators().stream().filter(m -> m.sources().contains(s)).forEach(modulation::plan);
      case ModulatorReceptor r -> {
        r.plan(grid);
        r.changedPopulations().forEach(this::population);
        modulation.stimuli(parameters);
      }
      case ScheduledChange c -> network.changes().stream().filter(c::made).forEach(change -> {
        population(change.neurons().population());
        parameters.plan(change.step(grid), change);
      });
      case Upkeep u -> {
        if (u instanceof IntrinsicPlasticity adaptation) {
          population(adaptation.population());
        }
        u.check(parameters);
      }
      default -> {} // nothing of which a simulation is built
    }
  }

  private void check(Population p) {
    KernelFactory kernel = population(p).kernel();
    if (times.model(p) instanceof SpikeTimes listed && !p.isExact()) {
      listed.check(p.where(), grid);
    } else if (p.model().receptors().isEmpty() && !p.isExact()) { // a source: it looks at its times only as it begins
      kernel.create(slice(p, p.size()));
    }
  }

  /** Looks at a course in time, which a stimulus does only as it begins. */
  private void check(Population target, StimulusSpec stimulus) {
    if (!target.isExact()) {
      stimulus.factory().create(slice(target, 1));
    }
  }

  private SliceContext slice(Population p, int size) {
    int receptors = p.model().receptors().size();
    int[] bases = new int[receptors];
    Arrays.setAll(bases, r -> r * size);
    return new SliceContext(
        p.where(), 0, size, size, seed, grid, new float[receptors * size], bases, new double[size], new double[receptors * size], List.of(), () -> false);
  }

  private void check(Projection p) {
    LearningRule rule = p.plasticity().rule();
    boolean known = network.modulators().stream().map(Modulator::name).toList().containsAll(rule.modulators())
        && network.readouts().stream().map(Readout::name).toList().containsAll(rule.readouts());
    if (p.isPlastic() || p.coupling().isPresent()) {
      population(p.target().population());
    }
    if (!p.isPlastic()) {
      projection(p);
    } else if (known) {
      plastic(p);
    } else {
      ofSpikes(p, projector(p));
    }
  }

  private void check(WeightRecorder r) {
    r.requireLasting(network.upkeep());
    if (!r.isOnSpikes()) {
      r.intervalSteps(grid);
      if (r.projection().isPlastic()) {
        population(r.projection().target().population());
        PlasticWeights.column(r.projection(), plastic(r.projection()).rule(), r.variable());
      } else {
        throw PlasticWeights.notPlastic(r.projection());
      }
    }
  }

  private int index(Neurons neurons) {
    Integer i = index.get(neurons.population());
    if (i == null) {
      throw new IllegalStateException("population '" + neurons.population().name() + "' is not in the network");
    }
    return i;
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

  private <T> @Nullable T noting(Supplier<T> work) {
    try {
      return work.get();
    } catch (RanvierException e) {
      mistakes.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private PopulationSpec population(Population p) {
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
    KernelFactory kernel = times.model(p).kernel(p.where(), all);
    parameters.begin(p, all);
    kernels.put(p, kernel);
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
  private double[] perNeuron(Population p, String purpose, String name, String unit, Distribution<?> values) {
    Sampler sampler = values.in(Units.unit(unit), p.where() + ": " + name);
    return Draws.of(sampler, p.set(), seed, "population", p.name(), purpose, name);
  }

  /** A projection of spikes; nothing where it is of couplings, which are kept apart. */
  private Optional<ProjectionSpec> projection(Projection p) {
    Optional<Coupling> coupling = p.coupling();
    Projector projector = projector(p);
    if (coupling.isPresent()) {
      couplings.addAll(Couplings.specs(p, coupling.get(), index(p.source()), index(p.target()), projector, parameters::now));
      return Optional.empty();
    }
    return Optional.of(ofSpikes(p, projector));
  }

  private PlasticProjection plastic(Projection p) {
    p.coupling()
        .ifPresent(
            c -> {
              throw new RanvierException(
                  p.where() + " is plastic, but its receptor " + c.name() + " couples neurons continuously; rules learn from spikes, so"
                      + " name another receptor with .receptor(…), or leave the rule out");
            });
    if (p.target().population().isExact()) {
      return p.plasticity().ofExact(ofSpikes(p, projector(p)), p, parameters.now(p.target().population()), modulation.checked(p));
    }
    Readouts.check(p, network);
    return p.plasticity().of(ofSpikes(p, projector(p)), p, parameters.now(p.target().population()), modulation.checked(p), times, seed);
  }

  private ProjectionSpec ofSpikes(Projection p, Projector projector) {
    return new ProjectionSpec(p.name(), index(p.source()), index(p.target()), modulation.receptor(p), projector, p.isWide());
  }

  private Projector projector(Projection p) {
    Sampler weight = p.weight().in(Units.unit(p.receptorUnit()), p.where() + ": weight");
    Sampler delay = p.delay().in(Units.MILLISECOND, p.where() + ": delay");
    Geometry geometry = null;
    if (p.rule().isSpatial() || weight instanceof ProfileSampler || delay instanceof ProfileSampler) {
      geometry = p.geometry();
      weight = in(geometry, p, weight);
      delay = in(geometry, p, delay);
    }
    checkStorable(p, weight);
    double least = weight.min();
    Optional<Coupling> coupling = p.coupling();
    coupling.ifPresent(c -> Couplings.requireConductance(p, c, least));
    if (coupling.isEmpty()) {
      weight = p.signs().checked(weight);
    }
    WeightSign sign = FirstWeights.sign(p, weight);
    if (p.isPlastic()) {
      weight = FirstWeights.bounded(p, weight, sign);
    }
    if (p.target().population().isExact()) {
      ExactDelays.check(p, delay, grid);
    } else {
      delay = times.delay(delay, p.where() + ": delays");
      checkDelay(p, delay);
    }
    int min = (int) Math.max(1, grid.nearestStep(delay.min()));
    int max = (int) Math.max(1, grid.nearestStep(delay.max()));
    var values = SynapseValues.of(seed, p.name(), weight, delay, grid.resolutionMs(), min, max);
    boolean same = p.source().population() == p.target().population();
    return new Projector(p.where(), p.rule(), p.source().set(), p.target().set(), same, geometry, values, sign);
  }

  private static void checkStorable(Projection p, Sampler weight) {
    boolean given = weight instanceof Sampler.Constant || weight instanceof Sampler.Listed; // others may have no bounds
    if (given && !p.isWide() && Math.max(-weight.min(), weight.max()) > Float.MAX_VALUE) {
      throw new RanvierException(p.where() + ": weight " + p.weight() + " is too large; weights are at most " + Float.MAX_VALUE);
    }
  }

  /** Delays that are given lie on the grid; drawn ones are rounded to it, so one down to half a step becomes one step. */
  private void checkDelay(Projection p, Sampler delay) {
    String what = p.where() + ": delay";
    switch (delay) {
      case Sampler.Constant c -> grid.delaySteps(c.value(), what, RoundedTimes.MEND);
      case Sampler.Listed list -> {
        for (double d : list.values()) {
          grid.delaySteps(d, what, RoundedTimes.MEND);
        }
      }
      default -> {
        double h = grid.resolutionMs();
        double longest = grid.toMs(TimeGrid.MAX_DELAY_STEPS);
        String mend = "; bound it, as in " + (delay instanceof ProfileSampler ? ".clip(ms(" : ".redraw(ms(") + TimeGrid.trim(h) + "), ms("
            + TimeGrid.trim(100 * h) + "))";
        if (delay.min() < h / 2) {
          throw new RanvierException(what + " " + p.delay() + " may be below the resolution " + TimeGrid.trim(h) + " ms" + mend);
        }
        if (delay.max() > longest) {
          throw new RanvierException(
              what + " " + p.delay() + " may be above the longest possible, " + TimeGrid.trim(longest) + " ms" + mend);
        }
      }
    }
  }

  private static Sampler in(Geometry geometry, Projection p, Sampler value) {
    return value instanceof ProfileSampler profile ? profile.between(geometry, p.rule().reachUm(geometry.dimensions())) : value;
  }
}
