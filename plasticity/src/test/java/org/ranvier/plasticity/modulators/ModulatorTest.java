package org.ranvier.plasticity.modulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ranvier.plasticity.diffusion.Boundary;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.kinetics.LambertW;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.ReceptorModel;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.simulator.RanvierException;

final class ModulatorTest {
  private static final double H = 0.1;

  static ModulatorModel model(double baseline, Clearance clearance) {
    return new ModulatorModel("dopamine", "nM", baseline, clearance, false);
  }

  private static SpikeRelease release(Release how, Depletion depletion, double[] weight, int delay) {
    return new SpikeRelease(how, depletion, new SpikeRelease.Releasing(10, weight, new int[1]), delay, 20, H, null);
  }

  private static void pass(Concentration c, int steps) {
    for (int k = 0; k < steps; k++) {
      c.advance();
    }
  }

  @Property(tries = 50)
  void anyTrainOfReleasesDecaysInItsClosedForm(@ForAll long seed, @ForAll @DoubleRange(min = 0.5, max = 500) double tau) {
    var c = new WellMixed(model(5, new Clearance.Exponential(tau)), 1, H);
    var random = new Random(seed);
    double expected = 0;
    for (int k = 1; k <= 2000; k++) {
      c.advance();
      if (random.nextInt(50) == 0) {
        double x = random.nextDouble();
        c.release(0, x);
        expected += x * Math.exp(-(2000 - k) * H / tau);
      }
    }
    assertEquals(expected, c.deviation(0), 1e-12 * (expected + 1e-300));
    assertEquals(5 + c.deviation(0), c.at(0));
  }

  @Test
  void uptakeStepByStepIsItsClosedForm() {
    var c = new WellMixed(model(0, new Clearance.MichaelisMenten(4, 200)), 1, H);
    c.release(0, 1000);
    pass(c, 10_000);
    assertEquals(200 * LambertW.of(5 * Math.exp(5 - 4.0 * 1000 / 200)), c.at(0), 1e-11);
  }

  @Test
  void concentrationsDoNotFallBelowZeroButSignedOnesDo() {
    var c = new WellMixed(model(5, new Clearance.Exponential(10)), 1, H);
    c.release(0, -8);
    assertEquals(0, c.at(0));
    var signed = new WellMixed(new ModulatorModel("error", "1", 0, new Clearance.Exponential(10), true), 1, H);
    signed.release(0, -8);
    assertEquals(-8, signed.at(0));
  }

  @Test
  void whatIsMomentaryLastsForOneStep() {
    var c = new WellMixed(new ModulatorModel("reward", "1", 0, new Clearance.Momentary(), true), 1, H);
    c.release(0, -2);
    assertEquals(-2, c.at(0));
    c.advance();
    assertEquals(-2, c.deviationAtNode(2, 0));
    assertTrue(c.at(0) == 0);
    c.advance();
    assertTrue(c.deviationAtNode(2, 0) == 0);
  }

  @Test
  void aClampHoldsAgainstReleaseAndUptake() {
    var c = new WellMixed(model(5, new Clearance.Exponential(10)), 2, H);
    c.clamp(1, 20);
    c.release(1, 100);
    c.release(0, 100);
    pass(c, 10);
    assertEquals(20, c.at(1));
    assertEquals(15, c.deviationAtNode(3, 1));
    assertEquals(5 + 100 * Math.exp(-0.1), c.at(0), 1e-12);
    c.unclamp(1);
    pass(c, 10);
    assertEquals(5 + 15 * Math.exp(-0.1), c.at(1), 1e-12);
  }

  @Test
  void releaseComesAfterItsDelayWithTheWeightOfItsNeuron() {
    var c = new WellMixed(model(0, new Clearance.None()), 1, H);
    var release = release(new Release.PerSpike(2), null, new double[] {1, 0, 3, 0, 0, 0, 0, 0, 0, 0}, 15);
    release.spikes(1, new int[] {9, 0, 1, 2}, 1, 3);
    for (int k = 1; k <= 20; k++) {
      c.advance();
      release.arrive(k, c);
      assertEquals(k < 16 ? 0 : 8, c.at(0));
    }
  }

  @Property(tries = 50)
  void howSpikesAreReportedInPartsDoesNotMatterInAnyBit(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int cut) {
    double[] levels = new double[2];
    for (int way = 0; way < 2; way++) {
      var random = new Random(seed);
      double[] weight = random.doubles(10).toArray();
      int[] place = random.ints(10, 0, 2).toArray();
      var release = new SpikeRelease(new Release.PerSpike(0.1), new Depletion(0.3, 50), new SpikeRelease.Releasing(10, weight, place), 3, 5, H, null);
      var c = new WellMixed(model(0, new Clearance.Exponential(10)), 2, H);
      int[] all = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
      for (int k = 1; k < 200; k++) {
        c.advance();
        release.arrive(k, c);
        if (random.nextInt(4) == 0) {
          int split = way == 0 ? 10 : cut;
          release.spikes(k, all, 0, split);
          release.spikes(k, all, split, 10 - split);
        }
      }
      levels[way] = c.at(0) + 7 * c.at(1);
    }
    assertEquals(levels[0], levels[1]);
  }

  @Test
  void aStoreEmptiesAndRecovers() {
    var c = new WellMixed(model(0, new Clearance.None()), 1, H);
    var release = release(new Release.PerSpike(1), new Depletion(0.4, 100), new double[] {1}, 1);
    double level = 1;
    double expected = 0;
    long last = 0;
    for (int k = 1; k < 1000; k++) {
      c.advance();
      release.arrive(k, c);
      if (k % 130 == 0) {
        release.spikes(k, new int[] {4}, 0, 1);
        level = 1 - (1 - level) * Math.exp(-(k - last) * H / 100);
        expected += level;
        level *= 0.6;
        last = k;
      }
    }
    assertEquals(expected, c.at(0), 1e-12);
    assertTrue(expected < 6.5); // of 7 spikes
  }

  @Test
  void onlyVolleysReleaseWhereVolleysDo() {
    var c = new WellMixed(model(0, new Clearance.None()), 1, H);
    var release = release(new Release.PerVolley(5, 4, 1.0), null, new double[] {1}, 1);
    int[] some = {0, 1, 2, 3, 4};
    double[] seen = new double[120];
    for (int k = 1; k < 120; k++) {
      c.advance();
      release.arrive(k, c);
      seen[k] = c.at(0);
      switch (k) {
        case 10, 25, 40, 45 -> release.spikes(k, some, 0, 2); // 1.5 ms apart, then 0.5 ms
        case 80 -> release.spikes(k, some, 0, 5);
        default -> {}
      }
    }
    assertEquals(0, seen[45]);
    assertEquals(5, seen[46]);
    assertEquals(5, seen[80]);
    assertEquals(10, seen[119]);
  }

  @Test
  void autoreceptorsReduceRelease() {
    var c = new WellMixed(model(0, new Clearance.None()), 1, H);
    var gain = new SpikeRelease.Gain(c, ReceptorModel.instant(new Response.Hill(10, 1)), new Effect.Scaled(-0.8));
    var release = new SpikeRelease(new Release.PerSpike(10), null, new SpikeRelease.Releasing(10, new double[] {1}, new int[1]), 1, 1, H, gain);
    for (int k = 1; k < 4; k++) {
      c.advance();
      release.arrive(k, c);
      release.spikes(k, new int[] {0}, 0, 1);
    }
    assertEquals(10 + 10 * (1 - 0.8 * 0.5), c.at(0), 1e-12);
  }

  @Property(tries = 30)
  void aModulatorDrivenByAnotherIsItsLowPass(
      @ForAll @DoubleRange(min = 5, max = 100) double fast, @ForAll @DoubleRange(min = 105, max = 1000) double slow) {
    var from = new WellMixed(model(3, new Clearance.Exponential(fast)), 1, H);
    var to = new WellMixed(model(3, new Clearance.Exponential(slow)), 1, H);
    var drive = new Drive(from, to, new Response.Proportional(1), 1 / slow);
    from.release(0, 1);
    for (int k = 0; k < 3000; k++) {
      from.advance();
      drive.apply();
      to.advance();
    }
    double expected = (Math.exp(-300 / slow) - Math.exp(-300 / fast)) * fast / (slow - fast);
    assertEquals(expected, to.deviation(0), 1e-13);
  }

  @Test
  void aDriveAtRestLeavesTheBaselineInEveryBit() {
    var from = new WellMixed(model(0.3, new Clearance.Exponential(10)), 1, H);
    var to = new WellMixed(model(0.7, new Clearance.MichaelisMenten(1, 2)), 1, H);
    var drive = new Drive(from, to, new Response.Hill(1, 2), 0.01);
    for (int k = 0; k < 100; k++) {
      from.advance();
      drive.apply();
      to.advance();
    }
    assertEquals(0.0, to.deviation(0));
    from.clamp(0, 1.0);
    for (int k = 0; k < 200_000; k++) {
      from.advance();
      drive.apply();
      to.advance();
    }
    double production = 0.7 / 2.7 + 0.01 * (0.5 - new Response.Hill(1, 2).at(0.3));
    assertEquals(2 * production / (1 - production), to.at(0), 1e-6); // where V·n/(K + n) is the production
  }

  private static Diffusing field(Clearance clearance, int stride) {
    return new Diffusing(
        model(2, clearance), new Lattice(new int[] {9, 8}, new double[] {5, 5}, new double[2], Boundary.REFLECTING), 0.3, H, stride);
  }

  @Test
  void whatDiffusesWithoutUptakeKeepsItsMass() {
    for (int stride : new int[] {1, 7}) {
      Diffusing c = field(new Clearance.None(), stride);
      double mass = 0;
      for (int k = 1; k < 7000; k++) {
        c.advance();
        if (k % 50 == 0) {
          c.release(k % 72, 1 + k);
          mass += 1 + k;
        }
      }
      assertEquals(mass, c.total(), 1e-12 * mass);
    }
  }

  @Test
  void diffusionAndDecayTogetherAreTheirProduct() {
    Diffusing decaying = field(new Clearance.Exponential(40), 10);
    Diffusing plain = field(new Clearance.None(), 10);
    decaying.release(30, 5);
    plain.release(30, 5);
    pass(decaying, 500);
    pass(plain, 500);
    for (int p = 0; p < 72; p++) {
      assertEquals(plain.deviation(p) * Math.exp(-50.0 / 40), decaying.deviation(p), 1e-14);
    }
  }

  @Test
  void uptakeSplitFromDiffusionIsOfSecondOrderInTheStride() {
    var uptake = new Clearance.MichaelisMenten(0.5, 3);
    double[] error = new double[2];
    Diffusing exact = field(uptake, 1);
    exact.release(30, 500);
    pass(exact, 640);
    for (int e = 0; e < 2; e++) {
      Diffusing c = field(uptake, e == 0 ? 32 : 16);
      c.release(30, 500);
      pass(c, 640);
      for (int p = 0; p < 72; p++) {
        error[e] = Math.max(error[e], Math.abs(c.deviation(p) - exact.deviation(p)));
      }
    }
    assertTrue(error[1] < 0.1, "error " + error[1]);
    assertEquals(4, error[0] / error[1], 1);
  }

  @Test
  void withinAStrideTheFieldIsLinearAndReleasesComeAtItsEnd() {
    Diffusing c = field(new Clearance.Exponential(40), 10);
    c.release(30, 5);
    pass(c, 3);
    c.release(31, 1);
    double begin = c.deviationAtBegin(31);
    double end = c.deviationAtEnd(31);
    assertEquals(begin + 0.3 * (end - begin), c.deviation(31), 1e-15);
    pass(c, 7);
    assertEquals(end + 1, c.deviation(31), 1e-15);
  }

  @Test
  void aClampedVoxelIsASourceOfItsNeighbours() {
    Diffusing c = field(new Clearance.None(), 500);
    c.clamp(0, 10);
    pass(c, 3_000_000);
    for (int p = 0; p < 72; p++) {
      assertEquals(10, c.at(p), 1e-3);
    }
    c.clamp(71, 0);
    pass(c, 500);
    assertEquals(0, c.at(71));
  }

  @Test
  void modulatorsWithoutMeaningAreRefused() {
    assertRefused(() -> new ModulatorModel(" ", "nM", 0, new Clearance.None(), false), "name of a modulator is empty");
    assertRefused(() -> model(-1, new Clearance.None()), "baseline -1 nM");
    assertRefused(() -> new ModulatorModel("x", "1", 0, new Clearance.MichaelisMenten(1, 1), true), "saturable uptake");
    assertRefused(() -> new Clearance.Exponential(0), "time constant of the decay 0.0 ms");
    assertRefused(() -> new Clearance.MichaelisMenten(1, -1), "-1.0 must be above 0");
    assertRefused(() -> new Depletion(1.5, 10), "fraction of the store that a release takes, 1.5");
    assertRefused(() -> new Depletion(0.5, 0), "recovery of the store, 0.0 ms");
    assertRefused(() -> new Release.PerVolley(1, 0, 1), "a volley of 0 spikes");
    assertRefused(() -> new Release.PerVolley(1, 2, 0), "window of a volley 0.0 ms");
    assertRefused(() -> new Release.PerSpike(Double.NaN), "amount of release NaN");
    assertRefused(() -> field(new Clearance.Momentary(), 1), "cannot diffuse");
  }

  private static void assertRefused(Executable work, String part) {
    String message = assertThrows(RanvierException.class, work).getMessage();
    assertTrue(message.contains(part), message);
  }
}
