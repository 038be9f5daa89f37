package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedTotalNumber;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Adding a part to a description leaves the chance of all other parts as it was. */
final class UnrelatedPartsTest {
  private static double[][] spikes(Consumer<Network> before, Consumer<Network> after) {
    var net = new Network("net");
    before.accept(net);
    var exc = net.population("E", 200, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)))
        .set("V_th", normal(mV(-50), mV(1)));
    var inh = net.population("I", 50, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
    net.connect(exc, inh).rule(fixedInDegree(20)).weight(normal(pA(50), pA(5)))
        .delay(normal(ms(1.5), ms(0.5)).redraw(ms(0.5), ms(3)));
    net.connect(inh, exc).rule(pairwiseBernoulli(0.2)).weight(normal(pA(-90), pA(9))).delay(ms(0.8));
    net.connect(exc, exc).rule(fixedTotalNumber(2000)).weight(pA(20)).delay(ms(1.5));
    net.poisson("noise", exc).rate(uniform(Hz(9000), Hz(12_000))).weight(pA(80));
    net.poisson("noise", inh).rate(Hz(9000)).weight(pA(80));
    after.accept(net);
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(3))) {
      simulation.run(ms(100));
      var trains = simulation.spikes();
      double[][] excitatory = trains.trainsMs(trains.population("E"));
      assertTrue(Arrays.stream(excitatory).mapToInt(t -> t.length).sum() > 100);
      double[][] all = Arrays.copyOf(excitatory, 250);
      System.arraycopy(trains.trainsMs(trains.population("I")), 0, all, 200, 50);
      return all;
    }
  }

  private static final Consumer<Network> NOTHING = net -> {};

  @Test
  void anUnconnectedPopulation() {
    Consumer<Network> stranger =
        net -> {
          var other = net.population("stranger", 77, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
          net.connect(other, other).rule(fixedInDegree(5)).weight(pA(10)).delay(ms(0.3)); // which shortens the epochs
          net.poisson("noise", other).rate(Hz(10_000)).weight(pA(80));
        };
    double[][] plain = spikes(NOTHING, NOTHING);
    assertArrayEquals(plain, spikes(stranger, NOTHING));
    assertArrayEquals(plain, spikes(NOTHING, stranger));
  }

  @Test
  void recordersAndListeners() {
    assertArrayEquals(
        spikes(NOTHING, NOTHING),
        spikes(NOTHING, net -> net.record(net.population("E").range(3, 90), "V_m", "I_syn_ex").every(ms(0.1))));
  }

  @Test
  void synapsesWithoutWeight() {
    Consumer<Network> idle = net -> net.connect(net.population("I"), net.population("I")).rule(fixedInDegree(3)).weight(pA(0))
        .delay(ms(1));
    assertArrayEquals(spikes(NOTHING, NOTHING), spikes(NOTHING, idle));
  }

  /** Drives of one name on two populations are two processes, and two projections between the same populations draw apart. */
  @Test
  void likeNamedPartsAreIndependent() {
    var net = new Network("net");
    var a = net.population("a", 50, "iaf_psc_exp");
    var b = net.population("b", 50, "iaf_psc_exp");
    net.poisson("noise", a).rate(uniform(Hz(9000), Hz(20_000))).weight(pA(80));
    net.poisson("noise", b).rate(uniform(Hz(9000), Hz(20_000))).weight(pA(80));
    try (var simulation = Simulation.of(net)) {
      simulation.run(ms(200));
      var trains = simulation.spikes();
      assertFalse(Arrays.deepEquals(trains.trainsMs(trains.population("a")), trains.trainsMs(trains.population("b"))));
    }
  }

  @Test
  void namesOfProjectionsAreDistinct() {
    var net = new Network("net");
    var a = net.population("a", 5, "iaf_psc_exp");
    var b = net.population("b", 5, "iaf_psc_exp");
    var tricky = net.population("b#2", 5, "iaf_psc_exp");
    net.connect(a, tricky);
    net.connect(a, b);
    net.connect(a, b);
    net.connect(a, b);
    assertArrayEquals(
        new String[] {"a→b#2", "a→b", "a→b#3", "a→b#4"}, net.projections().stream().map(Projection::name).toArray());
  }
}
