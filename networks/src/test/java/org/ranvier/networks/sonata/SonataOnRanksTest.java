package org.ranvier.networks.sonata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.networks.experiment.SonataRun;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.ranks.Alone;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.ranks.ThreadRanks;

/** Ranks write what one process writes: spikes, reports and the log. */
final class SonataOnRanksTest {
  private static final int NEURONS = 200;

  @TempDir private Path directory;

  /** A volley makes neurons fire, which excite others. */
  private Path config(String output) throws Exception {
    var files = new SmallFiles(directory);
    long[] nodes = new long[NEURONS];
    java.util.Arrays.fill(nodes, 100);
    long[] from = new long[4 * NEURONS];
    long[] to = new long[from.length];
    int[] synapses = new int[from.length];
    for (int k = 0; k < from.length; k++) {
      from[k] = k % NEURONS;
      to[k] = (7L * k + k / NEURONS) % NEURONS;
      synapses[k] = 8 + k % 5;
    }
    long[] driven = new long[NEURONS / 2];
    int[] strong = new int[driven.length];
    for (int k = 0; k < driven.length; k++) {
      driven[k] = 2L * k;
      strong[k] = 60 + k;
    }
    files.nodes("p", nodes)
        .edges("xp", "x", new long[driven.length], driven, g -> g.putDataset("nsyns", strong))
        .edges("pp", "p", from, to, g -> g.putDataset("nsyns", synapses))
        .write("in.csv", "timestamps population node_ids\n10 x 0\n25 x 0\n")
        .output("\"output_dir\": \"" + output + "\"")
        .reports("""
            {"v": {"cells": {"population": "p", "node_id": [190, 3, 70]}, "variable_name": "V_m", "module": "membrane_report", "dt": 0.5, "file_name": "v.h5"}}
            """);
    return files.config();
  }

  private static String run(Ranks ranks, Path config) {
    var said = new ByteArrayOutputStream();
    SonataRun.run(ranks, config, new SonataOptions(false), new RunOptions("50", null), new PrintStream(said, true, StandardCharsets.UTF_8));
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theFilesAreThoseOfOneProcess() throws Exception {
    run(Alone.RANKS, config("one"));
    Path config = config("several");
    var said = ThreadRanks.run(3, ranks -> run(ranks, config));
    assertTrue(said.getFirst().contains("201 neurons, 900 synapses") && said.getFirst().contains("on 3 ranks with"), said.getFirst());
    assertEquals("", said.get(1) + said.get(2));
    Path one = directory.resolve("one");
    Path several = directory.resolve("several");
    try (var a = new HdfFile(one.resolve("spikes.h5")); var b = new HdfFile(several.resolve("spikes.h5"))) {
      double[] times = (double[]) a.getDatasetByPath("spikes/p/timestamps").getData();
      assertTrue(times.length > NEURONS / 2, times.length + " spikes");
      assertArrayEquals(times, (double[]) b.getDatasetByPath("spikes/p/timestamps").getData());
      assertArrayEquals((BigInteger[]) a.getDatasetByPath("spikes/p/node_ids").getData(), (BigInteger[]) b.getDatasetByPath("spikes/p/node_ids").getData());
    }
    try (var a = new HdfFile(one.resolve("v.h5")); var b = new HdfFile(several.resolve("v.h5"))) {
      float[][] v = (float[][]) a.getDatasetByPath("report/p/data").getData();
      assertEquals(100, v.length);
      assertArrayEquals(v, (float[][]) b.getDatasetByPath("report/p/data").getData());
    }
    var a = SpikeLogReader.open(one.resolve("ranvier/spikes")).readAll();
    var b = SpikeLogReader.open(several.resolve("ranvier/spikes")).readAll();
    assertArrayEquals(a.steps(), b.steps());
    assertArrayEquals(a.ids(), b.ids());
  }

  @Test
  void whatIsThereIsRefusedOnce() throws Exception {
    Path config = config("one");
    run(Alone.RANKS, config);
    var e = assertThrows(RuntimeException.class, () -> ThreadRanks.run(2, ranks -> run(ranks, config)));
    assertTrue(String.valueOf(e.getMessage()).contains("spikes.h5 exists"), e.toString());
  }
}
