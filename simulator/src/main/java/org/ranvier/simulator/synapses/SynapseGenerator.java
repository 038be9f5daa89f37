package org.ranvier.simulator.synapses;

import java.util.Optional;

/**
 * The synapses of a projection, made target block by target block.
 *
 * <p>Building reads a generator twice: once to count, once to place. Both times, and for any division of the targets among
 * workers, the synapses of one target must come in the same order with the same values.
 */
public interface SynapseGenerator {
  /** Targets come in blocks of this many neurons, which are never divided between workers. */
  int TARGET_BLOCK = 64;

  /**
   * Fills {@code batch} with the synapses whose targets are {@code from … to - 1}; {@code from} is a multiple of {@link
   * #TARGET_BLOCK}, and {@code to} is too or is the end of the population. The caller flushes at the end.
   *
   * @param withWeights false while counting: the weights may then be left as they are
   */
  void generate(int from, int to, SynapseBatch batch, boolean withWeights);

  /**
   * Fills a batch with the same synapses, without weights, for counting. What is costly to draw may be kept for {@link Counted#place}.
   *
   * @param from see {@link #generate}
   * @param room for what is kept
   */
  default Counted count(int from, int to, SynapseBatch batch, DrawRoom room) {
    generate(from, to, batch, false);
    return placed -> generate(from, to, placed, true);
  }

  /** Synapses that have been counted. */
  @FunctionalInterface
  interface Counted {
    /** Fills a batch with them once more, with their weights; to be called once. */
    void place(SynapseBatch batch);
  }

  /**
   * Makes rows of single sources, where the synapses can be told that way; else empty.
   *
   * @param from see {@link #generate}
   */
  default Optional<RowGenerator> rows(int from, int to) {
    return Optional.empty();
  }

  /** Bounds of the delays. */
  DelayRange delays();

  /** How many synapses there will be in all, or about how many where chance decides. */
  long expectedCount();

  /** What it says of delays and weights that are not rounded; empty where delays are on the grid and weights of 4 bytes. */
  default Optional<ExactValues> exactValues() {
    return Optional.empty();
  }

  /** Whether all weights are at least 0, all at most 0, or both occur. */
  WeightSign weightSign();

  /**
   * The delays that a generator may produce, in steps.
   *
   * @param min smallest
   * @param max largest
   * @param usual number of different delays that most synapses share: 1 for a constant delay
   */
  record DelayRange(int min, int max, int usual) {}

  /**
   * Values for targets in continuous time, with which an {@linkplain SynapseBatch#exact exact batch} is filled.
   *
   * @param minDelayMs smallest delay
   * @param maxDelayMs largest delay
   * @param wideWeights whether 4 bytes would round weights that are given
   */
  record ExactValues(double minDelayMs, double maxDelayMs, boolean wideWeights) {}

  /** Signs of the weights of a projection. */
  enum WeightSign {
    POSITIVE,
    NEGATIVE,
    MIXED;

    /** The sign of weights between these; that of 0 alone counts as positive. */
    public static WeightSign of(double min, double max) {
      return min >= 0 ? POSITIVE : max <= 0 ? NEGATIVE : MIXED;
    }
  }
}
