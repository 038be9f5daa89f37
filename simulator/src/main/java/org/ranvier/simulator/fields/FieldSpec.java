package org.ranvier.simulator.fields;

import java.util.List;

/**
 * A field as the engine sees it.
 *
 * @param sources indices of the populations whose spikes it gets
 * @param minDelaySteps steps after which a spike has its first effect, at least 1
 * @param factory makes its copies
 * @param probes what is recorded of it
 */
public record FieldSpec(List<Integer> sources, int minDelaySteps, Field.Factory factory, List<Probe> probes) {
  public FieldSpec {
    sources = List.copyOf(sources);
    probes = List.copyOf(probes);
    if (minDelaySteps < 1) {
      throw new IllegalArgumentException("delay of " + minDelaySteps + " steps");
    }
  }

  /**
   * Which values to sample.
   *
   * @param variable index of the variable
   * @param places where, ascending
   * @param intervalSteps samples are taken at the multiples of this many steps
   */
  public record Probe(int variable, int[] places, int intervalSteps) {
    public Probe {
      places = places.clone();
    }

    @Override
    public int[] places() {
      return places.clone();
    }
  }
}
