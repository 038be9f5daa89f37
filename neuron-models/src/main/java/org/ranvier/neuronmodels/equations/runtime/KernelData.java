package org.ranvier.neuronmodels.equations.runtime;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.state.State;

/** All that a generated kernel needs of its slice. */
public final class KernelData {
  private final State state;
  private final Map<String, double[]> coefficients;
  private final List<String> receptors;
  private final SliceContext slice;

  /**
   * @param state with the model's variables
   * @param coefficients in the order of the source, each of length 1 where it is the same for all neurons, else as long as the state's arrays
   * @param receptors names, in the model's order
   */
  public KernelData(State state, Map<String, double[]> coefficients, List<String> receptors, SliceContext slice) {
    this.state = state;
    this.coefficients = coefficients;
    this.receptors = receptors;
    this.slice = slice;
  }

  public State state() {
    return state;
  }

  /** The array of a state variable. */
  public double[] variable(String name) {
    return state.find(name).orElseThrow().values();
  }

  /** A coefficient that is the same for all neurons. */
  public double scalar(String name) {
    return array(name)[0];
  }

  public double[] array(String name) {
    return Objects.requireNonNull(coefficients.get(name), name);
  }

  /** Of each coefficient, in the order of the source, the value of the first neuron. */
  public double[] scalars() {
    return coefficients.values().stream().mapToDouble(values -> values[0]).toArray();
  }

  /** Of each coefficient, in the order of the source, its values. */
  public double[][] columns() {
    return coefficients.values().toArray(double[][]::new);
  }

  public float[] input() {
    return slice.input();
  }

  /** The inputs of 8 bytes, where the slice has them. */
  public double[] wideInput() {
    double @Nullable [] wide = slice.wideInput();
    return Objects.requireNonNull(wide, "no input of 8 bytes ends in the population");
  }

  /** Where in the input the weights for a receptor begin. */
  public int inputBase(String receptor) {
    return slice.receptorBase()[receptors.indexOf(receptor)];
  }

  public double[] current() {
    double @Nullable [] current = slice.current();
    return Objects.requireNonNull(current, "no current flows into the population");
  }

  public double resolution() {
    return slice.grid().resolutionMs();
  }

  /** The random key of a noise. */
  public long noiseKey(String name) {
    return RandomKey.of(slice.seed(), "noise", slice.population(), name);
  }

  /** The random key of spikes. */
  public long chanceKey() {
    return RandomKey.of(slice.seed(), "spikes", slice.population());
  }

  /** Index in the population of the slice's first neuron. */
  public int firstNeuron() {
    return slice.first();
  }

  /** Refractoriness during which the named variables are held. */
  public RefractoryRuns refractory(String... held) {
    return new RefractoryRuns(state, held);
  }

  /** Whether the run is to end as soon as it can. */
  public boolean cancelled() {
    return slice.cancelled().getAsBoolean();
  }

  /** What to throw where a variable cannot be followed: names the neuron, the variable and the time. */
  RanvierException failure(int neuron, String variable, double value, double rate, double timeMs, String why) {
    String unit = state.find(variable).orElseThrow().unit();
    String of = unit.equals("1") ? "" : " " + unit;
    return new RanvierException(
        "population '" + slice.population() + "', neuron " + (slice.first() + neuron) + ": at " + text(timeMs) + " ms " + variable + " is " + text(value) + of
            + ", changes by " + text(rate) + of + "/ms, " + why + "; a parameter, weight or input may be out of range");
  }

  /** A number with as many digits as a reader needs. */
  static String text(double x) {
    if (!Double.isFinite(x)) {
      return String.valueOf(x);
    }
    BigDecimal rounded = new BigDecimal(x, new MathContext(7)).stripTrailingZeros();
    return Math.abs(x) < 1e7 ? rounded.toPlainString() : rounded.toString().replace("E+", "e");
  }

  /** Room for a number for each neuron of the slice. */
  public double[] room() {
    return new double[slice.paddedSize()];
  }
}
