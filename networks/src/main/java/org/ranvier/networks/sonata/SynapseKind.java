package org.ranvier.networks.sonata;

import java.util.Locale;
import java.util.Map;
import org.ranvier.simulator.RanvierException;

/** A synapse of NEURON on a cell: {@code ExpSyn} or {@code Exp2Syn}, with its parameters in ms and mV. */
record SynapseKind(String template, double riseMs, double decayMs, double reversalMv) {
  private static final double LONGEST_MS = 1e9;
  private static final double CLOSEST = 0.9999; // NEURON makes the rise this much shorter where it is not

  /** The kind of each edge. */
  static SynapseKind[] of(EdgePopulation edges, ParameterFiles parameters) {
    var elements = edges.elements();
    String where = edges.where();
    double[] tau = parameters.values(elements, "tau", where).or(0.1); // NEURON's
    double[] tau1 = parameters.values(elements, "tau1", where).or(0.1);
    double[] tau2 = parameters.values(elements, "tau2", where).or(10);
    var erev = parameters.values(elements, "erev", where);
    double[] e = parameters.values(elements, "e", where).or(0);
    var kinds = new SynapseKind[elements.size()];
    for (int k = 0; k < kinds.length; k++) {
      double reversal = erev.isGiven(k) ? erev.get(k) : e[k];
      kinds[k] = edges.templates()[k].toLowerCase(Locale.ROOT).equals("expsyn")
          ? new SynapseKind("expsyn", 0, tau[k], reversal)
          : new SynapseKind(edges.templates()[k].toLowerCase(Locale.ROOT), Math.min(tau1[k], CLOSEST * tau2[k]), tau2[k], reversal);
    }
    return kinds;
  }

  /** This one, where it is supported. */
  SynapseKind checked(EdgePopulation edges, int edge) {
    if (!template.equals("expsyn") && !template.equals("exp2syn")) {
      throw new RanvierException(
          edges.where() + ": synapses of model_template '" + Shown.of(edges.templates()[edge])
              + "' are not supported on biophysical nodes; ExpSyn and Exp2Syn are");
    }
    if (!(decayMs > 0) || template.equals("exp2syn") && !(riseMs > 0)) {
      throw new RanvierException(
          edges.where() + ": time constants of edge " + edge + " (" + riseMs + " and " + decayMs + " ms) must be above 0");
    }
    if (decayMs > LONGEST_MS || template.equals("exp2syn") && !Double.isFinite(peakFactor())) {
      throw new RanvierException(
          edges.where() + ": time constants of edge " + edge + " (" + riseMs + " and " + decayMs + " ms) are too long or too far apart for a"
              + " conductance of finite size");
    }
    return this;
  }

  /** What the difference of the two exponentials is multiplied by, so that its peak is 1. */
  private double peakFactor() {
    double peakMs = riseMs * decayMs / (decayMs - riseMs) * Math.log(decayMs / riseMs);
    return 1 / (Math.exp(-peakMs / decayMs) - Math.exp(-peakMs / riseMs));
  }

  String mechanism() {
    return template.equals("expsyn") ? "exp_syn" : "exp2_syn";
  }

  Map<String, Double> values() {
    return template.equals("expsyn") ? Map.of("tau", decayMs, "E", reversalMv)
        : Map.of("tau_rise", riseMs, "tau_decay", decayMs, "E", reversalMv);
  }
}
