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
import org.ranvier.networks.cli.Main;
import org.ranvier.simulator.log.SpikeLogStatus.Ending;

/**
 * A run that writes checkpoints, undisturbed from begin to end, and what others of the same network are held against once they have gone on.
 *
 * @param millis how long it took from its first record on
 */
record CheckpointedRun(LogOfRun log, String statistics, long millis) {
  private static final String[] NETWORK = {
    "run", "brunel", "--scale", "0.05", "--warmup", "20", "--duration", "1500", "--threads", "1", "--no-plot", "--checkpoint-every", "50ms", "--out"
  };

  static CheckpointedRun of(Arena arena) throws IOException, InterruptedException {
    Path undisturbed = arena.directory().resolve("whole");
    var first = arena.start(arena.directory(), arguments(undisturbed));
    awaitBegin(undisturbed, first);
    long start = System.nanoTime();
    first.await();
    long millis = (System.nanoTime() - start) / 1_000_000 + 1;
    var log = LogOfRun.in(undisturbed).orElseThrow(() -> new IllegalStateException("the undisturbed run left no log"));
    return new CheckpointedRun(log, statistics(undisturbed), millis);
  }

  /** The command line of another such run. */
  static String[] arguments(Path out) {
    String[] args = Arrays.copyOf(NETWORK, NETWORK.length + 1);
    args[NETWORK.length] = out.toString();
    return args;
  }

  /** The command line that goes on with it. */
  static String[] resume(Path out) {
    return new String[] {"resume", out.toString(), "--threads", "1", "--no-plot"};
  }

  static boolean hasBegun(Path out) {
    return Files.exists(out.resolve("run.json"));
  }

  static void awaitBegin(Path out, Arena.Run run) throws InterruptedException {
    while (run.process().isAlive() && !hasBegun(out)) {
      Thread.sleep(5);
    }
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

  /** Goes on with a disturbed run, and says what is wrong with what came of it, if anything is. */
  Optional<String> wrongAfterResuming(Path out) throws IOException {
    Said resumed = Said.by(resume(out));
    if (!hasBegun(out)) {
      boolean refused = resumed.code == 1 && !resumed.err.contains("bug")
          && (resumed.err.contains("there is no run.json") || resumed.err.contains("no such directory"));
      return refused && LogOfRun.in(out).isEmpty() ? Optional.empty() : Optional.of("nothing to go on from, " + resumed);
    }
    if (resumed.code != 0 && !resumed.err.contains("is complete")) {
      return Optional.of(resumed.toString());
    }
    Optional<LogOfRun> left = LogOfRun.in(out);
    if (left.isEmpty() || left.get().status().ending() != Ending.COMPLETE) {
      return Optional.of("no complete log: " + left.map(l -> l.status().toString()).orElse("none"));
    }
    var spikes = left.get().spikes();
    boolean same = spikes.fromStep() == log.spikes().fromStep() && spikes.toStep() == log.spikes().toStep()
        && spikes.size() == log.spikes().size() && left.get().isBeginningOf(log.spikes());
    if (!same) {
      return Optional.of("other spikes: " + left.get().status() + " instead of " + log.status());
    }
    return statistics(out).equals(statistics) ? Optional.empty() : Optional.of("other statistics");
  }

  /** What was measured, without what the file says of the run. */
  private static String statistics(Path out) throws IOException {
    String text = Files.readString(out.resolve("statistics.json"));
    int end = text.indexOf("\"run\":");
    return end < 0 ? text : text.substring(0, end);
  }
}
