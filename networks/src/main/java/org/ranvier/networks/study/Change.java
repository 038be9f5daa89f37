package org.ranvier.networks.study;

import org.ranvier.simulator.time.TimeGrid;

/** One thing that a {@link Condition} changes. Its text is how it is written on the command line. */
public sealed interface Change {
  /** Weights stay as they were drawn: nothing is learnt there. */
  record Frozen(String weights) implements Change {
    @Override
    public String toString() {
      return "frozen:" + weights;
    }
  }

  /**
   * Rewards that have nothing to do with what was done.
   *
   * @param of the condition whose rewards are given in another order, to the same seed; empty where they are drawn
   */
  record Shuffled(String reward, String of) implements Change {
    @Override
    public String toString() {
      return "shuffled:" + reward + (of.isEmpty() ? "" : "@" + of);
    }
  }

  /** A modulator's concentration is held from the beginning to the end. */
  record Clamped(String modulator, double concentration) implements Change {
    @Override
    public String toString() {
      return "clamp:" + modulator + "=" + TimeGrid.trim(concentration);
    }
  }

  /**
   * A modulator comes as it came in another condition with the same seed, at times that have nothing to do with what happens here.
   *
   * @param to the other condition, which must be run too
   */
  record Yoked(String modulator, String to) implements Change {
    @Override
    public String toString() {
      return "yoked:" + modulator + "@" + to;
    }
  }

  /** A receptor does nothing. */
  record KnockedOut(String receptor) implements Change {
    @Override
    public String toString() {
      return "knockout:" + receptor;
    }
  }

  /** A setting has another value than the rest of the run. */
  record Set(String setting, double value) implements Change {
    @Override
    public String toString() {
      return setting + "=" + TimeGrid.trim(value);
    }
  }

  /** Something else is different, e.g. a rule has no trace. */
  record Feature(String name) implements Change {
    @Override
    public String toString() {
      return name;
    }
  }
}
