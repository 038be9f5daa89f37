package org.ranvier.networks.connect;

import java.util.Arrays;
import java.util.OptionalLong;
import org.ranvier.simulator.random.RandomKey;

/**
 * Pairs of {@link ConnectionRule.FixedTotalNumber} with autapses and multapses. Out-degrees and in-degrees are drawn apart, and what leaves the
 * sources, numbered source by source, is matched with what arrives at the targets, numbered target by target, by a {@link Permutation}. So the
 * synapses of a target and those of a source can both be told without the others, and the number of a synapse among those that arrive is the key of
 * its weight and delay.
 */
final class MatchedPairs implements RowPairs {
  private final long n;
  private final NeuronSet sources;
  private final NeuronSet targets;
  private final long key;
  private volatile Degrees degrees = Degrees.UNKNOWN;

  /** Drawn when they are needed first, which a mere description never does. */
  private record Degrees(Portions out, Portions in) {
    static final Degrees UNKNOWN = new Degrees(new Portions(0, 0, 0), new Portions(0, 0, 0));
  }

  MatchedPairs(long n, NeuronSet sources, NeuronSet targets, long key) {
    this.n = n;
    this.sources = sources;
    this.targets = targets;
    this.key = key;
  }

  private synchronized Degrees degrees() {
    if (degrees == Degrees.UNKNOWN) {
      degrees = new Degrees(new Portions(n, sources.size(), RandomKey.bits(key, 1)), new Portions(n, targets.size(), RandomKey.bits(key, 2)));
    }
    return degrees;
  }

  private Permutation matching() {
    return new Permutation(n, RandomKey.bits(key, 3));
  }

  @Override
  public void write(int first, int to, SynapseWriter writer) {
    Degrees all = degrees();
    write(targets.countBelow(first), all.in.first(targets.countBelow(first)), targets.countBelow(to), writer);
  }

  /** Whether {@link KeptDraws} can hold its sources, and delays up to one. */
  boolean canBeKept(int longestDelay) {
    return sources.size() > 0 && KeptDraws.hold(sources.get(sources.size() - 1), longestDelay);
  }

  /** Writes what {@link #write} does, with the sources and delays that have been kept. */
  void writeAgain(int from, int to, SynapseWriter writer, KeptDraws kept) {
    Degrees all = degrees();
    int k = targets.countBelow(from);
    int last = targets.countBelow(to);
    long arriving = all.in.first(k);
    for (; k < last && kept.unread() > 0; k++) {
      int target = targets.get(k);
      writer.begin(target);
      int some = (int) Math.min(all.in.first(k + 1) - arriving, kept.unread());
      writer.addKept(kept, some, target, arriving);
      arriving += some;
      if (arriving < all.in.first(k + 1)) { // not all of this target's were kept
        break;
      }
    }
    writer.complete();
    write(k, arriving, last, writer);
  }

  /**
   * Writes the synapses of a range of targets.
   *
   * @param firstTarget its place among the targets
   * @param firstNumber where to begin with what arrives at it
   */
  private void write(int firstTarget, long firstNumber, int endTarget, SynapseWriter writer) {
    Degrees all = degrees();
    Permutation matching = matching();
    long[] leaving = new long[Permutation.MOST];
    int[] from = new int[Permutation.MOST];
    for (int k = firstTarget; k < endTarget; k++) {
      int target = targets.get(k);
      writer.begin(target);
      long end = all.in.first(k + 1);
      for (long arriving = k == firstTarget ? firstNumber : all.in.first(k); arriving < end; arriving += Permutation.MOST) {
        int some = (int) Math.min(Permutation.MOST, end - arriving);
        matching.preimages(arriving, some, leaving);
        for (int j = 0; j < some; j++) {
          from[j] = sources.get(all.out.owner(leaving[j]));
        }
        writer.addNumbered(from, some, target, arriving);
      }
    }
  }

  @Override
  public long expectedCount() {
    return n;
  }

  @Override
  public Row row(int from, int to) {
    return new MatchedRow(from, to);
  }

  private final class MatchedRow implements Row {
    private final Degrees all = degrees();
    private final Permutation matching = matching();
    private final int low;
    private final int high;
    private final long first; // numbers of what arrives here
    private final long end;
    private final long[] images = new long[Permutation.MOST];
    private final int[] last; // by target: its last synapse of the row so far; -1: none
    private long[] arriving = new long[Permutation.MOST];
    private int[] target = new int[Permutation.MOST];
    private int[] before = new int[Permutation.MOST]; // the synapse of the row before this one with the same target; -1: none

    MatchedRow(int from, int to) {
      low = targets.countBelow(from);
      high = targets.countBelow(to);
      first = all.in.first(low);
      end = all.in.first(high);
      last = new int[high - low];
      Arrays.fill(last, -1);
    }

    @Override
    public OptionalLong count() {
      return OptionalLong.of(end - first);
    }

    @Override
    public void write(int source, SynapseWriter writer) {
      int k = sources.countBelow(source);
      if (k == sources.size() || sources.get(k) != source) {
        return;
      }
      int size = select(all.out.first(k), all.out.first(k + 1));
      order(size);
      for (int j = 0; j < size; j++) {
        target[j] = targets.get(low + target[j]);
      }
      writer.addNumbered(source, target, size, arriving);
    }

    /** What arrives here of the synapses that leave with these numbers. */
    private int select(long from, long to) {
      int size = 0;
      for (long leaving = from; leaving < to; leaving += Permutation.MOST) {
        int some = (int) Math.min(Permutation.MOST, to - leaving);
        if (size + some > arriving.length) {
          arriving = Arrays.copyOf(arriving, 2 * (size + some));
          target = Arrays.copyOf(target, arriving.length);
          before = Arrays.copyOf(before, arriving.length);
        }
        matching.images(leaving, some, images);
        for (int j = 0; j < some; j++) { // without a branch, which could not be foreseen
          arriving[size] = images[j];
          size += images[j] >= first & images[j] < end ? 1 : 0;
        }
      }
      return size;
    }

    /** Brings several synapses with one target into the order of their numbers: that in which the target's sums have them. */
    private void order(int size) {
      for (int j = 0; j < size; j++) { // by itself, so that look-ups overlap
        target[j] = all.in.owner(arriving[j]) - low;
      }
      for (int j = 0; j < size; j++) {
        int t = target[j];
        before[j] = last[t];
        last[t] = j;
        for (int q = j, p = before[j]; p >= 0 && arriving[p] > arriving[q]; q = p, p = before[p]) {
          long number = arriving[p];
          arriving[p] = arriving[q];
          arriving[q] = number;
        }
      }
      for (int j = 0; j < size; j++) {
        last[target[j]] = -1;
      }
    }
  }
}
