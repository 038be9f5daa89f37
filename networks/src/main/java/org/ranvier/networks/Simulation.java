package org.ranvier.networks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import javax.measure.Quantity;
import javax.measure.quantity.ElectricCurrent;
import javax.measure.quantity.Frequency;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.building.Connection;
import org.ranvier.networks.building.CurrentShapes;
import org.ranvier.networks.building.EngineSpecs;
import org.ranvier.networks.building.ModulatorModels;
import org.ranvier.networks.building.NetworkIndex;
import org.ranvier.networks.building.NeuronGroup;
import org.ranvier.networks.building.ParameterChanges;
import org.ranvier.networks.building.ParameterCourse;
import org.ranvier.networks.building.ReadoutSpecs;
import org.ranvier.networks.building.RecorderSpecs;
import org.ranvier.networks.plan.ChangePlan;
import org.ranvier.networks.plan.CurrentPlan;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.plan.ProjectionPlan;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.running.Freezing;
import org.ranvier.networks.running.LiveInputs;
import org.ranvier.networks.running.LiveState;
import org.ranvier.networks.running.ParameterSampling;
import org.ranvier.networks.running.Pauses;
import org.ranvier.networks.running.PlasticWeights;
import org.ranvier.networks.running.RankSupport;
import org.ranvier.networks.running.StaticWeights;
import org.ranvier.networks.running.SynapseAccess;
import org.ranvier.networks.running.SynapticElements;
import org.ranvier.networks.running.Upkeep;
import org.ranvier.networks.running.UpkeepSite;
import org.ranvier.networks.running.Variant;
import org.ranvier.networks.running.WeightSampling;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.stimuli.PulseCurrent;
import org.ranvier.plasticity.lowrank.LowRankField;
import org.ranvier.plasticity.modulation.Modulation;
import org.ranvier.plasticity.modulation.ModulatorPlan;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.teaching.ReadoutField;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.checkpoint.CheckpointFile;
import org.ranvier.simulator.checkpoint.CheckpointHeader;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.log.RankLogs;
import org.ranvier.simulator.log.SpikeLogManifest;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.SpikeLogStatus;
import org.ranvier.simulator.log.SpikeLogWriter;
import org.ranvier.simulator.ranks.Alone;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeCollector;
import org.ranvier.simulator.recording.SpikeListener;
import org.ranvier.simulator.recording.SpikeSamples;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.recording.StateTrace;
import org.ranvier.simulator.state.Snapshot;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.Stateful;

/**
 * A network that is being run: arrays in place of the description.
 *
 * <p>The spikes depend on the description and the seed only, to the last bit: neither on the number of threads nor on how a run
 * is split into several. Any number of simulations may run side by side.
 */
public final class Simulation implements AutoCloseable {
  private static final int LOG_BLOCK_STEPS = 100;

  private final Network network;
  private final NetworkIndex index;
  private final List<GridShift> shifts;
  private final Options options;
  private final boolean alone;
  private final Engine engine;
  private final ParameterCourse parameters;
  private final LiveInputs inputs;
  private final LiveState state;
  private final SynapseAccess synapses;
  private final StaticWeights fixed;
  private final Pauses pauses;
  private final Freezing freezing;
  private final List<Rewiring.Turn> turns = new ArrayList<>();
  private final Map<String, SynapticElements> elements = new HashMap<>();
  private final List<Stateful> owners = new ArrayList<>(); // of what upkeep keeps
  private final WeightSampling sampling;
  private final ParameterSampling parameterSampling;
  private final SpikeCollector spikes;
  private @Nullable SpikeLogWriter log;
  private String logStatus = SpikeLogStatus.COMPLETE; // how the last run ended, or how the first one failed
  private boolean failed;
  private @Nullable Snapshot beginning; // the state at the beginning, once it has been asked for

  /**
   * How to run a network.
   *
   * @param threads number of worker threads; the result does not depend on it
   * @param seed seed of all random draws
   * @param keepSpikes whether to keep the spikes in memory for {@link Simulation#spikes}
   * @param ranks the processes that simulate it together; the result does not depend on their number
   * @param synapses whether static synapses are kept in memory; the result does not depend on it
   */
  public record Options(int threads, long seed, boolean keepSpikes, Ranks ranks, SynapseStorage synapses) {
    public static final Options DEFAULT = new Options(Runtime.getRuntime().availableProcessors(), 1, true, Alone.RANKS, SynapseStorage.AUTOMATIC);

    public Options {
      if (threads < 1 || threads > 1024) {
        throw new RanvierException(
            "threads " + threads + " must be between 1 and 1024; this machine has " + Runtime.getRuntime().availableProcessors());
      }
    }

    public Options(int threads, long seed, boolean keepSpikes, Ranks ranks) {
      this(threads, seed, keepSpikes, ranks, SynapseStorage.AUTOMATIC);
    }

    /** In this process alone. */
    public Options(int threads, long seed, boolean keepSpikes) {
      this(threads, seed, keepSpikes, Alone.RANKS, SynapseStorage.AUTOMATIC);
    }

    public Options threads(int threads) {
      return new Options(threads, seed, keepSpikes, ranks, synapses);
    }

    public Options seed(long seed) {
      return new Options(threads, seed, keepSpikes, ranks, synapses);
    }

    /** On these ranks, each of which makes the same calls of its simulation: see docs/ranks.md. */
    public Options ranks(Ranks ranks) {
      return new Options(threads, seed, keepSpikes, ranks, synapses);
    }

    /** Whether synapses are kept in memory; see {@link Projection#procedural}. */
    public Options synapses(SynapseStorage synapses) {
      return new Options(threads, seed, keepSpikes, ranks, synapses);
    }

    public Options keepSpikes(boolean keepSpikes) {
      return new Options(threads, seed, keepSpikes, ranks, synapses);
    }
  }

  private Simulation(Network network, Options options) {
    this.network = network;
    index = network.index();
    this.options = options;
    alone = options.ranks().size() == 1;
    if (!alone) {
      RankSupport.check(index.plan(), options.ranks(), options.seed());
    }
    var specs = new EngineSpecs(index, options.seed());
    EngineSpec spec = specs.spec(options.threads(), options.ranks().size(), options.synapses());
    shifts = specs.shifts();
    engine = new Engine(spec, options.ranks());
    var weights = new PlasticWeights(engine, network.grid(), spec.plastic());
    fixed = new StaticWeights(engine, spec);
    synapses = new SynapseAccess(weights, fixed);
    pauses = new Pauses(engine);
    inputs = new LiveInputs(index, engine, options.seed(), specs.parameters()::first);
    state = new LiveState(index, engine, options.seed());
    List<StateRecorder> recorders = network.recorders();
    IntStream.range(0, recorders.size()).forEach(k -> state.begin(recorders.get(k), spec.probes().get(k)));
    freezing = new Freezing(index, engine, weights);
    var site = new UpkeepSite(engine, index, options.seed(), weights, turns, elements, owners);
    for (UpkeepPlan u : index.plan().upkeep()) {
      pauses.every(RecorderSpecs.intervalSteps(u.interval(), u.where(), index.grid()), freezing.unlessFrozen(u, Upkeep.begin(u, site)));
    }
    freezing.begin();
    sampling = new WeightSampling(index, weights, pauses, options.ranks());
    parameterSampling = new ParameterSampling(engine, index, pauses);
    network.draft().close();
    network.simulated();
    parameters = specs.parameters();
    parameters.start(engine);
    spikes = new SpikeCollector(engine.populations(), network.grid().resolutionMs(), 0);
    if (options.keepSpikes()) {
      engine.addListener(spikes);
    }
  }

  /** Builds a network. */
  public static Simulation of(Network network, Options options) {
    return new Simulation(network, options);
  }

  /** Builds a network, with one thread for each processor and seed 1. */
  public static Simulation of(Network network) {
    return of(network, Options.DEFAULT);
  }

  /** Advances the network by a time, a multiple of the resolution. */
  public RunResult run(Quantity<Time> duration) {
    return run(duration, RunMonitor.NONE);
  }

  /** Advances the network by a time; {@code monitor} sees the progress about ten times a second. */
  public RunResult run(Quantity<Time> duration, RunMonitor monitor) {
    long steps = network.grid().steps(Units.in(Units.MILLISECOND, duration, "duration"), "duration", 0, "");
    if (steps < 0) {
      throw new RanvierException("duration " + Units.text(duration) + " must be 0 or above");
    }
    try {
      RunResult result = pauses.run(steps, monitor);
      if (log != null) {
        log.flush();
      }
      logStatus = result.cancelled() ? SpikeLogStatus.CANCELLED : SpikeLogStatus.COMPLETE;
      return result;
    } catch (RuntimeException | Error e) {
      if (!failed) {
        failed = true;
        logStatus = SpikeLogStatus.failed(e instanceof RanvierException ? String.valueOf(e.getMessage()) : e.toString());
      }
      throw e;
    }
  }

  /** Sets a parameter of neurons from now on, or a state variable now, for all alike. Not to be called while a run goes on. */
  public <Q extends Quantity<Q>> void set(Neurons neurons, String name, Quantity<Q> value) {
    if (isState(neurons, name)) {
      setState(neurons, name, Distribution.constant(value));
    } else {
      set(neurons, name, ParameterChanges.constant(Population.group(neurons).population(), name, value));
    }
  }

  /** Sets a parameter or a state variable that has no unit. */
  public void set(Neurons neurons, String parameter, double value) {
    set(neurons, parameter, Units.number(value));
  }

  /**
   * Draws a parameter for each of these neurons, or lists it, from now on; or a state variable now. Not to be called while a run
   * goes on.
   */
  public void set(Neurons neurons, String parameter, Distribution<?> values) {
    member(neurons);
    if (isState(neurons, parameter)) {
      setState(neurons, parameter, values);
      return;
    }
    parameters.set(engine, new ChangePlan(Units.ms(timeMs()), neurons.plan(), parameter, values));
  }

  private static boolean isState(Neurons neurons, String name) {
    PopulationPlan population = Population.group(neurons).population();
    return population.model().parameters().stream().noneMatch(p -> p.name().equals(name)) && population.hasVariable(name);
  }

  /**
   * Sets a state variable of neurons now, one value for all or drawn or listed for each: what the next step begins with. Neurons that have
   * their value already are not touched, to the last bit. Neurons in continuous time that come to stand above their threshold
   * fire at once; in a cell of compartments {@code V_m} is set everywhere, and what is observed at a place there. Not to be called while a run
   * goes on.
   */
  public void setState(Neurons neurons, String variable, Distribution<?> values) {
    state.set(member(neurons), variable, values);
  }

  /** A state variable of neurons as it is now. Not to be called while a run goes on. */
  public double[] state(Neurons neurons, String variable) {
    return state.of(member(neurons), variable);
  }

  /** A current is constant from now on, while it is on at all. Not to be called while a run goes on. */
  public void set(CurrentInput current, Quantity<ElectricCurrent> amplitude) {
    set(current, Distribution.constant(amplitude));
  }

  /** A current has another amplitude for each neuron from now on, drawn or listed. */
  public void set(CurrentInput current, Distribution<ElectricCurrent> amplitudes) {
    reshape(current, CurrentShapes.and(new CurrentPlan.Steps(List.of()), current.where(), current.targets(), Units.ms(0), amplitudes));
  }

  /** A current follows this course from now on; its times are those of the simulation. */
  public void set(CurrentInput current, Course<ElectricCurrent> course) {
    reshape(current, new CurrentPlan.Following(course));
  }

  /** A stimulator gives these pulses from now on, in step with those before. Not to be called while a run goes on. */
  public void set(CurrentInput stimulator, PulseTrain pulses) {
    reshape(stimulator, new CurrentPlan.Pulsed(pulses));
  }

  /** What a stimulator has given so far. */
  public Pulses pulses(CurrentInput stimulator) {
    int k = place(network.currents(), stimulator, stimulator.where());
    return new Pulses(
        Math.round(inputs.pulses(k, PulseCurrent.PULSES)), inputs.pulses(k, PulseCurrent.CHARGE));
  }

  /**
   * What a stimulator has given.
   *
   * @param count pulses
   * @param chargePc charge of their first phases in pC, at the electrode
   */
  public record Pulses(long count, double chargePc) {}

  /**
   * A current goes in steps from now on, as {@link CurrentInput#steps}: a row of amplitudes for all neurons or one for each. The times are those of
   * the simulation.
   */
  public void set(
      CurrentInput current, DoubleFunction<Quantity<Time>> timeUnit, double[] times, DoubleFunction<Quantity<ElectricCurrent>> unit,
      double[][] amplitudes) {
    reshape(current, CurrentShapes.listed(current.where(), current.targets(), timeUnit, times, unit, amplitudes));
  }

  /** A noise current has another mean and standard deviation from now on; an Ornstein–Uhlenbeck process goes there from where it is. */
  public void set(CurrentInput noise, Quantity<ElectricCurrent> mean, Quantity<ElectricCurrent> sd) {
    inputs.changeCurrent(
        place(network.currents(), noise, noise.where()),
        c -> {
          if (!(c.shape() instanceof CurrentPlan.Noise n)) {
            throw new RanvierException(noise.where() + " is no noise; set its amplitude or its course");
          }
          return c.shape(new CurrentPlan.Noise(mean, sd, n.time(), n.correlated()));
        });
  }

  /** The same of noise in a receptor. */
  public void set(NoiseInput noise, Quantity<?> mean, Quantity<?> sd) {
    PopulationPlan target = index.population(noise.plan().target().population());
    inputs.changeNoise(
        place(network.noises(), noise, noise.where()), n -> n.moments(mean, sd), target.model().kernel(target.where(), parameters.now(target)));
  }

  /** A Poisson drive has another rate from now on. Not to be called while a run goes on. */
  public void set(PoissonInput drive, Quantity<Frequency> rate) {
    set(drive, Distribution.constant(rate));
  }

  /** A Poisson drive has another rate for each neuron from now on, drawn or listed. */
  public void set(PoissonInput drive, Distribution<Frequency> rates) {
    inputs.changePoisson(place(network.drives(), drive, drive.where()), d -> d.rate(rates));
  }

  /** The rate of a Poisson drive follows this course from now on; its times are those of the simulation. */
  public void set(PoissonInput drive, Course<Frequency> rate) {
    inputs.changePoisson(place(network.drives(), drive, drive.where()), d -> d.rate(rate));
  }

  /** The spikes of a Poisson drive have another weight from now on. */
  public void setWeight(PoissonInput drive, Quantity<?> weight) {
    inputs.changePoisson(place(network.drives(), drive, drive.where()), d -> d.weight(weight));
  }

  /** Sources that fire at given times do so at these from now on; times that are over are passed over. Not to be called while a run goes on. */
  public void setSpikes(Population sources, double[][] timesMs) {
    inputs.setSpikes(member(sources).population(), timesMs);
  }

  /** Records state variables at an interval from now on. Not to be called while a run goes on. */
  public StateRecorder record(Neurons neurons, Quantity<Time> interval, String... variables) {
    return record(StateRecorder.live(network.draft(), neurons, interval, variables), neurons);
  }

  /** Records state variables of neurons at their own spikes from now on. */
  public StateRecorder recordOnSpikes(Neurons neurons, String... variables) {
    return record(StateRecorder.live(network.draft(), neurons, null, variables), neurons);
  }

  private StateRecorder record(StateRecorder recorder, Neurons neurons) {
    member(neurons);
    state.record(recorder, recorder.plan());
    return recorder;
  }

  /** Neurons of this network. */
  private NeuronGroup member(Neurons neurons) {
    return Population.member(network.draft(), neurons);
  }

  /** A projection of this network. */
  private Connection member(Projection projection) {
    network.requireMember(projection);
    return index.connection(projection.name());
  }

  private <D> int place(List<D> all, D one, String where) {
    int k = all.indexOf(one);
    if (k < 0) {
      throw network.draft().stranger(where);
    }
    return k;
  }

  private void reshape(CurrentInput current, CurrentPlan.Shape shape) {
    inputs.changeCurrent(place(network.currents(), current, current.where()), c -> c.shape(shape));
  }

  /** Ends a recorder, one of the network or of {@link #record}; what it has sampled stays until {@link #discardRecordings}. */
  public void remove(StateRecorder recorder) {
    state.remove(recorder, recorder.plan().where());
  }

  /** Releases an amount of a neuromodulator everywhere, now: e.g. a reward. Not to be called while a run goes on. */
  public void release(Modulator modulator, double amount) {
    act(modulator, new ModulatorPlan.Action.Give(-1, Modulator.finite(amount, modulator.where() + ": amount")));
  }

  /** Releases an amount of a neuromodulator at one of its places, a voxel or a population by its index. */
  public void release(Modulator modulator, int place, double amount) {
    act(modulator, new ModulatorPlan.Action.Give(checked(modulator, place), Modulator.finite(amount, modulator.where() + ": amount")));
  }

  /** Holds the concentration of a neuromodulator everywhere from now on. */
  public void clamp(Modulator modulator, double concentration) {
    act(modulator, new ModulatorPlan.Action.Clamp(-1, Modulator.finite(concentration, modulator.where() + ": clamp")));
  }

  /** Ends a clamp: the concentration goes on from where it is. */
  public void unclamp(Modulator modulator) {
    act(modulator, new ModulatorPlan.Action.Unclamp(-1));
  }

  /** From now on multiplies what the spikes of a source release, e.g. by -1 where they shall be punished. */
  public void setGain(ModulatorSource source, double gain) {
    Modulator modulator = network.modulators().stream().filter(m -> m.sources().contains(source)).findFirst()
        .orElseThrow(() -> network.draft().stranger(source.where()));
    String name = ModulatorModels.sourceName(modulator.plan(), modulator.sources().indexOf(source));
    Modulator.finite(gain, source.where() + ": gain");
    engine.changeField(0, f -> ((Modulation) f).setGain(name, gain));
  }

  /** The present concentration of a neuromodulator at one of its places. Not to be called while a run goes on. */
  public double concentration(Modulator modulator, int place) {
    requireMember(modulator);
    return ((Modulation) engine.field(0)).concentration(modulator.name()).at(checked(modulator, place));
  }

  /** The present concentration of a neuromodulator that is the same everywhere, otherwise at its first place. */
  public double concentration(Modulator modulator) {
    return concentration(modulator, 0);
  }

  private void act(Modulator modulator, ModulatorPlan.Action action) {
    requireMember(modulator);
    engine.changeField(0, f -> ((Modulation) f).apply(modulator.name(), action));
  }

  private int checked(Modulator modulator, int place) {
    requireMember(modulator);
    int places = ((Modulation) engine.field(0)).concentration(modulator.name()).places();
    if (place < 0 || place >= places) {
      throw new RanvierException(modulator.where() + ": place " + place + " must be within 0 … " + (places - 1));
    }
    return place;
  }

  private void requireMember(Modulator modulator) {
    if (!network.modulators().contains(modulator)) {
      throw network.draft().stranger(modulator.where());
    }
  }

  /**
   * What a readout's outputs shall be from now on: a pattern that is repeated. Not to be called while a run goes on.
   *
   * @param pattern for each output a value for each step of the pattern; where one is not a number, nothing is wanted in that step
   */
  public void want(Readout readout, double[][] pattern) {
    ReadoutSpecs.checkPattern(readout.plan(), pattern);
    engine.changeField(field(readout), f -> ((ReadoutField) f).want(pattern));
  }

  /** A readout as it is now. Not to be called while a run goes on. */
  public ReadoutState readout(Readout readout) {
    var f = (ReadoutField) engine.field(field(readout));
    return new ReadoutState(f.outputs(), f.losses(), f.weights(), f.feedback(), f.gradient());
  }

  /**
   * The factors of a low-rank projection as they are now: for each mode those of the targets, then those of the sources. Not to be called while a run goes on.
   */
  public List<double[][]> factors(LowRankProjection projection) {
    return projection.specs().gathered(((LowRankField) engine.field(field(projection))).factors());
  }

  /** Gives a low-rank projection other factors from now on. Not to be called while a run goes on. */
  public void setFactors(LowRankProjection projection, double[][] targets, double[][] sources) {
    projection.specs().requireFactors(targets, sources);
    if (targets.length != projection.modes()) {
      throw new RanvierException(projection.where() + ": it has " + projection.modes() + " modes, not " + targets.length + "; their number stays as it was described");
    }
    double[][] left = projection.specs().spreadTargets(targets);
    double[][] right = projection.specs().spreadSources(sources);
    engine.changeField(field(projection), f -> ((LowRankField) f).setFactors(left, right));
  }

  /** What the modes of a low-rank projection deliver in a step, before their gains. Not to be called while a run goes on. */
  public double[] modes(LowRankProjection projection) {
    requireModes(projection);
    return ((LowRankField) engine.field(field(projection))).modes();
  }

  /** Lets the modes go on from these values; with no time constant they are gone in the next step. Not to be called while a run goes on. */
  public void setModes(LowRankProjection projection, double... values) {
    requireModes(projection);
    projection.specs().requireFinite(values, "value");
    if (values.length != projection.modes()) {
      throw new RanvierException(projection.where() + ": " + values.length + " values for " + projection.modes() + " modes; give one for each");
    }
    engine.changeField(field(projection), f -> ((LowRankField) f).setModes(values));
  }

  private void requireModes(LowRankProjection projection) {
    field(projection); // refuses those of another network
    if (projection.specs().isExact()) {
      throw new RanvierException(projection.where() + " ends in continuous time, where each spike arrives by itself; there are no modes to read or set");
    }
  }

  private int field(LowRankProjection projection) {
    return firstReadout() + network.readouts().size() + place(network.lowRanks(), projection, projection.where());
  }

  private int field(Readout readout) {
    return firstReadout() + place(network.readouts(), readout, readout.where());
  }

  private int firstReadout() {
    return network.modulators().isEmpty() ? 0 : 1;
  }

  /** The synapses of a projection, to read, filter, change, save and load. Not to be used while a run goes on. */
  public Synapses synapses(Projection projection) {
    network.requireMember(projection);
    return new Synapses(synapses, projection);
  }

  /** The weights of a projection as of now; of a plastic one: after all spikes that have reached the synapses. */
  public Weights weights(Projection projection) {
    return synapses.read(member(projection), "weight");
  }

  /** Another variable of a plastic projection's rule as of now, e.g. an eligibility. */
  public Weights weights(Projection projection, String variable) {
    return synapses.read(member(projection), variable);
  }

  /** What the network's recorders of weights have sampled at intervals so far, or since {@link #discardRecordings}. */
  public List<WeightTrace> weightTraces() {
    return sampling.traces();
  }

  /** What the network's recorders of weights have sampled at spikes so far, or since {@link #discardRecordings}. */
  public List<WeightEvents> weightEvents() {
    return sampling.events();
  }

  /**
   * Sets the weights of a projection from now on, in the order of {@link #weights}. Not to be called while a run goes on.
   *
   * <p>Spikes that are still on their way between neurons act on these weights by the rule, as on any.
   */
  public void setWeights(Projection projection, double[] values) {
    synapses.write(member(projection), values);
  }

  /** Multiplies the weights of a projection by a factor for each target neuron. Not to be called while a run goes on. */
  public void scaleWeights(Projection projection, double[] factors) {
    synapses.scale(member(projection), factors);
  }

  /** Scales the weights of each target of a projection so that they add up to {@code sum}, in the receptor's unit. */
  public void normaliseWeights(Projection projection, double sum) {
    synapses.normalise(member(projection), sum);
  }

  /**
   * Freezes a plastic projection: its synapses learn no more from now on. What their rule has learned, weights above all, keeps every bit until
   * {@link #thaw(Projection)};
   * traces and eligibilities follow the spikes as ever, and transmission goes on. Normalisation, scaling and rewiring of it pause. Not to be called while a run
   * goes on.
   */
  public void freeze(Projection projection) {
    freezing.set(member(projection), true);
  }

  /** Lets a frozen projection learn again, from spikes and factors that reach its synapses after now. */
  public void thaw(Projection projection) {
    freezing.set(member(projection), false);
  }

  /** Freezes all projections that learn by a rule. */
  public void freeze(LearningRule rule) {
    freezing.set(rule, true);
  }

  /** Lets all projections that learn by a rule learn again. */
  public void thaw(LearningRule rule) {
    freezing.set(rule, false);
  }

  /** Freezes a readout: its weights, its feedback, its gradient and its optimiser's means keep every bit; outputs and losses go on. */
  public void freeze(Readout readout) {
    freezing.set(field(readout), true);
  }

  /** Lets a readout learn again. */
  public void thaw(Readout readout) {
    freezing.set(field(readout), false);
  }

  /** Freezes a projection of low rank that learns: its factors keep every bit; traces and eligibilities follow the spikes as ever. */
  public void freeze(LowRankProjection projection) {
    freezing.set(learning(projection), true);
  }

  /** Lets the factors of a projection of low rank learn again. */
  public void thaw(LowRankProjection projection) {
    freezing.set(learning(projection), false);
  }

  private int learning(LowRankProjection projection) {
    int field = field(projection);
    if (projection.plan().plasticity() == null) {
      throw new RanvierException(projection.where() + " does not learn, so there is nothing to freeze; add .plastic(…)");
    }
    return field;
  }

  /** Freezes all that learns: plastic projections, factors of low rank, readouts, and what is done at intervals to weights and parameters. */
  public void freeze() {
    freezing.setAll(true);
  }

  /** Lets all learn again that learns at all. */
  public void thaw() {
    freezing.setAll(false);
  }

  public boolean isFrozen(Projection projection) {
    return freezing.isFrozen(member(projection));
  }

  public boolean isFrozen(LowRankProjection projection) {
    return freezing.isFrozen(field(projection));
  }

  public boolean isFrozen(Readout readout) {
    return freezing.isFrozen(field(readout));
  }

  /** What rewiring has done so far, or since {@link #discardRecordings}. */
  public List<Rewiring.Turn> rewirings() {
    return List.copyOf(turns);
  }

  /** How many synaptic elements each source of a projection has now, where {@link Rewiring#elements rewiring} follows them. */
  public double[] axonalElements(Projection projection) {
    return elements(projection).axonal().counts();
  }

  /** How many synaptic elements each target of a projection has now, where {@link Rewiring#elements rewiring} follows them. */
  public double[] dendriticElements(Projection projection) {
    return elements(projection).dendritic().counts();
  }

  private SynapticElements elements(Projection projection) {
    SynapticElements of = elements.get(projection.name());
    if (of == null) {
      throw new RanvierException(projection.where() + " has no synaptic elements; add net.rewire(…).elements(…)");
    }
    return of;
  }

  /** A parameter as it is now, a value for each of these neurons. Not to be called while a run goes on. */
  public double[] parameter(Neurons neurons, String parameter) {
    NeuronGroup group = member(neurons);
    return parameterSampling.read(group, group.population().parameter(parameter).name());
  }

  /** Number of plastic synapses. */
  public long plasticSynapses() {
    return engine.plasticSynapses();
  }

  /** Bytes of all that plastic synapses need, their rows and what is kept of the spikes on both sides. */
  public long plasticBytes() {
    return engine.plasticBytes();
  }

  /**
   * Saves all that the runs so far have changed, so that {@link #restore} goes on from here as this simulation would, to the last bit, with any
   * number of threads and ranks. On several ranks all save at a time, into one file. What has been recorded is not in it; the log is forced to the disk up to
   * the same step. A file that is there is replaced once the new one is whole and on the disk. Not to be called while a run goes on.
   *
   * @throws RanvierException if the simulation cannot be saved, or the file not be written
   */
  public void save(Path file) {
    new Meeting(options.ranks()).together(() -> {
      if (log != null) {
        log.flush();
        log.force();
      }
      return network;
    });
    var snapshot = new Snapshot();
    state(snapshot.saving());
    var header =
        CheckpointHeader.of(network.name(), Descriptions.digest(network), options.seed(), engine.now(), network.grid().resolutionMs());
    new CheckpointFile(header, snapshot).write(file, options.ranks());
  }

  /**
   * Builds a network and puts it into the state in which {@link #save} found a simulation of the same network, whose seed it takes.
   *
   * @param options the threads; the seed is the saved one
   * @throws RanvierException if the file is damaged, or of another network, which names what differs
   */
  public static Simulation restore(Network network, Path file, Options options) {
    CheckpointFile saved = read(file, options);
    CheckpointHeader header = saved.header();
    if (!header.networkDigest().equals(Descriptions.digest(network))) {
      throw new RanvierException(
          "checkpoint " + file + " is of network '" + header.network() + "' as it was described when it was saved; this '" + network.name()
              + "' is described differently: restore it with the description that it was saved with");
    }
    var simulation = new Simulation(network, options.seed(header.seed()));
    simulation.restore(saved.snapshot());
    return simulation;
  }

  /**
   * Builds a network and puts it into the state in which {@link #save} found a simulation of another one, of which it is a variant: with the same
   * populations and plastic projections, but other weights, rates or parameters. Parameters are those of the variant, except in populations
   * whose parameters are changed during a run.
   *
   * @throws RanvierException if the file is damaged, or holds a state that does not fit, which names what differs
   */
  public static Simulation restoreVariant(Network network, Path file, Options options) {
    CheckpointFile saved = read(file, options);
    CheckpointHeader header = saved.header();
    if (header.resolutionMs() != network.grid().resolutionMs()) {
      throw new RanvierException("checkpoint " + file + " has steps of " + header.resolutionMs() + " ms, network '" + network.name() + "' of "
          + network.grid().resolutionMs() + " ms: a variant keeps the resolution");
    }
    var simulation = new Simulation(network, options.seed(header.seed()));
    var fresh = new Snapshot();
    simulation.state(fresh.saving());
    simulation.restore(Variant.of(simulation.index.plan(), saved.snapshot(), fresh, options.ranks()));
    return simulation;
  }

  /** What one rank cannot read, the others do not go on without. */
  private void restore(Snapshot saved) {
    new Meeting(options.ranks()).together(() -> {
      state(saved.restoring());
      return saved;
    });
  }

  private static CheckpointFile read(Path file, Options options) {
    return options.ranks().size() == 1 ? CheckpointFile.read(file) : CheckpointFile.open(file);
  }

  /** Goes on from a saved simulation, with one thread for each processor. */
  public static Simulation restore(Network network, Path file) {
    return restore(network, file, Options.DEFAULT);
  }

  /** Lists all state: that of the engine, and what is done in pauses. */
  private void state(StatePort port) {
    inputs.state(port.of("changed stimuli"));
    engine.state(port);
    inputs.trainState(port.of("changed spike times"));
    freezing.state(port.of("freezing"));
    fixed.state(port.of("changed weights"));
    for (int k = 0; k < owners.size(); k++) {
      owners.get(k).state(port.of("upkeep " + k));
    }
  }

  /**
   * Goes back to the beginning: time, states, parameters, stimuli, traces, spikes on their way, weights, wiring and recordings are those of a new
   * simulation of the network,
   * and what is run then is the same, to the last bit. The first reset builds the network a second time, for a moment. Not to be called while a run goes on.
   *
   * @throws RanvierException if the simulation is logged, or a run of it has failed
   */
  public void reset() {
    reset(false);
  }

  /**
   * The same, but all weights stay what they are, those of readouts too, and factors of low rank that learn. Traces, eligibilities, gradients and means of
   * optimisers begin anew.
   *
   * @throws RanvierException also if a projection has been rewired, for its synapses are no longer those that were made
   */
  public void resetKeepingWeights() {
    reset(true);
  }

  private void reset(boolean keepWeights) {
    if (log != null) {
      throw new RanvierException("the simulation is logged, and a log does not go back in time; end the log first, with endLog()");
    }
    engine.state(new Snapshot().saving()); // refuses what cannot be reset, before anything is changed
    Map<Connection, double[]> weights = new LinkedHashMap<>();
    List<ReadoutState> readouts = new ArrayList<>();
    Map<LowRankProjection, List<double[][]>> factors = new LinkedHashMap<>();
    if (keepWeights) {
      network.lowRanks().stream().filter(l -> l.plan().plasticity() != null).forEach(l -> factors.put(l, factors(l)));
      index.plan().projections().stream().filter(ProjectionPlan::isPlastic).map(index::connection).forEach(p -> weights.put(p, synapses.read(p, "weight").values()));
      network.readouts().forEach(r -> readouts.add(readout(r)));
    } else {
      fixed.restart();
    }
    state(beginning().restoring()); // the time, above all
    parameters.restart(engine);
    inputs.restart();
    state(beginning().restoring());
    weights.forEach(
        (p, w) -> {
          if (synapses.read(p, "weight").size() != w.length) {
            throw new RanvierException(p.where() + " has been rewired, so its weights cannot be kept; use reset()");
          }
          synapses.write(p, w);
        });
    factors.forEach((l, f) -> setFactors(l, f.get(0), f.get(1)));
    for (int k = 0; k < readouts.size(); k++) {
      ReadoutState r = readouts.get(k);
      engine.changeField(firstReadout() + k, f -> ((ReadoutField) f).setWeights(r.weights(), r.feedback()));
    }
    discardRecordings();
    spikes.restart(0);
  }

  private Snapshot beginning() {
    Snapshot known = beginning;
    if (known == null) {
      known = new Snapshot();
      new Simulation(network, options).state(known.saving());
      beginning = known;
    }
    return known;
  }

  /** The processes that simulate the network together. */
  public Ranks ranks() {
    return options.ranks();
  }

  /** Whether the process on one rank at least says so, where there are several; all are asked. */
  public boolean any(boolean here) {
    return engine.any(here);
  }

  /** Ends a run that goes on in another thread after its present epoch. */
  public void cancel() {
    pauses.cancel();
  }

  /** Writes the spikes of all runs from now on into a log, in a new directory. */
  public void logTo(Path directory) {
    if (log != null) {
      throw new RanvierException("the simulation is already logged; a second log is not possible");
    }
    var manifest =
        SpikeLogManifest.of(
            engine.populations(), network.grid().resolutionMs(), options.seed(), engine.now() + 1, LOG_BLOCK_STEPS,
            Descriptions.digest(network));
    Ranks ranks = options.ranks();
    log = SpikeLogWriter.create(alone ? directory : RankLogs.directory(directory, ranks.rank(), ranks.size()), manifest);
    engine.addLogger(log);
  }

  /**
   * Writes the spikes of all runs from now on into a log that begins with another one up to now, as a run does that goes on from a checkpoint. On several
   * ranks each has those of its neurons, from whatever number of ranks the other log is.
   *
   * @throws RanvierException if the other log is of another network, or does not reach so far
   */
  public void logTo(Path directory, SpikeLogReader before) {
    if (log != null) {
      throw new RanvierException("the simulation is already logged; a second log is not possible");
    }
    SpikeLogManifest manifest = before.manifest();
    if (!manifest.populations().equals(engine.populations()) || manifest.resolutionMs() != network.grid().resolutionMs()
        || manifest.seed() != options.seed() || !manifest.descriptionDigest().equals(Descriptions.digest(network))) {
      throw new RanvierException(
          "spike log " + before.directory() + " is of another network, or of another seed than " + options.seed() + ": it cannot go on with '"
              + network.name() + "' as it is described now");
    }
    Ranks ranks = options.ranks();
    log = alone
        ? SpikeLogWriter.goingOn(directory, before, engine.now())
        : SpikeLogWriter.goingOn(RankLogs.directory(directory, ranks.rank(), ranks.size()), before, engine.now(), engine::isHere);
    engine.addLogger(log);
  }

  /** The spikes kept so far, or since {@link #discardRecordings}. */
  public SpikeTrains spikes() {
    if (!options.keepSpikes()) {
      throw new RanvierException("this simulation keeps no spikes in memory; use Options.keepSpikes(true) or read its log");
    }
    return spikes.trains();
  }

  /** The spikes kept since the last call, or since the beginning or {@link #discardRecordings}; they are then forgotten, so that memory does not grow with the trials. */
  public SpikeTrains takeSpikes() {
    SpikeTrains taken = spikes();
    spikes.clear();
    return taken;
  }

  /** Counts the spikes of neurons from now on; several counts may go on at a time. Not to be called while a run goes on. */
  public SpikeCounts count(Neurons neurons) {
    member(neurons);
    int first = engine.populations().get(network.populations().indexOf(neurons.population())).firstId();
    int[] ids = Arrays.stream(neurons.set().toArray()).map(i -> i + first).toArray();
    var counts = new SpikeCounts(ids, network.grid().resolutionMs(), timeMs());
    engine.addListener(counts);
    return counts;
  }

  /** Ends a count. */
  public void remove(SpikeCounts counts) {
    engine.removeListener(counts);
  }

  /** What the network's recorders have sampled so far, or since {@link #discardRecordings}. */
  public List<StateTrace> traces() {
    var traces = new ArrayList<>(engine.traces(false));
    traces.addAll(parameterSampling.traces());
    return traces;
  }

  /**
   * What recorders have sampled at intervals.
   *
   * @param traces of states, modulators, readouts and parameters
   * @param weights of synapses
   */
  public record Samples(List<StateTrace> traces, List<WeightTrace> weights) {}

  /** What recorders have sampled at intervals since the last call; it is then forgotten, so that memory does not grow with the run. Spikes stay. */
  public Samples takeSamples() {
    var traces = new ArrayList<>(engine.traces(true));
    traces.addAll(parameterSampling.traces());
    var taken = new Samples(traces, sampling.traces());
    parameterSampling.discard();
    sampling.discardSampled();
    return taken;
  }

  /** What recorders of states have sampled at spikes since the last call; it is then forgotten. */
  public List<SpikeSamples> takeSpikeSamples() {
    return engine.spikeSamples(true);
  }

  /** What recorders of weights have sampled at spikes since the last call; it is then forgotten. */
  public List<WeightEvents> takeWeightEvents() {
    List<WeightEvents> taken = sampling.events();
    sampling.discardEvents();
    return taken;
  }

  /** The unit of what was sampled of synapses. */
  public String unit(WeightTrace trace) {
    return trace.variable().equals("weight") ? unitOf(trace.projection()) : "1";
  }

  /** The unit of the weights, and of what was delivered. */
  public String unit(WeightEvents events) {
    return unitOf(events.projection());
  }

  private String unitOf(String projection) {
    return network.projections().stream().filter(p -> p.name().equals(projection)).map(p -> p.connection().receptorUnit()).findFirst().orElse("1");
  }

  /** Has something done at the multiples of an interval of biological time, between two steps: after each in which samples are taken. It changes no bit of the run. */
  public void every(Quantity<Time> interval, Runnable what) {
    long steps = network.grid().steps(Units.in(Units.MILLISECOND, interval, "interval"), "interval", 1, "");
    if (steps < 1) {
      throw new RanvierException("interval " + Units.text(interval) + " must be at least the resolution " + network.grid().resolutionMs() + " ms");
    }
    pauses.every(steps, step -> what.run());
  }

  /** What the network's recorders of spikes have sampled so far, or since {@link #discardRecordings}, an entry for each. */
  public List<SpikeSamples> spikeSamples() {
    return engine.spikeSamples(false);
  }

  /** Forgets spikes and samples, as one does after a warm-up. */
  public void discardRecordings() {
    spikes.clear();
    engine.traces(true);
    engine.spikeSamples(true);
    sampling.discard();
    parameterSampling.discard();
    turns.clear();
  }

  /** Passes all spikes of later runs to a listener, block by block. */
  public void addListener(SpikeListener listener) {
    engine.addListener(listener);
  }

  /** Time simulated so far, in ms. */
  public double timeMs() {
    return network.grid().toMs(engine.now());
  }

  public Network network() {
    return network;
  }

  public List<PopulationRange> populations() {
    return engine.populations();
  }

  public int neurons() {
    return engine.populations().stream().mapToInt(PopulationRange::size).sum();
  }

  public long synapses() {
    return engine.synapses();
  }

  /** Bytes of what is stored of synapses at all ranks; of procedural ones, of what is on its way. */
  public long synapseBytes() {
    return engine.synapseBytes();
  }

  /** The given times that were moved to the grid, where {@link Network#roundTimes} was called. */
  public List<GridShift> shifts() {
    return shifts;
  }

  /** By how much a given time was moved to the grid at most, in ms; 0 where none was. */
  public double largestShiftMs() {
    return shifts.stream().mapToDouble(GridShift::largestMs).max().orElse(0);
  }

  /** Wall time in s that building took. */
  public double buildSeconds() {
    return engine.buildSeconds();
  }

  /** Ends the log, if there is one. */
  @Override
  public void close() {
    endLog();
  }

  /** Ends the log, if there is one, as that of a run that was cancelled: for runs in pieces, of which there are no more. */
  public void breakOffLog() {
    logStatus = SpikeLogStatus.CANCELLED;
    endLog();
  }

  /** Ends the log, if there is one: it is whole from now on, and says how the last run ended. Later runs are not logged. */
  public void endLog() {
    SpikeLogWriter writer = log;
    if (writer != null) {
      log = null;
      engine.removeListener(writer);
      try (writer) {
        writer.finish(logStatus);
      }
    }
  }
}
