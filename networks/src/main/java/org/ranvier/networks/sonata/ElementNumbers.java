package org.ranvier.networks.sonata;

import java.util.BitSet;
import java.util.function.IntFunction;
import org.ranvier.simulator.RanvierException;

/** A number for each element of a population, where it is given. */
final class ElementNumbers {
  private final double[] values;
  private final BitSet given = new BitSet();

  ElementNumbers(int size) {
    values = new double[size];
  }

  int size() {
    return values.length;
  }

  boolean isGiven(int element) {
    return given.get(element);
  }

  void set(int element, double value) {
    values[element] = value;
    given.set(element);
  }

  double get(int element) {
    return values[element];
  }

  /** How many elements have none. */
  int missing() {
    return values.length - given.cardinality();
  }

  /** The numbers, with another one where none is given. */
  double[] or(double otherwise) {
    double[] all = values.clone();
    for (int k = given.nextClearBit(0); k < all.length; k = given.nextClearBit(k + 1)) {
      all[k] = otherwise;
    }
    return all;
  }

  /** The numbers, which all must be given; a message says of which one it is missing. */
  double[] required(IntFunction<String> problem) {
    int first = given.nextClearBit(0);
    if (first < values.length) {
      throw new RanvierException(problem.apply(first));
    }
    return values.clone();
  }
}
