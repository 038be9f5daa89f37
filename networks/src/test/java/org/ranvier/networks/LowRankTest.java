package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.StateTrace;

/** Projections of low rank, against the same matrix written out and against closed forms. */
final class LowRankTest {
  private static final int N = 70;

  private static double[][] random(long seed, int modes, int neurons) {
    var random = new Random(seed);
    return random.doubles(modes).mapToObj(x -> random.doubles(neurons, -1, 1).toArray()).toArray(double[][]::new);
  }

  private static Network driven(String model) {
    var net = new Network("low rank");
    var n = net.population("n", N, model).initial("V_m", uniform(mV(-70), mV(-56)));
    net.poisson("drive", n).receptor(model.equals("iaf_psc_exp") ? "excitatory" : "spikes").rate(Hz(6000)).weight(model.equals("iaf_psc_exp") ? pA(90) : mV(0.5));
    return net;
  }

  /** Two modes, one scaled by what spikes release, one by a schedule. */
  static Network modulated(boolean filtered) {
    Network net = driven("iaf_psc_exp");
    Population n = net.population("n");
    var l = net.lowRank("loop", n.range(0, 40), n).factors(random(1, 3, N), random(2, 3, 40)).gains(0.5, 1,
        -1).weight(pA(30)).delay(ms(1.2)).receptor("excitatory").recorded(ms(1));
    if (filtered) {
      l.tau(ms(20)).doubleWeights();
    }
    var released = net.modulator("released").decay(ms(30));
    released.releasedBy(n).amount(0.02);
    released.receptor("r", new Response.Hill(0.5, 1)).gates(l, 0, new Effect.Scaled(1));
    net.modulator("scheduled").clamp(ms(10), ms(30), 1).receptor("s", new Response.Proportional(1)).gates(l, 2, new Effect.Between(0, 2)).every(ms(0.5));
    return net;
  }

  /** The matrix L·diag(s)·Rᵀ, synapse by synapse, gives the same spikes. */
  @Test
  void isTheMatrixWrittenOut() {
    double[][] left = random(3, 4, N);
    double[][] right = random(4, 4, N);
    double[] gains = {1, 0.3, -0.8, 2};
    Network low = driven("iaf_psc_exp");
    Population n = low.population("n");
    low.lowRank("loop", n, n).factors(left, right).gains(gains).weight(pA(40)).delay(ms(1.5)).receptor("excitatory").doubleWeights();
    Network full = driven("iaf_psc_exp");
    double[] weights = new double[N * N];
    int[] sources = new int[N * N];
    int[] targets = new int[N * N];
    for (int j = 0; j < N; j++) {
      for (int i = 0; i < N; i++) {
        sources[j * N + i] = j;
        targets[j * N + i] = i;
        for (int k = 0; k < gains.length; k++) {
          weights[j * N + i] += 40 * gains[k] * left[k][i] * right[k][j];
        }
      }
    }
    Population m = full.population("n");
    full.connect(m, m).rule(ConnectionRule.explicit(sources, targets)).weight(each(Units::pA, weights)).delay(ms(1.5)).receptor("excitatory").doubleWeights();
    try (var a = Simulation.of(low); var b = Simulation.of(full)) {
      a.run(ms(300));
      b.run(ms(300));
      assertTrue(a.spikes().size() > 200, "a silent network shows nothing");
      assertArrayEquals(b.spikes().steps(), a.spikes().steps());
      assertArrayEquals(b.spikes().ids(), a.spikes().ids());
    }
  }

  private static void exactly(Network net) {
    net.population("n").exact();
  }

  /** Between neurons in continuous time, from the grid to them, and from them to the grid: as the matrix, to the last microsecond. */
  @ParameterizedTest
  @CsvSource({"true, true", "false, true", "true, false"})
  void isTheMatrixInContinuousTime(boolean sourceExact, boolean targetExact) {
    try (var a = Simulation.of(twoClocks(sourceExact, targetExact, true)); var b = Simulation.of(twoClocks(sourceExact, targetExact, false),
        Simulation.Options.DEFAULT.threads(1))) {
      a.run(ms(150.3));
      a.run(ms(100));
      b.run(ms(250.3));
      assertTrue(a.spikes().size() > 400, "a silent network shows nothing");
      assertArrayEquals(b.spikes().ids(), a.spikes().ids());
      for (int s = 0; s < a.spikes().size(); s++) {
        assertEquals(b.spikes().timeMs(s), a.spikes().timeMs(s), 1e-9);
      }
    }
  }

  /** @param low whether the projection is of low rank, or its matrix written out */
  static Network twoClocks(boolean sourceExact, boolean targetExact, boolean low) {
    var net = new Network("two clocks");
    Population source = net.population("source", 50, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-56)));
    Population target = net.population("target", N, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-56)));
    for (Population p : List.of(source, target)) {
      if (p == source ? sourceExact : targetExact) {
        p.exact();
      }
      net.poisson("drive of " + p.name(), p).receptor("excitatory").rate(Hz(6000)).weight(pA(90));
    }
    double[][] left = random(3, 4, N);
    double[][] right = random(4, 4, 40);
    double[] gains = {1, 0.3, -0.8, 2};
    Neurons from = source.range(5, 45);
    double delay = targetExact ? 1.237 : 1.2;
    if (low) {
      net.lowRank("feed", from, target).factors(left, right).gains(gains).weight(pA(60)).delay(ms(delay)).receptor("excitatory").doubleWeights();
      return net;
    }
    int[] sources = new int[N * 40];
    int[] targets = new int[N * 40];
    double[] weights = new double[N * 40];
    for (int q = 0; q < weights.length; q++) {
      sources[q] = q / N;
      targets[q] = q % N;
      for (int k = 0; k < gains.length; k++) {
        weights[q] += 60 * gains[k] * left[k][q % N] * right[k][q / N];
      }
    }
    net.connect(from, target).rule(ConnectionRule.explicit(sources, targets)).weight(each(Units::pA, weights)).delay(ms(delay)).receptor("excitatory").doubleWeights();
    return net;
  }

  @Test
  void thereAreNoModesInContinuousTime() {
    Network net = twoClocks(true, true, true);
    LowRankProjection l = net.lowRanks().getFirst();
    try (var one = Simulation.of(net, Simulation.Options.DEFAULT.threads(1)); var three = Simulation.of(twoClocks(true, true, true),
        Simulation.Options.DEFAULT.threads(3))) {
      assertTrue(assertThrows(RanvierException.class, () -> one.modes(l)).getMessage().contains("there are no modes to read or set"));
      one.run(ms(60));
      three.run(ms(60));
      one.setFactors(l, random(8, 4, N), random(9, 4, 40));
      three.setFactors(three.network().lowRanks().getFirst(), random(8, 4, N), random(9, 4, 40));
      one.run(ms(60));
      three.run(ms(60));
      assertArrayEquals(one.spikes().ids(), three.spikes().ids());
      for (int s = 0; s < one.spikes().size(); s++) {
        assertEquals(one.spikes().timeMs(s), three.spikes().timeMs(s));
      }
    }
  }

  /** One spike: mode k of the step that is n steps after its arrival is R_k·(1-ρ)·ρⁿ, ρ = exp(-h/τ); neurons without leak sum w·s·L·R of it. */
  @Test
  void spreadsOneSpikeOverTime() {
    var net = new Network("one spike");
    var source = net.spikeSource("in", new double[][] {{5}, {1000}});
    var out = net.population("out", 3, "iaf_psc_delta").set("tau_m", ms(1e12)).initial("V_m", mV(-70));
    net.lowRank("l", source, out).factors(new double[][] {{1, -2, 0.5}},
        new double[][] {{3, 7}}).gains(0.5).weight(mV(0.2)).delay(ms(2)).tau(ms(10)).recorded(ms(0.1)).doubleWeights();
    net.record(out, "V_m").every(ms(0.1));
    try (var sim = Simulation.of(net)) {
      sim.run(ms(400));
      double rho = Math.exp(-0.01);
      StateTrace mode = sim.traces().stream().filter(t -> t.variable().equals("mode")).findFirst().orElseThrow();
      for (int k = 0; k < mode.timesMs().length; k++) {
        long n = Math.round(mode.timesMs()[k] * 10) - 70;
        assertEquals(n < 0 ? 0 : 3 * (1 - rho) * Math.pow(rho, n), mode.values()[0][k], 1e-13);
      }
      StateTrace v = sim.traces().stream().filter(t -> t.variable().equals("V_m")).findFirst().orElseThrow();
      for (int i = 0; i < 3; i++) {
        double all = 0.2 * 0.5 * new double[] {1, -2, 0.5}[i] * 3;
        assertEquals(-70 + all, v.values()[i][v.timesMs().length - 1], 1e-8);
      }
    }
  }

  /** The gain is what the receptor makes of the concentration: a jump of w·L·R·(1 + strength·c). */
  @Test
  void modulatorsScaleModes() {
    var net = new Network("gain");
    var source = net.spikeSource("in", new double[][] {{5, 25}});
    var out = net.population("out", 1, "iaf_psc_delta").set("tau_m", ms(1e12)).initial("V_m", mV(-70));
    var l = net.lowRank("l", source, out).factors(new double[][] {{1}}, new double[][] {{1}}).weight(mV(1)).delay(ms(1));
    net.modulator("m").clamp(ms(20), ms(50), 2).receptor("r", new Response.Proportional(0.5)).gates(l, 0, new Effect.Scaled(-0.75));
    net.record(out, "V_m").every(ms(1));
    try (var sim = Simulation.of(net)) {
      sim.run(ms(40));
      double[] v = sim.traces().getFirst().values()[0];
      assertEquals(-69, v[10], 1e-6);
      assertEquals(-69 + 0.25, v[35], 1e-6);
    }
  }

  @Test
  void doesNotDependOnThreads() {
    for (boolean filtered : new boolean[] {true, false}) {
      try (var a = Simulation.of(modulated(filtered), Simulation.Options.DEFAULT.threads(1)); var b = Simulation.of(modulated(filtered),
          Simulation.Options.DEFAULT.threads(3))) {
        a.run(ms(80));
        b.run(ms(80));
        assertTrue(a.spikes().size() > 50);
        assertArrayEquals(a.spikes().steps(), b.spikes().steps());
        assertArrayEquals(a.spikes().ids(), b.spikes().ids());
      }
    }
  }

  @Test
  void factorsCanBeChanged() {
    Network net = modulated(true);
    LowRankProjection l = net.lowRanks().getFirst();
    try (var sim = Simulation.of(net)) {
      sim.run(ms(5));
      double[][] left = random(8, 3, N);
      double[][] right = random(9, 3, 40);
      sim.setFactors(l, left, right);
      sim.setModes(l, 1, 2, 3);
      assertArrayEquals(left[2], sim.factors(l).get(0)[2]);
      assertArrayEquals(right[1], sim.factors(l).get(1)[1]);
      assertArrayEquals(new double[] {1, 2, 3}, sim.modes(l));
      assertTrue(assertThrows(RanvierException.class, () -> sim.setModes(l, 1)).getMessage().contains("give one for each"));
      assertTrue(assertThrows(RanvierException.class, () -> sim.setFactors(l, random(1, 2, N), random(1, 2, 40))).getMessage().contains("it has 3 modes, not 2"));
    }
  }

  private static void refuses(String part, Consumer<Network> of) {
    Network net = driven("iaf_psc_exp");
    String message = assertThrows(RanvierException.class, () -> {
      of.accept(net);
      Simulation.of(net).close();
    }).getMessage();
    assertTrue(message.contains(part), message);
  }

  private static LowRankProjection loop(Network net) {
    return net.lowRank("loop", net.population("n"), net.population("n")).weight(pA(1)).delay(ms(1)).receptor("excitatory");
  }

  @Test
  void otherProjectionsTakeAnotherName() {
    Network net = driven("iaf_psc_exp");
    net.lowRank("n→n", net.population("n"), net.population("n"));
    assertEquals("n→n#2", net.connect(net.population("n"), net.population("n")).name());
  }

  @Test
  void refusesWhatIsWrong() {
    refuses("has no factors; add .factors(left, right)", net -> loop(net));
    refuses("rank 71 is above the largest that a matrix of 70 × 70 can have, 70", net -> loop(net).factors(random(1, 71, N), random(1, 71, N)));
    refuses("2 modes on the side of targets and 3", net -> loop(net).factors(random(1, 2, N), random(1, 3, N)));
    refuses("mode 0 has 69 factors for 70 target neurons", net -> loop(net).factors(random(1, 2, 69), random(1, 2, N)));
    double[][] broken = random(1, 2, N);
    broken[1][7] = Double.NaN;
    refuses("source factor of mode 1, number 7 is NaN", net -> loop(net).factors(random(1, 2, N), broken));
    refuses("3 gains for 2 modes", net -> loop(net).factors(random(1, 2, N), random(1, 2, N)).gains(1, 2, 3));
    refuses("tau 0 ms must be above 0", net -> loop(net).factors(random(1, 1, N), random(1, 1, N)).tau(ms(0)));
    refuses("weight", net -> loop(net).factors(random(1, 1, N), random(1, 1, N)).weight(nS(1)));
    refuses("has no delay; add .delay(ms(1))", net -> net.lowRank("l", net.population("n"), net.population("n")).factors(random(1, 1, N),
        random(1, 1, N)).weight(pA(1)).receptor("excitatory"));
    refuses("a receptor for each sign", net -> net.lowRank("l", net.population("n"), net.population("n")).factors(random(1, 1, N),
        random(1, 1, N)).weight(pA(1)).delay(ms(1)));
    refuses("is taken", net -> {
      loop(net);
      loop(net);
    });
    refuses("has no mode 2; it has 2", net -> net.modulator("m").receptor("r",
        new Response.Proportional(1)).gates(loop(net).factors(random(1, 2, N), random(1, 2, N)), 2, new Effect.Scaled(1)));
    for (Consumer<LowRankProjection> more : List.<Consumer<LowRankProjection>>of(l -> l.tau(ms(5)), l -> l.recorded(ms(1)),
        l -> l.plastic(Stdp.pair().bounds(Bounds.NONE)))) {
      refuses("lives in continuous time: ", net -> {
        more.accept(loop(net).factors(random(1, 1, N), random(1, 1, N)));
        exactly(net);
      });
    }
    refuses("delay 0.1 ms must be longer than a step of 0.1 ms, also in continuous time", net -> {
      loop(net).factors(random(1, 1, N), random(1, 1, N)).delay(ms(0.1));
      exactly(net);
    });
    refuses("which is exact; receptors act from step to step", net -> {
      net.modulator("m").receptor("r", new Response.Proportional(1)).gates(loop(net).factors(random(1, 2, N), random(1, 2, N)), 0, new Effect.Scaled(1));
      exactly(net);
    });
    refuses("receptor 'r' of modulator 'm' acts on mode 1, counted from 0, and there are factors for 1; give at least 2", net -> {
      LowRankProjection l = loop(net).factors(random(1, 2, N), random(1, 2, N));
      net.modulator("m").receptor("r", new Response.Proportional(1)).gates(l, 1, new Effect.Scaled(1));
      l.factors(random(1, 1, N), random(1, 1, N));
    });
    refuses("takes conductances", net -> {
      var cond = net.population("c", 5, "iaf_cond_exp");
      net.lowRank("l", cond, cond).factors(random(1, 1, 5), random(1, 1, 5)).weight(nS(1)).delay(ms(1)).receptor("excitatory");
    });
  }
}
