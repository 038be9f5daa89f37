package org.ranvier.neuronmodels.stimuli;

import java.util.Arrays;
import org.ranvier.simulator.random.RandomStream;

/** When pulses come. Each interval depends on the seed and on how many pulses came before it, not on what is done in between. */
public sealed interface PulsePattern {
  /** Equal intervals, the first pulse at once; none at 0 Hz. */
  record Regular(double hz) implements PulsePattern {}

  /**
   * Independent intervals, gamma distributed with mean {@code 1/hz} and coefficient of variation {@code cv}; of a Poisson process where
   * {@code cv = 1}. The first pulse comes after an interval.
   */
  record Irregular(double hz, double cv) implements PulsePattern {}

  /** The rate itself is drawn for each interval {@code 1/rate}, gamma distributed with mean {@code hz} and coefficient of variation {@code cv}. */
  record Varying(double hz, double cv) implements PulsePattern {}

  /** At these times, ascending. */
  record Listed(double... timesMs) implements PulsePattern {
    public Listed {
      timesMs = timesMs.clone();
    }
  }

  /** Whether no pulse comes at all. */
  default boolean isOff() {
    return switch (this) {
      case Regular r -> r.hz == 0;
      case Irregular r -> r.hz == 0;
      case Varying v -> v.hz == 0;
      case Listed l -> l.timesMs.length == 0;
    };
  }

  /**
   * When the next pulse comes, ∞ if none does.
   *
   * @param lastMs begin of the latest pulse; not a number where there was none
   * @param nowMs it comes no earlier
   * @param pulses how many there were
   * @param random whose key is that of the train
   */
  default double next(double lastMs, double nowMs, int pulses, RandomStream random) {
    if (isOff()) {
      return Double.POSITIVE_INFINITY;
    }
    boolean first = Double.isNaN(lastMs);
    random.select(pulses);
    return switch (this) {
      case Regular r -> first ? nowMs : Math.max(nowMs, lastMs + 1000 / r.hz);
      case Irregular r -> Math.max(nowMs, (first ? nowMs : lastMs) + 1000 / r.hz * draw(r.cv, random));
      case Varying v -> Math.max(nowMs, (first ? nowMs : lastMs) + 1000 / (v.hz * draw(v.cv, random)));
      case Listed l -> {
        int k = Arrays.binarySearch(l.timesMs, first ? nowMs : Math.max(nowMs, Math.nextUp(lastMs)));
        int at = k < 0 ? -1 - k : k;
        yield at < l.timesMs.length ? l.timesMs[at] : Double.POSITIVE_INFINITY;
      }
    };
  }

  /** Of mean 1. */
  private static double draw(double cv, RandomStream random) {
    return cv == 0 ? 1 : GammaDraws.next(1 / (cv * cv), random) * cv * cv;
  }
}
