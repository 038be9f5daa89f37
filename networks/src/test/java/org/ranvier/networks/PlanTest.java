package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.space.Kernel.gaussian;
import static org.ranvier.networks.space.Layout.grid;
import static org.ranvier.networks.space.Layout.scattered;
import static org.ranvier.networks.space.Mask.annulus;
import static org.ranvier.networks.space.Mask.box;
import static org.ranvier.networks.space.Mask.ellipse;
import static org.ranvier.networks.space.Profile.conduction;
import static org.ranvier.networks.values.Course.sinusoid;
import static org.ranvier.networks.values.Course.step;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.exponential;
import static org.ranvier.networks.values.Distribution.lognormal;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.metresPerSecond;
import static org.ranvier.networks.values.Units.mm;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nA;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.s;
import static org.ranvier.networks.values.Units.um;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ranvier.networks.circuits.Circuits;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.json.PlanDigest;
import org.ranvier.networks.space.Layout;
import org.ranvier.networks.space.Mask;
import org.ranvier.networks.study.Studies;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.loops.Pairing;
import org.ranvier.plasticity.lowrank.FactorSide;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.BurstDependent;
import org.ranvier.plasticity.rules.Calcium;
import org.ranvier.plasticity.rules.Clopath;
import org.ranvier.plasticity.rules.DendriticLearning;
import org.ranvier.plasticity.rules.Eprop;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.RMax;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.SurrogateGradient;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.structure.GrowthCurve;
import org.ranvier.plasticity.teaching.Feedback;
import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.plasticity.transmission.ThreeState;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;

/** What a network describes is a value: written as JSON and read it is the same network, and gives the same spikes. */
final class PlanTest {
  /** Writes, reads, and runs both for a while. */
  private static void check(Network described, double durationMs) {
    String json = described.toJson();
    Network read = Network.fromJson(json);
    assertEquals(json, read.toJson());
    assertEquals(PlanDigest.of(described.plan()), PlanDigest.of(read.plan()));
    assertEquals(Descriptions.of(described).lines().sorted().count(), Descriptions.of(read).lines().sorted().count());
    var options = Simulation.Options.DEFAULT.seed(5);
    try (var one = Simulation.of(described, options.threads(2)); var other = Simulation.of(read, options.threads(2))) {
      one.run(ms(durationMs));
      other.run(ms(durationMs));
      assertArrayEquals(one.spikes().steps(), other.spikes().steps());
      assertArrayEquals(one.spikes().ids(), other.spikes().ids());
      assertEquals(one.traces().size(), other.traces().size());
      for (int k = 0; k < one.traces().size(); k++) {
        assertArrayEquals(one.traces().get(k).values(), other.traces().get(k).values());
        assertArrayEquals(one.traces().get(k).timesMs(), other.traces().get(k).timesMs());
      }
      for (int k = 0; k < described.projections().size(); k++) {
        if (described.projections().get(k).plan().isPlastic()) {
          assertArrayEquals(one.weights(described.projections().get(k)).values(), other.weights(read.projections().get(k)).values());
        }
      }
      for (int k = 0; k < described.lowRanks().size(); k++) {
        List<double[][]> factors = other.factors(read.lowRanks().get(k));
        assertTrue(Arrays.deepEquals(one.factors(described.lowRanks().get(k)).get(0), factors.get(0)));
        assertTrue(Arrays.deepEquals(one.factors(described.lowRanks().get(k)).get(1), factors.get(1)));
      }
    }
  }

  static Stream<Arguments> builtIn() {
    Stream<Arguments> circuits =
        Circuits.all().stream().map(c -> {
          boolean scales = c.settings().stream().anyMatch(setting -> setting.name().equals("scale"));
          var settings = new Settings(c.name(), c.settings(), scales ? Map.of("scale", "0.02") : Map.of());
          return Arguments.of(Named.of(c.name(), c.create(settings).network()));
        });
    Stream<Arguments> studies =
        Studies.all().stream().map(t -> Arguments.of(Named.of(t.name(), t.network(t.usualPlan()))));
    return Stream.concat(circuits, studies);
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void everyBuiltInNetworkIsTheSameAsJson(Network network) {
    check(network, 15);
  }

  /** What begins frozen does not learn, and so it must not be lost on the way through a document, nor leave the digest as it is. */
  @Test
  void aProjectionThatBeginsFrozenStaysSo() {
    Network frozen = learning(Projection::frozen);
    check(frozen, 50);
    Network read = Network.fromJson(frozen.toJson());
    Network learning = learning(p -> p);
    assertFalse(PlanDigest.of(learning.plan()).equals(PlanDigest.of(read.plan())));
    double[] begun = {30, 30, 30, 30};
    assertArrayEquals(begun, weightsAfter(read));
    assertFalse(Arrays.equals(begun, weightsAfter(learning)));
  }

  private static Network learning(UnaryOperator<Projection> how) {
    var net = new Network("frozen");
    var in = net.spikeSource("in", new double[][] {{5, 15, 25}, {6, 16, 26}});
    var out = net.spikeSource("teacher", new double[][] {{7, 17, 27}, {8, 18, 28}});
    var cells = net.population("cells", 2, "iaf_psc_exp");
    net.connect(out, cells).rule(oneToOne()).weight(pA(5000)).delay(ms(1));
    how.apply(net.connect(in, cells).rule(allToAll()).weight(pA(30)).delay(ms(1)).plastic(Stdp.pair()));
    return net;
  }

  private static double[] weightsAfter(Network net) {
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      simulation.run(ms(50));
      return simulation.weights(net.projections().getLast()).values();
    }
  }

  static Stream<NeuronModel> models() {
    return EveryModelTest.models().map(a -> (NeuronModel) ((Named<?>) a.get()[0]).getPayload());
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelIsTheSameAsJson(NeuronModel model) {
    check(EveryModelTest.network(model), 4);
  }

  private static List<LearningRule> rules() {
    var dopamine = ThirdFactor.of("dopamine");
    return List.of(
        LearningRule.none(), Stdp.pair().tauPlusMs(17).dependence(WeightDependence.log(0.1, 0.05, 30, 2, 5)), Stdp.triplet(), Stdp.antiHebbian(),
        Stdp.homeostatic(1, 0.2), Stdp.pair().pairing(Pairing.RESTRICTED).dependence(WeightDependence.powerLaw(0.01, 1.1, 0.4)),
        Stdp.pair().dependence(WeightDependence.gutig(0.01, 1.1, 0.2, 0.3, 90)), Stdp.pair().dependence(WeightDependence.vanRossum(0.2, 0.003)),
        Stdp.pair().dependence(WeightDependence.softBounds(0.01, 0.02, 0.3, 0.4, 0, 90)), Clopath.visualCortex(), DendriticLearning.of(1e-3),
        BurstDependent.of(0.1), Calcium.between(0, 100), ThreeFactor.rewardStdp(dopamine.minus(0.01).surprising(2)),
        ThreeFactor.rewardStdp(dopamine.times(dopamine.activating(new Response.Hill(0.5, 2))).plus(dopamine.positivePart())),
        ThreeFactor.dopamineStdp("dopamine", 0.1), ThreeFactor.mstdpet("dopamine", 1), ThreeFactor.fastWeights(dopamine, 0.5, 80), RMax.of(dopamine).rate(0.01));
  }

  private static Network plastic(LearningRule rule, int k) {
    var net = new Network("plastic");
    var exc = net.population("E", 60, rule instanceof RMax ? "srm0_psc_delta" : "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    var unit = rule instanceof RMax ? mV(0.05) : pA(1);
    net.poisson("drive", exc).rate(Hz(9500)).weight(unit.multiply(80));
    var transmission =
        List.of(Transmission.PLAIN, ShortTerm.of(0.5, 200, 50), Transmission.bernoulli(0.7), Transmission.stochastic(ShortTerm.of(0.5, 200, 50))).get(k % 4);
    if (rule instanceof Clopath || rule instanceof DendriticLearning || rule instanceof RMax) {
      transmission = Transmission.PLAIN;
    }
    net.modulator("dopamine").unit("nM").decay(ms(200)).releasedBy(exc.range(0, 20)).amount(0.1).delay(ms(2)).depleting(0.3, ms(80));
    boolean parts = k % 3 == 0;
    Projection p = net.connect(exc, exc).rule(fixedInDegree(12).withoutAutapses()).delay(uniform(ms(1.5), ms(3))).plastic(rule).shortTerm(transmission);
    if (rule instanceof RMax) {
      p.weight(uniform(mV(1), mV(2)));
    } else {
      p.weight(uniform(pA(20), pA(40)));
      net.recordWeights(p).from(exc.range(3, 8)).every(ms(10));
    }
    if (parts) {
      p.axonalDelay(ms(0.5)).positiveWeights();
    } else if (k % 3 == 1) {
      p.dendriticDelay(uniform(ms(0.3), ms(1)));
    } else {
      p.doubleWeights();
    }
    return net;
  }

  static Stream<Arguments> described() {
    var all = new LinkedHashMap<String, Supplier<Network>>();
    for (int k = 0; k < rules().size(); k++) {
      int rule = k;
      all.put("rule " + k + " " + rules().get(k).name(), () -> plastic(rules().get(rule), rule));
    }
    for (int seed = 1; seed <= 4; seed++) {
      long of = seed;
      all.put("static " + seed, () -> MachineIndependenceTest.network(of));
      all.put("rewired " + seed, () -> RewiringTest.lively((int) of - 1, true));
      all.put("modulated " + seed, () -> NeuromodulationTest.busy((int) of));
    }
    all.put("procedural", ProceduralTest::said);
    all.put("cells", CellNetworkTest::network);
    all.put("homeostasis", HomeostasisTest::lively);
    all.put("stimuli", StimuliTest::all);
    all.put("space", PlanTest::spatial);
    all.put("modulators", PlanTest::modulated);
    all.put("taught", PlanTest::taught);
    all.put("surrogate", () -> surrogate(SurrogateGradient.timingDependent("out", -0.3, 12).tauSourceMs(9).bounds(Bounds.upTo(9)), Feedback.TARGET));
    all.put("surrogate, filtered", () -> surrogate(SurrogateGradient.superSpike("out").pseudoDerivative("psi"), Feedback.RANDOM));
    all.put("low rank", () -> LowRankTest.modulated(true));
    all.put("low rank, at once", () -> LowRankTest.modulated(false));
    all.put("plastic factors", () -> FactorLearningTest.rewarded(FactorSide.BOTH, LowRankProjection::keepingNorms));
    all.put("coupled", PlanTest::coupled);
    all.put("sources", PlanTest::sources);
    all.put("upkeep", PlanTest::kept);
    return all.entrySet().stream().map(e -> Arguments.of(Named.of(e.getKey(), e.getValue())));
  }

  @ParameterizedTest
  @MethodSource("described")
  void whatIsDescribedIsTheSameAsJson(Supplier<Network> network) {
    check(network.get(), 32);
  }

  private static Network spatial() {
    var net = new Network("space");
    var a = net.population("a", 144, "iaf_psc_exp").set("I_e", normal(pA(380), pA(20)).clip(pA(330), pA(430)))
        .positions(grid(12, 12).spacing(um(90), um(80)).jitter(um(5)));
    var b = net.population("b", 100, "iaf_psc_exp").set("tau_m", lognormal(ms(10), 0.1)).positions(scattered(mm(1), mm(0.8)).center(um(10), um(-20)).seed(3));
    var c = net.population("c", 3, "iaf_psc_exp").positions(Layout.positions(Units::um, new double[][] {{0, 0}, {10, 5}, {-20, 30}}).extent(mm(1), mm(1)));
    net.connect(a, b).rule(pairwiseBernoulli(gaussian(um(150)).times(0.8).cutoff(um(450)).clip(0, 0.5))).weight(gaussian(um(200)).times(pA(60)))
        .delay(conduction(ms(0.5), metresPerSecond(0.3)).plus(uniform(ms(0), ms(0.4))));
    net.connect(b, a).rule(fixedInDegree(5, org.ranvier.networks.space.Kernel.exponential(um(100)).plus(0.1)).within(annulus(um(20), um(400))).withoutMultapses())
        .weight(normal(pA(30), pA(10)).redraw(pA(0), pA(50))).delay(ms(1));
    net.connect(a, a).rule(pairwiseBernoulli(0.1).within(ellipse(um(300), um(100)).rotated(30).shifted(um(20), um(0)).and(box(um(500), um(500)))))
        .weight(exponential(pA(9))).delay(ms(2));
    net.connect(a.within(Mask.disc(um(200))), c).rule(pairwiseBernoulli(org.ranvier.networks.space.Kernel.gabor(um(200), um(300), 1.5,
        0.2).times(0.5).rotated(10).plus(0.5)))
        .weight(pA(20)).delay(ms(1));
    net.modulator("dopamine").diffusing(a, um(250), 0.3).every(ms(1)).decay(ms(100)).releasedBy(a.range(0, 30)).amount(1)
        .weight(each(new Random(2).doubles(30).toArray()));
    net.record(net.modulators().getFirst()).every(ms(2)).at(0, 3);
    return net;
  }

  private static Network modulated() {
    var net = new Network("modulated");
    var n = net.population("n", 50, "iaf_psc_exp").set("I_e", pA(385));
    var p = net.connect(n, n).rule(fixedInDegree(5)).weight(pA(40)).delay(ms(1));
    var fast = net.modulator("fast").baseline(0.2).uptake(0.01, 0.5).release(ms(5), 2).clamp(ms(20), ms(30), 1.5);
    fast.releasedBy(n).amount(0.1).volley(3, ms(2));
    var mean = net.modulator("mean").follows(fast, ms(40));
    var driven = net.modulator("driven").unit("uM").decay(ms(30)).signed().drivenBy(mean, new Response.InvertedU(new Response.Hill(1, 2), new Response.Hill(3, 2)), 0.1);
    driven.releasedBy(n.neurons(1, 3, 7)).unitArea().gain(fast, new Response.Proportional(0.5), new Effect.Scaled(-0.4));
    net.modulator("each").perPopulation().decay(ms(9)).releasedBy(n).amount(0.2).delay(ms(0.3));
    var d1 = fast.receptor("d1", new Response.Hill(0.5, 1)).cascade(ms(4), ms(9)).changes(n.range(0, 20), "V_th", new Effect.Shifted(-1.5)).every(ms(0.5));
    mean.receptor("d2", new Response.Hill(1, 1)).binding(0.1).scalesInput(n, "excitatory", new Effect.Scaled(0.5)).gates(p, new Effect.Between(0.5, 1));
    driven.receptor("d3", new Response.Hill(1, 1)).scalesInput(n, new Effect.Scaled(0.2));
    net.record(d1).every(ms(1));
    net.record(mean).every(ms(1));
    net.recordParameter(n, "V_th").every(ms(5));
    net.at(ms(12)).set(n.range(3, 9), "I_e", uniform(pA(300), pA(420))).set(n, "V_reset", mV(-66));
    return net;
  }

  private static Network taught() {
    var net = new Network("taught");
    var source = net.population("in", 30, "poisson_generator").set("rate", Hz(200));
    var rec = net.population("rec", 40, "eprop_iaf_adapt").initial("V_m", uniform(mV(-70), mV(-56))).set("beta", mV(0.7)).set("tau_a", ms(80));
    net.connect(source, rec).rule(fixedInDegree(10)).weight(normal(mV(4), mV(2))).delay(uniform(ms(1), ms(5)))
        .plastic(Eprop.of("out").optimiser(Optimiser.adam(0.01)).regularised(1e-3, 15));
    net.readout("out", rec).outputs(2).tau(ms(15)).interval(ms(20)).recorded(ms(1)).weights(new double[][] {new double[40], new Random(1).doubles(40).toArray()});
    return net;
  }

  private static Network surrogate(SurrogateGradient rule, Feedback feedback) {
    var net = new Network("surrogate");
    var source = net.population("in", 30, "poisson_generator").set("rate", Hz(200));
    var layer = net.population("layer", 40, "surrogate_iaf").initial("V_m", uniform(mV(-70), mV(-56)));
    net.connect(source, layer).rule(fixedInDegree(10)).weight(uniform(mV(1), mV(6))).delay(uniform(ms(1), ms(5))).plastic(rule.optimiser(Optimiser.descent(0.01)));
    net.readout("out", layer).outputs(2).tau(ms(15)).interval(ms(20)).feedback(feedback).optimiser(Optimiser.descent(0)).recorded(ms(1));
    return net;
  }

  private static Network coupled() {
    var net = new Network("coupled").resolution(ms(0.05)).roundTimes();
    var n = net.population("n", 60, "iaf_psc_exp_gap").set("I_e", normal(nA(0.42), nA(0.03)));
    net.connect(n, n).receptor("gap").rule(pairwiseBernoulli(0.05)).weight(uniform(nS(2), nS(6))).symmetric().interpolated();
    net.connect(n, n).receptor("gap").rule(pairwiseBernoulli(0.05)).weight(nS(1)).delay(ms(0.33)).oneWay();
    net.record(n.range(0, 5), "V_m", "excitatory").every(ms(0.5)).fromStart();
    return net;
  }

  private static Network sources() {
    var net = new Network("sources");
    var given = net.spikeSource("given", new double[][] {{1, 2.5, 9}, {}, {4.2}});
    var exact = net.population("exact", 4, "iaf_psc_exp").exact().set("I_e", each(Units::pA, 380, 390, 400, 410));
    var precise = net.spikeSource("precise", new double[][] {{1.23456, 7.1}, {3.0303}}).exact();
    net.connect(precise, exact).rule(explicit(new int[] {0, 1, 1}, new int[] {2, 3, 0})).weight(pA(200)).delay(ms(1.01));
    var course = net.poissonSource("course", 5, sinusoid(Hz(200), Hz(150), Hz(40)).phase(0.3));
    var steps = net.poissonSource("steps", 5, step(ms(5), Hz(200)).then(ms(20), Hz(50)));
    var packets = net.pulsePackets("packets", 5, ms(8), s(0.02)).set("activity", 3).set("sdev", ms(1));
    var own =
        net.population("own", 8, EquationModel.of("own", """
            parameters:
              tau = 9 ms (> 0)  # time constant
            equations:
              dV_m/dt = -V_m/tau : mV  # potential
            receptors:
              synapse: V_m += w : mV
            threshold: V_m >= 3 mV
            reset: V_m = 0 mV
            """));
    for (Population p : List.of(given, course, steps, packets)) {
      net.connect(p, own).rule(fixedInDegree(3)).weight(mV(1)).delay(ms(1));
    }
    net.connect(own.range(0, 4), own.range(4, 8)).rule(oneToOne()).weight(mV(2)).delay(ms(1));
    net.connect(own, own).rule(explicit(new int[] {1, 2}, new int[] {0, 7}).withoutAutapses()).weight(each(Units::mV, 1, 2)).delay(each(Units::ms, 1, 3));
    net.record(own, "V_m").onSpikes();
    return net;
  }

  private static Network kept() {
    var net = new Network("kept");
    var n = net.population("n", 50, "iaf_psc_exp").set("I_e", pA(385));
    var p = net.connect(n, n).rule(fixedInDegree(5)).weight(uniform(pA(20), pA(60))).delay(ms(1)).plastic(Stdp.pair()).shortTerm(new ThreeState(0.5, 100, 20, 3));
    var q = net.connect(n, n).rule(fixedInDegree(6)).weight(pA(30)).delay(ms(1)).plastic(LearningRule.none());
    net.normalise(p, q).euclidean(pA(200)).partially(0.5).every(ms(7));
    net.scale(p).toRate(Hz(9)).strength(0.02).integral(0.3).averaging(s(2)).upTo(pA(80)).every(ms(11));
    net.adapt(n.range(0, 20), "V_th").toRate(Hz(7)).by(mV(0.2)).within(mV(-60), mV(-40)).averaging(ms(50)).every(ms(3));
    net.adapt(n, "C_m").toRate(Hz(7)).byPart(0.01);
    var curve = new GrowthCurve.Gaussian(0, 5, 0.1);
    net.rewire(q).elements(curve, new GrowthCurve.Linear(8, 20)).vacant(2).averaging(ms(500)).weight(uniform(pA(20),
        pA(30))).withAutapses().withMultapses().every(ms(10));
    return net;
  }

  /** Anything else in a document is another network: each number, text and switch of it counts. */
  @ParameterizedTest
  @MethodSource("described")
  void whateverIsChangedInADocumentChangesTheDigest(Supplier<Network> network) {
    String json = network.get().toJson();
    String digest = PlanDigest.of(network.get().plan());
    var lines = new ArrayList<>(json.lines().toList());
    int recorders = json.contains("\n  \"recorders\"") ? (int) json.substring(0, json.indexOf("\n  \"recorders\"")).lines().count() : -1;
    int end = recorders < 0 ? lines.size() : recorders;
    int changed = 0;
    for (int k = 3; k < end; k += Math.max(1, end / 30)) {
      for (String other : Mutations.of(lines.get(k), k)) {
        var mutant = new ArrayList<>(lines);
        mutant.set(k, other);
        Network read;
        try {
          read = Network.fromJson(String.join("\n", mutant));
        } catch (org.ranvier.simulator.RanvierException e) {
          assertFalse(e.getMessage().isBlank());
          continue;
        }
        boolean counts = !lines.get(k).contains("\"procedural\""); // no spike depends on it
        assertEquals(counts, !digest.equals(PlanDigest.of(read.plan())), () -> lines.get(0) + other);
        changed++;
      }
    }
    assertTrue(changed >= 5, "only " + changed + " changes made a network");
  }

  @Test
  void twoModelsOfOneNameDiffer() {
    assertFalse(PlanDigest.of(leaky(10).plan()).equals(PlanDigest.of(leaky(20).plan())));
    assertEquals(PlanDigest.of(leaky(10).plan()), PlanDigest.of(leaky(10).plan()));
  }

  private static Network leaky(double tau) {
    var net = new Network("leaky");
    net.population("n", 1, EquationModel.of("leaky", "parameters:\n  tau_m = " + tau + " ms\nequations:\n  dV_m/dt = -V_m/tau_m : mV\n"));
    return net;
  }

  /** Recorders do not count: no spike depends on them. */
  @Test
  void recordersDoNotCount() {
    Network recorded = leaky(10);
    recorded.record(recorded.population("n"), "V_m");
    assertEquals(PlanDigest.of(leaky(10).plan()), PlanDigest.of(recorded.plan()));
    assertEquals(1, Network.fromJson(recorded.toJson()).plan().recorders().size());
  }

  /** Ways to change a line of a document. */
  private static final class Mutations {
    private static final java.util.regex.Pattern NUMBER = java.util.regex.Pattern.compile("(?<![A-Za-z_0-9.#])-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?(?![A-Za-z_0-9.])");

    private Mutations() {}

    static List<String> of(String line, int seed) {
      var all = new ArrayList<String>();
      if (line.contains("\"equations\"") || line.contains("\"source\": \"")) {
        return List.of(line.replaceFirst("0", "1")).stream().filter(l -> !l.equals(line)).toList();
      }
      var places = NUMBER.matcher(line).results().toList();
      var random = new Random(seed);
      int step = Math.max(1, places.size() / 3);
      for (int k = places.isEmpty() ? 0 : random.nextInt(step); k < places.size(); k += step) {
        var m = places.get(k);
        double x = Double.parseDouble(m.group());
        boolean whole = m.group().matches("-?[0-9]+");
        String other = whole ? Long.toString((long) x + 1) : Double.toString(Math.nextUp(x));
        all.add(line.substring(0, m.start()) + other + line.substring(m.end()));
      }
      if (line.contains("true")) {
        all.add(line.replaceFirst("true", "false"));
      }
      if (line.contains(": false")) {
        all.add(line.replaceFirst(": false", ": true"));
      }
      return all;
    }
  }
}
