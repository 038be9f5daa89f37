package org.ranvier.simulator.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The numbers of the format, which {@code docs/spike-log.md} explains; all of it is little-endian. */
final class SpikeLogFormat {
  static final String NAME = "ranvier-spikes";

  /** What is written; version 1, whose excerpts end in a checksum of their own bytes alone, is read too. */
  static final int VERSION = 2;

  /** The queue file's suffix and the file Chronicle keeps beside it. */
  static final String QUEUE_SUFFIX = ".cq4";

  static final byte MANIFEST = 'M';
  static final byte BLOCK = 'B';
  static final byte END = 'E';

  /** Flag of a block: for each spike follows how far it lies before the end of its step (a double, in ms). */
  static final int HAS_OFFSETS = 1;

  /** Flag of a block: its single step goes on in the next excerpt. */
  static final int CONTINUED = 2;

  /** Flag of a block: no spike in any of its steps, and no table of them. */
  static final int SILENT = 4;

  static final int CRC_BYTES = 4;

  /** What ends blocks and ends from version 2 on: the checksum of the excerpt before, and the excerpt's own. */
  static final int CHAIN_BYTES = 8;

  /** Manifest: kind, flags, two zero bytes, length of the text. */
  static final int MANIFEST_HEADER = 8;

  /** Block: kind, flags, two zero bytes, step count, sequence, first step, spike count. */
  static final int BLOCK_HEADER = 28;

  /** End: kind, flags, two zero bytes, length of the status, sequence, last step, number of spikes. */
  static final int END_HEADER = 32;

  static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private SpikeLogFormat() {}

  /** Bytes of {@code value >= 0} as an unsigned LEB128 number. */
  static int varintBytes(int value) {
    return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
  }

  static int putVarint(byte[] target, int at, int value) {
    int rest = value;
    int position = at;
    while (rest >= 0x80) {
      target[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[position++] = (byte) rest;
    return position;
  }
}
