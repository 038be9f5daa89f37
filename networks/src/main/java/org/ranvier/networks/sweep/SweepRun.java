package org.ranvier.networks.sweep;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.networks.sweep.Sweep.Trial;
import org.ranvier.networks.sweep.SweepFiles.Ended;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;

/** Runs the trials of a sweep that are not complete yet, several at once. */
public final class SweepRun {
  private static final int PATIENCE_SECONDS = 30;
  private static final int SEEN_SECONDS = 90;

  private final Sweep sweep;
  private final SweepFiles files;
  private final TrialProcess processes;
  private final PrintStream report;
  private final AtomicInteger done = new AtomicInteger();
  private int ofAll; // trials that this process counts
  private String who = ""; // which process it is, where there are several
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
    ofAll = sweep.size();
  }

  /** Runs all trials, at most so many at once; returns an exit code. */
  public int all(OutputDirectory directory, int jobs, SweepPicture picture) {
    try (directory) {
      return stoppable(() -> {
        List<Trial> open = begin(directory);
        done.set(sweep.size() - open.size());
        report.println(there(open) + "; " + jobs + " at once");
        run(open, jobs, 1);
        again(open, jobs);
        return summary(picture);
      });
    }
  }

  /**
   * Runs all trials on several ranks, of which each runs every so many-th one; returns an exit code, the same on all. All ranks call.
   *
   * @param directory at rank 0
   * @param jobs trials at once on each rank
   * @param sharing ranks that share the memory of this machine
   */
  public int onRanks(Ranks ranks, @Nullable OutputDirectory directory, int jobs, int sharing, SweepPicture picture) {
    var meeting = new Meeting(ranks);
    return stoppable(() -> {
      String numbers = meeting.fromFirst(meeting.together(() -> directory == null ? "" : numbers(begin(directory))));
      meeting.together(() -> {
        files.requireShared(sweep);
        return files;
      });
      List<Trial> open = Arrays.stream(numbers.split(",")).filter(n -> !n.isEmpty()).map(n -> sweep.trial(Integer.parseInt(n))).toList(); // as rank 0 sees it
      List<Trial> share = IntStream.range(0, open.size()).filter(k -> k % ranks.size() == ranks.rank()).mapToObj(open::get).toList();
      who = "rank " + ranks.rank() + ": ";
      ofAll = share.size();
      if (directory != null) {
        report.println(there(open) + "; " + jobs + " at once on each of " + ranks.size() + " ranks");
      }
      List<Ended> here = new ArrayList<>();
      meeting.apart(() -> here.addAll(run(share, jobs, sharing)));
      long[][] complete = meeting.gather(new long[] {here.stream().filter(Ended::isComplete).count()});
      if (directory != null) {
        awaitFiles(open, Arrays.stream(complete).mapToLong(of -> of[0]).sum());
      }
      return Math.toIntExact(meeting.gather(new long[] {meeting.together(() -> {
        if (directory == null) {
          return 0;
        }
        again(open, jobs * ranks.size());
        return summary(picture);
      })})[0][0]);
    });
  }

  /** Waits until the files of so many trials are seen here: a file system that several machines share may show those of others up to a minute late. */
  private void awaitFiles(List<Trial> trials, long complete) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SEEN_SECONDS);
    while (trials.stream().filter(this::isComplete).count() < complete && System.nanoTime() < until && !stopping) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
  }

  private static String numbers(List<Trial> trials) {
    return trials.stream().map(t -> Integer.toString(t.number())).collect(Collectors.joining(","));
  }

  private int stoppable(IntSupplier work) {
    var finished = new CountDownLatch(1);
    var hook = new Thread(() -> stopAndWait(finished));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.getAsInt();
    } finally {
      finished.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is going down already.
      }
    }
  }

  /** Begins to write, and returns the trials that are not complete. */
  private List<Trial> begin(OutputDirectory directory) {
    directory.begin();
    files.begin(sweep);
    return sweep.trials().stream().filter(t -> !isComplete(t)).toList();
  }

  private String there(List<Trial> open) {
    int complete = sweep.size() - open.size();
    return sweep.size() + " trials" + (complete > 0 ? ", " + complete + " of them are there" : "");
  }

  /** Runs those again, one at a time, that had too little memory beside others. */
  private void again(List<Trial> trials, int atOnce) {
    List<Trial> larger = trials.stream().filter(t -> files.readEnded(t.number()).filter(TrialProcess::lackedMemory).isPresent()).toList();
    if (!larger.isEmpty() && atOnce > 1 && !stopping) {
      report.println(larger.size() + " trials had too little memory beside others: they run again, one at a time");
      done.set(sweep.size() - larger.size());
      ofAll = sweep.size();
      who = "";
      run(larger, 1, 1);
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
    Ended ended = run(List.of(trial), 1, 1).getFirst();
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

  private List<Ended> run(List<Trial> trials, int jobs, int sharing) {
    var all = new ArrayList<Ended>();
    try (var pool = Executors.newFixedThreadPool(jobs)) {
      List<Future<Ended>> running = trials.stream().map(t -> pool.submit(() -> run(t, jobs * sharing))).toList();
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
      report.println(String.format(Locale.ROOT, "%s%d/%d  trial %d: %s: %s, %.1f s%s", who, done.incrementAndGet(), ofAll, trial.number(), trial,
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
    report.println("written to " + files.directory() + ": trials/, " + files.table().getFileName() + ", " + files.hdf().getFileName()
        + (drawn ? ", " + files.picture().getFileName() : ""));
    return complete == sweep.size() ? 0 : 1;
  }
}
