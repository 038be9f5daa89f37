package org.ranvier.simulator.log;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;

/** Turns the bytes of a block excerpt into spikes, and checks that they can be right. */
final class BlockDecoder {
  /** Thrown where they cannot. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;
    private final String what;

    Wrong(String what) {
      super(what);
      this.what = what;
    }

    /** What is wrong, as a part of a sentence. */
    String what() {
      return what;
    }
  }

  private static final int ALL_FLAGS = SpikeLogFormat.HAS_OFFSETS | SpikeLogFormat.CONTINUED | SpikeLogFormat.SILENT;

  /** A spike right at the beginning of a step may have been rounded to before it. */
  private static final double ROUNDING = 1 + 1e-6;

  private final int[] firstIds;
  private final int[] endIds;
  private final double resolutionMs;
  private final int trailer;
  private int[] ids = new int[1024];
  private double[] offsets = new double[0];
  private byte[] bytes = new byte[0];
  private int begin;
  private int flags;

  BlockDecoder(SpikeLogManifest manifest, int trailer) {
    this.trailer = trailer;
    resolutionMs = manifest.resolutionMs();
    List<PopulationRange> sorted =
        manifest.populations().stream().filter(p -> p.size() > 0).sorted(Comparator.comparingInt(PopulationRange::firstId)).toList();
    firstIds = sorted.stream().mapToInt(PopulationRange::firstId).toArray();
    endIds = sorted.stream().mapToInt(PopulationRange::endId).toArray();
  }

  /** Takes the excerpt that begins here; its counts and flags can be asked for from then on. */
  void take(byte[] source, int offset) throws Wrong {
    bytes = source;
    begin = offset;
    flags = bytes[begin + 1];
    if ((flags & ~ALL_FLAGS) != 0 || (silent() && flags != SpikeLogFormat.SILENT)) {
      throw new Wrong("flags " + flags + " are unknown to format version " + SpikeLogFormat.VERSION);
    }
    if (steps() < 1 || spikes() < 0 || (continued() && steps() != 1) || (silent() && spikes() != 0)) {
      throw new Wrong(steps() + " steps with " + spikes() + " spikes");
    }
  }

  /** Whether its step goes on in the next excerpt. */
  boolean continued() {
    return (flags & SpikeLogFormat.CONTINUED) != 0;
  }

  /** Whether it has no spike in any step, and no table of them. */
  boolean silent() {
    return (flags & SpikeLogFormat.SILENT) != 0;
  }

  int steps() {
    return (int) SpikeLogFormat.INT.get(bytes, begin + 4);
  }

  long number() {
    return (long) SpikeLogFormat.LONG.get(bytes, begin + 8);
  }

  long firstStep() {
    return (long) SpikeLogFormat.LONG.get(bytes, begin + 16);
  }

  int spikes() {
    return (int) SpikeLogFormat.INT.get(bytes, begin + 24);
  }

  /** Adds the spikes of the excerpt, {@code length} bytes long, to a block. */
  void addTo(SpikeBlock block, int length) throws Wrong {
    int count = spikes();
    int at = begin + SpikeLogFormat.BLOCK_HEADER;
    int end = begin + length - trailer;
    boolean withOffsets = (flags & SpikeLogFormat.HAS_OFFSETS) != 0;
    long spikeBytes = (withOffsets ? 12L : 4L) * count;
    if (spikeBytes > end - at) {
      throw new Wrong(count + " spikes do not fit into it");
    }
    int idsAt = end - (int) spikeBytes;
    readIds(idsAt, count);
    readOffsets(idsAt + 4 * count, withOffsets ? count : 0);
    int from = 0;
    for (int k = steps(); k > 0; k--) {
      int inStep = 0;
      int shift = 0;
      byte next;
      do {
        if (at >= idsAt || shift > 28) {
          throw new Wrong("its step table is broken");
        }
        next = bytes[at++];
        inStep |= (next & 0x7F) << shift;
        shift += 7;
      } while (next < 0);
      if (inStep < 0 || inStep > count - from) {
        throw new Wrong("its step table is broken");
      }
      block.addAll(ids, offsets, from, inStep, 0);
      from += inStep;
      if (!continued()) {
        block.endStep();
      }
    }
    if (from != count || at != idsAt) {
      throw new Wrong("its step table is broken");
    }
  }

  private void readIds(int at, int count) throws Wrong {
    if (ids.length < count) {
      ids = new int[Math.max(count, 2 * ids.length)];
    }
    int first = 0;
    int end = 0; // the range in which the id before lay: they are sorted within a step
    for (int k = 0; k < count; k++) {
      int id = (int) SpikeLogFormat.INT.get(bytes, at + 4 * k);
      if (id < first || id >= end) {
        int place = Arrays.binarySearch(firstIds, id);
        int p = place >= 0 ? place : -place - 2;
        if (p < 0 || id >= endIds[p]) {
          throw new Wrong("it has a spike of neuron " + id + ", which belongs to none of the populations");
        }
        first = firstIds[p];
        end = endIds[p];
      }
      ids[k] = id;
    }
  }

  private void readOffsets(int at, int count) throws Wrong {
    if (offsets.length != count) { // none where the block has none
      offsets = new double[count];
    }
    for (int k = 0; k < count; k++) {
      double offset = (double) SpikeLogFormat.DOUBLE.get(bytes, at + 8 * k);
      if (!(offset >= 0 && offset <= resolutionMs * ROUNDING)) {
        throw new Wrong("it has a spike " + offset + " ms before the end of a step of " + resolutionMs + " ms");
      }
      offsets[k] = offset;
    }
  }
}
