package org.ranvier.simulator.log;

import java.io.IOException;

/**
 * Tells a log that goes on, or whose run was killed, from one whose next header was lost: looks whether whole excerpts follow
 * behind the place where nothing is committed. Reads the rest of the file.
 */
final class LookAhead {
  private static final int SHORTEST = Math.min(SpikeLogFormat.BLOCK_HEADER, SpikeLogFormat.END_HEADER) + SpikeLogFormat.CRC_BYTES;
  private static final int ALL_FLAGS = SpikeLogFormat.HAS_OFFSETS | SpikeLogFormat.CONTINUED | SpikeLogFormat.SILENT;

  /** Far longer than a writer takes from the last byte of an excerpt to its header. */
  private static final int COMMIT_MS = 50;

  /** What was found. */
  enum Found {
    /** Nothing: the log ends here for now. */
    NOTHING,
    /** The header that was missing has been written meanwhile. */
    COMMITTED_NOW,
    /** A whole excerpt that no header leads to. */
    LOST
  }

  private final ExcerptReader excerpts;
  private final Checksum checksum = new Checksum();

  LookAhead(ExcerptReader excerpts) {
    this.excerpts = excerpts;
  }

  /** Looks from the end of the last excerpt on, since a damaged header may have led past others. */
  Found look() throws IOException {
    int header = excerpts.headerDue();
    long length = excerpts.fileLength();
    if (isEnd(excerpts.position() + ExcerptReader.HEADER, length)) {
      pause();
      return found(header);
    }
    for (long at = excerpts.end(); at + ExcerptReader.HEADER <= length; at += ExcerptReader.HEADER) {
      int candidate = excerpts.intAt(at) & ExcerptReader.LENGTH_MASK;
      if (candidate >= SHORTEST && candidate <= ExcerptReader.LONGEST && isExcerpt(at + ExcerptReader.HEADER, candidate, length)) {
        return found(header);
      }
    }
    return Found.NOTHING;
  }

  /** Excerpts are committed one after the other; so what follows an uncommitted one is either lost or newer than that look. */
  private Found found(int header) throws IOException {
    return excerpts.headerDue() == header ? Found.LOST : Found.COMMITTED_NOW;
  }

  /** Whether the end of the log stands here, whose length it says itself: a run is not killed between its last byte and its header. */
  private boolean isEnd(long at, long fileLength) throws IOException {
    if (at + SpikeLogFormat.END_HEADER > fileLength || excerpts.intAt(at) != SpikeLogFormat.END) {
      return false;
    }
    int text = excerpts.intAt(at + 4);
    int length = SpikeLogFormat.END_HEADER + text;
    return text >= 0
        && text < ExcerptReader.LONGEST
        && (isExcerpt(at, length + SpikeLogFormat.CHAIN_BYTES, fileLength) || isExcerpt(at, length + SpikeLogFormat.CRC_BYTES, fileLength));
  }

  private boolean isExcerpt(long at, int length, long fileLength) throws IOException {
    if (at + length > fileLength || !begins(excerpts.intAt(at)) || !excerpts.available(at, length)) {
      return false;
    }
    byte[] bytes = excerpts.bytes();
    int offset = excerpts.offsetOf(at);
    int carried = Checksum.in(bytes, offset, length);
    return carried == checksum.chained(bytes, offset, length) || carried == checksum.plain(bytes, offset, length);
  }

  /** Whether these can be the first four bytes of an excerpt: its kind, flags and two zeros. */
  private static boolean begins(int word) {
    byte kind = (byte) word;
    boolean known = kind == SpikeLogFormat.BLOCK || kind == SpikeLogFormat.END || kind == SpikeLogFormat.MANIFEST;
    return known && (word >>> 8 & ~ALL_FLAGS) == 0;
  }

  private static void pause() {
    try {
      Thread.sleep(COMMIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
