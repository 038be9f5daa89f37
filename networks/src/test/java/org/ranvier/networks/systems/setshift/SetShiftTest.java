package org.ranvier.networks.systems.setshift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.study.StudyResult;
import org.ranvier.networks.study.StudyRun;
import org.ranvier.networks.study.Trial;

/** Short runs; that noradrenaline helps takes minutes and is shown elsewhere. */
final class SetShiftTest {
  private static StudyResult run(String... conditions) {
    var study = new SetShift();
    var settings = new Settings("set-shift", study.settings(), Map.of("trials_before", "40", "trials_after", "40"));
    return StudyRun.of(study, settings, 1, List.of(conditions)).trials(0, 3, 1, t -> {});
  }

  @Test
  void theYokedTwinGetsTheSameNoradrenalineAtOtherTrialsAndTheClampedOneNone() {
    StudyResult r = run("full", "yoked", "dopamine");
    Trial full = r.trials("full").getFirst();
    assertTrue(full.recorded(SetShiftNetwork.NORADRENALINE).stream().mapToDouble(x -> x).sum() > 0);
    assertTrue(r.mean("noradrenaline", "yoked") > 0);
    assertEquals(0, r.mean("noradrenaline", "dopamine"));
    Trial yoked = r.trials("yoked").getFirst();
    assertNotEquals(full.measures(), yoked.measures());
  }

  @Test
  void aYokedCourseIsTurnedRoundAndAScatteredOneIsMixed() {
    List<Double> course = IntStream.range(0, 100).mapToObj(k -> (double) k).toList();
    var random = new SetShift().usualPlan().random("set-shift", "yoked");
    List<Double> yoked = SetShiftRun.elsewhere(course, random, false);
    double first = yoked.getFirst();
    assertNotEquals(0, first);
    assertEquals(course.stream().map(c -> (c + first) % 100).toList(), yoked);
    List<Double> scattered = SetShiftRun.elsewhere(course, random, true);
    assertEquals(course, scattered.stream().sorted().toList());
    assertTrue(IntStream.range(1, 100).filter(k -> scattered.get(k) == (scattered.get(k - 1) + 1) % 100).count() < 10);
  }

  @Test
  void conditionsMeetTheSameCues() {
    var plan = new SetShift().usualPlan();
    assertTrue(java.util.Arrays.equals(Cues.of(plan, 50).cues(), java.util.Arrays.copyOf(Cues.of(plan, 80).cues(), 50)));
  }
}
