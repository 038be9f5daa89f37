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

  /**
   * Does something in all processes. If it fails in one, it fails in all: with what was thrown in the first of them, with {@link OtherRankFailed}
   * elsewhere.
   */
  public <T> T together(Supplier<T> work) {
    T made;
    try {
      made = work.get();
    } catch (OtherRankFailed e) { // all know already
      throw e;
    } catch (RuntimeException | Error e) {
      if (!isKnown(e)) {
        requireNone(gather(new long[] {1}), ranks.rank());
      }
      markKnown(e);
      throw e;
    }
    requireNone(gather(new long[] {0}), ranks.size());
    return made;
  }

  /**
   * Does something long of which the others hear nothing until all meet again. If it fails here, they are not waited for: whoever ends this process ends
   * theirs.
   */
  public void apart(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      if (ranks.size() > 1) {
        markKnown(e);
      }
      throw e;
    }
  }

  private static void requireNone(long[][] failed, int before) {
    for (int r = 0; r < before; r++) {
      if (failed[r][0] != 0) {
        throw new OtherRankFailed(r);
      }
    }
  }

  /** Marks a failure as one that the other ranks know of. */
  public static void markKnown(Throwable failure) {
    if (!isKnown(failure)) {
      failure.addSuppressed(new Known());
    }
  }

  private static boolean isKnown(Throwable failure) {
    return Arrays.stream(failure.getSuppressed()).anyMatch(Known.class::isInstance);
  }

  private static final class Known extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Known() {
      super("the other ranks know of it", null, false, false);
    }
  }

  /**
   * Refuses to go on where ranks do not say the same.
   *
   * @param mine what must be the same in all, by its name; the names are
   */
  public void requireSame(Map<String, String> mine) {
    together(() -> {
      check(mine);
      return mine;
    });
  }

  private void check(Map<String, String> mine) {
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
