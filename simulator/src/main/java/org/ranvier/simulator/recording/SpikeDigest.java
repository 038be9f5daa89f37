package org.ranvier.simulator.recording;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a run's spikes, each as 8 bytes of step and 4 bytes of id, big-endian, and, where it is not 0, 8 bytes of offset: two
 * runs with one digest are equal.
 */
public final class SpikeDigest implements SpikeListener {
  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(12 * 1024);

  public SpikeDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.stepCount(); k++) {
      for (int j = block.begin(k); j < block.end(k); j++) {
        if (buffer.remaining() < 20) {
          drain();
        }
        buffer.putLong(block.firstStep() + k).putInt(block.ids()[j]);
        if (block.offset(j) != 0) {
          buffer.putDouble(block.offset(j));
        }
      }
    }
  }

  /** The digest of all spikes so far, as 64 hexadecimal digits; a new one begins. */
  public String hex() {
    drain();
    return HexFormat.of().formatHex(digest.digest());
  }

  private void drain() {
    digest.update(buffer.flip());
    buffer.clear();
  }
}
