package org.ranvier.validation.ranks;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.ranks.Alone;
import org.ranvier.simulator.ranks.ThreadRanks;

/** The spikes depend neither on the number of ranks nor on that of their threads, with MPI and without. */
@Timeout(120)
final class RanksTest {
  private static final double MS = 40;

  @Test
  void anyRanksAndThreadsHaveTheSameSpikes() {
    Map<String, String> expected = RankedNetworks.digests(Alone.RANKS, 1, MS);
    assertEquals(expected.get("microcircuit"), expected.get("procedural"));
    for (int[] shape : new int[][] {{1, 2}, {2, 1}, {2, 2}, {3, 1}, {4, 1}}) {
      List<Map<String, String>> found = ThreadRanks.run(shape[0], ranks -> RankedNetworks.digests(ranks, shape[1], MS));
      found.forEach(f -> assertEquals(expected, f, shape[0] + " ranks of " + shape[1] + " threads"));
    }
    expected.forEach((name, digest) -> assertTrue(!digest.startsWith("0 "), name + " is silent"));
  }

  @Test
  void ranksOfMpiHaveTheSameSpikes() throws IOException, InterruptedException {
    requireMpi();
    var expected = new TreeSet<String>();
    Map<String, String> alone = RankedNetworks.digests(Alone.RANKS, 1, MS);
    for (int r = 0; r < 2; r++) {
      int rank = r;
      alone.forEach((name, digest) -> expected.add("rank " + rank + ": " + name + ": " + digest));
    }
    Said said = mpirun(2, RankedNetworks.class.getName(), "2", Double.toString(MS));
    assertEquals(0, said.code, said.text);
    assertEquals(expected, new TreeSet<>(said.text.lines().filter(line -> line.startsWith("rank ")).toList()));
  }

  @Test
  void whatIsRefusedIsRefusedOnce(@TempDir Path temporary) throws IOException, InterruptedException {
    requireMpi();
    Said said = mpirun(
        2, "org.ranvier.networks.cli.Main", "run", "brunel", "--scale", "0.02", "--threads", "1", "--checkpoint-every", "10", "--out",
        temporary.resolve("out").toString());
    assertEquals(1, said.code, said.text);
    String refusal = "--checkpoint-every does not work on several ranks yet";
    assertEquals(1, said.text.split(refusal, -1).length - 1, said.text);
    assertTrue(said.text.contains("run it in one process, without mpirun, with --threads N"), said.text);
  }

  private record Said(int code, String text) {}

  /** Does nothing where there is an mpirun, which here is that of Open MPI; else says what to install. */
  private static void requireMpi() {
    boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).anyMatch(d -> Files.isExecutable(Path.of(d, "mpirun")));
    if (!there) {
      System.out.println("The tests of ranks under MPI are left out, since there is no mpirun; Debian: apt install openmpi-bin");
    }
    assumeTrue(there, "no mpirun");
  }

  private static Said mpirun(int ranks, String main, String... arguments) throws IOException, InterruptedException {
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
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), text);
    return new Said(process.exitValue(), text);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
