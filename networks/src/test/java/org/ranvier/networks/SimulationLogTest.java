package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Units.ms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.export.SpikeExport;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.SpikeLogStatus;
import org.ranvier.simulator.recording.SpikeTrains;

/** The log of a simulation that runs in another process. */
@Timeout(60)
class SimulationLogTest {
  @TempDir Path parent;

  private static Process start(Path log, String durationMs) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(a -> a.startsWith("--add-") || a.startsWith("--enable-native") || a.startsWith("--sun-misc") || a.startsWith("-Dchronicle"))
            .toList());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), LoggedSimulation.class.getName(), log.toString(), durationMs));
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.resolveSibling("output.txt").toFile()).start();
  }

  private SpikeLogReader openWhenThere(Path log, Process writer) throws Exception {
    while (true) {
      try {
        return SpikeLogReader.open(log);
      } catch (RanvierException notYet) {
        assertTrue(writer.isAlive(), () -> notYet.getMessage() + output());
        Thread.sleep(5);
      }
    }
  }

  private String output() {
    try {
      return "\n" + Files.readString(parent.resolve("output.txt"));
    } catch (IOException e) {
      return "";
    }
  }

  /** The spikes of the same network, simulated here. */
  private static SpikeTrains twin(double durationMs) {
    try (var simulation = Simulation.of(LoggedSimulation.network(), Simulation.Options.DEFAULT.threads(1))) {
      simulation.run(ms(durationMs));
      return simulation.spikes();
    }
  }

  @Test
  void aKilledSimulationLeavesAllCommittedSpikes() throws Exception {
    Path log = parent.resolve("spikes");
    var process = start(log, "1e6");
    try {
      var reader = openWhenThere(log, process);
      long[] seen = {0};
      reader.follow(block -> seen[0] = block.endStepExclusive() - 1, () -> seen[0] >= 5_000);
      process.destroyForcibly(); // SIGKILL
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));

      SpikeLogStatus status = SpikeLogReader.open(log).status();
      assertEquals(SpikeLogStatus.Ending.UNFINISHED, status.ending());
      assertTrue(status.lastStep() >= seen[0]);
      SpikeTrains logged = SpikeLogReader.open(log).read(0, 500);
      SpikeTrains expected = twin(500);
      assertTrue(expected.size() > 100, "the network is silent");
      assertArrayEquals(expected.steps(), logged.steps());
      assertArrayEquals(expected.ids(), logged.ids());

      Path csv = parent.resolve("spikes.csv");
      SpikeExport.toCsv(SpikeLogReader.open(log), csv, false);
      try (var lines = Files.lines(csv)) {
        assertEquals(1 + status.spikes(), lines.count());
      }
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aSimulationIsFollowedWhileItRuns() throws Exception {
    Path log = parent.resolve("spikes");
    var process = start(log, "3000");
    try {
      var reader = openWhenThere(log, process);
      long[] next = {1};
      int[] whileAlive = {0};
      SpikeLogStatus status =
          reader.follow(
              block -> {
                assertEquals(next[0], block.firstStep());
                next[0] = block.endStepExclusive();
                whileAlive[0] += process.isAlive() ? 1 : 0;
              },
              () -> false);
      assertEquals(SpikeLogStatus.Ending.COMPLETE, status.ending(), this::output);
      assertEquals(30_000, status.lastStep());
      assertTrue(whileAlive[0] > 5, "nothing was read while the run went on");
    } finally {
      process.destroyForcibly();
    }
  }
}
