package org.ranvier.validation.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.circuits.Circuit;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.experiment.Experiment;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.recording.SpikeDigest;

/**
 * Runs a circuit that has a setting {@code plastic} with plastic and with frozen weights, in turns, so that both see the same
 * machine, and compares the medians.
 */
final class PlasticBenchmark {
  private static final int TURNS = 5;

  private PlasticBenchmark() {}

  /**
   * What a benchmark is asked to do.
   *
   * @param durationMs biological time of each network, divided into turns
   */
  record Plan(Circuit circuit, Map<String, String> settings, int threads, long seed, double warmupMs, double durationMs) {}

  /**
   * What a benchmark has measured; the names are those of its JSON line.
   *
   * @param events_per_s median over the turns of the plastic network: spikes that reached a synapse, of all projections
   * @param bytes_per_plastic_synapse all that plastic synapses need, what is kept of spikes included
   * @param slowdown the plastic network's wall time per synaptic event over that of the frozen one; they fire at different rates
   * @param slowdown_per_biological_time wall time per biological time over that of the frozen network
   * @param mean_weight of the plastic synapses at the end
   */
  record Report(
      String benchmark,
      int neurons,
      long synapses,
      long plastic_synapses,
      int threads,
      long seed,
      double build_s,
      double biological_s,
      double real_time_factor,
      long synaptic_events,
      double events_per_s,
      double frozen_events_per_s,
      double frozen_real_time_factor,
      double slowdown,
      double slowdown_per_biological_time,
      double bytes_per_plastic_synapse,
      double rate_hz,
      double frozen_rate_hz,
      double mean_weight,
      @Nullable Long peak_rss_mib,
      String spikes_sha256,
      Map<String, Double> phases_s,
      Map<String, Double> frozen_phases_s)
      implements Measurement {
    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          """
          %s: %,d neurons, %,d synapses, %,d of them plastic with %.2f bytes each; %d threads, seed %d, built in %.1f s
          plastic: %.3g synaptic events/s, real-time factor %.2f, %.2f spikes/s, mean weight %.4g; %s
          frozen:  %.3g synaptic events/s, real-time factor %.2f, %.2f spikes/s; %s
          slowdown %.2f per event, %.2f per biological time; peak memory %s MiB""",
          benchmark, neurons, synapses, plastic_synapses, bytes_per_plastic_synapse, threads, seed,
              build_s,
          events_per_s, real_time_factor, rate_hz, mean_weight, phases_s, frozen_events_per_s,
          frozen_real_time_factor, frozen_rate_hz, frozen_phases_s, slowdown, slowdown_per_biological_time,
          peak_rss_mib);
    }
  }

  static Report run(Plan plan) {
    Experiment plasticExperiment = experiment(plan, "1");
    try (var plastic = simulation(plan, plasticExperiment);
        var frozen = simulation(plan, experiment(plan, "0"))) {
      plastic.run(Units.ms(plan.warmupMs()));
      frozen.run(Units.ms(plan.warmupMs()));
      var digest = new SpikeDigest();
      plastic.addListener(digest);
      double turnMs = Math.max(1, Math.rint(plan.durationMs() / TURNS));
      var ofPlastic = new RunResult[TURNS];
      var ofFrozen = new RunResult[TURNS];
      for (int k = 0; k < TURNS; k++) {
        ofPlastic[k] = plastic.run(Units.ms(turnMs));
        ofFrozen[k] = frozen.run(Units.ms(turnMs));
      }
      double eventSeconds = median(ofPlastic, r -> r.seconds() / r.synapticEvents());
      double frozenEventSeconds = median(ofFrozen, r -> r.seconds() / r.synapticEvents());
      double seconds = median(ofPlastic, RunResult::seconds);
      double frozenSeconds = median(ofFrozen, RunResult::seconds);
      double biological = TURNS * turnMs / 1000;
      var weights = plasticExperiment.network().projections().stream().filter(p -> p.name().equals("E→E")).findFirst();
      return new Report(
          plan.circuit().name(), plastic.neurons(), plastic.synapses(), plastic.plasticSynapses(), plan.threads(), plan.seed(),
          plastic.buildSeconds(), biological, seconds / turnMs * 1000, sum(ofPlastic, RunResult::synapticEvents),
              1 / eventSeconds,
          1 / frozenEventSeconds, frozenSeconds / turnMs * 1000, eventSeconds / frozenEventSeconds, seconds / frozenSeconds,
          (double) plastic.plasticBytes() / plastic.plasticSynapses(), sum(ofPlastic,
              RunResult::spikes) / biological / plastic.neurons(),
          sum(ofFrozen, RunResult::spikes) / biological / frozen.neurons(),
              weights.map(p -> plastic.weights(p).mean()).orElse(Double.NaN),
          PeakMemory.mebibytes(), digest.hex(), phases(ofPlastic), phases(ofFrozen));
    }
  }

  private static Experiment experiment(Plan plan, String plastic) {
    var settings = new LinkedHashMap<>(plan.settings());
    settings.put("plastic", plastic);
    return plan.circuit().create(new Settings(plan.circuit().name(), plan.circuit().settings(), settings));
  }

  private static Simulation simulation(Plan plan, Experiment experiment) {
    return Simulation.of(
        experiment.network(), Simulation.Options.DEFAULT.threads(plan.threads()).seed(plan.seed()).keepSpikes(false));
  }

  private static double median(RunResult[] results, ToDoubleFunction<RunResult> value) {
    return StatUtils.percentile(Arrays.stream(results).mapToDouble(value).toArray(), 50);
  }

  private static long sum(RunResult[] results, ToLongFunction<RunResult> value) {
    return Arrays.stream(results).mapToLong(value).sum();
  }

  private static Map<String, Double> phases(RunResult[] results) {
    var sum = new LinkedHashMap<String, Double>();
    for (RunResult r : results) {
      r.phaseSeconds().forEach((phase, s) -> sum.merge(phase, s, Double::sum));
    }
    return sum;
  }
}
