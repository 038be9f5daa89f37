package org.ranvier.simulator.log;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/** The sentences for a log that is damaged, and up to where it is whole. */
final class LogDamage {
  private final Path directory;
  private @Nullable StepTime time;
  private long blocks;
  private long lastStep;

  LogDamage(Path directory) {
    this.directory = directory;
  }

  void manifestIs(SpikeLogManifest manifest) {
    time = StepTime.of(manifest.resolutionMs());
    lastStep = manifest.firstStep() - 1;
  }

  /** So much has been read and is whole. */
  void wholeUntil(long blocks, long lastStep) {
    this.blocks = blocks;
    this.lastStep = lastStep;
  }

  RanvierException noManifest() {
    return new RanvierException(
        directory + ": the spike log holds no manifest yet: its run is starting, or ended before it wrote one");
  }

  RanvierException ofManifest(String where) {
    return new RanvierException(directory + ": the spike log's manifest is damaged (" + where + "); the log cannot be read");
  }

  RanvierException cutShort() {
    return new RanvierException(
        directory
            + ": the spike log is cut short "
            + (blocks == 0 ? "before its first block" : "after block " + (blocks - 1))
            + ": its file was copied in part or truncated; "
            + whole());
  }

  RanvierException ofBlock(long at, long firstStep, String what) {
    return new RanvierException(
        directory
            + ": block "
            + blocks
            + " of the spike log (byte "
            + at
            + ", from step "
            + firstStep
            + ") is damaged: "
            + what
            + "; "
            + whole());
  }

  private String whole() {
    return blocks == 0 || time == null
        ? "no block before it can be read"
        : "everything up to " + time.text(lastStep) + " ms is whole and can be read by giving that as the end";
  }
}
