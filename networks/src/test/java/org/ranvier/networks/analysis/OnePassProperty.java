package org.ranvier.networks.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeCollector;
import org.ranvier.simulator.recording.SpikeListener;
import org.ranvier.simulator.recording.SpikeTrains;

/** What is gathered block by block is what all spikes in memory give, wherever blocks and the interval end. */
final class OnePassProperty {
  private static final List<PopulationRange> POPULATIONS =
      List.of(new PopulationRange("E", "iaf_psc_exp", 3, 40), new PopulationRange("I", "iaf_psc_exp", 43, 7));

  private static SpikeTrains play(Random random, int steps, int blockSteps, SpikeListener... listeners) {
    var all = new SpikeCollector(POPULATIONS, 0.5, 0);
    var block = new SpikeBlock();
    boolean exact = random.nextBoolean();
    for (int first = 1; first <= steps; first += blockSteps) {
      block.reset(first);
      for (int k = first; k < Math.min(steps + 1, first + blockSteps); k++) {
        for (int id = 3; id < 50; id++) {
          if (random.nextInt(20) == 0) {
            block.add(id, exact && random.nextInt(3) == 0 ? random.nextDouble() * 0.5 : 0);
          }
        }
        block.endStep();
      }
      all.accept(block);
      for (SpikeListener listener : listeners) {
        listener.accept(block);
      }
    }
    return all.trains();
  }

  @Property(tries = 200)
  void equalsThoseInMemory(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int steps, @ForAll @IntRange(min = 1, max = 70) int blockSteps,
      @ForAll @IntRange(min = 0, max = 299) int from, @ForAll @IntRange(min = 1, max = 400) int length,
      @ForAll @IntRange(min = 1, max = 200) int window) {
    var gathered = new GatheredStatistics(POPULATIONS, 0.5, from, (long) from + length);
    var last = new LastSpikes(POPULATIONS, 0.5, window, from, (long) from + length);
    SpikeTrains all = play(new Random(seed), steps, blockSteps, gathered, last);
    long to = Math.max(from, Math.min(steps, from + length));
    assertEquals(SpikeStatistics.of(all.between(from, to)), gathered.statistics());
    assertEquals(to, gathered.toStep());
    SpikeTrains expected = all.between(Math.max(from, to - window), to);
    SpikeTrains shown = last.trains();
    assertArrayEquals(expected.steps(), shown.steps());
    assertArrayEquals(expected.ids(), shown.ids());
    for (int k = 0; k < expected.size(); k++) {
      assertEquals(expected.offsetMs(k), shown.offsetMs(k));
    }
    assertEquals(expected.fromStep(), shown.fromStep());
    assertEquals(to, shown.toStep());
  }

  /** Variance over mean of the counts in whole bins of 3 ms, by its definition. */
  @Property(tries = 100)
  void synchronyIsVarianceOverMean(@ForAll long seed, @ForAll @IntRange(min = 12, max = 300) int steps) {
    var gathered = new GatheredStatistics(POPULATIONS, 0.5, 0, Long.MAX_VALUE);
    SpikeTrains all = play(new Random(seed), steps, 17, gathered);
    double[] counts = new double[steps / 6];
    for (int k = 0; k < all.size(); k++) {
      int bin = (int) ((all.steps()[k] - 1) / 6);
      if (all.ids()[k] < 43 && bin < counts.length) {
        counts[bin]++;
      }
    }
    double mean = java.util.Arrays.stream(counts).average().orElseThrow();
    double variance = java.util.Arrays.stream(counts).map(c -> (c - mean) * (c - mean)).average().orElseThrow();
    assertEquals(variance / mean, gathered.statistics().getFirst().synchrony(), 1e-9);
  }
}
