package org.ranvier.simulator.synapses;

/**
 * The receptor at which a projection's synapses end. NEST's rule is that the sign of the weight chooses.
 *
 * @param positive receptor of synapses with a weight ≥ 0
 * @param negative receptor of synapses with a weight &lt; 0
 */
public record ReceptorChoice(int positive, int negative) {
  /** One receptor, whatever the sign. */
  public static ReceptorChoice always(int receptor) {
    return new ReceptorChoice(receptor, receptor);
  }
}
