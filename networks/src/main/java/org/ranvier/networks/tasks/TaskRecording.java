package org.ranvier.networks.tasks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.experiment.CancelOnExit;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.networks.experiment.OutputFiles;
import org.ranvier.simulator.RanvierException;

/** Writes what trials do as they do it: a spike log each, and what is learnt as lines of one file. */
final class TaskRecording implements TrialListener, AutoCloseable {
  private final CancelOnExit guard;
  private final Path out;
  private final boolean logged;
  private final Path courses;
  private final BufferedWriter writer;

  TaskRecording(CancelOnExit guard, Path out, boolean logged) {
    this.guard = guard;
    this.out = out;
    this.logged = logged;
    courses = out.resolve(OutputFiles.COURSES);
    try {
      writer = Files.newBufferedWriter(courses);
      write("condition,seed,line,time_s,value\n");
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(courses, e);
    }
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
      simulation.logTo(out.resolve(OutputFiles.TRIALS).resolve(condition + "-" + seed));
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
  public void point(String condition, long seed, String line, double seconds, double value) {
    write(condition + "," + seed + "," + line + "," + seconds + "," + value + "\n");
  }

  @Override
  public void ends(Simulation simulation) {
    guard.release(simulation);
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
