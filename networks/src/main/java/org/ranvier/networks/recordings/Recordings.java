package org.ranvier.networks.recordings;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.WritableGroup;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.simulator.RanvierException;

/**
 * The recordings in a run's directory. As a run goes they grow in {@code recordings/}, a file for each variable; when it ends, finished or
 * cancelled, they are put into one
 * HDF5 file, {@code recordings.h5}: a group for each variable, {@code /<population>/<variable>} or {@code /weights/<projection>/<variable>}, with
 *
 * <pre>
 *   time    [sample]            attribute units = ms
 *   values  [sample][column]    attribute units
 *   neurons [column]            or source [column] and target [column]
 * </pre>
 *
 * <p>What a killed run has left is read all the same.
 */
public final class Recordings {
  /** The whole file. */
  public static final String FILE = "recordings.h5";

  /** The directory of what grows. */
  public static final String PARTS = "recordings";

  /** What the names of growing files end in. */
  public static final String SUFFIX = ".series";

  private final List<Series> all;

  private Recordings(List<Series> all) {
    this.all = List.copyOf(all);
  }

  /** Reads the recordings of a run's directory, one that goes on or was killed too. */
  public static Recordings read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      return Files.isDirectory(directory.resolve(PARTS)) ? parts(directory) : Files.exists(file) ? whole(file) : new Recordings(List.of());
    } catch (IOException | RuntimeException e) {
      throw new RanvierException("the recordings in " + directory + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Recordings parts(Path directory) throws IOException {
    var all = new ArrayList<Series>();
    try (var files = Files.list(directory.resolve(PARTS))) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
        SeriesFile.read(file).ifPresent(all::add);
      }
    }
    return new Recordings(all);
  }

  /** All variables. */
  public List<Series> all() {
    return all;
  }

  /** A variable of a population, modulator, readout or projection; several recorders of it are joined by their order. */
  public Series of(String owner, String variable) {
    return all.stream()
        .filter(s -> s.owner().equals(owner) && s.variable().equals(variable))
        .findFirst()
        .orElseThrow(() -> new RanvierException("'" + variable + "' of '" + owner + "' was not recorded; there are " + all.stream().map(Series::path).toList()));
  }

  /** Puts all into one HDF5 file, in the place of one that is there. */
  void write(Path file) throws IOException {
    WholeFile.write(file, path -> {
      try (var hdf = HdfFile.write(path)) {
        hdf.putAttribute("format", "ranvier-recordings 1");
        Map<String, WritableGroup> groups = new HashMap<>();
        Set<String> taken = new LinkedHashSet<>();
        for (Series s : all) {
          String free = s.path();
          for (int k = 2; !taken.add(free); k++) {
            free = s.path() + " " + k;
          }
          WritableGroup group = hdf;
          StringBuilder prefix = new StringBuilder();
          for (String part : free.split("/")) {
            prefix.append('/').append(part);
            WritableGroup parent = group;
            group = groups.computeIfAbsent(prefix.toString(), p -> parent.putGroup(part));
          }
          put(group, s);
        }
      }
    });
  }

  private static void put(WritableGroup group, Series s) {
    group.putAttribute("kind", s.kind().name());
    group.putAttribute("owner", s.owner());
    group.putAttribute("variable", s.variable());
    group.putAttribute("crc32", checksum(s.timesMs(), s.values()));
    group.putDataset("time", s.timesMs()).putAttribute("units", "ms");
    group.putDataset("values", s.values().length == 0 ? new double[1][0] : s.values()).putAttribute("units", s.unit());
    if (s.kind() == Series.Kind.SYNAPSES) {
      group.putDataset("source", s.first());
      group.putDataset("target", s.second());
    } else {
      group.putDataset("neurons", s.first());
    }
  }

  /** CRC-32 of the bytes of all times and then of all values, sample by sample, little-endian, in eight hexadecimal digits. */
  private static String checksum(double[] timesMs, double[][] values) {
    var crc = new CRC32();
    update(crc, timesMs);
    for (double[] sample : values) {
      update(crc, sample);
    }
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }

  private static void update(CRC32 crc, double[] numbers) {
    var bytes = ByteBuffer.allocate(Double.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(numbers);
    crc.update(bytes);
  }

  private static Recordings whole(Path file) {
    var all = new ArrayList<Series>();
    try (var hdf = new HdfFile(file)) {
      find(file, hdf, all);
    }
    return new Recordings(all);
  }

  private static void find(Path file, Group group, List<Series> all) {
    Map<String, Node> children = group.getChildren();
    if (children.get("values") instanceof Dataset values && children.get("time") instanceof Dataset time) {
      var kind = Series.Kind.valueOf(text(group, "kind"));
      boolean synapses = kind == Series.Kind.SYNAPSES;
      double[] times = (double[]) time.getData();
      double[][] samples = times.length == 0 ? new double[0][] : (double[][]) values.getData();
      if (group.getAttributes().containsKey("crc32") && !text(group, "crc32").equals(checksum(times, samples))) {
        throw new RanvierException(
            file + ": " + text(group, "variable") + " of " + text(group, "owner") + " is damaged: its samples have the checksum " + checksum(times, samples)
                + ", not " + text(group, "crc32") + "; run it again, or read the others with another program");
      }
      all.add(
          new Series(
              kind, text(group, "owner"), text(group, "variable"), String.valueOf(values.getAttribute("units").getData()),
              (int[]) ((Dataset) group.getChild(synapses ? "source" : "neurons")).getData(),
              synapses ? (int[]) ((Dataset) group.getChild("target")).getData() : new int[0], times,
              samples));
      return;
    }
    for (Node child : children.values()) {
      if (child instanceof Group g) {
        find(file, g, all);
      }
    }
  }

  private static String text(Group group, String attribute) {
    return String.valueOf(group.getAttribute(attribute).getData());
  }

  /** Writes each variable as a table: {@code time_ms}, then a column for each neuron or synapse. Returns the files. */
  List<Path> writeCsv(Path directory) throws IOException {
    var files = new ArrayList<Path>();
    for (int n = 0; n < all.size(); n++) {
      Series s = all.get(n);
      Path file = directory.resolve(fileName(n, s) + ".csv");
      WholeFile.write(file, path -> {
        try (BufferedWriter out = Files.newBufferedWriter(path)) {
          out.write("time_ms");
          for (int k = 0; k < s.columns(); k++) {
            out.write("," + (s.kind() == Series.Kind.SYNAPSES ? s.first()[k] + "->" + s.second()[k] : Integer.toString(s.first()[k])));
          }
          out.write("\n");
          for (int t = 0; t < s.timesMs().length; t++) {
            out.write(Double.toString(s.timesMs()[t]));
            for (double v : s.values()[t]) {
              out.write("," + v);
            }
            out.write("\n");
          }
        }
      });
      files.add(file);
    }
    return files;
  }

  /** A name of a file for a variable, which tells what is in it. */
  static String fileName(int number, Series s) {
    return String.format(Locale.ROOT, "%02d-", number + 1) + (s.owner() + "-" + s.variable()).replaceAll("[^A-Za-z0-9._-]+", "_");
  }

  @Override
  public String toString() {
    return all.stream().map(s -> s.path() + " " + Arrays.toString(new int[] {s.timesMs().length, s.columns()})).toList().toString();
  }
}
