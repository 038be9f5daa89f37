package org.ranvier.networks.coupling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.simulator.recording.SpikeTrains;

/** Gap junctions: passive cells against the closed form, convergence of spiking ones, synchrony. */
final class GapJunctionTest {
  private static final NeuronModel PASSIVE =
      EquationModel.of(
          "passive",
          """
          parameters:
            C_m = 100 pF (> 0)    # capacitance
            g_L =   5 nS (>= 0)   # leak
            E_L = -70 mV          # rest
          equations:
            dV_m/dt = (g_L*(E_L - V_m) + I_gap + I_stim)/C_m : mV   # potential
          initial: V_m = E_L
          couplings:
            gap: I_gap = sum(w*(V_pre - V_m)) : nS, V_pre = V_m : mV
          """);

  /** The mean of two passive cells decays with C/g_L, their difference with C/(g_L + 2·g). */
  @ParameterizedTest
  @CsvSource({"false,1,0.1", "true,2,0.002"})
  void twoPassiveCellsConvergeToTheirClosedForm(boolean interpolated, int order, double boundMv) {
    double t = 4;
    double mean = -60 + 10 * (Math.exp(-t * 5 / 100) - 1); // from -60 mV towards -70 mV
    double difference = 40 * Math.exp(-t * (5 + 2 * 20) / 100);
    double[] expected = {mean + difference / 2, mean - difference / 2};
    double[] errors = new double[4];
    for (int k = 0; k < errors.length; k++) {
      var net = new Network("two").resolution(ms(0.2 / (1 << k)));
      var cells = net.population("cells", 2, PASSIVE).initial("V_m", each(Units::mV, -40, -80));
      var gap = net.connect(cells.range(0, 1), cells.range(1, 2)).rule(oneToOne()).weight(nS(20)).symmetric();
      if (interpolated) {
        gap.interpolated();
      }
      net.record(cells, "V_m").every(ms(t));
      errors[k] = Courses.distance(expected, Courses.last(Courses.of(net, 1, t)));
    }
    assertTrue(errors[1] < boundMv, Arrays.toString(errors));
    for (int k = 1; k < errors.length; k++) {
      assertEquals(order, Math.log(errors[k - 1] / errors[k]) / Math.log(2), 0.25, Arrays.toString(errors));
    }
  }

  /** Without leak, charge moves between cells but none is lost, if what is drawn is the same in both directions. */
  @Test
  void drawnJunctionsAreSymmetric() {
    int n = 150;
    var net = new Network("charge").resolution(ms(0.01));
    var a = net.population("a", n, PASSIVE).set("g_L", nS(0)).initial("V_m", uniform(mV(-80), mV(-40)));
    var b = net.population("b", 70, PASSIVE).set("g_L", nS(0)).initial("V_m", uniform(mV(-80), mV(-40)));
    net.connect(a, a).rule(pairwiseBernoulli(0.05)).weight(uniform(nS(0.1), nS(1))).symmetric();
    net.connect(b, a).rule(pairwiseBernoulli(0.1)).weight(uniform(nS(0.1), nS(1))).symmetric();
    net.record(a, "V_m", "gap_weights").every(ms(0.01));
    net.record(b, "V_m", "gap_weights").every(ms(0.01));
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(3))) {
      simulation.run(ms(20));
      double[] sums = new double[2];
      var traces = simulation.traces();
      for (int end = 0; end < 2; end++) {
        for (int p : new int[] {0, 2}) {
          for (double[] of : traces.get(p).values()) {
            sums[end] += of[end * (of.length - 1)];
          }
        }
      }
      double weights = Arrays.stream(traces.get(1).values()).mapToDouble(w -> w[0]).sum() + Arrays.stream(traces.get(3).values()).mapToDouble(w -> w[0]).sum();
      double pairs = n * (n - 1) / 2.0 * 0.05 + n * 70 * 0.1;
      assertEquals(2 * pairs * 0.55, weights, 5 * 2 * Math.sqrt(pairs * (0.55 * 0.55 + 0.0675)));
      double spread = Arrays.stream(traces.get(0).values()).mapToDouble(v -> Math.abs(v[v.length - 1] - sums[1] / (n + 70))).max().orElseThrow();
      assertTrue(spread < 15, "potentials come together: " + spread);
      assertEquals(sums[0], sums[1], 0.01 * (n + 70), "charge"); // a step leaves what first order costs
    }
  }

  private static Network pair(double gap, double h, boolean interpolated) {
    var net = new Network("pair").resolution(ms(h));
    var cells = net.population("cells", 2, "wang_buzsaki_gap").set("I_e", pA(1)).initial("V_m", each(Units::mV, -64, -50));
    var junction = net.connect(cells.range(0, 1), cells.range(1, 2)).receptor("gap").rule(oneToOne()).weight(nS(gap)).symmetric();
    if (interpolated) {
      junction.interpolated();
    }
    net.record(cells, "V_m").every(ms(0.1));
    return net;
  }

  private static double[][] spikes(double gap) {
    try (var simulation = Simulation.of(pair(gap, 0.05, false), Simulation.Options.DEFAULT.threads(1))) {
      simulation.run(ms(500));
      SpikeTrains spikes = simulation.spikes();
      return spikes.trainsMs(spikes.population("cells"));
    }
  }

  private static double lastDistance(double[][] trains) {
    double last = trains[0][trains[0].length - 1];
    return Arrays.stream(trains[1]).map(t -> Math.abs(t - last)).min().orElseThrow();
  }

  @Test
  void coupledHodgkinHuxleyCellsSynchroniseAndUncoupledOnesDoNot() {
    double[][] coupled = spikes(0.1);
    double[][] alone = spikes(0);
    assertTrue(coupled[0].length > 20 && alone[0].length > 20, coupled[0].length + " spikes");
    assertTrue(lastDistance(alone) > 2, "uncoupled cells keep their distance: " + lastDistance(alone));
    assertTrue(lastDistance(coupled) < 0.1, "coupled cells fire together: " + lastDistance(coupled));
  }

  /** The first spikes of the coupled pair, against steps of 1/640 ms. */
  @Test
  void spikingCellsConvergeToTheSolutionOfAFineStep() {
    double[][] fine = Courses.of(pair(0.1, 1.0 / 640, true), 1, 25)[0].values();
    double[] held = new double[2];
    double[] interpolated = new double[2];
    for (int k = 0; k < 2; k++) {
      double h = 0.025 / (1 << k);
      held[k] = rms(fine, Courses.of(pair(0.1, h, false), 1, 25)[0].values());
      interpolated[k] = rms(fine, Courses.of(pair(0.1, h, true), 1, 25)[0].values());
    }
    String errors = "held " + Arrays.toString(held) + ", interpolated " + Arrays.toString(interpolated);
    assertTrue(held[0] / held[1] > 1.7 && held[0] / held[1] < 2.4, errors);
    assertTrue(interpolated[0] / interpolated[1] > 3 && interpolated[0] / interpolated[1] < 5.5, errors);
    assertTrue(interpolated[0] < held[1] / 10, errors);
  }

  private static double rms(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < a[i].length; k++) {
        sum += (a[i][k] - b[i][k]) * (a[i][k] - b[i][k]);
      }
    }
    return Math.sqrt(sum / a.length / a[0].length);
  }

  /** A cell of a linear library model passes current through a junction and still fires by its own threshold. */
  @Test
  void anyModelOfTheLibraryThatTakesCurrentCanHaveJunctions() {
    var net = new Network("spikelets");
    var driver = net.population("driver", 1, "iaf_psc_exp_gap").set("I_e", pA(500));
    var cell = net.population("cell", 1, "aeif_cond_exp_gap");
    net.connect(driver, cell).receptor("gap").rule(allToAll()).weight(nS(2)).symmetric();
    net.record(cell, "V_m").every(ms(1));
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      simulation.run(ms(200));
      double last = Courses.last(new org.ranvier.simulator.recording.StateTrace[] {simulation.traces().getFirst()})[0];
      assertTrue(simulation.spikes().size() > 2);
      assertTrue(last > -70.5 && last < -68 && last != -70.6, "V_m " + last);
    }
  }
}
