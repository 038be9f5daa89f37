package org.ranvier.simulator.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What stands in a checkpoint, and where.
 *
 * @param header what it says of itself
 * @param arrays in the order in which they stand
 */
record CheckpointIndex(CheckpointHeader header, List<Place> arrays) {
  /** The version of the format that is written, and read. */
  static final int VERSION = 3; // 3: plastic synapses that are drawn source by source stand by target block, too

  /** At both ends of the file. */
  static final byte[] MAGIC = "RANVCKPT".getBytes(StandardCharsets.US_ASCII);

  /** Bytes before the first array: the magic word and the version. */
  static final int HEAD = MAGIC.length + Integer.BYTES;

  /** Bytes after the index: its length and CRC, and the magic word. */
  static final int TAIL = 2 * Integer.BYTES + MAGIC.length;

  /**
   * Where an array stands.
   *
   * @param type {@code double}, {@code float}, {@code int}, {@code long} or {@code char}
   * @param offset of its first byte in the file
   * @param length number of values
   * @param crc CRC-32C of its bytes
   */
  record Place(String name, String unit, String type, long offset, int length, int crc) {}

  /** Bytes that a value of a type takes. */
  static int bytes(String type) {
    return switch (type) {
      case "double", "long" -> 8;
      case "float", "int" -> 4;
      case "char" -> 2;
      default -> throw new IllegalArgumentException("type " + type);
    };
  }

  /** Copies values between an array and a buffer, from the buffer's beginning. */
  static void move(Object values, int from, int count, ByteBuffer buffer, boolean in) {
    switch (values) {
      case double[] a when in -> buffer.asDoubleBuffer().get(a, from, count);
      case double[] a -> buffer.asDoubleBuffer().put(a, from, count);
      case float[] a when in -> buffer.asFloatBuffer().get(a, from, count);
      case float[] a -> buffer.asFloatBuffer().put(a, from, count);
      case int[] a when in -> buffer.asIntBuffer().get(a, from, count);
      case int[] a -> buffer.asIntBuffer().put(a, from, count);
      case long[] a when in -> buffer.asLongBuffer().get(a, from, count);
      case long[] a -> buffer.asLongBuffer().put(a, from, count);
      case char[] a when in -> buffer.asCharBuffer().get(a, from, count);
      case char[] a -> buffer.asCharBuffer().put(a, from, count);
      default -> throw new IllegalArgumentException("no array of numbers: " + values.getClass());
    }
  }
}
