package org.ranvier.networks.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ranvier.networks.experiment.OutputFiles;
import org.ranvier.neuronmodels.model.OtherFormats;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.SpikeLogStatus;
import org.ranvier.simulator.log.StepTime;
import org.ranvier.simulator.time.TimeGrid;
import picocli.CommandLine.Parameters;

/** The log that a command is about. */
final class LogArgument {
  private static final String LOG_OF_RESULTS = OutputFiles.LOG;

  @Parameters(index = "0", paramLabel = "LOG", description = "A spike log, or the directory of a run's results.")
  private Path path = Path.of("");

  private static final int ASK_AGAIN_MS = 50;

  SpikeLogReader open() {
    Path inResults = path.resolve(LOG_OF_RESULTS);
    if (Files.isDirectory(inResults)) {
      return SpikeLogReader.open(inResults);
    }
    var otherFormat = Files.isDirectory(path) ? Optional.<String>empty() : OtherFormats.sentence(path.toString());
    if (otherFormat.isPresent()) {
      throw new RanvierException(otherFormat.get() + "; a spike log is a directory that a run has written, such as results/…");
    }
    if (!Files.exists(path)) {
      throw new RanvierException("there is no spike log " + path + "; name the directory that a run has written, such as results/…");
    }
    return SpikeLogReader.open(path);
  }

  /** Opens the log, and where there is none that can be read, looks again until so many seconds are over. */
  SpikeLogReader open(double waitSeconds) {
    long begin = System.nanoTime();
    boolean said = false;
    while (true) {
      try {
        return open();
      } catch (RanvierException e) {
        // A run that starts makes its directory, then the file, then the manifest: each of them may be missing for a while.
        if ((System.nanoTime() - begin) / 1e9 >= waitSeconds || !mayBegin()) {
          throw e;
        }
        if (!said) {
          System.err.println(path + ": no spike log yet; waiting for its run to begin one, at most " + TimeGrid.trim(waitSeconds) + " s");
          said = true;
        }
      }
      try {
        Thread.sleep(ASK_AGAIN_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RanvierException("interrupted while waiting for the spike log " + path, e);
      }
    }
  }

  /** Whether a log may still come to be here: there is nothing yet, or what a run puts there first. */
  private boolean mayBegin() {
    Path inResults = path.resolve(LOG_OF_RESULTS);
    if (Files.isDirectory(inResults)) {
      return SpikeLogReader.mayBegin(inResults);
    }
    return SpikeLogReader.mayBegin(path) || OutputFiles.isBeforeLog(path);
  }

  /** How a log ends, in a few words; where it is not complete, says so on the standard error too. */
  static String ending(SpikeLogReader log) {
    SpikeLogStatus status;
    try {
      status = log.status();
    } catch (RanvierException e) { // behind the part that was asked for, or that would have been said already
      System.err.println("warning: " + e.getMessage());
      return "damaged behind that";
    }
    String upTo = "; it reaches to " + StepTime.of(log.manifest().resolutionMs()).text(status.lastStep()) + " ms";
    switch (status.ending()) {
      case COMPLETE -> {}
      case UNFINISHED -> System.err.println("warning: " + log.directory() + ": the log is unfinished: its run goes on, or was killed" + upTo);
      case CANCELLED, FAILED -> System.err.println("warning: " + log.directory() + ": the run ended early (" + status.text() + ")" + upTo);
    }
    return status.ending() == SpikeLogStatus.Ending.UNFINISHED ? "unfinished (the run goes on, or was killed)" : status.text();
  }
}
