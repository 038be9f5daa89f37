package org.ranvier.networks.cli;

import org.jspecify.annotations.Nullable;
import org.ranvier.networks.analysis.GatheredStatistics;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.StepTime;
import org.ranvier.simulator.recording.SpikeListener;
import org.ranvier.simulator.recording.SpikeTrains;
import picocli.CommandLine.Option;

/** The part of a log that a command is about. */
final class Interval {
  @Option(names = "--from", paramLabel = "TIME", description = "Take spikes after this time. Default: the beginning of the log.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Take spikes up to this time. Default: the end of the log.")
  private @Nullable String to;

  boolean isWholeLog() {
    return from == null && to == null;
  }

  /** Steps {@code from < s <= to}. */
  record Steps(long from, long to) {}

  Steps of(SpikeLogReader log) {
    double fromMs = from == null ? Double.NEGATIVE_INFINITY : RunOptions.parseMs(from, "--from");
    double toMs = to == null ? Double.POSITIVE_INFINITY : RunOptions.parseMs(to, "--to");
    if (!(fromMs < toMs)) {
      throw new RanvierException("--from " + from + " must be before --to " + to);
    }
    return new Steps(Math.max(log.stepAt(fromMs), log.manifest().firstStep() - 1), log.stepAt(toMs));
  }

  /** All spikes of it, in memory. */
  SpikeTrains read(SpikeLogReader log) {
    var steps = of(log);
    var spikes = log.readSteps(steps.from(), steps.to());
    requireSome(log, spikes.fromStep(), spikes.toStep());
    return spikes;
  }

  /** Its statistics, in one pass and without the spikes in memory; others may listen. */
  GatheredStatistics gather(SpikeLogReader log, SpikeListener... others) {
    var steps = of(log);
    var gathered = new GatheredStatistics(log.manifest().populations(), log.manifest().resolutionMs(), steps.from(), steps.to());
    log.forEach(
        block -> {
          gathered.accept(block);
          for (SpikeListener other : others) {
            other.accept(block);
          }
        },
        steps.to());
    requireSome(log, gathered.fromStep(), gathered.toStep());
    return gathered;
  }

  private void requireSome(SpikeLogReader log, long fromStep, long toStep) {
    if (toStep <= fromStep) {
      StepTime time = StepTime.of(log.manifest().resolutionMs());
      String first = time.text(log.manifest().firstStep() - 1);
      String last = time.text(log.status().lastStep());
      throw new RanvierException(
          log.directory() + ": the log reaches from " + first + " ms to " + last + " ms"
              + (isWholeLog() ? ": it is empty" : ", and holds nothing of the interval asked for"));
    }
  }
}
