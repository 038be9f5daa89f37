package org.ranvier.networks.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogReader;
import picocli.CommandLine.Parameters;

/** The log that a command is about. */
final class LogArgument {
  private static final String LOG_OF_RESULTS = "spikes";

  @Parameters(index = "0", paramLabel = "LOG", description = "A spike log, or the directory of a run's results.")
  private Path path = Path.of("");

  SpikeLogReader open() {
    Path inResults = path.resolve(LOG_OF_RESULTS);
    if (Files.isDirectory(inResults)) {
      return SpikeLogReader.open(inResults);
    }
    if (!Files.exists(path)) {
      throw new RanvierException("there is no spike log " + path + "; name the directory that a run has written, such as results/…");
    }
    return SpikeLogReader.open(path);
  }
}
