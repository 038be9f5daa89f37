package org.ranvier.networks.systems.activecoding;

import org.ranvier.simulator.random.RandomStream;

/**
 * A car in a valley whose motor is too weak for the slope (Moore 1990; Sutton &amp; Barto 2018, example 10.1): {@code v ← v + f·a - 0.0025·cos(3x)}, {@code x ← x + v},
 * with a of -1, 0, 1, |v| ≤ 0.07 and x ≥ -1.2, where it stops. It is there at x ≥ 0.5.
 */
final class MountainCar {
  static final int ACTIONS = 3;
  static final double LEFT = -1.2;
  static final double RIGHT = 0.6;
  static final double FASTEST = 0.07;
  static final double GOAL = 0.5;
  static final double GRAVITY = 0.0025;

  private final double force;
  private double x;
  private double v;

  /**
   * A car.
   *
   * @param force f, 0.001 as published
   */
  MountainCar(double force) {
    this.force = force;
  }

  double x() {
    return x;
  }

  double v() {
    return v;
  }

  /** At the bottom of the valley, at rest. */
  void begin(RandomStream random) {
    set(-0.6 + 0.2 * random.nextDouble(), 0);
  }

  void set(double x, double v) {
    this.x = x;
    this.v = v;
  }

  /**
   * A step.
   *
   * @param action 0: back, 1: nothing, 2: forward
   */
  void step(int action) {
    v = Math.clamp(v + force * (action - 1) - GRAVITY * Math.cos(3 * x), -FASTEST, FASTEST);
    x = Math.clamp(x + v, LEFT, RIGHT);
    v = x == LEFT && v < 0 ? 0 : v;
  }

  boolean isThere() {
    return x >= GOAL;
  }

  /** Place and speed, each from 0 to 1. */
  double[] seen() {
    return new double[] {(x - LEFT) / (RIGHT - LEFT), (v / FASTEST + 1) / 2};
  }
}
