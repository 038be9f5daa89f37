package org.ranvier.neuronmodels.equations.runtime;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Generated loops over elements of arrays; every element is computed from the same element of the others. */
public abstract class FlatKernel {
  /** Elements computed together, so that intermediate arrays stay in the first-level cache. */
  protected static final int TILE = 1024;

  /** Carries out a pass over the elements {@code from … to - 1}. */
  public abstract void run(int pass, int from, int to);

  /** The array of that name. */
  protected static double[] array(Map<String, double[]> arrays, String name) {
    double @Nullable [] array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no array " + name);
    }
    return array;
  }

  /** {@code scratch}, or a longer array where it is shorter than {@code n}. */
  protected static double[] scratch(double[] scratch, int n) {
    return scratch.length >= n ? scratch : new double[n];
  }
}
