package org.ranvier.simulator.plastic;

/**
 * Finds the stored weights that will have become the wanted ones by now. What a synapse has gained since its last event is still to be added
 * to what is stored, and may depend on it: the weight at which the difference is 0 is found by the secant method, which for gains that are
 * linear in the weight ends after three looks.
 */
public final class Settling {
  /** For a synapse whose weight stays. */
  public static final double AS_IT_IS = Double.NaN;

  private static final int PASSES = 12;

  /** Differences of so many units in the last place are rounding. */
  private static final int ROUNDING = 4;

  /** A slope outside is rounding, or a rule that the secant does not fit; 1 is tried then. */
  private static final double LEAST_SLOPE = 0.02;

  private static final double GREATEST_SLOPE = 50;

  /** One this small is believed where two weights this far apart have shown it: the rule forgets what the weight was. */
  private static final double LEAST_OF_FORGETTING = 1e-4;

  private static final double FAR = 1e-2;

  private final PlasticSynapses synapses;
  private final double[] wanted;
  private final double[] tried;
  private final double[] missed;
  private int pass;
  private int open; // synapses that were not settled in this pass

  /** Sees what weight a synapse would have by now. */
  @FunctionalInterface
  public interface Accrued {
    void accept(int q, double weight);
  }

  /** Looks at all synapses as they would be by now had the weights no bounds. */
  @FunctionalInterface
  public interface Look {
    void at(Accrued each);
  }

  /**
   * @param wanted weights by now, {@link #AS_IT_IS} for some
   */
  public Settling(PlasticSynapses synapses, double[] wanted) {
    this.synapses = synapses;
    this.wanted = wanted;
    tried = new double[wanted.length];
    missed = new double[wanted.length];
    for (int q = 0; q < wanted.length; q++) {
      if (!Double.isNaN(wanted[q])) {
        synapses.setWeight(q, wanted[q]);
      }
    }
  }

  /** Changes the stored weights, and looks what has become of them, until they are the wanted ones. */
  public void settle(Look look) {
    do {
      open = 0;
      look.at(this::correct);
      pass++;
    } while (open > 0 && pass < PASSES);
  }

  private void correct(int q, double found) {
    double stored = synapses.weight(q);
    double miss = found - wanted[q];
    if (!(Math.abs(miss) > ROUNDING * synapses.ulp(wanted[q]))) {
      return;
    }
    open++;
    double slope = pass == 0 ? 1 : (miss - missed[q]) / (stored - tried[q]);
    double least = Math.abs(stored - tried[q]) > FAR * Math.abs(wanted[q]) ? LEAST_OF_FORGETTING : LEAST_SLOPE;
    if (!(slope > least && slope < GREATEST_SLOPE)) {
      slope = 1;
    }
    tried[q] = stored;
    missed[q] = miss;
    synapses.setWeight(q, stored - miss / slope);
  }
}
