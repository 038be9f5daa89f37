package org.ranvier.simulator.synapses;

/**
 * Rows in the place of {@link PullRows} for sources of which few have synapses here, or have them with few of the delays: on many ranks a table of all
 * sources and delays would be nearly empty, and would grow with the network whatever a rank holds of it.
 *
 * <p>A synapse takes 8 bytes: its delay, its target and its weight. Its row is read once, right after the spike, and what it adds waits in a list for
 * each step to come. A spike whose neuron has no synapses here costs a look at one bit. The lists have what {@link PullRows} adds in the same
 * order: by the step in which the source fired, then as spikes stand in the history.
 */
public final class ListedRows implements SourceRows {
  /** Rows whose memory is touched together, while those before them are still to be read. */
  private static final int GROUP = 8;

  private final SourceIndex index;
  private final int[] row; // synapses of the k-th source that has some: row[k] … row[k + 1]
  private final long[] synapse;
  private final int targetBase;
  private final int maxDelay;
  private final Arrivals arrivals;
  private int[] begin = new int[64]; // rows of this step's spikes
  private int[] end = new int[64];
  private long sink; // keeps the touching loads alive

  ListedRows(SourceIndex index, int[] row, long[] synapse, int targetBase, int maxDelay) {
    this.index = index;
    this.row = row;
    this.synapse = synapse;
    this.targetBase = targetBase;
    this.maxDelay = maxDelay;
    arrivals = new Arrivals(Math.max(1, maxDelay));
  }

  /** A synapse in 8 bytes. */
  static long packed(int delay, int target, float weight) {
    return (long) delay << 48 | (long) target << 32 | Float.floatToRawIntBits(weight) & 0xffffffffL;
  }

  @Override
  public long synapses() {
    return synapse.length;
  }

  @Override
  public int maxDelay() {
    return maxDelay;
  }

  @Override
  public double weight(int q) {
    return Float.intBitsToFloat((int) synapse[q]);
  }

  @Override
  public void setWeight(int q, double w) {
    synapse[q] = synapse[q] & ~0xffffffffL | Float.floatToRawIntBits((float) w) & 0xffffffffL;
  }

  @Override
  public Places places() {
    int[] next = row.clone();
    return (source, delay) -> next[index.find(source)]++;
  }

  @Override
  public long bytes() {
    return index.bytes() + 4L * row.length + 8L * synapse.length + arrivals.bytes();
  }

  /** Forgets what is on its way. */
  public void clear() {
    arrivals.clear();
  }

  /**
   * Reads the rows of all spikes of step {@code fired}.
   *
   * @param after only what arrives after this step counts
   */
  public void receive(long fired, long after, SpikeHistory history) {
    int count = history.count(fired);
    if (count > begin.length) {
      begin = new int[2 * count];
      end = new int[2 * count];
    }
    int n = find(history.neurons(fired), count);
    touch(0, Math.min(n, GROUP));
    for (int group = 0; group < n; group += GROUP) {
      int next = Math.min(n, group + GROUP);
      touch(next, Math.min(n, next + GROUP));
      for (int k = group; k < next; k++) {
        for (int q = begin[k]; q < end[k]; q++) {
          long s = synapse[q];
          long arrives = fired + (s >>> 48);
          if (arrives > after) {
            arrivals.add(arrives, ((int) (s >>> 32) & 0xffff) + targetBase, Float.intBitsToFloat((int) s));
          }
        }
      }
    }
  }

  private int find(int[] neurons, int count) {
    int n = 0;
    for (int k = 0; k < count; k++) {
      int r = index.find(neurons[k]);
      if (r >= 0) {
        begin[n] = row[r];
        end[n++] = row[r + 1];
      }
    }
    return n;
  }

  private void touch(int from, int to) {
    long touched = 0;
    for (int k = from; k < to; k++) {
      touched += synapse[begin[k]];
    }
    sink += touched;
  }

  /**
   * Adds to the inputs what arrives in a step.
   *
   * @return the number of synaptic events
   */
  public long deliver(long step, float[] input) {
    return arrivals.deliver(step, input);
  }

  /** The touched values, so that the compiler cannot drop the touching. */
  long sink() {
    return sink;
  }
}
