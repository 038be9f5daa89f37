package org.ranvier.networks.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.simulator.RanvierException;

/** Short runs of the first studies; that they are learnt takes minutes and is shown elsewhere. */
final class StudyRunTest {
  private static List<Trial> trials(String study, double durationMs, int threads, int seeds, Map<String, String> set, String... conditions) {
    Study s = Studies.find(study).orElseThrow();
    var seen = new ArrayList<Trial>();
    var result = StudyRun.of(s, new Settings(study, s.settings(), set), seeds, List.of(conditions)).trials(durationMs, 3, threads, seen::add);
    assertEquals(seen, result.trials());
    return seen;
  }

  /** All of a trial but what depends on the machine. */
  private static List<String> results(List<Trial> trials) {
    return trials.stream()
        .map(t -> t.condition() + t.seed() + t.learnt() + t.measures() + t.lines().stream().map(StudyRunTest::text).toList())
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
      assertTrue(t.measures().get(1) < 3, t.toString()); // 00, where potentials fall off from the pattern before
      assertTrue(t.measures().get(4) > 20, t.toString()); // 11
    }
    // Without learning they are one and the same network.
    assertEquals(trials.get(0).measures(), trials.get(1).measures());
    assertEquals(trials.get(0).measures(), trials.get(2).measures());
    assertNotEquals(trials.get(0).measures(), trials("xor", 4000, 1, 1, Map.of(), "mstdpet").getFirst().measures());
  }

  @Test
  void theLatencyOfRewardsChangesWhatIsLearnt() {
    for (String rule : List.of("mstdpet", "mstdp")) {
      var late = trials("xor", 4000, 1, 1, Map.of(), rule).getFirst();
      var atOnce = trials("xor", 4000, 1, 1, Map.of("reward_latency", "0"), rule).getFirst();
      assertNotEquals(late.measures(), atOnce.measures());
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
      assertEquals(t.measures().getFirst(), weight.y()[weight.y().length - 1]);
      assertEquals(80_000, t.measures().get(2));
      assertEquals(t.learnt(), t.measures().get(3) <= 3);
    }
    double rewards = trials.get(0).measures().get(5);
    assertTrue(rewards > 0, trials.toString());
    assertEquals(rewards, trials.get(2).measures().get(5)); // as many, at other times
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertEquals("hidden = 20.5 is no whole number; give one", refused("csdp", Map.of("data", "glyphs", "hidden", "20.5")));
    assertTrue(refused("csdp", Map.of("data", "glyphs", "steps", "10")).startsWith("csdp: goodness would count from step 10 of 10 on"));
    assertTrue(refused("neurogenesis", Map.of("first", "151")).startsWith("neurogenesis: first = 151 hidden neurons are more than most = 150"));
    assertEquals("plant = 1.5 is no whole number; give one", refused("closed-loop-stimulation", Map.of("plant", "1.5")));
    assertTrue(refused("csdp", Map.of("data", " ")).startsWith("data is empty; data (directory of the IDX files"));
  }

  private static String refused(String study, Map<String, String> given) {
    Study of = Studies.find(study).orElseThrow();
    return String.valueOf(assertThrows(
        RanvierException.class,
        () -> of.network(new Plan(new Settings(study, of.settings(), given), 0, 1, of.conditions().getFirst(), Map.of()))).getMessage());
  }

  @Test
  void numbersOfSeedsThatAreNoneAreRefused() {
    Study xor = Studies.find("xor").orElseThrow();
    var settings = new Settings("xor", xor.settings(), Map.of());
    String message = assertThrows(RanvierException.class, () -> StudyRun.of(xor, settings, 0, List.of())).getMessage();
    assertEquals("xor: seeds 0 must be between 1 and 10000", message);
  }
}
