package org.ranvier.simulator.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Walks the excerpts of a Chronicle Queue file by plain reads: nothing is mapped, so a file that was cut short cannot harm the
 * JVM, nothing is written, and no flags are needed.
 *
 * <p>The framing: a 4-byte header before each document, aligned to 4 bytes. Bits 0 to 29 hold the length, bit 30 says that it is
 * the queue's own metadata, bit 31 that it is still being written. Zero is where the next document will come.
 */
final class ExcerptReader implements AutoCloseable {
  static final int HEADER = 4;

  /** No document is longer: the queue takes a quarter of the 16 MiB that it maps at once. */
  static final int LONGEST = 1 << 22;

  static final int LENGTH_MASK = 0x3FFF_FFFF;
  private static final int METADATA = 0x4000_0000;

  /** What the queue may write before the bytes of a document, whose length it does not know by then. */
  private static final int BEING_WRITTEN = 0x8000_0000;

  private static final byte[] STORE_MARK = "SCQStore".getBytes(StandardCharsets.US_ASCII);

  /** What stands at the position. */
  enum Found {
    /** An excerpt: see {@link #bytes()}. */
    EXCERPT,
    /** Nothing committed yet. */
    NOTHING_YET,
    /** The file ends, though a queue always reaches past its last document. */
    CUT_SHORT,
    /** A header that no queue writes. */
    NO_HEADER
  }

  private final RandomAccessFile file;
  private byte[] buffer = new byte[1 << 17];
  private long bufferStart;
  private int bufferLength;
  private long position;
  private long excerptPosition;
  private int excerptLength;

  ExcerptReader(Path queueFile) throws IOException {
    file = new RandomAccessFile(queueFile.toFile(), "r");
  }

  /** Whether the file begins as a queue does; false also while its first header is still being written. */
  boolean isQueue() throws IOException {
    if (!available(0, HEADER + 32)) {
      return false;
    }
    String start = new String(buffer, 0, HEADER + 32, StandardCharsets.ISO_8859_1);
    return start.contains(new String(STORE_MARK, StandardCharsets.ISO_8859_1));
  }

  /** Moves to the next excerpt. Where there is none yet, a later call looks again. */
  Found next() throws IOException {
    while (true) {
      if (!available(position, HEADER)) {
        return Found.CUT_SHORT;
      }
      int header = headerAt(position);
      if (header <= 0) {
        // It may have been committed since the buffer was filled.
        forget();
        if (!available(position, HEADER)) {
          return Found.CUT_SHORT;
        }
        header = headerAt(position);
        if (header <= 0) {
          forget();
          return header == 0 || header == BEING_WRITTEN ? Found.NOTHING_YET : Found.NO_HEADER;
        }
      }
      int length = header & LENGTH_MASK;
      if (length > LONGEST) {
        return Found.NO_HEADER;
      }
      if (position + HEADER + length > file.length()) {
        return Found.CUT_SHORT;
      }
      if ((header & METADATA) == 0) {
        excerptPosition = position + HEADER;
        excerptLength = length;
        position = end();
        return available(excerptPosition, length) ? Found.EXCERPT : Found.CUT_SHORT;
      }
      position = (position + HEADER + length + 3) & ~3L;
    }
  }

  /** Reads the excerpt afresh from the file. */
  boolean reread() throws IOException {
    forget();
    return available(excerptPosition, excerptLength);
  }

  /** Lets the next look at the file be a fresh one. */
  void forget() {
    bufferLength = 0;
  }

  private int headerAt(long at) {
    return (int) SpikeLogFormat.INT.get(buffer, (int) (at - bufferStart));
  }

  /** The header where the next excerpt is due, as it is now; -1 where the file ends before. */
  int headerDue() throws IOException {
    forget();
    return available(position, HEADER) ? headerAt(position) : -1;
  }

  /** Four bytes of the file, as a number; {@code -1} where it ends before. */
  int intAt(long at) throws IOException {
    return available(at, HEADER) ? headerAt(at) : -1;
  }

  /** Whether the buffer holds these bytes of the file, now or after a read. */
  boolean available(long from, int count) throws IOException {
    if (from >= bufferStart && from + count <= bufferStart + bufferLength) {
      return true;
    }
    if (count > buffer.length) {
      buffer = Arrays.copyOf(buffer, count + HEADER);
    }
    bufferStart = from;
    bufferLength = 0;
    file.seek(from);
    while (bufferLength < buffer.length) {
      int read = file.read(buffer, bufferLength, buffer.length - bufferLength);
      if (read < 0) {
        break;
      }
      bufferLength += read;
    }
    return bufferLength >= count;
  }

  /** The buffer that holds the excerpt. */
  byte[] bytes() {
    return buffer;
  }

  /** Where the excerpt begins in {@link #bytes()}. */
  int offset() {
    return offsetOf(excerptPosition);
  }

  /** Where a byte of the file that is {@link #available} stands in {@link #bytes()}. */
  int offsetOf(long at) {
    return (int) (at - bufferStart);
  }

  int length() {
    return excerptLength;
  }

  /** Where the excerpt begins in the file. */
  long filePosition() {
    return excerptPosition;
  }

  /** Where the header of the next document is due. */
  long position() {
    return position;
  }

  /** Where the last excerpt ends, with what it is padded by; the begin of the file before there was one. */
  long end() {
    return (excerptPosition + excerptLength + 3) & ~3L;
  }

  long fileLength() throws IOException {
    return file.length();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
