package org.ranvier.validation.ranks;

import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.mm;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.um;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.Readout;
import org.ranvier.networks.Rewiring;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.SynapseStorage;
import org.ranvier.networks.WeightEvents;
import org.ranvier.networks.WeightTrace;
import org.ranvier.networks.Weights;
import org.ranvier.networks.circuits.Circuit;
import org.ranvier.networks.circuits.Circuits;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.closedloop.ClosedLoop;
import org.ranvier.networks.closedloop.Environment;
import org.ranvier.networks.closedloop.Episode;
import org.ranvier.networks.space.Layout;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Studies;
import org.ranvier.networks.study.Study;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.Eprop;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.structure.GrowthCurve;
import org.ranvier.plasticity.structure.Turnover.Keeping;
import org.ranvier.plasticity.teaching.Loss;
import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.plastic.EventRecorder.WeightEvent;
import org.ranvier.simulator.ranks.Job;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.recording.SpikeDigest;
import org.ranvier.simulator.recording.SpikeSamples;
import org.ranvier.simulator.recording.StateTrace;

/**
 * Small networks of each kind, and the digests of their spikes; as a program, writes those that this rank has.
 *
 * <p>Every rank has all spikes, so all write the same.
 */
final class RankedNetworks {
  private static final Map<String, Map<String, String>> SMALL =
      Map.of(
          "microcircuit", Map.of("scale", "0.02"),
          "brunel", Map.of("scale", "0.06"),
          "hpc", Map.of("scale", "0.05", "inputs", "0.02"),
          "sparse", Map.of("scale", "0.002", "rate", "5"),
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
    digests.put("procedural", procedural(ranks, threads, durationMs));
    digests.put("dopamine", digest(dopamine(), ranks, threads, 2 * durationMs));
    digests.put("modulators", digest(modulators(), ranks, threads, durationMs));
    digests.put("coupled", digest(coupled(), ranks, threads, durationMs));
    digests.put("exact", digest(exact(), ranks, threads, durationMs));
    digests.put("upkeep", digest(upkeep(), ranks, threads, durationMs));
    digests.put("readout", readout(ranks, threads, durationMs));
    digests.put("low rank", digest(lowRank(false), ranks, threads, durationMs));
    digests.put("factors that learn", digest(lowRank(true), ranks, threads, durationMs));
    digests.put("closed loop", closedLoop(ranks, threads));
    digests.put("distal-reward", study("distal-reward", Map.of("soonest", "500", "latest", "600"), ranks, threads));
    digests.put("neuromodulated-distal-reward", study("neuromodulated-distal-reward", Map.of("search", "2"), ranks, threads));
    return digests;
  }

  /** The microcircuit, whose synapses are drawn again at each spike. */
  private static String procedural(Ranks ranks, int threads, double durationMs) {
    Circuit circuit = Circuits.all().stream().filter(c -> c.name().equals("microcircuit")).findFirst().orElseThrow();
    Network network = circuit.create(new Settings(circuit.name(), circuit.settings(), SMALL.get(circuit.name()))).network();
    return digest(network, Simulation.Options.DEFAULT.threads(threads).ranks(ranks).synapses(SynapseStorage.PROCEDURAL), durationMs);
  }

  private static String digest(Network network, Ranks ranks, int threads, double durationMs) {
    return digest(network, Simulation.Options.DEFAULT.threads(threads).ranks(ranks), durationMs);
  }

  private static String digest(Network network, Simulation.Options options, double durationMs) {
    var digest = new SpikeDigest();
    try (var simulation = Simulation.of(network, options.keepSpikes(false))) {
      simulation.addListener(digest);
      long spikes = simulation.run(Units.ms(durationMs / 2)).spikes();
      spikes += simulation.run(Units.ms(durationMs / 2)).spikes();
      return spikes + " spikes, " + digest.hex() + ", state and weights " + Long.toHexString(looked(simulation));
    }
  }

  /** A number that any bit of what can be looked at changes: states, recordings, weights that are drawn and that are learned. */
  private static long looked(Simulation simulation) {
    Network network = simulation.network();
    long hash = simulation.synapses();
    for (Population p : network.populations()) {
      if (p.model().variables().stream().anyMatch(v -> v.name().equals("V_m"))) {
        hash = mix(hash, simulation.state(p, "V_m"));
      }
    }
    for (Projection p : network.projections()) {
      boolean learns = network.plan().projections().get(network.projections().indexOf(p)).isPlastic();
      if (!learns && p != network.projections().getFirst() && p != network.projections().getLast()) {
        continue; // the first and the last one stand for all that do not learn
      }
      Weights w = simulation.weights(p);
      hash = mix(hash, w.values());
      hash = mix(hash, w.delaysMs());
      hash = mix(hash, Arrays.stream(w.sources()).asDoubleStream().toArray());
      hash = mix(hash, Arrays.stream(w.targets()).asDoubleStream().toArray());
    }
    for (StateTrace t : simulation.traces()) {
      hash = mix(hash, t.timesMs());
      for (double[] values : t.values()) {
        hash = mix(hash, values);
      }
    }
    for (WeightTrace t : simulation.weightTraces()) {
      for (double[] values : t.values()) {
        hash = mix(hash, values);
      }
    }
    for (WeightEvents of : simulation.weightEvents()) {
      for (WeightEvent e : of.events()) {
        hash = mix(hash, new double[] {e.step(), e.source(), e.target(), e.delivered(), e.weight()});
        hash = mix(hash, e.columns());
      }
    }
    for (Rewiring.Turn t : simulation.rewirings()) {
      hash = mix(hash, new double[] {t.timeMs(), t.pruned(), t.grown()});
    }
    for (SpikeSamples s : simulation.spikeSamples()) {
      hash = mix(hash, s.timesMs());
      for (double[] values : s.values()) {
        hash = mix(hash, values);
      }
    }
    return hash;
  }

  private static long mix(long hash, double[] values) {
    long mixed = hash * 31 + values.length;
    for (double v : values) {
      mixed = mixed * 0x9E3779B97F4A7C15L + Double.doubleToRawLongBits(v);
      mixed ^= mixed >>> 29;
    }
    return mixed;
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
    net.record(e, "V_m", "I_syn_ex").every(ms(0.7));
    net.record(e.range(100, 140), "V_m").every(ms(3));
    net.record(i, "V_m").onSpikes();
    var learning = net.connect(e, e).rule(fixedInDegree(40)).weight(pA(20)).delay(uniform(ms(1), ms(4)))
        .plastic(ThreeFactor.rewardStdp(ThirdFactor.of("dopamine").minus(0.5)).tauEligibilityMs(30).rate(5).bounds(Bounds.upTo(60)));
    net.recordWeights(learning).every(ms(10));
    net.connect(e, reward).rule(fixedInDegree(20)).weight(pA(40)).delay(ms(1.2));
    net.connect(e, i).rule(pairwiseBernoulli(0.1)).weight(pA(50)).delay(ms(1.5)).shortTerm(ShortTerm.of(0.5, 50, 20));
    net.connect(i, e).rule(pairwiseBernoulli(0.1)).weight(normal(pA(-150), pA(50))).delay(ms(0.8));
    return net;
  }

  /** Modulators that are global, diffuse, and are those of populations, with receptors of each kind. */
  private static Network modulators() {
    var net = new Network("modulators");
    var exc = net.population("E", 150, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    var inh = net.population("I", 40, "aeif_cond_exp").positions(Layout.grid(8, 5).extent(mm(0.1), mm(0.1)));
    exc.positions(Layout.scattered(mm(0.1), mm(0.1)).seed(3));
    net.poisson("drive", exc).rate(Hz(9000)).weight(pA(90));
    net.poisson("drive", inh).rate(Hz(5000)).weight(nS(2));
    net.connect(exc, exc).rule(fixedInDegree(20)).weight(pA(60)).delay(ms(0.7));
    net.connect(exc, inh).rule(fixedInDegree(20)).weight(nS(3)).delay(ms(1.5));
    var back = net.connect(inh, exc).rule(fixedInDegree(10)).weight(pA(-200)).delay(ms(1.1));
    var da = net.modulator("dopamine").baseline(5).uptake(0.2, 10);
    da.releasedBy(exc).amount(0.3).depleting(0.2, ms(50)).delay(ms(0.9));
    var na = net.modulator("noradrenaline").decay(ms(40)).diffusing(exc, um(20), 0.3);
    na.releasedBy(inh.range(3, 30)).amount(2).gain(na, new Response.Hill(5, 2), new Effect.Scaled(-0.5));
    var ach = net.modulator("acetylcholine").perPopulation().decay(ms(100)).drivenBy(da, new Response.Hill(8, 1), 0.1);
    ach.releasedBy(exc).amount(4).volley(5, ms(1));
    da.receptor("D1", new Response.Hill(6, 2)).binding(0.05).scalesInput(exc, new Effect.Scaled(0.5)).gates(back, new Effect.Scaled(0.4));
    na.receptor("beta", new Response.Hill(3, 1)).changes(exc, "V_th", new Effect.Shifted(-2)).changes(inh, "b", new Effect.Scaled(-0.5));
    ach.receptor("M1", new Response.Hill(10, 1)).cascade(ms(5), ms(20)).changes(exc, "V_th", new Effect.Shifted(-1));
    net.record(na);
    return net;
  }

  /** Gap junctions so strong that they are solved for, some of neurons that one rank has, and others with a delay; and spikes. */
  private static Network coupled() {
    var net = new Network("coupled");
    var a = net.population("a", 200, "iaf_psc_exp_gap").initial("V_m", uniform(mV(-70), mV(-55)));
    var b = net.population("b", 50, "iaf_psc_exp_gap").initial("V_m", uniform(mV(-70), mV(-55)));
    net.poisson("drive", a).rate(Hz(9_000)).weight(pA(90));
    net.connect(a, a).receptor("gap").rule(pairwiseBernoulli(0.05)).weight(nS(2)).symmetric().interpolated();
    net.connect(b, b).receptor("gap").rule(pairwiseBernoulli(0.1)).weight(nS(200)).symmetric();
    net.connect(a, b).receptor("gap").rule(fixedInDegree(3)).weight(nS(1)).delay(ms(0.4)).oneWay().interpolated();
    net.connect(a, b).rule(fixedInDegree(10)).weight(pA(60)).delay(ms(1.5));
    net.record(b, "V_m").every(ms(1));
    return net;
  }

  /** Neurons in continuous time: delays below the resolution, spikes of one time whose order matters, learning, and neurons on the grid among them. */
  private static Network exact() {
    var net = new Network("exact");
    var e = net.population("E", 300, "iaf_psc_exp").exact().initial("V_m", uniform(mV(-70), mV(-55)));
    var i = net.population("I", 70, "iaf_psc_exp");
    var cells = net.population("C", 150, "intfire1");
    var input = net.spikeSource("in", new double[][] {{1.0371, 5.25, 12.5, 20.25}, {1.0371, 7.75, 12.5, 30.5}}).exact();
    net.poisson("drive", e).rate(Hz(9_000)).weight(pA(60));
    net.connect(input, cells).rule(pairwiseBernoulli(0.5)).weight(0.6).delay(ms(0.613));
    net.connect(cells, cells).rule(fixedInDegree(20)).weight(0.1).delay(ms(0.031));
    net.connect(e, e).rule(fixedInDegree(30)).weight(pA(20)).delay(uniform(ms(0.4), ms(2))).plastic(Stdp.pair());
    net.connect(e, i).rule(fixedInDegree(30)).weight(pA(60)).delay(ms(1.5));
    net.connect(i, e).rule(fixedInDegree(20)).weight(pA(-50)).delay(ms(0.9));
    net.lowRank("feed", i, e).factors(factors(300, 0.3), factors(70, 0.7)).weight(pA(30)).delay(ms(1.03)).receptor("excitatory");
    net.record(cells, "m").every(ms(2));
    return net;
  }

  /** All that is done at intervals: to weights, parameters and the wiring. */
  private static Network upkeep() {
    var net = new Network("upkeep");
    var exc = net.population("E", 180, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    var inh = net.population("I", 50, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    net.poisson("drive", exc).rate(Hz(9000)).weight(pA(90));
    net.poisson("drive", inh).rate(Hz(9000)).weight(pA(90));
    net.connect(inh, exc).rule(fixedInDegree(10)).weight(pA(-60)).delay(ms(1)).plastic(Stdp.homeostatic(1e-3, 0.2));
    var p = net.connect(exc, exc).rule(fixedInDegree(20)).weight(uniform(pA(20), pA(40))).delay(uniform(ms(1), ms(2))).plastic(Stdp.pair());
    var q = net.connect(exc, inh).rule(fixedInDegree(20)).weight(uniform(pA(20), pA(40))).delay(ms(1.5)).plastic(Stdp.pair());
    var grown = net.connect(inh, inh).rule(fixedInDegree(8)).weight(pA(-40)).delay(ms(1)).plastic(Stdp.homeostatic(1e-3, 0.2));
    net.normalise(p).sum(pA(600)).every(ms(7));
    net.scale(q).toRate(Hz(30)).every(ms(5));
    net.rewire(p).pruneUpTo(pA(25)).keeping(Keeping.IN_DEGREE).weight(pA(30)).every(ms(9));
    var curve = new GrowthCurve.Linear(8, 20);
    net.rewire(grown).elements(curve, curve).averaging(ms(20)).every(ms(8));
    net.adapt(inh, "V_th").toRate(Hz(20)).by(mV(0.2)).every(ms(3));
    net.recordWeights(q).onSpikes().from(exc.range(0, 30));
    net.recordParameter(inh, "V_th").every(ms(6));
    return net;
  }

  /** Recurrent neurons that learn from the errors of what is read out of them. */
  private static String readout(Ranks ranks, int threads, double durationMs) {
    var net = new Network("readout");
    var in = net.population("in", 60, "poisson_generator").set("rate", Hz(150));
    var rec = net.population("rec", 140, "eprop_iaf").initial("V_m", uniform(mV(-70), mV(-56)));
    var rule = Eprop.of("out").optimiser(Optimiser.adam(0.01)).regularised(1e-3, 15);
    net.connect(in, rec).rule(fixedInDegree(15)).weight(normal(mV(4), mV(2))).delay(uniform(ms(1), ms(3))).plastic(rule);
    net.connect(rec, rec).rule(fixedInDegree(8)).weight(normal(mV(0), mV(3))).delay(ms(2)).plastic(rule);
    Readout out = net.readout("out", rec).outputs(2).tau(ms(15)).interval(ms(20)).loss(Loss.SQUARES).optimiser(Optimiser.adam(0.01)).recorded(ms(1));
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).ranks(ranks))) {
      simulation.want(out, new double[][] {{1, 0.5, Double.NaN, 0}, {-1, 2, 0, 1}});
      long spikes = simulation.run(Units.ms(2 * durationMs)).spikes();
      long hash = looked(simulation);
      for (double[] w : simulation.readout(out).weights()) {
        hash = mix(hash, w);
      }
      return spikes + " spikes, weights and outputs " + Long.toHexString(hash);
    }
  }

  private static Network lowRank(boolean learning) {
    var net = new Network("low rank");
    var n = net.population("n", 150, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    net.poisson("drive", n).rate(Hz(9000)).weight(pA(90));
    var loop = net.lowRank("loop", n.range(0, 100), n).factors(factors(150, 0.3), factors(100, 0.7)).gains(0.5, 1).weight(pA(30)).delay(ms(1.2))
        .receptor("excitatory").tau(ms(20)).recorded(ms(1));
    if (learning) {
      net.modulator("dopamine").decay(ms(50)).releasedBy(n.range(20, 60)).amount(0.01);
      loop.plastic(ThreeFactor.rewardStdp(ThirdFactor.of("dopamine")).tauEligibilityMs(50).bounds(Bounds.NONE)).keepingNorms();
    }
    net.connect(n, n).rule(fixedInDegree(5)).weight(pA(30)).delay(ms(1));
    return net;
  }

  private static double[][] factors(int neurons, double turn) {
    double[][] factors = new double[2][neurons];
    for (int k = 0; k < 2; k++) {
      for (int i = 0; i < neurons; i++) {
        factors[k][i] = Math.round(1000 * StrictMath.sin(turn * (k + 1) * i)) / 1000.0;
      }
    }
    return factors;
  }

  /** A corridor in which going on is rewarded: the network's counts move it, and it shows the place and gives dopamine. */
  private static final class Corridor implements Environment {
    private double place;

    @Override
    public double[] reset(long seed) {
      place = seed;
      return new double[] {place};
    }

    @Override
    public Step step(double[] action) {
      double before = place;
      place += (action[0] - action[1]) / 10;
      return new Step(new double[] {place}, place - before, Math.abs(place) > 40);
    }
  }

  private static String closedLoop(Ranks ranks, int threads) {
    var net = new Network("loop");
    var input = net.population("in", 130, "poisson_generator").set("rate", Hz(30));
    var left = net.population("left", 70, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    var right = net.population("right", 70, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    var dopamine = net.modulator("dopamine").decay(ms(50)).signed();
    var rule = ThreeFactor.rewardStdp(ThirdFactor.of("dopamine"));
    net.connect(input, left).rule(fixedInDegree(30)).weight(uniform(pA(200), pA(400))).delay(ms(1)).plastic(rule);
    net.connect(input, right).rule(fixedInDegree(30)).weight(uniform(pA(200), pA(400))).delay(ms(1)).plastic(rule);
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).ranks(ranks))) {
      Episode episode = ClosedLoop.of(simulation, new Corridor())
          .every(ms(10))
          .reads(List.of(left, right), counts -> new double[] {Arrays.stream(counts.get(0)).sum(), Arrays.stream(counts.get(1)).sum()})
          .shows((sim, seen) -> sim.set(input, "rate", Hz(60 + seen[0])))
          .rewards(dopamine)
          .episode(1, 8);
      double[] rewards = episode.turns().stream().mapToDouble(Episode.Turn::reward).toArray();
      return simulation.spikes().size() + " spikes, " + Long.toHexString(mix(looked(simulation), rewards));
    }
  }

  /** The begin of a trial of a study, which sets weights, gives rewards for what has fired, and looks at what was learnt. */
  private static String study(String name, Map<String, String> settings, Ranks ranks, int threads) {
    Study study = Studies.find(name).orElseThrow();
    var plan = new Plan(new Settings(name, study.settings(), settings), 1200, 1, study.conditions().getFirst(), Map.of())
        .simulated(Simulation.Options.DEFAULT.threads(threads).ranks(ranks));
    var digest = new SpikeDigest();
    var looked = new long[1];
    Trial trial = study.run(plan, new TrialListener() {
      @Override
      public void begins(String condition, long seed, Simulation simulation) {
        simulation.addListener(digest);
      }

      @Override
      public void ends(Simulation simulation) {
        looked[0] = looked(simulation);
      }
    });
    return trial.measures() + ", " + digest.hex() + ", state and weights " + Long.toHexString(looked[0]);
  }

  /** For so many threads and ms; into a file of each rank in a directory, for what mpirun passes on comes in pieces. */
  public static void main(String[] args) throws IOException {
    Job job = Job.ofThisProcess();
    Ranks ranks = job.ranks();
    var text = new StringBuilder();
    digests(ranks, Integer.parseInt(args[0]), Double.parseDouble(args[1])).forEach((name, digest) -> text.append(name).append(": ").append(digest).append('\n'));
    Files.writeString(Path.of(args[2], "rank-" + ranks.rank()), text);
    job.leave(0);
  }
}
