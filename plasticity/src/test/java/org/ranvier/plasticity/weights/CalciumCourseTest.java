package org.ranvier.plasticity.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.time.TimeGrid;

/** The closed form against the differential equation in tiny steps, and divided intervals against whole ones. */
final class CalciumCourseTest {
  private static final double STEP_MS = 0.1;

  private static CalciumCourse.Parameters parameters(Random random, boolean doubleWell) {
    double first = 0.5 + random.nextDouble();
    double second = 0.5 + random.nextDouble();
    return new CalciumCourse.Parameters(
        5 + 30 * random.nextDouble(), first, second, 50 + 300 * random.nextDouble(), 50 + 300 * random.nextDouble(),
        doubleWell ? 5000 : 10_000, doubleWell, 10, 90);
  }

  @Property(tries = 60)
  void theClosedFormIsTheLimitOfTinySteps(@ForAll long seed, @ForAll @IntRange(min = 1, max = 1500) int steps) {
    var random = new Random(seed);
    var p = parameters(random, false);
    double c0 = 3 * random.nextDouble();
    double w0 = 10 + 80 * random.nextDouble();
    double rho = (w0 - 10) / 80;
    int n = steps * 100;
    double h = steps * STEP_MS / n;
    for (int k = 0; k < n; k++) {
      double c = c0 * Math.exp(-(k + 0.5) * h / p.tauCalciumMs());
      double up = c > p.thresholdPotentiation() ? p.ratePotentiation() : 0;
      double down = c > p.thresholdDepression() ? p.rateDepression() : 0;
      double slope = (up * (1 - rho) - down * rho) / p.tauMs();
      rho += h * slope * (1 - h * (up + down) / p.tauMs() / 2);
    }
    // The moment at which a threshold is crossed is known to half a tiny step.
    assertEquals(10 + 80 * rho, p.on(new TimeGrid(STEP_MS)).after(w0, c0, steps), 1e-2);
  }

  @Property(tries = 200)
  void twoHalvesMakeAWhole(@ForAll long seed, @ForAll boolean doubleWell, @ForAll @IntRange(min = 1, max = 1000) int first,
      @ForAll @IntRange(min = 1, max = 1000) int second) {
    var random = new Random(seed);
    var p = parameters(random, doubleWell);
    var course = p.on(new TimeGrid(STEP_MS));
    double c0 = 3 * random.nextDouble();
    double w0 = 10 + 80 * random.nextDouble();
    double half = course.after(w0, c0, first);
    double whole = course.after(half, c0 * Math.exp(-first * STEP_MS / p.tauCalciumMs()), second);
    assertEquals(whole, course.after(w0, c0, first + second), 1e-10);
  }

  @Property(tries = 60)
  void noiseHasTheVarianceOfItsDifferentialEquation(@ForAll long seed, @ForAll @IntRange(min = 1, max = 1500) int steps) {
    var random = new Random(seed);
    var q = parameters(random, false);
    var p =
        new CalciumCourse.Parameters(
            q.tauCalciumMs(), q.thresholdDepression(), q.thresholdPotentiation(), q.rateDepression(), q.ratePotentiation(), q.tauMs(), false, 10, 90, 0.5);
    double c0 = 3 * random.nextDouble();
    double variance = 0;
    int n = steps * 100;
    double h = steps * STEP_MS / n;
    for (int k = 0; k < n; k++) {
      double c = c0 * Math.exp(-(k + 0.5) * h / p.tauCalciumMs());
      double up = c > p.thresholdPotentiation() ? p.ratePotentiation() : 0;
      double down = c > p.thresholdDepression() ? p.rateDepression() : 0;
      double perMs = 0.25 * ((up > 0 ? 1 : 0) + (down > 0 ? 1 : 0)) / p.tauMs();
      variance += h * (perMs - 2 * variance * (up + down) / p.tauMs());
    }
    var course = p.on(new TimeGrid(STEP_MS));
    double tiny = 1e-3; // far from the edges
    double w = course.after(50, c0, steps, 0);
    assertEquals(80 * Math.sqrt(variance) * tiny, course.after(50, c0, steps, tiny) - w, 80 * tiny * 1e-3);
    assertEquals(q.on(new TimeGrid(STEP_MS)).after(50, c0, steps), w);
    double most = course.after(50, c0, steps, 1e9);
    assertEquals(variance > 0 ? 90 : w, most, 1e-12);
  }

  @Test
  void inADoubleWellWeightsDriftToTheNearerEnd() {
    var p = new CalciumCourse.Parameters(20, 1, 1.3, 200, 320, 1000, true, 0, 1);
    var course = p.on(new TimeGrid(STEP_MS));
    assertEquals(1, course.after(0.6, 0, 600_000), 1e-9);
    assertEquals(0, course.after(0.4, 0, 600_000), 1e-9);
    assertEquals(0.5, course.after(0.5, 0, 300_000));
    double rho = 0.6;
    for (int k = 0; k < 100_000; k++) {
      rho -= 0.01 * rho * (1 - rho) * (0.5 - rho) / 1000;
    }
    assertEquals(rho, course.after(0.6, 0, 10_000), 1e-6);
  }
}
