package org.ranvier.networks.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.simulator.RanvierException;

/**
 * Runs trials in threads, each as soon as those that it needs are there.
 *
 * @param finished trials that need not be run, by {@link #key}
 */
record TrialJobs(
    Study study, Settings settings, List<Condition> conditions, double durationMs, TrialListener listener, Map<String, Trial> finished) {
  /** Passes the trials on in the order of seeds and conditions. Where there are fewer of them than threads, each may use several. */
  void run(long[] seeds, int threads, Consumer<Trial> each) {
    var failed = new AtomicBoolean();
    int atOnce = Math.clamp((long) seeds.length * conditions.size(), 1, threads);
    try (var pool = Executors.newFixedThreadPool(atOnce)) {
      var running = new ArrayList<CompletableFuture<Trial>>();
      for (long seed : seeds) {
        running.addAll(ofSeed(seed, pool, threads / atOnce, failed));
      }
      try {
        running.forEach(trial -> each.accept(trial.join()));
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
      } finally {
        failed.set(true); // nothing more begins
      }
    }
  }

  private List<CompletableFuture<Trial>> ofSeed(long seed, ExecutorService pool, int threadsEach, AtomicBoolean failed) {
    var trials = new HashMap<String, CompletableFuture<Trial>>();
    var inOrder = new ArrayList<CompletableFuture<Trial>>();
    for (Condition condition : conditions) {
      Trial there = finished.get(key(condition.name(), seed));
      CompletableFuture<Trial> trial;
      if (there != null) {
        trial = CompletableFuture.completedFuture(there);
      } else {
        List<CompletableFuture<Trial>> needed = condition.needs().stream().map(trials::get).toList();
        trial = CompletableFuture.allOf(needed.toArray(CompletableFuture[]::new)).thenApplyAsync(unused -> {
          if (failed.get()) {
            throw new RanvierException("stopped");
          }
          listener.requireGoing();
          var earlier = new HashMap<String, Trial>();
          needed.forEach(n -> earlier.put(n.join().condition(), n.join()));
          Trial done = study.run(new Plan(settings, durationMs, seed, condition, earlier, threadsEach), listener);
          listener.ended(done);
          return done;
        }, pool);
      }
      trials.put(condition.name(), trial);
      inOrder.add(trial);
    }
    return inOrder;
  }

  static String key(String condition, long seed) {
    return condition + "," + seed;
  }
}
