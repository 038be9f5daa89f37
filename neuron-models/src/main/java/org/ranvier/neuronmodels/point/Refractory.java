package org.ranvier.neuronmodels.point;

import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.State;

/**
 * Threshold, reset and refractoriness of integrate-and-fire neurons.
 *
 * <p>Few neurons are refractory at a time. So all are integrated without asking, and those in a short list are put back to the
 * reset potential before the threshold is tested.
 */
final class Refractory {
  private static final int TILE_BITS = 6; // lists are kept by runs of this many neurons

  private final double[] left; // steps for which a neuron is still held
  private final int[] held; // [run << TILE_BITS + k]
  private final int[] heldCount;
  private final double[] threshold;
  private final double[] reset;
  private final int[] steps;
  private boolean uniform;

  Refractory(State state, int neurons) {
    left = state.declare("refractory", "1", "steps for which the neuron is still refractory", 0);
    held = new int[left.length + (1 << TILE_BITS)];
    heldCount = new int[(left.length >> TILE_BITS) + 1];
    threshold = new double[neurons];
    reset = new double[neurons];
    steps = new int[neurons];
  }

  /** Goes on with these parameters; a refractory period that has begun keeps its length. */
  void set(ParameterValues values, SliceContext slice) {
    double h = slice.grid().resolutionMs();
    double[] period = values.slice("t_ref", slice);
    System.arraycopy(values.slice("V_th", slice), 0, threshold, 0, threshold.length);
    System.arraycopy(values.slice("V_reset", slice), 0, reset, 0, reset.length);
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (int) Math.rint(period[i] / h);
    }
    uniform = values.uniform("V_th");
  }

  /** Holds refractory neurons at their reset potential, then finds, reports and resets those above threshold. */
  void apply(double[] v, int from, int to, SpikeSink spikes) {
    for (int run = from >> TILE_BITS; run << TILE_BITS < to; run++) {
      if (heldCount[run] > 0) {
        hold(v, run);
      }
    }
    if (uniform) {
      detect(v, from, to, threshold[0], spikes);
    } else {
      detect(v, from, to, spikes);
    }
  }

  private void detect(double[] v, int from, int to, double theta, SpikeSink spikes) {
    for (int i = from; i < to; i++) {
      if (v[i] >= theta) {
        fire(v, i, spikes);
      }
    }
  }

  private void detect(double[] v, int from, int to, SpikeSink spikes) {
    for (int i = from; i < to; i++) {
      if (v[i] >= threshold[i]) {
        fire(v, i, spikes);
      }
    }
  }

  private void fire(double[] v, int i, SpikeSink spikes) {
    spikes.add(i);
    v[i] = reset[i];
    if (steps[i] > 0) {
      left[i] = steps[i];
      int run = i >> TILE_BITS;
      held[(run << TILE_BITS) + heldCount[run]++] = i;
    }
  }

  private void hold(double[] v, int run) {
    int base = run << TILE_BITS;
    int kept = 0;
    for (int k = 0; k < heldCount[run]; k++) {
      int i = held[base + k];
      v[i] = reset[i];
      if (--left[i] > 0) {
        held[base + kept++] = i;
      }
    }
    heldCount[run] = kept;
  }
}
