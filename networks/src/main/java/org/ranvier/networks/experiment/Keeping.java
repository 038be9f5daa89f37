package org.ranvier.networks.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.recordings.Recorder;
import org.ranvier.networks.recordings.Recordings;
import org.ranvier.networks.recordings.Series;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.recording.StateTrace;

/** Keeps what the recorders of a run sample: in the run's directory, as the run goes. */
final class Keeping {
  /** Samples are written after so much biological time, or after a twentieth of the run where that is shorter. */
  private static final double LONGEST_MS = 1000;

  private static final int LEAST_PARTS = 20;

  private final Path directory;
  private final Recorder recorder;
  private final Provenance provenance;
  private final boolean any;
  private final List<String> names = new ArrayList<>();

  private Keeping(Path directory, Recorder recorder, Provenance provenance, boolean any) {
    this.directory = directory;
    this.recorder = recorder;
    this.provenance = provenance;
    this.any = any;
  }

  /** Begins; where nothing is recorded, nothing is done. */
  static Keeping begin(Simulation simulation, Path directory, long steps, Provenance provenance) {
    boolean any = records(simulation);
    var kept = new Keeping(directory, Recorder.into(directory, simulation), provenance, any);
    provenance.copyScript(directory);
    if (any) {
      every(simulation, steps, kept.recorder::write);
    }
    return kept;
  }

  /** Lets the samples of a simulation go that another rank keeps, with the pauses that it makes for that; returns what does so at once. */
  static Runnable discard(Simulation simulation, long steps) {
    Runnable discards = () -> {
      simulation.takeSamples();
      simulation.takeSpikeSamples();
      simulation.takeWeightEvents();
    };
    if (!records(simulation)) {
      return () -> {};
    }
    every(simulation, steps, discards);
    return discards;
  }

  private static boolean records(Simulation simulation) {
    return !simulation.traces().isEmpty() || !simulation.weightTraces().isEmpty() || !simulation.spikeSamples().isEmpty() || !simulation.weightEvents().isEmpty();
  }

  private static void every(Simulation simulation, long steps, Runnable act) {
    double step = simulation.network().grid().resolutionMs();
    long interval = Math.max(1, Math.min(Math.round(LONGEST_MS / step), steps / LEAST_PARTS));
    simulation.every(Units.ms(simulation.network().grid().toMs(interval)), act);
  }

  /** Writes what has been sampled up to now. */
  void write() {
    if (any) {
      recorder.write();
    }
  }

  /** Puts all into one file, and writes tables where they were asked for. */
  Recordings end(boolean mayGoOn, RunOptions options) {
    Recordings all = recorder.end(mayGoOn);
    if (!all.all().isEmpty() || !all.atSpikes().isEmpty()) {
      names.add(Recordings.FILE);
      if (options.csv) {
        recorder.csv(all).forEach(f -> names.add(String.valueOf(f.getFileName())));
      }
      if (!options.noPlot) {
        names.addAll(Recorder.pictureNames(all));
      }
    }
    return all;
  }

  /** Draws what was recorded, once all else is written: it takes longest. */
  void draw(Recordings all, RunOptions options) {
    if (!options.noPlot) {
      recorder.draw(all);
    }
  }

  /** A run has failed: what was recorded until then is kept, and why. */
  void failed(Throwable why) {
    try {
      if (any) {
        names.add(Recordings.FILE);
        recorder.end(true);
      }
      provenance.addTo(directory.resolve(OutputFiles.STATISTICS), "failed: " + why.getMessage(), names, Map.of());
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  /** The files that were written. */
  List<String> names() {
    return names;
  }

  Provenance provenance() {
    return provenance;
  }

  static List<StateTrace> traces(Recordings all) {
    return all.all().stream().filter(s -> s.kind() == Series.Kind.NEURONS).map(Keeping::trace).toList();
  }

  private static StateTrace trace(Series s) {
    double[][] values = new double[s.columns()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = s.column(i);
    }
    return new StateTrace(s.owner(), s.variable(), s.unit(), s.first(), s.timesMs(), values);
  }
}
