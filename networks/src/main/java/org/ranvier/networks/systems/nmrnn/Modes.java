package org.ranvier.networks.systems.nmrnn;

/** A network whose modes can be set, scaled and read: of rates or of spikes. */
interface Modes extends AutoCloseable {
  int RANK = 3;

  /** Lets the modes go on from these values, in units of a mode. */
  void set(double... values);

  /** The gain of a mode from now on. */
  void gain(int mode, double s);

  /** Goes on for a millisecond. */
  void step();

  /** What is in a mode. */
  double value(int mode);

  @Override
  default void close() {}
}
