package org.ranvier.validation.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.log.SpikeLogStatus.Ending;

/** Starts runs at one moment: each has a directory of its own, or, where they ask for one and the same, one has it and the others say so. */
final class ParallelStarts implements Attack {
  private static final int AT_ONCE = 3;

  @Override
  public String name() {
    return "starts";
  }

  @Override
  public String summary() {
    return AT_ONCE + " runs started at once, in turn without and with the same `--out`: a log each that is complete, or a refusal that names"
        + " the run";
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    for (int trial = 0; arena.goesOn(trial); trial++) {
      Path in = arena.directory().resolve("trial" + trial);
      boolean one = trial % 2 == 1;
      var runs = new ArrayList<Arena.Run>();
      for (int k = 0; k < AT_ONCE; k++) {
        var args = new ArrayList<>(List.of("run", "brunel", "--scale", "0.02", "--duration", "2s", "--threads", "1", "--no-plot", "--seed", "" + (k + 1)));
        if (one) {
          args.addAll(List.of("--out", "out", "--overwrite"));
        }
        runs.add(arena.start(in, args.toArray(String[]::new)));
      }
      int done = 0;
      int refused = 0;
      for (var run : runs) {
        int code = run.await();
        done += code == 0 ? 1 : 0;
        refused += code == 1 && run.err().contains("is in use by a run that goes on") && !run.hasTrace() ? 1 : 0;
      }
      long complete = complete(one ? in : in.resolve("results"));
      // Of those that ask for one directory, a late one may find the others' runs over, and replaces their results.
      if (one ? done >= 1 && done + refused == AT_ONCE && complete == 1 : done == AT_ONCE && complete == AT_ONCE) {
        tally.held(one ? "one directory" : "a directory each");
      } else {
        tally.failed("trial " + trial + ": " + done + " ended well, " + refused + " refused, " + complete + " complete logs");
      }
      Arena.delete(in);
    }
  }

  private static long complete(Path parent) throws Exception {
    try (var directories = Files.list(parent)) {
      return directories.filter(d -> LogOfRun.in(d).filter(l -> l.status().ending() == Ending.COMPLETE).isPresent()).count();
    }
  }
}
