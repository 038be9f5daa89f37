package org.ranvier.networks.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.networks.space.Positions;
import org.ranvier.simulator.RanvierException;

/**
 * Positions of neurons as CSV: {@code population,neuron,x_um,y_um,z_um}, with as many coordinates as the population of most
 * dimensions has. Neurons are counted within their populations, as in exported spikes.
 */
public final class PositionsFile {
  private PositionsFile() {}

  /**
   * Writes the positions of all populations that have some.
   *
   * @return whether there were any; if not, no file is written
   */
  public static boolean write(Path file, Network network) {
    List<Population> placed = network.populations().stream().filter(p -> p.layout().isPresent()).toList();
    if (placed.isEmpty()) {
      return false;
    }
    int dimensions = placed.stream().mapToInt(p -> p.positions().dimensions()).max().orElse(0);
    try {
      WholeFile.write(file, part -> write(part, placed, dimensions));
    } catch (IOException e) {
      throw new RanvierException("cannot write positions to " + file + " (" + e + ")", e);
    }
    return true;
  }

  private static void write(Path file, List<Population> placed, int dimensions) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      List<String> coordinates = List.of("x_um", "y_um", "z_um").subList(0, dimensions);
      out.append("population,neuron,").append(String.join(",", coordinates)).append('\n');
      for (Population population : placed) {
        write(out, CsvSpikes.quoted(population.name()), population.positions(), dimensions);
      }
    }
  }

  private static void write(BufferedWriter out, String name, Positions positions, int dimensions) throws IOException {
    for (int k = 0; k < positions.size(); k++) {
      out.append(name).append(',').append(Integer.toString(k));
      for (int a = 0; a < dimensions; a++) {
        out.append(',').append(a < positions.dimensions() ? Double.toString(positions.um(k, a)) : "");
      }
      out.append('\n');
    }
  }
}
