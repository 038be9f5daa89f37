package org.ranvier.validation.reliability;

import java.nio.file.Path;
import java.util.Optional;
import org.ranvier.simulator.log.SpikeLogStatus.Ending;

/** Kills runs at random moments: no block that another process has seen may be gone, and all that is left is right. */
final class Kills implements Attack {
  private static final String[] NETWORK = {"run", "brunel", "--scale", "0.05", "--duration", "60s", "--warmup", "0", "--threads", "1"};

  @Override
  public String name() {
    return "kills";
  }

  @Override
  public String summary() {
    return "`kill -9` at a random moment of a run: all that a reader had seen is in the log, and equals an undisturbed run's";
  }

  static String[] run(String out) {
    String[] args = java.util.Arrays.copyOf(NETWORK, NETWORK.length + 2);
    args[NETWORK.length] = "--out";
    args[NETWORK.length + 1] = out;
    return args;
  }

  /** An undisturbed run, and how long it took. */
  record Whole(LogOfRun log, long millis) {
    static Whole of(Arena arena) throws Exception {
      long start = System.nanoTime();
      arena.finish(arena.directory(), run("whole"));
      var log = LogOfRun.in(arena.directory().resolve("whole")).orElseThrow(() -> new IllegalStateException("the undisturbed run left no log"));
      return new Whole(log, (System.nanoTime() - start) / 1_000_000);
    }
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    Whole whole = Whole.of(arena);
    for (int trial = 0; arena.goesOn(trial); trial++) {
      Path out = arena.directory().resolve("run" + trial);
      var run = arena.start(arena.directory(), run(out.toString()));
      Thread.sleep(arena.random().nextLong(whole.millis()));
      long seen = LogOfRun.in(out).map(l -> l.status().blocks()).orElse(0L);
      run.kill();
      Optional<LogOfRun> left = LogOfRun.in(out);
      if (left.isEmpty()) {
        judge(tally, seen == 0, "before the first block", "trial " + trial + ": no log, though " + seen + " blocks had been read");
      } else {
        var log = left.get();
        boolean right = log.status().blocks() >= seen && log.isBeginningOf(whole.log().spikes());
        String when = log.status().ending() == Ending.UNFINISHED ? "in the run" : "after its end";
        judge(tally, right, when, "trial " + trial + ": " + log.status() + " after " + seen + " blocks had been read");
      }
      Arena.delete(out);
    }
  }

  private static void judge(Tally tally, boolean held, String outcome, String failure) {
    if (held) {
      tally.held(outcome);
    } else {
      tally.failed(failure);
    }
  }
}
