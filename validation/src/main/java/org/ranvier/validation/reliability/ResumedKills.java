package org.ranvier.validation.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.ranvier.simulator.log.SpikeLogStatus.Ending;

/**
 * Kills runs that write checkpoints, a third of them while they write one, and some of those that go on from there too; then they go on to their
 * end.
 */
final class ResumedKills implements Attack {
  @Override
  public String name() {
    return "resumes";
  }

  @Override
  public String summary() {
    return "`kill -9` of a run with --checkpoint-every at a random moment, a third of them while a checkpoint is written, then `resume`, of which a quarter"
        + " is killed and resumed too: spikes and statistics equal an undisturbed run's, the log has no gap and no double";
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    var whole = CheckpointedRun.of(arena);
    int writing = 0;
    for (int trial = 0; arena.goesOn(trial); trial++) {
      Path out = arena.directory().resolve("run" + trial);
      var run = arena.start(arena.directory(), CheckpointedRun.arguments(out));
      if (arena.random().nextInt(8) > 0) {
        CheckpointedRun.awaitBegin(out, run); // an eighth of the kills may come before there is anything
      }
      Thread.sleep(arena.random().nextLong(whole.millis()));
      if (3 * writing <= trial) {
        awaitWriting(out, run);
      }
      run.kill();
      boolean caught = isWriting(out);
      writing += caught ? 1 : 0;
      String when = caught ? "while a checkpoint was written" : !CheckpointedRun.hasBegun(out) ? "before anything was recorded"
          : LogOfRun.in(out).filter(l -> l.status().ending() == Ending.COMPLETE).isPresent() ? "after the end of the log" : "in the run";
      if (CheckpointedRun.hasBegun(out) && arena.random().nextInt(4) == 0) {
        var again = arena.start(arena.directory(), CheckpointedRun.resume(out));
        Thread.sleep(1000 + arena.random().nextLong(whole.millis()));
        again.kill();
        when += ", and once more in the resumed one";
      }
      Optional<String> wrong = whole.wrongAfterResuming(out);
      if (wrong.isEmpty()) {
        tally.held(when);
      } else {
        tally.failed("trial " + trial + " (" + when + "): " + wrong.get());
      }
      Arena.delete(out);
    }
  }

  /** Waits until the run is writing a checkpoint, or has ended. */
  private static void awaitWriting(Path out, Arena.Run run) {
    while (run.process().isAlive() && !isWriting(out)) {
      LockSupport.parkNanos(100_000);
    }
  }

  private static boolean isWriting(Path out) {
    return Files.exists(out.resolve("latest.checkpoint.part"));
  }
}
