package org.ranvier.networks.connect;

import java.util.Arrays;
import org.ranvier.networks.space.Displacements;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/**
 * Pairs of {@link ConnectionRule.SpatialInDegree}.
 *
 * <p>Without multapses, sources are drawn one after the other, each with a probability in proportion to its kernel value among
 * those that are left. This is the same as taking the sources with the least {@code -ln(u)/value}, where {@code u} is a uniform
 * number of the pair (Efraimidis & Spirakis 2006, doi:10.1016/j.ipl.2005.11.003).
 */
final class SpatialInDegreePairs implements PairSource {
  private final String where;
  private final int n;
  private final Candidates candidates;
  private final NeuronSet targets;
  private final boolean multapses;
  private final long key;

  SpatialInDegreePairs(String where, int n, Candidates candidates, NeuronSet targets, boolean multapses, long key) {
    this.where = where;
    this.n = n;
    this.candidates = candidates;
    this.targets = targets;
    this.multapses = multapses;
    this.key = key;
  }

  @Override
  public void write(int from, int to, SynapseWriter writer) {
    var draw = new Draw();
    for (int k = targets.countBelow(from); k < targets.countBelow(to); k++) {
      int target = targets.get(k);
      RandomStream random = writer.begin(target);
      if (n > 0) {
        draw.find(target);
        if (multapses) {
          draw.withRepetition(target, random, writer);
        } else {
          draw.withoutRepetition(target, writer);
        }
      }
    }
  }

  @Override
  public long expectedCount() {
    return (long) n * targets.size();
  }

  /** One thread's arrays. */
  private final class Draw {
    private final Candidates.Search search = candidates.new Search();
    private final IndexSet found = new IndexSet(candidates.population());
    private final double[] valueOf = new double[candidates.population()];
    private final int[] source = new int[candidates.population()];
    private final double[] number = new double[candidates.population()];
    private final double[] sorted = new double[candidates.population()];
    private final int[] guide = new int[candidates.population()];
    private int count;

    /** Finds the sources with values above 0, in ascending order: sums must not depend on the order in which they are found. */
    void find(int target) {
      search.forEach(target, (pairs, t, thresholds) -> Arrays.fill(thresholds, 0, pairs.size, 0), this::take);
      count = found.drain(source);
      if (count < (multapses ? 1 : n)) {
        throw new RanvierException(
            where + ": in-degree " + n + ", but " + candidates.geometry().describeTarget(target) + " has "
                + (count == 0 ? "no possible source" : "only " + count + " possible source" + (count == 1 ? "" : "s"))
                + " within the mask and the kernel's reach; widen them, "
                + (count > 0 ? "lower the in-degree, or allow multapses" : "or lower the in-degree"));
      }
    }

    private void take(Displacements d, double[] values) {
      for (int k = 0; k < d.size; k++) {
        if (values[k] > 0) {
          found.add(d.source[k]);
          valueOf[d.source[k]] = values[k];
        }
      }
    }

    void withRepetition(int target, RandomStream random, SynapseWriter writer) {
      double sum = 0;
      for (int k = 0; k < count; k++) {
        sum += valueOf[source[k]];
        number[k] = sum;
      }
      for (int j = 0, k = 0; j < count; j++) {
        while (number[k] < sum * j / count) {
          k++;
        }
        guide[j] = k;
      }
      for (int j = 0; j < n; j++) {
        double u = random.nextDouble();
        writer.add(source[firstAbove(u * sum, guide[(int) (u * count)])], target);
      }
    }

    /** The first sum above {@code x}, looked for from about the right place on. */
    private int firstAbove(double x, int from) {
      int k = from;
      while (k > 0 && number[k - 1] > x) {
        k--;
      }
      while (k < count - 1 && !(number[k] > x)) {
        k++;
      }
      return k;
    }

    void withoutRepetition(int target, SynapseWriter writer) {
      long first = key + ((long) target << 32) * RandomKey.GAMMA;
      for (int k = 0; k < count; k++) {
        double u = ((RandomKey.mix(first + source[k] * RandomKey.GAMMA) >>> 11) + 1) * 0x1.0p-53;
        number[k] = -Math.log(u) / valueOf[source[k]];
        sorted[k] = number[k];
      }
      double last = Selection.smallest(sorted, count, n);
      int equal = n; // how many of those with the last number are taken
      for (int k = 0; k < count; k++) {
        equal -= number[k] < last ? 1 : 0;
      }
      for (int k = 0; k < count; k++) {
        if (number[k] < last || (number[k] == last && equal-- > 0)) {
          writer.add(source[k], target);
        }
      }
    }
  }
}
