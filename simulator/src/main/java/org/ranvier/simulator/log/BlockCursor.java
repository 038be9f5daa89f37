package org.ranvier.simulator.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.PopulationNames;
import org.ranvier.simulator.recording.SpikeBlock;

/** Goes through a log excerpt by excerpt, checks each, and puts blocks together. */
final class BlockCursor implements LogCursor {
  /** Long silence is delivered in blocks of at most so many steps. */
  private static final int SILENT_STEPS = 1 << 16;

  private static final int LONGEST_STATUS = 10_000;

  private final Path directory;
  private final ExcerptReader excerpts;
  private final LookAhead lookAhead;
  private final Checksum checksum = new Checksum();
  private final SpikeBlock block = new SpikeBlock();
  private final LogDamage damage;
  private @Nullable BlockDecoder decoder;
  private boolean chained;
  private int trailer;
  private int checksumBefore;
  private long number;
  private long blocks;
  private long nextStep;
  private long silentUntil; // before this step nothing more has to be read
  private long spikes;
  private long spikesOfOpenStep;
  private boolean stepOpen;
  private @Nullable SpikeLogStatus end;

  BlockCursor(Path directory, Path queueFile) throws IOException {
    this.directory = directory;
    excerpts = new ExcerptReader(queueFile);
    lookAhead = new LookAhead(excerpts);
    damage = new LogDamage(directory);
  }

  @Override
  public SpikeLogManifest manifest() throws IOException {
    if (!excerpts.isQueue()) {
      throw new RanvierException(
          directory + ": not a spike log (its queue file does not begin as one), or its run ended before it wrote anything");
    }
    switch (excerpts.next()) {
      case NOTHING_YET -> throw lookAhead.look() == LookAhead.Found.LOST ? damage.ofManifest("header") : damage.noManifest();
      case CUT_SHORT -> throw damage.cutShort();
      case NO_HEADER -> throw damage.ofManifest("header");
      case EXCERPT -> {}
    }
    if (excerpts.length() < SpikeLogFormat.MANIFEST_HEADER + SpikeLogFormat.CRC_BYTES
        || excerpts.bytes()[excerpts.offset()] != SpikeLogFormat.MANIFEST) {
      throw new RanvierException(directory + ": not a spike log: the queue's first excerpt is no manifest of a spike log");
    }
    if (!checksumHolds()) {
      throw damage.ofManifest("checksum");
    }
    int length = intAt(4);
    if (length != excerpts.length() - SpikeLogFormat.MANIFEST_HEADER - SpikeLogFormat.CRC_BYTES) {
      throw damage.ofManifest("length");
    }
    var json =
        new String(excerpts.bytes(), excerpts.offset() + SpikeLogFormat.MANIFEST_HEADER, length, StandardCharsets.UTF_8);
    SpikeLogManifest manifest = ManifestJson.read(json, directory);
    checksumBefore = checksum();
    chained = manifest.formatVersion() > 1;
    trailer = chained ? SpikeLogFormat.CHAIN_BYTES : SpikeLogFormat.CRC_BYTES;
    decoder = new BlockDecoder(manifest, trailer);
    nextStep = manifest.firstStep();
    silentUntil = nextStep;
    damage.manifestIs(manifest);
    return manifest;
  }

  @Override
  public Found next(boolean toTheEnd) throws IOException {
    if (nextStep < silentUntil) {
      deliverSilence();
      return Found.BLOCK;
    }
    while (end == null) {
      switch (excerpts.next()) {
        case NOTHING_YET -> {
          LookAhead.Found further = toTheEnd ? lookAhead.look() : LookAhead.Found.NOTHING;
          if (further == LookAhead.Found.LOST) {
            throw damaged(excerpts.position(), "its header is lost, though more of the log follows");
          }
          if (further == LookAhead.Found.NOTHING) {
            return Found.NOTHING_YET;
          }
        }
        case CUT_SHORT -> throw damage.cutShort();
        case NO_HEADER -> throw damaged(excerpts.position(), "its header is none that a queue writes");
        case EXCERPT -> {
          if (read()) {
            return end == null ? Found.BLOCK : Found.END;
          }
        }
      }
    }
    return Found.END;
  }

  /** Takes in an excerpt; false where its step goes on in the next one. */
  private boolean read() throws IOException {
    if (excerpts.length() < SpikeLogFormat.BLOCK_HEADER + trailer || !checksumHolds()) {
      throw damaged("its checksum does not match");
    }
    byte kind = excerpts.bytes()[excerpts.offset()];
    if (kind == SpikeLogFormat.END) {
      readEnd();
      return true;
    }
    if (kind != SpikeLogFormat.BLOCK) {
      throw damaged("unknown kind of excerpt " + kind);
    }
    try {
      return readBlock();
    } catch (BlockDecoder.Wrong e) {
      throw damaged(e.what());
    }
  }

  /** Takes an excerpt into the block; true when the block is whole. */
  private boolean readBlock() throws BlockDecoder.Wrong {
    BlockDecoder read = decoder();
    read.take(excerpts.bytes(), excerpts.offset());
    if (read.number() != number) {
      throw damaged("sequence number " + read.number() + " where " + number + " was due");
    }
    if (read.firstStep() != nextStep) {
      throw damaged("it begins at step " + read.firstStep() + " where " + nextStep + " was due");
    }
    requireChain();
    long endStep = nextStep + read.steps();
    if ((stepOpen && read.steps() != 1) || (read.silent() && (stepOpen || !chained)) || endStep > ManifestCheck.LAST_STEP) {
      throw damaged(read.steps() + " steps with " + read.spikes() + " spikes");
    }
    if (!stepOpen) {
      block.reset(nextStep);
    }
    if (read.silent()) {
      if (excerpts.length() != SpikeLogFormat.BLOCK_HEADER + trailer) {
        throw damaged("it is silent, and yet longer than silence is");
      }
      silentUntil = endStep;
    } else {
      read.addTo(block, excerpts.length());
    }
    number++;
    spikesOfOpenStep += read.spikes();
    stepOpen = read.continued();
    if (stepOpen) {
      return false;
    }
    if (read.silent()) {
      deliverSilence();
    } else {
      nextStep = endStep;
      silentUntil = endStep;
    }
    spikes += spikesOfOpenStep;
    spikesOfOpenStep = 0;
    blocks++;
    damage.wholeUntil(blocks, nextStep - 1);
    return true;
  }

  private void deliverSilence() {
    int steps = (int) Math.min(SILENT_STEPS, silentUntil - nextStep);
    block.reset(nextStep);
    block.endSteps(steps);
    nextStep += steps;
    damage.wholeUntil(blocks, nextStep - 1);
  }

  private void readEnd() {
    int length = intAt(4);
    if (length < 0 || length > LONGEST_STATUS || length != excerpts.length() - SpikeLogFormat.END_HEADER - trailer || stepOpen) {
      throw damaged("the length of the end excerpt is wrong");
    }
    if (longAt(8) != number || longAt(16) != nextStep - 1 || longAt(24) != spikes) {
      throw damaged("the end excerpt counts " + longAt(24) + " spikes up to step " + longAt(16) + "; the blocks hold " + spikes);
    }
    requireChain();
    var text = new String(excerpts.bytes(), excerpts.offset() + SpikeLogFormat.END_HEADER, length, StandardCharsets.UTF_8);
    SpikeLogStatus.Ending ending = SpikeLogStatus.endingOf(text);
    if (ending == SpikeLogStatus.Ending.UNFINISHED) {
      throw damaged("the end excerpt has the unknown status '" + PopulationNames.shown(text, 60) + "'");
    }
    end = new SpikeLogStatus(ending, PopulationNames.shown(text, LONGEST_STATUS), blocks, nextStep - 1, spikes);
  }

  private void requireChain() {
    if (chained && intAt(excerpts.length() - SpikeLogFormat.CHAIN_BYTES) != checksumBefore) {
      throw damaged("it does not belong behind the one before it (checksum of that)");
    }
    checksumBefore = checksum();
  }

  private BlockDecoder decoder() {
    if (decoder == null) {
      throw new IllegalStateException("the manifest comes before the blocks");
    }
    return decoder;
  }

  @Override
  public SpikeBlock block() {
    return block;
  }

  @Override
  public SpikeLogStatus status() {
    return end != null
        ? end
        : new SpikeLogStatus(SpikeLogStatus.Ending.UNFINISHED, "unfinished", blocks, nextStep - 1, spikes);
  }

  private boolean checksumHolds() throws IOException {
    // While a run goes on, a buffer may hold the header of an excerpt but an older state of its last bytes: look twice.
    return checksumMatches() || (excerpts.reread() && checksumMatches());
  }

  private boolean checksumMatches() {
    byte[] bytes = excerpts.bytes();
    int offset = excerpts.offset();
    int length = excerpts.length();
    return checksum() == (chained ? checksum.chained(bytes, offset, length) : checksum.plain(bytes, offset, length));
  }

  /** The checksum that the excerpt carries. */
  private int checksum() {
    return Checksum.in(excerpts.bytes(), excerpts.offset(), excerpts.length());
  }

  private int intAt(int at) {
    return (int) SpikeLogFormat.INT.get(excerpts.bytes(), excerpts.offset() + at);
  }

  private long longAt(int at) {
    return (long) SpikeLogFormat.LONG.get(excerpts.bytes(), excerpts.offset() + at);
  }

  private RanvierException damaged(String what) {
    return damaged(excerpts.filePosition(), what);
  }

  private RanvierException damaged(long at, String what) {
    return damage.ofBlock(at, nextStep, what);
  }

  @Override
  public void close() throws IOException {
    excerpts.close();
  }
}
