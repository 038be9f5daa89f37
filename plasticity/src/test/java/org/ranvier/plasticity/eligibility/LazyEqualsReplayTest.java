package org.ranvier.plasticity.eligibility;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.ranvier.plasticity.diffusion.Boundary;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.modulators.Concentration;
import org.ranvier.plasticity.modulators.Diffusing;
import org.ranvier.plasticity.modulators.ModulatorModel;
import org.ranvier.plasticity.modulators.WellMixed;
import org.ranvier.plasticity.receptors.Response;

/** A synapse that is touched at its own events only against plain replays that go through everything that happens. */
final class LazyEqualsReplayTest {
  private static final double H = 0.1;

  /** At {@code step} the modulator rises, or the eligibility jumps. */
  private record Event(long step, boolean release, double jump) {}

  private static ModulatorModel model(String name, double baseline, Clearance clearance) {
    return new ModulatorModel(name, "1", baseline, clearance, false);
  }

  /** Few or many releases and jumps, in bursts and after gaps of up to {@code gap} steps. */
  private static List<Event> train(Random random, int count, int gap) {
    var events = new ArrayList<Event>();
    for (boolean release : new boolean[] {true, false}) {
      long step = 0;
      int mean = 1 + random.nextInt(gap);
      for (int k = 0; k < count; k++) {
        step += 1 + (random.nextInt(10) == 0 ? random.nextInt(gap) : random.nextInt(mean));
        events.add(new Event(step, release, random.nextDouble()));
      }
    }
    events.sort(Comparator.comparingLong(Event::step).thenComparing(e -> !e.release)); // at one step the release comes first
    return events;
  }

  /** NEST's update over an interval: all that happens is walked through, each interval in closed form. */
  private static double replay(List<Event> events, double tauC, double tauN, double offset) {
    double tauS = 1 / (1 / tauC + 1 / tauN);
    double w = 0;
    double c = 0;
    double n = 0;
    long last = 0;
    for (Event e : events) {
      double dt = (e.step - last) * H;
      w += -c * n * tauS * Math.expm1(-dt / tauS) - offset * c * tauC * -Math.expm1(-dt / tauC);
      c *= Math.exp(-dt / tauC);
      n *= Math.exp(-dt / tauN);
      n += e.release ? e.jump : 0;
      c += e.release ? 0 : e.jump;
      last = e.step;
    }
    return w;
  }

  /** The synapse comes up at its own events only. */
  private static double lazy(List<Event> events, ModulatorModel model, ThirdFactor factor, double tauC, int window) {
    var n = new WellMixed(model, 1, H);
    var integral = new ModulatedIntegral(factor, Map.of(model.name(), n), tauC, H, window);
    double w = 0;
    double c = 0;
    long last = 0;
    for (Event e : events) {
      while (integral.now() < e.step) {
        n.advance();
        integral.advance();
      }
      if (e.release) {
        n.release(0, e.jump);
      } else {
        w += c * integral.between(last, e.step, 0);
        c = c * Math.exp(-(e.step - last) * H / tauC) + e.jump;
        last = e.step;
      }
    }
    return w;
  }

  @Property(tries = 100)
  void theWeightIsThatOfThePlainReplay(
      @ForAll long seed, @ForAll @DoubleRange(min = 2, max = 2000) double tauC, @ForAll @DoubleRange(min = 2, max = 1000) double tauN) {
    var random = new Random(seed);
    List<Event> events = train(random, 60, 2000);
    Event end = new Event(events.getLast().step + 1, false, 0);
    events.add(end);
    double expected = replay(events, tauC, tauN, 0);
    double found = lazy(events, model("n", 0, new Clearance.Exponential(tauN)), ThirdFactor.of("n"), tauC, 1 << 17);
    assertEquals(expected, found, 1e-12 * expected);
  }

  @Property(tries = 50)
  void theWeightWithASignedBaselineIsThatOfThePlainReplay(
      @ForAll long seed, @ForAll @DoubleRange(min = 2, max = 2000) double tauC, @ForAll @DoubleRange(min = 2, max = 1000) double tauN) {
    List<Event> events = train(new Random(seed), 60, 2000);
    events.add(new Event(events.getLast().step + 1, false, 0));
    double b = 0.3;
    double expected = replay(events, tauC, tauN, b);
    double found = lazy(events, model("n", 0, new Clearance.Exponential(tauN)), ThirdFactor.of("n").minus(b), tauC, 1 << 17);
    double scale = replay(events, tauC, tauN, 0) + replay(events, tauC, tauN, -b);
    assertEquals(expected, found, 1e-12 * scale);
  }

  /** The smallest changes, long after the last release: each relative to itself, not to what came before. */
  @Test
  void tinyChangesLongAfterAReleaseKeepTheirDigits() {
    double tauC = 1000;
    double tauN = 20;
    var n = new WellMixed(model("n", 0, new Clearance.Exponential(tauN)), 1, H);
    var integral = new ModulatedIntegral(ThirdFactor.of("n"), Map.of("n", n), tauC, H, 20_000);
    n.release(0, 1);
    double rate = 1 / tauC + 1 / tauN;
    for (int k = 1; k <= 6000; k++) { // 30 time constants of the modulator: it has fallen to 1e-13
      n.advance();
      integral.advance();
      double expected = -Math.exp(-(k - 1) * H / tauN) * Math.expm1(-H * rate) / rate;
      assertEquals(expected, integral.between(k - 1, k, 0), 1e-11 * expected);
    }
  }

  /** After a million steps, from any step to any other, and over gaps of many time constants. */
  @Test
  void digitsDoNotDependOnTheTimeThatHasPassed() {
    double tauC = 30;
    double tauN = 7;
    var n = new WellMixed(model("n", 0, new Clearance.Exponential(tauN)), 1, H);
    var integral = new ModulatedIntegral(ThirdFactor.of("n"), Map.of("n", n), tauC, H, 12_000);
    long start = 1_000_000;
    for (long k = 1; k <= start + 12_000; k++) {
      n.advance();
      integral.advance();
      if (k % 1000 == 0) {
        n.release(0, 1);
      }
    }
    double rate = 1 / tauC + 1 / tauN;
    double atRelease = 1 / (1 - Math.exp(-100 / tauN)); // in the long run
    for (long from = start; from < start + 3000; from += 137) {
      for (long to = from; to < start + 12_000; to += 53) {
        double expected = 0;
        for (long period = from / 1000; period <= to / 1000; period++) {
          double begin = Math.max(from, period * 1000);
          double stop = Math.min(to, period * 1000 + 1000);
          double level = atRelease * Math.exp(-(begin - period * 1000) * H / tauN);
          expected += level * Math.exp(-(begin - from) * H / tauC) * -Math.expm1(-(stop - begin) * H * rate) / rate;
        }
        assertEquals(expected, integral.between(from, to, 0), 1e-12 * expected);
      }
    }
  }

  @Property(tries = 60)
  void splittingAnIntervalChangesNothing(
      @ForAll long seed, @ForAll @DoubleRange(min = 1, max = 500) double tauC, @ForAll @DoubleRange(min = 2, max = 300) double tauN) {
    var random = new Random(seed);
    var n = new WellMixed(model("n", 0.2, new Clearance.MichaelisMenten(1 / tauN, 1)), 1, H);
    var integral = new ModulatedIntegral(ThirdFactor.of("n"), Map.of("n", n), tauC, H, 8000);
    for (int k = 0; k < 8000; k++) {
      n.advance();
      integral.advance();
      if (random.nextInt(300) == 0) {
        n.release(0, random.nextDouble());
      }
    }
    for (int k = 0; k < 200; k++) {
      long[] cut = random.longs(3, 0, 8001).sorted().toArray();
      double whole = integral.between(cut[0], cut[2], 0);
      double parts =
          integral.between(cut[0], cut[1], 0) + Math.exp(-(cut[1] - cut[0]) * H / tauC) * integral.between(cut[1], cut[2], 0);
      assertEquals(whole, parts, 1e-12 * whole);
    }
  }

  @Test
  void withTheModulatorAtItsBaselineTheWeightIsTheSameInEveryBit() {
    for (Clearance clearance : List.of(new Clearance.Exponential(30), new Clearance.MichaelisMenten(0.3, 2))) {
      double b = 0.1;
      var n = new WellMixed(model("n", b, clearance), 1, H);
      var m = new WellMixed(model("m", 0, clearance), 1, H);
      var modulators = Map.of("n", n, "m", m);
      var factors =
          List.of(
              ThirdFactor.of("n").minus(b), ThirdFactor.of("n").times(ThirdFactor.of("m")), ThirdFactor.of("n").minus(b).positivePart(),
              ThirdFactor.of("n").minus(ThirdFactor.of("n")).surprising(3));
      for (ThirdFactor factor : factors) {
        var integral = new ModulatedIntegral(factor, modulators, 500, H, 3000);
        double w = 0.1;
        for (int k = 1; k < 3000; k++) {
          n.advance();
          m.advance();
          integral.advance();
          w += 1e9 * integral.between(k / 2, k, 0);
        }
        assertEquals(0.1, w, factor.toString());
      }
    }
  }

  /** Runge–Kutta of order 8 on the concentration with saturable uptake, the eligibility and the weight together. */
  @Property(tries = 20)
  void withSaturableUptakeTheWeightIsThatOfTheDifferentialEquations(
      @ForAll @DoubleRange(min = 20, max = 1000) double tauC, @ForAll @DoubleRange(min = 0.01, max = 20) double release) {
    double baseline = 0.4;
    var n = new WellMixed(model("n", baseline, new Clearance.MichaelisMenten(0.05, 1.5)), 1, H);
    var integral = new ModulatedIntegral(ThirdFactor.of("n").activating(new Response.Hill(2, 1.5)), Map.of("n", n), tauC, H, 4000);
    n.release(0, release);
    for (int k = 0; k < 3000; k++) {
      n.advance();
      integral.advance();
    }
    var equations =
        new FirstOrderDifferentialEquations() {
          @Override
          public int getDimension() {
            return 3;
          }

          @Override
          public void computeDerivatives(double t, double[] y, double[] out) {
            out[0] = 0.05 * baseline / (1.5 + baseline) - 0.05 * y[0] / (1.5 + y[0]);
            out[1] = -y[1] / tauC;
            out[2] = y[1] / (1 + Math.pow(2 / y[0], 1.5));
          }
        };
    double[] y = {baseline + release, 1, 0};
    new DormandPrince853Integrator(1e-9, 300, 1e-14, 1e-13).integrate(equations, 0, y, 300, y);
    assertEquals(y[2], integral.between(0, 3000, 0), 1e-10 * y[2]);
  }

  @Property(tries = 20)
  void aMixAndAProductAreThoseOfTheirParts(@ForAll long seed) {
    double tauC = 200;
    var a = new WellMixed(model("a", 0.5, new Clearance.Exponential(30)), 1, H);
    var b = new WellMixed(model("b", 0.25, new Clearance.Exponential(90)), 1, H);
    var modulators = Map.of("a", a, "b", b);
    var mix = new ModulatedIntegral(ThirdFactor.of("a").times(2).minus(ThirdFactor.of("b").times(3)), modulators, tauC, H, 2000);
    var ofA = new ModulatedIntegral(ThirdFactor.of("a"), modulators, tauC, H, 2000);
    var ofB = new ModulatedIntegral(ThirdFactor.of("b"), modulators, tauC, H, 2000);
    var product = new ModulatedIntegral(ThirdFactor.of("a").times(ThirdFactor.of("b")), modulators, tauC, H, 2000);
    var random = new Random(seed);
    for (int k = 0; k < 1000; k++) {
      a.advance();
      b.advance();
      List.of(mix, ofA, ofB, product).forEach(ModulatedIntegral::advance);
      if (random.nextInt(100) == 0) {
        a.release(0, random.nextDouble());
        b.release(0, random.nextDouble());
      }
    }
    assertEquals(2 * ofA.between(100, 1000, 0) - 3 * ofB.between(100, 1000, 0), mix.between(100, 1000, 0), 1e-11);
    // Only the last releases of both matter for a closed form: let them die away, then release once more.
    for (int k = 0; k < 60_000; k++) {
      a.advance();
      b.advance();
      product.advance();
    }
    a.release(0, 2);
    b.release(0, 3);
    long start = product.now();
    for (int k = 0; k < 500; k++) {
      a.advance();
      b.advance();
      product.advance();
    }
    double expected = decayed(0.5 * 0.25, tauC, 1e300) + decayed(0.5 * 3, tauC, 90) + decayed(0.25 * 2, tauC, 30)
        + decayed(6, 1 / (1 / tauC + 1.0 / 30), 90);
    assertEquals(expected, product.between(start, start + 500, 0), 1e-10);
  }

  private static double decayed(double level, double tau, double course) {
    double rate = 1 / tau + 1 / course;
    return -level * Math.expm1(-50 * rate) / rate;
  }

  /** The field is sampled at every step, and a straight line between the samples integrated by Simpson's rule in small parts. */
  @Property(tries = 20)
  void whereTheModulatorDiffusesEachPlaceHasItsOwn(@ForAll long seed) {
    double tauC = 40;
    int stride = 8;
    var lattice = new Lattice(new int[] {4, 3}, new double[] {3, 3}, new double[2], Boundary.PERIODIC);
    var field = new Diffusing(model("n", 0, new Clearance.Exponential(25)), lattice, 0.3, H, stride);
    var global = new WellMixed(model("g", 1, new Clearance.Exponential(1e9)), 1, H);
    Map<String, Concentration> modulators = Map.of("n", field, "g", global);
    var integral = new ModulatedIntegral(ThirdFactor.of("n").times(ThirdFactor.of("g")), modulators, tauC, H, 2000);
    var random = new Random(seed);
    int steps = 1500;
    double[][] left = new double[12][steps];
    double[][] right = new double[12][steps];
    double[] strideEnd = new double[12];
    for (int k = 0; k < steps; k++) {
      for (int p = 0; p < 12; p++) {
        left[p][k] = field.deviation(p);
      }
      field.advance();
      global.advance();
      integral.advance();
      for (int p = 0; p < 12; p++) {
        right[p][k] = (k + 1) % stride == 0 ? field.deviationAtEnd(p) : field.deviation(p);
      }
      if (random.nextInt(20) == 0) {
        field.release(random.nextInt(12), random.nextDouble());
      }
    }
    for (int k = 0; k < 50; k++) {
      long[] ends = random.longs(2, 0, steps + 1).sorted().toArray();
      int p = random.nextInt(12);
      double expected = 0;
      for (int s = (int) ends[0]; s < ends[1]; s++) {
        for (int part = 0; part < 4; part++) {
          double u = part / 4.0;
          double[] f = new double[3];
          for (int e = 0; e < 3; e++) {
            double v = u + e / 8.0;
            f[e] = (left[p][s] + v * (right[p][s] - left[p][s])) * Math.exp(-(s + v - ends[0]) * H / tauC);
          }
          expected += H / 24 * (f[0] + 4 * f[1] + f[2]);
        }
      }
      assertEquals(expected, integral.between(ends[0], ends[1], p), 1e-10 * expected + 1e-300);
    }
  }
}
