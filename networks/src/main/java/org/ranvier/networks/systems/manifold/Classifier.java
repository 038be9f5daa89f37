package org.ranvier.networks.systems.manifold;

import java.util.Arrays;
import org.ranvier.simulator.random.RandomStream;

/**
 * A hidden layer and ten outputs. Of rates, hidden units are rectified. Of spikes, they are leaky integrate-and-fire neurons that the picture drives
 * for {@code STEPS} steps; outputs
 * are leaky sums of their spikes, and errors of outputs come back through the outputs' weights in each step: e-prop (Bellec et al. 2020) with a
 * triangular surrogate, whose
 * eligibility is {@code ψ_j} times the low-passed input.
 */
final class Classifier {
  private static final int STEPS = 20;
  private static final double ALPHA = 0.8; // of potentials in a step
  private static final double KAPPA = 0.8; // of outputs

  private final boolean spiking;
  private final boolean concatenated;
  private final CurvedLayer hidden;
  private final CurvedLayer output;
  private final int neurons;

  /**
   * How it is made.
   *
   * @param curved whether weights lie on an ellipse
   * @param concatenated whether cosine and sine are inputs
   * @param metric whether changes are split by the metric of the curve
   */
  record Kind(boolean spiking, int neurons, boolean curved, boolean concatenated, boolean metric) {}

  Classifier(Kind kind, RandomStream random) {
    spiking = kind.spiking;
    neurons = kind.neurons;
    concatenated = kind.concatenated;
    int components = kind.curved ? 3 : 1;
    hidden = new CurvedLayer(TurnedDigit.PIXELS + (concatenated ? 2 : 0), neurons, components, kind.metric, random);
    output = new CurvedLayer(neurons, TurnedDigit.CLASSES, components, kind.metric, random);
  }

  int parameters() {
    return hidden.parameters() + output.parameters();
  }

  private double[] input(TurnedDigit glyph, double cosine, double sine) {
    if (!concatenated) {
      return glyph.pixels();
    }
    double[] all = Arrays.copyOf(glyph.pixels(), TurnedDigit.PIXELS + 2);
    all[TurnedDigit.PIXELS] = cosine;
    all[TurnedDigit.PIXELS + 1] = sine;
    return all;
  }

  /** Which digit it takes it for, with these modulators; learns from it if told so. */
  int see(TurnedDigit glyph, double cosine, double sine, boolean learns) {
    double[] x = input(glyph, cosine, sine);
    double[] drive = hidden.forward(x, cosine, sine);
    return spiking ? spikes(glyph, x, drive, cosine, sine, learns) : rates(glyph, x, drive, cosine, sine, learns);
  }

  private int rates(TurnedDigit glyph, double[] x, double[] drive, double cosine, double sine, boolean learns) {
    double[] r = new double[neurons];
    Arrays.setAll(r, j -> Math.max(0, drive[j]));
    double[] y = output.forward(r, cosine, sine);
    if (learns) {
      double[] e = errors(y, glyph.digit());
      double[] d = output.back(e, cosine, sine);
      output.learn(e, r, 1, cosine, sine);
      Arrays.setAll(d, j -> drive[j] > 0 ? d[j] : 0);
      hidden.learn(d, x, 1, cosine, sine);
    }
    return greatest(y);
  }

  private int spikes(TurnedDigit glyph, double[] x, double[] drive, double cosine, double sine, boolean learns) {
    double[] v = new double[neurons];
    double[] trace = new double[neurons]; // low-passed spikes
    double[] all = new double[TurnedDigit.CLASSES];
    double[] gradient = new double[neurons];
    double lowPassed = 0; // of an input of 1
    for (int t = 0; t < STEPS; t++) {
      lowPassed = ALPHA * lowPassed + (1 - ALPHA);
      double[] psi = new double[neurons];
      for (int j = 0; j < neurons; j++) {
        v[j] = ALPHA * v[j] + (1 - ALPHA) * drive[j];
        psi[j] = Math.max(0, 1 - Math.abs(v[j] - 1)) * lowPassed;
        double z = v[j] >= 1 ? 1 : 0;
        v[j] -= z;
        trace[j] = KAPPA * trace[j] + (1 - KAPPA) * z;
      }
      double[] y = output.forward(trace, cosine, sine);
      for (int k = 0; k < y.length; k++) {
        all[k] += y[k] / STEPS;
      }
      if (learns) {
        double[] e = errors(y, glyph.digit());
        double[] back = output.back(e, cosine, sine);
        output.learn(e, trace, 1, cosine, sine);
        for (int j = 0; j < neurons; j++) {
          gradient[j] += back[j] * psi[j];
        }
      }
    }
    if (learns) {
      hidden.learn(gradient, x, 1, cosine, sine);
    }
    return greatest(all);
  }

  void step(int batch, double rate, boolean adam) {
    hidden.step(batch, rate, adam);
    output.step(batch, rate, adam);
  }

  private static double[] errors(double[] y, int digit) {
    double most = Arrays.stream(y).max().orElseThrow();
    double[] e = new double[y.length];
    double sum = 0;
    for (int k = 0; k < y.length; k++) {
      e[k] = Math.exp(y[k] - most);
      sum += e[k];
    }
    for (int k = 0; k < y.length; k++) {
      e[k] = e[k] / sum - (k == digit ? 1 : 0);
    }
    return e;
  }

  private static int greatest(double[] y) {
    int best = 0;
    for (int k = 1; k < y.length; k++) {
      best = y[k] > y[best] ? k : best;
    }
    return best;
  }
}
