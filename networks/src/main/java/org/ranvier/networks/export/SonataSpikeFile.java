package org.ranvier.networks.export;

import io.jhdf.HdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes spikes with node ids and times of any kind, as a SONATA spike file or as SONATA's table of text. */
public final class SonataSpikeFile {
  /** The spikes of one population, an id for each time. */
  public record Spikes(String population, double[] timesMs, long[] nodeIds) {}

  private SonataSpikeFile() {}

  /**
   * Writes {@code /spikes/<population>/timestamps} and {@code node_ids} for each population that has spikes.
   *
   * @param order in which they are
   */
  public static void write(Path file, List<Spikes> populations, SpikeOrder order, boolean overwrite) {
    NewFile.write(file, overwrite, path -> {
      try (var hdf = HdfFile.write(path)) {
        SonataSpikes.begin(hdf);
        WritableGroup root = hdf.putGroup("spikes");
        for (var spikes : populations) {
          if (spikes.timesMs().length > 0) {
            SonataSpikes.put(root.putGroup(spikes.population()), spikes.timesMs(), spikes.nodeIds(), order);
          }
        }
      }
    });
  }

  /** Writes a line {@code timestamps population node_ids} for each spike, population after population. */
  public static void writeText(Path file, List<Spikes> populations, boolean overwrite) {
    NewFile.write(file, overwrite, path -> writeText(path, populations));
  }

  private static void writeText(Path path, List<Spikes> populations) throws IOException {
    try (var out = Files.newBufferedWriter(path)) {
      out.write("timestamps population node_ids\n");
      for (var spikes : populations) {
        for (int k = 0; k < spikes.timesMs().length; k++) {
          out.write(spikes.timesMs()[k] + " " + spikes.population() + " " + spikes.nodeIds()[k] + "\n");
        }
      }
    }
  }
}
