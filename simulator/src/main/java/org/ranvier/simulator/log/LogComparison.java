package org.ranvier.simulator.log;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Two logs, compared step by step, in memory that does not depend on their length. How they are divided into blocks does not matter.
 *
 * @param spikes number of spikes that are the same in both
 * @param blocks number of blocks of the first log that were read
 * @param difference where they part, in words; empty if they do not
 */
public record LogComparison(long spikes, long blocks, Optional<String> difference) {
  /** Compares the steps {@code from < s <= to}, which both must hold. */
  public static LogComparison of(SpikeLogReader first, SpikeLogReader second, long from, long to) {
    Optional<String> wrong = manifests(first.manifest(), second.manifest());
    if (wrong.isPresent()) {
      return new LogComparison(0, 0, wrong);
    }
    try (var a = new Steps(first); var b = new Steps(second)) {
      long spikes = 0;
      for (long step = from + 1; step <= to; step++) {
        boolean hasA = a.goTo(step);
        boolean hasB = b.goTo(step);
        if (!hasA || !hasB) {
          return new LogComparison(
              spikes, a.blocks, Optional.of("the " + (hasA ? "second" : "first") + " log does not reach to " + time(first.manifest(), step) + " ms"));
        }
        if (!a.equalTo(b)) {
          return new LogComparison(spikes, a.blocks, Optional.of(a.parting(b, first.manifest(), step)));
        }
        spikes += a.count();
      }
      return new LogComparison(spikes, a.blocks, Optional.empty());
    } catch (IOException e) {
      throw new RanvierException(first.directory() + " or " + second.directory() + ": the spike log cannot be read: " + e, e);
    }
  }

  private static Optional<String> manifests(SpikeLogManifest a, SpikeLogManifest b) {
    if (a.resolutionMs() != b.resolutionMs()) {
      return Optional.of("the resolutions are " + a.resolutionMs() + " and " + b.resolutionMs() + " ms");
    }
    if (!a.populations().equals(b.populations())) {
      return Optional.of("the populations are not the same: " + a.populations() + " and " + b.populations());
    }
    return a.seed() == b.seed() ? Optional.empty() : Optional.of("the seeds are " + a.seed() + " and " + b.seed());
  }

  private static String time(SpikeLogManifest manifest, long step) {
    return TimeGrid.trim(TimeGrid.ms(step, manifest.resolutionMs()));
  }

  /** Goes through a log step by step. */
  private static final class Steps implements AutoCloseable {
    private final LogCursor cursor;
    private SpikeBlock block = new SpikeBlock();
    private int k;
    private long blocks;

    Steps(SpikeLogReader log) throws IOException {
      cursor = log.cursor();
      cursor.manifest();
    }

    /** Moves to a step, which is behind the present one; false where the log does not reach so far. */
    boolean goTo(long step) throws IOException {
      while (block.endStepExclusive() <= step) {
        if (cursor.next(true) != LogCursor.Found.BLOCK) {
          return false;
        }
        block = cursor.block();
        blocks++;
      }
      k = (int) (step - block.firstStep());
      return k >= 0;
    }

    int count() {
      return block.end(k) - block.begin(k);
    }

    boolean equalTo(Steps o) {
      if (!Arrays.equals(block.ids(), block.begin(k), block.end(k), o.block.ids(), o.block.begin(o.k), o.block.end(o.k))) {
        return false;
      }
      for (int s = 0; s < count(); s++) {
        if (offset(s) != o.offset(s)) {
          return false;
        }
      }
      return true;
    }

    private double offset(int s) {
      return block.offset(block.begin(k) + s);
    }

    private int id(int s) {
      return s < count() ? block.ids()[block.begin(k) + s] : Integer.MAX_VALUE;
    }

    String parting(Steps o, SpikeLogManifest manifest, long step) {
      int s = 0;
      while (id(s) == o.id(s) && offset(s) == o.offset(s)) {
        s++;
      }
      int id = Math.min(id(s), o.id(s));
      PopulationRange of = manifest.populations().stream().filter(p -> p.contains(id)).findFirst().orElseThrow();
      String neuron = "neuron " + (id - of.firstId()) + " of " + of.name();
      String what = id(s) == o.id(s)
          ? neuron + " fires " + offset(s) + " ms before the end of the step in the first, " + o.offset(s) + " ms in the second"
          : neuron + " fires in the " + (id(s) < o.id(s) ? "first" : "second") + " only";
      return "they part at " + time(manifest, step) + " ms (step " + step + "): " + what + "; up to there they are the same";
    }

    @Override
    public void close() throws IOException {
      cursor.close();
    }
  }
}
