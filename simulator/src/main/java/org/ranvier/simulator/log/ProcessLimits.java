package org.ranvier.simulator.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Limits that the shell or the system sets for this process, as far as the system tells (Linux does). */
final class ProcessLimits {
  private static final Path LIMITS = Path.of("/proc/self/limits");

  private ProcessLimits() {}

  /** The size to which a file may grow. */
  static long fileBytes() {
    return limit("Max file size");
  }

  /** How many files may be open at once. */
  static long openFiles() {
    return limit("Max open files");
  }

  /** The soft limit, {@link Long#MAX_VALUE} where there is none or it cannot be known. */
  private static long limit(String name) {
    try (var lines = Files.lines(LIMITS)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(name.length()).strip().split(" +", 2)[0])
          .filter(soft -> soft.chars().allMatch(Character::isDigit))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException | RuntimeException e) {
      return Long.MAX_VALUE;
    }
  }
}
