package org.ranvier.networks.space;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomStream;

/** How neurons are placed on a sheet, before any jitter. */
sealed interface Placement {
  /** 0 where the extent decides. */
  int dimensions();

  /**
   * Coordinates by axis, then by neuron.
   *
   * @param low ends of the sheet, in µm
   */
  double[][] place(String where, int size, double[] low, double[] high, RandomStream random);

  /** At the centres of equal boxes; x runs fastest. */
  record Grid(int[] shape) implements Placement {
    @Override
    public int dimensions() {
      return shape.length;
    }

    @Override
    public double[][] place(String where, int size, double[] low, double[] high, RandomStream random) {
      long places = Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
      if (places != size) {
        throw new RanvierException(
            where + ": " + this + " has " + places + " places, but the population has " + size + " neurons;"
                + " give it as many as there are places");
      }
      double[][] um = new double[shape.length][size];
      for (int k = 0; k < size; k++) {
        int rest = k;
        for (int a = 0; a < shape.length; a++) {
          um[a][k] = low[a] + (rest % shape[a] + 0.5) * ((high[a] - low[a]) / shape[a]);
          rest /= shape[a];
        }
      }
      return um;
    }

    @Override
    public String toString() {
      return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ", "grid(", ")"));
    }
  }

  /** At equal distances along one axis, as many as there are. */
  record Even() implements Placement {
    @Override
    public int dimensions() {
      return 1;
    }

    @Override
    public double[][] place(String where, int size, double[] low, double[] high, RandomStream random) {
      return new Grid(new int[] {size}).place(where, size, low, high, random);
    }

    @Override
    public String toString() {
      return "ring";
    }
  }

  /** Anywhere with the same probability. */
  record Scattered() implements Placement {
    @Override
    public int dimensions() {
      return 0;
    }

    @Override
    public double[][] place(String where, int size, double[] low, double[] high, RandomStream random) {
      double[][] um = new double[low.length][size];
      for (int k = 0; k < size; k++) {
        random.select(k);
        for (int a = 0; a < low.length; a++) {
          um[a][k] = Math.min(high[a], low[a] + (high[a] - low[a]) * random.nextDouble());
        }
      }
      return um;
    }

    @Override
    public String toString() {
      return "scattered";
    }
  }

  /** Where they are said to be: a point of 1 to 3 coordinates for each neuron, in µm. */
  record Listed(double[][] points) implements Placement {
    @Override
    public int dimensions() {
      return points[0].length;
    }

    @Override
    public double[][] place(String where, int size, double[] low, double[] high, RandomStream random) {
      if (points.length != size) {
        throw new RanvierException(
            where + ": " + points.length + " positions for " + size + " neurons; give one for each");
      }
      double[][] um = new double[dimensions()][size];
      for (int k = 0; k < size; k++) {
        for (int a = 0; a < um.length; a++) {
          um[a][k] = points[k][a];
        }
      }
      return um;
    }

    double[] extreme(boolean high) {
      double[] extreme = points[0].clone();
      for (double[] point : points) {
        for (int a = 0; a < extreme.length; a++) {
          extreme[a] = high ? Math.max(extreme[a], point[a]) : Math.min(extreme[a], point[a]);
        }
      }
      return extreme;
    }

    @Override
    public String toString() {
      return "positions(" + points.length + " points, digest " + Integer.toHexString(Arrays.deepHashCode(points)) + ")";
    }
  }
}
