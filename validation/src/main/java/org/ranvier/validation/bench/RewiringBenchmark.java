package org.ranvier.validation.bench;

import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;
import org.ranvier.networks.Network;
import org.ranvier.networks.Rewiring;
import org.ranvier.networks.Simulation;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.structure.Turnover.Keeping;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;

/**
 * What rewiring costs: 2,000 neurons that fire at 10 spikes/s, 500 synapses with pair STDP each, of which the weakest hundredth is replaced
 * every 100 ms. Its twin keeps its synapses. Both take turns, so that they see the same machine, and medians are compared.
 */
final class RewiringBenchmark {
  private static final int NEURONS = 2000;
  private static final int INPUTS = 500;
  private static final double RATE_HZ = 10;
  private static final double WEIGHT_PA = 1;
  private static final double DRIVE_PA = 4000; // each spike of the drive makes a neuron fire
  private static final double PART = 0.01;
  private static final int INTERVAL_MS = 100;
  private static final int TURNS = 5;

  private RewiringBenchmark() {}

  /**
   * What has been measured; the names are those of its JSON line. Real-time factors are wall time over biological time.
   *
   * @param real_time_factor rewired every 100 ms
   * @param fixed never
   * @param slowdown ratio of the two: it holds what becomes slower for rows that are new
   * @param share part of the wall time that the rewirings take by themselves
   * @param rewiring_ms wall time of a rewiring
   * @param ns_per_synapse the same for each synapse that is there
   * @param replaced_per_rewiring synapses
   * @param inputs synapses of a neuron
   */
  record Report(
      String benchmark, int threads, long seed, double biological_s, double real_time_factor, double fixed, double slowdown, double share,
      double rewiring_ms, double ns_per_synapse, double replaced_per_rewiring, double rate_hz, int neurons, int inputs) implements Measurement {
    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          """
          rewiring: %,d neurons at %.1f spikes/s, %,d synapses; %d threads, seed %d, medians of %d turns, %s s each in all
          real-time factor %.4f rewired every 100 ms, %.4f never: %.3f times
          a rewiring takes %.1f ms, %.0f ns for each synapse, and replaces %,.0f of them: %.0f %% of the wall time""",
          neurons, rate_hz, neurons * inputs, threads, seed, TURNS, biological_s, real_time_factor, fixed, slowdown, rewiring_ms, ns_per_synapse,
          replaced_per_rewiring, 100 * share);
    }
  }

  /**
   * Measures.
   *
   * @param scale of the number of neurons and of the synapses of each
   */
  static Report run(double scale, int threads, long seed, double warmupMs, double durationMs) {
    int neurons = (int) Math.rint(scale * NEURONS);
    int inputs = (int) Math.rint(scale * INPUTS);
    var simulations = new ArrayList<Simulation>();
    try {
      for (boolean rewired : new boolean[] {true, false}) {
        var simulation = Simulation.of(network(rewired, neurons, inputs), Simulation.Options.DEFAULT.threads(threads).seed(seed).keepSpikes(false));
        simulations.add(simulation);
        simulation.run(ms(warmupMs));
        simulation.discardRecordings();
      }
      int turnMs = INTERVAL_MS * (int) Math.max(1, Math.rint(durationMs / TURNS / INTERVAL_MS)); // as many rewirings in each
      double[][] factors = new double[2][TURNS];
      double[] paused = new double[TURNS];
      long spikes = 0; // of the twin
      for (int turn = 0; turn < TURNS; turn++) {
        for (int k = 0; k < 2; k++) {
          var result = simulations.get(k).run(ms(turnMs));
          factors[k][turn] = result.seconds() / turnMs * 1000;
          paused[turn] += result.phaseSeconds().getOrDefault("pauses", 0.0) / turnMs * 1000; // the twin has none
          spikes += k * result.spikes();
        }
      }
      double biological = TURNS * turnMs / 1000.0;
      double rewired = StatUtils.percentile(factors[0], 50);
      double fixed = StatUtils.percentile(factors[1], 50);
      double pauses = StatUtils.percentile(paused, 50);
      double millis = pauses * INTERVAL_MS;
      double replaced = simulations.getFirst().rewirings().stream().mapToInt(Rewiring.Turn::grown).average().orElseThrow();
      return new Report(
          "rewiring", threads, seed, biological, rewired, fixed, rewired / fixed, pauses / rewired, millis, 1e6 * millis / (neurons * inputs), replaced,
          spikes / biological / neurons, neurons, inputs);
    } finally {
      simulations.forEach(Simulation::close);
    }
  }

  private static Network network(boolean rewired, int count, int inputs) {
    var net = new Network("rewiring");
    var neurons = net.population("E", count, "iaf_psc_exp");
    net.poisson("drive", neurons).rate(Hz(RATE_HZ)).weight(pA(DRIVE_PA));
    var projection =
        net.connect(neurons, neurons).rule(fixedInDegree(inputs)).weight(uniform(pA(0), pA(2 * WEIGHT_PA))).delay(uniform(ms(1), ms(3)))
            .plastic(Stdp.pair().dependence(WeightDependence.additive(1e-4, 1e-4)).bounds(Bounds.upTo(2 * WEIGHT_PA)));
    if (rewired) {
      net.rewire(projection).pruneWeakest(PART).keeping(Keeping.IN_DEGREE).weight(pA(WEIGHT_PA)).every(ms(INTERVAL_MS));
    }
    return net;
  }
}
