package org.ranvier.neuronmodels.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.ranvier.neuronmodels.exact.RandomExactNetwork.Spike;

/** The engine's events, predictions and epochs against a simulator that takes one event after the other: not a bit may differ. */
final class ExactNetworkProperty {
  private static void check(RandomExactNetwork network, int threads, int split) {
    List<Spike> expected = network.expected(40);
    Statistics.label("spikes").collect(expected.size() < 100 ? "few" : expected.size() < 1000 ? "hundreds" : "thousands");
    assertEquals(expected, network.simulated(threads, split, 400 - split), network::toString);
  }

  @Property(tries = 60)
  void networksWithDrawnDelaysDoAsTheOracle(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int threads, @ForAll @IntRange(max = 400) int split) {
    check(new RandomExactNetwork(seed, 0.37, false), threads, split);
  }

  @Property(tries = 60)
  void eventsThatCoincideActTogetherWhoeverSendsThem(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int threads, @ForAll @IntRange(max = 400) int split) {
    check(new RandomExactNetwork(seed, 0.25, true), threads, split);
  }

  @Property(tries = 25)
  void delaysMayBeShorterThanAStep(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int threads, @ForAll @IntRange(max = 400) int split) {
    check(new RandomExactNetwork(seed, 0.031, false), threads, split);
    check(new RandomExactNetwork(seed, 0x1p-5, true), threads, split);
  }

  @Property(tries = 5)
  void theNetworksDoFire(@ForAll @IntRange(max = 1000) int seed) {
    int spikes = 0;
    for (int k = 0; k < 5; k++) {
      spikes += new RandomExactNetwork(5L * seed + k, 0.37, false).expected(40).size();
    }
    assertTrue(spikes > 5 * 100, "only " + spikes);
  }
}
