package org.ranvier.validation.reliability;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ranvier.networks.cli.Main;

/** Where an attack takes place: a directory of its own, random numbers, a limit of time, and processes of the command line. */
final class Arena {
  private static final int LONGEST_SECONDS = 120;

  private final Path directory;
  private final int trials;
  private final long end;
  private final Random random;

  Arena(Path directory, int trials, long nanoseconds, long seed) {
    this.directory = directory;
    this.trials = trials;
    end = System.nanoTime() + nanoseconds;
    random = new Random(seed);
  }

  Path directory() {
    return directory;
  }

  int trials() {
    return trials;
  }

  /** Whether another trial is due. */
  boolean goesOn(int done) {
    return done < trials && System.nanoTime() < end;
  }

  Random random() {
    return random;
  }

  /** A process of the command line: {@code ranvier ARGS}, in a directory. */
  Run start(Path in, String... args) throws IOException {
    Files.createDirectories(in);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(a -> a.startsWith("--")).forEach(command::add);
    command.addAll(List.of("-Xmx400m", "-XX:+UseSerialGC", "-cp", absolute(System.getProperty("java.class.path")), Main.class.getName()));
    command.addAll(Arrays.asList(args));
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    return new Run(new ProcessBuilder(command).directory(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
  }

  private static String absolute(String classPath) {
    return Arrays.stream(classPath.split(java.io.File.pathSeparator)).map(p -> Path.of(p).toAbsolutePath().toString())
        .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator));
  }

  /** Runs a command line to its end. */
  Run finish(Path in, String... args) throws IOException, InterruptedException {
    var run = start(in, args);
    run.await();
    return run;
  }

  /** A process, and what it has printed. */
  record Run(Process process, Path outFile, Path errFile) {
    /** Waits for its end; one that takes too long is killed, and has the exit code of that. */
    int await() throws InterruptedException {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
      return process.waitFor();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
      process.destroyForcibly();
      process.waitFor();
    }

    String out() throws IOException {
      return Files.readString(outFile);
    }

    String err() throws IOException {
      return Files.readString(errFile);
    }

    /** Whether it said something that no user is to see. */
    boolean hasTrace() throws IOException {
      return err().contains("this is a bug") || err().contains("\tat ") || err().contains("A fatal error");
    }
  }

  /** Removes a directory and all in it. */
  static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
