package org.ranvier.simulator.plastic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.time.TimeGrid;

/**
 * One worker's part of a plastic projection: its synapses, the spikes of both sides that they have still to see, and the rule's
 * kernel. Used by one thread at a time.
 *
 * <p>Now and then, when post-synaptic spikes take too much room, all synapses are brought up to date and the spikes dropped; that
 * changes no bit of any result.
 */
public final class PlasticPart implements LearningPart {
  /** Fragments whose memory is touched together, while the group before them is still to be delivered. */
  private static final int GROUP = 8;

  /** Of a longer fragment only the begin is touched: the processor sees that the rest follows, and many of them would not fit into the second-level cache. */
  private static final int MOST_TOUCHED = 512;

  /** Post-synaptic spikes may always take so many bytes, and else this share of what the synapses take. */
  private static final long FREE_BYTES = 1 << 20;

  private static final int SHARE = 64;

  private final PlasticProjection projection;
  private final int firstTarget;
  private PlasticRows rows;
  private final int longestDendritic; // the same at all workers, so that they know as much when weights are changed
  private final PostArchive post;
  private final PlasticKernel kernel;
  private final Halts halts = new Halts();
  private final boolean heeds; // whether the kernel knows of halts
  private final PreSpikes pre;
  private final Variables variables;
  private final int rest; // steps after which the synapses must be brought up to date
  private final boolean observes;
  private final PreEvent event = new PreEvent();
  private final int base; // of the target's inputs
  private final List<EventRecorder> recorders = new ArrayList<>();
  private int received; // spikes of sources are known up to this step
  private int delivered; // and delivered up to this one
  private int swept = Spikes.NEVER + (1 << 18); // in the time of the synapses; any window begins after Spikes.NEVER
  private int sweeps;
  private PlasticKernel acting; // the kernel, or what heeds halts for it
  private int settlesAt = Integer.MAX_VALUE; // step in which all synapses are past the last begin or end of a halt
  private boolean rewired; // whether the rows are no longer those of the description

  private int[] begin = new int[64]; // fragments of this step
  private int[] end = new int[64];
  private int[] fired = new int[64];
  private int[] index = new int[64];
  private float sink; // keeps the touching loads alive

  /**
   * Builds the part.
   *
   * @param base index among the worker's inputs of the first local neuron's receptor
   * @param epochSteps steps of an epoch
   * @param fields the worker's copies
   * @param state of the target's slice; asked only where the rule reads variables of its targets
   */
  public PlasticPart(
      PlasticProjection projection, PartEnds ends, int base, int epochSteps, TimeGrid grid, long seed, List<Field> fields, Supplier<State> state) {
    this.projection = projection;
    firstTarget = ends.firstTarget();
    this.base = base;
    rows = PlasticRows.build(projection, ends.sources(), firstTarget, ends.targets());
    int longest = projection.longestDelay();
    longestDendritic = projection.longestDendritic();
    Decay[] decays = projection.rule().postTausMs().stream().map(tau -> Decay.of(tau, grid)).toArray(Decay[]::new);
    post = new PostArchive(ends.targets(), projection.rule().marks(), decays);
    PlasticSynapses s = rows.synapses;
    List<StateVariable> read = projection.rule().targetVariables().stream().map(name -> variable(name, state.get())).toList();
    observes = !read.isEmpty();
    kernel =
        projection
            .rule()
            .kernel(
                new PlasticRule.Context(
                    projection.name(), seed, grid, projection.target(), firstTarget, projection.sign(), longest, s.isNarrow(), s.isWide(), s.isDrawn(),
                    projection.commonDelay(), projection.reach(ends.sources(), ends.allTargets()), post, fields, read));
    acting = kernel;
    heeds = kernel.heeds(halts);
    variables = new Variables(projection.rule(), kernel, post);
    rest = kernel.longestRest();
    pre = new PreSpikes(ends.sources(), Math.max(longest, epochSteps) + 1, kernel);
  }

  private StateVariable variable(String name, State state) {
    return state
        .find(name)
        .orElseThrow(() -> new RanvierException(
            "projection " + projection.name() + ": its rule reads " + name + " of its targets, which have no such variable; they have "
                + state.variables().stream().map(StateVariable::name).toList()));
  }

  @Override
  public PlasticProjection projection() {
    return projection;
  }

  /** Delivers the spikes that are due at {@code now}; returns the number of synaptic events. */
  public long deliver(long now, float[] input) {
    int step = checked(now);
    if (step - swept > rest) {
      sweep();
    }
    if (step >= settlesAt) {
      settle();
    }
    int due = collect(step);
    long events = 0;
    touch(0, Math.min(due, GROUP));
    for (int group = 0; group < due; group += GROUP) {
      int next = Math.min(due, group + GROUP);
      touch(next, Math.min(due, next + GROUP));
      for (int f = group; f < next; f++) {
        load(step, f);
        acting.deliver(rows.synapses, event, input, base);
        for (int r = 0; r < recorders.size(); r++) {
          recorders.get(r).record(rows.synapses, event, kernel.gain(event), firstTarget, variables);
        }
        events += end[f] - begin[f];
      }
    }
    delivered = step;
    return events;
  }

  private int checked(long step) {
    if (step > Spikes.LAST_STEP) {
      throw new RanvierException(
          "projection " + projection.name() + ": plastic synapses count at most " + Spikes.LAST_STEP
              + " steps; simulate for a shorter time, or at a coarser resolution");
    }
    return (int) step;
  }

  private int collect(int step) {
    int n = 0;
    for (int d = rows.delays - 1; d >= 0; d--) { // oldest spikes first
      int from = step - rows.minDelay - d;
      int count = from > 0 ? pre.count(from) : 0;
      if (n + count > begin.length) {
        int size = 2 * (n + count);
        begin = Arrays.copyOf(begin, size);
        end = Arrays.copyOf(end, size);
        fired = Arrays.copyOf(fired, size);
        index = Arrays.copyOf(index, size);
      }
      for (int k = 0; k < count; k++) {
        int s = pre.neuron(from, k);
        begin[n] = rows.begin(s, d);
        end[n] = rows.end(s, d);
        fired[n] = from;
        index[n] = k;
        n += end[n] > begin[n] ? 1 : 0;
      }
    }
    return n;
  }

  private void load(int step, int f) {
    pre.load(fired[f], index[f], event);
    event.source = pre.neuron(fired[f], index[f]);
    event.begin = begin[f];
    event.end = end[f];
    event.delay = step - fired[f];
    event.swept = swept;
  }

  private void touch(int from, int to) {
    for (int f = from; f < to; f++) {
      sink += rows.synapses.touch(begin[f], Math.min(end[f], begin[f] + MOST_TOUCHED));
    }
  }

  /** Begins to receive the sources' spikes of a step. */
  public void startStep(long step) {
    pre.startStep((int) step);
    received = (int) step;
  }

  /** Receives spikes of a step: {@code count} neurons of {@code source} from index {@code from}. */
  public void receive(long step, int[] source, int from, int count) {
    pre.add((int) step, source, from, count);
  }

  /** Lets the rule look at its targets at the end of a step, when it has been told who {@linkplain #fired fired}. */
  public void observe(long step) {
    if (observes) {
      kernel.observe((int) step);
    }
  }

  /** Takes note of targets that fire in a step, after its deliveries: {@code count} neurons of the population. */
  public void fired(long step, int[] neurons, int from, int count) {
    for (int k = from; k < from + count; k++) {
      int i = neurons[k] - firstTarget;
      if (post.isFull(i)) {
        makeRoom(i);
      }
      post.add(i, (int) step);
      kernel.targetFires(i, (int) step);
    }
  }

  private void makeRoom(int neuron) {
    if (2 * post.bytes() > Math.max(FREE_BYTES, rows.bytes() / SHARE)) {
      sweep();
    }
    while (post.isFull(neuron)) {
      post.grow();
    }
  }

  @Override
  public void sweep() {
    int until = delivered - longestDendritic - 1; // spikes of the present step may still be added
    if (until <= swept) {
      return;
    }
    new Pending(rows, pre, delivered, received).forEachFragment(event, (source, begin, end) -> {
      event.swept = swept;
      acting.catchUp(rows.synapses, event, until);
    });
    swept = until;
    post.seen(until - longestDendritic);
    sweeps++;
  }

  @Override
  public void halt(boolean halt) {
    if (halt) {
      halts.stop(delivered);
    } else {
      halts.go(delivered);
    }
    settlesAt = delivered + longestDendritic + 2;
    heed();
  }

  @Override
  public boolean isHalted() {
    return halts.goesOn();
  }

  private void heed() {
    if (!heeds) {
      acting = halts.isEmpty() ? kernel : new HaltingKernel(kernel, halts, !projection.rule().columns().isEmpty(), post.neurons());
    }
  }

  /** All synapses come to the last begin or end of a halt; if it was an end, they know of no halt from then on. */
  private void settle() {
    sweep();
    settlesAt = Integer.MAX_VALUE;
    if (!heeds) {
      halts.forget(swept);
      heed();
    }
  }

  /** Lists what is the same for all parts of the projection; the state of the sources of one of them is enough. */
  void commonState(StatePort port, int now) {
    swept = (int) port.common("swept", "step", swept);
    delivered = now;
    received = now;
    halts.state(port);
    settlesAt = (int) port.common("settles at", "step", settlesAt);
    heed();
    pre.state(port.of("sources"), now);
  }

  /** Lists what belongs to targets. */
  void targetState(StatePort port, int targets, int now) {
    StatePort own = port.slice(firstTarget, post.neurons(), targets);
    post.state(own);
    kernel.state(own.of("rule"));
    if (port.restores()) {
      kernel.restored(now);
    }
  }

  PlasticRows rows() {
    return rows;
  }

  boolean isRewired() {
    return rewired;
  }

  int firstTarget() {
    return firstTarget;
  }

  /** Takes other synapses, of which those count that end here. */
  void rewire(SynapseList all) {
    rows = all.rows(projection, rows, firstTarget, post.neurons());
    rewired = true;
  }

  @Override
  public int sweeps() {
    return sweeps;
  }

  /** Looks at the synapses as of now, source by source and delay by delay. */
  public void read(SynapseReader reader) {
    read(source -> true, reader);
  }

  /** Looks at a variable of all synapses as of now, in the same order; -1 is the weight, the others are those of {@link #variables}. */
  public void read(int variable, WeightReader reader) {
    reading().read(variable, delivered, received, swept, reader);
  }

  /** Looks at the synapses of some sources. */
  public void read(IntPredicate sources, SynapseReader reader) {
    reading().read(delivered, received, swept, reader, sources);
  }

  private Reading reading() {
    return new Reading(rows, pre, acting, post, firstTarget, variables);
  }

  /**
   * Changes the weights as of now, synapse by synapse in the order of {@link #read}. Where weights change between events, what is stored is
   * the new weight less what the synapse has gained since its last event, for that is still to be added; elsewhere spikes that are between
   * synapse and soma act on the new weight. What stays the same keeps every bit.
   */
  public void change(WeightChange change) {
    sweep();
    editing().change(change);
  }

  /** Looks at the weights from which {@link #change} would begin, in the same order. */
  public void forEachWeight(WeightReader reader) {
    sweep();
    editing().forEach(reader);
  }

  private Editing editing() {
    return new Editing(rows, reading(), delivered, received, swept, firstTarget);
  }

  /**
   * Removes synapses and adds others. Those that stay keep all that is known of them; the new ones have their weight as of now, know the spikes
   * of both sides by their traces, and deliver spikes that are on their way.
   *
   * @param removed by their number in the order of {@link #read}
   * @param added those whose target is not here are passed over; no delay is longer than the generator's longest
   */
  void rewire(BitSet removed, NewSynapses added) {
    sweep();
    var change = new RowChange(projection, rows, removed, added, firstTarget, post.neurons());
    rows = change.apply();
    rewired = true;
    editing().settle(change.place);
  }

  /** Records weights from now on whenever a spike is delivered. */
  public void record(EventRecorder recorder) {
    recorders.add(recorder);
  }

  int sources() {
    return rows.sources;
  }

  int minDelay() {
    return rows.minDelay;
  }

  int maxDelay() {
    return rows.maxDelay();
  }

  /** Number of synapses of a source with a delay. */
  int count(int source, int delay) {
    int d = delay - rows.minDelay;
    return d < 0 || d >= rows.delays ? 0 : rows.end(source, d) - rows.begin(source, d);
  }

  @Override
  public long synapses() {
    return rows.synapses.size();
  }

  @Override
  public long bytes() {
    return rows.bytes() + post.bytes() + pre.bytes();
  }

  /** The memory that was touched, so that the compiler cannot drop the touching. */
  float sink() {
    return sink;
  }

  /** The names of what can be read of each synapse: the weight, the rule's columns, and what is known of the source and the target. */
  public static List<String> variables(PlasticRule rule) {
    return Variables.names(rule);
  }
}
