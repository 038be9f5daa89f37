package org.ranvier.networks.study;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.experiment.CancelOnExit;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.networks.experiment.OutputFiles;
import org.ranvier.simulator.RanvierException;

/** Writes what trials do as they do it: a spike log each, and what is learnt as lines of one file. */
final class StudyRecording implements TrialListener, AutoCloseable {
  private static final String HEADER = "condition,seed,line,time,value";

  private final CancelOnExit guard;
  private final Path out;
  private final boolean logged;
  private final Path courses;
  private final BufferedWriter writer;

  /**
   * @param finished trials that are there already, each as {@code condition,seed}
   */
  StudyRecording(CancelOnExit guard, Path out, boolean logged, Set<String> finished) {
    this.guard = guard;
    this.out = out;
    this.logged = logged;
    courses = out.resolve(OutputFiles.COURSES);
    try {
      List<String> kept = Files.exists(courses) ? Files.readAllLines(courses).stream().filter(l -> finished.contains(trial(l))).toList() : List.of();
      writer = Files.newBufferedWriter(courses);
      write(HEADER + "\n");
      for (String line : kept) {
        writer.write(line + "\n");
      }
      writer.flush();
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(courses, e);
    }
  }

  private static String trial(String line) {
    int first = line.indexOf(',');
    int second = line.indexOf(',', first + 1);
    return second < 0 ? "" : line.substring(0, second);
  }

  private synchronized void write(String line) {
    try {
      writer.write(line);
      writer.flush();
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(courses, e);
    }
  }

  @Override
  public void begins(String condition, long seed, Simulation simulation) {
    guard.cancels(simulation);
    if (logged) {
      Path log = out.resolve(OutputFiles.TRIALS).resolve(Rows.fileName(condition, seed));
      try {
        OutputFiles.remove(log); // of a trial that was killed
      } catch (IOException e) {
        throw OutputDirectory.cannotWrite(log, e);
      }
      simulation.logTo(log);
    }
  }

  @Override
  public void goesOn(Simulation simulation) {
    if (guard.isStopping()) {
      simulation.breakOffLog();
      throw new RanvierException("stopped");
    }
  }

  @Override
  public void requireGoing() {
    if (guard.isStopping()) {
      throw new RanvierException("stopped");
    }
  }

  @Override
  public void point(String condition, long seed, String line, double time, double value) {
    write(condition + "," + seed + "," + line + "," + time + "," + value + "\n");
  }

  @Override
  public void ends(Simulation simulation) {
    guard.release(simulation);
  }

  /** Keeps a trial as soon as it is finished, whichever comes before it in the table. */
  @Override
  public void ended(Trial trial) {
    new Rows(out).write(trial);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(courses, e);
    }
  }
}
