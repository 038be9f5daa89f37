package org.ranvier.networks.values;

import java.util.Arrays;
import javax.measure.Quantity;
import javax.measure.quantity.ElectricCurrent;
import javax.measure.quantity.Frequency;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.stimuli.PulseCurrent;
import org.ranvier.neuronmodels.stimuli.PulsePattern;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Pulses of a stimulator.
 *
 * <pre>{@code
 * PulseTrain.of(pA(300), ms(0.3)).at(Hz(130))
 * PulseTrain.of(pA(300), ms(0.1)).at(Hz(130)).biphasic(ms(0.05), 4).ramp(s(2))      // the second phase four times as long, a quarter as high
 * PulseTrain.of(pA(300), ms(0.3)).irregular(Hz(45), 0.5)                            // coefficient of variation of the intervals
 * PulseTrain.of(mA(3), ms(0.3)).at(Hz(130)).biphasic().through(Contact.of(6, 1e-7)) // refused where it would do harm
 * }</pre>
 *
 * <p>A phase of amplitude {@code A} and width {@code w} has the charge {@code A·w}; the second one, of {@code -A/r} and {@code r·w}, takes it
 * back exactly. A pulse begins at the point of the grid that is nearest to when it is due. Trains that are set while a simulation runs go on in
 * step: the next pulse comes an interval after the last one, or at once if that is over.
 *
 * @param amplitude of the first phase; of the electrode's current where there is a contact, else of the current into each neuron
 * @param width of the first phase, a multiple of the resolution
 * @param pattern when pulses come
 * @param balance the second phase; null: there is none
 * @param ramp time in which the amplitude rises from 0, and reaches another one that is set; null: at once
 * @param contact through which they flow; null: as if into each neuron by an electrode of its own
 */
public record PulseTrain(
    Quantity<ElectricCurrent> amplitude, Quantity<Time> width, Pattern pattern, @Nullable Balance balance, @Nullable Quantity<Time> ramp,
    @Nullable Contact contact) {
  /** When pulses come. */
  public sealed interface Pattern {}

  /** In equal intervals; none at 0 Hz. */
  public record Regular(Quantity<Frequency> rate) implements Pattern {}

  /** In independent intervals, gamma distributed, of this coefficient of variation. */
  public record Irregular(Quantity<Frequency> rate, double cv) implements Pattern {}

  /** Each interval at a rate of its own, gamma distributed with this mean and coefficient of variation. */
  public record Varying(Quantity<Frequency> rate, double cv) implements Pattern {}

  /** At these times of the simulation. */
  public record Listed(double[] timesMs) implements Pattern {
    public Listed {
      timesMs = timesMs.clone();
    }
  }

  /**
   * The second phase.
   *
   * @param gap between the phases
   * @param ratio how many times as long as the first one it is
   */
  public record Balance(Quantity<Time> gap, double ratio) {}

  private static final int MOST_STEPS = 100_000_000; // of a phase, so that three of them are counted by an int

  public PulseTrain {
    String where = "pulses";
    Units.in(Units.PICOAMPERE, amplitude, where + ": amplitude");
    double widthMs = positive(where + ": width", width, false);
    double duration = widthMs;
    if (balance != null) {
      if (!(balance.ratio > 0) || Double.isInfinite(balance.ratio)) {
        throw new RanvierException("pulses: the second phase is " + balance.ratio + " times as long as the first; that must be above 0");
      }
      duration += positive("pulses: gap between the phases", balance.gap, true) + balance.ratio * widthMs;
    }
    if (ramp != null) {
      positive("pulses: ramp", ramp, true);
    }
    check(pattern, duration);
    if (contact != null) {
      contact.check(where, chargeUc(amplitude, widthMs), balance != null);
    }
  }

  private static double positive(String what, Quantity<Time> time, boolean orZero) {
    double ms = Units.in(Units.MILLISECOND, time, what);
    if (!(ms > 0 || orZero && ms == 0)) {
      throw new RanvierException(what + " " + Units.text(time) + " must be " + (orZero ? "0 or above" : "above 0"));
    }
    return ms;
  }

  private static void check(Pattern pattern, double durationMs) {
    switch (pattern) {
      case Regular(var rate) -> rate(rate, durationMs);
      case Irregular(var rate, double cv) -> variation(rate, cv, durationMs);
      case Varying(var rate, double cv) -> variation(rate, cv, durationMs);
      case Listed(double[] times) -> {
        for (int k = 0; k < times.length; k++) {
          if (!(times[k] >= 0) || Double.isInfinite(times[k]) || k > 0 && times[k] < times[k - 1] + durationMs) {
            throw new RanvierException(
                "pulses: time " + TimeGrid.trim(times[k]) + " ms must be finite, 0 or later" + (k == 0 ? "" : ", and after the end of the pulse that begins at "
                    + TimeGrid.trim(times[k - 1]) + " ms and lasts " + TimeGrid.trim(durationMs) + " ms"));
          }
        }
      }
    }
  }

  private static void variation(Quantity<Frequency> rate, double cv, double durationMs) {
    rate(rate, durationMs);
    if (!(cv >= 0 && cv <= 10)) {
      throw new RanvierException("pulses: coefficient of variation " + cv + " must be from 0 to 10");
    }
  }

  private static void rate(Quantity<Frequency> rate, double durationMs) {
    double hz = Units.in(Units.HERTZ, rate, "pulses: rate");
    if (!(hz >= 0)) {
      throw new RanvierException("pulses: rate " + Units.text(rate) + " must be 0 Hz or above");
    }
    if (hz * durationMs > 1000) {
      throw new RanvierException(
          "pulses: at " + Units.text(rate) + " there are " + TimeGrid.trim(1000 / hz) + " ms for each, but one lasts " + TimeGrid.trim(durationMs)
              + " ms; take at most " + TimeGrid.trim(Math.floor(1000 / durationMs)) + " Hz or shorter phases");
    }
  }

  private static double chargeUc(Quantity<ElectricCurrent> amplitude, double widthMs) {
    return Math.abs(Units.in(Units.PICOAMPERE, amplitude, "pulses: amplitude")) * widthMs * 1e-9; // pA·ms = 1e-15 C
  }

  /** Single phases of this amplitude and width, which do not come yet. */
  public static PulseTrain of(Quantity<ElectricCurrent> amplitude, Quantity<Time> width) {
    return new PulseTrain(amplitude, width, new Regular(Units.Hz(0)), null, null, null);
  }

  /** The same in another pattern. */
  public PulseTrain pattern(Pattern pattern) {
    return new PulseTrain(amplitude, width, pattern, balance, ramp, contact);
  }

  /** The same in equal intervals. */
  public PulseTrain at(Quantity<Frequency> rate) {
    return pattern(new Regular(rate));
  }

  /** The same, but none come. */
  public PulseTrain off() {
    return at(Units.Hz(0));
  }

  /** The same in independent intervals of this coefficient of variation. */
  public PulseTrain irregular(Quantity<Frequency> rate, double cv) {
    return pattern(new Irregular(rate, cv));
  }

  /** The same, each interval at a rate of its own. */
  public PulseTrain varying(Quantity<Frequency> rate, double cv) {
    return pattern(new Varying(rate, cv));
  }

  /** The same at these times, in ms. */
  public PulseTrain times(double... timesMs) {
    return pattern(new Listed(timesMs));
  }

  /** The same with another amplitude. */
  public PulseTrain amplitude(Quantity<ElectricCurrent> amplitude) {
    return new PulseTrain(amplitude, width, pattern, balance, ramp, contact);
  }

  /** The same with a second phase of the same width, at once. */
  public PulseTrain biphasic() {
    return biphasic(Units.ms(0), 1);
  }

  /** The same with a second phase after a gap, {@code ratio} times as long and as much lower. */
  public PulseTrain biphasic(Quantity<Time> gap, double ratio) {
    return new PulseTrain(amplitude, width, pattern, new Balance(gap, ratio), ramp, contact);
  }

  /** The same with an amplitude that rises over a time. */
  public PulseTrain ramp(Quantity<Time> ramp) {
    return new PulseTrain(amplitude, width, pattern, balance, ramp, contact);
  }

  /**
   * The same through a contact.
   *
   * @throws RanvierException if its limits are broken
   */
  public PulseTrain through(Contact contact) {
    return new PulseTrain(amplitude, width, pattern, balance, ramp, contact);
  }

  /** Whether no pulse comes at all. */
  public boolean isOff() {
    return timing().isOff();
  }

  /** Charge of a phase in µC. */
  public double chargeUc() {
    return chargeUc(amplitude, Units.in(Units.MILLISECOND, width, "pulses: width"));
  }

  /**
   * The stimulus.
   *
   * @param neurons indices of those that receive it
   */
  public PulseCurrent in(String where, String name, int[] neurons, int populationSize, TimeGrid grid, long fromStep, long toStep) {
    double share = contact == null ? 1 : contact.share();
    double widthMs = Units.in(Units.MILLISECOND, width, where + ": width");
    Balance second = balance;
    var shape =
        new PulseCurrent.Shape(
            Units.in(Units.PICOAMPERE, amplitude, where + ": amplitude"), steps(grid, widthMs, 1, where + ": width of pulses"),
            second == null ? 0 : steps(grid, Units.in(Units.MILLISECOND, second.gap, where + ": gap"), 0, where + ": gap in pulses"),
            second == null ? 0 : steps(grid, widthMs * second.ratio, 1, where + ": second phase of pulses"),
            ramp == null ? 0 : Units.in(Units.MILLISECOND, ramp, where + ": ramp"));
    return new PulseCurrent(name, populationSize, Course.on(neurons, populationSize, share), shape, timing(), fromStep, toStep);
  }

  private static int steps(TimeGrid grid, double ms, int least, String what) {
    long steps = grid.steps(ms, what, least, "");
    if (steps < least || steps > MOST_STEPS) {
      throw new RanvierException(
          what + " " + TimeGrid.trim(ms) + " ms is " + steps + " steps of " + TimeGrid.trim(grid.resolutionMs()) + " ms; that must be from " + least + " to "
              + MOST_STEPS);
    }
    return (int) steps;
  }

  private PulsePattern timing() {
    return switch (pattern) {
      case Regular(var rate) -> new PulsePattern.Regular(hz(rate));
      case Irregular(var rate, double cv) -> new PulsePattern.Irregular(hz(rate), cv);
      case Varying(var rate, double cv) -> new PulsePattern.Varying(hz(rate), cv);
      case Listed(double[] times) -> new PulsePattern.Listed(times);
    };
  }

  private static double hz(Quantity<Frequency> rate) {
    return Units.in(Units.HERTZ, rate, "pulses: rate");
  }

  @Override
  public String toString() {
    String when =
        switch (pattern) {
          case Regular(var rate) -> hz(rate) == 0 ? "off" : "at " + Units.text(rate);
          case Irregular(var rate, double cv) -> "at " + Units.text(rate) + ", intervals of cv " + cv;
          case Varying(var rate, double cv) -> "at " + Units.text(rate) + " of cv " + cv;
          case Listed(double[] times) -> "at " + times.length + " times (#" + Integer.toHexString(Arrays.hashCode(times)) + ")";
        };
    return "pulses of " + Units.text(amplitude) + " × " + Units.text(width) + " " + when
        + (balance == null ? "" : ", balanced" + (balance.ratio == 1 ? "" : " over " + balance.ratio + " widths")
            + (Units.in(Units.MILLISECOND, balance.gap, "gap") == 0 ? "" : " after " + Units.text(balance.gap)))
        + (ramp == null ? "" : ", ramp of " + Units.text(ramp)) + (contact == null ? "" : " through " + contact.areaMm2() + " mm², share " + contact.share());
  }
}
