package org.ranvier.networks.systems.globallocal;

import java.util.Arrays;
import org.ranvier.networks.systems.descent.AdamDescent;
import org.ranvier.simulator.random.RandomStream;

/**
 * Spiking neurons between pixels and an output for each label, whose output synapses have two parts (Wu et al. 2022, doi:10.1038/s41467-021-27653-2),
 * {@code w + α·P}: w and α are learnt over episodes by their gradient, P begins each episode at 0 and changes by what the two sides of the synapse do,
 *
 * <pre>P ← λ·P + η·z_pre·(y_post - θ_post)</pre>
 *
 * <p>where z is a spike and y the share of the output in the softmax of all. Hidden neurons follow {@code v ← a·v + W·x + b - z}, z = [v ≥ 1], outputs
 * {@code u ← a·u + (w + α·P)·z}, to which the label adds a current while an image is shown that has one. P stays as it is while the last image is shown.
 */
final class HybridNetwork {
  /** Decay of potentials in a step. */
  static final double LEAK = 0.8;

  /** Decay λ of P in a step. */
  static final double KEPT = 0.998;

  /** What a label adds to its output in a step. */
  static final double TOLD = 10;

  private static final double FIRST_INPUT = 1.5;
  private static final double SPREAD = 0.2; // of α as drawn
  private static final double FIRST_ETA = 0.05;

  /** How many there are of each. */
  record Size(int pixels, int hidden, int ways, int steps) {}

  /** What a neuron does at a potential; the derivative is a surrogate where it fires spikes. */
  interface Firing {
    double of(double v);

    double slope(double v);
  }

  /** Spikes at a potential of 1. */
  static final Firing SPIKES =
      new Firing() {
        @Override
        public double of(double v) {
          return v >= 1 ? 1 : 0;
        }

        @Override
        public double slope(double v) {
          return Math.max(0, 1 - Math.abs(v - 1));
        }
      };

  final Size size;
  final Firing firing;
  final Parameters at;
  private final AdamDescent[] steps;

  /** What is learnt over episodes. */
  record Parameters(double[] in, double[] bias, double[] out, double[] alpha, double[] eta, double[] theta) {
    /** As many zeros. */
    static Parameters zeros(Size s) {
      int n = s.hidden * s.ways;
      return new Parameters(new double[s.hidden * s.pixels], new double[s.hidden], new double[n], new double[n], new double[1], new double[s.ways]);
    }

    /** The global part, then the local one, which begins at {@link #LOCAL}. */
    double[][] all() {
      return new double[][] {in, bias, out, alpha, eta, theta};
    }

    static final int LOCAL = 3;
  }

  /**
   * As drawn.
   *
   * @param alpha mean of α as drawn
   */
  HybridNetwork(Size size, Firing firing, double alpha, RandomStream random) {
    this.size = size;
    this.firing = firing;
    at = Parameters.zeros(size);
    for (int k = 0; k < at.in.length; k++) {
      at.in[k] = FIRST_INPUT * random.nextGaussian() / Math.sqrt(size.pixels);
    }
    for (int k = 0; k < at.out.length; k++) {
      at.out[k] = 0.1 * random.nextGaussian() / Math.sqrt(size.hidden);
      at.alpha[k] = alpha * (1 + SPREAD * (2 * random.nextDouble() - 1));
    }
    at.eta[0] = FIRST_ETA;
    steps = new AdamDescent[at.all().length];
    for (int k = 0; k < steps.length; k++) {
      steps[k] = new AdamDescent(at.all()[k].length);
    }
  }

  /** Sets α to 0, so that what is local does nothing. */
  void forgetLocal() {
    Arrays.fill(at.alpha, 0);
  }

  /**
   * Takes a step down a gradient.
   *
   * @param local whether it is the local part that learns, or the global one
   */
  void step(Parameters gradient, boolean local, double rate) {
    double[][] w = at.all();
    for (int k = local ? Parameters.LOCAL : 0; k < (local ? w.length : Parameters.LOCAL); k++) {
      steps[k].step(w[k], gradient.all()[k], rate);
    }
  }
}
