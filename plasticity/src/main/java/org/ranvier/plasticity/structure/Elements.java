package org.ranvier.plasticity.structure;

import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.Stateful;

/** The synaptic elements of one side of a projection: a real number for each neuron, whose whole part can bear synapses. */
public final class Elements implements Stateful {
  private final GrowthCurve curve;
  private final double[] count;

  /**
   * @param degrees how many synapses each neuron of the population has, which are the elements in the beginning
   * @param vacant how many elements each has besides
   */
  public Elements(GrowthCurve curve, int[] degrees, double vacant) {
    this.curve = curve;
    count = new double[degrees.length];
    for (int i = 0; i < count.length; i++) {
      count[i] = degrees[i] + vacant;
    }
  }

  @Override
  public void state(StatePort port) {
    port.common("count", "1", count);
  }

  /**
   * Lets elements grow over an interval by its mean rate: exact for a linear curve, and of second order in the interval over the time of averaging
   * otherwise.
   *
   * @param integrals of the neurons' rates, in spikes
   */
  public void grow(double[] integrals, double intervalMs) {
    for (int i = 0; i < count.length; i++) {
      count[i] = Math.max(0, count[i] + curve.perS(1000 * integrals[i] / intervalMs) * intervalMs / 1000);
    }
  }

  /** How many synapses a neuron can bear. */
  int bears(int neuron) {
    return (int) count[neuron];
  }

  /** The number of each neuron's elements. */
  public double[] counts() {
    return count.clone();
  }
}
