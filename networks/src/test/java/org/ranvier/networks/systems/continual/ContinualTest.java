package org.ranvier.networks.systems.continual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.study.Change;
import org.ranvier.networks.study.Condition;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.StudyRun;
import org.ranvier.networks.study.Trial;
import org.ranvier.simulator.RanvierException;

/** What is measured, and what modulators do, in networks that are too small to learn much. */
final class ContinualTest {
  private static Settings settings(String... more) {
    var set = new java.util.HashMap<>(
        Map.of("data", "glyphs", "train", "40", "test", "20", "hidden", "20", "batch", "10", "pool", "1", "rank", "5", "rank_more", "3"));
    for (int k = 0; k < more.length; k += 2) {
      set.put(more[k], more[k + 1]);
    }
    return new Settings("continual", new Continual().settings(), set);
  }

  private static List<Trial> trials(int threads, String... conditions) {
    return StudyRun.of(new Continual(), settings(), 1, List.of(conditions)).trials(0, 3, threads, t -> {}).trials();
  }

  @Test
  void scoresAreThoseOfTheirDefinitions() {
    var scores =
        new Scores(
            new double[] {0.1, 0.2, 0.1}, new double[][] {{0.8, 0.3, 0.1}, {0.6, 0.9, 0.2}, {0.4, 0.7, 1}}, List.of(List.of(0.8), List.of(0.2, 0.6), List.of(0.3, 0.4)));
    assertEquals((0.4 + 0.7 + 1) / 3, scores.average(), 1e-12);
    assertEquals((0.4 - 0.8 + 0.7 - 0.9) / 2, scores.backward(), 1e-12);
    assertEquals((0.3 - 0.2 + 0.2 - 0.1) / 2, scores.forward(), 1e-12);
    assertEquals(((0.8 - 0.2) / 0.8 + (0.6 - 0.3) / 0.6) / 2, scores.gap(), 1e-12);
    assertEquals((0.8 + 0.9 + 1) / 3, scores.learning(), 1e-12);
  }

  @Test
  void gainFollowsNoradrenalineAsPublished() {
    var na = new Continual().conditions().stream().filter(c -> c.name().equals("na")).findFirst().orElseThrow();
    try (var chemistry = new Chemistry(new Plan(settings(), 0, 1, na, Map.of()))) {
      double gain = 1; // g ← γ·g + (1 - γ)·g0 + η·H, γ = 0.9, g0 = 1
      for (double release : new double[] {0.4, 0.1, 0.2}) {
        chemistry.release(Chemistry.NORADRENALINE, release / 0.9); // what is released decays with the rest until the batch is over
        chemistry.pass();
        gain = 0.9 * gain + 0.1 + release;
        assertEquals(gain, chemistry.effect(Chemistry.GAIN), 1e-9);
      }
      assertEquals(1, chemistry.effect(Chemistry.PLASTICITY));
    }
  }

  @Test
  void whatIsKnockedOutOrClampedDoesNothing() {
    List<Trial> all = trials(1, "e-prop", "na", "na+knockout:alpha1", "na+clamp:noradrenaline=0", "frozen");
    assertEquals(all.get(0).measures(), all.get(3).measures());
    assertNotEquals(all.get(0).measures(), all.get(1).measures());
    assertEquals(0, all.get(2).measures().get(1), "nothing is forgotten by frozen weights"); // in the study's order
  }

  @Test
  void theYokedReleasesAreTheOthersInAnotherOrder() {
    List<Trial> both = trials(2, "na", "na-yoked");
    var own = both.get(0).recorded(Chemistry.NORADRENALINE);
    var yoked = both.get(1).recorded(Chemistry.NORADRENALINE);
    assertNotEquals(own, yoked);
    assertEquals(own.stream().sorted().toList(), yoked.stream().sorted().toList());
  }

  @Test
  void tasksHaveTheClassesAndOutputsOfTheirProtocol() {
    for (Protocol p : Protocol.values()) {
      var plan = new Plan(settings("protocol", Integer.toString(p.ordinal())), 0, 1, Condition.of("x", "", new Change.Feature("none")), Map.of());
      var tasks = p.tasks(plan);
      assertEquals(p == Protocol.TOGETHER ? 1 : 5, tasks.size());
      for (int t = 0; t < tasks.size(); t++) {
        var task = tasks.get(t);
        var labels = Stream.of(task.train(), task.test()).flatMap(i -> Arrays.stream(ints(i.labels())).boxed()).distinct().sorted().toList();
        assertEquals(labels(p, t), labels);
        assertTrue(labels.getFirst() >= task.outputs().first() && labels.getLast() <= task.outputs().last());
        assertEquals(40, task.train().count());
      }
    }
  }

  /** Files of 30 images of one pixel, all of class 0. */
  @Test
  void tasksWithoutImagesAreRefused(@TempDir Path dir) throws IOException {
    for (String part : List.of("train", "t10k")) {
      Files.write(dir.resolve(part + "-images-idx3-ubyte"), ByteBuffer.allocate(46).putInt(0x803).putInt(30).putInt(1).putInt(1).array());
      Files.write(dir.resolve(part + "-labels-idx1-ubyte"), ByteBuffer.allocate(38).putInt(0x801).putInt(30).array());
    }
    var study = new Continual();
    var given = new Settings("continual", study.settings(), Map.of("data", dir.toString(), "pool", "1"));
    var plan = new Plan(given, 0, 1, Condition.of("x", "", new Change.Feature("none")), Map.of());
    String message = assertThrows(RanvierException.class, () -> Protocol.CLASSES.tasks(plan)).getMessage();
    assertTrue(message.startsWith("continual: there are 0 images to learn task 1 from, and 0 to test it"), message);
    assertEquals(5, Protocol.PERMUTED.tasks(plan).size());
  }

  private static List<Integer> labels(Protocol p, int t) {
    return switch (p) {
      case CLASSES, TASKS -> List.of(2 * t, 2 * t + 1);
      case DOMAINS -> List.of(0, 1);
      default -> List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    };
  }

  private static int[] ints(byte[] labels) {
    int[] of = new int[labels.length];
    Arrays.setAll(of, k -> labels[k]);
    return of;
  }
}
