package org.ranvier.simulator.exact.plastic;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.nio.ByteBuffer;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.state.RankShare;
import org.ranvier.simulator.state.Share;

/**
 * Where the synapses of a rank stand among those of all: source by source, by their delays, and those of one delay rank by rank. All ranks find it at a
 * time, going through the sources in batches.
 */
final class ExactShare {
  private static final int BATCH = 256;

  private ExactShare() {}

  /** The delays of a source's synapses here, ascending. */
  interface Delays {
    double[] of(int source);
  }

  static Share find(RankShare here, int sources, Delays delays) {
    var meeting = new Meeting(here.ranks());
    var at = new LongArrayList();
    var count = new IntArrayList();
    long total = 0;
    for (int from = 0; from < sources; from += BATCH) {
      int to = Math.min(sources, from + BATCH);
      double[][] mine = new double[to - from][];
      int bytes = 0;
      for (int s = from; s < to; s++) {
        mine[s - from] = delays.of(s);
        bytes += Integer.BYTES + Double.BYTES * mine[s - from].length;
      }
      ByteBuffer out = ByteBuffer.allocate(bytes);
      for (double[] of : mine) {
        out.putInt(of.length);
        for (double delay : of) {
          out.putDouble(delay);
        }
      }
      byte[][] all = meeting.gather(out.array());
      ByteBuffer[] in = new ByteBuffer[here.order().length];
      for (int k = 0; k < in.length; k++) {
        in[k] = ByteBuffer.wrap(all[here.order()[k]]);
      }
      for (int s = from; s < to; s++) {
        total = merge(in, here, total, at, count);
      }
    }
    return Share.runs(total, at.toLongArray(), count.toIntArray());
  }

  /** Goes through the synapses of one source at all ranks; returns how many there are up to its last. */
  private static long merge(ByteBuffer[] in, RankShare here, long before, LongArrayList at, IntArrayList count) {
    int[] left = new int[in.length];
    for (int k = 0; k < in.length; k++) {
      left[k] = in[k].getInt();
    }
    long total = before;
    for (int next = least(in, left); next >= 0; next = least(in, left)) {
      in[next].getDouble();
      left[next]--;
      if (here.order()[next] == here.ranks().rank()) {
        int last = at.size() - 1;
        if (last >= 0 && at.getLong(last) + count.getInt(last) == total) {
          count.set(last, count.getInt(last) + 1);
        } else {
          at.add(total);
          count.add(1);
        }
      }
      total++;
    }
    return total;
  }

  private static int least(ByteBuffer[] in, int[] left) {
    int least = -1;
    double delay = Double.POSITIVE_INFINITY;
    for (int k = 0; k < in.length; k++) {
      if (left[k] > 0 && (least < 0 || in[k].getDouble(in[k].position()) < delay)) {
        least = k;
        delay = in[k].getDouble(in[k].position());
      }
    }
    return least;
  }
}
