package org.ranvier.validation.reliability;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.ranvier.networks.cli.Main;
import org.ranvier.simulator.log.SpikeLogStatus.Ending;

/**
 * Kills runs that write checkpoints, a third of them while they write one, and some of those that go on from there too; then they go on to their
 * end.
 */
final class ResumedKills implements Attack {
  private static final String[] NETWORK = {
    "run", "brunel", "--scale", "0.05", "--warmup", "20", "--duration", "1500", "--threads", "1", "--no-plot", "--checkpoint-every", "50ms", "--out"
  };

  @Override
  public String name() {
    return "resumes";
  }

  @Override
  public String summary() {
    return "`kill -9` of a run with --checkpoint-every at a random moment, a third of them while a checkpoint is written, then `resume`, of which a quarter"
        + " is killed and resumed too: spikes and statistics equal an undisturbed run's, the log has no gap and no double";
  }

  private static String[] run(Path out) {
    String[] args = Arrays.copyOf(NETWORK, NETWORK.length + 1);
    args[NETWORK.length] = out.toString();
    return args;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    Path undisturbed = arena.directory().resolve("whole");
    var first = arena.start(arena.directory(), run(undisturbed));
    awaitBegin(undisturbed, first);
    long start = System.nanoTime();
    first.await();
    long millis = (System.nanoTime() - start) / 1_000_000 + 1;
    var whole = LogOfRun.in(undisturbed).orElseThrow(() -> new IllegalStateException("the undisturbed run left no log"));
    String statistics = statistics(undisturbed);
    int writing = 0;
    for (int trial = 0; arena.goesOn(trial); trial++) {
      Path out = arena.directory().resolve("run" + trial);
      var run = arena.start(arena.directory(), run(out));
      if (arena.random().nextInt(8) > 0) {
        awaitBegin(out, run); // an eighth of the kills may come before there is anything
      }
      Thread.sleep(arena.random().nextLong(millis));
      if (3 * writing <= trial) {
        awaitWriting(out, run);
      }
      run.kill();
      boolean caught = isWriting(out);
      writing += caught ? 1 : 0;
      String when = caught ? "while a checkpoint was written" : !hasBegun(out) ? "before anything was recorded"
          : LogOfRun.in(out).filter(l -> l.status().ending() == Ending.COMPLETE).isPresent() ? "after the end of the log" : "in the run";
      if (hasBegun(out) && arena.random().nextInt(4) == 0) {
        var again = arena.start(arena.directory(), resume(out));
        Thread.sleep(1000 + arena.random().nextLong(millis));
        again.kill();
        when += ", and once more in the resumed one";
      }
      Optional<String> wrong = wrong(out, Said.by(resume(out)), whole, statistics);
      if (wrong.isEmpty()) {
        tally.held(when);
      } else {
        tally.failed("trial " + trial + " (" + when + "): " + wrong.get());
      }
      Arena.delete(out);
    }
  }

  private static String[] resume(Path out) {
    return new String[] {"resume", out.toString(), "--threads", "1", "--no-plot"};
  }

  /** What a command line did, in this process, which saves the start of another one. */
  private record Said(int code, String err) {
    static Said by(String[] args) {
      PrintStream out = System.out;
      PrintStream err = System.err;
      var said = new ByteArrayOutputStream();
      System.setOut(new PrintStream(OutputStream.nullOutputStream()));
      System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
      try {
        return new Said(Main.run(args), said.toString(StandardCharsets.UTF_8));
      } finally {
        System.setOut(out);
        System.setErr(err);
      }
    }
  }

  private static Optional<String> wrong(Path out, Said resumed, LogOfRun whole, String statistics) throws IOException {
    if (!hasBegun(out)) {
      boolean refused = resumed.code == 1 && !resumed.err.contains("bug")
          && (resumed.err.contains("there is no run.json") || resumed.err.contains("no such directory"));
      return refused && LogOfRun.in(out).isEmpty() ? Optional.empty() : Optional.of("nothing to go on from, " + resumed);
    }
    if (resumed.code != 0 && !resumed.err.contains("is complete")) {
      return Optional.of(resumed.toString());
    }
    Optional<LogOfRun> log = LogOfRun.in(out);
    if (log.isEmpty() || log.get().status().ending() != Ending.COMPLETE) {
      return Optional.of("no complete log: " + log.map(l -> l.status().toString()).orElse("none"));
    }
    var spikes = log.get().spikes();
    boolean same = spikes.fromStep() == whole.spikes().fromStep() && spikes.toStep() == whole.spikes().toStep()
        && spikes.size() == whole.spikes().size() && log.get().isBeginningOf(whole.spikes());
    if (!same) {
      return Optional.of("other spikes: " + log.get().status() + " instead of " + whole.status());
    }
    return statistics(out).equals(statistics) ? Optional.empty() : Optional.of("other statistics");
  }

  /** What was measured, without what the file says of the run. */
  private static String statistics(Path out) throws IOException {
    String text = Files.readString(out.resolve("statistics.json"));
    int end = text.indexOf("\"run\":");
    return end < 0 ? text : text.substring(0, end);
  }

  private static boolean hasBegun(Path out) {
    return Files.exists(out.resolve("run.json"));
  }

  private static void awaitBegin(Path out, Arena.Run run) throws InterruptedException {
    while (run.process().isAlive() && !hasBegun(out)) {
      Thread.sleep(5);
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
