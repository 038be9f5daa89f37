package org.ranvier.networks.export;

import io.jhdf.HdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes states of nodes over time as a SONATA report.
 *
 * @see <a href="https://github.com/AllenInstitute/sonata/blob/master/docs/SONATA_DEVELOPER_GUIDE.md">The SONATA developer
 *     guide</a>, "Frame oriented, node element recordings"
 */
public final class SonataReportFile {
  /**
   * What is reported of a population, one value of each node.
   *
   * @param nodeIds the node of each value
   * @param elementIds the section of each value
   * @param positions the place in its section, from 0 to 1
   * @param timeMs start, end and interval; there is no frame at the end
   * @param unit of the data
   * @param data {@code [frame][value]}
   */
  public record Population(
      String name, long[] nodeIds, int[] elementIds, float[] positions, double[] timeMs, String unit, float[][] data) {}

  private SonataReportFile() {}

  /** Writes {@code /report/<population>/data} and its mapping for each population that has frames. */
  public static void write(Path file, List<Population> populations, boolean overwrite) {
    NewFile.write(file, overwrite, path -> {
      try (var hdf = HdfFile.write(path)) {
        SonataSpikes.begin(hdf);
        var root = hdf.putGroup("report");
        populations.stream().filter(p -> p.data.length > 0).forEach(p -> put(root.putGroup(p.name()), p));
      }
    });
  }

  private static void put(WritableGroup group, Population population) {
    var unsigned = DatasetCreationOptions.builder().unsigned().build();
    group.putDataset("data", population.data).putAttribute("units", population.unit);
    var mapping = group.putGroup("mapping");
    mapping.putDataset("node_ids", population.nodeIds, unsigned).putAttribute("sorted", (byte) (isSorted(population.nodeIds) ? 1 : 0));
    mapping.putDataset("index_pointers", pointers(population.nodeIds.length), unsigned);
    mapping.putDataset("element_ids", population.elementIds, unsigned);
    mapping.putDataset("element_pos", population.positions);
    mapping.putDataset("time", population.timeMs).putAttribute("units", "ms");
  }

  private static boolean isSorted(long[] ids) {
    for (int k = 1; k < ids.length; k++) {
      if (ids[k - 1] > ids[k]) {
        return false;
      }
    }
    return true;
  }

  /** Where the values of each node begin, and where those of the last one end. */
  private static long[] pointers(int nodes) {
    long[] pointers = new long[nodes + 1];
    for (int k = 0; k <= nodes; k++) {
      pointers[k] = k;
    }
    return pointers;
  }
}
