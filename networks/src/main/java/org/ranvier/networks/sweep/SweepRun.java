package org.ranvier.networks.sweep;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.networks.sweep.Sweep.Trial;
import org.ranvier.networks.sweep.SweepFiles.Ended;
import org.ranvier.simulator.RanvierException;

/** Runs the trials of a sweep that are not complete yet, several at once. */
public final class SweepRun {
  private static final int PATIENCE_SECONDS = 30;

  private final Sweep sweep;
  private final SweepFiles files;
  private final TrialProcess processes;
  private final PrintStream report;
  private final AtomicInteger done = new AtomicInteger();
  private volatile boolean stopping;

  /**
   * @param mainClass the program that runs a trial
   * @param threads of each trial
   */
  public SweepRun(Sweep sweep, SweepFiles files, String mainClass, int threads, PrintStream report) {
    this.sweep = sweep;
    this.files = files;
    processes = new TrialProcess(sweep, files, mainClass, threads);
    this.report = report;
  }

  /** Runs all trials, at most so many at once; returns an exit code. */
  public int all(OutputDirectory directory, int jobs, SweepPicture picture) {
    var finished = new CountDownLatch(1);
    var hook = new Thread(() -> stopAndWait(finished));
    Runtime.getRuntime().addShutdownHook(hook);
    try (directory) {
      directory.begin();
      files.begin(sweep);
      List<Trial> open = sweep.trials().stream().filter(t -> !isComplete(t)).toList();
      done.set(sweep.size() - open.size());
      report.println(sweep.size() + " trials" + (done.get() > 0 ? ", " + done.get() + " of them are there" : "") + "; " + jobs + " at once");
      List<Ended> ended = run(open, jobs);
      List<Trial> larger = ended.stream().filter(TrialProcess::lackedMemory).map(e -> sweep.trial(e.trial())).toList();
      if (!larger.isEmpty() && jobs > 1 && !stopping) {
        report.println(larger.size() + " trials had too little memory beside others: they run again, one at a time");
        done.addAndGet(-larger.size());
        run(larger, 1);
      }
      return summary(picture);
    } finally {
      finished.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is going down already.
      }
    }
  }

  /** Runs one trial of a job array, beside which others may run elsewhere; returns an exit code. */
  public int one(int number) {
    Trial trial = sweep.trial(number);
    files.begin(sweep);
    if (isComplete(trial)) {
      report.println("trial " + number + " (" + trial + ") is complete already");
      return 0;
    }
    var finished = new CountDownLatch(1);
    var hook = new Thread(() -> stopAndWait(finished));
    Runtime.getRuntime().addShutdownHook(hook);
    Ended ended = run(List.of(trial), 1).getFirst();
    finished.countDown();
    return ended.isComplete() ? 0 : 1;
  }

  private boolean isComplete(Trial trial) {
    return files.readEnded(trial.number()).filter(Ended::isComplete).isPresent() && files.statistics(trial.number()).isPresent();
  }

  private void stopAndWait(CountDownLatch finished) {
    stopping = true;
    try {
      // Again and again: one may just have been started.
      for (int tries = 0; tries < PATIENCE_SECONDS; tries++) {
        processes.stop();
        if (finished.await(1, TimeUnit.SECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Ended> run(List<Trial> trials, int jobs) {
    var all = new ArrayList<Ended>();
    try (var pool = Executors.newFixedThreadPool(jobs)) {
      List<Future<Ended>> running = trials.stream().map(t -> pool.submit(() -> run(t, jobs))).toList();
      for (Future<Ended> trial : running) {
        all.add(trial.get());
      }
    } catch (ExecutionException e) {
      stopping = true;
      throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RanvierException("stopped", e);
    }
    return all;
  }

  private Ended run(Trial trial, int jobs) {
    if (stopping) {
      return new Ended(trial.number(), "missing", Double.NaN, "");
    }
    Ended ended = processes.run(trial, jobs);
    if (!stopping || ended.isComplete()) {
      report.println(String.format(Locale.ROOT, "%d/%d  trial %d: %s: %s, %.1f s%s", done.incrementAndGet(), sweep.size(), trial.number(), trial,
          ended.status(), ended.wallSeconds(), ended.message().isEmpty() ? "" : "; " + ended.message()));
    }
    return ended;
  }

  private int summary(SweepPicture picture) {
    var table = SweepTable.read(sweep, files);
    table.write(files);
    boolean drawn = !stopping && picture.draw(table, files);
    long complete = table.rows().stream().filter(r -> r.ended().isComplete()).count();
    long failed = table.rows().stream().filter(r -> r.ended().status().equals("failed")).count();
    report.println(complete + " of " + sweep.size() + " trials are complete" + (failed > 0 ? ", " + failed + " failed (what they printed: "
        + files.output(1).getParent() + "/*.txt)" : "") + (complete < sweep.size() ? "; 'ranvier sweep --resume " + files.directory() + "' goes on" : ""));
    report.println("written to " + files.directory() + ": trials/, " + files.table().getFileName() + (drawn ? ", " + files.picture().getFileName() : ""));
    return complete == sweep.size() ? 0 : 1;
  }
}
