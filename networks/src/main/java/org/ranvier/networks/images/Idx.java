package org.ranvier.networks.images;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.ranvier.simulator.RanvierException;

/**
 * Arrays of unsigned bytes in the format of MNIST (LeCun, Cortes &amp; Burges): two bytes of zero, 0x08 for the type, the number
 * of dimensions,
 * each dimension as a 32-bit integer of high byte first, then the bytes. Files may be compressed by gzip, whatever their names.
 */
final class Idx {
  private static final int UNSIGNED_BYTE = 8;
  private static final long MOST_BYTES = 1L << 30;
  private static final int GZIP = 0x1F8B;

  private Idx() {}

  /** An array: its dimensions, and its values, the last dimension fastest. */
  record Array(int[] dimensions, byte[] values) {}

  /**
   * Reads a file.
   *
   * @param dimensions how many it must have
   * @param what it must hold, for messages
   */
  static Array read(Path file, int dimensions, String what) {
    byte[] all = bytes(file);
    if (all.length < 4) {
      throw damaged(file, "it has " + all.length + " bytes, which is no header");
    }
    if (all[0] != 0 || all[1] != 0 || all[2] != UNSIGNED_BYTE) {
      throw damaged(file, String.format(
          Locale.ROOT, "it begins with 0x%08x, not with 0x%08x, that of %s", ByteBuffer.wrap(all).getInt(), UNSIGNED_BYTE << 8 | dimensions, what));
    }
    if (all[3] != dimensions) {
      throw damaged(file, "it has " + (all[3] & 0xFF) + " dimensions, " + what + " have " + dimensions);
    }
    int header = 4 + 4 * dimensions;
    if (all.length < header) {
      throw damaged(file, "it ends within its header");
    }
    int[] d = new int[dimensions];
    long size = 1;
    for (int k = 0; k < dimensions; k++) {
      d[k] = ByteBuffer.wrap(all).getInt(4 + 4 * k);
      if (d[k] < 1 || size * d[k] > MOST_BYTES) {
        throw damaged(file, "dimension " + (k + 1) + " is " + d[k]);
      }
      size *= d[k];
    }
    if (all.length - header != size) {
      throw damaged(file, "it holds " + (all.length - header) + " values, its header says " + size);
    }
    return new Array(d, Arrays.copyOfRange(all, header, all.length));
  }

  private static byte[] bytes(Path file) {
    byte[] raw;
    try {
      raw = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new RanvierException(file + " cannot be read: " + e, e);
    }
    if (raw.length < 2 || ((raw[0] & 0xFF) << 8 | raw[1] & 0xFF) != GZIP) {
      return raw;
    }
    try (InputStream in = new BufferedInputStream(new GZIPInputStream(new ByteArrayInputStream(raw)))) {
      byte[] unpacked = in.readNBytes((int) MOST_BYTES);
      if (in.read() >= 0) {
        throw damaged(file, "it unpacks to more than 1 GiB");
      }
      return unpacked;
    } catch (IOException e) {
      throw damaged(file, "it cannot be unpacked (" + e.getMessage() + ")");
    }
  }

  private static RanvierException damaged(Path file, String why) {
    return new RanvierException(file + " is no IDX file, or a damaged one: " + why + "; fetch it again");
  }
}
