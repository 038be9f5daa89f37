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
 * <p>and for what is sampled at spikes {@code /<population>/at spikes} or {@code /weights/<projection>/at spikes}, with a number for each event in
 *
 * <pre>
 *   time                        of the spike, attribute units = ms
 *   neuron                      or source and target
 *   V_m, weight, delivered, …   the variables, attribute units
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

  /** What the names of growing files of samples at spikes end in. */
  static final String AT_SPIKES_SUFFIX = ".spikes";

  private final List<Series> all;
  private final List<AtSpikes> atSpikes;

  private Recordings(List<Series> all, List<AtSpikes> atSpikes) {
    this.all = List.copyOf(all);
    this.atSpikes = List.copyOf(atSpikes);
  }

  /** Reads the recordings of a run's directory, one that goes on or was killed too. */
  public static Recordings read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      return Files.isDirectory(directory.resolve(PARTS)) ? parts(directory) : Files.exists(file) ? whole(file) : new Recordings(List.of(), List.of());
    } catch (IOException | RuntimeException e) {
      throw new RanvierException("the recordings in " + directory + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Recordings parts(Path directory) throws IOException {
    var all = new ArrayList<Series>();
    var atSpikes = new ArrayList<AtSpikes>();
    try (var files = Files.list(directory.resolve(PARTS))) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(SUFFIX)) {
          SeriesFile.read(file).ifPresent(all::add);
        } else if (file.toString().endsWith(AT_SPIKES_SUFFIX)) {
          AtSpikesFile.read(file).ifPresent(atSpikes::add);
        }
      }
    }
    return new Recordings(all, atSpikes);
  }

  /** All variables that were sampled at intervals. */
  public List<Series> all() {
    return all;
  }

  /** What was sampled at spikes, an entry for each recorder. */
  public List<AtSpikes> atSpikes() {
    return atSpikes;
  }

  /** What was sampled at the spikes of a population, or as spikes arrived at a projection. */
  public AtSpikes atSpikes(String owner) {
    return atSpikes.stream()
        .filter(s -> s.owner().equals(owner))
        .findFirst()
        .orElseThrow(
            () -> new RanvierException("nothing of '" + owner + "' was recorded at spikes; there are " + atSpikes.stream().map(AtSpikes::owner).toList()));
  }

  boolean isEmpty() {
    return all.isEmpty() && atSpikes.isEmpty();
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
          put(group(hdf, s.path(), taken, groups), s);
        }
        for (AtSpikes s : atSpikes) {
          AtSpikesHdf.put(group(hdf, s.path(), taken, groups), s);
        }
      }
    });
  }

  /** The group of a path, with a number behind it where there is one of that name. */
  private static WritableGroup group(WritableGroup root, String path, Set<String> taken, Map<String, WritableGroup> groups) {
    String free = path;
    for (int k = 2; !taken.add(free); k++) {
      free = path + " " + k;
    }
    WritableGroup group = root;
    StringBuilder prefix = new StringBuilder();
    for (String part : free.split("/")) {
      prefix.append('/').append(part);
      WritableGroup parent = group;
      group = groups.computeIfAbsent(prefix.toString(), p -> parent.putGroup(part));
    }
    return group;
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
    var atSpikes = new ArrayList<AtSpikes>();
    try (var hdf = new HdfFile(file)) {
      find(file, hdf, all, atSpikes);
    }
    return new Recordings(all, atSpikes);
  }

  private static void find(Path file, Group group, List<Series> all, List<AtSpikes> atSpikes) {
    if (AtSpikesHdf.is(group)) {
      atSpikes.add(AtSpikesHdf.read(group));
      return;
    }
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
        find(file, g, all, atSpikes);
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
    for (int n = 0; n < atSpikes.size(); n++) {
      AtSpikes s = atSpikes.get(n);
      Path file = directory.resolve(fileName(n, s) + ".csv");
      WholeFile.write(file, path -> AtSpikesHdf.csv(path, s));
      files.add(file);
    }
    return files;
  }

  /** A name of a file for a variable, which tells what is in it. */
  static String fileName(int number, Series s) {
    return String.format(Locale.ROOT, "%02d-", number + 1) + (s.owner() + "-" + s.variable()).replaceAll("[^A-Za-z0-9._-]+", "_");
  }

  static String fileName(int number, AtSpikes s) {
    return String.format(Locale.ROOT, "%02d-", number + 1) + (s.owner() + "-at_spikes").replaceAll("[^A-Za-z0-9._-]+", "_");
  }

  @Override
  public String toString() {
    return all.stream().map(s -> s.path() + " " + Arrays.toString(new int[] {s.timesMs().length, s.columns()})).toList().toString();
  }
}
