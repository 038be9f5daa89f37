package org.ranvier.plasticity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.plasticity.ExactThreeFactorCase.STEPS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ranvier.plasticity.ExactWiring.Synapse;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.exact.plastic.ExactPlasticPart;
import org.ranvier.simulator.exact.plastic.ExactPlasticTable;

/** Three-factor rules at exact spike times, computed late, against a synapse that is updated at every event in real time. */
final class ExactThreeFactorLoopTest {
  private static double[] sorted(ExactPlasticTable table, Synapse s) {
    return IntStream.range(0, table.size())
        .filter(k -> table.sources()[k] == s.source() && table.targets()[k] == s.target() && table.delaysMs(ExactThreeFactorCase.GRID)[k] == s.delay())
        .mapToDouble(k -> table.values()[k])
        .sorted()
        .toArray();
  }

  @Property(tries = 25)
  void weightsAndEligibilitiesAreThoseOfASynapseThatIsUpdatedAtEveryEvent(
      @ForAll long seed, @ForAll boolean wide, @ForAll boolean watched, @ForAll @IntRange(min = 1, max = STEPS) int steps) {
    var c = new ExactThreeFactorCase(seed, false);
    Engine engine = c.engine(wide, 1, Transmission.PLAIN, watched);
    engine.run(steps, RunMonitor.NONE);
    double until = ExactThreeFactorCase.GRID.toMs(steps);
    for (int column = -1; column < 1; column++) {
      int of = column + 1;
      ExactPlasticTable found = ExactPlasticTable.read(engine.exactParts(0), column);
      for (Synapse s : c.synapses) {
        double[] expected =
            c.synapses.stream()
                .filter(o -> o.source() == s.source() && o.target() == s.target() && o.delay() == s.delay())
                .mapToDouble(o -> c.oracle(o, until, new ArrayList<>())[of])
                .sorted()
                .toArray();
        assertArrayEquals(expected, sorted(found, s), ExactThreeFactorCase.tolerance(wide, expected), () -> c + " " + s);
      }
    }
  }

  @Property(tries = 8)
  void whatIsDeliveredIsTheWeightOfThatMomentAtItsTime(@ForAll long seed) {
    var c = new ExactThreeFactorCase(seed, false);
    Engine engine = c.engine(true, 2, Transmission.PLAIN, true);
    engine.run(STEPS, RunMonitor.NONE);
    double until = ExactThreeFactorCase.GRID.toMs(STEPS);
    double[] sum = new double[c.targets()];
    for (Synapse s : c.synapses) {
      var delivered = new ArrayList<Double>();
      c.oracle(s, until + 10, delivered); // those too that reach the synapse later
      double[] spikes = c.spikes(s);
      assertEquals(spikes.length, delivered.size());
      for (int k = 0; k < spikes.length; k++) {
        double arrival = spikes[k] + s.delay();
        sum[s.target()] += arrival <= until ? delivered.get(k) * (1 + arrival) : 0;
      }
    }
    double[][] heard = engine.traces(false).getFirst().values();
    for (int i = 0; i < sum.length; i++) {
      assertEquals(sum[i], heard[i][0], 1e-10 * (1 + Math.abs(sum[i])), c::toString);
    }
  }

  private record Result(double[] weights, double[] eligibility, double[][] heard) {}

  private static Result run(ExactThreeFactorCase c, boolean wide, int threads, boolean sweep, int... runs) {
    Engine engine = c.engine(wide, threads, Transmission.stochastic(ShortTerm.of(0.4, 30, 20)), true);
    for (int steps : runs) {
      engine.run(steps, RunMonitor.NONE);
      if (sweep) {
        engine.exactParts(0).forEach(ExactPlasticPart::sweep);
      }
    }
    if (sweep) {
      assertTrue(engine.exactParts(0).getFirst().sweeps() > 2);
    }
    return new Result(
        ExactPlasticTable.read(engine.exactParts(0), -1).values(), ExactPlasticTable.read(engine.exactParts(0), 0).values(),
        engine.traces(false).getFirst().values());
  }

  @Property(tries = 10)
  void neitherThreadsNorPausesNorSweepsChangeABit(
      @ForAll long seed, @ForAll boolean wide, @ForAll @IntRange(min = 2, max = 4) int threads,
      @ForAll @IntRange(min = 1, max = STEPS - 2) int pause) {
    var c = new ExactThreeFactorCase(seed, false);
    Result whole = run(c, wide, 1, false, STEPS);
    int[] pieces = new int[STEPS / 25];
    Arrays.fill(pieces, 25);
    for (Result other : List.of(run(c, wide, threads, false, pause, STEPS - pause), run(c, wide, threads, true, pieces))) {
      assertArrayEquals(whole.weights, other.weights, 0, c::toString);
      assertArrayEquals(whole.eligibility, other.eligibility, 0, c::toString);
      assertArrayEquals(whole.heard, other.heard, c::toString);
    }
  }

  @Property(tries = 10)
  void whereModulatorsStayAtTheirBaselineWeightsKeepEveryBit(@ForAll long seed, @ForAll boolean wide) {
    var c = new ExactThreeFactorCase(seed, true);
    Engine engine = c.engine(wide, 2, Transmission.PLAIN, false);
    double[] before = ExactPlasticTable.read(engine.exactParts(0), -1).values();
    engine.run(STEPS, RunMonitor.NONE);
    assertArrayEquals(before, ExactPlasticTable.read(engine.exactParts(0), -1).values());
  }

  @Property(tries = 10)
  void weightsThatAreSetAreThoseOfNowAndGainWhatTheyWouldHaveGained(
      @ForAll long seed, @ForAll boolean wide, @ForAll @IntRange(min = 1, max = STEPS) int pause) {
    var c = new ExactThreeFactorCase(seed, false);
    Engine engine = c.engine(wide, 2, Transmission.PLAIN, false);
    Engine twin = c.engine(wide, 1, Transmission.PLAIN, true);
    engine.run(pause, RunMonitor.NONE);
    ExactPlasticTable before = ExactPlasticTable.read(engine.exactParts(0), -1);
    double[] set = before.values().clone();
    for (int k = 0; k < set.length; k++) {
      set[k] *= 1 - k % 3 / 4.0;
    }
    before.write(set);
    double[] found = ExactPlasticTable.read(engine.exactParts(0), -1).values();
    if (c.bounded()) { // what is still to be added may meet a bound on its way
      assertTrue(Arrays.stream(found).map(Math::abs).allMatch(w -> w >= 0 && w <= 170), c::toString);
      return;
    }
    assertArrayEquals(set, found, ExactThreeFactorCase.tolerance(wide, set), c::toString);
    if (c.dependence.equals(WeightDependence.additive(0.8, 0.9))) { // what is learnt does not depend on the weight
      engine.run(STEPS - pause, RunMonitor.NONE);
      twin.run(STEPS, RunMonitor.NONE);
      double[] expected = ExactPlasticTable.read(twin.exactParts(0), -1).values();
      for (int k = 0; k < set.length; k++) {
        expected[k] += set[k] - before.values()[k];
      }
      assertArrayEquals(expected, ExactPlasticTable.read(engine.exactParts(0), -1).values(), ExactThreeFactorCase.tolerance(wide, expected), c::toString);
    }
  }
}
