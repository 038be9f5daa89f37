package org.ranvier.simulator.plastic;

/**
 * Synapses that a plastic projection shall get, as parallel arrays.
 *
 * @param source indices in the source population
 * @param target indices in the target population
 * @param delay steps from soma to soma
 * @param dendritic steps of it in the dendrite, where they are drawn
 * @param weight as of now, of the projection's sign
 */
public record NewSynapses(int[] source, int[] target, int[] delay, int[] dendritic, double[] weight) {
  public static final NewSynapses NONE = new NewSynapses(new int[0], new int[0], new int[0], new int[0], new double[0]);

  public int size() {
    return source.length;
  }
}
