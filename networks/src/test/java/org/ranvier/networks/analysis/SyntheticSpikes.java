package org.ranvier.networks.analysis;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;

/** Recordings made by hand or from renewal processes, at a resolution of 0.1 ms. */
public final class SyntheticSpikes {
  public static final double RESOLUTION_MS = 0.1;

  private final List<PopulationRange> populations = new ArrayList<>();
  private final LongArrayList events = new LongArrayList();
  private final SplittableRandom random;
  private final long steps;
  private int nextId;

  public SyntheticSpikes(double durationMs, long seed) {
    steps = Math.round(durationMs / RESOLUTION_MS);
    random = new SplittableRandom(seed);
  }

  /** A population of which each neuron fires at the given times in ms; neurons beyond the trains are silent. */
  public SyntheticSpikes population(String name, int size, double[]... trainsMs) {
    int firstId = add(name, size);
    for (int i = 0; i < trainsMs.length; i++) {
      for (double timeMs : trainsMs[i]) {
        event(Math.round(timeMs / RESOLUTION_MS), firstId + i);
      }
    }
    return this;
  }

  public SyntheticSpikes poisson(String name, int size, double rateHz) {
    return gamma(name, size, rateHz, 1);
  }

  /** Renewal trains whose intervals are gamma distributed with an integer shape, started in equilibrium by a long run-up. */
  public SyntheticSpikes gamma(String name, int size, double rateHz, int shape) {
    int firstId = add(name, size);
    double stageSteps = 1000 / rateHz / RESOLUTION_MS / shape;
    for (int i = 0; i < size && rateHz > 0; i++) {
      double time = -20 * stageSteps * shape * random.nextDouble();
      while (time <= steps) {
        if (time > 0) {
          event((long) Math.ceil(time), firstId + i);
        }
        for (int stage = 0; stage < shape; stage++) {
          time -= stageSteps * Math.log(1 - random.nextDouble());
        }
      }
    }
    return this;
  }

  public SpikeTrains trains() {
    long[] sorted = events.toLongArray();
    Arrays.sort(sorted);
    var times = new long[sorted.length];
    var ids = new int[sorted.length];
    for (int k = 0; k < sorted.length; k++) {
      times[k] = sorted[k] >>> 32;
      ids[k] = (int) sorted[k];
    }
    return new SpikeTrains(populations, RESOLUTION_MS, 0, steps, times, ids);
  }

  private int add(String name, int size) {
    int firstId = nextId;
    populations.add(new PopulationRange(name, "iaf_psc_exp", firstId, size));
    nextId += size;
    return firstId;
  }

  private void event(long step, int id) {
    if (step > 0 && step <= steps) {
      events.add(step << 32 | id);
    }
  }
}
