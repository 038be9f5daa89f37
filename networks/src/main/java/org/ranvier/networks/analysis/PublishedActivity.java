package org.ranvier.networks.analysis;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * Rates that a publication reports for the populations of a network.
 *
 * @param ratesHz mean firing rate in spikes/s, by population name; populations may be missing
 * @param source where the values come from, short enough for a caption: {@code "Potjans & Diesmann 2014"}
 */
public record PublishedActivity(Map<String, Double> ratesHz, String source) {
  public PublishedActivity {
    ratesHz = Map.copyOf(ratesHz);
  }

  /** The published rate of a population in spikes/s, if there is one. */
  public OptionalDouble rateHz(String population) {
    Double rate = ratesHz.get(population);
    return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }
}
