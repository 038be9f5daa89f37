package org.ranvier.networks.study;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.networks.experiment.OutputFiles;

/** What is learnt, as it comes, as lines of a file; each rank has its own until all are done. */
final class CourseFile implements AutoCloseable {
  private static final String HEADER = "condition,seed,line,time,value";

  private final Path out;
  private final int rank;
  private final Path file;
  private @Nullable BufferedWriter writer;

  CourseFile(Path out, int rank) {
    this.out = out;
    this.rank = rank;
    file = rank == 0 ? out.resolve(OutputFiles.COURSES) : OutputFiles.courses(out, rank);
  }

  /**
   * Begins the file. Rank 0 does so before the others, and takes into its own what was learnt in an earlier run.
   *
   * @param finished trials that are there already, each as {@code condition,seed}
   */
  void begin(Set<String> finished) {
    try {
      List<Path> before = rank == 0 ? earlier() : List.of();
      var kept = new LinkedHashSet<String>();
      for (Path earlier : before) {
        Files.readAllLines(earlier).stream().filter(l -> finished.contains(trial(l))).forEach(kept::add);
      }
      writer = Files.newBufferedWriter(file);
      write(HEADER + "\n");
      for (String line : kept) {
        write(line + "\n");
      }
      for (Path earlier : before) {
        if (!earlier.equals(file)) {
          Files.delete(earlier);
        }
      }
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(file, e);
    }
  }

  private List<Path> earlier() throws IOException {
    var all = new ArrayList<Path>();
    if (Files.exists(out.resolve(OutputFiles.COURSES))) {
      all.add(out.resolve(OutputFiles.COURSES));
    }
    try (var files = Files.list(out)) {
      files.filter(OutputFiles::isCourses).sorted().forEach(all::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return all;
  }

  private static String trial(String line) {
    int first = line.indexOf(',');
    int second = line.indexOf(',', first + 1);
    return second < 0 ? "" : line.substring(0, second);
  }

  /** Adds lines, which can be read at once. */
  synchronized void write(String lines) {
    BufferedWriter to = writer;
    if (to == null) {
      throw new IllegalStateException("not begun");
    }
    try {
      to.write(lines);
      to.flush();
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(file, e);
    }
  }

  /** All lines but the first, once no more come. */
  String text() {
    try {
      return Files.readString(file).substring(HEADER.length() + 1);
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(file, e);
    }
  }

  /** Adds what was learnt on another rank, once no more comes here. */
  void add(String lines) {
    try {
      Files.writeString(file, lines, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(file, e);
    }
  }

  /** All of it is in the file of rank 0: the others go. */
  void end() {
    try {
      if (rank > 0) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(file, e);
    }
  }

  @Override
  public void close() {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(file, e);
    }
  }
}
