package org.ranvier.simulator.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ranvier.simulator.RanvierException;

/** The directory of a spike log. */
final class LogDirectory {
  private LogDirectory() {}

  /** The one queue file of a log. */
  static Path queueFile(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new RanvierException(
          directory + (Files.exists(directory) ? ": not a spike log: a log is a directory" : ": there is no such directory"));
    }
    List<Path> entries;
    try (var files = Files.list(directory)) {
      entries = files.sorted().toList();
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
    if (entries.isEmpty()) {
      throw new RanvierException(
          directory + ": the directory is empty; a spike log holds one file *" + SpikeLogFormat.QUEUE_SUFFIX);
    }
    List<Path> queues = entries.stream().filter(p -> p.toString().endsWith(SpikeLogFormat.QUEUE_SUFFIX)).toList();
    if (queues.size() != 1) {
      throw new RanvierException(
          directory
              + ": not a spike log: it holds "
              + (queues.isEmpty() ? "no file" : queues.size() + " files")
              + " *"
              + SpikeLogFormat.QUEUE_SUFFIX
              + ", a spike log holds one; name the log's own directory");
    }
    return queues.getFirst();
  }

  static RanvierException unreadable(Path directory, IOException e) {
    return new RanvierException(directory + ": the spike log cannot be read: " + e, e);
  }
}
