package org.ranvier.networks.plan;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.measure.Quantity;
import javax.measure.quantity.ElectricCurrent;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.networks.values.Units;

/**
 * A current into neurons.
 *
 * @param active when it is on; null: always
 */
public record CurrentPlan(String name, NeuronsPlan target, @Nullable Shape shape, @Nullable ActiveTime active) {
  /** How it goes in time. */
  public sealed interface Shape {}

  /** From each time on the amplitude that belongs to it. */
  public record Steps(List<Step> steps) implements Shape {
    public Steps {
      steps = Appended.copyOf(steps);
    }

    /** The same with one step more. */
    public Steps and(Step step) {
      return new Steps(Appended.to(steps, step));
    }

    @Override
    public String toString() {
      return steps.stream().map(Step::toString).collect(Collectors.joining(", "));
    }
  }

  /** A step. */
  public record Step(Quantity<Time> time, Distribution<ElectricCurrent> amplitude) {
    @Override
    public String toString() {
      return amplitude + " from " + Units.text(time);
    }
  }

  /**
   * The same in arrays.
   *
   * @param amplitudesPa a row for all neurons or for each
   */
  public record Listed(double[] timesMs, double[][] amplitudesPa) implements Shape {
    /** A hash tells lists apart. */
    @Override
    public String toString() {
      return timesMs.length + " steps (#" + Integer.toHexString(31 * Arrays.hashCode(timesMs) + Arrays.deepHashCode(amplitudesPa)) + ")"
          + (amplitudesPa.length > 1 ? " for each of " + amplitudesPa.length + " neurons" : "");
    }
  }

  /** A course. */
  public record Following(Course<ElectricCurrent> course) implements Shape {
    @Override
    public String toString() {
      return course.toString();
    }
  }

  /** Pulses. */
  public record Pulsed(PulseTrain pulses) implements Shape {
    @Override
    public String toString() {
      return pulses.toString();
    }
  }

  /**
   * Noise.
   *
   * @param time interval at which it is drawn anew, or time constant of an Ornstein–Uhlenbeck process
   * @param correlated whether it is such a process
   */
  public record Noise(Quantity<ElectricCurrent> mean, Quantity<ElectricCurrent> sd, Quantity<Time> time, boolean correlated) implements Shape {
    @Override
    public String toString() {
      return Units.text(mean) + " ± " + Units.text(sd) + (correlated ? ", Ornstein–Uhlenbeck with " : ", drawn every ") + Units.text(time);
    }
  }

  /** The same in another shape. */
  public CurrentPlan shape(@Nullable Shape of) {
    return new CurrentPlan(name, target, of, active);
  }

  /** The same that is on at another time. */
  public CurrentPlan active(ActiveTime of) {
    return new CurrentPlan(name, target, shape, of);
  }

  /** Names it in messages. */
  public String where() {
    return "current '" + name + "' into population '" + target.population() + "'";
  }

  @Override
  public String toString() {
    return name + " → " + target + "  " + (shape == null ? "missing" : shape.toString()) + ActiveTime.of(active);
  }
}
