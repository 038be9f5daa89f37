package org.ranvier.networks.systems.bandit;

/** Something that chooses arms, and learns what they are worth as far as modulators let it. */
interface Chooser extends AutoCloseable {
  /** What is expected of each arm. */
  double[] values();

  /** Releases noradrenaline for an inverse temperature; says which one it is then, as it may be clamped. */
  double setTemperature(double inverseTemperature);

  /** Chooses an arm. */
  int choose(int step);

  /** Releases acetylcholine for a learning rate, and is paid; says which rate it was, as it may be clamped. */
  double learn(int arm, double rate, double reward);

  double realTimeFactor();

  @Override
  void close();
}
