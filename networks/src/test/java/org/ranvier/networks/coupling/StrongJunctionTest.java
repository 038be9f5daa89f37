package org.ranvier.networks.coupling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.pF;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.networks.Network;
import org.ranvier.networks.Projection;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;

/** Gap junctions of point neurons with g·h/C up to 10 and beyond: closed forms, charge, no explosions, and what is refused. */
final class StrongJunctionTest {
  private static final double H = 0.1;
  private static final NeuronModel PASSIVE =
      EquationModel.of(
          "passive",
          """
          parameters:
            C_m = 100 pF (> 0)    # capacitance
            g_L =   0 nS (>= 0)   # leak
            E_L = -70 mV          # rest
            I_e =   0 pA          # current
          equations:
            dV_m/dt = (g_L*(E_L - V_m) + I_e + I_gap + I_stim)/C_m : mV   # potential
          initial: V_m = E_L
          couplings:
            gap: I_gap = sum(w*(V_pre - V_m)) : nS, V_pre = V_m : mV
          """);

  private static double[][] run(Network net, int threads, double... parts) {
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads))) {
      for (double part : parts) {
        simulation.run(ms(part));
      }
      return simulation.traces().stream().flatMap(t -> Arrays.stream(t.values())).toArray(double[][]::new);
    }
  }

  /** Without leak: the mean by capacitance stays, the difference decays with {@code g·(1/C1 + 1/C2)}. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.4, 1, 3, 10, 300})
  void twoPassiveCellsFollowTheClosedForm(double strength) {
    for (boolean interpolated : new boolean[] {false, true}) {
      double g = strength * 100 / H;
      var net = new Network("two");
      var cells = net.population("cells", 2, PASSIVE).set("C_m", each(Units::pF, 100, 300)).initial("V_m", each(Units::mV, -40, -80));
      Projection gap = net.connect(cells.range(0, 1), cells.range(1, 2)).rule(oneToOne()).weight(nS(g)).symmetric();
      if (interpolated) {
        gap.interpolated();
      }
      net.record(cells, "V_m").every(ms(H));
      double[][] v = run(net, 1, 3);
      for (int k = 0; k < v[0].length; k++) {
        double difference = 40 * Math.exp(-g * (1 / 100.0 + 1 / 300.0) * H * (k + 1));
        assertEquals(-70 + 0.75 * difference, v[0][k], 1e-9, "step " + (k + 1));
        assertEquals(-70 - 0.25 * difference, v[1][k], 1e-9, "step " + (k + 1));
      }
    }
  }

  /** With a leak of 5 nS, h/τ = 0.005, what is left of order 1 is h/2τ of the difference, whatever the strength of the junction. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.4, 1, 3, 10})
  void aLeakCostsWhatItWouldWithoutJunctions(double strength) {
    double g = strength * 100 / H;
    var net = new Network("leak");
    var cells = net.population("cells", 2, PASSIVE).set("g_L", nS(5)).initial("V_m", each(Units::mV, -40, -80));
    net.connect(cells.range(0, 1), cells.range(1, 2)).rule(oneToOne()).weight(nS(g)).symmetric();
    net.record(cells, "V_m").every(ms(H));
    double[][] v = run(net, 1, 10);
    for (int k = 0; k < v[0].length; k++) {
      double t = H * (k + 1);
      double mean = -70 + 10 * Math.exp(-t * 5 / 100);
      double difference = 40 * Math.exp(-t * (5 + 2 * g) / 100);
      assertEquals(mean, (v[0][k] + v[1][k]) / 2, 1e-8, "step " + (k + 1));
      assertEquals(difference, v[0][k] - v[1][k], 0.0025 * 40 * 1.01, "step " + (k + 1));
    }
  }

  /** A constant current into one cell: {@code V1 - V2 = I/(g_L + 2g)} in the end, which interpolation meets. */
  @ParameterizedTest
  @ValueSource(doubles = {0.4, 1, 10})
  void aCurrentIsSharedAsInTheSteadyState(double strength) {
    double g = strength * 100 / H;
    var net = new Network("driven");
    var cells = net.population("cells", 2, PASSIVE).set("g_L", nS(50)).set("I_e", each(Units::pA, 1000, 0));
    net.connect(cells.range(0, 1), cells.range(1, 2)).rule(oneToOne()).weight(nS(g)).symmetric().interpolated();
    net.record(cells, "V_m").every(ms(H));
    double[][] v = run(net, 1, 100);
    int last = v[0].length - 1;
    assertEquals(-60, (v[0][last] + v[1][last]) / 2, 1e-6);
    assertEquals(1000 / (50 + 2 * g), v[0][last] - v[1][last], 1e-6);
  }

  private static Network random(boolean interpolated) {
    var net = new Network("charge");
    var a = net.population("a", 90, PASSIVE).set("C_m", uniform(pF(50), pF(300))).initial("V_m", uniform(mV(-80), mV(-40)));
    var b = net.population("b", 40, PASSIVE).initial("V_m", uniform(mV(-80), mV(-40)));
    var inner = net.connect(a, a).rule(pairwiseBernoulli(0.1)).weight(uniform(nS(10), nS(300))).symmetric();
    net.connect(b, a).rule(pairwiseBernoulli(0.1)).weight(uniform(nS(10), nS(300))).symmetric();
    if (interpolated) {
      inner.interpolated();
    }
    net.record(a, "V_m").every(ms(H));
    net.record(b, "V_m").every(ms(H));
    return net;
  }

  @Test
  void chargeIsConservedAndPotentialsComeTogether() {
    Network net = random(false);
    double[] c;
    try (var simulation = Simulation.of(net)) {
      c = Arrays.copyOf(simulation.parameter(net.populations().getFirst(), "C_m"), 130);
      Arrays.fill(c, 90, 130, 100);
    }
    double[][] v = run(net, 2, 20);
    int last = v[0].length - 1;
    double[] charge = new double[2];
    for (int i = 0; i < v.length; i++) {
      charge[0] += c[i] * v[i][0];
      charge[1] += c[i] * v[i][last];
    }
    assertEquals(charge[0], charge[1], 1e-9 * Math.abs(charge[0]));
    double mean = charge[0] / Arrays.stream(c).sum();
    for (double[] of : v) {
      assertEquals(mean, of[last], 0.01);
    }
  }

  @Test
  void threadsAndDivisionOfTheRunChangeNothing() {
    for (boolean interpolated : new boolean[] {false, true}) {
      Network net = random(interpolated);
      double[][] one = run(net, 1, 5);
      assertArrayEquals(one, run(net, 3, 0.1, 2.4, 2.5));
      assertArrayEquals(one, run(net, 4, 5));
    }
  }

  /** Every model of the library: neurons with g·h/C of 36 between them come together, and stay where they were. */
  @Test
  void nothingExplodes() {
    var models = new ArrayList<String>();
    for (NeuronModel m : NeuronModels.all()) {
      if (m instanceof EquationModel e && !m.name().endsWith("_gap") && e.takesCurrent()
          && e.variables().stream().anyMatch(v -> v.name().equals("V_m") && v.unit().equals("mV"))) {
        models.add(m.name() + "_gap");
      }
    }
    assertTrue(models.size() > 20, models.toString());
    for (String name : models) {
      NeuronModel model = NeuronModels.find(name);
      double[] capacitance = model.capacitances(model.couplings().getFirst(), ParameterValues.of(name, model.parameters(), 1, Map.of())).orElseThrow();
      var net = new Network(name);
      var cells = net.population("cells", 10, model).initial("V_m", uniform(mV(-75), mV(-65)));
      net.connect(cells, cells).receptor("gap").rule(allToAll()).weight(nS(4 * capacitance[0] / H)).symmetric();
      net.record(cells, "V_m").every(ms(H));
      double[][] v = run(net, 1, 3);
      for (double[] of : v) {
        for (double x : of) {
          assertTrue(x > -120 && x < 60, name + ": " + x);
        }
      }
      double least = Arrays.stream(v).mapToDouble(x -> x[x.length - 1]).min().orElseThrow();
      double most = Arrays.stream(v).mapToDouble(x -> x[x.length - 1]).max().orElseThrow();
      assertTrue(most - least < 2, name + ": " + least + " to " + most);
    }
  }

  private static String refusal(double nS, UnaryOperator<Projection> more) {
    var net = new Network("refused");
    var a = net.population("a", 2, "iaf_psc_exp_gap"); // 250 pF
    var b = net.population("b", 2, "iaf_psc_exp_gap");
    more.apply(net.connect(a, b).receptor("gap").rule(oneToOne()).weight(nS(nS)));
    return assertThrows(RanvierException.class, () -> Simulation.of(net)).getMessage();
  }

  @Test
  void whatIsNotSolvedForIsRefusedWithTheLargestConductance() {
    String delayed = refusal(5000, p -> p.delay(ms(1)).symmetric());
    assertTrue(delayed.contains("[a→b, a→b backward]") && delayed.contains("g·h/C, is 2,")
        && delayed.contains("largest conductance 2500 nS in place of 5000 nS"), delayed);
    assertTrue(refusal(5000, Projection::oneWay).contains("largest conductance 2500 nS"));
  }

  @Test
  void oneWayAndNegativeJunctionsDoNotPassUnremarked() {
    String oneWay = refusal(1, p -> p);
    assertTrue(oneWay.contains("neuron 0 of population 'b' hears neuron 0 of population 'a' by 1 nS and is heard by 0 nS") && oneWay.contains(".oneWay()"), oneWay);
    assertTrue(refusal(-1, Projection::symmetric).contains("projection a→b: weight -1 nS may be below 0, and a gap junction has no negative conductance"));
    var net = new Network("one way");
    var a = net.population("a", 2, "iaf_psc_exp_gap");
    net.connect(a.range(0, 1), a.range(1, 2)).receptor("gap").rule(oneToOne()).weight(nS(1)).oneWay();
    Simulation.of(net).close();
    var both = new Network("both");
    var c = both.population("c", 2, "iaf_psc_exp_gap");
    both.connect(c, c).receptor("gap").rule(explicit(new int[] {0, 1}, new int[] {1, 0})).weight(nS(1)); // each direction listed
    Simulation.of(both).close();
    var rates = new Network("rates");
    var r = rates.population("r", 2, "lin_rate");
    rates.connect(r, r).rule(allToAll()).weight(-1).oneWay();
    assertTrue(assertThrows(RanvierException.class, () -> Simulation.of(rates)).getMessage().contains(".oneWay() is for gap junctions"));
    var spikes = new Network("spikes");
    var s = spikes.population("s", 2, "iaf_psc_exp");
    spikes.connect(s, s).rule(allToAll()).weight(pA(1)).delay(ms(1)).oneWay();
    assertTrue(assertThrows(RanvierException.class, () -> Simulation.of(spikes)).getMessage().contains(".oneWay() is for couplings, not for spikes"));
  }
}
