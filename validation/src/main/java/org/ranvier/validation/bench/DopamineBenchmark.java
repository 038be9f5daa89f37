package org.ranvier.validation.bench;

import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;

/**
 * What synapses gated by dopamine cost: 1,000 neurons that fire at 20 spikes/s, 100 synapses each, and 200 neurons whose spikes release
 * dopamine. Twins have plain STDP and static synapses. All take turns, so that they see the same machine, and medians are compared.
 */
final class DopamineBenchmark {
  private static final int NEURONS = 1000;
  private static final int INPUTS = 100;
  private static final int RELEASING = 200;
  private static final double RATE_HZ = 20;
  private static final double WEIGHT_PA = 1;
  private static final double DRIVE_PA = 4000; // each spike of the drive makes a neuron fire
  private static final int TURNS = 5;

  private DopamineBenchmark() {}

  private enum Synapses {
    DOPAMINE,
    STDP,
    STATIC
  }

  private record Variant(Synapses synapses, double releasingHz) {}

  private static final List<Variant> VARIANTS =
      List.of(
          new Variant(Synapses.DOPAMINE, 5), new Variant(Synapses.STDP, 5), new Variant(Synapses.STATIC, 5),
          new Variant(Synapses.DOPAMINE, 1), new Variant(Synapses.DOPAMINE, 100));

  /**
   * What has been measured; the names are those of its JSON line. Real-time factors are wall time over biological time.
   *
   * @param real_time_factor with dopamine from 200 neurons that fire at 5 spikes/s
   * @param with_1_hz the same with 1 spike/s
   * @param with_100_hz the same with 100 spikes/s
   * @param growth the latter two's ratio; it holds what 200 neurons cost that fire more often
   * @param rate_hz of the 1,000 neurons
   * @param exact whether they are in continuous time
   */
  record Report(
      String benchmark, int threads, long seed, double biological_s, double real_time_factor, double stdp, double static_synapses,
      double with_1_hz, double with_100_hz, double growth, double rate_hz, boolean exact) implements Measurement {
    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          """
          dopamine%s: %,d neurons at %.1f spikes/s, %,d synapses; %d threads, seed %d, medians of %d turns, %s s each in all
          real-time factor %.4f with dopamine, %.4f with plain STDP, %.4f static
          with dopamine released at 1 spike/s %.4f, at 100 spikes/s %.4f: %.3f times""",
          exact ? " in continuous time" : "", NEURONS, rate_hz, NEURONS * INPUTS, threads, seed, TURNS, biological_s, real_time_factor, stdp, static_synapses, with_1_hz,
          with_100_hz, growth);
    }
  }

  /**
   * @param exact whether the neurons are in continuous time
   */
  static Report run(int threads, long seed, double warmupMs, double durationMs, boolean exact) {
    var simulations = new ArrayList<Simulation>();
    try {
      for (Variant v : VARIANTS) {
        var options = Simulation.Options.DEFAULT.threads(threads).seed(seed).keepSpikes(false);
        var simulation = Simulation.of(network(v, exact), options);
        simulations.add(simulation);
        simulation.run(ms(warmupMs));
      }
      double turnMs = Math.max(1, Math.rint(durationMs / TURNS));
      double[][] factors = new double[VARIANTS.size()][TURNS];
      long spikes = 0; // of all 1,200 neurons of the STDP twin
      for (int turn = 0; turn < TURNS; turn++) {
        for (int k = 0; k < factors.length; k++) {
          var result = simulations.get(k).run(ms(turnMs));
          factors[k][turn] = result.seconds() / turnMs * 1000;
          spikes += VARIANTS.get(k).synapses == Synapses.STDP ? result.spikes() : 0;
        }
      }
      double biological = TURNS * turnMs / 1000;
      double[] median = Arrays.stream(factors).mapToDouble(f -> StatUtils.percentile(f, 50)).toArray();
      double rate = (spikes / biological - RELEASING * VARIANTS.get(1).releasingHz) / NEURONS;
      return new Report(
          "dopamine", threads, seed, biological, median[0], median[1], median[2], median[3], median[4], median[4] / median[3], rate, exact);
    } finally {
      simulations.forEach(Simulation::close);
    }
  }

  private static Network network(Variant v, boolean exact) {
    var net = new Network("dopamine");
    var neurons = net.population("E", NEURONS, "iaf_psc_exp");
    net.poisson("drive", neurons).rate(Hz(RATE_HZ)).weight(pA(DRIVE_PA));
    var releasing = net.population("DA", RELEASING, "iaf_psc_exp");
    net.poisson("drive of DA", releasing).rate(Hz(v.releasingHz)).weight(pA(DRIVE_PA));
    if (exact) {
      neurons.exact();
      releasing.exact();
    }
    var projection = net.connect(neurons, neurons).rule(fixedInDegree(INPUTS)).weight(pA(WEIGHT_PA)).delay(ms(1.5));
    switch (v.synapses) {
      case DOPAMINE -> {
        net.modulator("dopamine").decay(ms(200)).releasedBy(releasing).unitArea();
        // As much dopamine as there is baseline on the average: weights stay away from their bounds.
        double mean = RELEASING * v.releasingHz / 1000;
        var rule = ThreeFactor.dopamineStdp("dopamine", mean).dependence(WeightDependence.additive(1e-4, 1e-4));
        projection.plastic(rule.bounds(Bounds.upTo(2 * WEIGHT_PA)));
      }
      case STDP -> projection.plastic(Stdp.pair().dependence(WeightDependence.additive(1e-4, 1e-4)).bounds(Bounds.upTo(2 * WEIGHT_PA)));
      case STATIC -> {}
    }
    return net;
  }
}
