package org.ranvier.networks.systems.sixfamilies;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ranvier.networks.batched.BatchTeacher;
import org.ranvier.networks.batched.EpropShape;
import org.ranvier.networks.batched.Presented;

/**
 * Errors of a classifier of the layer's own, whose weights are random and stay so (DECOLLE: Kaiser, Mostafa &amp; Neftci 2020,
 * doi:10.3389/fnins.2020.00424).
 */
final class LocalClassifier implements BatchTeacher {
  private final EpropShape shape;
  private final float[] weights; // by output and hidden neuron

  LocalClassifier(EpropShape shape, RandomGenerator random) {
    this.shape = shape;
    weights = new float[shape.outputs() * shape.hidden()];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (float) (random.nextGaussian() / Math.sqrt(shape.hidden()));
    }
  }

  @Override
  public void teach(Presented here, int label, float[] signal) {
    int n = shape.outputs();
    int h = shape.hidden();
    float[] y = new float[n];
    float[] errors = new float[shape.steps() * n];
    for (int t = 0; t < shape.steps(); t++) {
      for (int k = 0; k < n; k++) {
        y[k] *= shape.keepOutput();
        for (int i = 0; i < h; i++) {
          y[k] += (here.spikes()[i] >>> t & 1) * weights[k * h + i];
        }
      }
      if (t >= shape.from()) {
        double sum = 0;
        for (float x : y) {
          sum += Math.exp(x);
        }
        for (int k = 0; k < n; k++) {
          errors[t * n + k] = (float) (Math.exp(y[k]) / sum) - (k == label ? 1 : 0);
        }
      }
    }
    float[] later = new float[n];
    Arrays.fill(signal, 0);
    for (int t = shape.steps() - 1; t >= 0; t--) {
      for (int k = 0; k < n; k++) {
        later[k] = errors[t * n + k] + shape.keepOutput() * later[k];
        for (int i = 0; i < h; i++) {
          signal[t * h + i] += weights[k * h + i] * later[k];
        }
      }
    }
  }
}
