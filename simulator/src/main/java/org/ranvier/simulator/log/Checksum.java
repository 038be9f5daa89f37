package org.ranvier.simulator.log;

import java.util.zip.CRC32C;

/**
 * The checksum (CRC-32C) at the end of each excerpt. From version 2 on that of a block or an end covers the queue's header before
 * it, that is its length, and the checksum of the excerpt before, which makes a chain of them.
 */
final class Checksum {
  private final CRC32C crc = new CRC32C();
  private final byte[] header = new byte[Integer.BYTES];

  /** The checksum of an excerpt by its own bytes: of a manifest, and of all excerpts of version 1. */
  int plain(byte[] bytes, int offset, int length) {
    crc.reset();
    crc.update(bytes, offset, length - SpikeLogFormat.CRC_BYTES);
    return (int) crc.getValue();
  }

  /** The checksum of a block or an end of version 2, whose bytes already hold that of the excerpt before. */
  int chained(byte[] bytes, int offset, int length) {
    SpikeLogFormat.INT.set(header, 0, length);
    crc.reset();
    crc.update(header);
    crc.update(bytes, offset, length - SpikeLogFormat.CRC_BYTES);
    return (int) crc.getValue();
  }

  /** The checksum that an excerpt carries. */
  static int in(byte[] bytes, int offset, int length) {
    return (int) SpikeLogFormat.INT.get(bytes, offset + length - SpikeLogFormat.CRC_BYTES);
  }
}
