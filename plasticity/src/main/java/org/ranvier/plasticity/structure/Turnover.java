package org.ranvier.plasticity.structure;

import it.unimi.dsi.fastutil.doubles.DoubleComparators;
import it.unimi.dsi.fastutil.doubles.DoubleHeapPriorityQueue;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.random.RandomStream;

/**
 * Rewiring by weight: weak synapses go, and each that went is replaced by one at random.
 *
 * <p>With {@code threshold} 0, {@link Keeping#TOTAL} and a regrowth of 1 this is deep rewiring (DEEP R; Bellec, Kappel, Maass & Legenstein
 * 2018, arXiv:1711.05136): a synapse whose weight has come to its bound at 0 goes, and another of all that are not there comes. With {@link
 * Keeping#NOTHING} and {@code sprouting} it is the structural plasticity of self-organising recurrent networks (Zheng, Dimitrakakis & Triesch
 * 2013, doi:10.1371/journal.pcbi.1002848).
 *
 * @param threshold synapses of this magnitude or less go; below 0 for none
 * @param weakest this part of each target's synapses goes, the weakest first; what is left after a whole number goes by chance
 * @param keeping what the replaced ones have in common with those that went
 * @param regrowth probability that one that went is replaced
 * @param sprouting expected number of synapses that grow between any two neurons, whatever went
 */
public record Turnover(double threshold, double weakest, Keeping keeping, double regrowth, double sprouting) {
  /** What stays as it was if each synapse that goes is replaced. */
  public enum Keeping {
    /** The number of synapses of each target. */
    IN_DEGREE,
    /** The number of synapses of each source. */
    OUT_DEGREE,
    /** The number of all synapses. */
    TOTAL,
    /** Nothing is replaced. */
    NOTHING
  }

  public Turnover {
    if (!(threshold < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("rewiring: a threshold of " + threshold + " must be finite");
    }
    if (!(weakest >= 0 && weakest <= 1)) {
      throw new RanvierException("rewiring: a part of " + weakest + " of the weakest synapses must be between 0 and 1");
    }
    if (!(regrowth >= 0 && regrowth <= 1)) {
      throw new RanvierException("rewiring: a probability of regrowth of " + regrowth + " must be between 0 and 1");
    }
    if (!(sprouting >= 0 && sprouting <= 1e9)) {
      throw new RanvierException("rewiring: " + sprouting + " new synapses each time must be 0 or above, and at most 1e9");
    }
  }

  /** What changes, given the weights. Depends on nothing but the table and the random numbers. */
  public WiringChange change(SynapseTable table, Ends ends, RandomStream random) {
    var wires = new Wires(table, ends, random);
    for (int k = 0; k < table.size(); k++) {
      if (Math.abs(table.values()[k]) <= threshold) {
        wires.prune(k);
      }
    }
    if (weakest > 0) {
      for (int target : ends.targets()) {
        pruneWeakest(table, wires, target, random);
      }
    }
    int[] gone = wires.pruned().stream().toArray();
    for (int k : gone) {
      if (keeping != Keeping.NOTHING && random.nextPositiveDouble() <= regrowth) {
        switch (keeping) {
          case IN_DEGREE -> wires.growTo(table.targets()[k]);
          case OUT_DEGREE -> wires.growFrom(table.sources()[k]);
          default -> wires.growAnywhere();
        }
      }
    }
    for (int n = rounded(sprouting, random); n > 0; n--) {
      wires.growAnywhere();
    }
    return wires.change();
  }

  /** Of equal ones the first go. */
  private void pruneWeakest(SynapseTable table, Wires wires, int target, RandomStream random) {
    int[] of = wires.of(target);
    int count = Math.min(of.length, rounded(weakest * of.length, random));
    if (count == 0) {
      return;
    }
    double[] magnitudes = new double[of.length];
    var least = new DoubleHeapPriorityQueue(count, DoubleComparators.OPPOSITE_COMPARATOR); // the greatest of them first
    for (int k = 0; k < of.length; k++) {
      magnitudes[k] = Math.abs(table.values()[of[k]]);
      if (k < count) {
        least.enqueue(magnitudes[k]);
      } else if (magnitudes[k] < least.firstDouble()) {
        least.dequeueDouble();
        least.enqueue(magnitudes[k]);
      }
    }
    double last = least.firstDouble();
    int below = 0;
    for (double m : magnitudes) {
      below += m < last ? 1 : 0;
    }
    int equal = count - below;
    for (int k = 0; k < of.length; k++) {
      if (magnitudes[k] < last || magnitudes[k] == last && equal-- > 0) {
        wires.prune(of[k]);
      }
    }
  }

  /** A whole number with this mean. */
  private static int rounded(double mean, RandomStream random) {
    int whole = (int) mean;
    return mean > whole && random.nextPositiveDouble() <= mean - whole ? whole + 1 : whole;
  }

  @Override
  public String toString() {
    return (threshold >= 0 ? "prunes weights up to " + threshold + ", " : "") + (weakest > 0 ? "prunes the weakest " + weakest + " of each target, " : "")
        + (keeping == Keeping.NOTHING ? "replaces none" : "replaces them with probability " + regrowth + ", keeping " + keeping)
        + (sprouting > 0 ? ", grows " + sprouting + " anywhere" : "");
  }
}
