package org.ranvier.networks.closedloop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.CurrentInput;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.SpikeCounts;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeTrains;

/** Phases follow one another, and counts are those of the phases. */
final class TrialsTest {
  private final Network net = new Network("two");
  private final Population go = net.population("go", 2, "iaf_psc_exp");
  private final Population stop = net.population("stop", 3, "iaf_psc_exp");
  private final CurrentInput toGo = net.current(go).from(ms(0), pA(0));
  private final CurrentInput toStop = net.current(stop).from(ms(0), pA(0));

  private Simulation simulation() {
    return Simulation.of(net, Simulation.Options.DEFAULT.threads(1));
  }

  @Test
  void countsAreThoseOfThePhases() {
    try (Simulation sim = simulation()) {
      var order = new ArrayList<String>();
      var trials =
          Trials.of(sim).reads("go", go).reads("stop", stop)
              .phase("cue", ms(50), t -> {
                order.add("cue");
                sim.set(t.number() % 2 == 0 ? toGo : toStop, pA(600));
              })
              .phase("response", ms(30), t -> order.add("response"))
              .phase("outcome", ms(20), t -> {
                order.add("outcome");
                t.note("went", t.total("response", "go") > 0 ? 1 : 0);
                sim.set(toGo, pA(0));
                sim.set(toStop, pA(0));
              }, t -> t.total("cue", "go") + t.total("cue", "stop") > 0)
              .phase("pause", ms(40));
      List<Trials.Trial> all = trials.run(6);
      SpikeTrains spikes = sim.spikes();
      assertEquals(6, all.size());
      assertEquals(List.of("cue", "response", "outcome"), order.subList(0, 3));
      for (Trials.Trial t : all) {
        assertEquals(t.number() % 2 == 0 ? 1 : 0, t.note("went"));
        assertEquals(140.0 * t.number(), t.beginMs("cue"), 1e-9);
        for (String[] phase : new String[][] {{"cue", "0", "50"}, {"response", "50", "80"}, {"pause", "100", "140"}}) {
          long from = Math.round(10 * (140.0 * t.number() + Integer.parseInt(phase[1])));
          long to = Math.round(10 * (140.0 * t.number() + Integer.parseInt(phase[2])));
          double[] expected = new double[3];
          SpikeTrains part = spikes.between(from, to);
          for (int id : part.ids()) {
            if (id >= 2) {
              expected[id - 2]++;
            }
          }
          assertArrayEquals(expected, t.counts(phase[0], "stop"));
        }
      }
      assertTrue(all.get(1).total("cue", "stop") > 3);
      assertTrue(assertThrows(RanvierException.class, () -> all.getFirst().counts("cue", "left")).getMessage().contains("names are [go, stop]"));
      assertTrue(assertThrows(RanvierException.class, () -> trials.phase("cue", ms(1))).getMessage().contains("already"));
    }
  }

  @Test
  void aLoopReadsSeveralPopulations() {
    try (Simulation sim = simulation()) {
      var seen = new ArrayList<double[]>();
      var world = new Environment() {
        @Override
        public double[] reset(long seed) {
          return new double[] {0};
        }

        @Override
        public Step step(double[] action) {
          seen.add(action);
          return new Step(new double[] {seen.size()}, action[0] - action[1], false);
        }
      };
      var told = new ArrayList<Double>();
      ClosedLoop.of(sim, world).every(ms(50))
          .reads(List.of(go, stop.range(0, 2)), counts -> new double[] {sum(counts.get(0)), sum(counts.get(1)), counts.get(1).length})
          .shows((s, what) -> s.set(what[0] % 2 == 0 ? toGo : toStop, pA(700)))
          .afterEachTurn((s, turn) -> told.add(turn.reward()))
          .episode(1, 4);
      assertEquals(4, told.size());
      assertTrue(seen.getFirst()[0] > 0);
      assertEquals(0, seen.getFirst()[1]);
      assertEquals(2, seen.getFirst()[2]);
      assertTrue(seen.get(1)[1] > 0);
    }
  }

  private static double sum(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v;
    }
    return sum;
  }

  /** What is read after each of ten thousand trials costs little beside running them: a tenth was asked for. */
  @Test
  void readingIsCheapAtTenThousandTrials() {
    try (Simulation sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1).keepSpikes(false))) {
      SpikeCounts counts = sim.count(stop);
      sim.set(toStop, pA(600));
      long reading = 0;
      long begin = System.nanoTime();
      double total = 0;
      for (int k = 0; k < 10_000; k++) {
        sim.run(ms(5));
        long start = System.nanoTime();
        double[] rates = counts.ratesHz();
        total += counts.take()[0] + 0 * rates[0];
        reading += System.nanoTime() - start;
      }
      double whole = System.nanoTime() - begin;
      assertTrue(total > 1000);
      assertTrue(reading < 0.1 * whole, "reading took " + 100 * reading / whole + " % of the time");
    }
  }
}
