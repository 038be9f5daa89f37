package org.ranvier.networks.study;

import java.io.IOException;
import java.nio.file.Path;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.experiment.CancelOnExit;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.networks.experiment.OutputFiles;
import org.ranvier.simulator.RanvierException;

/** Writes what trials do as they do it: a spike log each, and what is learnt as lines of one file. */
final class StudyRecording implements TrialListener {
  private final CancelOnExit guard;
  private final Path out;
  private final boolean logged;
  private final CourseFile courses;

  StudyRecording(CancelOnExit guard, Path out, boolean logged, CourseFile courses) {
    this.guard = guard;
    this.out = out;
    this.logged = logged;
    this.courses = courses;
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
    courses.write(condition + "," + seed + "," + line + "," + time + "," + value + "\n");
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
}
