package org.ranvier.networks.sweep;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.networks.sweep.Sweep.Trial;
import org.ranvier.networks.sweep.SweepFiles.Ended;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Launch;

/**
 * Runs trials as processes of their own, with the flags of this one: whatever becomes of one of them, the others go on.
 *
 * @param mainClass a program that understands {@link Sweep#arguments}
 */
record TrialProcess(Sweep sweep, SweepFiles files, String mainClass, int threads, Set<Process> running) {
  private static final List<String> NOT_FOR_TRIALS =
      List.of("-XX:MaxRAMPercentage", "-XX:ParallelGCThreads", "-XX:AOTCacheOutput", "-agentlib:", "-javaagent:", "-Dranvier.parent=");
  private static final Set<Integer> SIGNALS = Set.of(129, 130, 143); // hang-up, Ctrl-C, kill
  private static final int MEMORY_PERCENT = 85;
  private static final int PATIENCE_SECONDS = 20;

  TrialProcess(Sweep sweep, SweepFiles files, String mainClass, int threads) {
    this(sweep, files, mainClass, threads, ConcurrentHashMap.newKeySet());
  }

  /**
   * Runs a trial to its end, and notes how it ended.
   *
   * @param jobs how many processes share the memory
   */
  Ended run(Trial trial, int jobs) {
    Path output = files.output(trial.number());
    long begun = System.nanoTime();
    int code;
    try {
      var builder = new ProcessBuilder(command(trial, jobs));
      Launch.hideFrom(builder.environment()); // under mpirun a trial is a process of its own, and no rank
      var process = builder
          .redirectInput(ProcessBuilder.Redirect.from(nothing()))
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
      running.add(process);
      try {
        code = process.waitFor();
      } finally {
        running.remove(process);
      }
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(output, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RanvierException("stopped", e);
    }
    var ended = ended(trial, code, (System.nanoTime() - begun) / 1e9);
    files.write(ended);
    return ended;
  }

  private static java.io.File nothing() {
    return new java.io.File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
  }

  List<String> command(Trial trial, int jobs) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    flags.stream().filter(f -> NOT_FOR_TRIALS.stream().noneMatch(f::startsWith)).forEach(command::add);
    if (flags.stream().noneMatch(f -> f.startsWith("-Xmx") || f.startsWith("-XX:MaxHeapSize"))) {
      command.add(String.format(Locale.ROOT, "-XX:MaxRAMPercentage=%.2f", (double) MEMORY_PERCENT / jobs));
    }
    command.add("-XX:ParallelGCThreads=" + threads);
    command.add("-Dranvier.parent=" + ProcessHandle.current().pid());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(sweep.arguments(trial));
    command.addAll(List.of("--threads", Integer.toString(threads), "--out", files.run(trial.number()).toString()));
    if (Files.exists(files.run(trial.number()))) {
      command.add("--overwrite"); // what is left of an earlier try
    }
    return command;
  }

  private Ended ended(Trial trial, int code, double seconds) {
    String status = files.statistics(trial.number()).map(TrialProcess::status).orElse("");
    if (code == 0 && status.equals(SweepFiles.COMPLETE)) {
      return new Ended(trial.number(), SweepFiles.COMPLETE, seconds, "");
    }
    if (SIGNALS.contains(code)) {
      return new Ended(trial.number(), SweepFiles.CANCELLED, seconds, "");
    }
    String message = code != 0
        ? "exit code " + code + ": " + lastWords(files.output(trial.number()))
        : "it wrote no statistics into --out DIR; a script of a sweep ends in Experiment…run(args)";
    return new Ended(trial.number(), "failed", seconds, message);
  }

  private static String status(JsonObject statistics) {
    JsonObject of = statistics.has("run") ? statistics.getAsJsonObject("run") : statistics;
    return of.has("status") ? of.get("status").getAsString() : "";
  }

  /** What a program said of its end: the last line of ours, or the last one. */
  private static String lastWords(Path output) {
    try {
      List<String> lines = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList();
      return lines.stream().filter(l -> l.startsWith("ranvier: ")).reduce((a, b) -> b)
          .orElse(lines.isEmpty() ? "(no output)" : lines.getLast().strip());
    } catch (IOException e) {
      return "(no output)";
    }
  }

  /** Whether a trial has failed because it had too little memory. */
  static boolean lackedMemory(Ended ended) {
    return ended.status().equals("failed") && (ended.message().contains("out of memory") || ended.message().contains("OutOfMemoryError")
        || ended.message().contains("and the heap has at most"));
  }

  /** Lets all that run come to an end in order, and waits for it. */
  void stop() {
    running.forEach(Process::destroy);
    try {
      for (Process process : running) {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
