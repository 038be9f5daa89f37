package org.ranvier.networks.experiment;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/**
 * The directory of a run's results. It never mixes two runs, and it is made, or emptied, only when there is something to write.
 *
 * @param path where it is
 * @param replace whether there are results of an earlier run to be replaced
 */
public record OutputDirectory(Path path, boolean replace) {
  static final String LOG = "spikes";
  public static final String STATISTICS = "statistics.json";
  public static final String DESCRIPTION = "network.txt";
  static final String PICTURE = "activity.png";
  static final String POSITIONS = "positions.csv";
  public static final String LEARNING = "learning.png";

  private static final Set<String> OURS = Set.of(LOG, STATISTICS, DESCRIPTION, PICTURE, POSITIONS, LEARNING);
  private static final Pattern LOG_FILE = Pattern.compile(".*\\.cq4t?");
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** The directory that was asked for, or a new one in {@code results/}; refused if it may not be written to. */
  public static OutputDirectory of(@Nullable Path asked, String name, boolean overwrite) {
    if (asked == null) {
      return new OutputDirectory(fresh(name), false);
    }
    if (!Files.exists(asked, LinkOption.NOFOLLOW_LINKS)) {
      return new OutputDirectory(asked, false);
    }
    if (!Files.isDirectory(asked)) {
      throw new RanvierException("output " + asked + " is a file; choose a directory with --out");
    }
    if (!overwrite) {
      throw new RanvierException("output directory " + asked + " exists; choose another with --out, or replace it with --overwrite");
    }
    try {
      requireOurs(asked);
    } catch (IOException e) {
      throw cannotWrite(asked, e);
    }
    return new OutputDirectory(asked, true);
  }

  /** Makes the directory, without what an earlier run left in it. */
  public Path create() {
    try {
      if (replace) {
        requireOurs(path);
        delete(path);
      }
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  /** Says that a file in it could not be written. */
  public static RanvierException cannotWrite(Path path, IOException e) {
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

  /** Refuses to replace a directory with anything in it that no run has written: a mistyped --out must not cost a file. */
  private static void requireOurs(Path directory) throws IOException {
    refuseOthers(directory, directory, OURS::contains);
    Path log = directory.resolve(LOG);
    if (Files.isDirectory(log)) {
      refuseOthers(directory, log, name -> LOG_FILE.matcher(name).matches());
    }
  }

  private static void refuseOthers(Path output, Path directory, Predicate<String> ours) throws IOException {
    try (var files = Files.list(directory)) {
      var other = files.filter(f -> !ours.test(String.valueOf(f.getFileName()))).findFirst();
      if (other.isPresent()) {
        throw new RanvierException(
            "output directory " + output + " holds " + output.relativize(other.get())
                + ", which no run has written; --overwrite replaces results only: move that away, or choose another directory with --out");
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
