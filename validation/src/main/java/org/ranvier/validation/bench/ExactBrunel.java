package org.ranvier.validation.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.analysis.PopulationStatistics;
import org.ranvier.networks.analysis.SpikeCorrelations;
import org.ranvier.networks.analysis.SpikeStatistics;
import org.ranvier.networks.circuits.Circuits;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.recording.SpikeTrains;

/** What exact spike times cost on a dense network, and how far the statistics of grids are from theirs. */
final class ExactBrunel {
  private static final double[] RESOLUTIONS_MS = {1, 0.5, 0.1, 0.01};

  /** A multiple of all resolutions. */
  private static final String DELAY = "2";

  private static final double CORRELATION_BIN_MS = 5;
  private static final int CORRELATION_NEURONS = 1000;

  private ExactBrunel() {}

  /**
   * A run.
   *
   * @param time how time is divided
   * @param real_time_factor seconds of wall time for a second of biological time
   * @param events_per_s synaptic events in a second of wall time, those of the drive not counted
   * @param rate_hz mean rate of the excitatory neurons
   * @param cv_isi their mean coefficient of variation of the intervals
   * @param correlation mean correlation of their spike counts in bins of 5 ms
   * @param rate_difference relative to the exact run
   * @param cv_difference the same
   * @param correlation_difference absolute
   */
  record Run(
      String time,
      double build_s,
      double simulate_s,
      double real_time_factor,
      double events_per_s,
      double rate_hz,
      double cv_isi,
      double correlation,
      double rate_difference,
      double cv_difference,
      double correlation_difference) {
    Run against(Run exact) {
      return new Run(
          time, build_s, simulate_s, real_time_factor, events_per_s, rate_hz, cv_isi, correlation, rate_hz / exact.rate_hz - 1,
          cv_isi / exact.cv_isi - 1, correlation - exact.correlation);
    }
  }

  /** What was measured; the names are those of the JSON line. {@code cost} is exact time over that of the 0.1 ms grid. */
  record Report(String benchmark, int neurons, long synapses, int threads, long seed, double biological_s, double cost, List<Run> runs) implements Measurement {
    @Override
    public String text() {
      var text = new StringBuilder();
      text.append(
          String.format(
              Locale.ROOT, "brunel: %,d neurons, %,d synapses, %d threads, %s s; exact time costs %.1f times the 0.1 ms grid%n", neurons,
              synapses, threads, biological_s, cost));
      text.append(String.format("%-10s %12s %12s %8s %8s %12s   relative to exact: rate, CV, correlation%n", "time", "s per s", "events/s", "rate", "CV", "correlation"));
      for (Run r : runs) {
        text.append(
            String.format(
                Locale.ROOT, "%-10s %12.3g %12.3g %8.3f %8.4f %12.5f   %+.2f %%  %+.2f %%  %+.5f%n", r.time, r.real_time_factor, r.events_per_s,
                r.rate_hz, r.cv_isi, r.correlation, 100 * r.rate_difference, 100 * r.cv_difference, r.correlation_difference));
      }
      return text.toString().stripTrailing();
    }
  }

  static Report run(Map<String, String> settings, int threads, long seed, double warmupMs, double durationMs) {
    var runs = new ArrayList<Run>();
    var size = new long[2];
    Run exact = run(0, settings, threads, seed, warmupMs, durationMs, size);
    runs.add(exact.against(exact));
    double usual = Double.NaN;
    for (double resolution : RESOLUTIONS_MS) {
      Run grid = run(resolution, settings, threads, seed, warmupMs, durationMs, size);
      usual = resolution == 0.1 ? grid.real_time_factor : usual;
      runs.add(grid.against(exact));
    }
    return new Report("brunel", (int) size[0], size[1], threads, seed, durationMs / 1000, exact.real_time_factor / usual, runs);
  }

  /** A resolution of 0 stands for exact time. */
  private static Run run(
      double resolutionMs, Map<String, String> given, int threads, long seed, double warmupMs, double durationMs, long[] size) {
    var circuit = Circuits.find("brunel");
    var all = new LinkedHashMap<>(given);
    all.putIfAbsent("delay", DELAY);
    var net = circuit.create(new Settings(circuit.name(), circuit.settings(), all)).network();
    if (resolutionMs > 0) {
      net.resolution(Units.ms(resolutionMs));
    } else {
      net.populations().forEach(Population::exact);
    }
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).seed(seed))) {
      simulation.run(Units.ms(warmupMs));
      simulation.discardRecordings();
      RunResult result = simulation.run(Units.ms(durationMs));
      SpikeTrains trains = simulation.spikes();
      PopulationStatistics e = SpikeStatistics.of(trains).getFirst();
      double correlation =
          SpikeCorrelations.pairwise(trains, trains.population("E"), CORRELATION_BIN_MS, CORRELATION_NEURONS).mean();
      size[0] = simulation.neurons();
      size[1] = simulation.synapses();
      return new Run(
          resolutionMs > 0 ? resolutionMs + " ms" : "exact", simulation.buildSeconds(), result.seconds(),
          result.seconds() * 1000 / durationMs, result.synapticEvents() / result.seconds(), e.rateHz().mean(), e.cvIsi().mean(), correlation,
          0, 0, 0);
    }
  }
}
