package org.ranvier.validation.ranks;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a program on ranks of MPI. */
final class Mpirun {
  private Mpirun() {}

  record Said(int code, String text) {}

  /** Does nothing where there is an mpirun, which here is that of Open MPI; else says what to install, and leaves the test out. */
  static void require() {
    boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).anyMatch(d -> Files.isExecutable(Path.of(d, "mpirun")));
    if (!there) {
      System.out.println("The tests of ranks under MPI are left out, since there is no mpirun; Debian: apt install openmpi-bin");
    }
    assumeTrue(there, "no mpirun");
  }

  static Process start(int ranks, String main, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("mpirun", "--oversubscribe", "--bind-to", "none", "-n", Integer.toString(ranks)));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(a -> a.startsWith("--") || a.startsWith("-Dchronicle") || a.startsWith("-Djava.awt"))
        .forEach(command::add);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx400m", "-cp", classPath(), main));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    builder.environment().put("OMPI_ALLOW_RUN_AS_ROOT", "1");
    builder.environment().put("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1");
    return builder.start();
  }

  static Said run(int ranks, String main, String... arguments) throws IOException, InterruptedException {
    Process process = start(ranks, main, arguments);
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), text);
    return new Said(process.exitValue(), text);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
