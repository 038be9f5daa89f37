package org.ranvier.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.couplings.Timing;
import org.ranvier.simulator.engine.ListedSynapses.Synapse;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.ranks.Alone;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.ranks.ThreadRanks;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/** What neurons hear of others equals a naive sum, bit by bit, for any network, number of threads, and division of a run. */
final class CouplingTest {
  private static final int STEPS = 40;

  /** A neuron whose value depends on all that it ever heard, chaotically. */
  private record Chaotic(State state, double[] x, double[] heard, int first) implements NeuronKernel {
    static Chaotic create(SliceContext slice) {
      var state = new State(slice.paddedSize());
      double[] x = state.declare("x", "1", "value", 0);
      for (int i = 0; i < slice.size(); i++) {
        x[i] = start(slice.first() + i);
      }
      double[] heard = state.declare("heard", "1", "sum", 0);
      state.declare("total", "1", "sum of weights", 0);
      return new Chaotic(state, x, heard, slice.first());
    }

    static double start(int i) {
      return Math.sin(i);
    }

    static double next(double x, double heard, int i) {
      return Math.sin(3 * x + heard + i);
    }

    @Override
    public void advance(long step, int from, int to, SpikeSink spikes) {
      for (int i = from; i < to; i++) {
        x[i] = next(x[i], heard[i], first + i);
      }
    }
  }

  private record Wiring(int source, int target, Timing timing, List<Synapse> synapses) {}

  private static List<Wiring> wirings(int[] sizes, Random random) {
    var wirings = new ArrayList<Wiring>();
    for (int k = 0; k < 1 + random.nextInt(5); k++) {
      int source = random.nextInt(sizes.length);
      int target = random.nextInt(sizes.length);
      Timing timing = Timing.values()[random.nextInt(3)];
      int shortest = 1 + random.nextInt(4);
      int more = random.nextInt(3) == 0 ? 0 : random.nextInt(12);
      var synapses = new ArrayList<Synapse>();
      for (int s = 0; s < random.nextInt(400); s++) {
        int delay = timing == Timing.EXTRAPOLATED ? 1 : shortest + random.nextInt(more + 1);
        synapses.add(new Synapse(random.nextInt(sizes[source]), random.nextInt(sizes[target]), delay, random.nextFloat() - 0.5f));
      }
      wirings.add(new Wiring(source, target, timing, synapses));
    }
    return wirings;
  }

  private static Engine engine(int[] sizes, List<Wiring> wirings, int threads, List<ProjectionSpec> spiking) {
    return engine(Alone.RANKS, sizes, wirings, threads, spiking);
  }

  private static Engine engine(Ranks ranks, int[] sizes, List<Wiring> wirings, int threads, List<ProjectionSpec> spiking) {
    var populations = new ArrayList<PopulationSpec>();
    var probes = new ArrayList<ProbeSpec>();
    for (int p = 0; p < sizes.length; p++) {
      populations.add(new PopulationSpec("p" + p, "chaotic", sizes[p], 1, (KernelFactory) Chaotic::create, (state, first, size) -> {}));
      int[] all = new int[sizes[p]];
      Arrays.setAll(all, i -> i);
      probes.add(new ProbeSpec(p, List.of("x", "total"), all, 1));
    }
    var couplings = new ArrayList<CouplingSpec>();
    for (Wiring w : wirings) {
      couplings.add(new CouplingSpec("w", w.source, "x", w.target, "heard", "total", w.timing, new ListedSynapses(w.synapses, 0)));
    }
    return new Engine(new EngineSpec(TimeGrid.DEFAULT, 1, threads, populations, spiking, List.of(), probes).withCouplings(couplings), ranks);
  }

  /** The values {@code [step][population][neuron]}. */
  private static double[][][] naive(int[] sizes, List<Wiring> wirings) {
    double[][][] x = new double[STEPS + 1][sizes.length][];
    for (int t = 0; t <= STEPS; t++) {
      for (int p = 0; p < sizes.length; p++) {
        x[t][p] = new double[sizes[p]];
        for (int i = 0; i < sizes[p]; i++) {
          x[t][p][i] = t == 0 ? Chaotic.start(i) : Chaotic.next(x[t - 1][p][i], heard(x, wirings, t, p, i), i);
        }
      }
    }
    return x;
  }

  private static double heard(double[][][] x, List<Wiring> wirings, int t, int p, int i) {
    double sum = 0;
    for (Wiring w : wirings) {
      for (Synapse s : w.synapses) {
        if (w.target == p && s.target() == i) {
          double late = x[Math.max(0, t - s.delay())][w.source][s.source()];
          double early = x[Math.max(0, t - s.delay() - 1)][w.source][s.source()];
          sum += s.weight() * switch (w.timing) {
            case HELD -> late;
            case INTERPOLATED -> 0.5 * late + 0.5 * early;
            case EXTRAPOLATED -> 1.5 * late + -0.5 * early;
          };
        }
      }
    }
    return sum;
  }

  @Property(tries = 60)
  void whatIsHeardIsTheNaiveSum(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int threads) {
    var random = new Random(seed);
    int[] sizes = random.ints(1 + random.nextInt(3), 1, 200).toArray();
    List<Wiring> wirings = wirings(sizes, random);
    double[][][] expected = naive(sizes, wirings);
    Engine engine = engine(sizes, wirings, threads, List.of());
    int cut = random.nextInt(STEPS);
    engine.run(cut, RunMonitor.NONE);
    engine.run(STEPS - cut, RunMonitor.NONE);
    assertEquals(wirings.stream().mapToLong(w -> w.synapses.size()).sum(), engine.synapses());
    for (int p = 0; p < sizes.length; p++) {
      double[][] values = engine.traces(false).get(2 * p).values();
      for (int i = 0; i < sizes[p]; i++) {
        for (int t = 1; t <= STEPS; t++) {
          assertEquals(expected[t][p][i], values[i][t - 1], "population " + p + ", neuron " + i + ", step " + t);
        }
      }
    }
  }

  @Property(tries = 40)
  void onRanksTheSameIsHeard(@ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int ranks, @ForAll @IntRange(min = 1, max = 3) int threads) {
    var random = new Random(seed);
    int[] sizes = random.ints(1 + random.nextInt(3), 1, 400).toArray();
    List<Wiring> wirings = wirings(sizes, random);
    double[][][] expected = naive(sizes, wirings);
    int cut = random.nextInt(STEPS);
    ThreadRanks.run(ranks, of -> {
      Engine engine = engine(of, sizes, wirings, threads, List.of());
      engine.run(cut, RunMonitor.NONE);
      engine.run(STEPS - cut, RunMonitor.NONE);
      assertEquals(wirings.stream().mapToLong(w -> w.synapses.size()).sum(), engine.synapses());
      for (int p = 0; p < sizes.length; p++) {
        double[][] values = engine.traces(false).get(2 * p).values();
        for (int i = 0; i < sizes[p]; i++) {
          for (int t = 1; t <= STEPS; t++) {
            assertEquals(expected[t][p][i], values[i][t - 1], "population " + p + ", neuron " + i + ", step " + t);
          }
        }
      }
      return 0;
    });
  }

  @Test
  void weightsAreSummedUpOnce() {
    var synapses = List.of(new Synapse(0, 1, 1, 0.5f), new Synapse(2, 1, 2, 0.25f), new Synapse(1, 0, 1, -1f));
    Engine engine = engine(new int[] {3}, List.of(new Wiring(0, 0, Timing.HELD, synapses), new Wiring(0, 0, Timing.HELD, synapses)), 1, List.of());
    engine.run(5, RunMonitor.NONE);
    double[][] total = engine.traces(false).get(1).values();
    assertArrayEquals(new double[] {-2, -2, -2, -2, -2}, total[0]);
    assertArrayEquals(new double[] {1.5, 1.5, 1.5, 1.5, 1.5}, total[1]);
    assertEquals(0, total[2][4]);
  }

  /** Couplings with long delays leave long epochs; what they hear does not depend on spikes that shorten these. */
  @Test
  void epochsAreAsLongAsTheShortestDelayOfAll() {
    int[] sizes = {100, 70};
    var random = new Random(5);
    var synapses = new ArrayList<Synapse>();
    for (int k = 0; k < 500; k++) {
      synapses.add(new Synapse(random.nextInt(100), random.nextInt(70), 7 + random.nextInt(20), random.nextFloat()));
    }
    var wirings = List.of(new Wiring(0, 1, Timing.HELD, synapses));
    var spikes = new ProjectionSpec("s", 1, 0, ReceptorChoice.always(0), new ListedSynapses(List.of(new Synapse(0, 0, 1, 1f)), 0));
    Engine alone = engine(sizes, wirings, 2, List.of());
    Engine beside = engine(sizes, wirings, 2, List.of(spikes));
    alone.run(STEPS, RunMonitor.NONE);
    beside.run(STEPS, RunMonitor.NONE);
    double[][] a = alone.traces(false).get(2).values();
    assertTrue(Arrays.deepEquals(a, beside.traces(false).get(2).values()));
    double[][][] expected = naive(sizes, wirings);
    assertEquals(expected[STEPS][1][69], a[69][STEPS - 1]);
  }
}
