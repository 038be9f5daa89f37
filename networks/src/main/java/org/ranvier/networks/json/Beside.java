package org.ranvier.networks.json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Many numbers, by the digest of their bytes: those of IEEE doubles or of whole numbers of 4 bytes, little-endian. */
final class Beside {
  /** So many numbers still stand in the text. */
  static final int MOST_IN_TEXT = 10_000;

  private static final int CHUNK = 8192;

  private Beside() {}

  static String digest(double[] values) {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < values.length; k += CHUNK) {
      int n = Math.min(CHUNK, values.length - k);
      buffer.clear();
      buffer.asDoubleBuffer().put(values, k, n);
      digest.update(buffer.limit(n * Double.BYTES));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String digest(int[] values) {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < values.length; k += CHUNK) {
      int n = Math.min(CHUNK, values.length - k);
      buffer.clear();
      buffer.asIntBuffer().put(values, k, n);
      digest.update(buffer.limit(n * Integer.BYTES));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
