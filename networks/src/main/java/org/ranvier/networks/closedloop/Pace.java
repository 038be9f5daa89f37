package org.ranvier.networks.closedloop;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.ranvier.simulator.RanvierException;

/**
 * Keeps a loop with the wall clock: turn {@code k} begins at {@code k·T} of real time, or as soon after it as the turn before is done. What
 * a turn computes must be done at its end, {@code (k + 1)·T}; if it is not, a deadline is missed. Lateness is not carried on: turns that
 * are late are followed without a wait until the clock is reached.
 *
 * <pre>{@code
 * var pace = Pace.of(100);
 * for (int k = 0; k < 100; k++) {
 *   pace.await();                     // until the turn may begin
 *   …                                 // measure, decide, run(ms(100))
 *   pace.done();
 * }
 * System.out.println(pace.report());
 * }</pre>
 */
public final class Pace {
  private final double turnNs;
  private final LongSupplier clock;
  private double[] lateMs = new double[16];
  private double[] workMs = new double[16];
  private int turns;
  private int missed;
  private long begun;
  private long turnBegan;
  private boolean working;

  private Pace(double turnMs, LongSupplier clock) {
    if (!(turnMs > 0) || Double.isInfinite(turnMs)) {
      throw new RanvierException("pace: a turn of " + turnMs + " ms must be finite and above 0");
    }
    turnNs = turnMs * 1e6;
    this.clock = clock;
  }

  /** Of turns so long, in ms. */
  public static Pace of(double turnMs) {
    return new Pace(turnMs, System::nanoTime);
  }

  /** By another clock, in ns, that is not waited for by sleeping. */
  static Pace of(double turnMs, LongSupplier clock) {
    return new Pace(turnMs, clock);
  }

  /** Waits until the next turn may begin; the first one begins now. */
  public void await() {
    requireWorking(false, "await() comes twice; a turn ends with done()");
    long now = clock.getAsLong();
    if (turns == 0) {
      begun = now;
    }
    long due = begun + Math.round(turns * turnNs);
    while (now < due) {
      LockSupport.parkNanos(due - now > 2_000_000 ? due - now - 1_000_000 : 50_000);
      now = clock.getAsLong();
    }
    if (turns == lateMs.length) {
      lateMs = Arrays.copyOf(lateMs, 2 * turns);
      workMs = Arrays.copyOf(workMs, 2 * turns);
    }
    turnBegan = now;
    lateMs[turns] = (now - due) / 1e6;
    working = true;
  }

  /** The turn's work is done. */
  public void done() {
    requireWorking(true, "done() without a turn; each begins with await()");
    long now = clock.getAsLong();
    workMs[turns] = (now - turnBegan) / 1e6;
    turns++;
    working = false;
    missed += now - begun > turns * turnNs ? 1 : 0;
  }

  private void requireWorking(boolean expected, String what) {
    if (working != expected) {
      throw new RanvierException("pace, turn " + turns + ": " + what);
    }
  }

  /** How it went. */
  public Report report() {
    double[] late = Arrays.copyOf(lateMs, turns);
    double[] work = Arrays.copyOf(workMs, turns);
    Arrays.sort(late);
    double mean = Arrays.stream(late).average().orElse(0);
    double sd = Math.sqrt(Arrays.stream(late).map(x -> (x - mean) * (x - mean)).average().orElse(0));
    return new Report(
        turns, missed, turnNs / 1e6, mean, sd, turns == 0 ? 0 : late[turns - 1], Arrays.stream(work).average().orElse(0), Arrays.stream(work).max().orElse(0));
  }

  /**
   * How a loop kept with the clock.
   *
   * @param turns that were done
   * @param missed turns whose work was not done at their end
   * @param turnMs length of a turn
   * @param lateMs by how much turns began too late, on average
   * @param jitterMs standard deviation of that
   * @param worstMs the most of it
   * @param workMs what a turn's work took, on average
   * @param mostWorkMs the most of it
   */
  public record Report(
      int turns, int missed, double turnMs, double lateMs, double jitterMs, double worstMs, double workMs, double mostWorkMs) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%d turns of %.4g ms: %d deadlines missed; turns began %.2f ± %.2f ms late, at most %.2f ms; work took %.1f ms, at most %.1f ms", turns,
          turnMs, missed, lateMs, jitterMs, worstMs, workMs, mostWorkMs);
    }
  }
}
