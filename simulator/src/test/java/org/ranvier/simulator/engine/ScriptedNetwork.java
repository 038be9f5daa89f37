package org.ranvier.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ranvier.simulator.engine.ListedSynapses.Synapse;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.ranks.ThreadRanks;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/** Neurons that fire when they are told to, and write down what reaches each of their two receptors in each step. */
final class ScriptedNetwork {
  static final int RECEPTORS = 2;

  /** What leaves a population for another; {@code expected} says how it is delivered and found, {@code wide} whether in 8 bytes. */
  record Wiring(int source, int target, ReceptorChoice receptor, long expected, boolean wide, List<Synapse> synapses) {}

  private final int[] sizes;
  private final int steps;
  private final List<Wiring> wirings;
  private final BitSet[][] fires; // [population][step]

  /** Each neuron fires in a step up to {@code lastSpike} with probability {@code activity}. */
  ScriptedNetwork(int[] sizes, int lastSpike, int steps, List<Wiring> wirings, double activity, Random random) {
    this.sizes = sizes;
    this.steps = steps;
    this.wirings = wirings;
    fires = new BitSet[sizes.length][steps + 1];
    for (int p = 0; p < sizes.length; p++) {
      for (int t = 0; t <= steps; t++) {
        fires[p][t] = new BitSet();
      }
      long count = Math.round(activity * sizes[p] * lastSpike);
      for (int k = 0; k < count; k++) {
        fires[p][1 + random.nextInt(lastSpike)].set(random.nextInt(sizes[p]));
      }
    }
  }

  Heard nothing() {
    return new Heard(new double[sizes.length][RECEPTORS][steps + 1][], new long[1]);
  }

  /**
   * What the neurons heard.
   *
   * @param input {@code [population][receptor][step][neuron]}
   * @param events number of spikes that reached a synapse
   */
  record Heard(double[][][][] input, long[] events) {
    boolean sameAs(Heard other) {
      return events[0] == other.events[0] && Arrays.deepEquals(input, other.input); // by their bits, but for NaN
    }
  }

  /** What they should hear: spike by spike, synapse by synapse. */
  Heard expected() {
    Heard heard = nothing();
    for (int p = 0; p < sizes.length; p++) {
      for (double[][] ofReceptor : heard.input[p]) {
        for (int t = 1; t <= steps; t++) {
          ofReceptor[t] = new double[sizes[p]];
        }
      }
    }
    for (Wiring wiring : wirings) {
      for (Synapse s : wiring.synapses) {
        int receptor = s.weight() >= 0 ? wiring.receptor.positive() : wiring.receptor.negative();
        for (int t = 1; t + s.delay() <= steps; t++) {
          if (fires[wiring.source][t].get(s.source())) {
            heard.input[wiring.target][receptor][t + s.delay()][s.target()] += s.weight();
            heard.events[0]++;
          }
        }
      }
    }
    return heard;
  }

  /** What they do hear from an engine that runs these numbers of steps. */
  Heard run(int threads, int... runs) {
    Heard heard = nothing();
    var engine = new Engine(spec(threads, heard));
    for (int steps : runs) {
      heard.events[0] += engine.run(steps, RunMonitor.NONE).synapticEvents();
    }
    return heard;
  }

  /** The same on ranks with these numbers of threads, which write what they hear into one. */
  Heard runOnRanks(int[] threads, int... runs) {
    Heard heard = nothing();
    List<Long> events =
        ThreadRanks.run(
            threads.length,
            ranks -> {
              var engine = new Engine(spec(threads[ranks.rank()], heard), ranks);
              return Arrays.stream(runs).mapToLong(steps -> engine.run(steps, RunMonitor.NONE).synapticEvents()).sum();
            });
    heard.events[0] = events.getFirst();
    assertEquals(Collections.nCopies(threads.length, heard.events[0]), events);
    return heard;
  }

  EngineSpec spec(int threads, Heard heard) {
    var populations = new ArrayList<PopulationSpec>();
    for (int p = 0; p < sizes.length; p++) {
      int population = p;
      populations.add(
          new PopulationSpec(
              "p" + p, "scripted", sizes[p], RECEPTORS, (KernelFactory) slice ->
              new Kernel(slice, sizes[population], fires[population], heard.input[population]),
              (state, first, size) -> {}));
    }
    var projections = new ArrayList<ProjectionSpec>();
    for (Wiring w : wirings) {
      projections.add(
          new ProjectionSpec("w" + projections.size(), w.source, w.target, w.receptor, new ListedSynapses(w.synapses, w.expected), w.wide));
    }
    return new EngineSpec(TimeGrid.DEFAULT, 1, threads, populations, projections, List.of(), List.of());
  }

  private record Kernel(
      SliceContext slice, int populationSize, BitSet[] fires, double[][][] heard, State state) implements NeuronKernel {
    Kernel(SliceContext slice, int populationSize, BitSet[] fires, double[][][] heard) {
      this(slice, populationSize, fires, heard, new State(slice.paddedSize()));
    }

    @Override
    public void advance(long step, int from, int to, SpikeSink spikes) {
      int t = (int) step;
      for (int r = 0; r < RECEPTORS; r++) {
        int base = slice.receptorBase()[r];
        double[] ofStep = row(heard[r], t);
        double[] wide = slice.wideInput();
        if (wide != null) {
          System.arraycopy(wide, base + from, ofStep, slice.first() + from, to - from);
          Arrays.fill(wide, base + from, base + to, 0);
          continue;
        }
        for (int i = from; i < to; i++) {
          ofStep[slice.first() + i] = slice.input()[base + i];
        }
        Arrays.fill(slice.input(), base + from, base + to, 0);
      }
      IntStream.range(from, to).filter(i -> fires[t].get(slice.first() + i)).forEach(spikes::add);
    }

    private double[] row(double[][] rows, int t) {
      synchronized (rows) {
        if (rows[t] == null) {
          rows[t] = new double[populationSize];
        }
        return rows[t];
      }
    }
  }
}
