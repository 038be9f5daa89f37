package org.ranvier.simulator.synapses;

/**
 * A batch of synapses on their way from a generator to the rows: parallel arrays, filled from index 0.
 *
 * <p>Sources and targets are indices within their populations, delays are in steps, weights in the unit of the receptor.
 */
public final class SynapseBatch {
  public static final int CAPACITY = 2048;

  public final int[] source = new int[CAPACITY];
  public final int[] target = new int[CAPACITY];
  public final int[] delay = new int[CAPACITY];
  public final double[] weight = new double[CAPACITY];

  /** Which part of the delay is dendritic, where a plastic projection draws it. */
  public final int[] dendritic = new int[CAPACITY];

  public int size;

  private final Consumer consumer;

  public SynapseBatch(Consumer consumer) {
    this.consumer = consumer;
  }

  /** How many more synapses fit; never 0 after {@link #makeRoom}. */
  public int room() {
    return CAPACITY - size;
  }

  /** Passes the batch on when it is full. */
  public void makeRoom() {
    if (size == CAPACITY) {
      flush();
    }
  }

  /** Passes on what is in the batch and empties it. */
  public void flush() {
    if (size > 0) {
      consumer.accept(this);
      size = 0;
    }
  }

  /** Takes batches. */
  @FunctionalInterface
  public interface Consumer {
    void accept(SynapseBatch batch);
  }
}
