package org.ranvier.networks.systems.distalreward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeBlock;

/** Parts of the distal reward. */
final class DistalRewardTest {
  @Test
  void shufflingKeepsTheIntervals() {
    List<Long> times = List.of(3L, 10L, 11L, 40L, 90L);
    List<Long> shuffled = RewardTimes.shuffled(times, new SplittableRandom(2));
    assertNotEquals(times, shuffled);
    assertEquals(gaps(times), gaps(shuffled));
    assertEquals(List.of(), RewardTimes.shuffled(List.of(), new SplittableRandom(2)));
  }

  private static List<Long> gaps(List<Long> times) {
    return IntStream.range(0, times.size()).mapToObj(k -> times.get(k) - (k == 0 ? 0 : times.get(k - 1))).sorted().toList();
  }

  @Test
  void aCoincidenceIsASpikeWithinTheWindowAfterAnother() {
    var watch = new Coincidences(1, 2, 20, 2);
    watch.accept(block(1, new int[] {2}, new int[] {1}, new int[] {1, 2}, new int[] {2}));
    assertEquals(List.of(3L, 4L), watch.take()); // at 3 after the spike of 2
    watch.accept(block(22, new int[] {2}, new int[] {2}, new int[] {1}, new int[] {0, 2}));
    assertEquals(List.of(22L, 25L), watch.take());
    assertEquals(List.of(), watch.take());
    assertEquals(4, watch.spikes());
  }

  @Test
  void noSynapseIsDesignatedThatLeadsBackToItsNeuron() {
    assertEquals(1, designatedOf(2)); // 0 to 0 is the first
    assertThrows(RanvierException.class, () -> designatedOf(1));
  }

  private static int designatedOf(int neurons) {
    var net = new Network("all to all").resolution(ms(1));
    var population = net.population("N", neurons, "iaf_psc_exp");
    var all = net.connect(population, population).rule(ConnectionRule.allToAll()).weight(pA(1)).delay(ms(1));
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT)) {
      return DesignatedSynapse.of(sim.weights(all));
    }
  }

  private static SpikeBlock block(long first, int[]... steps) {
    var block = new SpikeBlock();
    block.reset(first);
    for (int[] ids : steps) {
      IntStream.of(ids).forEach(block::add);
      block.endStep();
    }
    return block;
  }
}
