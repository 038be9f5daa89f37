package org.ranvier.validation.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchDirectoryTest {
  @TempDir Path temp;

  private List<Path> left() throws IOException {
    try (var files = Files.list(temp)) {
      return files.sorted().toList();
    }
  }

  @Test
  void whatKilledBenchmarksLeftGoesWhenTheNextOneBegins() throws IOException {
    Path killed = Files.createDirectories(temp.resolve("ranvier-bench8423/spikes"));
    Files.writeString(killed.resolve("20260101F.cq4"), "a log");
    Files.writeString(killed.resolve("metadata.cq4t"), "a table");
    Path started = Files.createDirectories(temp.resolve("ranvier-bench-1"));
    Files.writeString(started.resolve("run.lock"), "process 1");
    Path foreign = Files.createDirectories(temp.resolve("ranvier-bench-results"));
    Files.writeString(foreign.resolve("table.csv"), "mine");
    Path other = Files.createDirectories(temp.resolve("other"));
    try (var running = BenchDirectory.make(temp)) {
      Files.createDirectory(running.log());
      Files.writeString(running.log().resolve("20260102F.cq4"), "goes on");
      assertEquals(List.of(other, running.log().getParent(), foreign).stream().sorted().toList(), left());
      BenchDirectory.make(temp).close();
      assertTrue(Files.exists(running.log().resolve("20260102F.cq4")));
    }
    assertEquals(List.of(other, foreign), left());
  }
}
