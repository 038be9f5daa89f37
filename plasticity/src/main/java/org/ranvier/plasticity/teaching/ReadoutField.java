package org.ranvier.plasticity.teaching;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.fields.LearningField;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A worker's copy of a readout: outputs, errors, weights and what they learn. In a step it takes {@code outputs × neurons}
 * operations, at each worker.
 *
 * <p>Errors {@code e_k} are the derivatives of the loss by the outputs. The readout's own weights follow the gradient {@code
 * Σ_t e_k(t)·z̄_j(t-1)}, {@code z̄} being spikes filtered by {@code κ}; an update at the end of an interval takes effect in the
 * next step.
 */
public final class ReadoutField implements LearningField {
  private static final String ERROR = "error";

  private final ReadoutModel model;
  private final int[] population;
  private final int[] begin; // of each population's neurons among those that are read
  private final int neurons;
  private final double kappa;
  private final double[] output;
  private final double[] error;
  private final double[] wanted;
  private final double[] trace; // of each neuron's spikes
  private final double[][] weight; // [output][neuron]
  private final double[][] back; // feedback, [output][neuron]
  private final double[][] gradient;
  private final double[][] means; // of the optimiser, [output][2·neuron]
  private final IntArrayList fired = new IntArrayList(); // in the step before
  private final DoubleArrayList losses = new DoubleArrayList();
  private double[][] pattern; // [output][step], repeated
  private long origin; // the step after which the pattern began
  private double loss;
  private long now;
  private boolean halted;
  private long updates; // so far
  private long updated; // the last step after which there could have been one

  /**
   * @param populations indices of those that are read
   * @param sizes of these
   * @param weights initial ones, [output][neuron]; empty where they are drawn
   */
  public ReadoutField(ReadoutModel model, int[] populations, int[] sizes, double[][] weights, long seed, TimeGrid grid) {
    this.model = model;
    population = populations.clone();
    begin = new int[sizes.length + 1];
    for (int p = 0; p < sizes.length; p++) {
      begin[p + 1] = begin[p] + sizes[p];
    }
    neurons = begin[sizes.length];
    kappa = StrictMath.exp(-grid.resolutionMs() / model.tauMs());
    int k = model.outputs();
    output = new double[k];
    error = new double[k];
    wanted = new double[k];
    trace = new double[neurons];
    weight = weights.length == 0 ? drawn(seed, "weights") : copy(weights);
    back = model.feedback() == Feedback.SYMMETRIC ? copy(weight) : drawn(seed, "feedback");
    gradient = new double[k][neurons];
    means = new double[k][model.optimiser().keepsMeans() ? 2 * neurons : 0];
    pattern = new double[k][0];
  }

  private double[][] drawn(long seed, String what) {
    double[][] values = new double[model.outputs()][neurons];
    double scale = model.weightScale() / Math.sqrt(neurons);
    var random = new RandomStream(RandomKey.of(seed, "readout", model.name(), what));
    for (int k = 0; k < values.length; k++) {
      random.select(k);
      for (int j = 0; j < neurons; j++) {
        values[k][j] = scale * random.nextGaussian();
      }
    }
    return values;
  }

  private static double[][] copy(double[][] values) {
    return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
  }

  /** The readout of that name among a worker's fields. */
  static ReadoutField among(List<Field> fields, String name, String where) {
    for (Field f : fields) {
      if (f instanceof ReadoutField r && r.model.name().equals(name)) {
        return r;
      }
    }
    throw new RanvierException(where + ": its rule learns from the readout '" + name + "', which the network does not have");
  }

  public ReadoutModel model() {
    return model;
  }

  void requireReads(int p, String where) {
    if (Arrays.stream(population).noneMatch(q -> q == p)) {
      throw new RanvierException(where + ": the readout '" + model.name()
          + "' does not read its targets, so they have no learning signal from it");
    }
  }

  /** The learning signals of neurons of a population in this step. */
  void feedBack(int p, int first, double[] signal) {
    int at = first;
    for (int q = 0; q < population.length; q++) {
      at += population[q] == p ? begin[q] : 0;
    }
    Arrays.fill(signal, 0);
    for (int k = 0; k < error.length; k++) {
      double e = model.feedback() == Feedback.TARGET ? -wanted[k] : error[k];
      double[] b = back[k];
      for (int i = 0; i < signal.length; i++) {
        signal[i] += e * b[at + i];
      }
    }
  }

  @Override
  public void state(StatePort port) {
    port.common("output", "1", output);
    port.common("error", "1", error);
    port.common("wanted", "1", wanted);
    port.common("trace", "1", trace);
    for (int k = 0; k < weight.length; k++) {
      StatePort own = port.of("output " + k);
      own.common("weight", "1", weight[k]);
      own.common("feedback", "1", back[k]);
      own.common("gradient", "1", gradient[k]);
      own.common("means", "1", means[k]);
      pattern[k] = own.array("pattern", "1", pattern[k]);
    }
    int[] last = port.array("fired", "1", fired.toIntArray());
    double[] past = port.array("losses", "1", losses.toDoubleArray());
    if (port.restores()) {
      fired.clear();
      fired.addElements(0, last);
      losses.clear();
      losses.addElements(0, past);
    }
    origin = port.common("origin of the pattern", "step", origin);
    loss = port.common("loss", "1", loss);
    now = port.common("now", "step", now);
    halted = port.common("halted", "1", halted ? 1 : 0) == 1;
    updates = port.common("updates", "1", updates);
    updated = port.common("updated", "step", updated);
  }

  @Override
  public void receive(long step, int from, int[] who, int first, int count) {
    for (int q = 0; q < population.length; q++) {
      if (population[q] == from) {
        for (int k = first; k < first + count; k++) {
          fired.add(begin[q] + who[k]);
        }
      }
    }
  }

  @Override
  public void advance(long step) {
    updateIfDue();
    now = step;
    for (int j = 0; j < neurons; j++) {
      trace[j] *= kappa;
    }
    for (int f = 0; f < fired.size(); f++) {
      trace[fired.getInt(f)] += 1;
    }
    for (int k = 0; k < output.length; k++) {
      double sum = 0;
      for (int f = 0; f < fired.size(); f++) {
        sum += weight[k][fired.getInt(f)];
      }
      output[k] = kappa * output[k] + sum;
    }
    fired.clear();
    look(step);
    for (int k = 0; k < error.length && !halted; k++) {
      addProduct(gradient[k], error[k], trace);
    }
    if (step % model.updateSteps() == 0) {
      losses.add(loss);
      loss = 0;
    }
  }

  private void updateIfDue() {
    if (isDue()) {
      if (!halted) {
        update(new Learned(weight, back, gradient, means), ++updates);
      }
      updated = now;
    }
  }

  private boolean isDue() {
    return now > updated && now % model.updateSteps() == 0;
  }

  /** As of now: after an update that is due before the next step. */
  private Learned present() {
    var copy = new Learned(copy(weight), copy(back), copy(gradient), copy(means));
    if (isDue() && !halted) {
      update(copy, updates + 1);
    }
    return copy;
  }

  /**
   * Halts learning from now on, or lets it go on: in between no bit of weights, feedback, gradient and the optimiser's means changes. Outputs, errors and losses go
   * on.
   */
  @Override
  public void halt(boolean halt) {
    updateIfDue(); // what was learned up to now, or would have been
    halted = halt;
  }

  @Override
  public boolean isHalted() {
    return halted;
  }

  private static void addProduct(double[] sum, double e, double[] trace) {
    if (e != 0) {
      for (int j = 0; j < trace.length; j++) {
        sum[j] += e * trace[j];
      }
    }
  }

  /** Compares outputs with what is wanted. A step in which any of it is not a number does not count. */
  private void look(long step) {
    boolean known = pattern[0].length > 0;
    for (int k = 0; k < wanted.length && known; k++) {
      wanted[k] = pattern[k][(int) ((step - origin - 1) % pattern[k].length)];
      known = !Double.isNaN(wanted[k]);
    }
    if (!known) {
      Arrays.fill(error, 0);
      Arrays.fill(wanted, 0);
      return;
    }
    if (model.loss() == Loss.SQUARES) {
      for (int k = 0; k < error.length; k++) {
        error[k] = output[k] - wanted[k];
        loss += error[k] * error[k] / 2;
      }
      return;
    }
    double greatest = Arrays.stream(output).max().orElse(0);
    double sum = 0;
    for (double y : output) {
      sum += StrictMath.exp(y - greatest);
    }
    for (int k = 0; k < error.length; k++) {
      double log = output[k] - greatest - StrictMath.log(sum);
      error[k] = StrictMath.exp(log) - wanted[k];
      loss -= wanted[k] == 0 ? 0 : wanted[k] * log;
    }
  }

  /** Weights and feedback, and what they learn from; changed by an update. */
  private record Learned(double[][] weight, double[][] back, double[][] gradient, double[][] means) {}

  private void update(Learned of, long number) {
    boolean adaptive = model.feedback() == Feedback.ADAPTIVE;
    for (int k = 0; k < weight.length; k++) {
      for (int j = 0; j < neurons; j++) {
        double change = model.optimiser().change(of.gradient[k][j], of.means[k], 2 * j, number);
        of.gradient[k][j] = 0;
        of.weight[k][j] = of.weight[k][j] * (adaptive ? 1 - model.decay() : 1) + change;
        if (adaptive) {
          of.back[k][j] = of.back[k][j] * (1 - model.decay()) + change;
        } else if (model.feedback() == Feedback.SYMMETRIC) {
          of.back[k][j] = of.weight[k][j];
        }
      }
    }
  }

  /**
   * What the outputs shall be from the next step on: a pattern that is repeated. Steps in which a value is not a number do not
   * count.
   *
   * @param pattern for each output as many values as the pattern has steps
   */
  public void want(double[][] pattern) {
    this.pattern = copy(pattern);
    origin = now;
  }

  /** The present outputs. */
  public double[] outputs() {
    return output.clone();
  }

  /** The losses of the intervals between updates so far. */
  public double[] losses() {
    return losses.toDoubleArray();
  }

  /** The loss of the interval that goes on. */
  public double loss() {
    return loss;
  }

  /** The weights, [output][neuron]. */
  public double[][] weights() {
    return present().weight;
  }

  /** Makes these the weights from now on, and those of the feedback; {@code [output][neuron]}. */
  public void setWeights(double[][] weights, double[][] feedback) {
    updateIfDue();
    for (int k = 0; k < weight.length; k++) {
      System.arraycopy(weights[k], 0, weight[k], 0, neurons);
      System.arraycopy(feedback[k], 0, back[k], 0, neurons);
    }
  }

  /** The weights by which errors are fed back, [output][neuron]. */
  public double[][] feedback() {
    return present().back;
  }

  /** The gradient of the readout's weights that has come together since the last update, [output][neuron]. */
  public double[][] gradient() {
    return copy(gradient);
  }

  @Override
  public List<Variable> variables() {
    return List.of(
        new Variable(model.name(), "output", "1", "output of the readout", output.length),
        new Variable(model.name(), ERROR, "1", "derivative of the loss by the output", output.length));
  }

  @Override
  public double value(int variable, int place) {
    return variable == 0 ? output[place] : error[place];
  }
}
