package org.ranvier.plasticity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ranvier.plasticity.Wiring.Synapse;
import org.ranvier.plasticity.loops.PairLoops;
import org.ranvier.plasticity.loops.Pairing;
import org.ranvier.plasticity.loops.Triplets;
import org.ranvier.plasticity.rules.Calcium;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.CalciumCourse;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.plastic.Dendrite;
import org.ranvier.simulator.plastic.EventRecorder;
import org.ranvier.simulator.plastic.EventRecorder.WeightEvent;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/** What is computed late and for many synapses at once is what is computed at every event, for each synapse alone. */
final class LazyUpdateTest {
  static final int STEPS = 2000;
  private static final double TAU_PLUS = 20;
  private static final double TAU_MINUS = 30;
  private static final double TAU_X = 60;
  private static final double TAU_Y = 80;
  private static final double STEP_MS = 0.1;

  /** A random network of two populations. */
  static final class Case {
    final Random random;
    final int[][] pre;
    final int[][] post;
    final Wiring wiring;
    final Dendrite dendrite;
    final Pairing pairing;
    final PairRule rule;
    final Triplets amplitudes;
    final boolean inhibitory;
    final boolean ofCalcium;
    final Calcium calcium;
    final CalciumCourse course;

    Case(long seed) {
      this(seed, false);
    }

    Case(long seed, boolean onlyCalcium) {
      random = new Random(seed);
      int targets = 1 + random.nextInt(200);
      int sources = 1 + random.nextInt(12);
      pre = Trains.any(random, sources, STEPS, 300, 4, 40);
      post = Trains.any(random, targets, STEPS, 300, 4, 40);
      inhibitory = random.nextInt(3) == 0;
      dendrite = Wiring.anyDendrite(random);
      var synapses = new ArrayList<Synapse>();
      int delays = 1 + random.nextInt(20);
      for (int k = 0; k < 200; k++) {
        int delay = 8 + random.nextInt(delays);
        double w = (10 + 80 * random.nextDouble()) * (inhibitory ? -1 : 1);
        synapses.add(new Synapse(random.nextInt(sources), random.nextInt(targets), delay, 1 + random.nextInt(delay), w));
      }
      wiring = new Wiring(synapses);
      pairing = Pairing.values()[random.nextInt(Pairing.values().length)];
      WeightDependence dependence =
          switch (random.nextInt(6)) {
            case 0 -> WeightDependence.additive(0.8, 0.9);
            case 1 -> WeightDependence.multiplicative(0.02, 1.05, 100);
            case 2 -> WeightDependence.gutig(0.02, 1.1, 0.4, 0.3, 100);
            case 3 -> WeightDependence.powerLaw(0.1, 0.1, 0.4);
            case 4 -> WeightDependence.vanRossum(1, 0.02);
            default -> WeightDependence.log(1, 0.5, 40, 5, 5);
          };
      Bounds bounds = Bounds.upTo(100);
      rule =
          switch (random.nextInt(4)) {
            case 0 -> PairRule.antiHebbian(dependence, bounds);
            case 1 -> PairRule.homeostatic(0.5, 0.3, bounds);
            default -> PairRule.hebbian(dependence, bounds);
          };
      ofCalcium = random.nextInt(5) == 0 || onlyCalcium;
      Calcium plain = Calcium.between(5, 95).jumps(0.8, 1.4).tauCalciumMs(8).rates(150, 300, onlyCalcium ? 10_000 : 2000);
      Calcium other = random.nextBoolean() ? plain : plain.withDoubleWell().thresholds(1.2, 0.9);
      calcium = random.nextBoolean() ? other : other.preDelayMs(STEP_MS * (1 + random.nextInt(40)));
      course = CalciumOracle.course(calcium, STEP_MS);
      amplitudes = pairing == Pairing.TRIPLET ? new Triplets(0.5, 0.4, 0.6, 0.3) : Triplets.NONE;
    }

    Engine engine(boolean wide, int threads) {
      var times = new PairLoops.Times(TAU_PLUS * STEP_MS, TAU_MINUS * STEP_MS, TAU_X * STEP_MS, TAU_Y * STEP_MS);
      PlasticRule loops =
          ofCalcium
              ? calcium.compile(Transmission.PLAIN)
              : new PairLoops(pairing, rule, amplitudes, times, false, Transmission.PLAIN);
      var projection = new PlasticProjection("p", 0, 1, ReceptorChoice.always(0), wiring, loops, dendrite, wide);
      int[] all = new int[post.length];
      Arrays.setAll(all, i -> i);
      return new Engine(
          new EngineSpec(
              new TimeGrid(STEP_MS), 1, threads, List.of(Trains.population("pre", pre), Trains.population("post", post)),
                  List.of(),
              List.of(), List.of(new ProbeSpec(1, List.of("heard"), all, 1)))
              .withPlastic(List.of(projection)));
    }

    /** What a synapse's weight should be, and what it should have delivered. */
    double oracle(Synapse s, int until, List<Oracle.Delivered> delivered) {
      int[] sourceTrain = pre[s.source()];
      int[] targetTrain = post[s.target()];
      int dendritic = dendritic(s);
      double w = Math.abs(s.weight());
      if (ofCalcium) {
        w = new CalciumOracle(calcium, course, STEP_MS, w).run(sourceTrain, targetTrain, s.delay() - dendritic, dendritic, until,
            delivered);
      } else {
        var oracle = new Oracle(pairing, rule, amplitudes, new Oracle.Times(TAU_PLUS, TAU_MINUS, TAU_X, TAU_Y), w);
        w = oracle.run(sourceTrain, targetTrain, s.delay() - dendritic, dendritic, until);
        delivered.addAll(oracle.delivered());
      }
      return inhibitory ? -w : w;
    }

    int dendritic(Synapse s) {
      return switch (dendrite.kind()) {
        case AXONAL -> s.delay() - dendrite.steps();
        case DENDRITIC -> dendrite.steps();
        case DRAWN -> s.dendritic();
      };
    }
  }

  private static List<EventRecorder> record(Engine engine) {
    var recorders = new ArrayList<EventRecorder>();
    for (PlasticPart part : engine.plasticParts(0)) {
      var recorder = new EventRecorder((source, target) -> true, part.projection().rule());
      part.record(recorder);
      recorders.add(recorder);
    }
    return recorders;
  }

  /** Weights by (source, target, delay): those of equal keys are compared sorted. */
  private static double[] sorted(SynapseTable table, int source, int target, int delay) {
    return IntStream.range(0, table.size())
        .filter(k -> table.sources()[k] == source && table.targets()[k] == target && table.delays()[k] == delay)
        .mapToDouble(k -> table.values()[k])
        .sorted()
        .toArray();
  }

  @Property(tries = 60)
  void weightsAreThoseOfASynapseThatIsUpdatedAtEveryEvent(
      @ForAll long seed, @ForAll boolean wide, @ForAll @IntRange(min = 1, max = STEPS) int until) {
    var c = new Case(seed);
    Engine engine = c.engine(wide, 1);
    engine.run(until, RunMonitor.NONE);
    SynapseTable found = SynapseTable.read(engine.plasticParts(0), -1);
    double tolerance = wide ? 1e-9 : 1e-5;
    for (Synapse s : c.wiring.synapses()) {
      double[] expected =
          c.wiring.synapses().stream()
              .filter(o -> o.source() == s.source() && o.target() == s.target() && o.delay() == s.delay())
              .mapToDouble(o -> c.oracle(o, until, new ArrayList<>()))
              .sorted()
              .toArray();
      assertArrayEquals(expected, sorted(found, s.source(), s.target(), s.delay()), 100 * tolerance, () -> c.ofCalcium + " "
          + c.pairing + " " + c.rule + " " + c.dendrite + " " + s);
    }
  }

  @Property(tries = 25)
  void whatIsDeliveredIsTheWeightOfThatMoment(@ForAll long seed) {
    var c = new Case(seed);
    Engine engine = c.engine(true, 1);
    var recorders = record(engine);
    engine.run(STEPS, RunMonitor.NONE);
    double[] sum = new double[c.post.length];
    long events = 0;
    for (Synapse s : c.wiring.synapses()) {
      var delivered = new ArrayList<Oracle.Delivered>();
      c.oracle(s, STEPS, delivered);
      for (Oracle.Delivered d : delivered) {
        if (d.spike() + s.delay() <= STEPS) {
          sum[s.target()] += c.inhibitory ? -d.weight() : d.weight();
          events++;
        }
      }
    }
    assertEquals(events, EventRecorder.merge(recorders).size());
    double[][] heard = engine.traces(false).getFirst().values();
    for (int i = 0; i < sum.length; i++) {
      assertEquals(sum[i], heard[i][STEPS - 1], 1e-5 * (1 + Math.abs(sum[i])), () -> c.ofCalcium + " " + c.pairing + " "
          + c.rule + " " + c.dendrite);
    }
  }

  /** A weight within the range of the rule, the same for synapses that cannot be told apart. */
  private static double given(int source, int target, int delay, boolean inhibitory) {
    double w = 6 + (source * 31 + target * 17 + delay * 7) % 88;
    return inhibitory ? -w : w;
  }

  @Property(tries = 12)
  void calciumWeightsThatAreSetAreThoseOfNow(@ForAll long seed, @ForAll boolean wide, @ForAll @IntRange(min = 1, max = STEPS - 1) int pause) {
    var c = new Case(seed, true);
    Engine engine = c.engine(wide, 2);
    engine.run(pause, RunMonitor.NONE);
    SynapseTable now = SynapseTable.read(engine.plasticParts(0), -1);
    double[] set = new double[now.size()];
    Arrays.setAll(set, k -> given(now.sources()[k], now.targets()[k], now.delays()[k], c.inhibitory));
    now.write(set);
    double tolerance = wide ? 1e-9 : 1e-3;
    assertArrayEquals(set, SynapseTable.read(engine.plasticParts(0), -1).values(), tolerance);
    engine.run(STEPS - pause, RunMonitor.NONE);
    SynapseTable found = SynapseTable.read(engine.plasticParts(0), -1);
    for (Synapse s : c.wiring.synapses()) {
      double[] expected =
          c.wiring.synapses().stream()
              .filter(o -> o.source() == s.source() && o.target() == s.target() && o.delay() == s.delay())
              .mapToDouble(
                  o -> {
                    int d = c.dendritic(o);
                    double w =
                        new CalciumOracle(c.calcium, c.course, STEP_MS, Math.abs(o.weight()))
                            .setting(pause, Math.abs(given(o.source(), o.target(), o.delay(), false)))
                            .run(c.pre[o.source()], c.post[o.target()], o.delay() - d, d, STEPS, new ArrayList<>());
                    return c.inhibitory ? -w : w;
                  })
              .sorted()
              .toArray();
      assertArrayEquals(expected, sorted(found, s.source(), s.target(), s.delay()), tolerance);
    }
  }

  private record Result(double[] weights, List<List<Object>> events, double[][] heard) {}

  private static Result run(Case c, boolean wide, int threads, int sweepEvery, int... runs) {
    Engine engine = c.engine(wide, threads);
    var recorders = record(engine);
    int done = 0;
    for (int steps : runs) {
      engine.run(steps, RunMonitor.NONE);
      done += steps;
      if (sweepEvery > 0) {
        engine.plasticParts(0).forEach(PlasticPart::sweep);
      }
    }
    assertEquals(STEPS, done);
    List<List<Object>> events =
        EventRecorder.merge(recorders).stream().map(e -> key(e)).toList();
    return new Result(SynapseTable.read(engine.plasticParts(0), -1).values(), events, engine.traces(false).getFirst().values());
  }

  private static List<Object> key(WeightEvent e) {
    return List.of(e.step(), e.source(), e.target(), e.delivered(), e.weight(), Arrays.hashCode(e.columns()));
  }

  @Property(tries = 20)
  void neitherThreadsNorPausesNorSweepsChangeABit(
      @ForAll long seed, @ForAll boolean wide, @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll @IntRange(min = 1, max = STEPS - 2) int pause) {
    var c = new Case(seed);
    Result whole = run(c, wide, 1, 0, STEPS);
    int[] pieces = new int[STEPS / 40];
    Arrays.fill(pieces, 40);
    same(whole, run(c, wide, threads, 0, STEPS), "threads");
    same(whole, run(c, wide, threads, 0, pause, 1, STEPS - pause - 1), "pauses");
    same(whole, run(c, wide, threads, 1, pause, STEPS - pause), "one sweep");
    same(whole, run(c, wide, threads, 1, pieces), "many sweeps");
  }

  private static void same(Result expected, Result found, String what) {
    assertArrayEquals(expected.weights, found.weights, what); // bit by bit
    assertEquals(expected.events, found.events, what);
    assertTrue(Arrays.deepEquals(expected.heard, found.heard), what);
  }
}
