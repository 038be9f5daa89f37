package org.ranvier.networks.plan;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * When a stimulus is on: after {@code start}, until {@code stop}.
 *
 * @param stop null: for ever
 */
public record ActiveTime(Quantity<Time> start, @Nullable Quantity<Time> stop) {
  /** From the start, for ever. */
  public static final ActiveTime ALWAYS = new ActiveTime(Units.ms(0), null);

  /**
   * The time between two moments.
   *
   * @throws RanvierException if it begins before 0, or ends before it has begun
   */
  public static ActiveTime between(String where, Quantity<Time> start, Quantity<Time> stop) {
    double from = Units.in(Units.MILLISECOND, start, where + ": start");
    double to = Units.in(Units.MILLISECOND, stop, where + ": stop");
    if (!(from >= 0)) {
      throw new RanvierException(where + ": start " + Units.text(start) + " must be 0 or later");
    }
    if (!(to > from)) {
      throw new RanvierException(
          where + ": between(" + Units.text(start) + ", " + Units.text(stop) + ") must end after it begins"
              + (to < from ? "; did you mean between(" + Units.text(stop) + ", " + Units.text(start) + ")?" : ""));
    }
    return new ActiveTime(start, stop);
  }

  /** The time of a plan. */
  public static ActiveTime of(@Nullable ActiveTime planned) {
    return planned == null ? ALWAYS : planned;
  }

  /** When it ends to be on; refused where nothing is said of it. */
  public Quantity<Time> stopOrRefuse(String where) {
    if (stop == null) {
      throw new RanvierException(where + ": its active time has no stop; give one, or leave the time out");
    }
    return stop;
  }

  /** As a plan has it: null where it is always on. */
  public @Nullable ActiveTime planned() {
    return stop == null ? null : this;
  }

  /** The step after which it is on. */
  public long fromStep(TimeGrid grid, String where) {
    return grid.steps(startMs(where), where + ": start", 0, "");
  }

  /** The last step in which it is on. */
  public long toStep(TimeGrid grid, String where) {
    return stop == null ? Long.MAX_VALUE : grid.steps(stopMs(where), where + ": stop", fromStep(grid, where) + 1, "");
  }

  /** When it begins to be on. */
  public double startMs(String where) {
    return Units.in(Units.MILLISECOND, start, where + ": start");
  }

  /** ∞ where it does not end. */
  public double stopMs(String where) {
    return stop == null ? Double.POSITIVE_INFINITY : Units.in(Units.MILLISECOND, stop, where + ": stop");
  }

  @Override
  public String toString() {
    return stop == null ? "" : "  from " + Units.text(start) + " to " + Units.text(stop);
  }
}
