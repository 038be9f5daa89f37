package org.ranvier.networks.systems.csdp;

import java.util.Arrays;
import java.util.List;

/**
 * The rule as it is written, one sample after the other: all products are taken, whether there is a spike or not. To measure by,
 * and to test with.
 */
final class PlainLoop {
  private final CsdpNetwork network;
  private final CsdpShape shape;
  private final float[][] s; // spikes: input, layers, as they were in the step before
  private final float[][] v;
  private final float[][] z;
  private final float[] label;

  PlainLoop(CsdpNetwork network) {
    this.network = network;
    shape = network.shape;
    s = new float[shape.layers() + 1][shape.hidden()];
    s[0] = new float[shape.inputs()];
    v = new float[shape.layers()][shape.hidden()];
    z = new float[shape.layers()][shape.hidden()];
    label = new float[shape.classes()];
  }

  /** Adds the gradients of an image whose input has been drawn, with a label, to those of a part. */
  void add(long[] input, int of, boolean real, int part) {
    for (float[][] state : List.of(s, v, z)) {
      for (float[] x : state) {
        Arrays.fill(x, 0);
      }
    }
    Arrays.fill(label, 0);
    label[of] = 1;
    for (int t = 0; t < shape.steps(); t++) {
      for (int k = 0; k < input.length; k++) {
        s[0][k] = input[k] >>> t & 1;
      }
      float[][] next = new float[shape.layers()][];
      for (int l = 0; l < shape.layers(); l++) {
        float[] j = new float[shape.hidden()];
        product(network.up.get(l), s[l], j);
        product(network.context.get(l), label, j);
        product(network.lateral.get(l), s[l + 1], j);
        if (l + 1 < shape.layers()) {
          product(network.down.get(l), s[l + 2], j);
        }
        next[l] = j;
      }
      for (int l = 0; l < shape.layers(); l++) {
        float[] spike = next[l];
        float[] delta = layer(l, t, real, spike);
        gradient(network.up.get(l), s[l], spike, delta, part);
        gradient(network.context.get(l), label, spike, delta, part);
        gradient(network.lateral.get(l), s[l + 1], spike, delta, part);
        if (l + 1 < shape.layers()) {
          gradient(network.down.get(l), s[l + 2], spike, delta, part);
        }
      }
      for (int l = 0; l < shape.layers(); l++) {
        s[l + 1] = next[l];
      }
    }
  }

  private static void product(CsdpSynapses of, float[] pre, float[] to) {
    for (int j = 0; j < of.pre; j++) {
      for (int i = 0; i < of.post; i++) {
        to[i] += of.w[j * of.post + i] * pre[j];
      }
    }
  }

  /** Turns currents into spikes, and returns the modulator of each neuron. */
  private float[] layer(int l, int t, boolean real, float[] current) {
    float sum = 0;
    for (int i = 0; i < current.length; i++) {
      float x = shape.keep() * v[l][i] + current[i];
      current[i] = x >= 1 ? 1 : 0;
      v[l][i] = x >= 1 ? 0 : x;
      z[l][i] = shape.keepTrace() * z[l][i] + current[i];
      sum += z[l][i] * z[l][i];
    }
    float p = (float) (1 / (1 + Math.exp(shape.goodness() - sum)));
    float[] delta = new float[current.length];
    for (int i = 0; i < delta.length; i++) {
      delta[i] = t < shape.from() ? 0 : 2 * (p - (real ? 1 : 0)) * z[l][i];
    }
    return delta;
  }

  private void gradient(CsdpSynapses of, float[] pre, float[] post, float[] delta, int part) {
    float[] g = of.gradient[part];
    for (int j = 0; j < of.pre; j++) {
      for (int i = 0; i < of.post; i++) {
        g[j * of.post + i] += pre[j] * delta[i] + shape.decay() * (1 - pre[j]) * post[i];
      }
    }
  }
}
