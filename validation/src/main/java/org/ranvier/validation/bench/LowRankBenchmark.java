package org.ranvier.validation.bench;

import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.apache.commons.math3.stat.StatUtils;
import org.ranvier.networks.LowRankProjection;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;

/**
 * A projection of rank 8 among 10,000 neurons that fire at 10 spikes/s, with factors that stay and with factors that learn, a matrix of 10,000 × 10,000 weights of
 * the same variance, and neither. They
 * run one after the other, so that each has the
 * memory for itself; medians of turns are compared.
 */
final class LowRankBenchmark {
  private static final int NEURONS = 10_000;
  private static final int RANK = 8;
  private static final double RATE_HZ = 10;
  private static final double DRIVE_PA = 4000; // each spike of the drive makes a neuron fire
  private static final double LARGEST_PA = 0.05;
  private static final int TURNS = 5;

  private LowRankBenchmark() {}

  /**
   * What has been measured; the names are those of its JSON line. Real-time factors are wall time over biological time.
   *
   * @param low_rank real-time factor
   * @param learning that of the low-rank projection whose factors learn on both sides by pairs of spikes
   * @param rewarded the same with eligibilities and a third factor
   * @param written_out that of the matrix
   * @param neither that of neurons and drive alone
   * @param faster how many times less time the low-rank projection takes, neurons and drive taken off
   * @param low_rank_mib heap in use once it is built
   * @param rewarded_mib the same of the one with eligibilities
   * @param matrix_mib the same of the matrix
   * @param low_rank_build_s wall time of building
   * @param matrix_build_s the same of the matrix
   */
  record Report(
      String benchmark, int threads, long seed, double biological_s, double low_rank, double learning, double rewarded, double written_out, double neither,
      double faster, double low_rank_mib, double rewarded_mib, double matrix_mib, double low_rank_build_s, double matrix_build_s, double rate_hz) implements Measurement {
    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          """
          low-rank: %,d neurons at %.1f spikes/s, rank %d; %d threads, seed %d, medians of %d turns, %s s each in all
          real-time factor %.3f with rank %d, %.3f with the matrix written out, %.3f with neither: the projection takes 1/%.0f of the time
          real-time factor %.3f with factors that learn by pairs, %.3f with eligibilities and a third factor
          heap in use: %.1f MiB, with eligibilities %.1f MiB, against %,.0f MiB; built in %.2f s against %.1f s""",
          NEURONS, rate_hz, RANK, threads, seed, TURNS, biological_s, low_rank, RANK, written_out, neither, faster, learning, rewarded, low_rank_mib, rewarded_mib,
          matrix_mib, low_rank_build_s, matrix_build_s);
    }
  }

  private enum Way { LOW_RANK, LEARNING, REWARDED, WRITTEN_OUT, NEITHER }

  private record Run(double factor, double mebibytes, double buildS, double rateHz) {}

  static Report run(int threads, long seed, double warmupMs, double durationMs) {
    Run low = run(Way.LOW_RANK, threads, seed, warmupMs, durationMs);
    Run learning = run(Way.LEARNING, threads, seed, warmupMs, durationMs);
    Run rewarded = run(Way.REWARDED, threads, seed, warmupMs, durationMs);
    Run none = run(Way.NEITHER, threads, seed, warmupMs, durationMs);
    Run full = run(Way.WRITTEN_OUT, threads, seed, warmupMs, durationMs);
    double faster = (full.factor - none.factor) / (low.factor - none.factor);
    return new Report(
        "low-rank", threads, seed, durationMs / 1000, low.factor, learning.factor, rewarded.factor, full.factor, none.factor, faster, low.mebibytes, rewarded.mebibytes,
        full.mebibytes, low.buildS, full.buildS, low.rateHz);
  }

  private static Run run(Way way, int threads, long seed, double warmupMs, double durationMs) {
    double before = heapMib();
    Network net = network(way);
    long began = System.nanoTime();
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).seed(seed).keepSpikes(false))) {
      double built = (System.nanoTime() - began) / 1e9;
      simulation.run(ms(warmupMs));
      double[] factors = new double[TURNS];
      long spikes = 0;
      double turnMs = Math.max(1, Math.rint(durationMs / TURNS));
      for (int turn = 0; turn < TURNS; turn++) {
        var result = simulation.run(ms(turnMs));
        factors[turn] = result.seconds() / turnMs * 1000;
        spikes += result.spikes();
      }
      return new Run(StatUtils.percentile(factors, 50), heapMib() - before, built, spikes / (TURNS * turnMs / 1000) / NEURONS);
    }
  }

  private static double heapMib() {
    for (int k = 0; k < 3; k++) {
      System.gc();
    }
    Runtime now = Runtime.getRuntime();
    return (now.totalMemory() - now.freeMemory()) / 1024.0 / 1024;
  }

  private static double[][] factors(long seed) {
    var random = new Random(seed);
    double[][] rows = new double[RANK][];
    Arrays.setAll(rows, k -> random.doubles(NEURONS, -1, 1).toArray());
    return rows;
  }

  private static Network network(Way way) {
    var net = new Network("low-rank");
    var n = net.population("E", NEURONS, "iaf_psc_exp");
    net.poisson("drive", n).rate(Hz(RATE_HZ)).receptor("excitatory").weight(pA(DRIVE_PA));
    switch (way) {
      case LOW_RANK -> lowRank(net, n);
      case LEARNING -> lowRank(net, n).plastic(Stdp.pair().dependence(WeightDependence.additive(1e-6, 1e-6)).bounds(Bounds.NONE));
      case REWARDED -> {
        net.modulator("dopamine").decay(ms(200)).releasedBy(n.range(0, 100)).amount(0.01);
        lowRank(net, n).plastic(ThreeFactor.rewardStdp(ThirdFactor.of("dopamine")).rate(1e-6).bounds(Bounds.NONE));
      }
      case WRITTEN_OUT ->
          net.connect(n, n).rule(ConnectionRule.allToAll()).weight(normal(pA(0), pA(LARGEST_PA * Math.sqrt(RANK) / 3))).delay(ms(1.5)).receptor("excitatory");
      case NEITHER -> {}
    }
    return net;
  }

  private static LowRankProjection lowRank(Network net, Population n) {
    return net.lowRank("loop", n, n).factors(factors(1), factors(2)).weight(pA(LARGEST_PA)).delay(ms(1.5)).receptor("excitatory");
  }
}
