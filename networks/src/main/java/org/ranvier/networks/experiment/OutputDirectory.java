package org.ranvier.networks.experiment;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/** The directory of a run's results. It never mixes two runs. */
final class OutputDirectory {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private OutputDirectory() {}

  /** Makes the directory that was asked for, or a new one in {@code results/}. */
  static Path create(@Nullable Path asked, String name, boolean overwrite) {
    Path directory = asked != null ? asked : fresh(name);
    try {
      if (Files.exists(directory)) {
        if (!overwrite) {
          throw new RanvierException("output directory " + directory + " exists; choose another with --out, or replace it with --overwrite");
        }
        requireOurs(directory);
        delete(directory);
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }

  static RanvierException cannotWrite(Path path, IOException e) {
    return new RanvierException("cannot write " + path + " (" + e + "); choose a directory that can be written with --out", e);
  }

  private static Path fresh(String name) {
    String base = name.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + LocalDateTime.now().format(STAMP);
    Path directory = Path.of("results", base);
    for (int k = 2; Files.exists(directory); k++) {
      directory = Path.of("results", base + "-" + k);
    }
    return directory;
  }

  /** Refuses to replace a directory that no run has written: a mistyped --out must not cost somebody's files. */
  private static void requireOurs(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new RanvierException("output " + directory + " is a file; choose a directory with --out");
    }
    try (var files = Files.list(directory)) {
      if (!Files.exists(directory.resolve("network.txt")) && files.findAny().isPresent()) {
        throw new RanvierException("output directory " + directory + " holds files that no run has written; --overwrite replaces results only");
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
