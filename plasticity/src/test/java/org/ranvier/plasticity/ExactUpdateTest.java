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
import org.junit.jupiter.api.Test;
import org.ranvier.plasticity.ExactWiring.Synapse;
import org.ranvier.plasticity.loops.Loops;
import org.ranvier.plasticity.loops.PairLoops;
import org.ranvier.plasticity.loops.Pairing;
import org.ranvier.plasticity.loops.Triplets;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.plasticity.transmission.ThreeState;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.exact.plastic.ExactPlasticPart;
import org.ranvier.simulator.exact.plastic.ExactPlasticTable;
import org.ranvier.simulator.plastic.Dendrite;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/** Learning from exact spike times: what is computed late is what is computed at every event, with real times. */
final class ExactUpdateTest {
  private static final int STEPS = 1000;
  private static final double UNTIL = 100;
  private static final PairLoops.Times TAUS = new PairLoops.Times(2.1, 3.3, 6.7, 8.9);

  private static final class Case {
    final Random random;
    final boolean coincident;
    final double[][] pre;
    final double[][] post;
    final boolean gridSources;
    final boolean inhibitory;
    final Dendrite dendrite;
    final List<Synapse> synapses = new ArrayList<>();
    final Pairing pairing;
    final PairRule rule;
    final Triplets amplitudes;

    Case(long seed) {
      random = new Random(seed);
      coincident = random.nextInt(3) == 0;
      gridSources = random.nextInt(4) == 0;
      pre = trains(1 + random.nextInt(8), gridSources);
      post = trains(1 + random.nextInt(150), false);
      inhibitory = random.nextInt(3) == 0;
      boolean slow = random.nextBoolean(); // several spikes of a source in an epoch, and few delays
      double shortest = coincident ? 0.5 : slow ? 2 + 3 * random.nextDouble() : 0.07 + random.nextDouble();
      double part = coincident ? 0.25 * (1 + random.nextInt(2)) : shortest * (0.1 + 0.9 * random.nextDouble());
      dendrite =
          switch (random.nextInt(3)) {
            case 0 -> Dendrite.ALL;
            case 1 -> Dendrite.exact(Dendrite.Kind.AXONAL, coincident ? 0.25 : 0.9 * part);
            default -> Dendrite.exact(Dendrite.Kind.DENDRITIC, part);
          };
      boolean same = random.nextInt(3) == 0;
      for (int k = 0; k < (slow ? 20 : 120); k++) {
        double delay = same ? shortest : coincident ? 0.5 * (1 + random.nextInt(6)) : shortest + 3 * random.nextDouble();
        double w = (10 + 80 * random.nextDouble()) * (inhibitory ? -1 : 1);
        synapses.add(new Synapse(random.nextInt(pre.length), random.nextInt(post.length), delay, w));
      }
      pairing = Pairing.values()[random.nextInt(Pairing.values().length)];
      WeightDependence dependence =
          random.nextBoolean() ? WeightDependence.additive(0.8, 0.9) : WeightDependence.gutig(0.02, 1.1, 0.4, 0.3, 100);
      rule =
          switch (random.nextInt(4)) {
            case 0 -> PairRule.antiHebbian(dependence, Bounds.upTo(100));
            case 1 -> PairRule.homeostatic(0.5, 0.3, Bounds.upTo(100));
            default -> PairRule.hebbian(dependence, Bounds.upTo(100));
          };
      amplitudes = pairing == Pairing.TRIPLET ? new Triplets(0.5, 0.4, 0.6, 0.3) : Triplets.NONE;
    }

    private double[][] trains(int neurons, boolean onGrid) {
      double[][] trains = new double[neurons][];
      for (int i = 0; i < neurons; i++) {
        int spikes = random.nextInt(4) * random.nextInt(30);
        double span = random.nextBoolean() ? UNTIL - 1 : 15;
        double start = (UNTIL - 1 - span) * random.nextDouble();
        trains[i] =
            random.doubles(spikes, start + 0.01, start + span)
                .map(t -> onGrid ? TimeGrid.DEFAULT.toMs(1 + (long) (t * 10)) : coincident ? Math.ceil(4 * t) / 4 : t)
                .distinct()
                .sorted()
                .toArray();
      }
      return trains;
    }

    PlasticRule loops(Transmission transmission) {
      return new PairLoops(pairing, rule, amplitudes, TAUS, false, transmission);
    }

    Engine engine(PlasticRule loops, boolean wide, int threads) {
      return engine(loops, wide, threads, true);
    }

    /**
     * @param watched whether a probe looks at the targets, for whose sake they advance step by step
     */
    Engine engine(PlasticRule loops, boolean wide, int threads, boolean watched) {
      var projection = new PlasticProjection("p", 0, 1, ReceptorChoice.always(0), new ExactWiring(synapses), loops, dendrite, wide);
      int[] all = IntStream.range(0, post.length).toArray();
      int[][] steps = Arrays.stream(pre).map(t -> Arrays.stream(t).mapToInt(x -> (int) Math.round(10 * x)).toArray()).toArray(int[][]::new);
      return new Engine(
          new EngineSpec(
              TimeGrid.DEFAULT, 1, threads,
              List.of(gridSources ? Trains.population("pre", steps) : ExactTrains.population("pre", pre), ExactTrains.population("post", post)),
              List.of(), List.of(), watched ? List.of(new ProbeSpec(1, List.of("heard"), all, STEPS)) : List.of())
              .withPlastic(List.of(projection)));
    }

    double oracle(Synapse s, double until, List<Oracle.Delivered> delivered) {
      boolean axonal = dendrite.kind() == Dendrite.Kind.AXONAL;
      double a = axonal ? dendrite.ms() : s.delay() - dendrite.ms();
      var times = new Oracle.Times(TAUS.plusMs(), TAUS.minusMs(), TAUS.slowPlusMs(), TAUS.slowMinusMs());
      var oracle = new Oracle(pairing, rule, amplitudes, times, Math.abs(s.weight()));
      double w = oracle.run(pre[s.source()], post[s.target()], a, axonal ? s.delay() - dendrite.ms() : dendrite.ms(), until);
      delivered.addAll(oracle.delivered());
      return inhibitory ? -w : w;
    }

    @Override
    public String toString() {
      return pairing + " " + rule + " " + dendrite + (coincident ? " coincident" : "") + (gridSources ? " grid sources" : "");
    }
  }

  private static double[] sorted(ExactPlasticTable table, Synapse s) {
    return IntStream.range(0, table.size())
        .filter(k -> table.sources()[k] == s.source() && table.targets()[k] == s.target() && table.delaysMs(ExactThreeFactorCase.GRID)[k] == s.delay())
        .mapToDouble(k -> table.values()[k])
        .sorted()
        .toArray();
  }

  @Property(tries = 80)
  void weightsAreThoseOfASynapseThatIsUpdatedAtEveryEvent(
      @ForAll long seed, @ForAll boolean wide, @ForAll boolean watched, @ForAll @IntRange(min = 1, max = STEPS) int steps) {
    var c = new Case(seed);
    Engine engine = c.engine(c.loops(Transmission.PLAIN), wide, 1, watched);
    engine.run(steps, RunMonitor.NONE);
    ExactPlasticTable found = ExactPlasticTable.read(engine.exactParts(0), -1);
    assertEquals(c.synapses.size(), found.size());
    double until = TimeGrid.DEFAULT.toMs(steps);
    for (Synapse s : c.synapses) {
      double[] expected =
          c.synapses.stream()
              .filter(o -> o.source() == s.source() && o.target() == s.target() && o.delay() == s.delay())
              .mapToDouble(o -> c.oracle(o, until, new ArrayList<>()))
              .sorted()
              .toArray();
      assertArrayEquals(expected, sorted(found, s), wide ? 1e-9 : 1e-3, () -> c + " " + s);
    }
  }

  @Property(tries = 40)
  void whatIsDeliveredIsTheWeightOfThatMomentAtItsTime(@ForAll long seed) {
    var c = new Case(seed);
    Engine engine = c.engine(c.loops(Transmission.PLAIN), true, 2);
    engine.run(STEPS, RunMonitor.NONE);
    double[] sum = new double[c.post.length];
    for (Synapse s : c.synapses) {
      var delivered = new ArrayList<Oracle.Delivered>();
      c.oracle(s, UNTIL, delivered);
      for (double spike : c.pre[s.source()]) {
        // The oracle tells the time of a spike by what it adds to it, and so rounded.
        double weight = delivered.stream().filter(d -> Math.abs(d.spike() - spike) < 1e-9).mapToDouble(Oracle.Delivered::weight).sum();
        if (spike + s.delay() <= UNTIL) {
          sum[s.target()] += (c.inhibitory ? -weight : weight) * (1 + spike + s.delay());
        }
      }
    }
    double[][] heard = engine.traces(false).getFirst().values();
    for (int i = 0; i < sum.length; i++) {
      assertEquals(sum[i], heard[i][0], 1e-10 * (1 + Math.abs(sum[i])), c::toString);
    }
  }

  private record Result(double[] weights, double[][] heard) {}

  private static Result run(Case c, PlasticRule loops, boolean wide, int threads, boolean sweep, int... runs) {
    Engine engine = c.engine(loops, wide, threads);
    for (int steps : runs) {
      engine.run(steps, RunMonitor.NONE);
      if (sweep) {
        engine.exactParts(0).forEach(ExactPlasticPart::sweep);
      }
    }
    if (sweep) {
      assertTrue(engine.exactParts(0).getFirst().sweeps() > 2);
    }
    return new Result(ExactPlasticTable.read(engine.exactParts(0), -1).values(), engine.traces(false).getFirst().values());
  }

  @Property(tries = 40)
  void neitherThreadsNorPausesNorSweepsChangeABit(
      @ForAll long seed, @ForAll boolean wide, @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll @IntRange(min = 1, max = STEPS - 2) int pause) {
    var c = new Case(seed);
    PlasticRule loops = c.loops(Transmission.stochastic(ShortTerm.of(0.4, 30, 20)));
    Result whole = run(c, loops, wide, 1, false, STEPS);
    int[] pieces = new int[STEPS / 25];
    Arrays.fill(pieces, 25);
    for (Result other : List.of(run(c, loops, wide, threads, false, pause, STEPS - pause), run(c, loops, wide, threads, true, pieces))) {
      assertArrayEquals(whole.weights, other.weights, 0, c::toString);
      assertArrayEquals(whole.heard, other.heard, c::toString);
    }
  }

  @Test
  void shortTermPlasticityFollowsTheExactIntervals() {
    double[] spikes = {3.137, 9.93, 11.0001, 42.7};
    for (Transmission transmission : List.of(ShortTerm.of(0.3, 40, 70), ShortTerm.of(0.3, 40, 0), new ThreeState(0.4, 50, 30, 3))) {
      var c = new Case(1);
      double expected = 0;
      double u = 0;
      double x = 1;
      double y = 0;
      double last = Double.NaN;
      for (double t : spikes) {
        double dt = Double.isNaN(last) ? 0 : t - last;
        double moved;
        if (transmission instanceof ShortTerm s) {
          u *= s.tauFacMs() > 0 ? Math.exp(-dt / s.tauFacMs()) : 0;
          x = 1 - (1 - x) * Math.exp(-dt / s.tauRecMs());
          u += s.use() * (1 - u);
          moved = u * x;
          x -= moved;
        } else {
          var s = (ThreeState) transmission;
          // dz/dt = y/τ_psc - z/τ_rec by many small steps of its exact solution over each
          int n = 200_000;
          for (int k = 0; k < n; k++) {
            double z = 1 - x - y;
            double half = y * Math.exp(-dt / n / 2 / s.tauPscMs());
            x += dt / n * (z + dt / n / 2 * (half / s.tauPscMs() - z / s.tauRecMs())) / s.tauRecMs();
            y *= Math.exp(-dt / n / s.tauPscMs());
          }
          u *= Math.exp(-dt / s.tauFacMs());
          u += s.use() * (1 - u);
          moved = u * x;
          x -= moved;
          y += moved;
        }
        last = t;
        expected += moved * 10 * (1 + t + 0.777);
      }
      var synapse = new ExactWiring(List.of(new Synapse(0, 0, 0.777, 10)));
      var projection =
          new PlasticProjection("p", 0, 1, ReceptorChoice.always(0), synapse, Loops.unchanging(transmission), Dendrite.ALL, true);
      var engine =
          new Engine(
              new EngineSpec(
                  TimeGrid.DEFAULT, 1, 1, List.of(ExactTrains.population("pre", new double[][] {spikes}), ExactTrains.population("post", new double[1][0])),
                  List.of(), List.of(), List.of(new ProbeSpec(1, List.of("heard"), new int[] {0}, STEPS)))
                  .withPlastic(List.of(projection)));
      engine.run(STEPS, RunMonitor.NONE);
      double tolerance = transmission instanceof ShortTerm ? 1e-12 : 1e-8;
      assertEquals(expected, engine.traces(false).getFirst().values()[0][0], tolerance * expected, c + " " + transmission);
    }
  }
}
