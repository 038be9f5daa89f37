package org.ranvier.networks.plan;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.ElectricCurrent;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.PulseTrain;

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
      steps = List.copyOf(steps);
    }
  }

  /** A step. */
  public record Step(Quantity<Time> time, Distribution<ElectricCurrent> amplitude) {}

  /**
   * The same in arrays.
   *
   * @param amplitudesPa a row for all neurons or for each
   */
  public record Listed(double[] timesMs, double[][] amplitudesPa) implements Shape {}

  /** A course. */
  public record Following(Course<ElectricCurrent> course) implements Shape {}

  /** Pulses. */
  public record Pulsed(PulseTrain pulses) implements Shape {}

  /**
   * Noise.
   *
   * @param time interval at which it is drawn anew, or time constant of an Ornstein–Uhlenbeck process
   * @param correlated whether it is such a process
   */
  public record Noise(Quantity<ElectricCurrent> mean, Quantity<ElectricCurrent> sd, Quantity<Time> time, boolean correlated) implements Shape {}
}
