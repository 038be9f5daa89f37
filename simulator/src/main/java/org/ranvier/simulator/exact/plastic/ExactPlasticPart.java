package org.ranvier.simulator.exact.plastic;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.plastic.ExactEvent;
import org.ranvier.simulator.plastic.ExactPlasticKernel;
import org.ranvier.simulator.plastic.Halts;
import org.ranvier.simulator.plastic.LearningPart;
import org.ranvier.simulator.plastic.PartEnds;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PostTimes;
import org.ranvier.simulator.plastic.Settling;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.synapses.SynapseGenerator.ExactValues;
import org.ranvier.simulator.time.TimeGrid;

/**
 * One worker's part of a plastic projection to neurons in continuous time: its synapses, the spikes of both sides that they have still
 * to see, and the rule's kernel. Used by one thread at a time.
 *
 * <p>A spike acts on a synapse when it is collected for its target. All spikes of the target that reached the synapse before it must be
 * known then: an interval must be no longer than twice the shortest dendritic delay.
 */
public final class ExactPlasticPart implements LearningPart {
  /** How far before its step, in steps, an arrival may be looked for: rounding must not let it come late. */
  private static final double EARLY = 1e-7;

  /** Between two times that are the same but for rounding there is less than this, relative. */
  private static final double ROUNDING = 1e-12;

  /** Post-synaptic spikes that may always be kept. */
  private static final int FREE_SPIKES = 1 << 14;

  private final PlasticProjection projection;
  private final TimeGrid grid;
  private final int firstTarget;
  private final ExactPlasticRows rows;
  private final PostTimes post;
  private final ExactPlasticKernel kernel;
  private final Halts halts = new Halts();
  private final boolean heeds; // whether the kernel knows of halts
  private ExactPlasticKernel acting; // the kernel, or what heeds halts for it
  private double settlesAt = Double.POSITIVE_INFINITY; // when all synapses are past the last begin or end of a halt
  private final Waiting waiting;
  private final @Nullable IntArrayList[] ring; // waiting spikes by the step in which they arrive next
  private final IntArrayList order = new IntArrayList();
  private final ExactEvent event = new ExactEvent();
  private double[] delivered = new double[64];
  private final double longestLag; // of the sweeps behind now
  private int firstKey;
  private boolean ordered; // whether spikes have numbers, by which their events are ordered
  private long firstNumber;
  private long over; // the steps up to here have been collected
  private double now;
  private double swept = ExactPlasticKernel.NEVER; // in the time of the synapses
  private int mostSpikes;
  private int sweeps;

  /**
   * Builds the part.
   *
   * @param values what the projection's generator says of its real delays
   * @param reachSteps steps from a spike to its last arrival, and the longest epoch
   * @param fields the worker's copies
   */
  public ExactPlasticPart(
      PlasticProjection projection, ExactValues values, PartEnds ends, long reachSteps, TimeGrid grid, long seed, List<Field> fields) {
    this.projection = projection;
    this.grid = grid;
    firstTarget = ends.firstTarget();
    rows = ExactPlasticRows.build(projection, values, ends.sources(), firstTarget, ends.targets(), grid);
    post = new PostTimes(ends.targets(), projection.rule().postTausMs().stream().mapToDouble(Double::doubleValue).toArray());
    PlasticSynapses s = rows.synapses;
    kernel =
        projection
            .rule()
            .exact(
                new ExactPlasticKernel.Context(
                    projection.name(), seed, grid, projection.target(), firstTarget, reachSteps, projection.sign(), s.isNarrow(), s.isWide(), post,
                    rows.delays, fields));
    acting = kernel;
    heeds = kernel.heeds(halts);
    longestLag = kernel.longestRestMs() + rows.maxDendritic;
    waiting = new Waiting(ends.sources(), kernel);
    ring = new IntArrayList[Integer.highestOneBit((int) reachSteps + 4) << 1];
    mostSpikes = FREE_SPIKES + 2 * ends.targets();
  }

  @Override
  public PlasticProjection projection() {
    return projection;
  }

  /** The numbers by which events at one neuron and time are ordered begin here for these synapses. */
  public void numberFrom(int key) {
    firstKey = key;
  }

  /**
   * Says that events at one neuron and time are ordered by the numbers of their spikes.
   *
   * @param first that of a spike that counts as 0
   */
  public void order(long first) {
    ordered = true;
    firstNumber = first;
  }

  /** Takes a spike of the source population, not before the last one of that neuron. */
  public void receive(int neuron, double timeMs) {
    receive(neuron, timeMs, 0);
  }

  /** The same, with its number. */
  public void receive(int neuron, double timeMs, long number) {
    int begin = rows.begin(neuron);
    if (begin < rows.end(neuron)) {
      put(Math.max(over + 1, step(timeMs + rows.delays.delay(begin))), waiting.add(neuron, timeMs, begin, number));
    }
  }

  private long step(double arrival) {
    return (long) Math.ceil(arrival / grid.resolutionMs() - EARLY);
  }

  private void put(long step, int spike) {
    int slot = (int) step & ring.length - 1;
    IntArrayList bucket = ring[slot];
    if (bucket == null) {
      bucket = new IntArrayList();
      ring[slot] = bucket;
    }
    bucket.add(spike);
  }

  /** Takes note of a spike of a local target; those of one neuron in the order of their times. */
  public void fired(int neuron, double timeMs) {
    post.add(neuron - firstTarget, timeMs);
  }

  /** Where arrivals go. */
  @FunctionalInterface
  public interface Arrivals {
    /**
     * @param neuron index of the target in its population
     * @param order among what arrives at one neuron and time
     */
    void add(int neuron, double timeMs, double weight, int order);
  }

  /**
   * Lets all spikes act that arrive after step {@code from} and not after {@code untilMs}, which lies in step {@code to}.
   *
   * @param whole whether that step ends at {@code untilMs}
   * @return number of synapses reached
   */
  public long collect(long from, long to, double untilMs, boolean whole, Arrivals sink) {
    order.clear();
    for (long step = from + 1; step <= to; step++) {
      IntArrayList bucket = ring[(int) step & ring.length - 1];
      if (bucket != null) {
        order.addAll(bucket);
        bucket.clear();
      }
    }
    // An earlier spike must come first at each synapse, also where its next synapse is reached after that of a later one.
    IntArrays.mergeSort(
        order.elements(), 0, order.size(),
        (a, b) ->
            waiting.source(a) != waiting.source(b)
                ? Integer.compare(waiting.source(a), waiting.source(b))
                : Double.compare(waiting.time(a), waiting.time(b)));
    long events = 0;
    for (int k = 0; k < order.size(); k++) {
      int spike = order.getInt(k);
      int end = rows.end(waiting.source(spike));
      int first = waiting.reached(spike);
      double time = waiting.time(spike);
      int q = first;
      while (q < end && time + rows.delays.delay(q) <= untilMs) {
        q++;
      }
      if (q > first) {
        deliver(spike, first, q, sink);
        events += q - first;
      }
      if (q == end) {
        waiting.remove(spike);
      } else {
        waiting.reached(spike, q);
        put(Math.max(step(time + rows.delays.delay(q)), whole ? to + 1 : to), spike);
      }
    }
    return events;
  }

  private void deliver(int spike, int from, int to, Arrivals sink) {
    waiting.load(spike, event);
    event.begin = from;
    event.end = to;
    event.swept = swept;
    if (delivered.length < to - from) {
      delivered = new double[Math.max(to - from, 2 * delivered.length)];
    }
    acting.deliver(rows.synapses, event, delivered);
    int key = ordered ? (int) (waiting.number(spike) - firstNumber) : -1;
    for (int q = from; q < to; q++) {
      sink.add(rows.synapses.target(q) + firstTarget, event.spike + rows.delays.delay(q), delivered[q - from], key < 0 ? firstKey + q : key);
    }
  }

  /** All has been collected up to a time; the steps up to {@code step} as a whole. */
  public void end(long step, double timeMs) {
    over = step;
    now = timeMs;
    if (post.size() > mostSpikes || now - Math.max(0, swept) > longestLag) {
      sweep();
      mostSpikes = Math.max(mostSpikes, 2 * post.size());
    }
    if (now > settlesAt) {
      settle();
    }
  }

  @Override
  public void halt(boolean halt) {
    if (halt) {
      halts.stop(now);
    } else {
      halts.go(now);
    }
    settlesAt = (now + rows.maxDendritic) * (1 + 4 * ROUNDING);
    heed();
  }

  @Override
  public boolean isHalted() {
    return halts.goesOn();
  }

  private void heed() {
    if (!heeds) {
      acting = halts.isEmpty() ? kernel : new HaltingExactKernel(kernel, halts, rows.delays);
    }
  }

  private void settle() {
    sweep();
    settlesAt = Double.POSITIVE_INFINITY;
    if (!heeds) {
      halts.forget(swept);
      heed();
    }
  }

  @Override
  public void sweep() {
    // What has not been delivered arrives after now, and reached the synapse a dendritic delay before.
    double until = now - rows.maxDendritic - ROUNDING * now;
    if (!(until > swept)) {
      return;
    }
    event.swept = swept;
    for (int s = 0; s < rows.sources(); s++) {
      catchUp(rows.synapses, s, until);
    }
    swept = until;
    post.forget(until - rows.maxDendritic - ROUNDING * now);
    sweeps++;
  }

  /** Lists what is the same for all parts of the projection, as of the end of a step. */
  void commonState(StatePort port, long step, double timeMs) {
    if (port.restores()) {
      over = step;
      now = timeMs;
      Arrays.fill(ring, null);
    }
    swept = port.common("swept", "ms", swept);
    halts.state(port);
    settlesAt = port.common("settles at", "ms", settlesAt);
    heed();
  }

  /** Lists what belongs to targets. */
  void targetState(StatePort port, int targets) {
    post.state(port.slice(firstTarget, post.neurons(), targets));
  }

  /** Takes a spike that was waiting at a time, for those synapses here that it had not reached by then. */
  void waitsAgain(int source, double timeMs, double previous, long number, double[] before, int at) {
    int q = rows.begin(source);
    int end = rows.end(source);
    while (q < end && timeMs + rows.delays.delay(q) <= now) {
      q++;
    }
    if (q < end) {
      int spike = waiting.addAgain(source, timeMs, previous, number, before, at);
      waiting.reached(spike, q);
      put(Math.max(over + 1, step(timeMs + rows.delays.delay(q))), spike);
    }
  }

  ExactPlasticRows rows() {
    return rows;
  }

  Waiting waiting() {
    return waiting;
  }

  /** Index in its population of the first target here. */
  int firstTarget() {
    return firstTarget;
  }

  /** Brings synapses to a time that what reaches them next is not before. */
  @FunctionalInterface
  private interface Bringing {
    void to(PlasticSynapses synapses, ExactEvent event, double untilMs);
  }

  /** Each synapse, with the spike that reaches it next. */
  private void catchUp(PlasticSynapses synapses, int source, double until) {
    int end = rows.end(source);
    for (int spike = waiting.oldest(source); spike != Waiting.NONE; spike = waiting.next(spike)) {
      int from = waiting.reached(spike);
      if (from < end) {
        waiting.load(spike, event);
        bring(acting::catchUp, synapses, from, end, until);
        end = from;
      }
    }
    waiting.loadNow(source, event);
    bring(acting::catchUp, synapses, rows.begin(source), end, until);
  }

  private void bring(Bringing how, PlasticSynapses synapses, int from, int end, double until) {
    event.begin = from;
    event.end = end;
    how.to(synapses, event, until);
  }

  @Override
  public int sweeps() {
    return sweeps;
  }

  /** Looks at the synapses of some sources as of now. */
  public void read(IntPredicate sources, Reader reader) {
    PlasticSynapses copy = rows.synapses.copy(0, rows.synapses.size());
    for (int s = 0; s < rows.sources(); s++) {
      if (sources.test(s)) {
        present(copy, s, acting::present);
        for (int q = rows.begin(s); q < rows.end(s); q++) {
          reader.accept(s, rows.delays.delay(q), copy.target(q) + firstTarget, copy, q);
        }
      }
    }
  }

  /** Brings copies of a source's synapses to now. */
  private void present(PlasticSynapses copy, int source, Bringing how) {
    event.swept = swept;
    if (waiting.oldest(source) == Waiting.NONE) {
      waiting.loadNow(source, event);
      bring(how, copy, rows.begin(source), rows.end(source), now);
    } else {
      double[] scratch = new double[1];
      for (int q = rows.begin(source); q < rows.end(source); q++) {
        present(copy, source, q, scratch, how);
      }
    }
  }

  /** Lets the spikes act on a synapse that have reached it and not yet its target. */
  private void present(PlasticSynapses copy, int source, int q, double[] scratch, Bringing how) {
    int spike = waiting.oldest(source);
    event.begin = q;
    event.end = q + 1;
    while (spike != Waiting.NONE && waiting.reached(spike) > q) {
      spike = waiting.next(spike); // delivered
    }
    for (; spike != Waiting.NONE && waiting.time(spike) + rows.delays.axonal(q) <= now; spike = waiting.next(spike)) {
      waiting.load(spike, event);
      acting.deliver(copy, event, scratch);
    }
    if (spike == Waiting.NONE) {
      waiting.loadNow(source, event);
    } else {
      waiting.load(spike, event);
    }
    bring(how, copy, q, q + 1, now);
  }

  /**
   * Changes the weights as of now, synapse by synapse in the order of {@link #read}. Where weights change between events, what is stored is
   * the new weight less what the synapse has gained since its last event, for that is still to be added, and what stays the same keeps every bit;
   * elsewhere spikes that are between synapse and soma act on the new weight.
   */
  public void change(Change change) {
    sweep();
    PlasticSynapses s = rows.synapses;
    double[] wanted = new double[s.size()];
    Arrays.setAll(wanted, change::of);
    if (kernel.accrues()) {
      read(source -> true, (source, delay, target, copy, q) -> wanted[q] = copy.weight(q) == wanted[q] ? Settling.AS_IT_IS : wanted[q]);
      new Settling(s, wanted).settle(this::accrued);
    } else {
      for (int q = 0; q < wanted.length; q++) {
        s.setWeight(q, wanted[q]);
      }
    }
  }

  private void accrued(Settling.Accrued each) {
    PlasticSynapses copy = rows.synapses.copy(0, rows.synapses.size());
    for (int s = 0; s < rows.sources(); s++) {
      present(copy, s, kernel::accrue);
      for (int q = rows.begin(s); q < rows.end(s); q++) {
        each.accept(q, copy.weight(q));
      }
    }
  }

  @Override
  public long synapses() {
    return rows.synapses.size();
  }

  @Override
  public long bytes() {
    return rows.bytes() + post.bytes() + waiting.bytes();
  }

  /** Sees synapses with their present state. */
  @FunctionalInterface
  public interface Reader {
    /**
     * @param target index in its population
     * @param synapses where it is number {@code q}
     */
    void accept(int source, double delayMs, int target, PlasticSynapses synapses, int q);
  }

  /** Gives the new weight of the synapse with that number. */
  @FunctionalInterface
  public interface Change {
    double of(int q);
  }
}
