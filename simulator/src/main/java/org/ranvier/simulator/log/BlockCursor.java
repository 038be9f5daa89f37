package org.ranvier.simulator.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeBlock;

/** Goes through a log excerpt by excerpt, checks each, and puts blocks together. */
final class BlockCursor implements AutoCloseable {
  /** What a step of the cursor found. */
  enum Found {
    /** A whole block: see {@link #block()}. */
    BLOCK,
    /** The end excerpt: see {@link #status()}. */
    END,
    NOTHING_YET
  }

  private final Path directory;
  private final ExcerptReader excerpts;
  private final CRC32C crc = new CRC32C();
  private final SpikeBlock block = new SpikeBlock();
  private int[] ids = new int[1024];
  private double[] offsets = new double[0];
  private double resolutionMs;
  private long sequence;
  private long blocks;
  private long nextStep;
  private long spikes;
  private long spikesOfOpenStep;
  private boolean stepOpen;
  private @Nullable SpikeLogStatus end;

  BlockCursor(Path directory, Path queueFile) throws IOException {
    this.directory = directory;
    excerpts = new ExcerptReader(queueFile);
  }

  /** Reads the first excerpt. */
  SpikeLogManifest manifest() throws IOException {
    if (!excerpts.isQueue()) {
      throw new RanvierException(
          directory + ": not a spike log (its queue file does not begin as one), or its run ended before it wrote anything");
    }
    switch (excerpts.next()) {
      case NOTHING_YET -> throw noManifest();
      case CUT_SHORT -> throw cutShort();
      case EXCERPT -> {}
    }
    if (excerpts.length() < SpikeLogFormat.MANIFEST_HEADER + SpikeLogFormat.CRC_BYTES
        || excerpts.bytes()[excerpts.offset()] != SpikeLogFormat.MANIFEST) {
      throw new RanvierException(directory + ": not a spike log: the queue's first excerpt is no manifest of a spike log");
    }
    if (!checksumHolds()) {
      throw new RanvierException(directory + ": the spike log's manifest is damaged (checksum); the log cannot be read");
    }
    int length = intAt(4);
    if (length < 0 || length != excerpts.length() - SpikeLogFormat.MANIFEST_HEADER - SpikeLogFormat.CRC_BYTES) {
      throw new RanvierException(directory + ": the spike log's manifest is damaged (length); the log cannot be read");
    }
    var json =
        new String(excerpts.bytes(), excerpts.offset() + SpikeLogFormat.MANIFEST_HEADER, length, StandardCharsets.UTF_8);
    SpikeLogManifest manifest = ManifestJson.read(json, directory);
    nextStep = manifest.firstStep();
    resolutionMs = manifest.resolutionMs();
    return manifest;
  }

  Found next() throws IOException {
    while (end == null) {
      switch (excerpts.next()) {
        case NOTHING_YET -> {
          return Found.NOTHING_YET;
        }
        case CUT_SHORT -> throw cutShort();
        case EXCERPT -> {}
      }
      if (excerpts.length() < SpikeLogFormat.BLOCK_HEADER + SpikeLogFormat.CRC_BYTES || !checksumHolds()) {
        throw damaged("its checksum does not match");
      }
      byte kind = excerpts.bytes()[excerpts.offset()];
      if (kind == SpikeLogFormat.END) {
        readEnd();
        return Found.END;
      }
      if (kind != SpikeLogFormat.BLOCK) {
        throw damaged("unknown kind of excerpt " + kind);
      }
      if (readBlock()) {
        return Found.BLOCK;
      }
    }
    return Found.END;
  }

  /** Takes an excerpt into the block; true when the block is whole. */
  private boolean readBlock() {
    int flags = excerpts.bytes()[excerpts.offset() + 1];
    boolean continued = (flags & SpikeLogFormat.CONTINUED) != 0;
    boolean withOffsets = (flags & SpikeLogFormat.HAS_OFFSETS) != 0;
    if ((flags & ~(SpikeLogFormat.CONTINUED | SpikeLogFormat.HAS_OFFSETS)) != 0) {
      throw damaged("flags " + flags + " are unknown to format version " + SpikeLogFormat.VERSION);
    }
    int steps = intAt(4);
    long readSequence = longAt(8);
    long firstStep = longAt(16);
    int count = intAt(24);
    if (readSequence != sequence) {
      throw damaged("sequence number " + readSequence + " where " + sequence + " was due");
    }
    if (firstStep != nextStep) {
      throw damaged("it begins at step " + firstStep + " where " + nextStep + " was due");
    }
    if (steps < 1 || count < 0 || ((continued || stepOpen) && steps != 1)) {
      throw damaged(steps + " steps with " + count + " spikes");
    }
    int at = excerpts.offset() + SpikeLogFormat.BLOCK_HEADER;
    int end = excerpts.offset() + excerpts.length() - SpikeLogFormat.CRC_BYTES;
    int spikeBytes = withOffsets ? 12 : 4;
    int idsAt = end - spikeBytes * count;
    if ((long) spikeBytes * count > end - at) {
      throw damaged(count + " spikes do not fit into it");
    }
    readIds(idsAt, count);
    readOffsets(idsAt + 4 * count, withOffsets ? count : 0);
    if (!stepOpen) {
      block.reset(firstStep);
    }
    int from = 0;
    for (int k = 0; k < steps; k++) {
      int inStep = 0;
      int shift = 0;
      byte next;
      do {
        if (at >= idsAt || shift > 28) {
          throw damaged("its step table is broken");
        }
        next = excerpts.bytes()[at++];
        inStep |= (next & 0x7F) << shift;
        shift += 7;
      } while (next < 0);
      if (inStep < 0 || inStep > count - from) {
        throw damaged("its step table is broken");
      }
      block.addAll(ids, offsets, from, inStep, 0);
      from += inStep;
      if (!continued) {
        block.endStep();
      }
    }
    if (from != count || at != idsAt) {
      throw damaged("its step table is broken");
    }
    sequence++;
    spikesOfOpenStep += count;
    stepOpen = continued;
    if (continued) {
      return false;
    }
    nextStep = firstStep + steps;
    spikes += spikesOfOpenStep;
    spikesOfOpenStep = 0;
    blocks++;
    return true;
  }

  private void readIds(int at, int count) {
    if (ids.length < count) {
      ids = new int[Math.max(count, 2 * ids.length)];
    }
    byte[] source = excerpts.bytes();
    for (int k = 0; k < count; k++) {
      ids[k] = (int) SpikeLogFormat.INT.get(source, at + 4 * k);
    }
  }

  private void readOffsets(int at, int count) {
    if (offsets.length != count) { // none where the block has none
      offsets = new double[count];
    }
    byte[] source = excerpts.bytes();
    for (int k = 0; k < count; k++) {
      offsets[k] = (double) SpikeLogFormat.DOUBLE.get(source, at + 8 * k);
    }
  }

  private void readEnd() {
    int length = intAt(4);
    if (length < 0 || length != excerpts.length() - SpikeLogFormat.END_HEADER - SpikeLogFormat.CRC_BYTES) {
      throw damaged("the length of the end excerpt is wrong");
    }
    if (longAt(8) != sequence || longAt(16) != nextStep - 1 || longAt(24) != spikes) {
      throw damaged("the end excerpt counts " + longAt(24) + " spikes up to step " + longAt(16) + "; the blocks hold " + spikes);
    }
    var text = new String(excerpts.bytes(), excerpts.offset() + SpikeLogFormat.END_HEADER, length, StandardCharsets.UTF_8);
    end = new SpikeLogStatus(SpikeLogStatus.endingOf(text), text, blocks, nextStep - 1, spikes);
  }

  /** The block just read; reused. */
  SpikeBlock block() {
    return block;
  }

  /** The end, or where the log stands now. */
  SpikeLogStatus status() {
    return end != null
        ? end
        : new SpikeLogStatus(SpikeLogStatus.Ending.UNFINISHED, "unfinished", blocks, nextStep - 1, spikes);
  }

  private boolean checksumHolds() throws IOException {
    // While a run goes on, a buffer may hold the header of an excerpt but an older state of its last bytes: look twice.
    return checksumMatches() || (excerpts.reread() && checksumMatches());
  }

  private boolean checksumMatches() {
    int covered = excerpts.length() - SpikeLogFormat.CRC_BYTES;
    crc.reset();
    crc.update(excerpts.bytes(), excerpts.offset(), covered);
    return (int) crc.getValue() == intAt(covered);
  }

  private int intAt(int at) {
    return (int) SpikeLogFormat.INT.get(excerpts.bytes(), excerpts.offset() + at);
  }

  private long longAt(int at) {
    return (long) SpikeLogFormat.LONG.get(excerpts.bytes(), excerpts.offset() + at);
  }

  private RanvierException noManifest() {
    return new RanvierException(
        directory + ": the spike log holds no manifest yet: its run is starting, or ended before it wrote one");
  }

  private RanvierException cutShort() {
    return new RanvierException(
        directory
            + ": the spike log is cut short "
            + (blocks == 0 ? "before its first block" : "after block " + (blocks - 1))
            + ": its file was copied in part or truncated; "
            + whole());
  }

  private RanvierException damaged(String what) {
    return new RanvierException(
        directory
            + ": block "
            + blocks
            + " of the spike log (byte "
            + excerpts.filePosition()
            + ", from step "
            + nextStep
            + ") is damaged: "
            + what
            + "; "
            + whole());
  }

  private String whole() {
    return blocks == 0
        ? "no block before it can be read"
        : "everything up to "
            + StepTime.of(resolutionMs).text(nextStep - 1)
            + " ms is whole and can be read by giving that as the end";
  }

  @Override
  public void close() throws IOException {
    excerpts.close();
  }
}
