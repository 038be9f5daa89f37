package org.ranvier.plasticity.eligibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.ranvier.plasticity.diffusion.Boundary;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.modulators.Concentration;
import org.ranvier.plasticity.modulators.Diffusing;
import org.ranvier.plasticity.modulators.ModulatorModel;
import org.ranvier.plasticity.modulators.WellMixed;

/** What third factors make of an eligibility between any two times. */
final class RealTimesTest {
  private static final double H = 0.1;
  private static final int STEPS = 3000;
  private static final double END = STEPS / 10.0;

  private static WellMixed mixed(String name, double baseline, Clearance clearance) {
    return new WellMixed(new ModulatorModel(name, "1", baseline, clearance, false), 1, H);
  }

  /** Takes all steps, with a release now and then. */
  private static void run(ModulatedIntegral integral, Random random, Concentration... all) {
    for (int k = 0; k < STEPS; k++) {
      for (Concentration c : all) {
        c.advance();
      }
      integral.advance();
      for (Concentration c : all) {
        if (random.nextInt(200) == 0) {
          c.release(random.nextInt(c.places()), random.nextDouble());
        }
      }
    }
  }

  @Property(tries = 60)
  void afterOneReleaseItIsTheClosedForm(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.2, max = 2000) double tauC, @ForAll @DoubleRange(min = 1, max = 1000) double tauN) {
    var random = new Random(seed);
    var n = mixed("n", 0, new Clearance.Exponential(tauN));
    var integral = new ModulatedIntegral(ThirdFactor.of("n"), Map.of("n", n), tauC, H, STEPS).keepCourse();
    n.release(0, 1);
    for (int k = 0; k < STEPS; k++) {
      n.advance();
      integral.advance();
    }
    double rate = 1 / tauC + 1 / tauN;
    for (int k = 0; k < 200; k++) {
      double span = random.nextBoolean() ? END : H;
      double from = random.nextDouble() * (END - span);
      double to = from + span * random.nextDouble();
      double expected = -Math.exp(-from / tauN) * Math.expm1(-(to - from) * rate) / rate;
      double found = integral.betweenMs(from, to, 0);
      // A cubic follows an exponential within a step; the times within a step are rounded.
      double course = 1e-3 * Math.pow(H / tauN, 4) * Math.min(1, H / (to - from)) + 1e-13 * END / (to - from) + 1e-13;
      assertEquals(expected, found, expected * Math.max(course, 1e-9 * Math.pow(H / tauC, 4)), () -> from + " … " + to);
    }
  }

  @Property(tries = 40)
  void atGridPointsItIsWhatItIsInSteps(@ForAll long seed, @ForAll @DoubleRange(min = 2, max = 500) double tauC) {
    var random = new Random(seed);
    var lattice = new Lattice(new int[] {3}, new double[] {3}, new double[1], Boundary.PERIODIC);
    var field = new Diffusing(new ModulatorModel("d", "1", 0.2, new Clearance.Exponential(20), false), lattice, 0.3, H, 7);
    var a = mixed("a", 0.1, new Clearance.MichaelisMenten(0.05, 1));
    var b = mixed("b", 0, new Clearance.Exponential(4));
    ThirdFactor local = ThirdFactor.of("a").times(ThirdFactor.of("b")).minus(0.05).positivePart();
    ThirdFactor factor = random.nextBoolean() ? local : local.plus(ThirdFactor.of("d"));
    var integral = new ModulatedIntegral(factor, Map.of("a", a, "b", b, "d", field), tauC, H, STEPS).keepCourse();
    run(integral, random, a, b, field);
    for (int k = 0; k < 200; k++) {
      long[] ends = random.longs(2, 0, STEPS + 1).sorted().toArray();
      int place = random.nextInt(integral.places());
      double expected = integral.between(ends[0], ends[1], place);
      assertEquals(expected, integral.betweenMs(ends[0] / 10.0, ends[1] / 10.0, place), 1e-10 * Math.abs(expected) + 1e-15); // in strides, steps are differences
    }
  }

  @Property(tries = 40)
  void splittingAnIntervalChangesNothing(@ForAll long seed, @ForAll @DoubleRange(min = 0.02, max = 500) double tauC) {
    var random = new Random(seed);
    var a = mixed("a", 0.1, new Clearance.MichaelisMenten(0.05, 1));
    var b = mixed("b", 0, new Clearance.Exponential(4));
    ThirdFactor factor = ThirdFactor.of("a").plus(ThirdFactor.of("b").surprising(2));
    var integral = new ModulatedIntegral(factor, Map.of("a", a, "b", b), tauC, H, STEPS).keepCourse();
    run(integral, random, a, b);
    for (int k = 0; k < 200; k++) {
      double span = random.nextBoolean() ? END : 3 * H;
      double first = random.nextDouble() * (END - span);
      double[] cut = random.doubles(3, first, first + span).sorted().toArray();
      double whole = integral.betweenMs(cut[0], cut[2], 0);
      double parts = integral.betweenMs(cut[0], cut[1], 0) + Math.exp(-(cut[1] - cut[0]) / tauC) * integral.betweenMs(cut[1], cut[2], 0);
      assertEquals(whole, parts, 1e-11 * whole, () -> Arrays.toString(cut));
    }
  }

  /** Between the grid points at which it is sampled a diffusing modulator is a straight line within its strides. */
  @Property(tries = 15)
  void whereAModulatorDiffusesItIsLinearInItsStrides(@ForAll long seed, @ForAll @DoubleRange(min = 1, max = 200) double tauC) {
    var random = new Random(seed);
    int stride = 8;
    var lattice = new Lattice(new int[] {4}, new double[] {3}, new double[1], Boundary.PERIODIC);
    var field = new Diffusing(new ModulatorModel("n", "1", 0, new Clearance.Exponential(25), false), lattice, 0.3, H, stride);
    var integral = new ModulatedIntegral(ThirdFactor.of("n"), Map.of("n", field), tauC, H, STEPS).keepCourse();
    double[] begin = new double[STEPS / stride + 1];
    double[] end = new double[begin.length];
    for (int k = 0; k < STEPS; k++) {
      field.advance();
      integral.advance();
      begin[k / stride] = field.deviationAtBegin(1);
      end[k / stride] = field.deviationAtEnd(1);
      if (random.nextInt(20) == 0) {
        field.release(random.nextInt(4), random.nextDouble());
      }
    }
    for (int k = 0; k < 30; k++) {
      double[] ends = random.doubles(2, 0, END).sorted().toArray();
      double expected = 0;
      double at = ends[0];
      while (at < ends[1]) { // Simpson's rule, in pieces that end where strides do
        double stop = Math.min(ends[1], Math.min(at + 0.05, (Math.floor(at / (stride * H) + 1e-9) + 1) * stride * H));
        double sum = 0;
        for (int e = 0; e < 3; e++) {
          double t = at + (stop - at) * e / 2;
          int s = (int) Math.floor((at + stop) / 2 / (stride * H));
          double x = t / (stride * H) - s;
          sum += (e == 1 ? 4 : 1) * (begin[s] + (end[s] - begin[s]) * x) * Math.exp(-(t - ends[0]) / tauC);
        }
        expected += (stop - at) / 6 * sum;
        at = stop;
      }
      assertEquals(expected, integral.betweenMs(ends[0], ends[1], 1), 1e-7 * expected + 1e-12);
    }
  }

  @Test
  void atItsBaselineAFactorDoesExactlyNothing() {
    double b = 0.1;
    for (Clearance clearance : List.of(new Clearance.Exponential(30), new Clearance.MichaelisMenten(0.3, 2))) {
      var n = mixed("n", b, clearance);
      var integral = new ModulatedIntegral(ThirdFactor.of("n").minus(b), Map.of("n", n), 50, H, STEPS).keepCourse();
      for (int k = 0; k < STEPS; k++) {
        n.advance();
        integral.advance();
      }
      for (double from = 0.03; from < 200; from += 1.37) {
        assertEquals(0, integral.betweenMs(from, from + 0.02, 0));
        assertEquals(0, integral.betweenMs(from, from + 77.77, 0));
      }
    }
  }

  @Test
  void timesThatAreNotKnownAreRefused() {
    var n = mixed("n", 0, new Clearance.Exponential(30));
    var integral = new ModulatedIntegral(ThirdFactor.of("n"), Map.of("n", n), 50, H, 100);
    n.advance();
    integral.advance();
    assertThrows(IllegalArgumentException.class, () -> integral.betweenMs(0, 0.05, 0)); // nobody has asked for real times
    var kept = new ModulatedIntegral(ThirdFactor.of("n"), Map.of("n", n), 50, H, 100).keepCourse();
    kept.advance();
    kept.betweenMs(0.01, 0.1, 0);
    assertThrows(IllegalArgumentException.class, () -> kept.betweenMs(0.01, 0.11, 0));
    assertThrows(IllegalArgumentException.class, () -> kept.betweenMs(0.05, 0.01, 0));
  }
}
