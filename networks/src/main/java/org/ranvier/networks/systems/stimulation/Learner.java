package org.ranvier.networks.systems.stimulation;

/** Learns when to stimulate. */
interface Learner extends AutoCloseable {
  /** Levels of the rhythm's power that are told apart: 0 … LEVELS - 1. */
  int LEVELS = 8;

  /**
   * Chooses for a turn.
   *
   * @param level of the power, from 0 to {@code LEVELS - 1}
   * @param reward of the turn before
   * @return whether there are pulses
   */
  boolean choose(double level, double reward);

  /** Learns no more. */
  void freeze();

  /** Rounds what was learnt to 16 bits. */
  void toHalfPrecision();

  /** A number in IEEE half precision. */
  static double half(double value) {
    return Float.float16ToFloat(Float.floatToFloat16((float) value));
  }

  @Override
  void close();
}
