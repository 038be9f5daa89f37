package org.ranvier.simulator.exact;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.exact.plastic.ExactPlasticPart;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.time.TimeGrid;

/**
 * What a worker has of the populations in continuous time: their slices, the rows of synapses that end there, and the spikes on
 * their way.
 *
 * <p>An interval is advanced in one go: all arrivals in it are gathered and sorted by target, and each neuron that something
 * reaches, or whose predicted spike is due, is carried through its events. The interval is at most as long as the shortest delay, so
 * that no neuron can hear of what another does in it, and shorter where it would hold very many events. How time is divided into
 * intervals makes no difference to the result.
 */
public final class ExactPart {
  /**
   * About as many events are gathered and sorted at a time: with what is kept of each they fit into a processor's own cache. In dense
   * networks an epoch has many more.
   */
  private static final double PIECE_EVENTS = 16_384;

  /** Among spikes that are on their way there are fewer that follow each other: so their numbers can be told apart in 4 bytes. */
  private static final int NUMBERS = 1 << 30;

  private static final double GROWTH = 4; // at most, from one piece to the next
  private static final double SHORTEST = 1e-3; // steps

  private final TimeGrid grid;
  private final List<ExactSlice> slices;
  private final int[] firstSlot; // of each slice, and the end
  private final int receptorBits;
  private final @Nullable ExactRows[] rows;
  private final SpikesInFlight flight;
  private final @Nullable SendingOrder sending; // where it matters to a model
  private final List<ExactPlasticPart> plastic;
  private final double epochMs;
  private final TimeWheel[] wheels; // of each slice's predicted spikes
  private final EventBuffer buffer = new EventBuffer();
  private final EventSorter sorter;
  private final EventBatch batch = new EventBatch();
  private final ExactSpikes[][] outbox; // [parity][slice]: spikes of the epoch
  private final ExactSpikes[] unreported; // by slice: those of the step that goes on
  private int[] order = new int[64];
  private double now;
  private double pieceMs; // length of the next piece of an epoch
  private long step; // the steps up to here are over
  private long events;

  /**
   * Makes the part, and lets its kernels predict their first spikes.
   *
   * @param receptorBits bits that tell the receptors of a neuron apart
   * @param rows by source population, counted and placed
   * @param plastic parts of plastic projections
   * @param reachSteps steps from a spike to its last arrival, and the longest epoch
   * @param epochMs length of an epoch
   * @param ordered sizes of all populations, where it matters to a model in which order spikes of one time are sent
   */
  public static ExactPart create(
      TimeGrid grid, List<ExactSlice> slices, int receptorBits, @Nullable ExactRowBuilder[] rows, List<ExactPlasticPart> plastic,
      long reachSteps, double epochMs, Optional<int[]> ordered) {
    @Nullable ExactRows[] finished = new ExactRows[rows.length];
    long synapses = 0;
    for (int p = 0; p < rows.length; p++) {
      ExactRowBuilder builder = rows[p];
      if (builder != null) {
        ExactRows r = builder.finish();
        r.numberFrom((int) synapses);
        synapses += r.synapses();
        finished[p] = r;
      }
    }
    for (ExactPlasticPart part : plastic) {
      part.numberFrom((int) synapses);
      synapses += part.synapses();
    }
    if (synapses > Integer.MAX_VALUE - 1024) {
      throw new RanvierException(
          "the " + synapses + " synapses that end at exact neurons of one worker exceed " + Integer.MAX_VALUE + "; use more threads");
    }
    return new ExactPart(grid, slices, receptorBits, finished, plastic, reachSteps, epochMs, ordered.map(SendingOrder::new).orElse(null));
  }

  private ExactPart(
      TimeGrid grid, List<ExactSlice> slices, int receptorBits, @Nullable ExactRows[] rows, List<ExactPlasticPart> plastic, long reachSteps,
      double epochMs, @Nullable SendingOrder sending) {
    this.grid = grid;
    this.slices = slices;
    this.receptorBits = receptorBits;
    this.rows = rows;
    this.plastic = plastic;
    pieceMs = grid.resolutionMs();
    this.sending = sending;
    this.epochMs = epochMs;
    flight = new SpikesInFlight(grid, rows, reachSteps, sending != null);
    firstSlot = new int[slices.size() + 1];
    wheels = new TimeWheel[slices.size()];
    outbox = new ExactSpikes[2][slices.size()];
    unreported = new ExactSpikes[slices.size()];
    for (int s = 0; s < slices.size(); s++) {
      ExactSlice slice = slices.get(s);
      firstSlot[s + 1] = firstSlot[s] + slice.size();
      slice.kernel().start();
      wheels[s] = new TimeWheel(slice.kernel().due(), slice.size(), epochMs);
      for (int i = 0; i < slice.size(); i++) {
        wheels[s].update(i);
      }
      outbox[0][s] = new ExactSpikes(sending != null);
      outbox[1][s] = new ExactSpikes(sending != null);
      unreported[s] = new ExactSpikes();
    }
    sorter = new EventSorter(firstSlot[slices.size()], receptorBits);
  }

  /** Begins an epoch. */
  public void begin(int parity) {
    for (ExactSpikes spikes : outbox[parity]) {
      spikes.clear();
    }
  }

  /**
   * Advances to a time in {@code toStep} or at its end.
   *
   * @param toStep the step in which {@code until} lies
   * @param whole whether it ends there
   */
  public void advance(double until, long toStep, boolean whole, int parity) {
    while (now < until) {
      double wanted = now + pieceMs;
      long inside = Math.min((long) (wanted / grid.resolutionMs()), toStep - 1);
      if (wanted >= until) {
        piece(until, toStep, whole, parity);
      } else if (inside > step) {
        piece(grid.toMs(inside), inside, true, parity);
      } else if (wanted < grid.toMs(step + 1)) {
        piece(wanted, step + 1, false, parity);
      } else {
        piece(grid.toMs(step + 1), step + 1, true, parity);
      }
    }
  }

  private void piece(double until, long toStep, boolean whole, int parity) {
    double length = until - now;
    buffer.clear();
    long first = sending == null ? 0 : sending.next() - NUMBERS;
    if (sending != null) {
      batch.order(first);
    }
    for (long s = step + 1; s <= toStep; s++) {
      events += flight.collect(s, until, whole || s < toStep, first, buffer);
    }
    for (ExactPlasticPart part : plastic) {
      int slice = slice(part.projection().target());
      int base = firstSlot[slice] - slices.get(slice).first();
      int receptor = part.projection().reached();
      if (sending != null) {
        part.order(first);
      }
      events += part.collect(step, toStep, until, whole, (i, t, w, key) -> buffer.add(base + i << receptorBits | receptor, t, w, key));
    }
    for (int s = 0; s < slices.size(); s++) {
      int base = firstSlot[s];
      List<ExactInput> inputs = slices.get(s).inputs();
      for (int d = 0; d < inputs.size(); d++) {
        int key = Integer.MAX_VALUE - inputs.size() + d; // behind all synapses
        inputs.get(d).collect(until, (i, r, t, w) -> buffer.add(base + i << receptorBits | r, t, w, key));
      }
      wheels[s].collect(until, i -> buffer.wake(base + i));
    }
    if (buffer.size + buffer.wakes > 0) {
      carry(until, parity);
    }
    pieceMs = Math.max(grid.resolutionMs() * SHORTEST, length * Math.min(GROWTH, PIECE_EVENTS / Math.max(1.0, buffer.size)));
    now = until;
    step = whole ? toStep : toStep - 1;
    flight.end(step);
    for (ExactPlasticPart part : plastic) {
      part.end(step, until);
    }
  }

  private int slice(int population) {
    int s = 0;
    while (slices.get(s).population() != population) {
      s++;
    }
    return s;
  }

  private void carry(double until, int parity) {
    long[] code = sorter.sort(buffer);
    int n = buffer.size + buffer.wakes;
    batch.reset(buffer.size, buffer.wakes, until);
    int at = 0;
    for (int s = 0; s < slices.size(); s++) {
      int from = batch.touched();
      at = fill(code, at, n, firstSlot[s], firstSlot[s + 1]);
      if (batch.touched() > from) {
        advance(s, from, outbox[parity][s]);
      }
    }
  }

  /** Moves the events of a slice from the buffer into the batch. */
  private int fill(long[] code, int from, int n, int base, int end) {
    int first = batch.touched();
    int open = -1;
    int k = from;
    for (; k < n; k++) {
      int slot = EventSorter.slot(code[k]);
      if (slot >= end) {
        break;
      }
      if (slot != open) {
        batch.open(slot - base);
        open = slot;
      }
      int place = EventSorter.place(code[k]);
      if (place >= 0) {
        batch.add(place);
      }
    }
    batch.close(first, buffer, (1 << receptorBits) - 1);
    return k;
  }

  private void advance(int s, int from, ExactSpikes spikes) {
    ExactSlice slice = slices.get(s);
    int before = spikes.size();
    spikes.startSlice(slice.first());
    batch.forgetChanges();
    slice.kernel().advance(batch, from, batch.touched(), spikes);
    TimeWheel wheel = wheels[s];
    for (int k = 0; k < batch.changes(); k++) {
      wheel.update(batch.changed(k));
    }
    for (int k = before; k < spikes.size(); k++) {
      unreported[s].add(spikes.neuron(k), spikes.time(k));
    }
    for (ExactPlasticPart part : plastic) {
      if (part.projection().target() == slice.population()) {
        for (int k = before; k < spikes.size(); k++) {
          part.fired(spikes.neuron(k), spikes.time(k));
        }
      }
    }
  }

  /** Lets the kernel of a slice be changed between two steps, and takes note of when its neurons are due then. */
  public void revise(int slice, Consumer<ExactKernel> change) {
    double[] due = slices.get(slice).kernel().due();
    double[] before = due.clone();
    change.accept(slices.get(slice).kernel());
    for (int i = 0; i < before.length; i++) {
      if (due[i] != before[i]) {
        wheels[slice].update(i);
      }
    }
  }

  /** Shows the spikes that have not reached all of their synapses here. */
  void pending(Consumer<SpikeInFlight> sink) {
    flight.pending(sink);
  }

  /** Stands at the end of a step, with neurons that have been restored and no spike on its way. */
  void restored(long ofStep, double timeMs) {
    step = ofStep;
    now = timeMs;
    flight.clear(ofStep);
    for (int s = 0; s < slices.size(); s++) {
      wheels[s] = new TimeWheel(slices.get(s).kernel().due(), slices.get(s).size(), epochMs); // time may have gone back
      for (int i = 0; i < slices.get(s).size(); i++) {
        wheels[s].update(i);
      }
    }
  }

  /** Takes a spike that was on its way at a time, to those synapses here that it had not reached by then. */
  void goesOn(SpikeInFlight spike, double timeMs) {
    flight.addAfter(spike, timeMs);
  }

  /** Lists the order in which spikes are sent, where it matters. */
  void sendingState(StatePort port) {
    if (sending != null) {
      sending.state(port);
    }
  }

  /** Parts of plastic projections. */
  public List<ExactPlasticPart> plastic() {
    return plastic;
  }

  /** Number of synapses that end here. */
  public long synapses() {
    return plastic.stream().mapToLong(ExactPlasticPart::synapses).sum() + Arrays.stream(rows).filter(Objects::nonNull).mapToLong(ExactRows::synapses).sum();
  }

  /** The first synapse of each neuron of a source population that has synapses here. */
  public int[] rows(int population) {
    ExactRows r = rows[population];
    return r == null ? new int[0] : r.rows();
  }

  /** The weight of a synapse of a source population. */
  public double weight(int population, int q) {
    ExactRows r = rows[population];
    return r == null ? 0 : r.weight(q);
  }

  /** Sets the weight of a synapse of a source population. */
  public void setWeight(int population, int q, double weight) {
    ExactRows r = rows[population];
    if (r != null) {
      r.setWeight(q, weight);
    }
  }

  /** Bytes of all rows. */
  public long bytes() {
    return plastic.stream().mapToLong(ExactPlasticPart::bytes).sum() + Arrays.stream(rows).filter(Objects::nonNull).mapToLong(ExactRows::bytes).sum();
  }

  /** Slices of this worker. */
  public List<ExactSlice> slices() {
    return slices;
  }

  /** Synaptic events that exact neurons have received here. */
  public long events() {
    return events;
  }

  /**
   * Reports the spikes of a slice in a step that is over, in order of their neurons and with their distances to the end of the step, as
   * grid populations do. Steps are reported in their order.
   */
  public void report(int slice, long ofStep, SpikeSink sink) {
    ExactSpikes spikes = unreported[slice];
    double end = grid.toMs(ofStep);
    // A time that is next to nothing must not come out as 0, which is that of the initial state.
    double longest = ofStep == 1 ? Math.nextDown(end) : Double.POSITIVE_INFINITY;
    int n = 0;
    if (order.length < spikes.size()) {
      order = new int[Math.max(spikes.size(), 2 * order.length)];
    }
    for (int k = 0; k < spikes.size(); k++) {
      if (spikes.time(k) <= end) {
        order[n++] = k;
      }
    }
    if (n > 1) {
      IntArrays.mergeSort(order, 0, n, (a, b) -> Integer.compare(spikes.neuron(a), spikes.neuron(b)));
    }
    sink.startSlice(0);
    for (int k = 0; k < n; k++) {
      sink.add(spikes.neuron(order[k]), Math.min(longest, end - spikes.time(order[k])));
    }
    spikes.retain(end);
  }

  /** Takes a spike of any population that a worker has reported in the last epoch. */
  public void receive(int population, int neuron, double timeMs) {
    receive(population, neuron, timeMs, ExactSpikes.FORESEEN);
  }

  private void receive(int population, int neuron, double timeMs, long cause) {
    if (sending != null) {
      sending.add(population, neuron, timeMs, cause);
    } else {
      send(population, neuron, timeMs, 0);
    }
  }

  private void send(int population, int neuron, double timeMs, long number) {
    flight.add(population, neuron, timeMs, number);
    for (int s = 0; s < slices.size(); s++) {
      List<ExactInput> inputs = slices.get(s).inputs();
      for (int d = 0; d < inputs.size(); d++) {
        inputs.get(d).hear(population, neuron, timeMs);
      }
    }
    for (int k = 0; k < plastic.size(); k++) {
      if (plastic.get(k).projection().source() == population) {
        plastic.get(k).receive(neuron, timeMs, number);
      }
    }
  }

  /** All spikes of the last epoch have been taken. */
  public void received() {
    if (sending != null) {
      sending.number(
          (population, neuron, timeMs, number) -> {
            send(population, neuron, timeMs, number);
            for (ExactSlice slice : slices) {
              int i = neuron - slice.first();
              if (slice.population() == population && i >= 0 && i < slice.size()) {
                slice.kernel().sent(i, number);
              }
            }
          });
    }
  }

  /** Takes the spikes of the exact neurons of a worker. */
  public void receive(ExactPart from, int parity) {
    for (int s = 0; s < from.slices.size(); s++) {
      ExactSpikes spikes = from.outbox[parity][s];
      int population = from.slices.get(s).population();
      for (int k = 0; k < spikes.size(); k++) {
        receive(population, spikes.neuron(k), spikes.time(k), spikes.cause(k));
      }
    }
  }

  /** Takes the spikes of the exact neurons of all workers, which have been gathered. */
  public void receive(SentSpikes all) {
    for (int k = 0; k < all.size(); k++) {
      receive(all.population(k), all.neuron(k), all.time(k), all.cause(k));
    }
  }

  /** Adds the spikes of the exact neurons here to those that other workers get. */
  public void send(int parity, SentSpikes to) {
    for (int s = 0; s < slices.size(); s++) {
      ExactSpikes spikes = outbox[parity][s];
      for (int k = 0; k < spikes.size(); k++) {
        to.add(slices.get(s).population(), spikes.neuron(k), spikes.time(k), spikes.cause(k));
      }
    }
  }
}
