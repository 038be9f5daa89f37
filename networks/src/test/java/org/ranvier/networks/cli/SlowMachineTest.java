package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.log.SpikeLogReader;

/** A JVM without the instruction for x·y + z: it says so, gives the same spikes, and ends within a time. */
final class SlowMachineTest {
  @Test
  @Timeout(90) // with decimal arithmetic it would be minutes
  void saysSoAndFindsTheSameSpikes(@TempDir Path temp) throws Exception {
    var args = List.of("run", "brunel", "--scale", "0.04", "--warmup", "0", "--duration", "200", "--threads", "1", "--no-plot", "--out");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(a -> a.startsWith("--")).forEach(command::add);
    String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-XX:-UseFMA", "-XX:+IgnoreUnrecognizedVMOptions", "-Xmx300m", "-cp", classPath, Main.class.getName()));
    command.addAll(args);
    command.add(temp.resolve("slow").toString());
    Path err = temp.resolve("err");
    var slow = new ProcessBuilder(command).redirectOutput(temp.resolve("out").toFile()).redirectError(err.toFile()).start();
    var plain = new ArrayList<Object>(args);
    plain.add(temp.resolve("fast"));
    assertEquals(0, Cli.run(plain.toArray()).code());
    try {
      assertTrue(slow.waitFor(80, TimeUnit.SECONDS));
    } finally {
      slow.destroyForcibly();
    }
    assertEquals(0, slow.exitValue());
    assertTrue(Files.readString(err).startsWith("warning: this processor, or JVM, has no instruction for x*y + z (FMA)"), Files.readString(err));
    var expected = SpikeLogReader.open(temp.resolve("fast/spikes")).readAll();
    var found = SpikeLogReader.open(temp.resolve("slow/spikes")).readAll();
    assertTrue(expected.size() > 1000, "" + expected.size());
    assertArrayEquals(expected.steps(), found.steps());
    assertArrayEquals(expected.ids(), found.ids());
  }
}
