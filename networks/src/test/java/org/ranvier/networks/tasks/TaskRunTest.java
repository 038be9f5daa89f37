package org.ranvier.networks.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeBlock;

/** Short runs of the tasks; that they are learnt takes minutes and is shown elsewhere. */
final class TaskRunTest {
  private static List<Trial> trials(String task, double durationMs, int threads, int seeds, Map<String, String> set, String... conditions) {
    Task t = Tasks.find(task).orElseThrow();
    var seen = new ArrayList<Trial>();
    var trials = new TaskRun(t, new Settings(task, t.settings(), set), seeds, List.of(conditions)).trials(durationMs, 3, threads, seen::add);
    assertEquals(seen, trials);
    return trials;
  }

  /** All of a trial but what depends on the machine. */
  private static List<String> results(List<Trial> trials) {
    return trials.stream()
        .map(t -> t.condition() + t.seed() + t.learnt() + t.figures() + t.lines().stream().map(TaskRunTest::text).toList())
        .toList();
  }

  private static String text(Line line) {
    return line.name() + List.of(IntStream.range(0, line.x().length).mapToObj(k -> line.x()[k] + " " + line.y()[k]).toArray());
  }

  @Test
  void theSameTrialsWithAnyNumberOfThreadsInTheOrderOfSeedsAndConditions() {
    List<Trial> one = trials("xor", 4000, 1, 2, Map.of(), "untrained", "mstdpet");
    assertEquals(List.of("mstdpet", "untrained", "mstdpet", "untrained"), one.stream().map(Trial::condition).toList());
    assertEquals(List.of(3L, 3L, 4L, 4L), one.stream().map(Trial::seed).toList());
    assertEquals(results(one), results(trials("xor", 4000, 2, 2, Map.of(), "mstdpet", "untrained")));
  }

  @Test
  void theExclusiveOrIsSilentWithoutInputAndItsTwinsDifferInLearningOnly() {
    var trials = trials("xor", 4000, 1, 1, Map.of("gamma", "0", "gamma_mstdp", "0"));
    assertEquals(4, trials.size());
    for (Trial t : trials) {
      assertTrue(t.figures().get(1) < 3, t.toString()); // 00, where potentials fall off from the pattern before
      assertTrue(t.figures().get(4) > 20, t.toString()); // 11
    }
    // Without learning they are one and the same network.
    assertEquals(trials.get(0).figures(), trials.get(1).figures());
    assertEquals(trials.get(0).figures(), trials.get(2).figures());
    assertNotEquals(trials.get(0).figures(), trials("xor", 4000, 1, 1, Map.of(), "mstdpet").getFirst().figures());
  }

  @Test
  void theLatencyOfRewardsChangesWhatIsLearnt() {
    for (String rule : List.of("mstdpet", "mstdp")) {
      var late = trials("xor", 4000, 1, 1, Map.of(), rule).getFirst();
      var atOnce = trials("xor", 4000, 1, 1, Map.of("reward_latency", "0"), rule).getFirst();
      assertNotEquals(late.figures(), atOnce.figures());
    }
  }

  @Test
  void theDistalRewardBeginsAtZeroAndItsTwinsAreRewardedAsTheySay() {
    var trials = trials("distal-reward", 20_000, 1, 1, Map.of("soonest", "500", "latest", "501"));
    assertEquals(List.of("rewarded", "off", "shuffled"), trials.stream().map(Trial::condition).toList());
    for (Trial t : trials) {
      Line weight = t.lines().getFirst();
      assertEquals(0, weight.y()[0]);
      assertEquals(20, weight.x()[weight.x().length - 1]);
      assertEquals(t.figures().getFirst(), weight.y()[weight.y().length - 1]);
      assertEquals(80_000, t.figures().get(2));
      assertEquals(t.learnt(), t.figures().get(3) <= 3);
    }
    double rewards = trials.get(0).figures().get(5);
    assertTrue(rewards > 0, trials.toString());
    assertEquals(rewards, trials.get(2).figures().get(5)); // as many, at other times
  }

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
    var watch = new Coincidences(1, 2, 20);
    watch.accept(block(1, new int[] {2}, new int[] {1}, new int[] {1, 2}, new int[] {2}));
    assertEquals(List.of(3L, 4L), watch.take()); // at 3 after the spike of 2
    watch.accept(block(22, new int[] {2}, new int[] {2}, new int[] {1}, new int[] {0, 2}));
    assertEquals(List.of(22L, 25L), watch.take());
    assertEquals(List.of(), watch.take());
    assertEquals(10, watch.spikes());
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

  @Test
  void numbersOfSeedsThatAreNoneAreRefused() {
    Task xor = Tasks.find("xor").orElseThrow();
    var settings = new Settings("xor", xor.settings(), Map.of());
    String message = assertThrows(RanvierException.class, () -> new TaskRun(xor, settings, 0, List.of())).getMessage();
    assertEquals("xor: seeds 0 must be between 1 and 10000", message);
  }
}
