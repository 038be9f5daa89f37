package org.ranvier.networks.sonata;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;

/**
 * The parameters of NEURON's {@code IntFire1} of each neuron, in ms. The published files of the Allen Institute give them in
 * seconds, and BMTK reads them so, while the SONATA guide says that they are as in NEURON, which has ms: a value below 1 is
 * taken for seconds, one from 1 on for ms, and the run says which it was.
 */
record IntFire1Parameters(double[] tauMs, double[] refracMs, boolean inSeconds) {
  private static final Set<String> TEMPLATES = Set.of("nrn:IntFire1", "IntFire1", "NEURON_model:IntFire1");
  private static final Set<String> MODEL_TYPES = Set.of("point_process", "point_neuron");
  private static final Set<String> KNOWN = Set.of("tau", "refrac");
  private static final double DEFAULT_TAU_MS = 10;
  private static final double DEFAULT_REFRAC_MS = 5;

  static IntFire1Parameters read(NodePopulation population, ParameterFiles files) {
    if (!MODEL_TYPES.contains(population.modelType())) {
      throw new RanvierException(
          population.where() + ": model_type '" + population.modelType()
              + "' is not supported; virtual, point_process and point_neuron are");
    }
    String template = population.one("model_template");
    if (!TEMPLATES.contains(template)) {
      throw new RanvierException(population.where() + ": model_template '" + template + "' is not supported; nrn:IntFire1 is");
    }
    var elements = population.elements();
    var unknown = new TreeSet<>(files.names(elements, population.where()));
    unknown.removeAll(KNOWN);
    if (!unknown.isEmpty()) {
      throw new RanvierException(
          population.where() + ": dynamics_params " + unknown + " are not parameters of IntFire1; tau and refrac are");
    }
    double[] tau = files.values(elements, "tau", population.where());
    double[] refrac = files.values(elements, "refrac", population.where());
    boolean seconds = Arrays.stream(tau).anyMatch(t -> t < 1);
    return new IntFire1Parameters(
        inMs(tau, seconds, DEFAULT_TAU_MS, "tau", population), inMs(refrac, seconds, DEFAULT_REFRAC_MS, "refrac", population),
            seconds);
  }

  private static double[] inMs(double[] values, boolean seconds, double otherwiseMs, String name, NodePopulation population) {
    double[] ms = new double[values.length];
    for (int k = 0; k < ms.length; k++) {
      if (name.equals("tau") && !Double.isNaN(values[k]) && values[k] < 1 != seconds) {
        throw new RanvierException(
            String.format(
                Locale.ROOT, "%s: tau is below 1, as in seconds, in some nodes and %s, as in ms, in node %d; use one of them",
                population.where(), values[k], population.ids()[k]));
      }
      ms[k] = Double.isNaN(values[k]) ? otherwiseMs : seconds ? 1000 * values[k] : values[k];
    }
    return ms;
  }
}
