package org.ranvier.simulator.plastic;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.state.Share;

/**
 * Where the synapses of a rank stand among those of all: source by source, then delay by delay, and then rank by rank. All ranks find it at a time, and none
 * needs a table of all synapses, or of all ranks' fragments: they go through the sources in batches.
 */
final class FragmentShare {
  /** Numbers of all ranks that are there at a time. */
  private static final int BATCH = 1 << 20;

  private FragmentShare() {}

  /** Counts the synapses of a source with a delay here. */
  interface Counts {
    int of(int source, int delay);
  }

  /**
   * Finds it.
   *
   * @param order the ranks in the order in which their synapses follow one another
   * @param least shortest delay here
   * @param most longest delay here, below the shortest where there are no synapses
   */
  static Share find(Ranks ranks, int[] order, int sources, int least, int most, Counts counts) {
    var meeting = new Meeting(ranks);
    long[][] ends = meeting.gather(most < least ? new long[] {Integer.MAX_VALUE, 0} : new long[] {least, most});
    int first = (int) Arrays.stream(ends).mapToLong(e -> e[0]).min().orElse(1);
    int last = (int) Arrays.stream(ends).mapToLong(e -> e[1]).max().orElse(0);
    int delays = Math.max(0, last - first + 1);
    var at = new LongArrayList();
    var count = new IntArrayList();
    long total = 0;
    int batch = Math.max(1, BATCH / Math.max(1, delays) / ranks.size());
    for (int from = 0; from < sources && delays > 0; from += batch) {
      int to = Math.min(sources, from + batch);
      int fragments = (to - from) * delays;
      byte[] mine = new byte[Integer.BYTES * fragments];
      byte[] all = new byte[mine.length * ranks.size()];
      IntBuffer here = ByteBuffer.wrap(mine).asIntBuffer();
      for (int k = 0; k < fragments; k++) {
        here.put(k, counts.of(from + k / delays, first + k % delays));
      }
      ranks.gather(mine, mine.length, all);
      IntBuffer everywhere = ByteBuffer.wrap(all).asIntBuffer();
      for (int k = 0; k < fragments; k++) {
        for (int rank : order) {
          int n = everywhere.get(rank * fragments + k);
          if (rank == ranks.rank() && n > 0) {
            at.add(total);
            count.add(n);
          }
          total += n;
        }
      }
    }
    return Share.runs(total, at.toLongArray(), count.toIntArray());
  }
}
