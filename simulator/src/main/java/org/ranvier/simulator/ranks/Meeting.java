package org.ranvier.simulator.ranks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.ranvier.simulator.RanvierException;

/** What processes do together now and then: they tell each other numbers and texts, and fail together. */
public final class Meeting {
  /** Most bytes of one rank in one round: what is longer goes in pieces, so that no buffer grows beyond this times the number of ranks. */
  private static final int PIECE = 1 << 20;

  private final Ranks ranks;

  public Meeting(Ranks ranks) {
    this.ranks = ranks;
  }

  /** What each rank gives, by rank; they may give lists of different lengths. */
  public byte[][] gather(byte[] mine) {
    long[] lengths = column(gather(new long[] {mine.length}), 0);
    byte[][] all = new byte[ranks.size()][];
    Arrays.setAll(all, r -> new byte[(int) lengths[r]]);
    int longest = (int) Arrays.stream(lengths).max().orElse(0);
    for (int from = 0; from < longest; from += PIECE) {
      int piece = Math.min(PIECE, longest - from);
      byte[] out = Arrays.copyOfRange(mine, Math.min(from, mine.length), Math.min(from, mine.length) + piece);
      byte[] in = new byte[piece * ranks.size()];
      ranks.gather(out, piece, in);
      for (int r = 0; r < all.length; r++) {
        System.arraycopy(in, r * piece, all[r], Math.min(from, all[r].length), Math.clamp(all[r].length - from, 0, piece));
      }
    }
    return all;
  }

  /** The numbers of each rank, by rank; all give as many. */
  public long[][] gather(long[] mine) {
    ByteBuffer out = ByteBuffer.allocate(Long.BYTES * mine.length);
    out.asLongBuffer().put(mine);
    ByteBuffer in = ByteBuffer.allocate(out.capacity() * ranks.size());
    ranks.gather(out.array(), out.capacity(), in.array());
    long[][] all = new long[ranks.size()][mine.length];
    for (long[] of : all) {
      for (int k = 0; k < of.length; k++) {
        of[k] = in.getLong();
      }
    }
    return all;
  }

  /** The sums of numbers over all ranks. */
  public long[] sum(long... mine) {
    long[][] all = gather(mine);
    long[] sum = new long[mine.length];
    Arrays.setAll(sum, k -> Arrays.stream(column(all, k)).sum());
    return sum;
  }

  /** What rank 0 says. */
  public String fromFirst(String mine) {
    byte[] said = ranks.rank() == 0 ? mine.getBytes(StandardCharsets.UTF_8) : new byte[0];
    return new String(gather(said)[0], StandardCharsets.UTF_8);
  }

  /** Whether one at least says so. */
  public boolean any(boolean mine) {
    return sum(mine ? 1 : 0)[0] > 0;
  }

  /** Waits until all have come here. */
  public void wait(String what) {
    together(() -> what);
  }

  /**
   * Does something in all processes. If it fails in one, it fails in all: with what was thrown where it was, with {@link OtherRankFailed}
   * elsewhere.
   */
  public <T> T together(Supplier<T> work) {
    T made;
    try {
      made = work.get();
    } catch (OtherRankFailed e) { // all know already
      throw e;
    } catch (RuntimeException | Error e) {
      gather(new long[] {1});
      throw e;
    }
    long[] failed = column(gather(new long[] {0}), 0);
    for (int r = 0; r < failed.length; r++) {
      if (failed[r] != 0) {
        throw new OtherRankFailed(r);
      }
    }
    return made;
  }

  /**
   * Refuses to go on where ranks do not say the same.
   *
   * @param mine what must be the same in all, by its name; the names are
   */
  public void requireSame(Map<String, String> mine) {
    for (var entry : mine.entrySet()) {
      byte[][] all = gather(entry.getValue().getBytes(StandardCharsets.UTF_8));
      for (int r = 1; r < all.length; r++) {
        if (!Arrays.equals(all[0], all[r])) {
          throw new RanvierException(
              "rank " + r + " has another " + entry.getKey() + " than rank 0: " + new String(all[r], StandardCharsets.UTF_8) + ", not "
                  + new String(all[0], StandardCharsets.UTF_8) + "; start the same Ranvier with the same arguments on all ranks");
        }
      }
    }
  }

  private static long[] column(long[][] table, int k) {
    return Arrays.stream(table).mapToLong(row -> row[k]).toArray();
  }
}
