package org.ranvier.validation.reliability;

import java.nio.file.Path;
import java.util.Optional;

/** Takes all room from a run that writes checkpoints, at a random moment; then gives it back, and the run goes on to its end. */
final class FullCheckpoints implements Attack {
  @Override
  public String name() {
    return "no-room";
  }

  @Override
  public String summary() {
    return "the disk full at once at a random moment of a run with --checkpoint-every, until the run has ended; then there is room again, and `resume`"
        + " comes to the spikes and statistics of an undisturbed run";
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    Path mounted = arena.directory().resolve("disk");
    var whole = CheckpointedRun.of(arena);
    try (SmallDisk disk = SmallDisk.mount(mounted, tally)) {
      for (int trial = 0; disk != null && arena.goesOn(trial); trial++) {
        Path out = mounted.resolve("run");
        var run = arena.start(arena.directory(), CheckpointedRun.arguments(out));
        CheckpointedRun.awaitBegin(out, run);
        Thread.sleep(arena.random().nextLong(whole.millis()));
        disk.fill();
        int code = run.await();
        disk.free();
        String ended = code == 0 ? (run.err().contains("checkpoint") ? "went on without checkpoints" : "complete before") : "ended with a sentence";
        boolean said = code == 0 || code == 1 && !run.hasTrace() && !run.err().isBlank();
        Optional<String> wrong = said ? whole.wrongAfterResuming(out) : Optional.of("exit code " + code + ", " + run.err());
        if (wrong.isEmpty()) {
          tally.held(ended);
        } else {
          tally.failed("trial " + trial + " (" + ended + "): " + wrong.get());
        }
        Arena.delete(out);
      }
    }
  }
}
