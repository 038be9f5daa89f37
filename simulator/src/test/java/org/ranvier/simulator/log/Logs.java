package org.ranvier.simulator.log;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;

/** What the tests of the log share. */
final class Logs {
  static final List<PopulationRange> POPULATIONS =
      List.of(new PopulationRange("E", "iaf_psc_exp", 0, 80), new PopulationRange("I", "iaf_psc_exp", 80, 20));

  private Logs() {}

  /** Room for every id that a log can hold. */
  static final List<PopulationRange> MANY = List.of(new PopulationRange("all", "iaf_psc_exp", 0, 1 << 30));

  static SpikeLogManifest manifest() {
    return SpikeLogManifest.of(POPULATIONS, 0.1, 42, 1, 10, "abc");
  }

  /** A manifest for any ids. */
  static SpikeLogManifest ofMany(long firstStep) {
    return SpikeLogManifest.of(MANY, 0.1, -1, firstStep, 10, "");
  }

  /** A block of {@code steps} steps in which step {@code s} has {@code s % 4} spikes that follow from it. */
  static void fill(SpikeBlock block, long firstStep, int steps) {
    block.reset(firstStep);
    for (long s = firstStep; s < firstStep + steps; s++) {
      for (int k = 0; k < s % 4; k++) {
        block.add((int) ((s + 7L * k) % 100));
      }
      block.endStep();
    }
  }

  /** Writes a log of so many blocks of 10 steps, to its end. */
  static void write(Path directory, int blocks) {
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(directory, manifest())) {
      for (int b = 0; b < blocks; b++) {
        fill(block, 1 + 10L * b, 10);
        writer.accept(block);
      }
      writer.finish(SpikeLogStatus.COMPLETE);
    }
  }

  /** The documents of a queue file, the queue's own among them: where their headers stand. */
  static List<Integer> headers(byte[] file) {
    var headers = new ArrayList<Integer>();
    int at = 0;
    while ((int) SpikeLogFormat.INT.get(file, at) != 0) {
      headers.add(at);
      at = at + 4 + ((int) SpikeLogFormat.INT.get(file, at) & ExcerptReader.LENGTH_MASK) + 3 & ~3;
    }
    return headers;
  }

  /** Starts a class of the tests in another JVM, with this one's class path and flags. */
  static Process start(Class<?> main, List<String> flags, String... arguments) throws IOException {
    return new ProcessBuilder(command(main, flags, arguments)).redirectErrorStream(true).start();
  }

  /** The same, under a limit that a shell sets, such as {@code -f 4096}. */
  static Process startUnderLimit(String limit, Class<?> main, List<String> flags, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("bash", "-c", "ulimit " + limit + "; exec \"$@\"", "bash"));
    command.addAll(command(main, flags, arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static List<String> command(Class<?> main, List<String> flags, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", classPath(), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String classPath() {
    // Surefire may hide the class path in a jar of its own and names the real one here.
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** The flags of this JVM that the queue needs. */
  static List<String> queueFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(a -> a.startsWith("--") || a.startsWith("-Dchronicle"))
        .toList();
  }

  static Path queueFile(Path log) throws IOException {
    try (var files = Files.list(log)) {
      return files.filter(p -> p.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
  }

  static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
