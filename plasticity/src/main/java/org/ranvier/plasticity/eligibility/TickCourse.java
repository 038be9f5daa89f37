package org.ranvier.plasticity.eligibility;

import org.ranvier.plasticity.kinetics.GaussNodes;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.RingState;
import org.ranvier.simulator.state.StatePort;

/**
 * The course of a third factor within the last ticks, at each place: a polynomial of degree 3 in the part {@code x} of the tick that has
 * passed, and its integral over a part of a tick.
 */
final class TickCourse {
  private static final int COUNT = GaussNodes.COUNT;

  /** Above this, a recursion upwards loses less than a digit; below, a series needs few terms. */
  private static final double LARGE = 2;

  private final double tickMs;
  private final double perTick; // time constants in a tick
  private final double[] coefficient; // [tick][place][power]
  private final double[][] cubic = GaussNodes.cubic();

  /**
   * @param tauMs time constant of the eligibility
   * @param entries ticks times places
   */
  TickCourse(double tickMs, double tauMs, long entries) {
    this.tickMs = tickMs;
    perTick = tickMs / tauMs;
    if (entries > (Integer.MAX_VALUE - 8) / COUNT) {
      throw new RanvierException(
          "a third factor cannot be kept at " + entries + " places and steps for synapses in continuous time; use fewer voxels, a longer stride "
              + "or a shorter time constant of eligibility");
    }
    coefficient = new double[COUNT * (int) entries];
  }

  /** Sets the course in a tick: the cubic through values at the {@link GaussNodes}. */
  void setNodes(int entry, double rest, double[] deviation) {
    for (int k = 0; k < COUNT; k++) {
      double sum = k == 0 ? rest : 0;
      for (int q = 0; q < COUNT; q++) {
        sum += cubic[k][q] * deviation[q];
      }
      coefficient[COUNT * entry + k] = sum;
    }
  }

  /** Sets the course in a tick: a straight line. */
  void setLine(int entry, double begin, double end) {
    coefficient[COUNT * entry] = begin;
    coefficient[COUNT * entry + 1] = end - begin;
    coefficient[COUNT * entry + 2] = 0;
    coefficient[COUNT * entry + 3] = 0;
  }

  void state(StatePort port, int rows, long newest) {
    RingState.list(port, "course", "", coefficient, coefficient.length / rows, rows - 1, newest);
  }

  /** What is left of an eligibility after so many ticks. */
  double left(double ticks) {
    return Math.exp(-ticks * perTick);
  }

  /**
   * {@code ∫ f(s)·e^(-(s - t0)/τ) ds} in ms times the unit of {@code f}, from {@code t0}, the part {@code from} of a tick, to its part {@code to}.
   *
   * <p>With {@code y = to - from} and {@code f = Σ b_k·(x - from)^k} it is {@code y·tick·Σ b_k·y^k·m_k}, where {@code m_k = ∫_0^1 v^k·e^(-zv) dv} and {@code z}
   * is {@code y} in time constants. For small {@code z} a series gives {@code m_3}, and {@code m_(k-1) = (e^-z + z·m_k)/k}: all terms are positive, and
   * no digits are lost.
   */
  double integral(int entry, double from, double to) {
    int at = COUNT * entry;
    double b3 = coefficient[at + 3];
    double b2 = coefficient[at + 2] + 3 * b3 * from;
    double b1 = coefficient[at + 1] + (2 * coefficient[at + 2] + 3 * b3 * from) * from;
    double b0 = coefficient[at] + (coefficient[at + 1] + (coefficient[at + 2] + b3 * from) * from) * from;
    double y = to - from;
    double z = y * perTick;
    double e = Math.exp(-z);
    double m0;
    double m1;
    double m2;
    double m3;
    if (z > LARGE) {
      m0 = (1 - e) / z;
      m1 = (m0 - e) / z;
      m2 = (2 * m1 - e) / z;
      m3 = (3 * m2 - e) / z;
    } else {
      m3 = e * series(z);
      m2 = (e + z * m3) / 3;
      m1 = (e + z * m2) / 2;
      m0 = e + z * m1;
    }
    return y * tickMs * (b0 * m0 + y * (b1 * m1 + y * (b2 * m2 + y * b3 * m3)));
  }

  /** {@code Σ z^j/(4·5·…·(4 + j))}. */
  private static double series(double z) {
    double term = 0.25;
    double sum = term;
    for (int n = 5; term > 0x1p-54 * sum; n++) {
      term *= z / n;
      sum += term;
    }
    return sum;
  }

  long bytes() {
    return 8L * coefficient.length;
  }
}
