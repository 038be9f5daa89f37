package org.ranvier.networks.connect;

import org.ranvier.simulator.random.RandomStream;

/**
 * How a number of things falls to so many neurons, each thing to each neuron with the same probability; and whose a thing is, where they are numbered neuron by neuron.
 * Neurons are halved again and again, and at each halving a binomial draw says how many things fall to the first half.
 */
final class Portions {
  private final long[] before; // things of the neurons before one
  private final int[] guide; // for each 2^shift things: the neuron that has the first of them
  private final int shift;

  Portions(long n, int neurons, long key) {
    before = new long[neurons + 1];
    divide(0, neurons, n, new RandomStream(key));
    for (int k = 0; k < neurons; k++) {
      before[k + 1] += before[k];
    }
    shift = neurons == 0 ? 0 : Math.max(0, 63 - Long.numberOfLeadingZeros(Math.max(1, n / neurons / 2)));
    guide = new int[(int) (n >>> shift) + 1];
    int k = 0;
    for (int g = 0; g < guide.length; g++) {
      while (k < neurons && before[k + 1] <= (long) g << shift) {
        k++;
      }
      guide[g] = k;
    }
  }

  private void divide(int from, int to, long n, RandomStream random) {
    if (n > 0 && to - from == 1) {
      before[to] = n;
    } else if (n > 0) {
      int mid = (from + to) >>> 1;
      long first = Binomial.draw(random, n, (double) (mid - from) / (to - from));
      divide(from, mid, first, random);
      divide(mid, to, n - first, random);
    }
  }

  /** The number of a neuron's first thing; that of the one after the last is the number of all. */
  long first(int neuron) {
    return before[neuron];
  }

  /** Whose a thing is. */
  int owner(long thing) {
    int k = guide[(int) (thing >>> shift)];
    k += (int) (before[k + 1] - thing - 1 >>> 63); // often needed and often not, which a branch could not foresee
    while (before[k + 1] <= thing) {
      k++;
    }
    return k;
  }
}
