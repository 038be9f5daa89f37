package org.ranvier.validation.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ranvier.simulator.log.SpikeLogStatus.Ending;

/** Stops runs at random moments, as Ctrl-C does: they leave an ended log and statistics, or nothing, and say which. */
final class Signals implements Attack {
  @Override
  public String name() {
    return "signals";
  }

  @Override
  public String summary() {
    return "`SIGTERM` at a random moment: an ended log with statistics, or nothing at all; no stack trace";
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    var whole = Kills.Whole.of(arena);
    for (int trial = 0; arena.goesOn(trial); trial++) {
      Path out = arena.directory().resolve("run" + trial);
      var run = arena.start(arena.directory(), Kills.run(out.toString()));
      Thread.sleep(arena.random().nextLong(whole.millis()));
      run.process().destroy();
      run.await();
      var left = LogOfRun.in(out);
      String told = "trial " + trial + ": " + left.map(LogOfRun::status) + ", " + run.err().strip();
      if (run.hasTrace()) {
        tally.failed(told);
      } else if (left.isEmpty() && !Files.exists(out)) {
        tally.held("before anything was recorded");
      } else if (left.isPresent() && left.get().status().ending() != Ending.UNFINISHED && left.get().isBeginningOf(whole.log().spikes())
          && Files.exists(out.resolve("statistics.json"))) {
        tally.held(left.get().status().text());
      } else {
        tally.failed(told);
      }
      Arena.delete(out);
    }
  }
}
