package org.ranvier.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.measure.Quantity;
import javax.measure.quantity.ElectricCurrent;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.CurrentPlan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.stimuli.TimeCourse;
import org.ranvier.simulator.RanvierException;

/** A current that changes at times: told step by step, or listed. */
sealed interface CurrentSteps {
  /** The amplitudes of a population's neurons, 0 in those that are not chosen. */
  TimeCourse course(String name, Neurons target, long seed);

  CurrentPlan.Shape plan();

  /** As many values as the population has neurons, or one where all have one value. */
  private static double[] all(Neurons target, double[] values) {
    int size = target.population().size();
    if (target.size() == size) {
      return values;
    }
    double[] all = new double[size];
    for (int k = 0; k < target.size(); k++) {
      all[target.set().get(k)] = values[values.length == 1 ? 0 : k];
    }
    return all;
  }

  /** Added one after the other. */
  final class Told implements CurrentSteps {
    private final List<Quantity<Time>> times = new ArrayList<>();
    private final List<Distribution<ElectricCurrent>> amplitudes = new ArrayList<>();

    void add(String where, Neurons target, Quantity<Time> time, Distribution<ElectricCurrent> amplitude) {
      Sampler sampler = amplitude.in(Units.PICOAMPERE, where);
      if (sampler instanceof Sampler.Listed list && list.values().length != target.size()) {
        throw new RanvierException(
            where + ": there are " + list.values().length + " amplitudes for " + target.size() + " neurons; give one for each");
      }
      times.add(time);
      amplitudes.add(amplitude);
    }

    @Override
    public TimeCourse course(String name, Neurons target, long seed) {
      String where = "current '" + name + "' into " + target.population().where();
      double[][] values = new double[times.size()][];
      for (int k = 0; k < values.length; k++) {
        Sampler sampler = amplitudes.get(k).in(Units.PICOAMPERE, where);
        values[k] = all(target, Draws.of(sampler, target.set(), seed, "current", name, target.population().name(), "amplitude " + k));
      }
      return new TimeCourse.Steps(times.stream().mapToDouble(t -> Units.in(Units.MILLISECOND, t, where + ": time")).toArray(), values);
    }

    @Override
    public CurrentPlan.Shape plan() {
      return new CurrentPlan.Steps(
          IntStream.range(0, times.size()).mapToObj(k -> new CurrentPlan.Step(times.get(k), amplitudes.get(k))).toList());
    }

    @Override
    public String toString() {
      return IntStream.range(0, times.size()).mapToObj(k -> amplitudes.get(k) + " from " + Units.text(times.get(k))).collect(Collectors.joining(", "));
    }
  }

  /**
   * Given in arrays.
   *
   * @param amplitudes in pA, a row for all neurons or for each
   */
  record Listed(double[] timesMs, double[][] amplitudes) implements CurrentSteps {
    static Listed of(
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
      return new Listed(scaled(times, toMs), Arrays.stream(amplitudes).map(row -> scaled(row, toPa)).toArray(double[][]::new));
    }

    private static double[] scaled(double[] values, double factor) {
      return Arrays.stream(values).map(x -> x * factor).toArray();
    }

    @Override
    public TimeCourse course(String name, Neurons target, long seed) {
      double[][] values = new double[timesMs.length][];
      for (int k = 0; k < values.length; k++) {
        int step = k;
        values[k] = all(target, Arrays.stream(amplitudes).mapToDouble(row -> row[step]).toArray());
      }
      return new TimeCourse.Steps(timesMs, values);
    }

    @Override
    public CurrentPlan.Shape plan() {
      return new CurrentPlan.Listed(timesMs, amplitudes);
    }

    /** A hash tells lists apart. */
    @Override
    public String toString() {
      return timesMs.length + " steps (#" + Integer.toHexString(31 * Arrays.hashCode(timesMs) + Arrays.deepHashCode(amplitudes)) + ")"
          + (amplitudes.length > 1 ? " for each of " + amplitudes.length + " neurons" : "");
    }
  }
}
