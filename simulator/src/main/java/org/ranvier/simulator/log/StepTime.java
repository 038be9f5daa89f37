package org.ranvier.simulator.log;

import java.math.BigDecimal;
import org.ranvier.simulator.time.TimeGrid;

/** Times of steps as decimal text, without the noise of binary fractions: step 3 of 0.1 ms is {@code 0.3}. */
public final class StepTime {
  private final BigDecimal resolutionMs;

  private StepTime(BigDecimal resolutionMs) {
    this.resolutionMs = resolutionMs;
  }

  /** Times on the grid of this resolution in ms, taken as the shortest decimal number that stands for it. */
  public static StepTime of(double resolutionMs) {
    return new StepTime(BigDecimal.valueOf(resolutionMs));
  }

  /** The time of a step in ms. */
  public String text(long step) {
    BigDecimal exact = resolutionMs.multiply(BigDecimal.valueOf(step));
    double ms = ms(step);
    return (exact.doubleValue() == ms ? exact : BigDecimal.valueOf(ms)).toPlainString(); // steps of a third of a ms are no decimal number
  }

  /** The double nearest to the time of a step in ms. */
  public double ms(long step) {
    return TimeGrid.ms(step, resolutionMs.doubleValue());
  }
}
