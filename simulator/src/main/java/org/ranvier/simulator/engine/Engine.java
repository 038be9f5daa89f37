package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.exact.plastic.ExactPlasticPart;
import org.ranvier.simulator.exact.plastic.ExactPlasticTable;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.kernel.Clock;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.plastic.LearningPart;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.PlasticValues;
import org.ranvier.simulator.plastic.Spikes;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.ranks.Alone;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;
import org.ranvier.simulator.recording.SpikeSamples;
import org.ranvier.simulator.recording.StateTrace;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseVisitor;
import org.ranvier.simulator.time.TimeGrid;
import org.ranvier.simulator.workers.Errands;
import org.ranvier.simulator.workers.RoundTask;
import org.ranvier.simulator.workers.WorkerTeam;

/**
 * A network in arrays, and the loop that carries it through time.
 *
 * <p>Time advances in epochs of as many steps as the shortest delay. Within one, workers need nothing of each other: each
 * delivers the spikes that are due into its inputs and advances its slices. Then they meet once and take over each other's
 * spikes. Whatever the number of workers, a sum of inputs has the same terms in the same order, so the spikes are bit-identical.
 *
 * <p>Several engines can run at once. One engine is used by one thread at a time, {@link #cancel} apart.
 */
public final class Engine {
  /** Steps that a block of spikes spans: 10 ms at the usual resolution. */
  private static final int BLOCK_STEPS = 100;

  /** Of short epochs one in so many is timed: a look at the clock costs as much as delivering a spike. No factor of BLOCK_STEPS. */
  private static final int TIMED_EPOCHS = 7;

  private final EngineSpec spec;
  private final Partition partition;
  private final EngineRanks ranks;
  private final WorkerTeam team;
  private final Worker[] workers;
  private final Outbox[][] outboxes; // [parity of the epoch][worker]
  private final Senders senders;
  private final List<PopulationRange> populations;
  private final EpochPlan plan;
  private final Publications publications;
  private final double buildSeconds;
  private final List<StimulusSpec> stimuli; // as they are now
  private final List<ProbeSpec> probes; // likewise
  private final List<ProbeSpec> ended = new ArrayList<>(); // probes that sample no more
  private final List<SpikeListener> listeners = new ArrayList<>();
  private final List<SpikeListener> loggers = new ArrayList<>(); // hear the spikes of this rank only
  private final List<KernelChange> changes = new ArrayList<>(); // by step
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private volatile long now; // steps done; written by worker 0 only while a run goes on, and block by block
  private volatile long end; // step at which the run ends: a step, not a flag, for workers read it at different moments
  private long spikes;
  private boolean failed;

  /** Builds the network, in this process alone. */
  public Engine(EngineSpec spec) {
    this(spec, Alone.RANKS);
  }

  /** Builds this rank's part of the network: its neurons, and the synapses that end at them. All ranks do so at a time. */
  public Engine(EngineSpec spec, Ranks all) {
    long start = System.nanoTime();
    this.spec = spec;
    stimuli = new ArrayList<>(spec.stimuli());
    probes = new ArrayList<>(spec.probes());
    plan = EpochPlan.of(spec);
    publications = new Publications(spec, plan.steps());
    ranks = EngineRanks.of(all, spec, publications);
    partition = ranks.partition();
    team = new WorkerTeam("ranvier", spec.threads());
    workers = new Worker[spec.threads()];
    Junctions junctions = Junctions.of(spec);
    var shared = new Worker.Shared(plan, publications, junctions, changes, cancelled::get);
    ranks.together(() -> team.run(id -> workers[id] = new Worker(spec, partition, id, shared)));
    outboxes = new Outbox[2][];
    for (int parity = 0; parity < 2; parity++) {
      int k = parity;
      outboxes[k] = Arrays.stream(workers).map(w -> w.outbox(k)).toArray(Outbox[]::new);
    }
    senders = ranks.senders(Arrays.stream(workers).map(Worker::exact).filter(Objects::nonNull).map(ExactSide::part).toList(), outboxes);
    populations = new ArrayList<>();
    int id = 0;
    for (PopulationSpec p : spec.populations()) {
      populations.add(new PopulationRange(p.name(), p.model(), id, p.size()));
      id += p.size();
    }
    ranks.built(workers);
    ranks.publish(0);
    publications.begin();
    ranks.probes().exchange(probes, workers);
    buildSeconds = (System.nanoTime() - start) / 1e9;
  }

  /** The populations with their network-wide neuron ids. */
  public List<PopulationRange> populations() {
    return populations;
  }

  /** Steps done so far. */
  public long now() {
    return now;
  }

  public long synapses() {
    return built().synapses();
  }

  /** Counts the synapses of all ranks again, once some have grown or gone. All ranks do so at a time. */
  public void recount() {
    ranks.built(workers);
  }

  /** Bytes of all rows of synapses. */
  public long synapseBytes() {
    return built().bytes();
  }

  /** Number of plastic synapses. */
  public long plasticSynapses() {
    return built().plasticSynapses();
  }

  /** Bytes of all that plastic synapses need: themselves, and what is kept of their sources and targets. */
  public long plasticBytes() {
    return built().plasticBytes();
  }

  private Built built() {
    return Arrays.stream(workers).map(Worker::built).reduce(ranks.elsewhere(), Built::plus);
  }

  /**
   * The parts of a plastic projection, by the targets that they hold. Not to be used while a run goes on.
   *
   * @param plastic index of the projection
   */
  public List<PlasticPart> plasticParts(int plastic) {
    int target = spec.plastic().get(plastic).target();
    var parts = new ArrayList<PlasticPart>();
    for (int part = 0; part < workers.length; part++) {
      workers[partition.worker(target, part)].grid().plastic().part(plastic).ifPresent(parts::add);
    }
    return parts;
  }

  /** The same of a plastic projection to neurons in continuous time. */
  public List<ExactPlasticPart> exactParts(int plastic) {
    PlasticProjection projection = spec.plastic().get(plastic);
    var parts = new ArrayList<ExactPlasticPart>();
    for (int part = 0; part < workers.length; part++) {
      ExactSide exact = workers[partition.worker(projection.target(), part)].exact();
      if (exact != null) {
        exact.plastic(projection).ifPresent(parts::add);
      }
    }
    return parts;
  }

  /** The parts of a plastic projection, in whichever time its targets live. Not to be used while a run goes on. */
  public List<LearningPart> learningParts(int plastic) {
    return Stream.<LearningPart>concat(plasticParts(plastic).stream(), exactParts(plastic).stream()).toList();
  }

  /**
   * The synapses of a plastic projection with a value as of now. Not to be called while a run goes on.
   *
   * @param variable a variable of the rule, or -1 for the weight
   */
  public PlasticValues values(int plastic, int variable) {
    return spec.clock(spec.plastic().get(plastic).target()) == Clock.EXACT
        ? ExactPlasticTable.read(exactParts(plastic), variable)
        : SynapseTable.read(plasticParts(plastic), variable);
  }

  /**
   * Visits the synapses of a static projection, in the order in which its generator makes them, whatever the number of workers. Not to be called while a run goes on.
   *
   * @param projection index of the projection among the static ones
   */
  public void forEachSynapse(int projection, SynapseVisitor visitor) {
    ProjectionSpec of = spec.projections().get(projection);
    for (int part = 0; part < workers.length; part++) {
      workers[partition.worker(of.target(), part)].visit(of, visitor);
    }
  }

  /**
   * Lets the spikes that are on their way act by the static weights of now; to be called once {@link #forEachSynapse} has changed some. Not to be called while a
   * run goes on.
   */
  public void sendAgain() {
    for (Worker worker : workers) {
      worker.grid().sendAgain(now);
    }
  }

  /** The couplings of one projection as they were made; see {@link #forEachSynapse}. What the visitor returns counts for nothing. */
  public void forEachCoupling(int coupling, SynapseVisitor visitor) {
    CouplingSpec of = spec.couplings().get(coupling);
    var batch = new SynapseBatch(b -> {
      for (int k = 0; k < b.size; k++) {
        visitor.visit(b.source[k], b.target[k], spec.grid().toMs(b.delay[k]), b.weight[k]);
      }
    });
    of.generator().generate(0, spec.populations().get(of.target()).size(), batch, true);
    batch.flush();
  }

  public double buildSeconds() {
    return buildSeconds;
  }

  /** From the next run on, passes all spikes to {@code listener}, those of other ranks too. */
  public void addListener(SpikeListener listener) {
    listeners.add(listener);
  }

  /** From the next run on, passes the spikes of this rank to {@code listener}. */
  public void addLogger(SpikeListener listener) {
    loggers.add(listener);
  }

  public void removeListener(SpikeListener listener) {
    listeners.remove(listener);
    loggers.remove(listener);
  }

  /**
   * Has something done to the kernels of a population after a step, before the next begins: at a point of the grid, whatever the
   * epochs. Changes of the same step are done in the order of these calls. Not to be called while a run goes on.
   *
   * @param step {@link #now} or later
   * @param change done to the kernel of each slice, by several threads
   */
  public void change(long step, int population, Consumer<NeuronKernel> change) {
    if (step < now) {
      throw new IllegalArgumentException("step " + step + " is over; now is " + now);
    }
    int k = changes.size();
    while (k > 0 && changes.get(k - 1).step() > step) {
      k--;
    }
    changes.add(k, new KernelChange(step, population, change));
  }

  /** Forgets all changes, those that are over and those that were to come. Not to be called while a run goes on. */
  public void forgetChanges() {
    changes.clear();
  }

  /** Looks at, or does something to, the kernels of a population on the grid, now. Not to be called while a run goes on. */
  public void forEachSlice(int population, SliceVisitor visitor) {
    for (int part = 0; part < workers.length; part++) {
      workers[partition.worker(population, part)].grid().look(population, visitor);
    }
  }

  /** The values of a state variable of a population now, a copy. Not to be called while a run goes on. */
  public double[] state(int population, String variable) {
    double[] whole = new double[spec.populations().get(population).size()];
    double time = spec.grid().toMs(now);
    sides().forEach(side -> side.look(population, (first, size, kernel) -> System.arraycopy(kernel.values(variable, time), 0, whole, first, size)));
    ranks.complete(population, whole);
    return whole;
  }

  /** Completes values of the neurons of a population, of which each rank has given those of its neurons. All ranks do so at a time. */
  public void complete(int population, double[] values) {
    ranks.complete(population, values);
  }

  /**
   * Does something to the kernels of a population, on the grid or in continuous time, after the present step and before the next; neurons that hear
   * them continuously hear of it. Not to be called while a run goes on.
   */
  public void revise(int population, SliceVisitor visitor) {
    sides().forEach(side -> side.revise(population, visitor, now));
  }

  private Stream<Side> sides() {
    return Arrays.stream(workers).flatMap(w -> w.sides().stream());
  }

  /** A stimulus as it is now. */
  public StimulusSpec stimulus(int stimulus) {
    return stimuli.get(stimulus);
  }

  /** A state variable of a stimulus on the grid, at the first of its target's neurons; empty if it has none of that name. */
  public OptionalDouble stimulusState(int stimulus, String variable) {
    int ofTarget = ofTarget(stimulus);
    return ranks.first(
        Arrays.stream(workers).flatMap(w -> w.grid().stimulusState(stimuli.get(stimulus).target(), ofTarget, variable).stream()).mapToDouble(x -> x).findFirst());
  }

  private int ofTarget(int stimulus) {
    return (int) stimuli.subList(0, stimulus).stream().filter(s -> s.target() == stimuli.get(stimulus).target()).count();
  }

  /**
   * Puts another stimulus in the place of one, with the same target, from the next step on. It goes on from the state of that before. Not to be called
   * while a run goes on.
   */
  public void setStimulus(int stimulus, StimulusSpec after) {
    StimulusSpec before = stimuli.get(stimulus);
    if (after.target() != before.target() || after.usesCurrent() != before.usesCurrent() || after.wide() != before.wide()) {
      throw new IllegalArgumentException("stimulus " + stimulus + " acts in another way");
    }
    int ofTarget = ofTarget(stimulus);
    sides().forEach(side -> side.replace(after, ofTarget, spec.grid().toMs(now)));
    stimuli.set(stimulus, after);
  }

  /** Samples state from the next step on. Not to be called while a run goes on. */
  public void addProbe(ProbeSpec probe) {
    sides().forEach(side -> side.add(probe));
    probes.add(probe);
    ranks.probes().exchange(probes, workers);
  }

  /** Ceases to sample; what has been sampled is kept until it is discarded. Not to be called while a run goes on. */
  public void endProbe(ProbeSpec probe) {
    for (Worker worker : workers) {
      worker.probes().end(probe);
    }
    ended.add(probe);
  }

  /** Forgets the probes that have ended. */
  private void forgetEnded() {
    for (ProbeSpec probe : ended) {
      for (Worker worker : workers) {
        worker.forget(probe);
      }
      ranks.probes().forget(probe);
      probes.removeIf(p -> p == probe);
    }
    ended.clear();
  }

  /** A copy of a field, to look at. Not to be used while a run goes on. */
  public Field field(int field) {
    return workers[0].fields().copies().get(field);
  }

  /** Does something to all copies of a field, after the present step and before the next. Not to be called while a run goes on. */
  public void changeField(int field, Consumer<Field> change) {
    for (Worker worker : workers) {
      change.accept(worker.fields().copies().get(field));
    }
  }

  /**
   * Lists all that a run changes; each rank its part, all at a time. Not to be called while a run goes on. An engine of the same network, with any number of
   * threads and ranks, into which it is put goes on as this one does, to the last bit.
   */
  public void state(StatePort port) {
    if (failed) {
      throw new RanvierException("a run of this simulation has failed, so its neurons stand at different times; it cannot be saved");
    }
    if (!port.restores()) {
      ranks.publish(now);
    }
    now = port.common("step", "1", now);
    new EngineState(spec, partition, workers, publications, ranks.ranks()).list(port, now);
    recount();
  }

  /** The processes that simulate the network together. */
  public Ranks ranks() {
    return ranks.ranks();
  }

  /** The ranks that have the neurons of a population, in the order of these. */
  public int[] ranksOf(int population) {
    return IntStream.range(0, partition.ranks()).map(k -> partition.rank(population, k)).toArray();
  }

  /** Whether this rank has a neuron. */
  public boolean isHere(int id) {
    int p = populations.size() - 1;
    while (populations.get(p).firstId() > id) {
      p--;
    }
    PopulationRange of = populations.get(p);
    int rank = ranks.ranks().rank();
    int neuron = id - of.firstId();
    return neuron >= partition.from(p, of.size(), rank) && neuron < partition.to(p, of.size(), rank);
  }

  /** Whether one rank at least says so; all are asked. */
  public boolean any(boolean here) {
    return ranks.any(here);
  }

  /**
   * Ends the run that goes on after its present epoch; what it has done stays valid, and another run may follow. A kernel that needs very long for a
   * step may fail then, with an error that says for which neuron.
   */
  public void cancel() {
    cancelled.set(true);
  }

  /**
   * Refuses so many more steps before the first of them, if plastic synapses on the grid could not count them: they keep steps in four bytes.
   */
  public void requireCountable(long steps) {
    spec.plasticTo(Clock.GRID).filter(p -> now + steps > Spikes.LAST_STEP).findFirst().ifPresent(p -> {
      throw new RanvierException(
          "projection " + p.name() + " is plastic, and plastic synapses count at most " + Spikes.LAST_STEP + " steps, which are "
              + hours(Spikes.LAST_STEP) + "; the run would end at " + hours(now + steps) + ": run for at most "
              + hours(Spikes.LAST_STEP - now) + " more, or simulate at a coarser resolution");
    });
  }

  private String hours(long steps) {
    return TimeGrid.trim(spec.grid().toMs(steps) / 3.6e6) + " h";
  }

  /**
   * Advances {@code steps} steps. Two runs of {@code n} steps give the same as one of {@code 2n}.
   *
   * @throws RanvierException if a state variable is not finite, or an earlier run failed; what a kernel, a listener or the
   *     monitor throws comes through
   */
  public RunResult run(long steps, RunMonitor monitor) {
    if (failed) {
      throw new RanvierException(
          "a run of this simulation has failed, so its neurons stand at different times; make a new simulation");
    }
    requireCountable(steps);
    long from = now;
    long to = from + steps;
    long eventsBefore = events();
    long spikesBefore = spikes;
    cancelled.set(false);
    end = to;
    for (Worker w : workers) {
      w.times.deliver = w.times.update = w.times.exchange = w.times.record = 0;
    }
    var errands = new Errands();
    List<SpikeListener> here = ranks.isAlone() ? Stream.concat(listeners.stream(), loggers.stream()).toList() : loggers;
    var broadcast = new Broadcast(here, errands, from + 1);
    var broadcastOfAll = new Broadcast(ranks.isAlone() ? List.of() : listeners, errands, from + 1);
    long start = System.nanoTime();
    long arrived = 0;
    if (steps > 0) {
      failed = true; // until all have come to the end
      var epochs = new Epochs(from, to, broadcast, broadcastOfAll);
      ranks.publish(now);
      arrived = ranks.run(() -> {
        team.run(ranks.isAlone() ? epochs : new MeetingEpochs(epochs), errands, () -> monitor.progress(now - from, steps));
        return events() - eventsBefore;
      });
      ranks.probes().exchange(probes, workers);
      failed = false;
    }
    spikes = ranks.isAlone() ? spikes : ranks.spikes();
    double seconds = (System.nanoTime() - start) / 1e9;
    monitor.progress(now - from, steps);
    Map<String, Double> phases = PhaseTimes.meanSeconds(Arrays.stream(workers).map(w -> w.times).toList(), seconds);
    return new RunResult(now - from, now < to, seconds, arrived, spikes - spikesBefore, ranks.phases(phases));
  }

  /**
   * The epochs of a run as rounds of the team. In round {@code r} each worker's part takes over the spikes of epoch {@code r - 1}
   * and then advances through epoch {@code r}, so that an epoch needs one meeting only; the last round just takes over.
   */
  private final class Epochs implements RoundTask {
    private final long from;
    private final long to;
    private final Broadcast broadcast;
    private final Broadcast broadcastOfAll;

    Epochs(long from, long to, Broadcast broadcast, Broadcast broadcastOfAll) {
      this.from = from;
      this.to = to;
      this.broadcast = broadcast;
      this.broadcastOfAll = broadcastOfAll;
    }

    /** The step after which an epoch begins. */
    private long begin(long epoch) {
      return from + epoch / plan.parts() * plan.steps();
    }

    /** Steps that end in an epoch. */
    private int steps(long epoch) {
      boolean ends = partOfStep(epoch) == plan.parts() - 1;
      return ends ? (int) Math.min(plan.steps(), to - begin(epoch)) : 0;
    }

    private int partOfStep(long epoch) {
      return (int) (epoch % plan.parts());
    }

    @Override
    public boolean has(long round) {
      return round == 0 || begin(round - 1) < end;
    }

    @Override
    public void run(int part, long round) {
      Worker worker = workers[part];
      if (round > 0) {
        receive(worker, part, round - 1);
      }
      long done = begin(round);
      if (done < end) {
        worker.advance(done, steps(round), (int) round & 1, partOfStep(round), weight(round));
        if (part == 0 && ranks.isAlone() && cancelled.get()) {
          end = Math.min(to, done + plan.steps()); // all see it after this round
        }
      }
    }

    private void receive(Worker worker, int part, long epoch) {
      long done = begin(epoch);
      int steps = steps(epoch);
      int parity = (int) epoch & 1;
      boolean last = done + steps == end;
      int weight = weight(epoch + 1);
      long t0 = weight > 0 ? System.nanoTime() : 0;
      worker.receive(senders, done, steps, parity);
      long t1 = weight > 0 ? System.nanoTime() : 0;
      boolean full = (done + steps) / BLOCK_STEPS != done / BLOCK_STEPS || last;
      if (part == 0) {
        spikes += collect(broadcast, outboxes[parity], partition, done, steps, last);
        if (!ranks.isAlone() && !listeners.isEmpty()) {
          collect(broadcastOfAll, senders.outboxes(parity), senders.partition(), done, steps, last);
        }
        if (full) {
          now = done + steps;
        }
      }
      if (full) {
        worker.checkFinite(done + steps);
      }
      if (weight > 0) {
        worker.times.exchange += weight * (t1 - t0);
        worker.times.record += weight * (System.nanoTime() - t1);
      }
    }

    /** For how many rounds the time of this one counts. */
    private int weight(long round) {
      return plan.steps() >= TIMED_EPOCHS ? 1 : round / plan.parts() % TIMED_EPOCHS == 0 ? TIMED_EPOCHS : 0;
    }
  }

  /**
   * The same where there are other ranks: between two rounds of {@link Epochs} stands one in which a worker exchanges the spikes of the epoch that has just
   * been, while the others wait.
   */
  private final class MeetingEpochs implements RoundTask {
    private final Epochs epochs;

    MeetingEpochs(Epochs epochs) {
      this.epochs = epochs;
    }

    @Override
    public boolean has(long round) {
      return round % 2 == 0 ? epochs.has(round / 2) : epochs.begin(round / 2) < end;
    }

    @Override
    public void run(int part, long round) {
      long epoch = round / 2;
      if (round % 2 == 0) {
        epochs.run(part, epoch);
      } else if (part == 0) {
        int parity = (int) epoch & 1;
        if (ranks.exchange(senders.exactParts(), outboxes[parity], epochs.begin(epoch), epochs.steps(epoch), parity, cancelled.get())) {
          end = Math.min(epochs.to, epochs.begin(epoch) + plan.steps()); // all see it after this round
        }
      }
    }
  }

  /** Adds the spikes of an epoch to the block that listeners will get; returns the number of those that are in blocks that have gone out. */
  private long collect(Broadcast broadcast, Outbox[] outboxes, Partition of, long done, int steps, boolean last) {
    long sent = 0;
    for (int k = 0; k < steps; k++) {
      SpikeBlock block = broadcast.block();
      for (int p = 0; p < populations.size(); p++) {
        for (int part = 0; part < outboxes.length; part++) {
          Outbox from = outboxes[of.worker(p, part)];
          block.addAll(from.neurons(), from.offsets(), from.begin(k, p), from.count(k, p), populations.get(p).firstId());
        }
      }
      block.endStep();
      if (block.stepCount() == BLOCK_STEPS || (last && k == steps - 1)) {
        sent += block.spikeCount();
        broadcast.send(done + k + 2);
      }
    }
    return sent;
  }

  private long events() {
    return Arrays.stream(workers).mapToLong(Worker::events).sum();
  }

  /** What the probes have sampled so far; {@code discard} forgets it. */
  public List<StateTrace> traces(boolean discard) {
    var traces = new ArrayList<StateTrace>();
    for (ProbeSpec probe : probes) {
      if (!probe.onSpikes()) {
        traces.addAll(traces(probe, discard));
      }
    }
    traces.addAll(workers[0].fields().traces(discard));
    return traces;
  }

  /** What the probes of spikes have sampled so far, an entry for each; {@code discard} forgets it. */
  public List<SpikeSamples> spikeSamples(boolean discard) {
    var samples = new ArrayList<SpikeSamples>();
    for (ProbeSpec probe : probes) {
      if (probe.onSpikes()) {
        List<SpikeProbe> parts = Stream.concat(
            Arrays.stream(workers).flatMap(w -> w.probes().onSpikes(probe).stream()), ranks.probes().onSpikes(probe).stream()).toList();
        samples.add(SpikeProbe.merge(parts, populations.get(probe.population()).name(), spec.grid()));
        if (discard) {
          parts.forEach(SpikeProbe::clear);
        }
      }
    }
    if (discard) {
      forgetEnded();
    }
    return samples;
  }

  private List<StateTrace> traces(ProbeSpec spec, boolean discard) {
    List<Probe> parts = Stream.concat(
        Arrays.stream(workers).flatMap(w -> w.probes().timed(spec).stream()), ranks.probes().timed(spec).stream()).toList();
    int samples = parts.stream().mapToInt(Probe::sampleCount).min().orElse(0); // after a failure some workers have more
    double[][][] values = new double[spec.variables().size()][spec.neurons().length][samples];
    double[] times = new double[samples];
    for (int k = 0; k < samples; k++) {
      times[k] = this.spec.grid().toMs((parts.getFirst().firstSample() + k) * spec.intervalSteps());
    }
    for (Probe part : parts) {
      part.copyTo(values);
      if (discard) {
        part.clear();
      }
    }
    var traces = new ArrayList<StateTrace>();
    for (int v = 0; v < values.length; v++) {
      String unit = parts.getFirst().unit(v);
      traces.add(
          new StateTrace(
              populations.get(spec.population()).name(), spec.variables().get(v), unit, spec.neurons(), times, values[v]));
    }
    return traces;
  }
}
