package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.measure.Quantity;
import javax.measure.quantity.Frequency;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.building.NetworkIndex;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.json.NetworkFile;
import org.ranvier.networks.plan.ChangePlan;
import org.ranvier.networks.plan.LowRankPlan;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.plan.NeuromodulatorPlan;
import org.ranvier.networks.plan.NeuronsPlan;
import org.ranvier.networks.plan.NeuroreceptorPlan;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.plan.ReadoutPlan;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.stimuli.InhomogeneousPoissonGenerator;
import org.ranvier.neuronmodels.stimuli.PulsePacketGenerator;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.plasticity.curves.WeightCurve;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.recording.PopulationNames;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The description of a network: populations, projections, stimuli and recorders, each with units. It costs nothing until a
 * {@link Simulation} is made of it; from then on it cannot be changed, and any number of simulations may run it side by side.
 *
 * <pre>{@code
 * var net = new Network("balanced");
 * var exc = net.population("E", 8000, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
 * var inh = net.population("I", 2000, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
 * net.connect(exc, inh).rule(pairwiseBernoulli(0.1)).weight(pA(40)).delay(ms(1.5));
 * net.poisson("background", exc).rate(Hz(8000)).weight(pA(40));
 * try (var sim = Simulation.of(net)) {
 *   sim.run(ms(1000));
 *   System.out.println(StatisticsTable.of(SpikeStatistics.of(sim.spikes())));
 * }
 * }</pre>
 */
public final class Network {
  private final Draft draft;
  private final Map<String, Population> populations = new LinkedHashMap<>();
  private final List<Projection> projections = new ArrayList<>();
  private final Map<String, PoissonInput> drives = new LinkedHashMap<>();
  private final List<CurrentInput> currents = new ArrayList<>();
  private final List<NoiseInput> noises = new ArrayList<>();
  private final List<ChangePlan> changes = new ArrayList<>();
  private final List<Modulator> modulators = new ArrayList<>();
  private final List<Readout> readouts = new ArrayList<>();
  private final List<LowRankProjection> lowRanks = new ArrayList<>();
  private final List<ModulatorReceptor> receptors = new ArrayList<>();
  private final List<ModulatorRecorder> modulatorRecorders = new ArrayList<>();
  private final List<Supplier<UpkeepPlan>> upkeep = new ArrayList<>();
  private final List<ParameterRecorder> parameterRecorders = new ArrayList<>();
  private final List<StateRecorder> recorders = new ArrayList<>();
  private final List<WeightRecorder> weightRecorders = new ArrayList<>();
  private TimeRounding rounding = TimeRounding.NONE;
  private final @Nullable NetworkWatch watch = NetworkWatch.describe();

  public Network(String name) {
    draft = new Draft(name);
  }

  public String name() {
    return draft.network();
  }

  /** It is simulated. */
  void simulated() {
    if (watch != null) {
      watch.simulate();
    }
  }

  /** Sets the length of a step, 0.1 ms by default. */
  public Network resolution(Quantity<Time> resolution) {
    draft.grid(new TimeGrid(Units.in(Units.MILLISECOND, resolution, "resolution")));
    return this;
  }

  public TimeGrid grid() {
    return draft.grid();
  }

  /**
   * Rounds spike times of sources on the grid, and delays to neurons on the grid, to the nearest step where they lie between two, in
   * place of refusing them. {@link Simulation#shifts} tells by how much.
   */
  public Network roundTimes() {
    return roundTimes(TimeRounding.NEAREST);
  }

  /** The same in another way. Populations in continuous time need no rounding, and have none. */
  public Network roundTimes(TimeRounding how) {
    draft.requireOpen();
    rounding = how;
    return this;
  }

  /** What is done with given times that do not lie on the grid. */
  public TimeRounding rounding() {
    return rounding;
  }

  /** Adds a population of a model from the library, e.g. {@code "iaf_psc_exp"}. */
  public Population population(String name, int size, String model) {
    return population(name, size, NeuronModels.find(model));
  }

  /** Adds a population. */
  public Population population(String name, int size, NeuronModel model) {
    draft.requireOpen();
    if (name.isBlank() || populations.containsKey(name)) {
      throw new RanvierException(
          "population name '" + name + "' is " + (name.isBlank() ? "empty" : "taken")
          + "; give each population a name of its own");
    }
    PopulationNames.mistakeIn(name).ifPresent(mistake -> {
      throw new RanvierException("population name '" + PopulationNames.shown(name, 60) + "' " + mistake);
    });
    if (size < 1) {
      throw new RanvierException("population '" + name + "': size " + size + " must be at least 1");
    }
    var population = new Population(draft, new PopulationPlan(name, size, model));
    populations.put(name, population);
    return population;
  }

  /**
   * Adds a source population that fires at given times.
   *
   * @param timesMs for each neuron its spike times after 0, on the grid unless the population is made exact or {@link #roundTimes} is called
   */
  public Population spikeSource(String name, double[][] timesMs) {
    return population(name, timesMs.length, SpikeTimes.of(timesMs));
  }

  /**
   * Adds a source population of independent Poisson processes whose rate follows a course; other sources, such as {@code
   * gamma_generator}, are populations of their models.
   */
  public Population poissonSource(String name, int size, Course<Frequency> rate) {
    String what = "population '" + name + "': rate";
    var course = rate.in(Units.HERTZ, what, new int[1], 1); // the same for all
    return population(name, size, InhomogeneousPoissonGenerator.of(course)).note("rate " + rate);
  }

  /** Adds a source population that fires packets of {@code activity} spikes a neuron with spread {@code sdev} about these times. */
  @SafeVarargs
  public final Population pulsePackets(String name, int size, Quantity<Time>... pulses) {
    double[] ms = new double[pulses.length];
    for (int k = 0; k < ms.length; k++) {
      ms[k] = Units.in(Units.MILLISECOND, pulses[k], "population '" + name + "': pulse time");
    }
    return population(name, size, PulsePacketGenerator.at(ms))
        .note("pulses at " + Arrays.stream(ms).mapToObj(t -> TimeGrid.trim(t) + " ms").toList());
  }

  /** Adds a source population that repeats what a population did in a recording. */
  public Population replay(String name, SpikeTrains recording, String population) {
    return spikeSource(name, recording.trainsMs(recording.population(population)));
  }

  /** Adds a source population that repeats what a population did in a logged run. */
  public Population replay(String name, Path log, String population) {
    return replay(name, SpikeLogReader.open(log).readAll(), population);
  }

  /** Adds a projection, whose rule, weight and delay are then set. */
  public Projection connect(Neurons source, Neurons target) {
    String base = source.population().name() + "→" + target.population().name();
    String free = base;
    for (int n = 2; taken(free); n++) {
      free = base + "#" + n;
    }
    return connect(free, source, target);
  }

  Projection connect(String name, Neurons source, Neurons target) {
    draft.requireOpen();
    Population.member(draft, source);
    Population.member(draft, target);
    if (taken(name) || name.isBlank()) {
      throw new RanvierException("projection name '" + name + "' is " + (name.isBlank() ? "empty" : "taken") + "; give each projection a name of its own");
    }
    var projection = new Projection(draft, name, source, target);
    projection.connection().requireReceiver();
    projections.add(projection);
    return projection;
  }

  private boolean taken(String projection) {
    return projections.stream().anyMatch(p -> p.name().equals(projection)) || lowRanks.stream().anyMatch(l -> l.name().equals(projection));
  }

  /** Adds a Poisson drive, whose rate and weight are then set. */
  public PoissonInput poisson(String name, Neurons target) {
    draft.requireOpen();
    Population.member(draft, target);
    // The name is part of the random key: two drives of one name on one population would be the same process.
    if (drives.containsKey(name + "\n" + target.population().name())) {
      throw new RanvierException(
          "Poisson drive '" + name + "' on population '" + target.population().name() + "' exists; name the second differently");
    }
    var drive = new PoissonInput(draft, name, target);
    drives.put(name + "\n" + target.population().name(), drive);
    return drive;
  }

  /** Adds a current that is injected into neurons, whose course is then set. */
  public CurrentInput current(Neurons target) {
    long same = currents.stream().filter(c -> c.isInto(target.population())).count();
    return current(same == 0 ? "current" : "current#" + (same + 1), target);
  }

  /** Adds a current of this name, from which the random numbers of a noise current depend. */
  public CurrentInput current(String name, Neurons target) {
    draft.requireOpen();
    Population.member(draft, target);
    if (currents.stream().anyMatch(c -> c.name().equals(name) && c.isInto(target.population()))) {
      throw new RanvierException("current '" + name + "' into population '" + target.population().name() + "' exists; name the second differently");
    }
    var current = new CurrentInput(draft, name, target);
    currents.add(current);
    return current;
  }

  /** Adds noise in a receptor of neurons, whose process is then set. */
  public NoiseInput noise(String name, Neurons target) {
    draft.requireOpen();
    Population.member(draft, target);
    if (noises.stream().anyMatch(n -> n.name().equals(name) && n.isInto(target.population()))) {
      throw new RanvierException("noise '" + name + "' in population '" + target.population().name() + "' exists; name the second differently");
    }
    var noise = new NoiseInput(draft, name, target);
    noises.add(noise);
    return noise;
  }

  /** The moment {@code time} of the run, at which parameters shall change. */
  public ScheduledChange at(Quantity<Time> time) {
    return new ScheduledChange(draft, time, changes::add);
  }

  /** Adds a neuromodulator, whose kinetics, place and sources are then set. */
  public Modulator modulator(String name) {
    draft.requireOpen();
    var modulator = new Modulator(draft, name, Collections.unmodifiableList(modulators), this::add);
    requireFreeName(name, "modulator");
    modulators.add(modulator);
    return modulator;
  }

  /** Adds outputs that read the spikes of populations, and whose errors teach them. */
  public Readout readout(String name, Population... read) {
    draft.requireOpen();
    for (Population p : read) {
      Population.member(draft, p);
    }
    boolean taken = readouts.stream().anyMatch(r -> r.name().equals(name));
    if (taken || name.isBlank() || read.length == 0) {
      throw new RanvierException(
          "readout '" + name + "': " + (read.length == 0 ? "it reads no population; name those that it reads" : "the name is "
              + (taken ? "taken" : "empty") + "; give each readout a name of its own"));
    }
    var readout = new Readout(draft, name, Arrays.stream(read).map(Population::name).toList());
    readouts.add(readout);
    return readout;
  }

  /** Adds synapses whose weights lie on a curve along which these modulators move them; rule, weights and delay are then set. */
  public CurvedProjection curve(Neurons source, Neurons target, WeightCurve curve, Modulator... modulators) {
    draft.requireOpen();
    String where = "curve " + source.population().name() + "→" + target.population().name();
    return new CurvedProjection(where, curve, List.of(modulators), this.modulators, () -> connect(source, target));
  }

  /** Adds a projection whose matrix of weights has low rank; factors, weight and delay are then set. */
  public LowRankProjection lowRank(String name, Neurons source, Neurons target) {
    draft.requireOpen();
    Population.member(draft, source);
    Population.member(draft, target);
    if (name.isBlank() || taken(name)) {
      throw new RanvierException(
          "projection name '" + name + "' is " + (name.isBlank() ? "empty" : "taken") + "; give each projection a name of its own");
    }
    var added = new LowRankProjection(draft, new LowRankPlan(name, source.plan(), target.plan()), source, target, this::receptorPlans);
    lowRanks.add(added);
    return added;
  }

  List<LowRankProjection> lowRanks() {
    return List.copyOf(lowRanks);
  }

  List<Readout> readouts() {
    return List.copyOf(readouts);
  }

  private void add(ModulatorReceptor receptor) {
    draft.requireOpen();
    requireFreeName(receptor.name(), "receptor");
    receptors.add(receptor);
  }

  private List<NeuroreceptorPlan> receptorPlans() {
    return receptors.stream().map(ModulatorReceptor::plan).toList();
  }

  private void requireFreeName(String name, String what) {
    boolean taken =
        modulators.stream().anyMatch(m -> m.name().equals(name)) || receptors.stream().anyMatch(r -> r.name().equals(name));
    if (taken || name.isBlank()) {
      throw new RanvierException(
          what + " name '" + name + "' is " + (taken ? "taken" : "empty") + "; give each modulator and receptor a name of its own");
    }
  }

  /** Records the concentration of a neuromodulator, every 1 ms unless told otherwise. */
  public ModulatorRecorder record(Modulator modulator) {
    return recordModulation(modulator.name(), modulators.contains(modulator));
  }

  /** Records the activation of a neuromodulator's receptor, every 1 ms unless told otherwise. */
  public ModulatorRecorder record(ModulatorReceptor receptor) {
    return recordModulation(receptor.name(), receptors.contains(receptor));
  }

  private ModulatorRecorder recordModulation(String of, boolean member) {
    draft.requireOpen();
    if (!member) {
      throw draft.stranger("'" + of + "'");
    }
    var recorder = new ModulatorRecorder(draft, of);
    modulatorRecorders.add(recorder);
    return recorder;
  }

  /** Records state variables of neurons, every 1 ms unless told otherwise. */
  public StateRecorder record(Neurons neurons, String... variables) {
    draft.requireOpen();
    Population.member(draft, neurons);
    var recorder = new StateRecorder(draft, neurons, List.of(variables));
    recorders.add(recorder);
    return recorder;
  }

  /**
   * Normalises the weights that neurons have in these projections, at an interval; a norm is then set. The projections must be plastic, be it by {@code
   * LearningRule.none()}.
   */
  public WeightNormalisation normalise(Projection... projections) {
    var added = new WeightNormalisation(draft, members(projections));
    upkeep.add(added::plan);
    return added;
  }

  /**
   * Scales the weights that neurons have in these projections, so that their rates approach a target, which is then set. The projections must be
   * plastic, be it by {@code LearningRule.none()}.
   */
  public SynapticScaling scale(Projection... projections) {
    var added = new SynapticScaling(draft, members(projections));
    upkeep.add(added::plan);
    return added;
  }

  /** Lets a parameter of neurons change with their rates, so that these approach a target, which is then set. */
  public IntrinsicPlasticity adapt(Neurons neurons, String parameter) {
    draft.requireOpen();
    var added = new IntrinsicPlasticity(draft, neurons, parameter);
    upkeep.add(added::plan);
    return added;
  }

  /** Lets synapses of a projection go and others grow, as is then said; it is plastic by that. */
  public Rewiring rewire(Projection projection) {
    members(projection);
    var added = new Rewiring(draft, projection);
    upkeep.add(added::plan);
    return added;
  }

  private List<Projection> members(Projection... projections) {
    draft.requireOpen();
    Arrays.stream(projections).forEach(this::requireMember);
    return List.of(projections);
  }

  /** Records a parameter of neurons that changes during the run, every 100 ms unless told otherwise. */
  public ParameterRecorder recordParameter(Neurons neurons, String parameter) {
    var recorder = new ParameterRecorder(draft, neurons, parameter);
    parameterRecorders.add(recorder);
    return recorder;
  }

  /** Records the weights of a plastic projection, every 100 ms unless told otherwise. */
  public WeightRecorder recordWeights(Projection projection) {
    draft.requireOpen();
    requireMember(projection);
    var recorder = new WeightRecorder(draft, projection);
    weightRecorders.add(recorder);
    return recorder;
  }

  /** The population of that name. */
  public Population population(String name) {
    Population population = populations.get(name);
    if (population == null) {
      throw new RanvierException("network '" + name() + "' has no population '" + name + "'; it has " + populations.keySet());
    }
    return population;
  }

  public List<Population> populations() {
    return List.copyOf(populations.values());
  }

  public List<Projection> projections() {
    return List.copyOf(projections);
  }

  /** The neuromodulators, in the order in which they were declared. */
  public List<Modulator> modulators() {
    return List.copyOf(modulators);
  }

  List<PoissonInput> drives() {
    return List.copyOf(drives.values());
  }

  List<CurrentInput> currents() {
    return List.copyOf(currents);
  }

  List<NoiseInput> noises() {
    return List.copyOf(noises);
  }

  List<StateRecorder> recorders() {
    return List.copyOf(recorders);
  }

  /**
   * Describes a network again as a plan has it, by the verbs that a script would use: what they refuse is refused here.
   *
   * @throws RanvierException that begins with the place in the plan, as in {@code projections[3]}
   */
  public static Network of(NetworkPlan plan) {
    var network = new Network(plan.name());
    at("resolution", plan.resolution(), network::resolution);
    given(plan.roundTimes(), network::roundTimes);
    each("populations", plan.populations(), p -> network.population(p.name(), p.size(), p.model()).as(p));
    each("projections", plan.projections(), p -> network.connect(p.name(), network.neurons(p.source()), network.neurons(p.target())).as(p));
    each("poisson", plan.poisson(), p -> network.poisson(p.name(), network.neurons(p.target())).as(p));
    each("currents", plan.currents(), p -> network.current(p.name(), network.neurons(p.target())).as(p));
    each("noises", plan.noises(), p -> network.noise(p.name(), network.neurons(p.target())).as(p));
    each("lowRank", plan.lowRank(), p -> network.lowRank(p.name(), network.neurons(p.source()), network.neurons(p.target())).as(p));
    each("modulators", plan.modulators(), network::modulator);
    each("modulators", plan.modulators(), network::sources); // a gain may be by one that comes later
    each("receptors", plan.receptors(), network::receptor);
    each("readouts", plan.readouts(), network::readout);
    each("upkeep", plan.upkeep(), network::upkeep);
    each("changes", plan.changes(), c -> network.at(c.time()).set(network.neurons(c.neurons()), c.parameter(), c.values()));
    each("recorders", plan.recorders(), network::record);
    return network;
  }

  private static <T> void each(String list, List<T> planned, Consumer<T> add) {
    for (int k = 0; k < planned.size(); k++) {
      at(list + "[" + k + "]", planned.get(k), add);
    }
  }

  private static <T> void at(String place, T planned, Consumer<T> add) {
    try {
      add.accept(planned);
    } catch (RanvierException e) {
      throw new RanvierException(place + ": " + e.getMessage(), e);
    }
  }

  private Neurons neurons(NeuronsPlan planned) {
    Population population = population(planned.population());
    NeuronSet chosen = planned.chosen();
    if (chosen == null) {
      return population;
    }
    return chosen.isRange() ? population.range(chosen.get(0), chosen.get(0) + chosen.size()) : population.neurons(chosen.toArray());
  }

  private Projection projection(String name) {
    return named(projections, Projection::name, name, "projection");
  }

  private Modulator known(String name) {
    return named(modulators, Modulator::name, name, "modulator");
  }

  private <T> T named(List<T> all, Function<T, String> nameOf, String name, String what) {
    return all.stream().filter(one -> nameOf.apply(one).equals(name)).findFirst().orElseThrow(
        () -> new RanvierException("network '" + name() + "' has no " + what + " '" + name + "'; it has " + all.stream().map(nameOf).toList()));
  }

  private void modulator(NeuromodulatorPlan planned) {
    Modulator m = modulator(planned.name()).as(planned);
    for (NeuromodulatorPlan.Drive drive : planned.drives()) {
      m.as(drive, known(switch (drive) {
        case NeuromodulatorPlan.DrivenBy d -> d.modulator();
        case NeuromodulatorPlan.Follows f -> f.modulator();
      }));
    }
  }

  private void sources(NeuromodulatorPlan planned) {
    for (NeuromodulatorPlan.Source source : planned.sources()) {
      given(source.gain(), g -> known(g.modulator())); // refuses unknown ones
      known(planned.name()).releasedBy(neurons(source.neurons())).as(source);
    }
  }

  private void receptor(NeuroreceptorPlan planned) {
    ModulatorReceptor r = known(planned.modulator()).receptor(planned.name(), planned.model().response()).as(planned);
    for (NeuroreceptorPlan.Action action : planned.actions()) {
      switch (action) {
        case NeuroreceptorPlan.Input(var of, var receptor, var effect) when receptor == null -> r.scalesInput(neurons(of), effect);
        case NeuroreceptorPlan.Input(var of, var receptor, var effect) -> r.scalesInput(neurons(of), receptor, effect);
        case NeuroreceptorPlan.Intrinsic(var of, var parameter, var effect) -> r.changes(neurons(of), parameter, effect);
        case NeuroreceptorPlan.Gate(var projection, var effect) -> r.gates(projection(projection), effect);
        case NeuroreceptorPlan.Mode(var lowRank, int mode, var effect) ->
            r.gates(named(lowRanks, LowRankProjection::name, lowRank, "low-rank projection"), mode, effect);
      }
    }
  }

  private void readout(ReadoutPlan planned) {
    readout(planned.name(), planned.populations().stream().map(this::population).toArray(Population[]::new)).as(planned);
  }

  private void upkeep(UpkeepPlan planned) {
    switch (planned) {
      case UpkeepPlan.Normalising n -> normalise(projections(n.projections())).as(n);
      case UpkeepPlan.Scaling s -> scale(projections(s.projections())).as(s);
      case UpkeepPlan.Adapting a -> adapt(neurons(a.neurons()), a.parameter()).as(a);
      case UpkeepPlan.Rewiring r -> rewire(projection(r.projection())).as(r);
    }
  }

  private Projection[] projections(List<String> names) {
    return names.stream().map(this::projection).toArray(Projection[]::new);
  }

  private void record(RecorderPlan planned) {
    switch (planned) {
      case RecorderPlan.States s -> record(neurons(s.neurons()), s.variables().toArray(String[]::new)).as(s);
      case RecorderPlan.Parameters p -> recordParameter(neurons(p.neurons()), p.parameter()).every(p.interval());
      case RecorderPlan.Modulation m -> {
        boolean receptor = receptors.stream().anyMatch(r -> r.name().equals(m.of()));
        recordModulation(receptor ? m.of() : known(m.of()).name(), true).every(m.interval()).at(m.places().stream().mapToInt(Integer::intValue).toArray());
      }
      case RecorderPlan.Weights w -> {
        WeightRecorder r = recordWeights(projection(w.projection())).as(w);
        given(w.from(), n -> r.from(neurons(n)));
        given(w.to(), n -> r.to(neurons(n)));
      }
    }
  }

  /**
   * The network of a JSON document ({@code docs/plan.md}).
   *
   * @throws RanvierException that names the place in the document where something is wrong
   */
  public static Network fromJson(Path file) {
    return NetworkFile.read(file, Network::of);
  }

  /** The network of a JSON document that is given as text. */
  public static Network fromJson(String text) {
    return of(NetworkFile.parse(text));
  }

  /**
   * The network as a JSON document, with all lists in it.
   *
   * @throws RanvierException that names code of one's own in the description, which no document can hold
   */
  public String toJson() {
    return NetworkFile.text(plan());
  }

  /** Writes the network as a JSON document; lists of more than 10,000 numbers come into an HDF5 file beside it. */
  public void writeJson(Path file) {
    NetworkFile.write(plan(), file);
  }

  /** The network as data: all that it describes now. */
  public NetworkPlan plan() {
    var recording = new ArrayList<RecorderPlan>();
    recorders.forEach(r -> recording.add(r.plan()));
    weightRecorders.forEach(r -> recording.add(r.plan()));
    parameterRecorders.forEach(r -> recording.add(r.plan()));
    modulatorRecorders.forEach(r -> recording.add(r.plan()));
    return new NetworkPlan(
        name(), Units.ms(grid().resolutionMs()), rounding == TimeRounding.NONE ? null : rounding,
        populations.values().stream().map(Population::populationPlan).toList(),
        projections.stream().map(Projection::plan).toList(),
        drives.values().stream().map(PoissonInput::plan).toList(),
        currents.stream().map(CurrentInput::plan).toList(),
        noises.stream().map(NoiseInput::plan).toList(),
        lowRanks.stream().map(LowRankProjection::plan).toList(),
        modulators.stream().map(Modulator::plan).toList(),
        receptorPlans(),
        readouts.stream().map(Readout::plan).toList(),
        upkeep.stream().map(Supplier::get).toList(),
        changes,
        recording);
  }

  /** The plan with its names resolved. */
  NetworkIndex index() {
    return new NetworkIndex(plan(), projections.stream().collect(Collectors.toMap(Projection::name, Projection::made)));
  }

  Draft draft() {
    return draft;
  }

  void requireMember(Projection projection) {
    if (!projection.isOf(draft)) {
      throw draft.stranger(projection.where());
    }
  }
}
