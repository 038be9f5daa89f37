package org.ranvier.networks.building;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import javax.measure.Quantity;
import javax.measure.quantity.ElectricCurrent;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.CurrentPlan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/** Shapes of currents as they are said. */
public final class CurrentShapes {
  private CurrentShapes() {}

  /** A step more. */
  public static CurrentPlan.Steps and(
      CurrentPlan.Steps before, String where, int neurons, Quantity<Time> time, Distribution<ElectricCurrent> amplitude) {
    Sampler sampler = amplitude.in(Units.PICOAMPERE, where);
    if (sampler instanceof Sampler.Listed list && list.values().length != neurons) {
      throw new RanvierException(
          where + ": there are " + list.values().length + " amplitudes for " + neurons + " neurons; give one for each");
    }
    return before.and(new CurrentPlan.Step(time, amplitude));
  }

  /** Steps in arrays: a row of amplitudes for all neurons or one for each. */
  public static CurrentPlan.Listed listed(
      String where, int neurons, DoubleFunction<Quantity<Time>> timeUnit, double[] times, DoubleFunction<Quantity<ElectricCurrent>> unit,
      double[][] amplitudes) {
    if (amplitudes.length != 1 && amplitudes.length != neurons) {
      throw new RanvierException(
          where + ": there are " + amplitudes.length + " rows of amplitudes for " + neurons + " neurons; give one for each, or one for all");
    }
    for (int k = 0; k < amplitudes.length; k++) {
      if (amplitudes[k].length != times.length) {
        throw new RanvierException(
            where + ": there are " + times.length + " times and " + amplitudes[k].length + " amplitudes"
                + (amplitudes.length > 1 ? " in row " + k : "") + "; give an amplitude for each time");
      }
    }
    double toMs = Units.in(Units.MILLISECOND, timeUnit.apply(1), where + ": unit of times");
    double toPa = Units.in(Units.PICOAMPERE, unit.apply(1), where + ": unit of amplitudes");
    return new CurrentPlan.Listed(scaled(times, toMs), Arrays.stream(amplitudes).map(row -> scaled(row, toPa)).toArray(double[][]::new));
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(x -> x * factor).toArray();
  }
}
