package org.ranvier.plasticity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ranvier.plasticity.Wiring.Synapse;
import org.ranvier.plasticity.loops.PairLoops;
import org.ranvier.plasticity.loops.Pairing;
import org.ranvier.plasticity.loops.Triplets;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.plastic.Dendrite;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/** Where sources reach most targets, what is computed once for each target is what each synapse would compute alone. */
final class DenseUpdateTest {
  /** Long enough for a source to be silent for 60 time constants. */
  private static final int STEPS = 6000;

  private static final double STEP_MS = 0.1;
  private static final double TAU_PLUS = 60;
  private static final double TAU_MINUS = 90;

  private static final class Case {
    final Random random;
    final int[][] pre;
    final int[][] post;
    final List<Synapse> synapses = new ArrayList<>();
    final boolean inhibitory;
    final Dendrite dendrite;
    final int dendritic;
    final int delay;
    final Pairing pairing;
    final PairRule rule;

    Case(long seed) {
      random = new Random(seed);
      inhibitory = random.nextInt(3) == 0;
      delay = 4 + random.nextInt(30);
      int part = random.nextInt(3) == 0 ? delay : 1 + random.nextInt(delay);
      dendritic = part;
      dendrite = part == delay ? Dendrite.ALL : random.nextBoolean() ? Dendrite.dendritic(part) : Dendrite.axonal(delay - part);
      pairing = random.nextBoolean() ? Pairing.ALL_TO_ALL : Pairing.NEAREST_SYMMETRIC;
      WeightDependence dependence =
          switch (random.nextInt(5)) {
            case 0 -> WeightDependence.additive(0.8, 0.9);
            case 1 -> WeightDependence.multiplicative(0.02, 1.05, 100);
            case 2 -> WeightDependence.gutig(0.02, 1.1, 0.4, 0.3, 100);
            case 3 -> WeightDependence.vanRossum(1, 0.02);
            default -> WeightDependence.powerLaw(0.1, 0.1, 0.4);
          };
      Bounds bounds = random.nextBoolean() ? Bounds.SIGN : Bounds.upTo(92);
      rule =
          switch (random.nextInt(4)) {
            case 0 -> PairRule.antiHebbian(dependence, bounds);
            case 1 -> PairRule.homeostatic(0.5, 0.3, bounds);
            default -> PairRule.hebbian(dependence, bounds);
          };
      int targets = 65 + random.nextInt(120);
      pre = trains(3, 60);
      post = trains(targets, 250);
      for (int s = 0; s < 3; s++) {
        for (int t = 0; t < targets; t++) {
          for (int n = s == 2 ? random.nextInt(8) / 7 : random.nextInt(3); n > 0; n--) { // the last source reaches few
            synapses.add(new Synapse(s, t, delay, part, (10 + 80 * random.nextDouble()) * (inhibitory ? -1 : 1)));
          }
        }
      }
    }

    /** Spikes all over the time, or in a burst with a few others far away. */
    private int[][] trains(int neurons, int most) {
      int[][] trains = new int[neurons][];
      for (int i = 0; i < neurons; i++) {
        var steps = new TreeSet<Integer>();
        boolean burst = random.nextBoolean();
        int start = random.nextInt(STEPS - 400);
        for (int k = random.nextInt(most + 1); k > 0; k--) {
          steps.add(1 + (burst && random.nextInt(20) > 0 ? start + random.nextInt(400) : random.nextInt(STEPS)));
        }
        trains[i] = steps.stream().mapToInt(t -> t).toArray();
      }
      return trains;
    }

    Engine engine(boolean wide, int threads) {
      var times = new PairLoops.Times(TAU_PLUS * STEP_MS, TAU_MINUS * STEP_MS, 1, 1);
      var loops = new PairLoops(pairing, rule, Triplets.NONE, times, false, Transmission.PLAIN);
      var projection = new PlasticProjection("p", 0, 1, ReceptorChoice.always(0), new Wiring(synapses), loops, dendrite, wide);
      int[] all = new int[post.length];
      Arrays.setAll(all, i -> i);
      var populations = List.of(Trains.population("pre", pre), Trains.population("post", post));
      return new Engine(
          new EngineSpec(new TimeGrid(STEP_MS), 1, threads, populations, List.of(), List.of(), List.of(new ProbeSpec(1, List.of("heard"), all, 1)))
              .withPlastic(List.of(projection)));
    }
  }

  private record Result(double[] weights, double[][] heard) {}

  private static Result run(Case c, boolean wide, int threads, int sweepEvery) {
    Engine engine = c.engine(wide, threads);
    for (int done = 0; done < STEPS; done += sweepEvery) {
      engine.run(Math.min(sweepEvery, STEPS - done), RunMonitor.NONE);
      engine.plasticParts(0).forEach(PlasticPart::sweep);
    }
    return new Result(SynapseTable.read(engine.plasticParts(0), -1).values(), engine.traces(false).getFirst().values());
  }

  @Property(tries = 20)
  void weightsAreThoseOfASynapseThatIsUpdatedAtEveryEvent(@ForAll long seed, @ForAll @IntRange(min = 1, max = STEPS) int until) {
    var c = new Case(seed);
    Engine engine = c.engine(false, 1);
    engine.run(until, RunMonitor.NONE);
    SynapseTable found = SynapseTable.read(engine.plasticParts(0), -1);
    var expected = new ArrayList<Double>();
    for (int k = 0; k < found.size(); k++) { // the table has synapses of the same source and target in the order in which they were made
      int source = found.sources()[k];
      int target = found.targets()[k];
      int same = k;
      while (same > 0 && found.sources()[same - 1] == source && found.targets()[same - 1] == target) {
        same--;
      }
      Synapse s = c.synapses.stream().filter(o -> o.source() == source && o.target() == target).skip(k - same).findFirst().orElseThrow();
      var oracle = new Oracle(c.pairing, c.rule, Triplets.NONE, new Oracle.Times(TAU_PLUS, TAU_MINUS, 1, 1), Math.abs(s.weight()));
      double w = oracle.run(c.pre[source], c.post[target], c.delay - c.dendritic, c.dendritic, until);
      expected.add(c.inhibitory ? -w : w);
    }
    assertEquals(c.synapses.size(), found.size());
    assertArrayEquals(expected.stream().mapToDouble(w -> w).toArray(), found.values(), 1e-3, () -> c.pairing + " " + c.rule + " " + c.dendrite);
  }

  @Property(tries = 8)
  void neitherThreadsNorSweepsChangeABit(@ForAll long seed, @ForAll @IntRange(min = 20, max = STEPS) int sweepEvery) {
    var c = new Case(seed);
    Result whole = run(c, false, 1, STEPS);
    for (Result other : List.of(run(c, false, 2, STEPS), run(c, false, 3, sweepEvery), run(c, false, 1, sweepEvery))) {
      assertArrayEquals(whole.weights, other.weights);
      assertArrayEquals(whole.heard, other.heard);
    }
  }

  @Property(tries = 8)
  void readingChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 3, max = 40) int every) {
    var c = new Case(seed);
    Result whole = run(c, false, 1, STEPS);
    Engine engine = c.engine(false, 1);
    for (int done = 0; done < STEPS; done += every) {
      engine.run(Math.min(every, STEPS - done), RunMonitor.NONE);
      SynapseTable.read(engine.plasticParts(0), -1);
    }
    assertArrayEquals(whole.weights, SynapseTable.read(engine.plasticParts(0), -1).values());
    assertArrayEquals(whole.heard, engine.traces(false).getFirst().values());
  }

  @Example
  void spikesOfSeveralSourcesBetweenSynapseAndSoma() {
    weightsAreThoseOfASynapseThatIsUpdatedAtEveryEvent(28_737, 5258);
  }
}
