package org.ranvier.plasticity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ranvier.plasticity.Wiring.Synapse;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.loops.EligibilityTrace;
import org.ranvier.plasticity.loops.ThreeFactorLoops;
import org.ranvier.plasticity.modulation.Modulation;
import org.ranvier.plasticity.modulation.ModulatorPlan;
import org.ranvier.plasticity.modulation.ModulatorPlan.Place;
import org.ranvier.plasticity.modulators.ModulatorModel;
import org.ranvier.plasticity.modulators.Release;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.plastic.Dendrite;
import org.ranvier.simulator.plastic.EventRecorder;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/** Three-factor rules, computed at the events of a synapse, against a synapse that is carried through every step. */
final class ThreeFactorUpdateTest {
  private static final int STEPS = 3000;
  private static final double H = 0.1;
  private static final double TAU_PLUS = 2;
  private static final double TAU_MINUS = 3;
  private static final int DELAY = 9; // of release

  /** A random network of two populations and one that releases two modulators. */
  private static final class Case {
    final Random random;
    final int[][] pre;
    final int[][] post;
    final int[][] releasing;
    final Wiring wiring;
    final Dendrite dendrite;
    final List<EligibilityTrace> traces = new ArrayList<>();
    final double[] tauN;
    final double[] offset; // of the traces' third factors
    final WeightDependence dependence;
    final boolean inhibitory;

    Case(long seed) {
      random = new Random(seed);
      pre = Trains.any(random, 1 + random.nextInt(6), STEPS, 300, 4, 40);
      post = Trains.any(random, 1 + random.nextInt(20), STEPS, 300, 4, 40);
      releasing = Trains.any(random, 3, STEPS, 300, 4, 40);
      inhibitory = random.nextInt(3) == 0;
      dendrite = Wiring.anyDendrite(random);
      var synapses = new ArrayList<Synapse>();
      for (int k = 0; k < 40; k++) {
        int delay = 8 + random.nextInt(12);
        double w = (100 + 100 * random.nextDouble()) * (inhibitory ? -1 : 1);
        synapses.add(new Synapse(random.nextInt(pre.length), random.nextInt(post.length), delay, 1 + random.nextInt(delay), w));
      }
      wiring = new Wiring(synapses);
      tauN = new double[] {1 + 30 * random.nextDouble(), 1 + 30 * random.nextDouble()};
      offset = new double[] {random.nextBoolean() ? 0 : random.nextDouble(), 0};
      ThirdFactor first = offset[0] == 0 ? ThirdFactor.of("0") : ThirdFactor.of("0").minus(offset[0]);
      traces.add(new EligibilityTrace(1 + 60 * random.nextDouble(), 1, random.nextInt(2), 0.5, first));
      if (random.nextBoolean()) {
        traces.add(new EligibilityTrace(1 + 60 * random.nextDouble(), random.nextInt(2), 1, 2, ThirdFactor.of("1")));
      }
      dependence = random.nextBoolean() ? WeightDependence.additive(0.8, 0.9) : WeightDependence.multiplicative(0.02, 1.05, 400);
    }

    Engine engine(boolean wide, int threads, int mostRest) {
      var rule = PairRule.hebbian(dependence, Bounds.NONE);
      var loops = new ThreeFactorLoops(rule, Bounds.NONE, TAU_PLUS, TAU_MINUS, traces, Transmission.PLAIN, null, mostRest);
      var projection = new PlasticProjection("p", 0, 1, ReceptorChoice.always(0), wiring, loops, dendrite, wide);
      int[] all = new int[post.length];
      Arrays.setAll(all, i -> i);
      var populations = List.of(Trains.population("pre", pre), Trains.population("post", post), Trains.population("releasing", releasing));
      return new Engine(
          new EngineSpec(
                  new TimeGrid(H), 1, threads, populations, List.of(), List.of(), List.of(new ProbeSpec(1, List.of("heard"), all, 1)))
              .withPlastic(List.of(projection))
              .withFields(List.of(field())));
    }

    private FieldSpec field() {
      var plans = new ArrayList<ModulatorPlan>();
      for (int m = 0; m < 2; m++) {
        var model = new ModulatorModel(Integer.toString(m), "1", 0, new Clearance.Exponential(tauN[m]), false);
        var source =
            new ModulatorPlan.Source(
                "s", 2, 3, new Release.PerSpike(0.3), null, m == 0 ? new double[] {1, 0, 2} : new double[] {0, 1, 1}, new int[1], DELAY, null);
        plans.add(new ModulatorPlan(model, new Place.Mixed(1), List.of(source), List.of(), List.of(), Map.of()));
      }
      return new FieldSpec(List.of(2), DELAY, g -> new Modulation(plans, List.of(), g), List.of());
    }

    int dendritic(Synapse s) {
      return switch (dendrite.kind()) {
        case AXONAL -> s.delay() - dendrite.steps();
        case DENDRITIC -> dendrite.steps();
        case DRAWN -> s.dendritic();
      };
    }

    /** The weight after {@code until} steps, carried through each of them, and what is delivered on the way. */
    double replay(Synapse s, int until, List<double[]> delivered) {
      int d = dendritic(s);
      double w = Math.abs(s.weight());
      double[] c = new double[traces.size()];
      double[] n = new double[2];
      double x = 0;
      double y = 0;
      for (int t = 1; t <= until; t++) {
        double change = 0;
        for (int k = 0; k < c.length; k++) {
          EligibilityTrace trace = traces.get(k);
          double tauS = 1 / (1 / trace.tauMs() + 1 / tauN[k]);
          double f = -n[k] * tauS * Math.expm1(-H / tauS) + offset[k] * trace.tauMs() * Math.expm1(-H / trace.tauMs());
          change += trace.gain() * c[k] * f;
          c[k] *= Math.exp(-H / trace.tauMs());
        }
        w += change;
        x *= Math.exp(-H / TAU_PLUS);
        y *= Math.exp(-H / TAU_MINUS);
        boolean post = contains(this.post[s.target()], t - d);
        boolean pre = contains(this.pre[s.source()], t - s.delay() + d);
        if (post) {
          double jump = dependence.potentiated(w, x) - w;
          for (int k = 0; k < c.length; k++) {
            c[k] += traces.get(k).potentiation() * jump;
          }
        }
        if (pre) {
          delivered.add(new double[] {t + d, w});
          double jump = dependence.depressed(w, y) - w;
          for (int k = 0; k < c.length; k++) {
            c[k] += traces.get(k).depression() * jump;
          }
          x++;
        }
        y += post ? 1 : 0;
        for (int m = 0; m < 2; m++) {
          n[m] = n[m] * Math.exp(-H / tauN[m]);
          double[] weights = m == 0 ? new double[] {1, 0, 2} : new double[] {0, 1, 1};
          for (int i = 0; i < 3; i++) {
            n[m] += contains(releasing[i], t - DELAY) ? 0.3 * weights[i] : 0;
          }
        }
      }
      return inhibitory ? -w : w;
    }

    private static boolean contains(int[] sorted, int t) {
      return Arrays.binarySearch(sorted, t) >= 0;
    }
  }

  private static double[] sorted(SynapseTable table, Synapse s) {
    return IntStream.range(0, table.size())
        .filter(k -> table.sources()[k] == s.source() && table.targets()[k] == s.target() && table.delays()[k] == s.delay())
        .mapToDouble(k -> table.values()[k])
        .sorted()
        .toArray();
  }

  @Property(tries = 25)
  void weightsAreThoseOfASynapseThatIsCarriedThroughEveryStep(
      @ForAll long seed, @ForAll boolean wide, @ForAll @IntRange(min = 1, max = STEPS) int until, @ForAll boolean often) {
    var c = new Case(seed);
    Engine engine = c.engine(wide, 1, often ? 100 : Integer.MAX_VALUE);
    engine.run(until, RunMonitor.NONE);
    SynapseTable found = SynapseTable.read(engine.plasticParts(0), -1);
    for (Synapse s : c.wiring.synapses()) {
      double[] expected =
          c.wiring.synapses().stream()
              .filter(o -> o.source() == s.source() && o.target() == s.target() && o.delay() == s.delay())
              .mapToDouble(o -> c.replay(o, until, new ArrayList<>()))
              .sorted()
              .toArray();
      assertArrayEquals(expected, sorted(found, s), tolerance(wide, expected), () -> c.traces + " " + c.dendrite + " " + s);
    }
  }

  @Property(tries = 10)
  void whatIsDeliveredIsTheWeightOfThatMoment(@ForAll long seed) {
    var c = new Case(seed);
    Engine engine = c.engine(true, 1, 200);
    engine.run(STEPS, RunMonitor.NONE);
    double[] sum = new double[c.post.length];
    for (Synapse s : c.wiring.synapses()) {
      var delivered = new ArrayList<double[]>();
      c.replay(s, STEPS, delivered);
      for (double[] d : delivered) {
        sum[s.target()] += d[0] <= STEPS ? (c.inhibitory ? -d[1] : d[1]) : 0;
      }
    }
    double[][] heard = engine.traces(false).getFirst().values();
    for (int i = 0; i < sum.length; i++) {
      assertEquals(sum[i], heard[i][STEPS - 1], 1e-5 * (1 + Math.abs(sum[i])));
    }
  }

  private record Result(double[] weights, double[] eligibility, List<Integer> events) {}

  private static Result run(Case c, boolean wide, int threads, boolean sweeping, int... runs) {
    Engine engine = c.engine(wide, threads, 150);
    var recorders = new ArrayList<EventRecorder>();
    for (PlasticPart part : engine.plasticParts(0)) {
      var recorder = new EventRecorder((source, target) -> true, part.projection().rule());
      part.record(recorder);
      recorders.add(recorder);
    }
    for (int steps : runs) {
      engine.run(steps, RunMonitor.NONE);
      if (sweeping) {
        engine.plasticParts(0).forEach(PlasticPart::sweep);
      }
    }
    var events =
        EventRecorder.merge(recorders).stream()
            .map(e -> List.of(e.step(), e.source(), e.target(), e.delivered(), Arrays.hashCode(e.columns())).hashCode())
            .toList();
    List<PlasticPart> parts = engine.plasticParts(0);
    return new Result(SynapseTable.read(parts, -1).values(), SynapseTable.read(parts, 0).values(), events);
  }

  @Property(tries = 15)
  void neitherThreadsNorPausesNorSweepsChangeABit(
      @ForAll long seed, @ForAll boolean wide, @ForAll @IntRange(min = 2, max = 4) int threads,
      @ForAll @IntRange(min = 1, max = STEPS - 2) int pause) {
    var c = new Case(seed);
    Result whole = run(c, wide, 1, false, STEPS);
    int[] pieces = new int[STEPS / 10];
    Arrays.fill(pieces, 10);
    same(whole, run(c, wide, threads, false, STEPS), "threads");
    same(whole, run(c, wide, threads, false, pause, 1, STEPS - pause - 1), "pauses");
    same(whole, run(c, wide, threads, true, pause, STEPS - pause), "one sweep");
    same(whole, run(c, wide, 1, true, pieces), "many sweeps");
  }

  @Property(tries = 25)
  void weightsThatAreSetAreThoseOfNowAndGainWhatTheyWouldHaveGained(
      @ForAll long seed, @ForAll boolean wide, @ForAll @IntRange(min = 1, max = STEPS) int pause, @ForAll boolean often) {
    var c = new Case(seed);
    Engine engine = c.engine(wide, 2, often ? 150 : Integer.MAX_VALUE);
    Engine twin = c.engine(wide, 1, often ? 150 : Integer.MAX_VALUE);
    engine.run(pause, RunMonitor.NONE);
    SynapseTable before = SynapseTable.read(engine.plasticParts(0), -1);
    double[] set = before.values().clone();
    for (int k = 0; k < set.length; k++) {
      set[k] *= 1 + (k % 3) / 4.0;
    }
    before.write(set);
    boolean additive = c.dependence.equals(WeightDependence.additive(0.8, 0.9)); // what is learnt does not depend on the weight
    assertArrayEquals(set, SynapseTable.read(engine.plasticParts(0), -1).values(), tolerance(wide, set));
    engine.run(STEPS - pause, RunMonitor.NONE);
    twin.run(STEPS, RunMonitor.NONE);
    if (additive) {
      double[] expected = SynapseTable.read(twin.plasticParts(0), -1).values().clone();
      for (int k = 0; k < set.length; k++) {
        expected[k] += set[k] - before.values()[k];
      }
      assertArrayEquals(expected, SynapseTable.read(engine.plasticParts(0), -1).values(), tolerance(wide, expected));
    }
  }

  /** Weights without bounds may become large, and are rounded in proportion. */
  private static double tolerance(boolean wide, double[] weights) {
    double largest = Arrays.stream(weights).map(Math::abs).max().orElse(0);
    return (wide ? 1e-9 : 2e-2) * Math.max(1, largest / 1000);
  }

  private static void same(Result expected, Result found, String what) {
    assertArrayEquals(expected.weights, found.weights, what); // bit by bit
    assertArrayEquals(expected.eligibility, found.eligibility, what);
    assertEquals(expected.events, found.events, what);
    assertTrue(expected.weights.length > 0);
  }
}
