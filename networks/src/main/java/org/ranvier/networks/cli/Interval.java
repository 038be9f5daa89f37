package org.ranvier.networks.cli;

import org.jspecify.annotations.Nullable;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.StepTime;
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

  SpikeTrains read(SpikeLogReader log) {
    double fromMs = from == null ? Double.NEGATIVE_INFINITY : RunOptions.parseMs(from, "--from");
    double toMs = to == null ? Double.POSITIVE_INFINITY : RunOptions.parseMs(to, "--to");
    if (!(fromMs < toMs)) {
      throw new RanvierException("--from " + from + " must be before --to " + to);
    }
    SpikeTrains spikes = log.read(fromMs, toMs);
    if (spikes.toStep() <= spikes.fromStep()) {
      StepTime time = StepTime.of(log.manifest().resolutionMs());
      String first = time.text(log.manifest().firstStep() - 1);
      String last = time.text(log.status().lastStep());
      throw new RanvierException(
          log.directory() + ": the log reaches from " + first + " ms to " + last + " ms"
              + (isWholeLog() ? ": it is empty" : ", and holds nothing of the interval asked for"));
    }
    return spikes;
  }
}
