package org.ranvier.simulator.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ranvier.simulator.RanvierException;

/** The logs of a run on several ranks: a directory for each, {@code rank-0-of-4} and so on, in the directory of the log. */
public final class RankLogs {
  private static final Pattern NAME = Pattern.compile("rank-(\\d{1,9})-of-(\\d{1,9})");

  private RankLogs() {}

  /** The directory of the log of one rank. */
  public static Path directory(Path log, int rank, int ranks) {
    return log.resolve("rank-" + rank + "-of-" + ranks);
  }

  /** Whether a file or directory is named as that of a rank. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * The directories of all ranks, in order; none where the log is of one process.
   *
   * @throws RanvierException if one of them is missing, or there are those of two runs
   */
  static List<Path> in(Path log) throws IOException {
    if (!Files.isDirectory(log)) {
      return List.of();
    }
    int ranks = 0;
    try (var files = Files.list(log)) {
      for (Path file : files.toList()) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          int of = Integer.parseInt(name.group(2));
          if (ranks != 0 && of != ranks) {
            throw new RanvierException(log + ": there are logs of " + ranks + " ranks and of " + of + "; a spike log is of one run");
          }
          ranks = of;
        }
      }
    }
    var all = new ArrayList<Path>();
    for (int r = 0; r < ranks; r++) {
      Path of = directory(log, r, ranks);
      if (!Files.isDirectory(of)) {
        throw new RanvierException(log + ": the log of rank " + r + " of " + ranks + " is missing (" + of.getFileName()
            + "); the others hold a part of the neurons only");
      }
      all.add(of);
    }
    return all;
  }
}
