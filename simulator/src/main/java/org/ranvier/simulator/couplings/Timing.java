package org.ranvier.simulator.couplings;

/**
 * Which value of a source's course stands for a whole step, in which a target is integrated with it. With a delay of {@code d}
 * steps and published values {@code y}, a target uses in the step {@code n} (from {@code n - 1} to {@code n})
 *
 * <ul>
 *   <li>{@link #HELD}: {@code y(n - d)}. With {@code d = 1} this is the value at the start of the step. It lags behind the course
 *       by {@code d - 1/2} steps on average: an error of first order in the step.
 *   <li>{@link #INTERPOLATED}: {@code (y(n - d) + y(n - d - 1))/2}, the value in the middle of the step of the course that is late
 *       by exactly {@code d} steps: of second order.
 *   <li>{@link #EXTRAPOLATED}: {@code (3·y(n - 1) - y(n - 2))/2}, with {@code d = 1}: the value in the middle of the step of the
 *       course without delay, as it goes on from its last two values: of second order where the course is smooth.
 * </ul>
 */
public enum Timing {
  HELD(1, 0),
  INTERPOLATED(0.5, 0.5),
  EXTRAPOLATED(1.5, -0.5);

  private final double late;
  private final double early;

  Timing(double late, double early) {
    this.late = late;
    this.early = early;
  }

  double late() {
    return late;
  }

  double early() {
    return early;
  }
}
