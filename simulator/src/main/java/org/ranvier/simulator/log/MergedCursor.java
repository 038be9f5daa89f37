package org.ranvier.simulator.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeBlock;

/**
 * Goes through the logs of all ranks at a time: a block holds the steps that the present blocks of all have. Where one log is shorter than the others, as
 * where a rank was killed, what the others have beyond that is left out.
 */
final class MergedCursor implements LogCursor {
  private final Path directory;
  private final List<Part> parts = new ArrayList<>();
  private final SpikeBlock block = new SpikeBlock();
  private long[] order = new long[64]; // of the spikes of a step: neuron above, place below
  private double[] offsets = new double[64];
  private long nextStep;
  private long blocks;
  private long spikes;

  private static final class Part {
    final BlockCursor cursor;
    SpikeBlock block = new SpikeBlock();

    Part(BlockCursor cursor) {
      this.cursor = cursor;
    }

    boolean reaches(long step) {
      return block.endStepExclusive() > step;
    }
  }

  MergedCursor(Path directory, List<Path> ranks) throws IOException {
    this.directory = directory;
    try {
      for (Path rank : ranks) {
        parts.add(new Part(new BlockCursor(rank, LogDirectory.queueFile(rank))));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public SpikeLogManifest manifest() throws IOException {
    SpikeLogManifest first = parts.getFirst().cursor.manifest();
    for (Part part : parts.subList(1, parts.size())) {
      SpikeLogManifest other = part.cursor.manifest();
      if (!other.equals(first)) {
        throw new RanvierException(directory + ": the logs of its ranks are not of one run; their first excerpts differ");
      }
    }
    nextStep = first.firstStep();
    parts.forEach(p -> p.block.reset(nextStep));
    return first;
  }

  @Override
  public Found next(boolean toTheEnd) throws IOException {
    long end = Long.MAX_VALUE;
    Found found = Found.BLOCK;
    for (Part part : parts) {
      while (!part.reaches(nextStep)) {
        Found here = part.cursor.next(toTheEnd);
        if (here != Found.BLOCK) {
          found = here == Found.END ? Found.END : found == Found.END ? Found.END : Found.NOTHING_YET;
          break;
        }
        part.block = part.cursor.block();
      }
      end = Math.min(end, part.block.endStepExclusive());
    }
    if (found == Found.BLOCK) {
      merge((int) (end - nextStep));
      nextStep = end;
      blocks++;
      spikes += block.spikeCount();
    }
    return found;
  }

  private void merge(int steps) {
    block.reset(nextStep);
    if (parts.stream().allMatch(p -> p.block.spikeCount() == 0)) {
      block.endSteps(steps);
      return;
    }
    for (int k = 0; k < steps; k++) {
      int n = 0;
      boolean withOffsets = false;
      for (Part part : parts) {
        withOffsets |= part.block.hasOffsets();
        n = add(part.block, (int) (nextStep + k - part.block.firstStep()), n);
      }
      Arrays.sort(order, 0, n);
      for (int s = 0; s < n; s++) {
        block.add((int) (order[s] >>> 32), withOffsets ? offsets[(int) order[s]] : 0);
      }
      block.endStep();
    }
  }

  private int add(SpikeBlock from, int k, int before) {
    int n = before;
    for (int s = from.begin(k); s < from.end(k); s++) {
      if (n == order.length) {
        order = Arrays.copyOf(order, 2 * n);
        offsets = Arrays.copyOf(offsets, 2 * n);
      }
      offsets[n] = from.offset(s);
      order[n] = (long) from.ids()[s] << 32 | n;
      n++;
    }
    return n;
  }

  @Override
  public SpikeBlock block() {
    return block;
  }

  /** That of the rank which came to the worst end. */
  @Override
  public SpikeLogStatus status() {
    SpikeLogStatus worst = parts.getFirst().cursor.status();
    for (Part part : parts) {
      SpikeLogStatus status = part.cursor.status();
      if (badness(status) > badness(worst)) {
        worst = status;
      }
    }
    // A rank that has ended and others that have not: the rest of them has not been read, or they were killed.
    return new SpikeLogStatus(worst.ending(), worst.text(), blocks, nextStep - 1, spikes);
  }

  private static int badness(SpikeLogStatus status) {
    return switch (status.ending()) {
      case COMPLETE -> 0;
      case CANCELLED -> 1;
      case UNFINISHED -> 2;
      case FAILED -> status.text().endsWith("has failed, and says why") ? 3 : 4;
    };
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Part part : parts) {
      try {
        part.cursor.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
