package org.ranvier.neuronmodels.exact;

import static org.ranvier.neuronmodels.exact.ExactNeurons.DUE;
import static org.ranvier.neuronmodels.exact.ExactNeurons.GROUP;
import static org.ranvier.neuronmodels.exact.LeakyNeurons.AT;
import static org.ranvier.neuronmodels.exact.LeakyNeurons.EX;
import static org.ranvier.neuronmodels.exact.LeakyNeurons.FREE;
import static org.ranvier.neuronmodels.exact.LeakyNeurons.IN;
import static org.ranvier.neuronmodels.exact.LeakyNeurons.V;
import static org.ranvier.neuronmodels.exact.LeakyNeurons.WIDTH;

import java.util.Arrays;
import org.ranvier.neuronmodels.equations.runtime.VectorMath;
import org.ranvier.simulator.exact.EventBatch;

/**
 * What {@link ExponentialCurrents} computes for a group of neurons in loops that vectorise: the exponentials of the times up to their
 * first events, and the whole of what happens to those that receive one event in the interval, from which no spike can follow. In a
 * sparse network these are nearly all. They come out as they do one by one, to the last bit: the same operations in the same order.
 */
final class SingleEvents {
  private final LeakyNeurons neurons;
  private final Responses responses;
  private final double[] s;
  private final boolean sameBetas;
  private final boolean whole; // whether neurons are carried here: all have the same parameters, and gains have their usual form

  private int size;
  private final double[] elapsed = new double[GROUP]; // from the state to the first event
  private final double[] faded = new double[3 * GROUP]; // exponentials: of the membrane, excitation, inhibition
  private final double[] spare = new double[3 * GROUP];
  private final boolean[] single = new boolean[GROUP];
  private final double[] time = new double[GROUP];
  private final double[] v = new double[GROUP];
  private final double[] ex = new double[GROUP];
  private final double[] in = new double[GROUP];
  private final double[] jump = new double[2 * GROUP]; // of the currents
  private final double[] most = new double[GROUP]; // bound of the potential's distance to the threshold

  /**
   * How potentials respond to currents.
   *
   * @param peakEx of the response to an excitatory current of 1
   * @param gainEx {@code 1/(C·(α - β))}, or NaN where α and β are near
   * @param sameBetas whether both currents of each neuron decay alike
   */
  record Responses(double[] peakEx, double[] peakIn, double[] gainEx, double[] gainIn, boolean sameBetas) {}

  SingleEvents(LeakyNeurons neurons, Responses responses) {
    this.neurons = neurons;
    this.responses = responses;
    s = neurons.s;
    sameBetas = responses.sameBetas;
    whole = neurons.mask == 0 && !Double.isNaN(responses.gainEx[0]) && !Double.isNaN(responses.gainIn[0]);
  }

  double elapsed(int position) {
    return elapsed[position];
  }

  double membrane(int position) {
    return faded[position];
  }

  double excitation(int position) {
    return faded[size + position];
  }

  double inhibition(int position) {
    return faded[(sameBetas ? size : 2 * size) + position];
  }

  void prepare(EventBatch batch, int from, int n) {
    size = n;
    gather(batch, from, n);
    if (neurons.mask == 0) {
      scale(elapsed, -neurons.alpha[0], faded, 0, n);
      scale(elapsed, -neurons.betaEx[0], faded, n, n);
      scale(elapsed, -neurons.betaIn[0], faded, 2 * n, n);
    } else {
      scaleEach(batch.neuron, from, n);
    }
    VectorMath.exp(faded, spare, 0, (sameBetas ? 2 : 3) * n);
    if (whole) {
      integrate(neurons, n);
      scatter(batch, from, n);
    }
  }

  private void gather(EventBatch batch, int from, int n) {
    Arrays.fill(jump, -0.0); // x + -0.0 is x, also where x is -0.0
    for (int k = 0; k < n; k++) {
      int o = batch.neuron[from + k] * WIDTH;
      int event = batch.begin[from + k];
      int events = batch.begin[from + k + 1] - event;
      double at = s[o + AT];
      double t = at;
      if (events > 0) {
        t = batch.time[event];
        jump[batch.receptor[event] * GROUP + k] = batch.weight[event];
      }
      elapsed[k] = t - at;
      single[k] = events == 1 && t > at && s[o + FREE] <= at && s[o + DUE] > t;
      time[k] = t;
      v[k] = s[o + V];
      ex[k] = s[o + EX];
      in[k] = s[o + IN];
    }
  }

  private static void scale(double[] from, double factor, double[] to, int at, int n) {
    for (int k = 0; k < n; k++) {
      to[at + k] = factor * from[k];
    }
  }

  private void scaleEach(int[] neuron, int from, int n) {
    for (int k = 0; k < n; k++) {
      int i = neuron[from + k];
      faded[k] = -neurons.alpha[i] * elapsed[k];
      faded[n + k] = -neurons.betaEx[i] * elapsed[k];
      faded[2 * n + k] = -neurons.betaIn[i] * elapsed[k];
    }
  }

  /** As {@link ExponentialCurrents#integrate}, {@link ExponentialCurrents#receive} and the quick test of {@link ExponentialCurrents#next}. */
  private void integrate(LeakyNeurons p, int n) {
    double[] faded = this.faded;
    double[] v = this.v;
    double[] ex = this.ex;
    double[] in = this.in;
    double[] jump = this.jump;
    double[] most = this.most;
    int inhibition = sameBetas ? n : 2 * n;
    double gainEx = responses.gainEx[0];
    double gainIn = responses.gainIn[0];
    double rest = p.rest[0];
    double threshold = p.threshold[0];
    double peakEx = responses.peakEx[0];
    double peakIn = responses.peakIn[0];
    for (int k = 0; k < n; k++) {
      double membrane = faded[k];
      double fadedEx = faded[n + k];
      double fadedIn = faded[inhibition + k];
      double change = ex[k] * (gainEx * (fadedEx - membrane)) + in[k] * (gainIn * (fadedIn - membrane));
      double nextV = rest + (v[k] - rest) * membrane + change;
      double nextEx = ex[k] * fadedEx + jump[k];
      double nextIn = in[k] * fadedIn + jump[GROUP + k];
      v[k] = nextV;
      ex[k] = nextEx;
      in[k] = nextIn;
      double above = Math.max(0, nextV - rest) + rest - threshold;
      most[k] = above + Math.max(0, nextEx) * peakEx + Math.max(0, nextIn) * peakIn;
    }
  }

  private void scatter(EventBatch batch, int from, int n) {
    double threshold = neurons.threshold[0];
    for (int k = 0; k < n; k++) {
      boolean done = single[k] && most[k] < 0 && v[k] < threshold;
      neurons.carried[k] = done;
      if (done) {
        int i = batch.neuron[from + k];
        int o = i * WIDTH;
        s[o + AT] = time[k];
        s[o + V] = v[k];
        s[o + EX] = ex[k];
        s[o + IN] = in[k];
        neurons.predict(i, s[o + DUE], Double.POSITIVE_INFINITY, batch);
        neurons.check(time[k] + s[o + FREE] + v[k] + ex[k] + in[k]);
      }
    }
  }
}
