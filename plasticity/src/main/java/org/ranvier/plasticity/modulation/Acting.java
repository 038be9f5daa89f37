package org.ranvier.plasticity.modulation;

import org.ranvier.plasticity.receptors.Effect;

/**
 * A receptor that acts on neurons of a population.
 *
 * @param receptor its index among the network's receptors
 * @param effect what it does
 * @param place where each neuron of the population finds the modulator, -1 for neurons that have no such receptor; one value where it
 *     is the same for all
 */
public record Acting(int receptor, Effect effect, int[] place) {
  public Acting {
    place = place.clone();
  }

  @Override
  public int[] place() {
    return place.clone();
  }

  /** The places of the neurons {@code first … first + size - 1}. */
  int[] slice(int first, int size) {
    int[] of = new int[size];
    for (int i = 0; i < size; i++) {
      of[i] = place[place.length == 1 ? 0 : first + i];
    }
    return of;
  }
}
