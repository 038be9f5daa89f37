package org.ranvier.networks.systems.families;

import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Readout;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.teaching.Feedback;
import org.ranvier.plasticity.teaching.Optimiser;

/**
 * Forty inputs, of which a pattern lets twenty fire, onto forty neurons, all with all.
 *
 * @param modulators of rules that are taught by them: the first and the second
 * @param readout of rules that are taught by one; it does not learn itself
 */
record FamilyNetwork(Network net, Family family, Population in, Population layer, List<Modulator> modulators, @Nullable Readout readout) {
  static final String WEIGHTS = "layer";

  static final int NEURONS = 40;
  static final int INPUTS = 40;
  static final double SHOWN_MS = 200;
  static final double PAUSE_MS = 200;
  private static final double EVENT_MS = 10;
  private static final double ACTIVE_HZ = 40;
  private static final double WANTED = 2;

  static FamilyNetwork of(Plan plan, Family family) {
    var net = new Network("rule-families").resolution(ms(1));
    var in = net.population("in", INPUTS, "poisson_generator");
    String model = family.byModulators() ? "iaf_psc_delta" : family == Family.EPROP ? "eprop_iaf" : "surrogate_iaf";
    var layer = net.population("layer", NEURONS, model).set("tau_m", ms(20));
    List<Modulator> modulators = List.of();
    Readout readout = null;
    if (family.byModulators()) {
      var first = net.modulator("first").decay(ms(100));
      if (family == Family.COVARIANCE || family == Family.FAST_WEIGHTS) {
        first.signed();
      }
      net.modulator("expected").follows(first, Units.s(5));
      modulators = List.of(first, net.modulator("second").decay(ms(100)));
    } else {
      readout = net.readout(Family.READOUT, layer).outputs(2).tau(ms(20)).interval(ms(SHOWN_MS)).optimiser(Optimiser.descent(0))
          .feedback(family == Family.ETLP ? Feedback.TARGET : Feedback.SYMMETRIC);
    }
    var synapses = net.connect(in, layer).rule(allToAll()).weight(uniform(mV(0.8), mV(1))).delay(ms(1));
    if (!plan.freezes(WEIGHTS)) {
      synapses.plastic(family.rule());
    }
    return new FamilyNetwork(net, family, in, layer, modulators, readout);
  }

  /** Lets the inputs of a pattern fire; -1 for silence. */
  void show(Simulation sim, int pattern) {
    double[] rates = new double[INPUTS];
    if (pattern >= 0) {
      Arrays.fill(rates, pattern * INPUTS / 2, (pattern + 1) * INPUTS / 2, ACTIVE_HZ);
    }
    sim.set(in, "rate", Distribution.each(Units::Hz, rates));
  }

  /** Tells that it is a pattern, from now on; -1 for none. Modulators tell it once, when the pattern is over. */
  void want(Simulation sim, int pattern) {
    if (readout == null) {
      return;
    }
    double[][] wanted = new double[2][(int) EVENT_MS];
    for (int t = 0; t < EVENT_MS; t++) {
      boolean silent = pattern < 0 || family == Family.ETLP && t < EVENT_MS - 1;
      wanted[0][t] = silent ? Double.NaN : pattern == 0 ? WANTED : -WANTED;
      wanted[1][t] = silent ? Double.NaN : pattern == 1 ? WANTED : -WANTED;
    }
    sim.want(readout, wanted);
  }

  /** Releases what tells that the pattern that is over was this one. */
  void tell(Simulation sim, int pattern) {
    if (modulators.isEmpty()) {
      return;
    }
    boolean signed = family == Family.COVARIANCE || family == Family.FAST_WEIGHTS;
    if (pattern == 0) {
      sim.release(modulators.get(0), 1);
    } else if (signed) {
      sim.release(modulators.get(0), -1);
    } else if (family == Family.DUAL_TRACE) {
      sim.release(modulators.get(1), 1);
    }
  }

  /** By how much more each neuron is to fire at the first pattern than at the second. */
  double[] wish(Simulation sim) {
    double[] wish = new double[NEURONS];
    Arrays.fill(wish, 1);
    if (readout != null) {
      double[][] back = sim.readout(readout).feedback();
      Arrays.setAll(wish, i -> back[0][i] - back[1][i]);
    }
    return wish;
  }
}
