package org.ranvier.networks.closedloop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Units.ms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/** Two neurons and an environment that wants one of them, which it names, to fire. */
final class ClosedLoopTest {
  /** Shows which neuron to drive; rewards its spikes and punishes the other's; ends after ten steps. */
  private static final class Demand implements Environment {
    private Random random = new Random();
    private int wanted;
    private int steps;

    @Override
    public double[] reset(long seed) {
      random = new Random(seed);
      steps = 0;
      return next();
    }

    private double[] next() {
      wanted = random.nextInt(2);
      double[] currents = {0, 0};
      currents[wanted] = 500;
      return currents;
    }

    @Override
    public Step step(double[] action) {
      double reward = action[wanted] - action[1 - wanted];
      return new Step(next(), reward, ++steps == 10);
    }
  }

  private record Run(List<String> turns, double reward, double concentration) {}

  private static Run run(int threads, Path log) {
    var net = new Network("agent");
    var neurons = net.population("n", 2, "iaf_psc_exp").set("tau_m", ms(5));
    var dopamine = net.modulator("dopamine").signed();
    var turns = new ArrayList<String>();
    double reward = 0;
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads))) {
      var loop =
          ClosedLoop.of(sim, new Demand())
              .every(ms(50))
              .reads(neurons)
              .shows((s, seen) -> s.set(neurons, "I_e", each(Units::pA, seen[0] * 3, seen[1] * 3)))
              .rewards(dopamine);
      for (long seed = 1; seed <= 2; seed++) {
        Episode episode = loop.episode(seed, 100);
        assertEquals(10, episode.turns().size());
        assertTrue(episode.turns().getLast().done());
        episode.turns().forEach(t -> turns.add(t.beginMs() + Arrays.toString(t.observation()) + Arrays.toString(t.action()) + t.reward()));
        reward += episode.totalReward();
        episode.appendTo(log);
      }
      assertEquals(3, loop.episode(3, 3).turns().size());
      return new Run(turns, reward, sim.concentration(dopamine));
    }
  }

  @Test
  void theNetworkSeesActsAndIsRewardedTheSameWithAnyNumberOfThreads(@TempDir Path directory) throws IOException {
    Run one = run(1, directory.resolve("one.tsv"));
    assertTrue(one.reward > 50, "reward " + one.reward);
    assertTrue(one.concentration > one.reward); // three turns more
    assertEquals(one, run(2, directory.resolve("two.tsv")));
    List<String> lines = Files.readAllLines(directory.resolve("one.tsv"));
    assertEquals(21, lines.size());
    assertEquals("seed\ttime_ms\tobservation\taction\treward\tdone", lines.getFirst());
    assertTrue(lines.get(10).endsWith("\tdone"));
    assertEquals(lines, Files.readAllLines(directory.resolve("two.tsv")));
  }

  @Test
  void anActionMayBeDecoded() {
    var net = new Network("agent");
    var sources = net.spikeSource("s", new double[][] {{1, 2, 3}, {2}, {}, {4, 15}});
    var seen = new ArrayList<double[]>();
    Environment mirror =
        new Environment() {
          @Override
          public double[] reset(long seed) {
            return new double[] {seed};
          }

          @Override
          public Step step(double[] action) {
            seen.add(action);
            return new Step(action, 0, false);
          }
        };
    try (var sim = Simulation.of(net)) {
      ClosedLoop.of(sim, mirror).reads(sources.neurons(0, 3), counts -> new double[] {counts[0], counts[1], counts[0] - counts[1]}).episode(0, 2);
    }
    assertArrayEquals(new double[] {3, 1, 2}, seen.get(0));
    assertArrayEquals(new double[] {0, 1, -1}, seen.get(1));
  }

  @Test
  void loopsWithoutMeaningAreRefused() {
    var net = new Network("agent");
    var n = net.population("n", 2, "iaf_psc_exp");
    var stranger = new Network("other").population("x", 1, "iaf_psc_exp");
    try (var sim = Simulation.of(net)) {
      var loop = ClosedLoop.of(sim, new Demand()).reads(n);
      assertThrows(RanvierException.class, () -> loop.every(ms(0)));
      assertThrows(RanvierException.class, () -> loop.reads(n));
      String message = assertThrows(RanvierException.class, () -> ClosedLoop.of(sim, new Demand()).reads(stranger)).getMessage();
      assertEquals("population 'x' belongs to another network than 'agent'", message);
    }
  }
}
