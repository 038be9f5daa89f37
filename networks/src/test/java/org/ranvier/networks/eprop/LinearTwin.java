package org.ranvier.networks.eprop;

import java.util.Random;

/**
 * The network of one layer that e-prop differentiates, computed by itself: spikes of the network as it ran, and in its
 * neighbourhood {@code z = z0 + ψ·(V - V0 - β·(a - a0))}. Its loss is a smooth function of the weights, quadratic for squares
 * and without bounds, so central differences are exact but for rounding.
 */
final class LinearTwin {
  static final double D = 15; // from rest to threshold, mV
  static final double GAMMA = 0.3;
  static final int REFRACTORY = 2;

  final int steps;
  final int inputs;
  final int neurons;
  final int outputs;
  final double alpha;
  final double rho;
  final double kappa;
  final double[] beta;
  final int delay;
  final boolean[][] input; // [input][step] as they fire
  final double[][] weights; // [neuron][input]
  final double[][] readout; // [output][neuron]
  final double[][] wanted; // [output][step - 1]
  final boolean classes;
  double regularisation;
  double rateHz;

  // The trajectory.
  final double[][] v;
  final double[][] a;
  final double[][] psi;
  final double[][] z;

  LinearTwin(
      int steps, double h, double tauM, double tauA, double tauOut, double[] beta, int delay, boolean[][] input,
          double[][] weights, double[][] readout,
      double[][] wanted, boolean classes) {
    this.steps = steps;
    this.beta = beta;
    this.delay = delay;
    this.input = input;
    this.weights = weights;
    this.readout = readout;
    this.wanted = wanted;
    this.classes = classes;
    inputs = input.length;
    neurons = weights.length;
    outputs = readout.length;
    alpha = Math.exp(-h / tauM);
    rho = Math.exp(-h / tauA);
    kappa = Math.exp(-h / tauOut);
    v = new double[neurons][steps + 1];
    a = new double[neurons][steps + 1];
    psi = new double[neurons][steps + 1];
    z = new double[neurons][steps + 1];
    for (int j = 0; j < neurons; j++) {
      int blocked = 0;
      for (int t = 1; t <= steps; t++) {
        v[j][t] = alpha * v[j][t - 1] + drive(weights, j, t) - z[j][t - 1] * D;
        a[j][t] = rho * a[j][t - 1] + z[j][t - 1];
        double threshold = D + beta[j] * a[j][t];
        if (blocked > 0) {
          blocked--;
        } else {
          psi[j][t] = GAMMA * Math.max(0, 1 - Math.abs(v[j][t] - threshold) / D) / D;
          if (v[j][t] >= threshold) {
            z[j][t] = 1;
            blocked = REFRACTORY;
          }
        }
      }
    }
  }

  private double drive(double[][] w, int j, int t) {
    float sum = 0; // as the engine adds up
    double exact = 0;
    for (int i = 0; i < inputs; i++) {
      if (t - delay > 0 && input[i][t - delay]) {
        sum += (float) w[j][i];
        exact += w[j][i];
      }
    }
    return w == weights ? sum : exact;
  }

  int spikes() {
    int n = 0;
    for (double[] train : z) {
      for (double x : train) {
        n += (int) x;
      }
    }
    return n;
  }

  /** The loss with other weights. */
  double loss(double[][] w, double[][] out) {
    double[][] soft = new double[neurons][steps + 1];
    for (int j = 0; j < neurons; j++) {
      double dv = 0; // V - V0
      double da = 0;
      for (int t = 1; t <= steps; t++) {
        double dw = 0;
        for (int i = 0; i < inputs; i++) {
          dw += t - delay > 0 && input[i][t - delay] ? w[j][i] - weights[j][i] : 0;
        }
        dv = alpha * dv + dw;
        da = rho * da + (soft[j][t - 1] - z[j][t - 1]);
        soft[j][t] = z[j][t] + psi[j][t] * (dv - beta[j] * da);
      }
    }
    double loss = 0;
    double[] y = new double[outputs];
    for (int t = 1; t <= steps; t++) {
      for (int k = 0; k < outputs; k++) {
        y[k] *= kappa;
        for (int j = 0; j < neurons; j++) {
          y[k] += out[k][j] * soft[j][t - 1];
        }
      }
      loss += lossOf(y, t);
    }
    for (int j = 0; j < neurons && regularisation > 0; j++) {
      loss += regularisation / 2 * square(rate(soft[j]) - rateHz);
    }
    return loss;
  }

  private static double square(double x) {
    return x * x;
  }

  private double rate(double[] train) {
    double sum = 0;
    for (int t = 0; t < steps; t++) { // the last step's spikes belong to the next interval
      sum += train[t];
    }
    return sum * 1000 / steps; // of 1 ms
  }

  private double lossOf(double[] y, int t) {
    double loss = 0;
    double log = Math.log(java.util.Arrays.stream(y).map(Math::exp).sum());
    for (int k = 0; k < outputs; k++) {
      double want = wanted[k][t - 1];
      if (Double.isNaN(want)) {
        return 0;
      }
      loss += classes ? -want * (y[k] - log) : square(y[k] - want) / 2;
    }
    return loss;
  }

  private double[] errors(double[] y, int t) {
    double[] e = new double[outputs];
    double sum = java.util.Arrays.stream(y).map(Math::exp).sum();
    for (int k = 0; k < outputs; k++) {
      double want = wanted[k][t - 1];
      if (Double.isNaN(want)) {
        return new double[outputs];
      }
      e[k] = classes ? Math.exp(y[k]) / sum - want : y[k] - want;
    }
    return e;
  }

  /** The gradient by the input weights, by going back through time. */
  double[][] backward() {
    double[][] e = new double[steps + 2][];
    double[] y = new double[outputs];
    for (int t = 1; t <= steps; t++) {
      for (int k = 0; k < outputs; k++) {
        y[k] *= kappa;
        for (int j = 0; j < neurons; j++) {
          y[k] += readout[k][j] * z[j][t - 1];
        }
      }
      e[t] = errors(y, t);
    }
    double[][] gradient = new double[neurons][inputs];
    for (int j = 0; j < neurons; j++) {
      double[] byY = new double[outputs]; // of the step after
      double byV = 0;
      double byA = 0;
      double byRate = regularisation * (rate(z[j]) - rateHz) * 1000 / steps;
      for (int t = steps; t >= 1; t--) {
        double byZ = byA; // a(t+1) = ρ·a(t) + z(t)
        if (t < steps) {
          for (int k = 0; k < outputs; k++) {
            byY[k] = e[t + 1][k] + kappa * byY[k];
            byZ += readout[k][j] * byY[k];
          }
          byZ += byRate;
        }
        byV = alpha * byV + psi[j][t] * byZ;
        byA = rho * byA - beta[j] * psi[j][t] * byZ;
        for (int i = 0; i < inputs; i++) {
          gradient[j][i] += t - delay > 0 && input[i][t - delay] ? byV : 0;
        }
      }
    }
    return gradient;
  }

  static boolean[][] trains(Random random, int inputs, int steps, double probability) {
    boolean[][] trains = new boolean[inputs][steps + 1];
    for (boolean[] train : trains) {
      for (int t = 1; t <= steps; t++) {
        train[t] = random.nextDouble() < probability;
      }
    }
    return trains;
  }

  static double[][] times(boolean[][] trains, double h) {
    double[][] times = new double[trains.length][];
    for (int i = 0; i < trains.length; i++) {
      boolean[] train = trains[i];
      times[i] = java.util.stream.IntStream.range(0, train.length).filter(t -> train[t]).mapToDouble(t -> t * h).toArray();
    }
    return times;
  }
}
