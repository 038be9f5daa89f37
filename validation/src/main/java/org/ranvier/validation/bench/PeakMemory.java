package org.ranvier.validation.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The largest resident memory that this process has had. */
final class PeakMemory {
  private PeakMemory() {}

  /** In MiB; null where the operating system does not tell (only Linux does so in a file). */
  static @Nullable Long mebibytes() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }
}
