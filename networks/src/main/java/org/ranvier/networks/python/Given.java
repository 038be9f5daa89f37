package org.ranvier.networks.python;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.function.DoubleFunction;
import javax.measure.Quantity;
import javax.measure.quantity.ElectricCurrent;
import org.ranvier.networks.CurrentInput;
import org.ranvier.networks.space.Layout;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;
import org.ranvier.networks.values.Units.AnyDimension;
import org.ranvier.simulator.RanvierException;

/** Descriptions that are made of whole arrays. */
public final class Given {
  private Given() {}

  /**
   * One value for each neuron or synapse.
   *
   * @param unit of the values, e.g. {@code "mV"}
   */
  public static Distribution<?> each(double[] values, String unit) {
    return Distribution.each(v -> Units.quantity(v, unit), values);
  }

  /**
   * Steps of a rate or a current.
   *
   * @param timesMs where they begin
   * @param unit of the values
   */
  public static Course<?> steps(double[] timesMs, double[] values, String unit) {
    requireSame(timesMs.length, values.length, "values", "steps");
    if (timesMs.length == 0) {
      throw new RanvierException("a course of steps needs at least one step");
    }
    Course<AnyDimension> course = Course.step(Units.ms(timesMs[0]), Units.quantity(values[0], unit));
    for (int k = 1; k < values.length; k++) {
      course = course.then(Units.ms(timesMs[k]), Units.quantity(values[k], unit));
    }
    return course;
  }

  /**
   * A current that goes in steps.
   *
   * @param amplitudesPa one row for all neurons, or one for each
   */
  public static CurrentInput steps(CurrentInput current, double[] timesMs, double[][] amplitudesPa) {
    DoubleFunction<Quantity<ElectricCurrent>> unit = Units::pA;
    return amplitudesPa.length == 1
        ? current.steps(Units::ms, timesMs, unit, amplitudesPa[0])
        : current.steps(Units::ms, timesMs, unit, amplitudesPa);
  }

  /**
   * Positions of neurons.
   *
   * @param um a row of two or three coordinates for each neuron
   */
  public static Layout positions(double[][] um) {
    return Layout.positions(Units::um, um);
  }

  /**
   * Spike times by neuron.
   *
   * @param neurons how many there are
   * @param indexBytes the neuron of each spike, from 0, as integers of 4 bytes
   * @param timeBytes the time of each spike in ms, in any order
   */
  public static double[][] trains(int neurons, ByteBuffer indexBytes, ByteBuffer timeBytes) {
    IntBuffer indices = indexBytes.order(ByteOrder.nativeOrder()).asIntBuffer();
    DoubleBuffer timesMs = timeBytes.order(ByteOrder.nativeOrder()).asDoubleBuffer();
    int spikes = indices.capacity();
    requireSame(spikes, timesMs.capacity(), "times", "neurons");
    int[] counts = new int[neurons];
    for (int k = 0; k < spikes; k++) {
      int neuron = indices.get(k);
      if (neuron < 0 || neuron >= neurons) {
        throw new RanvierException("spike " + k + " is of neuron " + neuron + ", which is not within 0 … " + (neurons - 1));
      }
      counts[neuron]++;
    }
    double[][] trains = new double[neurons][];
    for (int n = 0; n < neurons; n++) {
      trains[n] = new double[counts[n]];
    }
    Arrays.fill(counts, 0);
    for (int k = 0; k < spikes; k++) {
      int neuron = indices.get(k);
      trains[neuron][counts[neuron]++] = timesMs.get(k);
    }
    return trains;
  }

  private static void requireSame(int a, int b, String what, String each) {
    if (a != b) {
      throw new RanvierException(b + " " + what + " were given for " + a + " " + each + "; give one for each");
    }
  }
}
