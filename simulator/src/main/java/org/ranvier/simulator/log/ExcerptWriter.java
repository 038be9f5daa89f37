package org.ranvier.simulator.log;

import java.nio.charset.StandardCharsets;
import org.ranvier.simulator.recording.SpikeBlock;

/** Puts excerpts together in a buffer: what {@code docs/spike-log.md} says, byte by byte. */
final class ExcerptWriter {
  private static final int LONGEST_STATUS_CHARACTERS = 2000;

  private final Checksum checksum = new Checksum();
  private byte[] buffer = new byte[4096];
  private int checksumBefore;

  /** The excerpt made last. */
  byte[] bytes() {
    return buffer;
  }

  /** Makes the excerpt made last, {@code length} bytes long, the one that the next one follows. */
  void committed(int length) {
    checksumBefore = Checksum.in(buffer, 0, length);
  }

  /** Makes a manifest and returns its length. */
  int manifest(String json) {
    int length = putText(SpikeLogFormat.MANIFEST, SpikeLogFormat.MANIFEST_HEADER, json) + SpikeLogFormat.CRC_BYTES;
    SpikeLogFormat.INT.set(buffer, length - SpikeLogFormat.CRC_BYTES, checksum.plain(buffer, 0, length));
    return length;
  }

  /** Makes a block of silent steps and returns its length. */
  int silence(int steps, long number, long firstStep) {
    return chain(putBlockHeader(SpikeLogFormat.SILENT, steps, number, firstStep, 0));
  }

  /** Makes a block of the steps {@code step} to {@code end - 1} of a block and returns its length. */
  int block(SpikeBlock block, int step, int end, long number) {
    int from = block.begin(step);
    int count = block.end(end - 1) - from;
    ensure(SpikeLogFormat.BLOCK_HEADER + 5 * (end - step) + spikeBytes(block) * count + SpikeLogFormat.CHAIN_BYTES);
    int at = putBlockHeader(flags(block), end - step, number, block.firstStep() + step, count);
    for (int k = step; k < end; k++) {
      at = SpikeLogFormat.putVarint(buffer, at, block.end(k) - block.begin(k));
    }
    return chain(putSpikes(block, from, count, at));
  }

  /** Makes a block of a part of one step and returns its length. */
  int piece(SpikeBlock block, int step, int from, int count, boolean continued, long number) {
    ensure(SpikeLogFormat.BLOCK_HEADER + 5 + spikeBytes(block) * count + SpikeLogFormat.CHAIN_BYTES);
    int flags = flags(block) | (continued ? SpikeLogFormat.CONTINUED : 0);
    int at = putBlockHeader(flags, 1, number, block.firstStep() + step, count);
    at = SpikeLogFormat.putVarint(buffer, at, count);
    return chain(putSpikes(block, from, count, at));
  }

  /** Makes an end and returns its length. */
  int end(String status, long number, long lastStep, long spikes) {
    String text = status.length() <= LONGEST_STATUS_CHARACTERS ? status : status.substring(0, LONGEST_STATUS_CHARACTERS) + "…";
    int end = putText(SpikeLogFormat.END, SpikeLogFormat.END_HEADER, text);
    SpikeLogFormat.LONG.set(buffer, 8, number);
    SpikeLogFormat.LONG.set(buffer, 16, lastStep);
    SpikeLogFormat.LONG.set(buffer, 24, spikes);
    return chain(end);
  }

  static int spikeBytes(SpikeBlock block) {
    return block.hasOffsets() ? 12 : 4;
  }

  private static int flags(SpikeBlock block) {
    return block.hasOffsets() ? SpikeLogFormat.HAS_OFFSETS : 0;
  }

  private void ensure(int bytes) {
    if (buffer.length < bytes) {
      buffer = new byte[Math.max(bytes, 2 * buffer.length)];
    }
  }

  private int putBlockHeader(int flags, int steps, long number, long firstStep, int count) {
    putKind(SpikeLogFormat.BLOCK, flags);
    SpikeLogFormat.INT.set(buffer, 4, steps);
    SpikeLogFormat.LONG.set(buffer, 8, number);
    SpikeLogFormat.LONG.set(buffer, 16, firstStep);
    SpikeLogFormat.INT.set(buffer, 24, count);
    return SpikeLogFormat.BLOCK_HEADER;
  }

  private void putKind(byte kind, int flags) {
    buffer[0] = kind;
    buffer[1] = (byte) flags;
    buffer[2] = 0;
    buffer[3] = 0;
  }

  private int putSpikes(SpikeBlock block, int from, int count, int at) {
    byte[] target = buffer;
    int[] ids = block.ids();
    for (int k = 0; k < count; k++) {
      SpikeLogFormat.INT.set(target, at + 4 * k, ids[from + k]);
    }
    int end = at + 4 * count;
    if (!block.hasOffsets()) {
      return end;
    }
    for (int k = 0; k < count; k++) {
      SpikeLogFormat.DOUBLE.set(target, end + 8 * k, block.offset(from + k));
    }
    return end + 8 * count;
  }

  private int putText(byte kind, int header, String string) {
    byte[] text = string.getBytes(StandardCharsets.UTF_8);
    ensure(header + text.length + SpikeLogFormat.CHAIN_BYTES);
    putKind(kind, 0);
    SpikeLogFormat.INT.set(buffer, 4, text.length);
    System.arraycopy(text, 0, buffer, header, text.length);
    return header + text.length;
  }

  /** Ends an excerpt that so far has {@code end} bytes with the checksum of the one before and its own. */
  private int chain(int end) {
    int length = end + SpikeLogFormat.CHAIN_BYTES;
    SpikeLogFormat.INT.set(buffer, end, checksumBefore);
    SpikeLogFormat.INT.set(buffer, length - SpikeLogFormat.CRC_BYTES, checksum.chained(buffer, 0, length));
    return length;
  }
}
