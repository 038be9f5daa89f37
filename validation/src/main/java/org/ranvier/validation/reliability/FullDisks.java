package org.ranvier.validation.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.ranvier.simulator.log.SpikeLogStatus.Ending;

/** Fills a small disk of its own, at once, at a random moment of a run. */
final class FullDisks implements Attack {
  @Override
  public String name() {
    return "full";
  }

  @Override
  public String summary() {
    return "the disk (a tmpfs of 400 MiB) full at once at a random moment: the run ends with a sentence, and its log is ended and right so far";
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    Path mounted = arena.directory().resolve("disk");
    Kills.Whole whole = Kills.Whole.of(arena);
    try (SmallDisk disk = SmallDisk.mount(mounted, tally)) {
      for (int trial = 0; disk != null && arena.goesOn(trial); trial++) {
        Path out = mounted.resolve("run");
        var run = arena.start(arena.directory(), Kills.run(out.toString()));
        Thread.sleep(arena.random().nextLong(whole.millis()));
        disk.fill();
        int code = run.await();
        judge(tally, "trial " + trial, code, run, LogOfRun.in(out), whole.log());
        Arena.delete(out);
        disk.free();
      }
    }
  }

  private static void judge(Tally tally, String trial, int code, Arena.Run run, Optional<LogOfRun> left, LogOfRun whole) throws IOException {
    String err = run.err();
    boolean said = code == 0 || (code == 1 && !run.hasTrace() && !err.isBlank());
    boolean right = left.isEmpty() || (left.get().isBeginningOf(whole.spikes()) && left.get().status().ending() != Ending.UNFINISHED);
    if (said && right) {
      tally.held(code == 0 ? "complete before" : left.isEmpty() ? "refused before the first block" : "ended with a sentence");
    } else {
      tally.failed(trial + ": exit code " + code + ", " + left.map(l -> l.status().toString()).orElse("no log") + ", " + err);
    }
  }
}
