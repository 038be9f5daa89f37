package org.ranvier.simulator.synapses;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The procedural synapses of one source population that end at one worker: nothing of them is stored, and the row of a source is drawn again from its
 * random streams at each of its spikes.
 *
 * <p>Inputs get the terms that {@link PullRows} or {@link PushRows} would give them, in the same order: a row is drawn right after the spike, and
 * what it adds either waits in a list for each step to come, or goes into the ring of input slots.
 */
public final class DrawnRows {
  private final List<Part> parts = new ArrayList<>();
  private final int maxDelay;
  private final @Nullable Arrivals arrivals; // where rows would be pulled; else they go into the ring
  private long synapses;

  // where the row that is being drawn goes
  private int positive;
  private int negative;
  private long fired;
  private long after; // only what arrives later than this step
  private float[][] slots = new float[0][];
  private int mask;
  private long pushed;
  private final SynapseBatch.Consumer listing = this::list;
  private final SynapseBatch.Consumer pushing = this::push;

  /** The rows of a projection, and the inputs of the population's target 0 for weights ≥ 0 and for weights &lt; 0. */
  private record Part(RowGenerator rows, int positive, int negative) {}

  /**
   * @param maxDelay no synapse has a longer one
   * @param pull whether rows would be pulled or pushed if they were stored
   */
  public DrawnRows(int maxDelay, boolean pull) {
    this.maxDelay = maxDelay;
    arrivals = pull ? new Arrivals(maxDelay) : null;
  }

  /**
   * Adds the rows of a projection; those of a source come in the order of these calls.
   *
   * @param count number of their synapses
   */
  public void add(RowGenerator rows, long count, int positiveBase, int negativeBase) {
    parts.add(new Part(rows, positiveBase, negativeBase));
    synapses += count;
  }

  public long synapses() {
    return synapses;
  }

  public int maxDelay() {
    return maxDelay;
  }

  /** Whether they go into a ring of inputs. */
  public boolean usesRing() {
    return arrivals == null;
  }

  /** Bytes of what is on its way. */
  public long bytes() {
    return arrivals == null ? 0 : arrivals.bytes();
  }

  /** Forgets what is on its way. */
  public void clear() {
    if (arrivals != null) {
      arrivals.clear();
    }
  }

  /**
   * Draws the rows of all spikes of a step.
   *
   * @param now only what arrives after this step counts
   * @param ring where rows are pushed
   * @return the number of synaptic events that are pushed
   */
  public long receive(long fired, long now, SpikeHistory history, @Nullable InputRing ring) {
    int[] neurons = history.neurons(fired);
    int count = history.count(fired);
    this.fired = fired;
    after = now;
    if (ring != null) {
      slots = ring.slots();
      mask = ring.mask();
    }
    pushed = 0;
    SynapseBatch.Consumer consumer = arrivals == null ? pushing : listing;
    for (int k = 0; k < count; k++) {
      for (int p = 0; p < parts.size(); p++) {
        Part part = parts.get(p);
        positive = part.positive;
        negative = part.negative;
        part.rows.generate(neurons[k], consumer);
      }
    }
    return pushed;
  }

  /**
   * Adds to the inputs what arrives in a step and was not pushed.
   *
   * @return the number of synaptic events
   */
  public long deliver(long step, float[] input) {
    return arrivals == null ? 0 : arrivals.deliver(step, input);
  }

  private void list(SynapseBatch batch) {
    Arrivals to = arrivals;
    if (to != null) {
      for (int k = 0; k < batch.size; k++) {
        if (fired + batch.delay[k] > after) {
          float w = (float) batch.weight[k];
          to.add(fired + batch.delay[k], batch.target[k] + (w >= 0 ? positive : negative), w);
        }
      }
    }
  }

  private void push(SynapseBatch batch) {
    for (int k = 0; k < batch.size; k++) {
      if (fired + batch.delay[k] > after) {
        float w = (float) batch.weight[k];
        slots[(int) (fired + batch.delay[k]) & mask][batch.target[k] + (w >= 0 ? positive : negative)] += w;
        pushed++;
      }
    }
  }
}
