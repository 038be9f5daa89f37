package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.mm;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.um;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.space.Layout;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.diffusion.Boundary;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.loops.NestSlices;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.simulator.recording.SpikeDigest;
import org.ranvier.simulator.recording.StateTrace;

/** Neuromodulators in networks: where they come from, and what they do. */
final class NeuromodulationTest {
  private static StateTrace trace(Simulation simulation, String of, String variable) {
    return simulation.traces().stream().filter(t -> t.population().equals(of) && t.variable().equals(variable)).findFirst().orElseThrow();
  }

  private static Simulation simulation(Network net, int threads) {
    return Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).seed(4));
  }

  @Test
  void spikesReleaseAfterTheirDelayAndWhatIsReleasedDecays() {
    var net = new Network("net");
    var vta = net.spikeSource("vta", new double[][] {{5, 20}, {5}, {5}});
    var dopamine = net.modulator("dopamine").unit("nM").baseline(2).decay(ms(30));
    dopamine.releasedBy(vta.range(0, 2)).amount(0.5).weight(each(1, 3)).delay(ms(1.5));
    net.record(dopamine).every(ms(0.1));
    try (var sim = simulation(net, 2)) {
      sim.run(ms(50));
      StateTrace found = trace(sim, "dopamine", "concentration");
      assertEquals("nM", found.unit());
      for (int k = 0; k < found.timesMs().length; k++) {
        double t = found.timesMs()[k];
        double expected = 2 + (t < 6.5 ? 0 : 2 * Math.exp(-(t - 6.5) / 30)) + (t < 21.5 ? 0 : 0.5 * Math.exp(-(t - 21.5) / 30));
        assertEquals(expected, found.values()[0][k], 1e-12, t + " ms");
      }
      assertEquals(found.values()[0][499], sim.concentration(dopamine));
    }
  }

  /** The weights of a synapse each millisecond: its source fires at given times, its target about 2 ms after each. */
  private static double[] weights(ThreeFactor rule, double... times) {
    var net = new Network("pair");
    var pre = net.spikeSource("pre", new double[][] {times});
    var post = net.population("post", 1, "iaf_psc_exp");
    net.connect(pre, post).rule(oneToOne()).weight(pA(5000)).delay(ms(1));
    var learning = net.connect(pre, post).rule(oneToOne()).weight(pA(40)).delay(ms(1)).doubleWeights().plastic(rule);
    net.modulator("dopamine").decay(ms(200)).release(ms(0), 1);
    net.recordWeights(learning).every(ms(1));
    try (var sim = simulation(net, 1)) {
      sim.run(ms(60));
      assertTrue(sim.spikes().size() > times.length, "the target fires");
      return sim.weightTraces().getFirst().values()[0];
    }
  }

  /**
   * In NEST's order the dopamine within a slice is that of its end, gone back in time: which is the real one where nothing is released meanwhile. So weights
   * that are read, within a slice or at its end, are those of the order of time. NEST's model: Potjans, Morrison & Diesmann 2010,
   * doi:10.3389/fncom.2010.00141, and models/stdp_dopamine_synapse.h of NEST 3.
   */
  @Test
  void weightsInNestsOrderCanBeReadAtAnyTime() {
    ThreeFactor plain = ThreeFactor.dopamineStdp("dopamine", 0);
    for (int interval : new int[] {1, 5, 10}) {
      double[] expected = weights(plain, 9.5, 29.5, 39.5); // within slices at whose ends synapses are brought up to date
      double[] found = weights(plain.asNestOrdersEvents(new NestSlices(200, 1, interval)), 9.5, 29.5, 39.5);
      assertEquals(60, found.length);
      assertArrayEquals(expected, found, 1e-9, interval + " slices");
      assertTrue(found[59] > 40.001, "the synapse learns: " + found[59]);
    }
  }

  @Test
  void rewardsAndClampsComeAtTheirTimes() {
    var net = new Network("net");
    net.population("E", 3, "iaf_psc_exp");
    var reward = net.modulator("reward").signed().decay(ms(10)).release(ms(5), 3).release(ms(0), 1);
    var clamped = net.modulator("clamped").baseline(1).decay(ms(10)).clamp(ms(2), ms(6), 8);
    net.record(reward);
    net.record(clamped);
    try (var sim = simulation(net, 2)) {
      sim.run(ms(5.3));
      sim.run(ms(4.7));
      sim.release(reward, -10);
      sim.run(ms(5));
      sim.clamp(reward, 0.25);
      sim.run(ms(2));
      sim.unclamp(reward);
      double[] r = trace(sim, "reward", "concentration").values()[0];
      double[] c = trace(sim, "clamped", "concentration").values()[0];
      assertEquals(0, trace(sim, "reward", "concentration").timesMs()[0] - 1, 1e-12);
      double atTen = 3 * Math.exp(-0.5) + Math.exp(-1); // the sample at 10 ms comes before what is released then
      assertEquals(atTen, r[9], 1e-12);
      assertEquals((atTen - 10) * Math.exp(-0.5), r[14], 1e-12);
      assertEquals(0.25, r[16]);
      assertArrayEquals(new double[] {1, 8, 8, 8, 8, 8}, Arrays.copyOf(c, 6), 1e-12);
      assertEquals(1 + 7 * Math.exp(-0.1), c[6], 1e-12);
    }
  }

  @Test
  void aGatedProjectionDeliversAsItsReceptorSaysAndOthersAsBefore() {
    var net = new Network("net");
    var input = net.spikeSource("in", new double[][] {{5}, {5}});
    var out = net.population("out", 2, "iaf_psc_exp");
    net.connect(input, out).rule(oneToOne()).weight(pA(100)).delay(ms(1));
    var gated = net.connect(input, out).rule(oneToOne()).weight(pA(-40)).delay(ms(1));
    var m = net.modulator("m").decay(ms(1e6)).release(ms(0), 30);
    m.receptor("gate", new Response.Hill(10, 1)).gates(gated, new Effect.Between(0, 1));
    net.record(out, "I_syn_ex", "I_syn_in").every(ms(6));
    try (var sim = simulation(net, 2)) {
      sim.run(ms(6));
      assertEquals(100, trace(sim, "out", "I_syn_ex").values()[1][0], 1e-9);
      assertEquals(-40 * 0.75, trace(sim, "out", "I_syn_in").values()[1][0], 1e-3);
    }
  }

  @Test
  void theGainOfAnInputActsOnChosenNeuronsAndReceptors() {
    var net = new Network("net");
    var input = net.spikeSource("in", new double[][] {{5}, {5}, {5}});
    var out = net.population("out", 3, "iaf_psc_exp");
    net.connect(input, out).rule(oneToOne()).weight(pA(100)).delay(ms(1));
    net.connect(input, out).rule(oneToOne()).weight(pA(-40)).delay(ms(1));
    var ach = net.modulator("acetylcholine").baseline(10).decay(ms(50));
    var na = net.modulator("noradrenaline").baseline(20).decay(ms(50));
    ach.receptor("M1", new Response.Hill(10, 1)).scalesInput(out.neurons(1, 2), "excitatory", new Effect.Scaled(1));
    na.receptor("beta", new Response.Hill(20, 2)).scalesInput(out.neurons(2), new Effect.Scaled(-0.5));
    net.record(out, "I_syn_ex", "I_syn_in").every(ms(6));
    try (var sim = simulation(net, 2)) {
      sim.run(ms(6));
      double[] gainsEx = {1, 1.5, 1.5 * 0.75};
      double[] gainsIn = {1, 1, 0.75};
      for (int i = 0; i < 3; i++) {
        assertEquals(100 * gainsEx[i], trace(sim, "out", "I_syn_ex").values()[i][0], 1e-4);
        assertEquals(-40 * gainsIn[i], trace(sim, "out", "I_syn_in").values()[i][0], 1e-4);
      }
    }
  }

  /** The potential rests at E_L, which a receptor shifts; its user changes it meanwhile. */
  @Test
  void aReceptorShiftsAParameterFromWhateverItsUserSets() {
    var net = new Network("net");
    var out = net.population("out", 4, "iaf_psc_exp").set("tau_m", ms(0.5));
    var m = net.modulator("m").baseline(10).decay(ms(20));
    var receptor = m.receptor("r", new Response.Hill(10, 1)).cascade(ms(5), ms(50));
    receptor.changes(out, "E_L", new Effect.Shifted(4)).changes(out.range(0, 2), "E_L", new Effect.Shifted(-2));
    net.record(out, "V_m").every(ms(10));
    net.record(receptor);
    net.at(ms(35)).set(out.neurons(3), "E_L", mV(-64));
    m.clamp(ms(60), ms(1000), 1e9);
    try (var sim = simulation(net, 3)) {
      sim.run(ms(40));
      sim.set(out.neurons(0), "E_L", mV(-68));
      sim.run(ms(60));
      var v = trace(sim, "out", "V_m").values();
      double[] first = {-69, -69, -68, -68};
      double[] then = {-67, -69, -68, -62};
      double activation = 1 - 0.5 * Math.exp(-40.0 / 5);
      assertEquals(activation, trace(sim, "r", "activation").values()[0][99], 1e-6);
      double[] last = {-68 + 2 * activation, -70 + 2 * activation, -70 + 4 * activation, -64 + 4 * activation};
      for (int i = 0; i < 4; i++) {
        assertEquals(first[i], v[i][2], 1e-9);
        assertEquals(then[i], v[i][4], 1e-6);
        assertEquals(last[i], v[i][9], 1e-3);
      }
    }
  }

  @Test
  void aModulatorThatDiffusesReachesNeighboursLaterAndLess() {
    var net = new Network("net");
    var sheet = net.population("sheet", 100, "iaf_psc_exp").positions(Layout.grid(10, 10).extent(um(200), um(200)));
    var source = net.spikeSource("source", new double[][] {{1}}).positions(Layout.positions(Units::um, new double[][] {{-90, -90}}));
    var m = net.modulator("m").decay(ms(100_000)).diffusing(sheet, um(20), 2).every(ms(2));
    m.releasedBy(source).amount(100);
    var receptor = m.receptor("r", new Response.Hill(10, 1));
    receptor.changes(sheet, "E_L", new Effect.Shifted(10));
    net.record(m).every(ms(10)).at(0, 1, 11, 99);
    net.record(sheet, "V_m").every(ms(100));
    try (var sim = simulation(net, 2)) {
      sim.run(ms(2000));
      StateTrace c = trace(sim, "m", "concentration");
      assertArrayEquals(new int[] {0, 1, 11, 99}, c.neurons());
      int end = c.timesMs().length - 1;
      assertTrue(c.values()[0][0] > 90 && c.values()[1][0] < 10);
      assertTrue(c.values()[0][end] > c.values()[1][end] && c.values()[1][end] > c.values()[2][end]);
      assertTrue(c.values()[2][end] > 2 * c.values()[3][end] && c.values()[3][end] > 0);
      var v = trace(sim, "sheet", "V_m").values();
      double expected = -70 + 10 * new Response.Hill(10, 1).at(c.values()[1][end]);
      assertEquals(expected, v[1][19], 0.01);
      double sum = 0;
      for (int p = 0; p < 100; p++) {
        sum += sim.concentration(m, p);
      }
      assertEquals(100 * Math.exp(-0.02), sum, 0.01);
    }
  }

  /** A network in which everything depends on everything: activity releases, concentrations act on gains, thresholds and gates. */
  static Network busy(long seed) {
    var net = new Network("busy");
    var exc = net.population("E", 150, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    var inh = net.population("I", 40, "aeif_cond_exp").positions(Layout.grid(8, 5).extent(mm(0.1), mm(0.1)));
    exc.positions(Layout.scattered(mm(0.1), mm(0.1)).seed(seed));
    net.poisson("drive", exc).rate(Hz(9000)).weight(pA(90));
    net.poisson("drive", inh).rate(Hz(5000)).weight(Units.nS(2));
    var recurrent = net.connect(exc, exc).rule(fixedInDegree(20)).weight(pA(60)).delay(ms(0.7));
    net.connect(exc, inh).rule(fixedInDegree(20)).weight(Units.nS(3)).delay(ms(1.5));
    var back = net.connect(inh, exc).rule(fixedInDegree(10)).weight(pA(-200)).delay(ms(1.1));
    var da = net.modulator("dopamine").baseline(5).uptake(0.2, 10);
    da.releasedBy(exc).amount(0.3).depleting(0.2, ms(50)).delay(ms(0.9));
    var na = net.modulator("noradrenaline").decay(ms(40)).diffusing(exc, um(20), 0.3);
    na.releasedBy(inh.range(3, 30)).amount(2).gain(na, new Response.Hill(5, 2), new Effect.Scaled(-0.5));
    var ach = net.modulator("acetylcholine").perPopulation().decay(ms(100)).drivenBy(da, new Response.Hill(8, 1), 0.1);
    ach.releasedBy(exc).amount(4).volley(5, ms(1));
    da.receptor("D1", new Response.Hill(6, 2)).binding(0.05).scalesInput(exc, new Effect.Scaled(0.5)).gates(back, new Effect.Scaled(0.4));
    na.receptor("beta", new Response.Hill(3, 1)).changes(exc, "V_th", new Effect.Shifted(-2)).changes(inh, "b", new Effect.Scaled(-0.5));
    ach.receptor("M1", new Response.Hill(10, 1)).cascade(ms(5), ms(20)).gates(recurrent, new Effect.Between(0.5, 1.5))
        .changes(exc, "V_th", new Effect.Shifted(-1));
    net.record(da).every(ms(0.3));
    net.record(na).every(ms(3));
    net.record(ach);
    return net;
  }

  private static List<Object> outcome(Network net, int threads, double... parts) {
    var digest = new SpikeDigest();
    try (var sim = simulation(net, threads)) {
      sim.addListener(digest);
      for (double part : parts) {
        sim.run(ms(part));
      }
      var values = sim.traces().stream().map(t -> Arrays.deepHashCode(t.values())).toList();
      return List.of(digest.hex(), sim.spikes().size(), values);
    }
  }

  @Property(tries = 6)
  void neitherThreadsNorTheDivisionOfARunChangeAnything(@ForAll @IntRange(min = 0, max = 1000) int seed) {
    Network net = busy(seed);
    List<Object> one = outcome(net, 1, 150);
    assertTrue((int) one.get(1) > 300, "a silent network shows nothing: " + one.get(1));
    assertEquals(one, outcome(net, 2, 150));
    assertEquals(one, outcome(net, 3, 0.1, 33.3, 7.7, 108.9));
  }

  @Test
  void aModulatorThatNothingAnswersToChangesNoSpike() {
    var plain = new Network("net");
    var with = new Network("net");
    for (Network net : List.of(plain, with)) {
      var exc = net.population("E", 100, "iaf_psc_exp");
      net.poisson("drive", exc).rate(Hz(9000)).weight(pA(90));
      net.connect(exc, exc).rule(fixedInDegree(20)).weight(pA(60)).delay(ms(1.5));
      if (net == with) {
        net.modulator("m").decay(ms(20)).releasedBy(exc).amount(1).delay(ms(0.3)); // shorter epochs
      }
    }
    assertEquals(outcome(plain, 2, 100).get(0), outcome(with, 2, 100).get(0));
  }

  @Test
  void runningMeansFollowAndVoxelsMayBeGiven() {
    var net = new Network("net");
    net.population("E", 1, "iaf_psc_exp");
    var reward = net.modulator("reward").signed().decay(ms(5));
    var mean = net.modulator("expected").follows(reward, ms(400));
    for (int k = 0; k < 100; k++) {
      reward.release(ms(20 * k), -1);
    }
    var lattice = new Lattice(new int[] {3}, new double[] {5}, new double[1], Boundary.PERIODIC);
    var field = net.modulator("field").diffusing(lattice, 1);
    try (var sim = simulation(net, 1)) {
      sim.release(field, 2, 6);
      sim.run(ms(2000));
      assertEquals(-0.25, sim.concentration(mean), 0.01); // 5 ms · 1 each 20 ms
      assertEquals(2, sim.concentration(field, 0), 1e-9);
    }
  }
}
