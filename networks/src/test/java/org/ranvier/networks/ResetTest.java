package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.StateTrace;

/** After a reset a simulation is a new one. */
final class ResetTest {
  private static final class Case {
    final Network net = new Network("reset");
    final Population exc = net.population("E", 90, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    final Population in = net.spikeSource("in", new double[][] {{5, 20, 33}, {7, 40}});
    final PoissonInput drive = net.poisson("drive", exc).rate(Hz(9500)).weight(pA(80));
    final CurrentInput current = net.current(exc.range(0, 30)).from(ms(0), pA(10));
    final Projection plastic;
    final Projection fixed;

    Case(int rule) {
      LearningRule of =
          List.of(Stdp.pair(), Stdp.triplet(), ThreeFactor.rewardStdp(ThirdFactor.of("dopamine")), Stdp.homeostatic(1, 0.2)).get(rule);
      plastic =
          net.connect(exc, exc).rule(fixedInDegree(15)).weight(uniform(pA(20), pA(40))).delay(normal(ms(1.5), ms(0.5)).redraw(ms(0.5), ms(3)))
              .plastic(of).shortTerm(ShortTerm.of(0.5, 200, 50));
      fixed = net.connect(exc, exc).rule(fixedInDegree(10)).weight(pA(-30)).delay(uniform(ms(1), ms(6)));
      net.connect(in, exc).rule(fixedInDegree(2)).weight(pA(200)).delay(ms(1));
      var dopamine = net.modulator("dopamine").decay(ms(200));
      dopamine.releasedBy(exc.range(0, 20)).amount(0.1).delay(ms(2)).depleting(0.3, ms(80));
      net.record(dopamine).every(ms(5));
      net.record(exc.range(0, 3), "V_m").every(ms(0.5));
      net.recordWeights(plastic).every(ms(10));
      net.at(ms(25)).set(exc, "tau_m", ms(12));
      net.normalise(plastic).sum(pA(450)).every(ms(15));
    }
  }

  private static Simulation.Options threads(int threads) {
    return Simulation.Options.DEFAULT.threads(threads).seed(7);
  }

  private static void assertSame(Simulation a, Simulation b, Projection pa, Projection pb) {
    assertEquals(a.timeMs(), b.timeMs());
    assertArrayEquals(a.spikes().steps(), b.spikes().steps());
    assertArrayEquals(a.spikes().ids(), b.spikes().ids());
    assertEquals(a.spikes().fromStep(), b.spikes().fromStep());
    assertArrayEquals(a.weights(pa).values(), b.weights(pb).values());
    assertEquals(a.traces().size(), b.traces().size());
    for (int k = 0; k < a.traces().size(); k++) {
      StateTrace x = a.traces().get(k);
      StateTrace y = b.traces().get(k);
      assertArrayEquals(x.timesMs(), y.timesMs());
      assertArrayEquals(x.values(), y.values());
    }
    assertArrayEquals(a.weightTraces().getFirst().values(), b.weightTraces().getFirst().values());
  }

  @Property(tries = 6)
  void isANewSimulation(@ForAll @IntRange(min = 0, max = 3) int rule, @ForAll @IntRange(min = 1, max = 500) int cut, @ForAll @IntRange(min = 1, max = 3) int threads) {
    var a = new Case(rule);
    var b = new Case(rule);
    try (var used = Simulation.of(a.net, threads(threads)); var fresh = Simulation.of(b.net, threads(1))) {
      used.run(ms(cut / 10.0));
      used.set(a.drive, Hz(9000));
      used.setWeight(a.drive, pA(70));
      used.set(a.current, pA(50));
      used.set(a.exc, "tau_m", ms(9));
      used.set(a.exc, "V_m", mV(-60));
      used.setSpikes(a.in, new double[][] {{100}, {}});
      used.synapses(a.fixed).scale(1.5);
      used.freeze(a.plastic);
      used.run(ms(30));
      used.reset();
      assertEquals(0, used.timeMs());
      assertFalse(used.isFrozen(a.plastic));
      assertArrayEquals(fresh.weights(b.fixed).values(), used.weights(a.fixed).values());
      used.run(ms(63.1));
      fresh.run(ms(63.1));
      assertTrue(fresh.spikes().size() > 50);
      assertSame(fresh, used, b.plastic, a.plastic);
    }
  }

  /** As a new simulation whose weights are set. */
  @Property(tries = 4)
  void weightsCanBeKept(@ForAll @IntRange(min = 0, max = 3) int rule, @ForAll @IntRange(min = 100, max = 500) int cut) {
    var a = new Case(rule);
    var b = new Case(rule);
    try (var used = Simulation.of(a.net, threads(2)); var fresh = Simulation.of(b.net, threads(1))) {
      used.run(ms(cut / 10.0));
      used.synapses(a.fixed).scale(1.5);
      double[] learned = used.weights(a.plastic).values();
      assertFalse(Arrays.equals(learned, fresh.weights(b.plastic).values()));
      used.resetKeepingWeights();
      assertArrayEquals(learned, used.weights(a.plastic).values());
      fresh.synapses(b.fixed).scale(1.5);
      fresh.setWeights(b.plastic, learned);
      assertArrayEquals(fresh.weights(b.plastic).values(), used.weights(a.plastic).values());
      assertArrayEquals(fresh.weights(b.fixed).values(), used.weights(a.fixed).values());
      for (String v : List.of("V_m", "I_syn_ex", "I_syn_in")) {
        assertArrayEquals(fresh.state(b.exc, v), used.state(a.exc, v), v);
      }
      used.run(ms(40));
      fresh.run(ms(40));
      assertSame(fresh, used, b.plastic, a.plastic);
    }
  }

  @Test
  void whatCannotBeResetIsRefused(@TempDir Path directory) {
    try (var sim = Simulation.of(new Case(0).net, threads(1))) {
      sim.logTo(directory.resolve("log"));
      sim.run(ms(1));
      var e = assertThrows(RanvierException.class, sim::reset);
      assertTrue(e.getMessage().contains("endLog()"), e.getMessage());
      sim.endLog();
      sim.reset();
      assertEquals(0, sim.timeMs());
    }
  }

  private static final class Exact {
    final Network net = new Network("exact");
    final Population exc = net.population("E", 60, "iaf_psc_exp").exact().set("tau_syn_in", ms(2)).set("tau_syn_ex", ms(2)).initial("V_m", uniform(mV(-70), mV(-55)));
    final Population grid = net.population("G", 40, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    final Population in = net.spikeSource("in", new double[][] {{5.01, 20.3333, 33}, {7, 40}}).exact();
    final PoissonInput drive = net.poisson("drive", exc).rate(Hz(9500)).weight(pA(80));
    final Projection plastic;
    final Projection fixed;

    Exact(boolean learns) {
      net.poisson("more", grid).rate(Hz(9500)).weight(pA(80));
      fixed = net.connect(exc, exc).rule(fixedInDegree(10)).weight(pA(-30)).delay(uniform(ms(0.37), ms(6)));
      LearningRule rule = learns ? Stdp.pair() : LearningRule.none();
      plastic = net.connect(exc, exc).rule(fixedInDegree(15)).weight(uniform(pA(20), pA(40))).delay(uniform(ms(0.5), ms(3))).plastic(rule);
      net.connect(in, exc).rule(fixedInDegree(2)).weight(pA(200)).delay(ms(1.23));
      net.connect(exc, grid).rule(fixedInDegree(10)).weight(pA(20)).delay(ms(1.5));
      net.record(exc.range(0, 3), "V_m").every(ms(0.5));
      net.recordWeights(plastic).every(ms(10));
    }
  }

  @Property(tries = 6)
  void isANewSimulationInContinuousTimeToo(
      @ForAll boolean learns, @ForAll @IntRange(min = 1, max = 500) int cut, @ForAll @IntRange(min = 1, max = 3) int threads) {
    var a = new Exact(learns);
    var b = new Exact(learns);
    try (var used = Simulation.of(a.net, threads(threads)); var fresh = Simulation.of(b.net, threads(1))) {
      used.run(ms(cut / 10.0));
      used.set(a.drive, Hz(9000));
      used.set(a.exc, "V_m", mV(-60));
      used.setSpikes(a.in, new double[][] {{100}, {}});
      used.synapses(a.fixed).scale(1.5);
      used.freeze(a.plastic);
      used.run(ms(30));
      used.reset();
      assertArrayEquals(fresh.weights(b.fixed).values(), used.weights(a.fixed).values());
      used.run(ms(63.1));
      fresh.run(ms(63.1));
      assertTrue(fresh.spikes().size() > 50);
      assertSame(fresh, used, b.plastic, a.plastic);
      for (int k = 0; k < fresh.spikes().size(); k++) {
        assertEquals(fresh.spikes().timeMs(k), used.spikes().timeMs(k));
      }
      used.reset(); // again, from there
      used.run(ms(63.1));
      assertSame(fresh, used, b.plastic, a.plastic);
    }
  }
}
