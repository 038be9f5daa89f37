package org.ranvier.networks.batched;

import java.util.Arrays;

/** A presentation to a hidden layer and its readout. */
public final class EpropSample implements Presented {
  final long[] input;
  final long[] spikes; // of the hidden neurons
  final float[] psi; // by step and hidden neuron
  final float[] signal; // by step and hidden neuron
  final float[] error; // by step and output
  final float[] outputSignal; // by step and output
  private final EpropShape shape;
  private final int[] rows;
  private final float[] v;
  private final float[] current;
  private final float[] y;
  private final float[] probability; // mean over the steps that count

  EpropSample(EpropShape shape) {
    this.shape = shape;
    input = new long[shape.inputs()];
    spikes = new long[shape.hidden()];
    psi = new float[shape.steps() * shape.hidden()];
    signal = new float[psi.length];
    error = new float[shape.steps() * shape.outputs()];
    outputSignal = new float[error.length];
    rows = new int[Math.max(shape.inputs(), shape.hidden()) + 1];
    v = new float[shape.hidden()];
    current = new float[shape.hidden()];
    y = new float[shape.outputs()];
    probability = new float[shape.outputs()];
  }

  @Override
  public float[] outputSignal() {
    return outputSignal;
  }

  /** Masks of the inputs' spikes. */
  @Override
  public long[] input() {
    return input;
  }

  /** Masks of the hidden neurons' spikes. */
  @Override
  public long[] spikes() {
    return spikes;
  }

  /** Mean probabilities of the outputs. */
  @Override
  public float[] probability() {
    return probability;
  }

  /** The largest of those outputs that are allowed. */
  public int choice(Outputs allowed) {
    int best = allowed.first();
    for (int k = allowed.first(); k <= allowed.last(); k++) {
      best = probability[k] > probability[best] ? k : best;
    }
    return best;
  }

  /**
   * Runs a presentation whose input is there: {@code v ← α·v + g·Σ w·x - z}, a spike where v ≥ 1; {@code y ← κ·y + Σ w·z},
   * softmax of y.
   *
   * @param gain g, of the hidden neurons' input
   * @param push constant current of the hidden neurons
   * @param allowed outputs among which is chosen
   */
  void run(float[] in, float[] out, float gain, float[] push, Outputs allowed) {
    int h = shape.hidden();
    int n = shape.outputs();
    Arrays.fill(v, 0);
    Arrays.fill(y, 0);
    Arrays.fill(spikes, 0);
    Arrays.fill(probability, 0);
    float each = 1f / (shape.steps() - shape.from());
    for (int t = 0; t < shape.steps(); t++) {
      int active = SpikeRows.active(input, t, rows);
      System.arraycopy(push, 0, current, 0, h);
      SpikeRows.addRows(in, h, rows, active, current);
      int fired = membranes(t, gain);
      for (int k = 0; k < n; k++) {
        y[k] *= shape.keepOutput();
      }
      SpikeRows.addRows(out, n, rows, fired, y);
      softmax(t, allowed);
      if (t >= shape.from()) {
        for (int k = 0; k < n; k++) {
          probability[k] += error[t * n + k] * each;
        }
      }
    }
  }

  private int membranes(int t, float gain) {
    int h = shape.hidden();
    float keep = shape.keep();
    int fired = 0;
    for (int i = 0; i < h; i++) {
      float before = t > 0 && (spikes[i] >>> t - 1 & 1) != 0 ? 1 : 0;
      float x = keep * v[i] + gain * current[i] - before;
      v[i] = x;
      psi[t * h + i] = EpropShape.DAMPING * Math.max(0, 1 - Math.abs(x - 1));
      boolean spike = x >= 1;
      rows[fired] = i;
      fired += spike ? 1 : 0;
    }
    for (int k = 0; k < fired; k++) {
      spikes[rows[k]] |= 1L << t;
    }
    return fired;
  }

  private void softmax(int t, Outputs allowed) {
    int n = shape.outputs();
    float most = Float.NEGATIVE_INFINITY;
    for (int k = allowed.first(); k <= allowed.last(); k++) {
      most = Math.max(most, y[k]);
    }
    float sum = 0;
    for (int k = 0; k < n; k++) {
      boolean is = k >= allowed.first() && k <= allowed.last();
      float e = is ? (float) Math.exp(y[k] - most) : 0;
      error[t * n + k] = e;
      sum += e;
    }
    for (int k = 0; k < n; k++) {
      error[t * n + k] /= sum;
    }
  }

  /**
   * Turns what was put out into what spikes are multiplied by. E-prop's gradient is {@code Σ_t L_i(t)·F_κ(ψ_i·ε_j)(t)}, where ε
   * is the input
   * low-passed by α and F_κ a low-pass by κ (Bellec et al. 2020). Both filters are linear, so they may as well run backwards
   * over the
   * signal: {@code Σ_s x_j(s)·G_i(s)}, {@code G_i(s) = Σ_{t ≥ s} α^{t-s}·ψ_i(t)·Σ_{u ≥ t} κ^{u-t}·L_i(u)}. This is the same
   * number, and costs nothing where
   * there is no spike.
   *
   * @param teacher where the hidden neurons' L, low-passed backwards, comes from
   */
  void signals(int label, BatchTeacher teacher) {
    int h = shape.hidden();
    int n = shape.outputs();
    for (int t = 0; t < shape.steps(); t++) {
      for (int k = 0; k < n; k++) {
        error[t * n + k] = t < shape.from() ? 0 : error[t * n + k] - (k == label ? 1 : 0);
      }
    }
    float kappa = shape.keepOutput();
    float alpha = shape.keep();
    int last = shape.steps() - 1;
    for (int t = last; t >= 0; t--) { // the errors, low-passed backwards
      for (int k = 0; k < n; k++) {
        outputSignal[t * n + k] = error[t * n + k] + (t < last ? kappa * outputSignal[(t + 1) * n + k] : 0);
      }
    }
    teacher.teach(this, label, signal);
    if (!teacher.isSloped()) {
      for (int k = 0; k < signal.length; k++) {
        signal[k] *= psi[k];
      }
    }
    if (shape.learning().regularisation() > 0) {
      regularise();
    }
    for (int t = last - 1; t >= 0; t--) {
      for (int i = 0; i < h; i++) {
        signal[t * h + i] += alpha * signal[(t + 1) * h + i];
      }
    }
  }

  private void regularise() {
    int h = shape.hidden();
    for (int i = 0; i < h; i++) {
      float off = Long.bitCount(spikes[i]) / (float) shape.steps() - shape.learning().target();
      for (int t = 0; t < shape.steps(); t++) {
        signal[t * h + i] += shape.learning().regularisation() * off * psi[t * h + i];
      }
    }
  }
}
