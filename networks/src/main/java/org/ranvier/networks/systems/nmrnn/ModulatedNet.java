package org.ranvier.networks.systems.nmrnn;

import java.util.Arrays;
import org.ranvier.simulator.random.RandomStream;

/**
 * A network of low rank whose modes have gains that a small recurrent network sets (Costacurta et al. 2024), in steps of Euler's method:
 *
 * <pre>
 * z ← z + a_z·(-z + W·tanh z + B_z·told)           s = σ(A·z + b)
 * x ← x + a_x·(-x + L·diag(s)·Rᵀ·tanh x + B_x·u)   y = C·x + d
 * </pre>
 *
 * <p>What is told, a context for example, only the modulator knows.
 */
final class ModulatedNet {
  static final double FAST = 0.5; // a_x
  static final double SLOW = 0.2; // a_z

  /**
   * How many there are of each, and how fast they are.
   *
   * @param contexts numbers that the modulator is told
   * @param fast a_x
   * @param slow a_z
   */
  record Size(int units, int rank, int modulating, int inputs, int contexts, int outputs, double fast, double slow) {
    Size(int units, int rank, int modulating, int inputs, int contexts, int outputs) {
      this(units, rank, modulating, inputs, contexts, outputs, FAST, SLOW);
    }
  }

  /**
   * A trial: what comes to the main network, what the modulator is told, what is asked for; [step][…].
   *
   * @param told numbers by step
   */
  record Shown(double[][] input, double[][] told, double[][] target) {}

  /**
   * The main network's weights, then the modulator's.
   *
   * @param left by unit and mode
   * @param right by unit and mode
   * @param in by unit and input
   * @param out by output and unit
   * @param recurrent by modulating unit and modulating unit
   * @param context by modulating unit and context
   * @param gain by mode and modulating unit
   */
  record Weights(double[] left, double[] right, double[] in, double[] out, double[] offset, double[] recurrent, double[] context, double[] gain, double[] bias) {
    static final int MODULATOR = 5;

    static Weights zeros(Size s) {
      int n = s.units;
      int m = s.modulating;
      return new Weights(
          new double[n * s.rank], new double[n * s.rank], new double[n * s.inputs], new double[s.outputs * n], new double[s.outputs], new double[m * m],
          new double[m * s.contexts], new double[s.rank * m], new double[s.rank]);
    }

    double[][] all() {
      return new double[][] {left, right, in, out, offset, recurrent, context, gain, bias};
    }
  }

  final Size size;
  final Weights w;

  /** Of each mode, a gain that is held; not a number where the modulator sets it. */
  private double held = Double.NaN;

  ModulatedNet(Size size, RandomStream random) {
    this.size = size;
    w = Weights.zeros(size);
    draw(w.left, 1 / Math.sqrt(size.units), random);
    draw(w.right, 1 / Math.sqrt(size.units), random);
    draw(w.in, 1 / Math.sqrt(size.inputs), random);
    draw(w.out, 0.3 / Math.sqrt(size.units), random);
    draw(w.recurrent, 0.5 / Math.sqrt(size.modulating), random);
    draw(w.context, 1, random);
    draw(w.gain, 1 / Math.sqrt(size.modulating), random);
    for (int i = 0; i < w.left.length; i++) {
      w.left[i] = 1.5 * w.left[i] + 0.5 * w.right[i];
    }
  }

  private static void draw(double[] to, double sd, RandomStream random) {
    Arrays.setAll(to, k -> sd * random.nextGaussian());
  }

  /** Holds all gains, whatever the modulator does. */
  void hold(double gain) {
    held = gain;
  }

  /** What it did, step by step; z and x begin with what was before. */
  record Course(double[][] z, double[][] s, double[][] x, double[][] k, double[][] y) {}

  Course run(Shown shown) {
    double[][] input = shown.input;
    int steps = input.length;
    var c = new Course(new double[steps + 1][size.modulating], new double[steps][size.rank], new double[steps + 1][size.units], new double[steps][size.rank],
        new double[steps][size.outputs]);
    for (int t = 0; t < steps; t++) {
      double[] drive = product(w.recurrent, size.modulating, tanh(c.z[t]));
      double[] told = product(w.context, size.modulating, shown.told[t]);
      for (int i = 0; i < size.modulating; i++) {
        c.z[t + 1][i] = c.z[t][i] + size.slow * (drive[i] + told[i] - c.z[t][i]);
      }
      double[] a = product(w.gain, size.rank, c.z[t + 1]);
      double[] active = tanh(c.x[t]);
      double[] modes = new double[size.rank];
      for (int k = 0; k < size.rank; k++) {
        c.s[t][k] = Double.isNaN(held) ? 1 / (1 + Math.exp(-a[k] - w.bias[k])) : held;
        for (int i = 0; i < size.units; i++) {
          c.k[t][k] += w.right[i * size.rank + k] * active[i];
        }
        modes[k] = c.s[t][k] * c.k[t][k];
      }
      double[] loop = product(w.left, size.units, modes);
      double[] came = product(w.in, size.units, input[t]);
      for (int i = 0; i < size.units; i++) {
        c.x[t + 1][i] = c.x[t][i] + size.fast * (loop[i] + came[i] - c.x[t][i]);
      }
      double[] y = product(w.out, size.outputs, c.x[t + 1]);
      for (int k = 0; k < y.length; k++) {
        c.y[t][k] = y[k] + w.offset[k];
      }
    }
    return c;
  }

  /** Half the squared error, mean over steps. */
  double loss(Shown shown, Course c) {
    double sum = 0;
    for (int t = 0; t < c.y.length; t++) {
      for (int k = 0; k < size.outputs; k++) {
        double e = c.y[t][k] - shown.target[t][k];
        sum += e * e / 2 / c.y.length;
      }
    }
    return sum;
  }

  /** Adds the loss's gradient, by backpropagation through time. */
  void backward(Shown shown, Course c, Weights to) {
    double[] byX = new double[size.units];
    double[] byZ = new double[size.modulating];
    for (int t = c.y.length - 1; t >= 0; t--) {
      double[] byY = new double[size.outputs];
      for (int k = 0; k < byY.length; k++) {
        byY[k] = (c.y[t][k] - shown.target[t][k]) / c.y.length;
        to.offset[k] += byY[k];
      }
      outer(to.out, byY, c.x[t + 1]);
      addTransposed(byX, w.out, byY);
      double[] pushed = scaled(byX, size.fast);
      double[] byS = main(shown.input[t], c, t, pushed, to);
      for (int i = 0; i < size.units; i++) {
        byX[i] = (1 - size.fast) * byX[i] + pushed[i];
      }
      modulator(c, t, shown.told[t], Double.isNaN(held) ? byS : new double[size.rank], byZ, to);
    }
  }

  /**
   * Through a step of the main network.
   *
   * @param pushed derivatives by what drives the units; then what reaches the units before
   * @return derivatives by the gains
   */
  private double[] main(double[] input, Course c, int t, double[] pushed, Weights to) {
    double[] modes = new double[size.rank];
    Arrays.setAll(modes, k -> c.s[t][k] * c.k[t][k]);
    outer(to.left, pushed, modes);
    outer(to.in, pushed, input);
    double[] byMode = new double[size.rank];
    addTransposed(byMode, w.left, pushed);
    double[] byS = new double[size.rank];
    double[] active = tanh(c.x[t]);
    Arrays.fill(pushed, 0);
    for (int k = 0; k < size.rank; k++) {
      byS[k] = byMode[k] * c.k[t][k];
      double by = byMode[k] * c.s[t][k];
      for (int i = 0; i < size.units; i++) {
        to.right[i * size.rank + k] += by * active[i];
        pushed[i] += by * w.right[i * size.rank + k] * (1 - active[i] * active[i]);
      }
    }
    return byS;
  }

  private void modulator(Course c, int t, double[] told, double[] byS, double[] byZ, Weights to) {
    double[] byA = new double[size.rank];
    for (int k = 0; k < size.rank; k++) {
      byA[k] = byS[k] * c.s[t][k] * (1 - c.s[t][k]);
      to.bias[k] += byA[k];
    }
    outer(to.gain, byA, c.z[t + 1]);
    addTransposed(byZ, w.gain, byA);
    double[] pushed = scaled(byZ, size.slow);
    double[] active = tanh(c.z[t]);
    outer(to.recurrent, pushed, active);
    outer(to.context, pushed, told);
    double[] back = new double[size.modulating];
    addTransposed(back, w.recurrent, pushed);
    for (int i = 0; i < size.modulating; i++) {
      byZ[i] = (1 - size.slow) * byZ[i] + back[i] * (1 - active[i] * active[i]);
    }
  }

  private static double[] tanh(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.tanh(x[i]);
    }
    return y;
  }

  private static double[] scaled(double[] x, double by) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = by * x[i];
    }
    return y;
  }

  private static double[] product(double[] w, int rows, double[] x) {
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int k = 0; k < x.length; k++) {
        sum += w[i * x.length + k] * x[k];
      }
      y[i] = sum;
    }
    return y;
  }

  private static void addTransposed(double[] to, double[] w, double[] by) {
    for (int i = 0; i < by.length; i++) {
      for (int k = 0; k < to.length; k++) {
        to[k] += w[i * to.length + k] * by[i];
      }
    }
  }

  private static void outer(double[] to, double[] by, double[] x) {
    for (int i = 0; i < by.length; i++) {
      for (int k = 0; k < x.length; k++) {
        to[i * x.length + k] += by[i] * x[k];
      }
    }
  }
}
