package org.ranvier.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.ReadoutPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.teaching.Feedback;
import org.ranvier.plasticity.teaching.Loss;
import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.plasticity.teaching.ReadoutField;
import org.ranvier.plasticity.teaching.ReadoutModel;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Leaky outputs that read the spikes of populations, and whose errors teach them ({@link org.ranvier.plasticity.rules.Eprop}).
 *
 * <pre>{@code
 * var out = net.readout("out", recurrent).outputs(2).tau(ms(20)).interval(ms(1000)).feedback(Feedback.RANDOM);
 * ...
 * simulation.want(out, pattern);      // [output][step], repeated
 * simulation.run(ms(1000));
 * double[] losses = simulation.readout(out).losses();
 * }</pre>
 */
public final class Readout {
  private final Network network;
  private final String name;
  private final List<Population> read;
  private int outputs = 1;
  private Quantity<Time> tau = Units.ms(20);
  private @Nullable Quantity<Time> interval;
  private Loss loss = Loss.SQUARES;
  private Feedback feedback = Feedback.SYMMETRIC;
  private double decay;
  private Optimiser optimiser = Optimiser.descent(1e-4);
  private double scale = 1;
  private double[][] weights = {};
  private @Nullable Quantity<Time> recorded;

  Readout(Network network, String name, List<Population> read) {
    this.network = network;
    this.name = name;
    this.read = List.copyOf(read);
  }

  public String name() {
    return name;
  }

  /** How many outputs there are, one until told otherwise. */
  public Readout outputs(int outputs) {
    network.requireOpen();
    this.outputs = outputs;
    return this;
  }

  /** Time constant of the outputs, 20 ms until told otherwise. */
  public Readout tau(Quantity<Time> tau) {
    network.requireOpen();
    this.tau = tau;
    return this;
  }

  /** The interval between updates of all weights that learn from it: a trial, or several. */
  public Readout interval(Quantity<Time> interval) {
    network.requireOpen();
    this.interval = interval;
    return this;
  }

  /** What errors are the derivatives of; squares until told otherwise. */
  public Readout loss(Loss loss) {
    network.requireOpen();
    this.loss = loss;
    return this;
  }

  /** How errors reach the neurons; by the readout's weights until told otherwise. */
  public Readout feedback(Feedback feedback) {
    network.requireOpen();
    this.feedback = feedback;
    return this;
  }

  /** By which part weights of readout and feedback decay at each update, where feedback is adaptive. */
  public Readout decay(double part) {
    network.requireOpen();
    decay = part;
    return this;
  }

  /** How its own weights learn; gradient descent at 1e-4 until told otherwise. */
  public Readout optimiser(Optimiser optimiser) {
    network.requireOpen();
    this.optimiser = optimiser;
    return this;
  }

  /**
   * Initial weights, and those of random feedback, are normal with standard deviation {@code scale/√(number of neurons)}; 1
   * until told otherwise.
   */
  public Readout weightScale(double scale) {
    network.requireOpen();
    this.scale = scale;
    return this;
  }

  /** Initial weights: for each output one for each neuron, population after population. */
  public Readout weights(double[][] weights) {
    network.requireOpen();
    requireRows(weights, "weights");
    this.weights = Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
    return this;
  }

  /** Records outputs and errors at an interval; they are among the simulation's traces. */
  public Readout recorded(Quantity<Time> every) {
    network.requireOpen();
    recorded = every;
    return this;
  }

  ReadoutPlan plan() {
    return new ReadoutPlan(
        name, read.stream().map(Population::name).toList(), outputs, tau, interval, loss, feedback, decay, optimiser, scale, weights, recorded);
  }

  private ReadoutModel model(TimeGrid grid) {
    if (interval == null) {
      throw new RanvierException(where() + " has no interval after which weights are updated; add .interval(ms(1000))");
    }
    long steps = grid.steps(Units.in(Units.MILLISECOND, interval, where() + ": interval"), where() + ": interval", 1, "");
    return new ReadoutModel(name, outputs, Units.in(Units.MILLISECOND, tau, where() + ": tau"), loss, feedback, decay, steps,
        optimiser, scale);
  }

  FieldSpec spec(Map<Population, Integer> index, TimeGrid grid, long seed) {
    ReadoutModel model = model(grid);
    int[] populations = read.stream().mapToInt(p -> Objects.requireNonNull(index.get(p))).toArray();
    int[] sizes = read.stream().mapToInt(Population::size).toArray();
    int neurons = Arrays.stream(sizes).sum();
    if (weights.length > 0 && (weights.length != outputs || Arrays.stream(weights).anyMatch(w -> w.length != neurons))) {
      throw new RanvierException(where() + ": weights must be " + outputs + " rows of " + neurons
          + ", one for each neuron that is read");
    }
    if (Arrays.stream(weights).flatMapToDouble(Arrays::stream).anyMatch(w -> !Double.isFinite(w))) {
      throw new RanvierException(where() + ": weights must be finite");
    }
    var probes = new ArrayList<FieldSpec.Probe>();
    if (recorded != null) {
      int every = grid.delaySteps(Units.in(Units.MILLISECOND, recorded, where() + ": recording"), where() + ": recording");
      int[] all = new int[outputs];
      Arrays.setAll(all, k -> k);
      probes.add(new FieldSpec.Probe(0, all, every));
      probes.add(new FieldSpec.Probe(1, all, every));
    }
    double[][] given = weights;
    List<Integer> sources = Arrays.stream(populations).boxed().toList();
    return new FieldSpec(sources, 1, g -> new ReadoutField(model, populations, sizes, given, seed, g), probes);
  }

  boolean reads(Population population) {
    return read.contains(population);
  }

  private void requireRows(double[][] rows, String what) {
    for (int k = 0; k < rows.length; k++) {
      if (rows[k] == null) {
        throw new RanvierException(where() + ": row " + k + " of the " + what + " is null; give numbers");
      }
    }
  }

  void checkPattern(double[][] pattern) {
    requireRows(pattern, "pattern");
    if (pattern.length != outputs || pattern[0].length == 0 || Arrays.stream(pattern)
        .anyMatch(p -> p.length != pattern[0].length)) {
      throw new RanvierException(where() + ": a pattern has as many rows as outputs, " + outputs
          + ", of the same number of steps; here are " + pattern.length);
    }
    for (double[] row : pattern) {
      for (double x : row) {
        if (Double.isInfinite(x)) {
          throw new RanvierException(where() + ": " + x + " cannot be wanted; give numbers, or NaN where nothing is wanted");
        }
      }
    }
  }

  String where() {
    return "readout '" + name + "'";
  }

  @Override
  public String toString() {
    return "readout " + name + " of " + read.stream().map(Population::name).toList() + "  " + outputs + " outputs  tau "
        + Units.text(tau)
        + (interval == null ? "" : "  interval " + Units.text(interval)) + "  " + loss + "  feedback " + feedback + (decay == 0
        ? "" : "  decay " + decay) + "  " + optimiser
        + (weights.length > 0 ? "  weights " + Arrays.deepHashCode(weights) : "  scale " + scale);
  }
}
