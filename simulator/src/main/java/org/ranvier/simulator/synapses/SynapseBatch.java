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
  private final double[] exactDelay;
  private final double[] exactWeight;

  public SynapseBatch(Consumer consumer) {
    this(consumer, false);
  }

  private SynapseBatch(Consumer consumer, boolean exact) {
    this.consumer = consumer;
    exactDelay = new double[exact ? CAPACITY : 0];
    exactWeight = new double[exact ? CAPACITY : 0];
  }

  /** A batch whose generator also gives values that are not rounded, in {@link #exactDelay} and {@link #exactWeight}. */
  public static SynapseBatch exact(Consumer consumer) {
    return new SynapseBatch(consumer, true);
  }

  /** Whether values that are not rounded are asked for. */
  public boolean isExact() {
    return exactDelay.length > 0;
  }

  /** Delays in ms, where they are asked for. Not a copy. */
  public double[] exactDelay() {
    return exactDelay;
  }

  /** Weights, where they are asked for. Not a copy. */
  public double[] exactWeight() {
    return exactWeight;
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
