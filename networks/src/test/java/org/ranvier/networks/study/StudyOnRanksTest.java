package org.ranvier.networks.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Alone;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.ranks.ThreadRanks;

/** Ranks share the seeds of a study, and what is written is what one process writes. */
final class StudyOnRanksTest {
  private static final List<String> CONDITIONS = List.of("mstdpet", "untrained");

  @TempDir
  private static Path alone; // what one process writes, of three seeds

  @TempDir
  private Path temp;

  @BeforeAll
  static void runAlone() {
    run(Alone.RANKS, alone, 3, Map.of(), false);
  }

  /** Runs it on one of the ranks, and returns what that prints. */
  private static String run(Ranks ranks, Path out, int seeds, Map<String, String> set, boolean resumed) {
    Study xor = Studies.find("xor").orElseThrow();
    var said = new ByteArrayOutputStream();
    var options = new RunOptions("2000", null).threads(1).out(out, false);
    StudyRun.of(xor, new Settings("xor", xor.settings(), set), seeds, CONDITIONS)
        .run(ranks, options, resumed, new PrintStream(said, true, StandardCharsets.UTF_8));
    return said.toString(StandardCharsets.UTF_8);
  }

  private static void assertSame(Path expected, Path found) throws IOException {
    assertEquals(withoutTimes(expected.resolve("results.csv")), withoutTimes(found.resolve("results.csv")));
    assertEquals(Files.readAllLines(expected.resolve("learning.csv")).stream().sorted().toList(),
        Files.readAllLines(found.resolve("learning.csv")).stream().sorted().toList());
    assertTrue(Files.readString(found.resolve("statistics.json")).contains("\"complete\""));
    assertTrue(Files.exists(found.resolve("learning.png")));
    assertFalse(Files.exists(found.resolve("learning.rank-1.csv")));
  }

  private static List<String> withoutTimes(Path results) throws IOException {
    return Files.readAllLines(results).stream().map(line -> line.substring(0, line.lastIndexOf(','))).toList();
  }

  @Test
  void theResultsAreThoseOfOneProcess() throws IOException {
    Path ranks = temp.resolve("ranks");
    List<String> said = ThreadRanks.run(2, r -> run(r, ranks, 3, Map.of(), false));
    assertSame(alone, ranks);
    assertTrue(said.get(0).contains("seeds 1 to 3, shared by 2 ranks"), said.get(0));
    assertTrue(said.get(0).contains("mstdpet: learnt in "), said.get(0));
    assertEquals(2, said.get(1).lines().count(), said.get(1)); // seed 2 under both conditions
  }

  @Test
  void aRunOfRanksIsResumedWithMoreSeedsOnAnotherNumberOfThem() throws IOException {
    Path ranks = temp.resolve("ranks");
    ThreadRanks.run(2, r -> run(r, ranks, 2, Map.of(), false));
    // As one is left that was killed: what rank 1 has learnt stands in a file of its own, and a trial is missing.
    List<String> courses = Files.readAllLines(ranks.resolve("learning.csv"));
    Files.write(ranks.resolve("learning.csv"), courses.stream().filter(l -> !l.contains(",2,")).toList());
    Files.write(ranks.resolve("learning.rank-1.csv"), courses.stream().filter(l -> l.contains(",2,")).toList());
    Files.delete(ranks.resolve("rows").resolve("untrained-2.json"));
    List<String> said = ThreadRanks.run(3, r -> run(r, ranks, 3, Map.of(), true));
    assertTrue(said.get(0).contains("resumed: 3 of 6 trials are there"), said.get(0));
    assertSame(alone, ranks);
  }

  @Test
  void moreRanksThanSeedsAreIdle() throws IOException {
    Path ranks = temp.resolve("ranks");
    List<String> said = ThreadRanks.run(2, r -> run(r, ranks, 1, Map.of(), false));
    assertEquals("", said.get(1));
    assertEquals(3, Files.readAllLines(ranks.resolve("results.csv")).size());
  }

  @Test
  void ranksOfDifferentRunsAreRefused() {
    Path ranks = temp.resolve("ranks");
    var e = assertThrows(RanvierException.class, () -> ThreadRanks.run(2, r -> run(r, ranks, 1, Map.of("gamma", r.rank() == 0 ? "0.3" : "0.2"), false)));
    assertTrue(e.getMessage().contains("rank 1 has another study than rank 0"), e.getMessage());
    assertFalse(Files.exists(ranks));
  }
}
