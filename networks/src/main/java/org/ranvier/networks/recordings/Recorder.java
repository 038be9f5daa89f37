package org.ranvier.networks.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.WeightEvents;
import org.ranvier.networks.WeightTrace;
import org.ranvier.networks.plot.TracePicture;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.EventRecorder.WeightEvent;
import org.ranvier.simulator.recording.SpikeSamples;
import org.ranvier.simulator.recording.StateTrace;

/** Writes what a simulation's recorders sample into a run's directory, as the run goes; memory holds no more than what was sampled since the last time. */
public final class Recorder {
  private static final int MOST_LINES = 8;
  private static final int MOST_PICTURES = 16;

  private final Simulation simulation;
  private final Path directory;
  private double writtenMs; // up to when samples at spikes are written

  private Recorder(Simulation simulation, Path directory) {
    this.simulation = simulation;
    this.directory = directory;
    writtenMs = simulation.timeMs();
  }

  /** Begins to record, or goes on where a run goes on, behind the last samples that are whole. */
  public static Recorder into(Path directory, Simulation simulation) {
    Path parts = directory.resolve(Recordings.PARTS);
    if (Files.isDirectory(parts)) {
      try (var files = Files.list(parts)) {
        for (Path file : files.toList()) {
          if (file.toString().endsWith(Recordings.SUFFIX)) {
            SeriesFile.cutToWholeBlocks(file);
          } else if (file.toString().endsWith(Recordings.AT_SPIKES_SUFFIX)) {
            AtSpikesFile.cutToWholeBlocks(file);
          }
        }
      } catch (IOException e) {
        throw new RanvierException("the recordings in " + directory + " cannot be gone on with: " + e.getMessage(), e);
      }
    }
    return new Recorder(simulation, directory);
  }

  /** Takes over what has been sampled; not to be called while a run goes on, but in a pause of it. */
  public void write() {
    Simulation.Samples samples = simulation.takeSamples();
    try {
      Path parts = directory.resolve(Recordings.PARTS);
      int n = 0;
      for (StateTrace t : samples.traces()) {
        append(parts, n++, new Series(Series.Kind.NEURONS, t.population(), t.variable(), t.unit(), t.neurons(), new int[0], t.timesMs(),
            bySample(t.values(), t.timesMs().length)));
      }
      for (WeightTrace t : samples.weights()) {
        append(
            parts, n++,
            new Series(
                Series.Kind.SYNAPSES, t.projection(), t.variable(), simulation.unit(t), t.sources(), t.targets(), t.timesMs(),
                bySample(t.values(), t.timesMs().length)));
      }
      writeAtSpikes(parts);
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  private void writeAtSpikes(Path parts) throws IOException {
    double now = simulation.timeMs();
    int n = 0;
    for (SpikeSamples s : simulation.takeSpikeSamples()) {
      append(
          parts, n++,
          new AtSpikes(
              Series.Kind.NEURONS, s.population(), s.variables(), s.units(), s.neurons(), new int[0], s.timesMs(), bySample(s.values(), s.timesMs().length)), now);
    }
    for (WeightEvents e : simulation.takeWeightEvents()) {
      append(parts, n++, arrivals(e), now);
    }
    writtenMs = now;
  }

  private AtSpikes arrivals(WeightEvents events) {
    List<String> variables = new ArrayList<>(List.of("delivered", "weight"));
    variables.addAll(events.variables());
    String unit = simulation.unit(events);
    List<String> units = variables.stream().map(v -> variables.indexOf(v) < 2 ? unit : "1").toList();
    int n = events.events().size();
    int[] sources = new int[n];
    int[] targets = new int[n];
    double[] times = new double[n];
    double[][] values = new double[n][variables.size()];
    for (int k = 0; k < n; k++) {
      WeightEvent e = events.events().get(k);
      sources[k] = e.source();
      targets[k] = e.target();
      times[k] = simulation.network().grid().toMs(e.step());
      values[k][0] = e.delivered();
      values[k][1] = e.weight();
      System.arraycopy(e.columns(), 0, values[k], 2, e.columns().length);
    }
    return new AtSpikes(Series.Kind.SYNAPSES, events.projection(), variables, units, sources, targets, times, values);
  }

  private void append(Path parts, int number, AtSpikes s, double nowMs) throws IOException {
    Path file = parts.resolve(Recordings.fileName(number, s) + Recordings.AT_SPIKES_SUFFIX);
    if (s.timesMs().length > 0 || Files.exists(file)) { // an empty block, too, takes the place of those of a run before
      Files.createDirectories(parts);
      AtSpikesFile.append(file, s, writtenMs, nowMs);
    }
  }

  private static void append(Path parts, int number, Series s) throws IOException {
    if (s.timesMs().length > 0) {
      Files.createDirectories(parts);
      SeriesFile.append(parts.resolve(Recordings.fileName(number, s) + Recordings.SUFFIX), s);
    }
  }

  private static double[][] bySample(double[][] values, int samples) {
    double[][] turned = new double[samples][values.length];
    for (int k = 0; k < samples; k++) {
      for (int i = 0; i < values.length; i++) {
        turned[k][i] = values[i][k];
      }
    }
    return turned;
  }

  /**
   * Takes over the last samples and puts all into one file.
   *
   * @param keepsParts whether the growing files stay, for a run that may be gone on with
   * @return what was recorded
   */
  public Recordings end(boolean keepsParts) {
    write();
    Recordings all = Recordings.read(directory);
    if (all.isEmpty()) {
      return all;
    }
    try {
      all.write(directory.resolve(Recordings.FILE));
      if (!keepsParts) {
        Path parts = directory.resolve(Recordings.PARTS);
        try (var files = Files.list(parts)) {
          for (Path f : files.toList()) {
            Files.delete(f);
          }
        }
        Files.delete(parts);
      }
      return all;
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  /** Writes each variable as a table. */
  public List<Path> csv(Recordings all) {
    try {
      return all.writeCsv(directory);
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  /** The names of the pictures of what was recorded. */
  public static List<String> pictureNames(Recordings all) {
    return shown(all).stream().map(s -> pictureName(all, s)).toList();
  }

  private static List<Series> shown(Recordings all) {
    return all.all().stream().filter(s -> s.timesMs().length > 1).limit(MOST_PICTURES).toList();
  }

  private static String pictureName(Recordings all, Series s) {
    return Recordings.fileName(all.all().indexOf(s), s) + ".png";
  }

  /** Draws each variable over time: up to eight of its columns, as evenly spread as may be. */
  public void draw(Recordings all) {
    for (Series s : shown(all)) {
      Map<String, double[]> lines = new LinkedHashMap<>();
      int count = Math.min(MOST_LINES, s.columns());
      for (int k = 0; k < count; k++) {
        int c = (int) ((long) k * s.columns() / count);
        lines.put(s.kind() == Series.Kind.SYNAPSES ? s.first()[c] + "→" + s.second()[c] : s.owner() + " " + s.first()[c], s.column(c));
      }
      TracePicture.write(
          directory.resolve(pictureName(all, s)), s.timesMs(), lines,
          s.variable() + " (" + (s.unit().equals("1") || s.unit().isEmpty() ? "arbitrary units" : s.unit()) + ")");
    }
  }

  private RanvierException cannot(IOException e) {
    return new RanvierException("cannot write recordings into " + directory + ": " + e.getMessage() + "; the samples of this part of the run are lost", e);
  }
}
