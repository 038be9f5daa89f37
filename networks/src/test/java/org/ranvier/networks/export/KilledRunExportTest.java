package org.ranvier.networks.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.log.SpikeLogManifest;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.SpikeLogStatus;
import org.ranvier.simulator.log.SpikeLogWriter;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;

@Timeout(30)
class KilledRunExportTest {
  /** Logs one spike a step, of neuron {@code step % 10}, until it is killed; prints a line after each block. */
  static final class EndlessRun {
    private EndlessRun() {}

    public static void main(String[] arguments) {
      var populations = List.of(new PopulationRange("E", "iaf_psc_exp", 0, 10));
      var block = new SpikeBlock();
      try (var writer = SpikeLogWriter.create(Path.of(arguments[0]), SpikeLogManifest.of(populations, 0.1, 1, 1, 10, ""))) {
        for (long first = 1; ; first += 10) {
          block.reset(first);
          for (long step = first; step < first + 10; step++) {
            block.add((int) (step % 10));
            block.endStep();
          }
          writer.accept(block);
          System.out.println(first + 9);
        }
      }
    }
  }

  private static Process start(Path log) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(a -> a.startsWith("--")).forEach(command::add);
    String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath, EndlessRun.class.getName(), log.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  void everyCommittedBlockOfAKilledRunIsExported(@TempDir Path directory) throws Exception {
    Path log = directory.resolve("log");
    var run = start(log);
    long committed = 0;
    try (BufferedReader output = run.inputReader()) {
      while (committed < 5000) {
        committed = Long.parseLong(output.readLine());
      }
      run.destroyForcibly();
      assertTrue(run.waitFor(10, TimeUnit.SECONDS));
    } finally {
      run.destroyForcibly();
    }

    var reader = SpikeLogReader.open(log);
    var status = reader.status();
    assertEquals(SpikeLogStatus.Ending.UNFINISHED, status.ending());
    assertTrue(status.lastStep() >= committed, () -> status.toString());

    Path csv = directory.resolve("spikes.csv");
    SpikeExport.toCsv(reader, csv, false);
    List<String> lines = Files.readAllLines(csv);
    assertEquals(status.spikes() + 1, lines.size());
    for (int step = 1; step < lines.size(); step++) {
      assertEquals(step / 10 + "." + step % 10 + ",E," + step % 10, lines.get(step));
    }

    Path sonata = directory.resolve("spikes.h5");
    SpikeExport.toSonata(reader, sonata, false);
    try (var hdf = new HdfFile(sonata)) {
      double[] times = (double[]) hdf.getDatasetByPath("/spikes/E/timestamps").getData();
      assertEquals(status.spikes(), times.length);
      for (int k = 0; k < times.length; k++) {
        assertEquals((k + 1) / 10.0, times[k]);
      }
    }
  }
}
