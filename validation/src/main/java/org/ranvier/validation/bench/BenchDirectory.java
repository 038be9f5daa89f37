package org.ranvier.validation.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.simulator.RanvierException;

/** Where a benchmark logs: a directory that goes with it. Those of benchmarks that were killed go when the next one begins. */
final class BenchDirectory implements AutoCloseable {
  private static final String PREFIX = "ranvier-bench";

  private final OutputDirectory directory;

  private BenchDirectory(OutputDirectory directory) {
    this.directory = directory;
  }

  static BenchDirectory make() {
    return make(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static BenchDirectory make(Path parent) {
    clear(parent);
    return new BenchDirectory(OutputDirectory.claim(parent.resolve(PREFIX + "-" + UUID.randomUUID()), PREFIX, false));
  }

  /** Removes what nobody holds; what cannot be removed, such as another user's, is left. */
  private static void clear(Path parent) {
    List<Path> found;
    try (var files = Files.list(parent)) {
      found = files.filter(f -> String.valueOf(f.getFileName()).startsWith(PREFIX) && Files.isDirectory(f)).toList();
    } catch (IOException e) {
      return;
    }
    for (Path left : found) {
      try (var old = OutputDirectory.claim(left, PREFIX, true)) {
        old.begin();
        old.forget();
      } catch (RanvierException e) {
        continue; // a benchmark goes on in it, or it holds what no benchmark has written
      }
      try {
        Files.deleteIfExists(left);
      } catch (IOException e) {
        // Somebody has taken it since.
      }
    }
  }

  Path log() {
    return directory.begin().resolve("spikes");
  }

  @Override
  public void close() {
    directory.forget();
    directory.close();
  }
}
