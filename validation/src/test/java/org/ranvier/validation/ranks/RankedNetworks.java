package org.ranvier.validation.ranks;

import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.circuits.Circuit;
import org.ranvier.networks.circuits.Circuits;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.ranks.Job;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.recording.SpikeDigest;

/**
 * Small networks of each kind, and the digests of their spikes; as a program, prints those that this rank has.
 *
 * <p>Every rank has all spikes, so all print the same.
 */
final class RankedNetworks {
  private static final Map<String, Map<String, String>> SMALL =
      Map.of(
          "microcircuit", Map.of("scale", "0.02"),
          "brunel", Map.of("scale", "0.06"),
          "hpc", Map.of("scale", "0.05", "inputs", "0.02"),
          "sparse", Map.of("scale", "0.002", "exact", "0", "rate", "5"),
          "coba", Map.of("scale", "0.2"),
          "cuba", Map.of("scale", "0.2"),
          "cobahh", Map.of("scale", "0.2"),
          "vogels_jump", Map.of("scale", "0.2"));

  private RankedNetworks() {}

  /** The digests of all on these ranks. */
  static Map<String, String> digests(Ranks ranks, int threads, double durationMs) {
    var digests = new LinkedHashMap<String, String>();
    for (Circuit circuit : Circuits.all()) {
      if (SMALL.containsKey(circuit.name())) {
        var experiment = circuit.create(new Settings(circuit.name(), circuit.settings(), SMALL.get(circuit.name())));
        digests.put(circuit.name(), digest(experiment.network(), ranks, threads, durationMs));
      }
    }
    digests.put("dopamine", digest(dopamine(), ranks, threads, 2 * durationMs));
    return digests;
  }

  private static String digest(Network network, Ranks ranks, int threads, double durationMs) {
    var digest = new SpikeDigest();
    try (var simulation = Simulation.of(network, Simulation.Options.DEFAULT.threads(threads).ranks(ranks).keepSpikes(false))) {
      simulation.addListener(digest);
      long spikes = simulation.run(Units.ms(durationMs / 2)).spikes();
      spikes += simulation.run(Units.ms(durationMs / 2)).spikes();
      return spikes + " spikes, " + digest.hex();
    }
  }

  /** Reward-modulated plasticity, dopamine that spikes release and that acts on thresholds, and short-term plasticity. */
  private static Network dopamine() {
    var net = new Network("dopamine");
    var e = net.population("E", 400, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    var i = net.population("I", 100, "iaf_psc_exp");
    var reward = net.population("reward", 70, "iaf_psc_exp");
    for (var target : List.of(e, i, reward)) {
      net.poisson("drive", target).rate(Hz(9_000)).weight(pA(60));
    }
    var dopamine = net.modulator("dopamine").decay(ms(20));
    dopamine.releasedBy(reward).amount(0.05);
    net.connect(e, e).rule(fixedInDegree(40)).weight(pA(20)).delay(uniform(ms(1), ms(4)))
        .plastic(ThreeFactor.rewardStdp(ThirdFactor.of("dopamine").minus(0.5)).tauEligibilityMs(30).rate(5).bounds(Bounds.upTo(60)));
    net.connect(e, reward).rule(fixedInDegree(20)).weight(pA(40)).delay(ms(1.2));
    net.connect(e, i).rule(pairwiseBernoulli(0.1)).weight(normal(pA(50), pA(5))).delay(ms(1.5));
    net.connect(i, e).rule(pairwiseBernoulli(0.1)).weight(pA(-150)).delay(ms(0.8));
    return net;
  }

  public static void main(String[] args) {
    Job job = Job.ofThisProcess();
    Ranks ranks = job.ranks();
    var text = new StringBuilder();
    digests(ranks, Integer.parseInt(args[0]), Double.parseDouble(args[1]))
        .forEach((name, digest) -> text.append("rank ").append(ranks.rank()).append(": ").append(name).append(": ").append(digest).append('\n'));
    System.out.print(text);
    System.out.flush();
    job.leave(0);
  }
}
