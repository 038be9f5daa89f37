package org.ranvier.networks.eprop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.Readout;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.Eprop;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.RMax;
import org.ranvier.plasticity.teaching.Loss;
import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.simulator.RanvierException;

/** What e-prop, R-max and readouts refuse, and what they say. */
final class EpropRefusalTest {
  private record Net(Network net, Population in, Population layer, Projection projection) {}

  private static Net network(String model, LearningRule rule) {
    var net = new Network("refused").resolution(ms(1));
    var in = net.spikeSource("in", new double[][] {{5}});
    var layer = net.population("layer", 2, model);
    return new Net(net, in, layer, net.connect(in, layer).rule(allToAll()).weight(mV(1)).delay(ms(1)).plastic(rule));
  }

  private static String message(Network net) {
    return String.valueOf(assertThrows(RanvierException.class, () -> Simulation.of(net)).getMessage());
  }

  private static String message(Consumer<Readout> change) {
    Net n = network("eprop_iaf", Eprop.of("out"));
    change.accept(n.net.readout("out", n.layer).interval(ms(100)));
    return message(n.net);
  }

  @Test
  void aRuleWithoutItsReadout() {
    assertEquals(
        "projection in→layer: e-prop learns from the readout 'out', which the network does not have; add net.readout(\"out\", …)",
        message(network("eprop_iaf", Eprop.of("out")).net));
    Net n = network("eprop_iaf", Eprop.of("our"));
    n.net.readout("out", n.layer).interval(ms(100));
    assertTrue(message(n.net).contains("the readout 'our', which the network does not have; did you mean 'out'?"),
        message(n.net));
  }

  @Test
  void aReadoutThatDoesNotReadTheTargets() {
    Net n = network("eprop_iaf", Eprop.of("out"));
    n.net.readout("out", n.net.population("other", 3, "eprop_iaf")).interval(ms(100));
    assertEquals(
        "projection in→layer: the readout 'out' does not read layer, so it has nothing to teach it; name the population in net.readout(\"out\", …)", message(n.net));
  }

  @Test
  void targetsThatPublishNoPseudoDerivativeOrScore() {
    Net n = network("iaf_psc_delta", Eprop.of("out"));
    n.net.readout("out", n.layer).interval(ms(100));
    assertEquals(
        "projection in→layer: e-prop reads psi, the pseudo-derivative, of the targets, but iaf_psc_delta has no such variable; take eprop_iaf or eprop_iaf_adapt, or"
            + " publish it in a model of your own",
        message(n.net));
    Net r = network("iaf_psc_delta", RMax.of(ThirdFactor.of("reward")));
    r.net.modulator("reward");
    assertTrue(message(r.net)
        .startsWith("projection in→layer: R-max reads score, the derivative of its log-likelihood, of the targets, but iaf_psc_delta has no "
            + "such variable"), message(r.net));
  }

  @Test
  void timeConstantsThatDiffer() {
    Net n = network("eprop_iaf", Eprop.of("out"));
    n.layer.set("tau_m", each(Units::ms, 10, 20));
    n.net.readout("out", n.layer).interval(ms(100));
    assertEquals(
        "projection in→layer: e-prop needs one tau_m for all targets, for the traces of the sources depend on it; divide the population where it differs",
        message(n.net));
  }

  @Test
  void shortTermPlasticity() {
    Net n = network("eprop_iaf", Eprop.of("out"));
    n.net.readout("out", n.layer).interval(ms(100));
    n.projection.shortTerm(ShortTerm.of(0.5, 100, 50));
    assertTrue(message(n.net).contains("e-prop takes each spike to deliver the whole weight"), message(n.net));
  }

  @Test
  void aModulatorThatIsNotThere() {
    Net r = network("srm0_psc_delta", RMax.of(ThirdFactor.of("reward")));
    assertEquals("projection in→layer: R-max needs the modulator 'reward', which the network does not have; add net.modulator(\"reward\")", message(r.net));
  }

  @Test
  void readoutsThatMakeNoSense() {
    Net n = network("eprop_iaf", Eprop.of("out"));
    n.net.readout("out", n.layer);
    assertEquals("readout 'out' has no interval after which weights are updated; add .interval(ms(1000))", message(n.net));
    assertEquals("readout 'out': 0 outputs; there must be at least one", message(r -> r.outputs(0)));
    assertEquals("readout 'out': time constant 0 ms must be above 0; 20 ms is usual", message(r -> r.tau(ms(0))));
    assertEquals("readout 'out': classes are told apart by at least two outputs; there is 1",
        message(r -> r.loss(Loss.CROSS_ENTROPY)));
    assertEquals("readout 'out': weight decay 1.0 must be at least 0 and below 1", message(r -> r.decay(1)));
    assertEquals("readout 'out': weights cannot be updated every 0 steps; give at least one", message(r -> r.interval(ms(0))));
    assertEquals("readout 'out': scale of the weights NaN must be 0 or above, and finite",
        message(r -> r.weightScale(Double.NaN)));
    assertEquals("readout 'out': weights must be 1 rows of 2, one for each neuron that is read",
        message(r -> r.weights(new double[][] {{1}})));
    assertEquals("readout 'out': weights must be finite", message(r -> r.weights(new double[][] {{1, Double.NaN}})));
    assertThrows(RanvierException.class, () -> n.net.readout("out", n.layer));
    assertThrows(RanvierException.class, () -> n.net.readout(" ", n.layer));
    assertThrows(RanvierException.class, () -> n.net.readout("more"));
  }

  @Test
  void patternsThatDoNotFit() {
    Net n = network("eprop_iaf", Eprop.of("out"));
    var out = n.net.readout("out", n.layer).interval(ms(100)).outputs(2);
    var other = new Network("other");
    var foreign = other.readout("out", other.population("p", 1, "eprop_iaf"));
    try (var sim = Simulation.of(n.net)) {
      assertThrows(RanvierException.class, () -> sim.want(out, new double[][] {{1}}));
      assertThrows(RanvierException.class, () -> sim.want(out, new double[][] {{1}, {1, 2}}));
      assertThrows(RanvierException.class, () -> sim.want(out, new double[][] {{}, {}}));
      assertThrows(RanvierException.class, () -> sim.want(out, new double[][] {{1}, {Double.POSITIVE_INFINITY}}));
      assertThrows(RanvierException.class, () -> sim.readout(foreign));
    }
  }

  @Test
  void parametersOfTheRules() {
    assertThrows(RanvierException.class, () -> Optimiser.descent(-1));
    assertThrows(RanvierException.class, () -> new Optimiser.Adam(1e-3, 1, 0.999, 1e-8));
    assertThrows(RanvierException.class, () -> new Optimiser.Adam(1e-3, 0.9, 0.999, 0));
    assertThrows(RanvierException.class, () -> Eprop.of("out").regularised(-1, 10));
    assertThrows(RanvierException.class, () -> Eprop.of("out").regularised(1, Double.NaN));
    assertThrows(RanvierException.class, () -> RMax.of(ThirdFactor.of("r")).tauEligibilityMs(0));
    assertThrows(RanvierException.class, () -> RMax.of(ThirdFactor.of("r")).rate(Double.NaN));
    assertTrue(RMax.covariance("r", "mean").equations().contains("(r + -1·mean)·e"), RMax.covariance("r", "mean").equations());
    assertTrue(Eprop.of("out").source().contains("10.1038/s41467-020-17236-y"));
  }
}
