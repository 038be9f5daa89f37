package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.simulator.recording.SpikeDigest;

/** The spikes follow from the description and the seed alone, to the last bit. */
final class MachineIndependenceTest {
  private static final double DURATION_MS = 60;

  /** Recurrent networks that are alive: several populations, all rules, drawn and constant delays, weights of both signs. */
  static Network network(long seed) {
    var random = new Random(seed);
    var net = new Network("random");
    var populations = new ArrayList<Population>();
    String[] models = {"iaf_psc_exp", "iaf_psc_alpha", "iaf_psc_exp"};
    for (int p = 0; p < 1 + random.nextInt(3); p++) {
      var population = net.population("p" + p, 1 + random.nextInt(300), models[p]);
      population.initial("V_m", uniform(mV(-70), mV(-55)));
      if (random.nextBoolean()) {
        population.set("tau_m", normal(ms(10), ms(1)).redraw(ms(5), ms(15)));
      }
      net.poisson("noise", population).rate(Hz(8000 + random.nextInt(4000))).weight(pA(80));
      populations.add(population);
    }
    for (int k = 0; k < random.nextInt(5); k++) {
      Population source = populations.get(random.nextInt(populations.size()));
      Population target = populations.get(random.nextInt(populations.size()));
      int few = 1 + random.nextInt(Math.min(source.size(), target.size()));
      ConnectionRule[] rules = {
        ConnectionRule.allToAll(), ConnectionRule.fixedInDegree(few), ConnectionRule.fixedOutDegree(few).withoutMultapses(),
        ConnectionRule.fixedTotalNumber(10L * few), ConnectionRule.fixedTotalNumber(few).withoutMultapses(),
        ConnectionRule.pairwiseBernoulli(0.2)
      };
      Projection projection = net.connect(source, target).rule(rules[random.nextInt(rules.length)]);
      projection.weight(normal(pA(random.nextInt(200) - 120), pA(30)));
      if (random.nextBoolean()) {
        projection.delay(ms((1 + random.nextInt(30)) / 10.0));
      } else {
        projection.delay(normal(ms(1.5), ms(1)).redraw(ms((1 + random.nextInt(5)) / 10.0), ms(4)));
      }
    }
    return net;
  }

  @Provide
  static Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  /** The digest of a run in parts of these lengths, and the number of spikes. */
  private static Tuple.Tuple2<String, Integer> run(Network net, int threads, double... partsMs) {
    var digest = new SpikeDigest();
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).seed(9))) {
      simulation.addListener(digest);
      for (double part : partsMs) {
        simulation.run(ms(part));
      }
      return Tuple.of(digest.hex(), simulation.spikes().size());
    }
  }

  @Property(tries = 25)
  void theNumberOfThreadsChangesNothing(@ForAll("seeds") long seed) {
    Network net = network(seed);
    var one = run(net, 1, DURATION_MS);
    assertTrue(one.get2() > 0, "a silent network shows nothing");
    for (int threads : new int[] {2, 3, 4, 7}) {
      assertEquals(one, run(net, threads, DURATION_MS), threads + " threads");
    }
  }

  @Property(tries = 25)
  void theDivisionOfARunChangesNothing(@ForAll("seeds") long seed) {
    Network net = network(seed);
    var whole = run(net, 2, DURATION_MS);
    double cut = new Random(seed).nextInt(1, 599) / 10.0;
    assertEquals(whole, run(net, 2, cut, (600 - Math.round(cut * 10)) / 10.0), () -> "in two parts, the first of " + cut + " ms");
    assertEquals(whole, run(net, 3, 0.1, 0.1, 0, 7.7, 52.1), "in five parts");
  }

  @Property(tries = 10)
  void simulationsSideBySideDoNotMeet(@ForAll("seeds") long seed) {
    Network net = network(seed);
    Network other = network(seed + 1);
    var alone = List.of(run(net, 2, DURATION_MS), run(other, 2, DURATION_MS));
    var beside =
        List.of(
            CompletableFuture.supplyAsync(() -> run(net, 2, DURATION_MS)),
            CompletableFuture.supplyAsync(() -> run(net, 3, DURATION_MS)),
            CompletableFuture.supplyAsync(() -> run(other, 1, DURATION_MS)));
    assertEquals(alone.get(0), beside.get(0).join());
    assertEquals(alone.get(0), beside.get(1).join());
    assertEquals(alone.get(1), beside.get(2).join());
  }

  @Test
  void anotherSeedIsAnotherRun() {
    Network net = network(1);
    var digests = new ArrayList<String>();
    for (long seed = 1; seed <= 3; seed++) {
      var digest = new SpikeDigest();
      try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.seed(seed))) {
        simulation.addListener(digest);
        simulation.run(ms(DURATION_MS));
      }
      digests.add(digest.hex());
    }
    assertNotEquals(digests.get(0), digests.get(1));
    assertNotEquals(digests.get(1), digests.get(2));
    assertEquals(3, digests.stream().distinct().count());
  }
}
