package org.ranvier.networks.sonata;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.ranvier.networks.sonata.NodePopulation.NodeGroup;
import org.ranvier.simulator.RanvierException;

/**
 * The parameters of NEURON's {@code IntFire1} of each neuron, in ms. The published files of the Allen Institute give them in
 * seconds, and BMTK reads them so, while the SONATA guide says that they are as in NEURON, which has ms: a value below 1 is
 * taken for seconds, one from 1 on for ms, and the run says which it was.
 */
record IntFire1Parameters(double[] tauMs, double[] refracMs, boolean inSeconds) {
  static final Set<String> TEMPLATES = Set.of("nrn:IntFire1", "IntFire1", "NEURON_model:IntFire1");
  private static final Set<String> KNOWN = Set.of("tau", "refrac");
  private static final double DEFAULT_TAU_MS = 10;
  private static final double DEFAULT_REFRAC_MS = 5;

  static IntFire1Parameters read(NodePopulation population, NodeGroup group, ParameterFiles files) {
    var elements = population.elements();
    String where = population.where();
    int[] members = group.members();
    var unknown = new TreeSet<>(files.names(elements, members, where));
    unknown.removeAll(KNOWN);
    if (!unknown.isEmpty()) {
      throw new RanvierException(
          where + ": dynamics_params " + Shown.of(unknown.toString()) + " are not parameters of IntFire1; tau and refrac are");
    }
    var tau = files.values(elements, "tau", where);
    var refrac = files.values(elements, "refrac", where);
    boolean seconds = false;
    for (int k : members) {
      seconds |= tau.isGiven(k) && tau.get(k) < 1;
    }
    return new IntFire1Parameters(
        inMs(tau, seconds, DEFAULT_TAU_MS, "tau", population, members), inMs(refrac, seconds, DEFAULT_REFRAC_MS, "refrac", population, members),
        seconds);
  }

  private static double[] inMs(
      ElementNumbers values, boolean seconds, double otherwiseMs, String name, NodePopulation population, int[] members) {
    double[] ms = new double[members.length];
    for (int i = 0; i < ms.length; i++) {
      int k = members[i];
      if (name.equals("tau") && values.isGiven(k) && values.get(k) < 1 != seconds) {
        throw new RanvierException(
            String.format(
                Locale.ROOT, "%s: tau is below 1, as in seconds, in some nodes and %s, as in ms, in node %d; use one of them",
                population.where(), values.get(k), population.ids()[k]));
      }
      ms[i] = values.isGiven(k) ? seconds ? 1000 * values.get(k) : values.get(k) : otherwiseMs;
    }
    return ms;
  }
}
