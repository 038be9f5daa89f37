package org.ranvier.networks.experiment;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.networks.recordings.Recordings;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.RankLogs;

/** What a run writes into its output directory, by name: only that is ever removed. */
public final class OutputFiles {
  /** The spike log. */
  public static final String LOG = "spikes";

  public static final String STATISTICS = "statistics.json";

  /** The network in words. */
  public static final String DESCRIPTION = "network.txt";

  /** Spikes and rates. */
  public static final String PICTURE = "activity.png";

  /** Where neurons are. */
  public static final String POSITIONS = "positions.csv";

  /** The picture of what is learnt. */
  public static final String LEARNING = "learning.png";

  /** What is learnt, as it comes. */
  public static final String COURSES = "learning.csv";

  private static final String COURSES_OF_RANK = "learning.rank-%d.csv";

  /** The directory of a study's logs, one for each trial. */
  public static final String TRIALS = "trials";

  /** The script that was run. */
  public static final String SCRIPT = "script.java";

  /** What was run, and how. */
  public static final String RUN = "run.json";

  /** What the name of a checkpoint ends in. */
  public static final String CHECKPOINT_SUFFIX = ".checkpoint";

  /** The log that a resumed run goes on from, while it is being copied. */
  static final String LOG_BEFORE = "spikes.before";

  /** A study's trials, a line for each. */
  public static final String RESULTS = "results.csv";

  /** What all trials of a study have in common. */
  public static final String PLAN = "plan.json";

  /** The directory of a study's finished trials, a file for each. */
  public static final String ROWS = "rows";

  private static final Set<String> OURS =
      Set.of(LOG, STATISTICS, DESCRIPTION, PICTURE, POSITIONS, LEARNING, COURSES, TRIALS, RESULTS, PLAN, ROWS, RunLock.FILE, RUN, LOG_BEFORE, SCRIPT,
          Recordings.FILE, Recordings.PARTS);
  private static final Pattern RECORDED = Pattern.compile("[0-9]{2,}-[A-Za-z0-9._-]*\\.(png|csv)");
  private static final Pattern SERIES = Pattern.compile(".*\\" + Recordings.SUFFIX);
  private static final Pattern ROW_FILE = Pattern.compile(".*\\.json(" + Pattern.quote(WholeFile.SUFFIX) + ")?");
  private static final Pattern CHECKPOINT = Pattern.compile("(latest|[0-9.E-]+-ms)\\" + CHECKPOINT_SUFFIX);
  private static final Pattern RANKS_COURSES = Pattern.compile("learning\\.rank-[0-9]+\\.csv");
  private static final Pattern LOG_FILE = Pattern.compile(".*\\.cq4t?");

  private OutputFiles() {}

  /** What is learnt by a rank other than the first, while the run goes on. */
  public static Path courses(Path directory, int rank) {
    return directory.resolve(String.format(Locale.ROOT, COURSES_OF_RANK, rank));
  }

  /** Whether a file is such a one. */
  public static boolean isCourses(Path file) {
    return RANKS_COURSES.matcher(file.getFileName().toString()).matches();
  }

  /** Whether this is a run's directory in which there is only what comes before its log. */
  public static boolean isBeforeLog(Path directory) {
    try (var files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).allMatch(Set.of(RunLock.FILE, RUN, DESCRIPTION, POSITIONS, SCRIPT)::contains);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether there is nothing in a directory, but for a lock that a killed run left. */
  static boolean isEmpty(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.allMatch(f -> f.endsWith(RunLock.FILE));
    }
  }

  /** Refuses to replace a directory with anything in it that no run has written: a mistyped --out must not cost a file. */
  static void requireOurs(Path output) throws IOException {
    refuseOthers(output, output, OutputFiles::isOurs);
    requireLog(output, output.resolve(LOG));
    requireLog(output, output.resolve(LOG_BEFORE));
    if (Files.isDirectory(output.resolve(ROWS))) {
      refuseOthers(output, output.resolve(ROWS), name -> ROW_FILE.matcher(name).matches());
    }
    if (Files.isDirectory(output.resolve(Recordings.PARTS))) {
      refuseOthers(output, output.resolve(Recordings.PARTS), name -> SERIES.matcher(name).matches());
    }
    Path trials = output.resolve(TRIALS);
    if (Files.isDirectory(trials)) {
      try (var logs = Files.list(trials)) {
        for (Path log : logs.toList()) {
          requireLog(output, log);
        }
      }
    }
  }

  private static boolean isOurs(String name) {
    String whole = name.endsWith(WholeFile.SUFFIX) ? name.substring(0, name.length() - WholeFile.SUFFIX.length()) : name;
    return OURS.contains(whole) || RECORDED.matcher(whole).matches() || RANKS_COURSES.matcher(whole).matches() || CHECKPOINT.matcher(whole).matches();
  }

  private static void requireLog(Path output, Path log) throws IOException {
    if (Files.isDirectory(log)) {
      refuseOthers(output, log, name -> LOG_FILE.matcher(name).matches() || RankLogs.isName(name));
      try (var files = Files.list(log)) {
        for (Path rank : files.filter(f -> RankLogs.isName(String.valueOf(f.getFileName()))).toList()) {
          refuseOthers(output, rank, name -> LOG_FILE.matcher(name).matches());
        }
      }
    } else if (Files.exists(log)) {
      throw foreign(output, log);
    }
  }

  private static void refuseOthers(Path output, Path directory, Predicate<String> ours) throws IOException {
    try (var files = Files.list(directory)) {
      var other = files.filter(f -> !ours.test(String.valueOf(f.getFileName()))).findFirst();
      if (other.isPresent()) {
        throw foreign(output, other.get());
      }
    }
  }

  private static RanvierException foreign(Path output, Path file) {
    return new RanvierException("output directory " + output + " holds " + output.relativize(file)
        + ", which no run has written; --overwrite replaces results only: move that away, or choose another directory with --out");
  }

  /** Removes the directory of a log, if it is there. */
  public static void remove(Path log) throws IOException {
    if (Files.isDirectory(log)) {
      delete(log);
      Files.delete(log);
    }
  }

  /** Empties a directory but for the lock; what is left of it half-way is no run. */
  static void delete(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(RUN));
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!file.equals(directory.resolve(RunLock.FILE))) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
            if (!dir.equals(directory)) {
              Files.delete(dir);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
