package org.ranvier.networks.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.RanvierException;

final class OutputDirectoryTest {
  @TempDir Path temp;

  private OutputDirectory claim(String name, boolean overwrite) {
    return OutputDirectory.claim(temp.resolve(name), "net", overwrite);
  }

  private static void assertRefused(String part, Runnable claim) {
    String message = assertThrows(RanvierException.class, claim::run).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void runsThatStartAtOnceHaveADirectoryEach() throws Exception {
    String name = "at-once-" + ProcessHandle.current().pid();
    var claimed = new ArrayList<OutputDirectory>();
    try (var pool = Executors.newFixedThreadPool(8)) {
      List<Callable<OutputDirectory>> claims = new ArrayList<>();
      IntStream.range(0, 16).forEach(k -> claims.add(() -> OutputDirectory.claim(null, name, false)));
      for (var claim : pool.invokeAll(claims)) {
        claimed.add(claim.get());
      }
      assertEquals(16, new HashSet<>(claimed.stream().map(OutputDirectory::path).toList()).size());
    } finally {
      claimed.forEach(OutputDirectory::close);
    }
    assertTrue(claimed.stream().noneMatch(d -> Files.exists(d.path()))); // nothing was written into them
  }

  @Test
  void aDirectoryThatSeveralAskForIsGivenToOne() throws Exception {
    try (var pool = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> claims = new ArrayList<>();
      var winners = new ArrayList<OutputDirectory>();
      IntStream.range(0, 16)
          .forEach(
              k -> claims.add(
                  () -> {
                    try {
                      var directory = claim("out", k % 2 == 0);
                      synchronized (winners) {
                        winners.add(directory);
                      }
                      return true;
                    } catch (RanvierException e) {
                      assertTrue(e.getMessage().contains("in use by a run that goes on"), e.getMessage());
                      return false;
                    }
                  }));
      for (var claim : pool.invokeAll(claims)) {
        claim.get();
      }
      assertEquals(1, winners.size());
      winners.getFirst().close();
    }
  }

  @Test
  void aRunningRunIsNamedAndItsResultsStay() throws IOException {
    try (var running = claim("out", false)) {
      Path begun = running.begin();
      Files.writeString(begun.resolve(OutputFiles.STATISTICS), "{}");
      assertRefused("out is in use by a run that goes on (this process, which has another run)", () -> claim("out", true));
      assertRefused("in use by a run that goes on", () -> claim("out", false));
      assertTrue(Files.exists(begun.resolve(OutputFiles.STATISTICS)));
    }
    assertRefused("out exists; choose another", () -> claim("out", false));
    try (var again = claim("out", true)) {
      assertTrue(Files.exists(again.path().resolve(OutputFiles.STATISTICS))); // until there is something to put in its place
      again.begin();
      assertFalse(Files.exists(again.path().resolve(OutputFiles.STATISTICS)));
    }
  }

  @Test
  void aRunThatBeganNothingLeavesNothingAndAnEmptyDirectoryIsFree() throws IOException {
    claim("out", false).close();
    assertFalse(Files.exists(temp.resolve("out")));
    Path killed = Files.createDirectory(temp.resolve("killed"));
    Files.writeString(killed.resolve("run.lock"), "process 1 since long ago");
    try (var directory = claim("killed", false)) {
      directory.begin();
      Files.writeString(directory.path().resolve(OutputFiles.DESCRIPTION), "half");
      directory.forget(); // the log was refused
    }
    try (var retry = claim("killed", false)) {
      assertEquals(killed, retry.path());
    }
    assertTrue(Files.exists(killed)); // it was there before
  }

  @Test
  void aDirectoryThatIsMovedIsNamed() throws IOException {
    try (var directory = claim("out", false)) {
      directory.begin();
      directory.requireThere(List.of());
      Files.move(temp.resolve("out"), temp.resolve("elsewhere"));
      assertRefused("out was moved or removed while the run went on; not written: activity.png", () -> directory.requireThere(List.of("activity.png")));
      Files.createDirectory(temp.resolve("out"));
      assertRefused("was moved or removed", () -> directory.requireThere(List.of()));
    }
  }

  @Test
  void nothingButResultsIsReplacedAtAnyDepth() throws IOException {
    Path trials = Files.createDirectories(temp.resolve("out/trials/mstdpet-1"));
    Files.writeString(trials.resolve("20260101F.cq4"), "");
    Files.writeString(temp.resolve("out/activity.png.part"), "");
    claim("out", true).close();
    Path notes = Files.writeString(trials.resolve("notes.txt"), "look at trial 1");
    assertRefused("holds trials/mstdpet-1/notes.txt, which no run has written", () -> claim("out", true));
    Files.delete(notes);
    Files.writeString(temp.resolve("out/trials/plan.txt"), "");
    assertRefused("holds trials/plan.txt", () -> claim("out", true));
    assertRefused("is a file; choose a directory", () -> claim("out/activity.png.part", true));
  }
}
