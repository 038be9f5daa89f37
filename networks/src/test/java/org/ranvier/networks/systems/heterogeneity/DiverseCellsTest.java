package org.ranvier.networks.systems.heterogeneity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;

/**
 * What single cells contribute to diversity: firing patterns told apart by features (Izhikevich 2003,
 * doi:10.1109/TNN.2003.820440), bursts by coincidence of two compartments (Naud & Sprekeler 2018, doi:10.1073/pnas.1720995115),
 * and noradrenaline that acts on adaptation and threshold against a current.
 */
final class DiverseCellsTest {
  private static final double[] CURRENTS = {700, 800, 900, 1000, 1100}; // pA

  /** Trains of an adapting cell, for a second, at some currents and a concentration of noradrenaline. */
  private static double[][] adapting(double noradrenaline, double... currents) {
    var net = new Network("noradrenaline").resolution(ms(0.1));
    var cells = net.population("cells", currents.length, "aeif_cond_exp").set("I_e", each(Units::pA, currents));
    var modulator = net.modulator("noradrenaline");
    modulator.receptor("beta", new Response.Proportional(1)).changes(cells, "b", new Effect.Scaled(-0.9)).changes(cells, "V_th", new Effect.Shifted(-2));
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      sim.clamp(modulator, noradrenaline);
      sim.run(ms(1000));
      return sim.spikes().trainsMs(sim.spikes().population("cells"));
    }
  }

  /** From the first interval to the last: 0 without adaptation, towards 1 with much. */
  private static double adaptation(double[] train) {
    double first = train[1] - train[0];
    double last = train[train.length - 1] - train[train.length - 2];
    return (last - first) / (last + first);
  }

  @Test
  void noradrenalineSteepensTheResponseAndTakesAdaptationAway() {
    double slope = 0;
    double adaptation = 1;
    for (double level : new double[] {0, 0.25, 0.5, 0.75, 1}) {
      double[][] trains = adapting(level, CURRENTS);
      double now = (trains[4].length - trains[0].length) / (CURRENTS[4] - CURRENTS[0]);
      double index = Arrays.stream(trains).mapToDouble(DiverseCellsTest::adaptation).average().orElseThrow();
      assertTrue(now > slope, "slope at " + level + ": " + now + " after " + slope);
      assertTrue(index < adaptation, "adaptation index at " + level + ": " + index + " after " + adaptation);
      slope = now;
      adaptation = index;
    }
  }

  /** A current can make as many spikes as a metabotropic receptor, but not the same ones. */
  @Test
  void aCurrentAndAReceptorAreToldApartAtTheSameNumberOfSpikes() {
    double[] metabotropic = adapting(0.75, 800)[0];
    double[] ionotropic = Arrays.stream(adapting(0, 1120, 1130, 1140, 1150, 1160)).filter(t -> t.length == metabotropic.length).findFirst().orElseThrow();
    assertEquals(metabotropic.length, ionotropic.length);
    assertTrue(adaptation(ionotropic) - adaptation(metabotropic) > 0.1, adaptation(ionotropic) + " and " + adaptation(metabotropic));
  }

  /** The share of 100 cells with two spikes within 15 ms after a somatic step of 10 ms and an apical volley. */
  private static double bursting(double somaPa, double apicalPa) {
    var net = new Network("bursts").resolution(ms(0.1));
    var cells = net.population("cells", 100, "burst_cell");
    net.current("noise", cells).noise(pA(0), pA(100), ms(1));
    net.current("step", cells).from(ms(50), pA(somaPa)).from(ms(60), pA(0));
    var volley = net.spikeSource("volley", new double[][] {{50}});
    net.connect(volley, cells).rule(allToAll()).weight(pA(apicalPa)).receptor("apical").delay(ms(1));
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      sim.run(ms(150));
      long bursts = 0;
      for (double[] train : sim.spikes().trainsMs(sim.spikes().population("cells"))) {
        boolean burst = false;
        for (int k = 1; k < train.length; k++) {
          burst |= train[k] - train[k - 1] < 15;
        }
        bursts += burst ? 1 : 0;
      }
      return bursts / 100.0;
    }
  }

  @Test
  void burstsAreCoincidences() {
    assertTrue(bursting(900, 1500) >= 0.8, "both: " + bursting(900, 1500));
    assertTrue(bursting(900, 0) <= 0.1, "soma alone: " + bursting(900, 0));
    assertTrue(bursting(0, 1500) <= 0.1, "apical dendrite alone: " + bursting(0, 1500));
  }

  private static double[] intervals(double a, double b, double c, double d) {
    var net = new Network("zoo").resolution(ms(0.1));
    net.population("cell", 1, "izhikevich").set("a", Units.quantity(a, "1/ms")).set("b", b).set("c", mV(c)).set("d", mV(d)).set("I_e", pA(10));
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      sim.run(ms(500));
      double[] train = sim.spikes().trainsMs(sim.spikes().population("cell"))[0];
      double[] intervals = new double[train.length - 1];
      Arrays.setAll(intervals, k -> train[k + 1] - train[k]);
      return intervals;
    }
  }

  /** The class that features of a response tell: how much it bursts, adapts and fires. */
  private static String told(double[] intervals) {
    double last = intervals[intervals.length - 1];
    long within = Arrays.stream(intervals).filter(i -> i < 6).count();
    boolean again = within > intervals.length / 2;
    double settled = intervals[intervals.length / 2];
    double adaptation = (last - intervals[0]) / (last + intervals[0]);
    if (again) {
      return "chattering";
    }
    if (settled < 20) {
      return adaptation > 0.5 ? "low-threshold" : "fast";
    }
    return intervals[0] < 6 ? "intrinsically bursting" : "regular";
  }

  @Test
  void firingPatternsAreToldByTheirFeatures() {
    assertEquals("regular", told(intervals(0.02, 0.2, -65, 8)));
    assertEquals("fast", told(intervals(0.1, 0.2, -65, 2)));
    assertEquals("intrinsically bursting", told(intervals(0.02, 0.2, -55, 4)));
    assertEquals("chattering", told(intervals(0.02, 0.2, -50, 2)));
    assertEquals("low-threshold", told(intervals(0.02, 0.25, -65, 2)));
  }
}
