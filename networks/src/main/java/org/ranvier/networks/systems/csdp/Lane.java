package org.ranvier.networks.systems.csdp;

import java.util.Arrays;

/** A presentation of an image together with one label: all layers. */
final class Lane {
  final long[][] masks; // by layer and neuron: its spikes
  final float[][] signal; // by layer: step by neuron, what presynaptic spikes are multiplied by
  final float[][] current; // by layer
  private final float[][] v;
  private final float[][] trace;
  private final int[][] spikes; // by layer: who spiked in the step before
  private final int[] count;
  private final int[][] next;
  private final CsdpShape shape;
  int label;
  boolean real;
  double goodness; // sum over layers and those steps that count

  Lane(CsdpShape shape) {
    this.shape = shape;
    int n = shape.hidden();
    int layers = shape.layers();
    masks = new long[layers][n];
    signal = new float[layers][shape.steps() * n];
    current = new float[layers][n];
    v = new float[layers][n];
    trace = new float[layers][n];
    spikes = new int[layers][n + 1];
    next = new int[layers][n + 1];
    count = new int[layers];
  }

  void begin(int newLabel, boolean isReal) {
    label = newLabel;
    real = isReal;
    goodness = 0;
    for (int l = 0; l < shape.layers(); l++) {
      Arrays.fill(masks[l], 0);
      Arrays.fill(v[l], 0);
      Arrays.fill(trace[l], 0);
      count[l] = 0;
    }
  }

  int[] spikes(int layer) {
    return spikes[layer];
  }

  int count(int layer) {
    return count[layer];
  }

  /**
   * Integrates what is in {@code current}: {@code v ← keep·v + j}, a spike where v ≥ 1, then v ← 0; {@code z ← keepTrace·z + s}.
   * Then the local
   * modulator: {@code δ = 2·(p - y)·z}, p = σ(Σz² - θ), the gradient of the cross-entropy of p and y, from which is taken what
   * decays.
   */
  void step(int t, boolean learns) {
    int n = shape.hidden();
    float keep = shape.keep();
    float keepTrace = shape.keepTrace();
    for (int l = 0; l < shape.layers(); l++) {
      float[] j = current[l];
      float[] vl = v[l];
      float[] z = trace[l];
      float sum = 0;
      int[] to = next[l];
      int c = 0;
      for (int i = 0; i < n; i++) {
        float x = keep * vl[i] + j[i];
        boolean spike = x >= 1;
        vl[i] = spike ? 0 : x;
        z[i] = keepTrace * z[i] + (spike ? 1 : 0);
        sum += z[i] * z[i];
        to[c] = i;
        c += spike ? 1 : 0;
      }
      next[l] = spikes[l];
      spikes[l] = to;
      count[l] = c;
      for (int k = 0; k < c; k++) {
        masks[l][to[k]] |= 1L << t;
      }
      goodness += t < shape.from() ? 0 : sum;
      if (learns) {
        float p = (float) (1 / (1 + Math.exp(shape.goodness() - sum)));
        float factor = t < shape.from() ? 0 : 2 * (p - (real ? 1 : 0));
        float[] x = signal[l];
        for (int i = 0; i < n; i++) {
          x[t * n + i] = factor * z[i];
        }
        for (int k = 0; k < c; k++) {
          x[t * n + to[k]] -= shape.decay();
        }
      }
    }
  }
}
