package org.ranvier.validation.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.circuits.Circuits;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** A large network that hardly fires, in continuous time and on the grid. */
final class SparseBenchmark {
  /** Synaptic events that a run in continuous time should have at least, so that it is not over before it is measured. */
  private static final double EVENTS = 3e7;

  private static final double MOST_MS = 20_000;

  private SparseBenchmark() {}

  /**
   * What was measured; the names are those of the JSON line.
   *
   * @param rate_hz rate that was asked for
   * @param events_per_s synaptic events in a second of wall time in continuous time, those of the drive not counted
   * @param events_per_s_per_thread the same for a thread
   * @param real_time_factor seconds of wall time for a second of biological time in continuous time
   * @param grid_real_time_factor the same on the grid
   * @param speedup how much faster continuous time is
   */
  record Report(
      String benchmark,
      double rate_hz,
      int neurons,
      long synapses,
      int threads,
      double events_per_s,
      double events_per_s_per_thread,
      double real_time_factor,
      double grid_real_time_factor,
      double speedup,
      Benchmark.Report exact,
      Benchmark.Report grid) implements Measurement {
    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          "sparse: %,d neurons, %,d synapses, %d threads, %s spikes/s: in continuous time %.3g s for a biological second, %.3g synaptic events/s "
              + "(%.3g a thread); on the grid %.3g s: %.1f times as long; peak memory %s MiB",
          neurons, synapses, threads, rate_hz, real_time_factor, events_per_s, events_per_s_per_thread, grid_real_time_factor, speedup,
          exact.peak_rss_mib());
    }
  }

  /**
   * Measures at each of these rates.
   *
   * @param duration biological time to measure in continuous time, by default what gives enough events
   */
  static List<Report> run(
      List<Double> rates, Map<String, String> settings, int threads, long seed, @Nullable String duration, boolean log) {
    var reports = new ArrayList<Report>();
    for (double rate : rates) {
      if (!(rate > 0)) {
        throw new RanvierException("--rates " + TimeGrid.trim(rate) + ": where nothing fires there is nothing to measure; give rates above 0 Hz");
      }
      Benchmark.Report exact = one(rate, true, settings, threads, seed, duration, log);
      Benchmark.Report grid = one(rate, false, settings, threads, seed, null, log);
      reports.add(
          new Report(
              "sparse", rate, exact.neurons(), exact.synapses(), threads, exact.events_per_s(), exact.events_per_s() / threads,
              exact.real_time_factor(), grid.real_time_factor(), grid.real_time_factor() / exact.real_time_factor(), exact, grid));
    }
    return reports;
  }

  private static Benchmark.Report one(
      double rate, boolean exact, Map<String, String> given, int threads, long seed, @Nullable String duration, boolean log) {
    var circuit = Circuits.find("sparse");
    var all = new LinkedHashMap<>(given);
    all.put("rate", Double.toString(rate));
    all.put("exact", exact ? "1" : "0");
    var settings = new Settings(circuit.name(), circuit.settings(), all);
    var experiment = circuit.create(settings);
    double ms = 300;
    double warmup = 100;
    if (exact) {
      double eventsPerMs = 1e6 * settings.get("scale") * settings.get("inputs") * rate / 1000;
      ms = duration == null ? Math.rint(Math.clamp(EVENTS / Math.max(1, eventsPerMs), 300, MOST_MS)) : experiment.durationMs(new RunOptions(duration, null));
      warmup = ms;
    }
    return Benchmark.run(new Benchmark.Plan(exact ? "sparse" : "sparse on the grid", experiment, threads, seed, false, warmup, ms, log));
  }
}
