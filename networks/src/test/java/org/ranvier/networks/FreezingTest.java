package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.constant;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.loops.Pairing;
import org.ranvier.plasticity.rules.BurstDependent;
import org.ranvier.plasticity.rules.Calcium;
import org.ranvier.plasticity.rules.Clopath;
import org.ranvier.plasticity.rules.DendriticLearning;
import org.ranvier.plasticity.rules.Eprop;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.RMax;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.RanvierException;

/** While it is frozen nothing that has been learned changes a bit; and freezing is nothing else. */
final class FreezingTest {
  private static final List<LearningRule> RULES =
      List.of(
          Stdp.pair(), Stdp.triplet(), Stdp.antiHebbian(), Stdp.homeostatic(1, 0.2), Stdp.pair().pairing(Pairing.RESTRICTED),
          Stdp.pair().pairing(Pairing.PRE_CENTERED), Stdp.pair().pairing(Pairing.NEAREST_SYMMETRIC), Clopath.visualCortex(), DendriticLearning.of(1e-3),
          BurstDependent.of(0.1).burstMs(4), Calcium.between(0, 100), ThreeFactor.rewardStdp(ThirdFactor.of("dopamine")),
          ThreeFactor.dopamineStdp("dopamine", 0.1), ThreeFactor.mstdpet("dopamine", 1));
  private static final int FIRST_EXACT = RULES.size();
  private static final List<LearningRule> EXACT_RULES =
      List.of(Stdp.pair(), Stdp.triplet(), Stdp.pair().pairing(Pairing.PRE_CENTERED), ThreeFactor.rewardStdp(ThirdFactor.of("dopamine")));

  private static Simulation.Options threads(int threads) {
    return Simulation.Options.DEFAULT.threads(threads).seed(7);
  }

  /** A network, its plastic projection, and whether delays to the dendrite are drawn, by a seed. */
  private static final class Case {
    final Network net = new Network("frozen");
    final Projection projection;
    final int rule;

    Case(long seed, int rule, boolean plastic, boolean frozen) {
      this.rule = rule;
      var random = new Random(seed);
      boolean exact = rule >= FIRST_EXACT;
      var exc = net.population("E", 80, exact ? "iaf_psc_delta" : "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
      LearningRule of = exact ? EXACT_RULES.get(rule - FIRST_EXACT) : RULES.get(rule);
      if (exact) {
        exc.exact();
        net.poisson("drive", exc).rate(Hz(6500)).weight(mV(0.3));
        projection = net.connect(exc, exc).rule(fixedInDegree(15)).weight(uniform(mV(0.1), mV(0.3))).delay(uniform(ms(0.7), ms(3)));
      } else {
        net.poisson("drive", exc).rate(Hz(9500)).weight(pA(80));
        projection =
            net.connect(exc, exc).rule(fixedInDegree(random.nextBoolean() ? 15 : 60)).weight(uniform(pA(5), pA(20)))
                .delay(random.nextBoolean() ? uniform(ms(0.5), ms(3)) : constant(ms(1.5)));
        if (random.nextInt(3) == 0 && (rule < 7 || rule > 8)) {
          projection.dendriticDelay(uniform(ms(0.1), ms(1)));
        }
      }
      if (random.nextBoolean()) {
        projection.doubleWeights();
      }
      if (plastic) {
        projection.plastic(of);
      }
      int transmission = random.nextInt(3);
      projection.shortTerm(transmission == 0 ? Transmission.PLAIN : transmission == 1 ? ShortTerm.of(0.5, 200, 50) : Transmission.bernoulli(0.7));
      var dopamine = net.modulator("dopamine").decay(ms(200));
      dopamine.releasedBy(exc.range(0, 20)).amount(0.1).delay(ms(2)).depleting(0.3, ms(80));
      if (frozen) {
        projection.frozen();
      }
    }
  }

  private static void assertSameSpikes(Simulation a, Simulation b) {
    assertArrayEquals(a.spikes().steps(), b.spikes().steps());
    assertArrayEquals(a.spikes().ids(), b.spikes().ids());
  }

  @Property(tries = 16)
  void weightsKeepEveryBit(@ForAll long seed, @ForAll @IntRange(min = 0, max = 17) int rule, @ForAll @IntRange(min = 1, max = 600) int cut) {
    var c = new Case(seed, rule, true, false);
    var twin = new Case(seed, rule, true, false);
    try (var sim = Simulation.of(c.net, threads(2)); var learning = Simulation.of(twin.net, threads(1))) {
      sim.run(ms(cut / 10.0));
      double[] before = sim.weights(c.projection).values();
      sim.freeze(c.projection);
      assertTrue(sim.isFrozen(c.projection));
      assertArrayEquals(before, sim.weights(c.projection).values());
      for (double step : new double[] {0.1, 1.3, 40}) {
        sim.run(ms(step));
        assertArrayEquals(before, sim.weights(c.projection).values(), "after " + step + " ms more");
      }
      sim.thaw(c.projection);
      assertArrayEquals(before, sim.weights(c.projection).values());
      sim.run(ms(80));
      boolean again = !Arrays.equals(before, sim.weights(c.projection).values());
      learning.run(ms(cut / 10.0));
      learning.run(ms(81.4));
      assertFalse(Arrays.equals(before, learning.weights(twin.projection).values()), "without freezing it would have learned");
      assertTrue(again, "it learns again");
    }
  }

  /** However many threads there are, however often it is thawed, and if a checkpoint lies between. */
  @Property(tries = 16)
  void freezingDoesNotDependOnTheMachine(@ForAll long seed, @ForAll @IntRange(min = 0, max = 17) int rule, @ForAll @IntRange(min = 1, max = 4) int threads) {
    var a = new Case(seed, rule, true, false);
    var b = new Case(seed, rule, true, false);
    var random = new Random(seed);
    try (var one = Simulation.of(a.net, threads(1)); var other = Simulation.of(b.net, threads(threads))) {
      for (int k = 0; k < 8; k++) {
        double first = (1 + random.nextInt(k < 4 ? 20 : 300)) / 10.0;
        one.run(ms(first));
        other.run(ms(first / 2 > 0.05 ? Math.round(5 * first) / 10.0 : first));
        other.run(ms(Math.round(10 * first) / 10.0 - (first / 2 > 0.05 ? Math.round(5 * first) / 10.0 : first)));
        if (k % 2 == 0) {
          one.freeze(a.projection);
          other.freeze(b.projection);
          other.weights(b.projection); // looking changes nothing
        } else {
          one.thaw(a.projection);
          other.thaw(b.projection);
        }
        assertArrayEquals(one.weights(a.projection).values(), other.weights(b.projection).values());
      }
      one.run(ms(50));
      other.run(ms(50));
      assertSameSpikes(one, other);
      assertArrayEquals(one.weights(a.projection).values(), other.weights(b.projection).values());
    }
  }

  /** What is thawed at once was never frozen. */
  @Property(tries = 8)
  void aHaltWithoutLengthIsNone(@ForAll long seed, @ForAll @IntRange(min = 0, max = 17) int rule, @ForAll @IntRange(min = 1, max = 600) int cut) {
    var a = new Case(seed, rule, true, false);
    var b = new Case(seed, rule, true, false);
    try (var one = Simulation.of(a.net, threads(1)); var other = Simulation.of(b.net, threads(1))) {
      one.run(ms(cut / 10.0));
      other.run(ms(cut / 10.0));
      other.freeze(b.projection);
      other.thaw(b.projection);
      one.run(ms(70));
      other.run(ms(70));
      assertSameSpikes(one, other);
      assertArrayEquals(one.weights(a.projection).values(), other.weights(b.projection).values());
    }
  }

  /** A projection that begins frozen transmits as one whose weights no rule changes. */
  @Property(tries = 10)
  void frozenFromTheBeginIsStatic(@ForAll long seed, @ForAll @IntRange(min = 0, max = 17) int rule) {
    var a = new Case(seed, rule, true, true);
    var b = new Case(seed, rule, false, false);
    try (var frozen = Simulation.of(a.net, threads(2)); var plain = Simulation.of(b.net, threads(1))) {
      frozen.run(ms(150));
      plain.run(ms(150));
      assertTrue(plain.spikes().size() > 100);
      assertSameSpikes(plain, frozen);
      assertArrayEquals(plain.weights(b.projection).values(), frozen.weights(a.projection).values());
    }
  }

  @Property(tries = 6)
  void aCheckpointKnowsWhatIsFrozen(@ForAll long seed, @ForAll @IntRange(min = 0, max = 13) int rule) throws IOException {
    Path file = Files.createTempFile("ranvier-frozen", ".checkpoint");
    try {
      goesOnFrozen(seed, rule, file);
    } finally {
      Files.delete(file);
    }
  }

  private static void goesOnFrozen(long seed, int rule, Path file) {
    var a = new Case(seed, rule, true, false);
    var b = new Case(seed, rule, true, false);
    try (var one = Simulation.of(a.net, threads(1))) {
      one.run(ms(30));
      one.freeze(a.projection);
      one.run(ms(1.2));
      one.save(file);
      one.discardRecordings();
      try (var other = Simulation.restore(b.net, file, threads(3))) {
        assertTrue(other.isFrozen(b.projection));
        one.run(ms(20));
        other.run(ms(20));
        one.thaw(a.projection);
        other.thaw(b.projection);
        one.run(ms(60));
        other.run(ms(60));
        assertSameSpikes(one, other);
        assertArrayEquals(one.weights(a.projection).values(), other.weights(b.projection).values());
      }
    }
  }

  private static Network taught(long seed, Projection[] out, Readout[] readout) {
    var random = new Random(seed);
    var net = new Network("taught");
    var source = net.population("in", 30, "poisson_generator").set("rate", Hz(200));
    boolean adapts = random.nextBoolean();
    var rec = net.population("rec", 70, adapts ? "eprop_iaf_adapt" : "eprop_iaf").initial("V_m", uniform(mV(-70), mV(-56)));
    if (adapts) {
      rec.set("beta", mV(0.7)).set("tau_a", ms(80));
    }
    Optimiser optimiser = random.nextBoolean() ? Optimiser.adam(0.01) : Optimiser.descent(1e-5);
    var rule = Eprop.of("out").optimiser(optimiser).regularised(random.nextBoolean() ? 1e-3 : 0, 15);
    out[0] = net.connect(source, rec).rule(fixedInDegree(10)).weight(normal(mV(4), mV(2))).delay(uniform(ms(1), ms(5))).plastic(rule);
    if (random.nextBoolean()) {
      out[0].doubleWeights();
    }
    out[1] = net.connect(rec, rec).rule(fixedInDegree(8)).weight(normal(mV(0), mV(3))).delay(ms(2)).plastic(rule);
    readout[0] = net.readout("out", rec).outputs(2).tau(ms(15)).interval(ms(20)).optimiser(optimiser);
    return net;
  }

  /** Momentum and regularisation too, at updates within, before and after; with targets all the time. */
  @Property(tries = 8)
  void gradientsAndOptimisersKeepEveryBit(@ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int cut, @ForAll boolean atAnUpdate) {
    var p = new Projection[2];
    var out = new Readout[1];
    double before = atAnUpdate ? 20 * (1 + cut / 100) : cut / 10.0;
    double[][] wanted = {{1, 2, 3, -4}, {0.5, 0, 0, 3}};
    try (var sim = Simulation.of(taught(seed, p, out), threads(2))) {
      sim.want(out[0], wanted);
      sim.run(ms(before));
      var learned = learned(sim, p);
      ReadoutState readout = sim.readout(out[0]);
      sim.freeze();
      for (double step : new double[] {0.1, 7.3, 12.6, 40}) {
        sim.run(ms(step));
        assertSame(learned, learned(sim, p));
        assertSame(readout.weights(), sim.readout(out[0]).weights());
        assertSame(readout.feedback(), sim.readout(out[0]).feedback());
      }
      double[][] eligibility = {sim.weights(p[0], "eligibility").values()};
      sim.run(ms(5));
      assertFalse(Arrays.equals(eligibility[0], sim.weights(p[0], "eligibility").values()), "eligibility goes on");
      sim.thaw();
      assertSame(learned, learned(sim, p));
      sim.run(ms(45));
      assertFalse(Arrays.equals(learned[0], learned(sim, p)[0]), "it learns again");
      assertFalse(Arrays.equals(readout.weights()[0], sim.readout(out[0]).weights()[0]), "the readout learns again");
    }
  }

  /** What has been learned: weights, gradients, sums and means of the optimiser. */
  private static double[][] learned(Simulation sim, Projection[] p) {
    return Arrays.stream(p)
        .flatMap(
            q -> java.util.stream.Stream.of("weight", "gradient", "sum", "m", "v")
                .filter(v -> has(sim, q, v)).map(v -> sim.weights(q, v).values()))
        .toArray(double[][]::new);
  }

  private static boolean has(Simulation sim, Projection p, String variable) {
    try {
      sim.weights(p, variable);
      return true;
    } catch (RanvierException e) {
      return false;
    }
  }

  private static void assertSame(double[][] a, double[][] b) {
    for (int k = 0; k < a.length; k++) {
      assertArrayEquals(a[k], b[k]);
    }
  }

  /** An update that comes after a freeze is one of as many as were made: nothing of what was missed shows. */
  @Test
  void trialsInWhichAllIsFrozenDoNotCount() {
    for (long seed = 1; seed <= 6; seed++) {
      var p = new Projection[2];
      var out = new Readout[1];
      try (var sim = Simulation.of(taught(seed, p, out), threads(1))) {
        sim.freeze();
        sim.run(ms(200));
        sim.thaw();
        sim.want(out[0], new double[][] {{1}, {1}});
        double[] before = sim.weights(p[0]).values();
        sim.run(ms(20));
        double[] after = sim.weights(p[0]).values();
        double most = 0;
        for (int k = 0; k < before.length; k++) {
          most = Math.max(most, Math.abs(after[k] - before[k]));
        }
        if (has(sim, p[0], "m")) {
          // the first step of Adam is as long as its rate, whatever the gradient (Kingma & Ba 2015, section 2.1); here up to rounding of 4 bytes
          assertTrue(most > 0.0099 && most < 0.0101, "seed " + seed + ": " + most);
        }
      }
    }
  }

  @Test
  void rewardMaximisationIsFrozenToo() {
    var net = new Network("rewarded");
    net.modulator("reward").baseline(1).decay(ms(50)).release(ms(30), 2);
    var in = net.population("in", 40, "poisson_generator").set("rate", Hz(60));
    var out = net.population("out", 70, "srm0_psc_delta");
    var rule = RMax.of(ThirdFactor.of("reward")).rate(0.01);
    var p = net.connect(in, out).rule(fixedInDegree(15)).weight(normal(mV(4), mV(3))).delay(uniform(ms(0.5), ms(4))).plastic(rule);
    try (var sim = Simulation.of(net, threads(2))) {
      sim.run(ms(40));
      double[] before = sim.weights(p).values();
      sim.freeze(rule);
      sim.run(ms(43.2));
      assertArrayEquals(before, sim.weights(p).values());
      sim.thaw(rule);
      assertArrayEquals(before, sim.weights(p).values());
      sim.run(ms(43.2));
      assertFalse(Arrays.equals(before, sim.weights(p).values()));
      var e = assertThrows(RanvierException.class, () -> sim.freeze(Stdp.pair()));
      assertTrue(e.getMessage().contains("its rules are"), e.getMessage());
    }
  }

  @Test
  void whatIsDoneAtIntervalsPauses(@TempDir Path directory) {
    var net = new Network("upkeep");
    var exc = net.population("E", 80, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    net.poisson("drive", exc).rate(Hz(9500)).weight(pA(80));
    var p = net.connect(exc, exc).rule(fixedInDegree(10)).weight(uniform(pA(20), pA(40))).delay(ms(1.5)).plastic(Stdp.pair());
    net.normalise(p).sum(pA(500)).every(ms(10));
    net.rewire(p).pruneUpTo(pA(30)).every(ms(10));
    try (var sim = Simulation.of(net, threads(2))) {
      sim.run(ms(25));
      Weights before = sim.weights(p);
      sim.freeze();
      sim.run(ms(50));
      assertArrayEquals(before.values(), sim.weights(p).values());
      assertArrayEquals(before.targets(), sim.weights(p).targets());
      sim.thaw();
      sim.run(ms(50));
      assertFalse(Arrays.equals(before.values(), sim.weights(p).values()));
    }
  }
}
