package org.ranvier.networks.sonata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.RanvierException;

/** Numbers that are none are refused with file, dataset and row, and never replaced. */
class SonataNumbersTest {
  @TempDir private Path directory;

  private SmallFiles files;

  @BeforeEach
  void write() throws Exception {
    files = new SmallFiles(directory);
  }

  private void edges(Consumer<WritableGroup> attributes) {
    files.edges("xp", "x", new long[] {0, 0}, new long[] {0, 0}, attributes);
  }

  @Test
  void identifiersThatAreNoWholeNumbersAreRefused() throws Exception {
    files.hdf("p.h5", root -> {
      var group = root.putGroup("nodes").putGroup("p");
      group.putDataset("node_id", new double[] {0, 0.9});
      group.putDataset("node_type_id", new long[] {100, 100});
    });
    assertRefused("p.h5:/nodes/p/node_id is stored as floating-point numbers (row 1: 0.9); identifiers, indices and counts are whole");
    files.hdf("p.h5", root -> root.putGroup("nodes").putGroup("p").putDataset("node_type_id", new float[] {100, Float.NaN}));
    assertRefused("p.h5:/nodes/p/node_type_id is stored as floating-point numbers (row 1: NaN)");
    files.nodes("p", 100).hdf("xp.h5", root -> {
      var group = root.putGroup("edges").putGroup("xp");
      group.putDataset("source_node_id", new double[] {0.25}).putAttribute("node_population", "x");
      group.putDataset("target_node_id", new long[] {0}).putAttribute("node_population", "p");
      group.putDataset("edge_type_id", new long[] {100});
    });
    assertRefused("xp.h5:/edges/xp/source_node_id is stored as floating-point numbers (row 0: 0.25)");
    edges(g -> { });
    files.hdf("x.h5", root -> {
      var group = root.putGroup("nodes").putGroup("x");
      group.putDataset("node_id", new long[] {-3});
      group.putDataset("node_type_id", new long[] {100});
    });
    assertRefused("SONATA population 'x': x.h5:/nodes/x/node_id, row 0: node id -3 is below 0");
  }

  @Test
  void countsThatAreNoneAreRefused() throws Exception {
    edges(g -> g.putDataset("nsyns", new String[] {"2", "many"}));
    assertRefused("xp.h5:/edges/xp/0/nsyns holds no numbers but texts, row 0: '2'");
    edges(g -> g.putDataset("nsyns", new double[] {1, 1.5}));
    assertRefused("SONATA edges 'xp': nsyns of edge 1 (edge_type_id 100) is 1.5; it must be a whole number from 0 to");
    edges(g -> g.putDataset("nsyns", new int[] {1, -1}));
    assertRefused("nsyns of edge 1 (edge_type_id 100) is -1.0");
    files.write("xp.csv", "edge_type_id delay syn_weight nsyns\n100 1.5 25 few\n");
    edges(g -> { });
    assertRefused("xp.csv, line 2, type 100: nsyns 'few' is no number; NULL means that it is not given");
  }

  @Test
  void weightsAndDelaysThatAreNoNumbersAreRefused() throws Exception {
    edges(g -> g.putDataset("syn_weight", new double[] {1, Double.NaN}));
    assertRefused("SONATA edges 'xp': xp.h5:/edges/xp/0/syn_weight, row 1, is NaN; syn_weight must be a finite number");
    edges(g -> g.putDataset("delay", new float[] {Float.POSITIVE_INFINITY, 1}));
    assertRefused("xp.h5:/edges/xp/0/delay, row 0, is Infinity; delay must be a finite number");
    edges(g -> { });
    files.write("xp.csv", "edge_type_id delay syn_weight\n100 nan 25\n");
    assertRefused("xp.csv, line 2, type 100: delay 'nan' is no number; NULL means that it is not given");
  }

  @Test
  void parametersThatAreNoNumbersAreRefused() throws Exception {
    files.write("p.csv", "node_type_id model_type model_template dynamics_params\n100 point_process nrn:IntFire1 p.json\n");
    for (var name : new String[] {"tau", "refrac"}) {
      files.hdf("p.h5", root -> {
        var group = root.putGroup("nodes").putGroup("p");
        group.putDataset("node_type_id", new long[] {100, 100});
        group.putDataset("node_group_id", new long[] {0, 0});
        group.putDataset("node_group_index", new long[] {1, 0});
        group.putGroup("0").putGroup("dynamics_params").putDataset(name, new double[] {Double.NaN, 20});
      });
      assertRefused("SONATA population 'p': p.h5:/nodes/p/0/dynamics_params/" + name + ", row 0, is NaN; " + name + " must be a finite");
    }
    files.nodes("p", 100).write("p.json", "{\"tau\": NaN}");
    assertRefused("p.json: tau = \"NaN\" is no number");
  }

  @Test
  void inputTimesThatAreNoneAreRefused() throws Exception {
    files.write("in.csv", "timestamps population node_ids\n10 x 0\nNaN x 0\n");
    assertRefused("in.csv, line 3: spike time NaN must be a finite number above 0");
    files.write("in.csv", "timestamps population node_ids\n-1 x 0\n");
    assertRefused("in.csv, line 2: spike time -1.0 must be a finite number above 0");
    files.hdf("in.h5", root -> {
      var group = root.putGroup("spikes").putGroup("x");
      group.putDataset("timestamps", new double[] {1, 2, Double.NaN});
      group.putDataset("node_ids", new long[] {0, 0, 0});
    });
    files.inputs("{\"i\": {\"input_type\": \"spikes\", \"module\": \"h5\", \"input_file\": \"in.h5\", \"node_set\": \"x\"}}");
    assertRefused("in.h5:/spikes/x/timestamps, row 2: spike time NaN must be a finite number above 0");
  }

  @Test
  void groupsBeyondLongsAreRefused() throws Exception {
    files.hdf("p.h5", root -> {
      var group = root.putGroup("nodes").putGroup("p");
      group.putDataset("node_type_id", new long[] {100});
      group.putGroup("99999999999999999999");
    });
    assertRefused("SONATA population 'p': group 99999999999999999999 is above 9223372036854775807");
  }

  /** More than a piece of 2^20 values; the last ones are in the last piece. */
  @Test
  void longColumnsAreReadInPieces() {
    long[] ids = new long[(1 << 21) + 3];
    Arrays.setAll(ids, k -> 7L * k);
    double[] times = new double[ids.length];
    Arrays.setAll(times, k -> 0.5 * k);
    files.hdf("long.h5", root -> {
      root.putDataset("ids", ids);
      root.putDataset("times", times);
    });
    Hdf.read(directory.resolve("long.h5"), hdf -> {
      assertArrayEquals(ids, HdfColumn.wholes(Hdf.requiredDataset(hdf, "ids")));
      assertArrayEquals(times, HdfColumn.numbers(Hdf.requiredDataset(hdf, "times")));
      return hdf;
    });
  }

  /** In a damaged file the library may read for ever; here a loop over a file does. */
  @Test
  void readingsThatDoNotEndAreEnded() throws Exception {
    try (var channel = FileChannel.open(directory.resolve("p.h5"))) {
      var problem = assertThrows(RanvierException.class, () -> Hdf.patient("p.h5:/nodes", 200, () -> {
        try {
          while (channel.read(ByteBuffer.allocate(8), 0) > 0) {
            Thread.onSpinWait();
          }
          return "read";
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }));
      assertEquals("p.h5:/nodes cannot be read as HDF5: its structure has no end", problem.getMessage());
      assertFalse(Thread.currentThread().isInterrupted());
    }
  }

  @Test
  void unsignedIdentifiersAreRead() throws Exception {
    try (var hdf = HdfFile.write(directory.resolve("u.h5"))) {
      hdf.putDataset("ids", new long[] {0, 5, Long.MAX_VALUE}, io.jhdf.api.DatasetCreationOptions.builder().unsigned().build());
      hdf.putDataset("big", new long[] {0, -1}, io.jhdf.api.DatasetCreationOptions.builder().unsigned().build());
    }
    Hdf.read(directory.resolve("u.h5"), hdf -> {
      assertArrayEquals(new long[] {0, 5, Long.MAX_VALUE}, HdfColumn.wholes(Hdf.requiredDataset(hdf, "ids")));
      var problem = assertThrows(RanvierException.class, () -> HdfColumn.wholes(Hdf.requiredDataset(hdf, "big")));
      assertEquals("u.h5:/big, row 1: 18446744073709551615 is above 9223372036854775807", problem.getMessage());
      return hdf;
    });
  }

  private void assertRefused(String part) throws Exception {
    Path config = files.config();
    String message = String.valueOf(assertThrows(RanvierException.class, () -> SonataNetwork.read(config)).getMessage());
    assertTrue(message.contains(part), message);
  }
}
