package org.ranvier.networks.sonata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.cli.Cli;
import org.ranvier.simulator.log.SpikeLogReader;

class RunSonataTest {
  @TempDir private Path directory;

  @Test
  void theCommandWritesTheFilesThatTheConfigurationAsksFor() throws Exception {
    var files = new ExampleFiles(directory);
    var cli = Cli.run("run", "--sonata", files.config(), "--threads", 2);
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.out().contains("20 neurons, 240 synapses"), cli.out());
    assertTrue(cli.out().contains("note: population v1: tau and refrac are taken to be in seconds"), cli.out());
    var expected = new EventDriven().run(800);
    var out = directory.resolve("output");
    try (var hdf = new HdfFile(out.resolve("spikes.h5"))) {
      assertEquals(Set.of("v1"), ((Group) hdf.getByPath("spikes")).getChildren().keySet());
      assertEquals("BY_TIME", hdf.getByPath("spikes/v1").getAttribute("sorting").getData().toString().toUpperCase(Locale.ROOT));
      double[] times = (double[]) hdf.getDatasetByPath("spikes/v1/timestamps").getData();
      assertArrayEquals(expected.stream().mapToDouble(EventDriven.Spike::timeMs).toArray(), times, 1e-9);
      assertEquals(
          BigInteger.valueOf(expected.get(5).neuron()), ((BigInteger[]) hdf.getDatasetByPath("spikes/v1/node_ids").getData())[5]);
    }
    var lines = Files.readAllLines(out.resolve("spikes.csv"));
    assertEquals("timestamps population node_ids", lines.getFirst());
    assertEquals(expected.size() + 1, lines.size());
    assertTrue(lines.get(1).endsWith(" v1 " + expected.getFirst().neuron()), lines.get(1));
    assertTrue(Files.readString(out.resolve("log.txt")).contains("800 ms simulated"));
    // All spikes, those of virtual nodes too, are in the log, which a run that is killed leaves as well.
    var log = SpikeLogReader.open(out.resolve("ranvier/spikes")).readAll();
    assertEquals(expected.size(), Arrays.stream(log.trainsMs(log.population("v1"))).mapToInt(t -> t.length).sum());
  }

  @Test
  void theCommandsOptionsGoBeforeTheConfiguration() throws Exception {
    var files = new ExampleFiles(directory)
        .replace("simulation_config.json", "\"time\"", "\"by_id\"")
        .replace("simulation_config.json", "\"overwrite_output_dir\": true", "\"overwrite_output_dir\": false");
    var out = directory.resolve("elsewhere");
    var cli = Cli.run("run", "--sonata", files.config(), "--duration", "200", "--out", out);
    assertEquals(0, cli.code(), cli.err());
    try (var hdf = new HdfFile(out.resolve("spikes.h5"))) {
      double[] times = (double[]) hdf.getDatasetByPath("spikes/v1/timestamps").getData();
      var ids = (BigInteger[]) hdf.getDatasetByPath("spikes/v1/node_ids").getData();
      for (int k = 1; k < ids.length; k++) {
        int order = ids[k - 1].compareTo(ids[k]);
        assertTrue(order < 0 || order == 0 && times[k - 1] < times[k], "spike " + k);
      }
      assertTrue(Arrays.stream(times).max().orElseThrow() <= 200);
    }
    var second = Cli.run("run", "--sonata", files.config(), "--out", out);
    assertEquals(1, second.code());
    assertTrue(second.err().contains("spikes.h5 exists"), second.err());
    assertEquals(0, Cli.run("run", "--sonata", files.config(), "--duration", "100", "--out", out, "--overwrite").code());
    assertEquals(2, Cli.run("run", "brunel", "--sonata", files.config()).code());
    assertEquals(2, Cli.run("run", "--sonata", files.config(), "--scale", "2").code());
    assertEquals(1, Cli.run("run", "--sonata", files.config(), "--warmup", "10").code());
  }
}
