package org.ranvier.networks.files;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ranvier.simulator.RanvierException;

/**
 * Synapses in a file. In HDF5: datasets {@code source}, {@code target} (32-bit indices in the populations), {@code delay} and {@code weight} (64-bit, with the attribute
 * {@code units}). In CSV: a line of names, {@code source,target,delay_ms,weight}, and one line for each synapse; only the first two columns are needed.
 */
public final class SynapseFile {
  private SynapseFile() {}

  /**
   * Parallel arrays.
   *
   * @param delaysMs empty where the file has none
   * @param weights likewise
   */
  public record Table(int[] sources, int[] targets, double[] delaysMs, double[] weights) {
    /** The weights of this table in the order of another one of the same synapses. */
    public double[] weightsOf(Table order, Path file, String where) {
      if (weights.length != sources.length) {
        throw new RanvierException(file + " has no weights; add the column weight");
      }
      if (order.sources.length != sources.length) {
        throw new RanvierException(where + " has " + order.sources.length + " synapses here, and " + file + " has " + sources.length + "; they must be the same");
      }
      int[] here = order.sorted();
      int[] there = sorted();
      double[] values = new double[sources.length];
      for (int k = 0; k < here.length; k++) {
        if (order.compare(here[k], this, there[k]) != 0) {
          throw new RanvierException(
              where + " has a synapse " + order.text(here[k]) + " where " + file + " has one " + text(there[k]) + "; they must be the same synapses");
        }
        values[here[k]] = weights[there[k]];
      }
      return values;
    }

    private int[] sorted() {
      return IntStream.range(0, sources.length).boxed().sorted((a, b) -> compare(a, this, b)).mapToInt(Integer::intValue).toArray();
    }

    /** Delays of a table that has none are like any. */
    private int compare(int a, Table other, int b) {
      int c = Integer.compare(sources[a], other.sources[b]);
      c = c != 0 ? c : Integer.compare(targets[a], other.targets[b]);
      if (c == 0 && delaysMs.length > 0 && other.delaysMs.length > 0 && Math.abs(delaysMs[a] - other.delaysMs[b]) > 1e-9) {
        return Double.compare(delaysMs[a], other.delaysMs[b]);
      }
      return c;
    }

    private String text(int k) {
      return "from " + sources[k] + " to " + targets[k] + (delaysMs.length == 0 ? "" : " with a delay of " + delaysMs[k] + " ms");
    }
  }

  private static boolean isHdf5(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return false;
    }
    if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
      return true;
    }
    throw new RanvierException("synapses are kept in HDF5 or CSV; name the file .h5 or .csv, not " + file.getFileName());
  }

  /** Writes a file, in the place of one that is there. */
  public static void write(Path file, String projection, String unit, Table table) throws IOException {
    boolean hdf5 = isHdf5(file);
    WholeFile.write(file, path -> {
      if (hdf5) {
        writeHdf5(path, projection, unit, table);
      } else {
        writeCsv(path, table);
      }
    });
  }

  private static void writeHdf5(Path file, String projection, String unit, Table table) {
    try (var hdf = HdfFile.write(file)) {
      hdf.putAttribute("projection", projection);
      hdf.putDataset("source", table.sources);
      hdf.putDataset("target", table.targets);
      hdf.putDataset("delay", table.delaysMs).putAttribute("units", "ms");
      hdf.putDataset("weight", table.weights).putAttribute("units", unit);
    }
  }

  private static void writeCsv(Path file, Table table) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("source,target,delay_ms,weight\n");
      for (int k = 0; k < table.sources.length; k++) {
        out.write(table.sources[k] + "," + table.targets[k] + "," + table.delaysMs[k] + "," + table.weights[k] + "\n");
      }
    }
  }

  /** Reads a file. */
  public static Table read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new RanvierException("there is no file " + file + " to read synapses from; check the path");
    }
    return isHdf5(file) ? readHdf5(file) : readCsv(file);
  }

  private static Table readHdf5(Path file) {
    try (var hdf = new HdfFile(file)) {
      return checked(
          file,
          new Table(
              integers(hdf, "source", file), integers(hdf, "target", file), numbers(hdf, "delay"), numbers(hdf, "weight")));
    } catch (RanvierException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new RanvierException(file + " cannot be read as HDF5: " + e.getMessage(), e);
    }
  }

  private static int[] integers(HdfFile hdf, String name, Path file) {
    if (!(hdf.getChild(name) instanceof Dataset set)) {
      throw new RanvierException(file + " has no dataset '" + name + "'; synapses have source and target, and may have delay and weight");
    }
    return switch (set.getData()) {
      case int[] values -> values;
      case long[] values -> Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
      default -> throw new RanvierException(file + ": dataset '" + name + "' must be a list of whole numbers");
    };
  }

  private static double[] numbers(HdfFile hdf, String name) {
    if (!(hdf.getChild(name) instanceof Dataset set)) {
      return new double[0];
    }
    return switch (set.getData()) {
      case double[] values -> values;
      case float[] values -> IntStream.range(0, values.length).mapToDouble(k -> values[k]).toArray();
      default -> throw new RanvierException("dataset '" + name + "' must be a list of numbers");
    };
  }

  private static Table readCsv(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      List<String> names = lines.isEmpty() ? List.of() : List.of(lines.getFirst().strip().split("\\s*,\\s*"));
      int source = names.indexOf("source");
      int target = names.indexOf("target");
      int delay = names.indexOf("delay_ms");
      int weight = names.indexOf("weight");
      if (source < 0 || target < 0) {
        throw new RanvierException(file + " begins with '" + (lines.isEmpty() ? "" : lines.getFirst()) + "', not with names of columns: source,target,delay_ms,weight");
      }
      int n = (int) lines.stream().skip(1).filter(l -> !l.isBlank()).count();
      var table = new Table(new int[n], new int[n], new double[delay < 0 ? 0 : n], new double[weight < 0 ? 0 : n]);
      int k = 0;
      for (int line = 1; line < lines.size(); line++) {
        if (lines.get(line).isBlank()) {
          continue;
        }
        String[] parts = lines.get(line).strip().split("\\s*,\\s*");
        try {
          table.sources[k] = Integer.parseInt(parts[source]);
          table.targets[k] = Integer.parseInt(parts[target]);
          if (delay >= 0) {
            table.delaysMs[k] = Double.parseDouble(parts[delay]);
          }
          if (weight >= 0) {
            table.weights[k] = Double.parseDouble(parts[weight]);
          }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
          throw new RanvierException(file + ", line " + (line + 1) + ": '" + lines.get(line) + "' is no synapse; give numbers for " + String.join(",", names), e);
        }
        k++;
      }
      return checked(file, table);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Table checked(Path file, Table t) {
    int n = t.sources.length;
    if (t.targets.length != n || t.delaysMs.length != n && t.delaysMs.length > 0 || t.weights.length != n && t.weights.length > 0) {
      throw new RanvierException(
          file + " has " + n + " sources, " + t.targets.length + " targets, " + t.delaysMs.length + " delays and " + t.weights.length
              + " weights; give one of each synapse");
    }
    return t;
  }
}
