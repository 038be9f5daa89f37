package org.ranvier.networks.systems.nmn;

import java.util.Arrays;
import org.ranvier.simulator.random.RandomStream;

/**
 * A network of rates whose modulators are those of Vecoven et al. 2020. A gated recurrent unit of H hears what the position was, what was done and what it was worth,
 * and K rectified units z hear it. Of M main units that see the position x,
 *
 * <pre>
 *   y_m = clip(w_m·x·(1 + Σ_k z_k·a_mk) + b_m + Σ_k z_k·c_mk),      action = 20·(v·y·(1 + Σ_k z_k·a_k) + b + Σ_k z_k·c_k)
 * </pre>
 *
 * <p>clipped at ±1. Without modulation z is an input as the position is: {@code y_m = clip(w_m·x + b_m + Σ_k z_k·c_mk)}. The hyperbolic tangent, of which the
 * logistic function of the gates is made too, is that of {@link #tanh}.
 *
 * <p>The same network plays many episodes beside each other: all that changes is an array over episodes, so that loops over these are what the processor's vectors
 * take.
 */
final class RateNet implements OffsetTask.Players {
  private static final int HEARD = 3;
  private static final double POSITION = 5;
  private static final double ACTION = 20;
  private static final double KEEPS = 1; // bias of the gate that keeps

  private final int units;
  private final int modulators;
  private final int main;
  private final boolean modulated;
  private double[][] input = {}; // rows over episodes: what is heard, then the state
  private double[][] reset = {}; // what is heard, then as much of the state as the gate lets through
  private double[][] z = {};
  private double[][] keep = {}; // rows of units
  private double[][] pass = {};
  private double[][] candidate = {};
  private double[] slope = {};
  private double[] bias = {};
  private double[] sum = {};
  private double[] parameters = {};
  private int read;
  private boolean held;

  /**
   * @param units H
   * @param modulators K
   * @param main M
   */
  RateNet(int units, int modulators, int main, boolean modulated) {
    this.units = units;
    this.modulators = modulators;
    this.main = main;
    this.modulated = modulated;
  }

  int size() {
    int recurrent = 3 * units * (HEARD + 1 + units) + modulators * (units + 1);
    return recurrent + (modulated ? main * (3 + 2 * modulators) + 1 + 2 * modulators : main * (3 + modulators) + 1);
  }

  double[] drawn(RandomStream random) {
    double[] first = new double[size()];
    Arrays.setAll(first, k -> 0.3 * random.nextGaussian());
    return first;
  }

  RateNet with(double[] values) {
    parameters = values;
    return this;
  }

  /** Holds z at 0. */
  RateNet held(boolean value) {
    held = value;
    return this;
  }

  @Override
  public void begin(int episodes) {
    if (sum.length != episodes) {
      input = new double[HEARD + units][episodes];
      reset = new double[HEARD + units][];
      Arrays.setAll(reset, q -> q < HEARD ? input[q] : new double[episodes]);
      z = new double[modulators][episodes];
      keep = new double[units][episodes];
      pass = new double[units][episodes];
      candidate = new double[units][episodes];
      slope = new double[episodes];
      bias = new double[episodes];
      sum = new double[episodes];
    }
    for (double[] row : input) {
      Arrays.fill(row, 0);
    }
  }

  @Override
  public void act(double[] positions, double[] actions) {
    read = 0;
    listen();
    Arrays.fill(sum, 0);
    for (int m = 0; m < main; m++) {
      double w = parameters[read++] / POSITION;
      Arrays.fill(slope, w);
      Arrays.fill(bias, parameters[read++]);
      modulate(w);
      weigh(sum, positions, slope, bias, parameters[read++]);
    }
    Arrays.fill(slope, 1);
    Arrays.fill(bias, parameters[read++]);
    if (modulated) {
      modulate(1);
    }
    for (int e = 0; e < actions.length; e++) {
      actions[e] = ACTION * (sum[e] * slope[e] + bias[e]);
    }
  }

  /** What z adds to a slope and a bias. */
  private void modulate(double w) {
    for (int k = 0; k < modulators; k++) {
      if (modulated) {
        add(slope, w * parameters[read++], z[k]);
      }
      add(bias, parameters[read++], z[k]);
    }
  }

  private static void weigh(double[] sum, double[] x, double[] slope, double[] bias, double v) {
    for (int e = 0; e < sum.length; e++) {
      sum[e] += v * Math.min(1, Math.max(-1, x[e] * slope[e] + bias[e]));
    }
  }

  /** The gated recurrent unit, and z. */
  private void listen() {
    for (double[] row : keep) {
      drive(row, input, 0, KEEPS);
      logistic(row);
    }
    for (int i = 0; i < units; i++) {
      drive(pass[i], input, 0, 0);
      logistic(pass[i]);
      product(reset[HEARD + i], pass[i], input[HEARD + i]);
    }
    for (double[] row : candidate) {
      drive(row, reset, 0, 0);
      tanh(row);
    }
    for (int i = 0; i < units; i++) {
      mix(input[HEARD + i], keep[i], candidate[i]);
    }
    for (int k = 0; k < modulators; k++) {
      drive(z[k], input, HEARD, 0);
      rectify(z[k], held ? 0 : Double.MAX_VALUE);
    }
  }

  /** A bias and weights of rows from the given one on. */
  private void drive(double[] to, double[][] rows, int from, double more) {
    Arrays.fill(to, parameters[read++] + more);
    int q = from;
    for (; q + 4 <= rows.length; q += 4) {
      add(to, parameters, read, rows, q);
      read += 4;
    }
    for (; q < rows.length; q++) {
      add(to, parameters[read++], rows[q]);
    }
  }

  /** Four rows at once, for what is added to is written less often. */
  private static void add(double[] sum, double[] p, int at, double[][] rows, int q) {
    double p0 = p[at];
    double p1 = p[at + 1];
    double p2 = p[at + 2];
    double p3 = p[at + 3];
    double[] r0 = rows[q];
    double[] r1 = rows[q + 1];
    double[] r2 = rows[q + 2];
    double[] r3 = rows[q + 3];
    for (int e = 0; e < sum.length; e++) {
      sum[e] += p0 * r0[e] + p1 * r1[e] + p2 * r2[e] + p3 * r3[e];
    }
  }

  private static void add(double[] sum, double weight, double[] row) {
    for (int e = 0; e < sum.length; e++) {
      sum[e] += weight * row[e];
    }
  }

  private static void product(double[] to, double[] a, double[] b) {
    for (int e = 0; e < to.length; e++) {
      to[e] = a[e] * b[e];
    }
  }

  private static void mix(double[] state, double[] keep, double[] candidate) {
    for (int e = 0; e < state.length; e++) {
      state[e] = candidate[e] + keep[e] * (state[e] - candidate[e]);
    }
  }

  private static void rectify(double[] z, double most) {
    for (int e = 0; e < z.length; e++) {
      z[e] = Math.min(most, Math.max(0, z[e]));
    }
  }

  /** {@code 1/(1 + exp(-x)) = (1 + tanh(x/2))/2}. */
  private static void logistic(double[] x) {
    for (int e = 0; e < x.length; e++) {
      x[e] = 0.5 + 0.5 * tanh(0.5 * x[e]);
    }
  }

  private static void tanh(double[] x) {
    for (int e = 0; e < x.length; e++) {
      x[e] = tanh(x[e]);
    }
  }

  /**
   * Lambert's continued fraction as far as {@code x·(135135 + 17325·x² + 378·x⁴ + x⁶)/(135135 + 62370·x² + 3150·x⁴ + 28·x⁶)}, at most 1e-4 off where |x| is held
   * below 4.97, at which it is 1. It has no branches and no table, so loops of it are what the processor's vectors take.
   */
  static double tanh(double x) {
    double y = Math.min(4.97, Math.max(-4.97, x));
    double s = y * y;
    return y * (135135 + s * (17325 + s * (378 + s))) / (135135 + s * (62370 + s * (3150 + s * 28)));
  }

  @Override
  public void told(double[] positions, double[] actions, double[] rewards) {
    for (int e = 0; e < positions.length; e++) {
      input[0][e] = positions[e] / POSITION;
      input[1][e] = actions[e] / ACTION;
      input[2][e] = rewards[e] / OffsetTask.HIT;
    }
  }
}
