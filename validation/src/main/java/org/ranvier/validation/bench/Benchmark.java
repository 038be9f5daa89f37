package org.ranvier.validation.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.experiment.Experiment;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeDigest;
import org.ranvier.simulator.recording.SpikeListener;

/**
 * Builds a circuit, warms it up, runs it with the spike log on, and reports what that cost.
 *
 * <p>A JVM compiles as it runs. Of a network that is quickly built a twin is therefore run first, for some seconds of wall time: a
 * run of one second would else mostly show the compiler. The network that is measured does not depend on it.
 */
final class Benchmark {
  private static final double TWIN_SECONDS = 4;
  private static final double QUICKLY_BUILT_SECONDS = 1;
  private static final double CHUNK_MS = 50;

  private Benchmark() {}

  /**
   * What a benchmark run is asked to do.
   *
   * @param twin whether a twin of a small network is run before, so that the JIT is done
   * @param log whether the spike log is on
   */
  record Plan(
      String name, Experiment experiment, int threads, long seed, boolean twin, double warmupMs, double durationMs, boolean log) {}

  /**
   * What a benchmark has measured; the names are those of its JSON line.
   *
   * @param peak_rss_mib largest resident memory of the process, null where the operating system does not tell
   * @param phases_s mean over the workers of the wall time of each phase of the steps
   */
  record Report(
      String benchmark,
      int neurons,
      long synapses,
      int threads,
      long seed,
      double build_s,
      double warmup_s,
      double biological_s,
      double simulate_s,
      double real_time_factor,
      long synaptic_events,
      double events_per_s,
      @Nullable Long peak_rss_mib,
      long spikes,
      String spikes_sha256,
      Map<String, Double> rates_hz,
      Map<String, Double> phases_s)
      implements Measurement {
    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          """
          %s: %,d neurons, %,d synapses, %d threads, seed %d
          built in %.2f s, warm-up %.2f s, %s s of biological time in %.2f s: real-time factor %.3f
          %.3g synaptic events/s; seconds by phase: %s
          spikes/s: %s
          peak memory %s MiB; %,d spikes, SHA-256 %s""",
          benchmark, neurons, synapses, threads, seed, build_s, warmup_s, biological_s, simulate_s, real_time_factor, events_per_s,
          list(phases_s), list(rates_hz), peak_rss_mib, spikes, spikes_sha256);
    }

    private static String list(Map<String, Double> values) {
      return values.entrySet().stream()
          .map(e -> String.format(Locale.ROOT, "%s %.2f", e.getKey(), e.getValue()))
          .collect(Collectors.joining("  "));
    }
  }

  static Report run(Plan plan) {
    var options = Simulation.Options.DEFAULT.threads(plan.threads()).seed(plan.seed()).keepSpikes(false);
    try (var directory = plan.log() ? BenchDirectory.make() : null;
        var simulation = Simulation.of(plan.experiment().network(), options)) {
      if (plan.twin() && simulation.buildSeconds() < QUICKLY_BUILT_SECONDS) {
        runTwin(plan, options);
      }
      double warmup = simulation.run(Units.ms(plan.warmupMs())).seconds();
      if (directory != null) {
        simulation.logTo(directory.log());
      }
      var digest = new SpikeDigest();
      var counter = new PopulationCounter(simulation.populations());
      simulation.addListener(digest);
      simulation.addListener(counter);
      RunResult result = simulation.run(Units.ms(plan.durationMs()), RunMonitor.NONE);
      double biological = plan.durationMs() / 1000;
      return new Report(
          plan.name(), simulation.neurons(), simulation.synapses(), plan.threads(), plan.seed(), simulation.buildSeconds(), warmup, biological,
          result.seconds(), result.seconds() / biological, result.synapticEvents(), result.synapticEvents() / result.seconds(),
          PeakMemory.mebibytes(), result.spikes(), digest.hex(), counter.ratesHz(biological), result.phaseSeconds());
    }
  }

  /** With listeners such as the measured network has. */
  private static void runTwin(Plan plan, Simulation.Options options) {
    try (var directory = plan.log() ? BenchDirectory.make() : null;
        var twin = Simulation.of(plan.experiment().network(), options)) {
      if (directory != null) {
        twin.logTo(directory.log());
      }
      twin.addListener(new SpikeDigest());
      twin.addListener(new PopulationCounter(twin.populations()));
      for (double seconds = 0; seconds < TWIN_SECONDS; ) {
        seconds += twin.run(Units.ms(CHUNK_MS)).seconds();
      }
    }
  }

  /** Counts the spikes of each population. */
  private static final class PopulationCounter implements SpikeListener {
    private final List<PopulationRange> populations;
    private final long[] counts;

    PopulationCounter(List<PopulationRange> populations) {
      this.populations = populations;
      counts = new long[populations.size()];
    }

    @Override
    public void accept(SpikeBlock block) {
      for (int k = 0; k < block.stepCount(); k++) {
        int p = 0; // ids ascend within a step
        for (int j = block.begin(k); j < block.end(k); j++) {
          while (block.ids()[j] >= populations.get(p).endId()) {
            p++;
          }
          counts[p]++;
        }
      }
    }

    Map<String, Double> ratesHz(double seconds) {
      var rates = new LinkedHashMap<String, Double>();
      for (int p = 0; p < counts.length; p++) {
        rates.put(populations.get(p).name(), counts[p] / seconds / populations.get(p).size());
      }
      return rates;
    }
  }
}
