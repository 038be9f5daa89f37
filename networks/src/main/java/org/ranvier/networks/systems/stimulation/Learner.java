package org.ranvier.networks.systems.stimulation;

/** Learns when to stimulate. */
interface Learner extends AutoCloseable {
  /**
   * Chooses.
   *
   * @param now what it sees
   * @param reward of the choice before
   * @return whether there are pulses
   */
  boolean choose(Sight now, double reward);

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
