package org.ranvier.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.engine.ListedSynapses.Synapse;
import org.ranvier.simulator.engine.ScriptedNetwork.Wiring;
import org.ranvier.simulator.synapses.ReceptorChoice;

/** Every spike reaches each synapse of its neuron, once, after its delay, at the right receptor, and nothing else is heard. */
final class DeliveryTest {
  private static final int LAST_SPIKE = 50;
  private static final int STEPS = 100; // longer than the longest delay after that

  /** Sign of the weights: one for all, or 0 for both. */
  record Projection(int source, int target, int synapses, int minDelay, int delays, int sign, int receptor) {}

  /**
   * {@code pulled} has a bit for each population, above them {@code wide} one for each of four projections in turn, and above those one for each
   * population of which workers are told that they have few synapses; {@code minDelay} bounds all delays and so makes epochs longer.
   */
  record Plan(List<Integer> sizes, List<Projection> projections, int pulled, int minDelay, double activity, long seed) {

    /**
     * Whole weights: their sums are exact, so that what is heard can be told from what should be whatever the order. Those of 8 bytes have more
     * digits than 4 bytes hold.
     */
    ScriptedNetwork network(boolean wholeWeights) {
      var random = new Random(seed);
      var wirings = new ArrayList<Wiring>();
      for (Projection p : projections) {
        int source = p.source % sizes.size();
        int target = p.target % sizes.size();
        var synapses = new ArrayList<Synapse>();
        boolean wide = (pulled >> 4 + wirings.size() % 4 & 1) == 1;
        for (int k = 0; k < p.synapses; k++) {
          double size = wholeWeights ? wide ? random.nextLong(1L << 36) : random.nextInt(2000) : 0.01f + random.nextFloat() * (wide ? Math.PI : 1);
          int sign = p.sign == 0 ? random.nextInt(2) * 2 - 1 : p.sign;
          synapses.add(
              new Synapse(
                  random.nextInt(sizes.get(source)), random.nextInt(sizes.get(target)), minDelay + p.minDelay
                  + random.nextInt(p.delays),
                  sign * (size + (sign < 0 ? 1 : 0))));
        }
        var receptor = p.receptor == 2 ? new ReceptorChoice(0, 1) : ReceptorChoice.always(p.receptor);
        wirings.add(new Wiring(source, target, receptor, expected(source), wide, synapses));
      }
      return new ScriptedNetwork(sizes.stream().mapToInt(s -> s).toArray(), LAST_SPIKE, STEPS, wirings, activity, random);
    }

    /**
     * As many synapses as are said to be expected, of which rows are pulled from 4 a source on, and listed where a worker has less than two a source;
     * or, where they are pushed, less than a half.
     */
    private long expected(int source) {
      boolean few = (pulled >> 8 + source & 1) == 1;
      long size = sizes.get(source);
      return (pulled >> source & 1) == 1 ? few ? 4 * size : 1L << 40 : few ? 0 : size;
    }
  }

  @Provide
  static Arbitrary<Plan> plans() {
    return plans(Arbitraries.integers().between(1, 300));
  }

  private static Arbitrary<Plan> plans(Arbitrary<Integer> sizes) {
    Arbitrary<Projection> projection =
        Combinators.combine(
                Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 3), Arbitraries.integers()
                .between(0, 3000),
                Arbitraries.integers().between(0, 5), Arbitraries.integers().between(1, 35), Arbitraries.integers()
                .between(-1, 1),
                Arbitraries.integers().between(0, 2))
            .as(Projection::new);
    return Combinators.combine(
            sizes.list().ofMinSize(1).ofMaxSize(4), projection.list().ofMaxSize(6), Arbitraries.integers().between(0, 4095),
            Arbitraries.integers().between(1, 7), Arbitraries.doubles().between(0, 0.1), Arbitraries.longs())
        .as(Plan::new);
  }

  @Property(tries = 300)
  void whatIsHeardIsWhatWasSent(@ForAll("plans") Plan plan, @ForAll @IntRange(min = 1, max = 5) int threads) {
    ScriptedNetwork network = plan.network(true);
    var expected = network.expected();
    var heard = network.run(threads, STEPS);
    assertEquals(expected.events()[0], heard.events()[0]);
    assertTrue(expected.sameAs(heard));
  }

  @Property(tries = 150)
  void sumsHaveOneOrderForAnyNumberOfWorkersAndAnyDivisionOfTheRun(
      @ForAll("plans") Plan plan, @ForAll @IntRange(min = 2, max = 5) int threads,
      @ForAll @IntRange(min = 1, max = STEPS - 1) int pause) {
    ScriptedNetwork network = plan.network(false);
    var heard = network.run(1, STEPS);
    assertTrue(heard.sameAs(network.run(threads, STEPS)), "another number of workers");
    assertTrue(heard.sameAs(network.run(1, pause, STEPS - pause)), "a run in two parts");
    assertTrue(heard.sameAs(network.run(threads, 1, pause / 2, 0, STEPS - pause / 2 - 1)), "several parts, several workers");
  }

  @Property(tries = 100)
  void onRanksTheSameIsHeard(
      @ForAll("plans") Plan plan, @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 3) Integer> threads,
      @ForAll @IntRange(min = 1, max = STEPS - 1) int pause) {
    ScriptedNetwork network = plan.network(false);
    var heard = network.run(1, STEPS);
    assertTrue(heard.sameAs(network.runOnRanks(threads.stream().mapToInt(t -> t).toArray(), pause, STEPS - pause)));
  }

  /** One worker has more than two synapses a source and delay, and looks them up in a table; each of eight has less, and lists them. */
  @Property(tries = 60)
  void rowsThatAreListedAddUpAsThoseOfATable(@ForAll long seed, @ForAll @IntRange(min = 0, max = 255) int wide, @ForAll @IntRange(min = 1, max = STEPS - 1) int pause) {
    var projections = List.of(new Projection(0, 1, 9000, 0, 20, 0, 2), new Projection(0, 0, 9000, 2, 1, 1, 0), new Projection(1, 0, 500, 1, 9, -1, 1));
    var network = new Plan(List.of(600, 600), projections, 0xf03 | wide & 0xf0, 1 + (int) (seed & 3), 0.05, seed).network(false);
    var heard = network.run(1, STEPS);
    assertTrue(heard.events()[0] > 0);
    assertTrue(heard.sameAs(network.run(8, STEPS)), "eight workers");
    assertTrue(heard.sameAs(network.runOnRanks(new int[] {2, 1, 3, 2}, pause, STEPS - pause)), "four ranks");
  }

  @Provide
  static Arbitrary<Plan> largePlans() {
    return plans(Arbitraries.integers().between(20_000, 50_000));
  }

  @Property(tries = 8)
  void inputsThatTwoBytesDoNotReachAreReached(@ForAll("largePlans") Plan plan, @ForAll @IntRange(min = 1, max = 2) int threads) {
    whatIsHeardIsWhatWasSent(plan, threads);
  }

  @Test
  void aTargetTakesTwoBytesWhereTheyReachAndFourWhereNot() {
    assertEquals(2 + 4, bytesOfSynapse(30_000, true, false));
    assertEquals(4 + 4, bytesOfSynapse(40_000, true, false)); // two receptors, 80,000 places apart
    assertEquals(2 + 4 + 4, bytesOfSynapse(40_000, false, false)); // pushed: with its delay
    assertEquals(2 + 8, bytesOfSynapse(30_000, true, true));
    assertEquals(4 + 8, bytesOfSynapse(40_000, true, true));
    assertEquals(2 + 4 + 8, bytesOfSynapse(40_000, false, true));
  }

  private static long bytesOfSynapse(int targets, boolean pulled, boolean wide) {
    var synapses = new ArrayList<Synapse>();
    for (int k = 0; k < 1000; k++) {
      synapses.add(new Synapse(0, k, 2, k % 2 == 0 ? 1 : -1));
    }
    var wiring = new Wiring(0, 1, new ReceptorChoice(0, 1), pulled ? 1L << 40 : 1, wide, synapses);
    var network = new ScriptedNetwork(new int[] {1, targets}, 3, 5, List.of(wiring), 1, new Random(1));
    assertTrue(network.expected().sameAs(network.run(1, 5)));
    var engine = new Engine(network.spec(1, network.nothing()));
    assertEquals(1000, engine.synapses());
    return engine.synapseBytes() / 1000;
  }
}
