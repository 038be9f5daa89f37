package org.ranvier.validation.checks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.study.Proof;
import org.ranvier.networks.study.Studies;
import org.ranvier.networks.study.Study;
import org.ranvier.networks.study.StudyRun;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;

/** That networks learn, over seeds, and that their twins do not: the claims that each study makes. */
final class LearningChecks {
  private final boolean fast;
  private final PrintStream progress;

  /**
   * @param fast one or two seeds, and bounds that fit them
   * @param progress sees, as each study ends, how long it has taken and how many of its claims hold; at the end all of this process
   */
  LearningChecks(boolean fast, PrintStream progress) {
    this.fast = fast;
    this.progress = progress;
  }

  /**
   * Runs as many studies side by side as there are processors, each in one thread: most have fewer trials than would keep several busy.
   *
   * @param names of the studies; empty: all
   */
  List<Check> run(List<String> names) {
    return checks(names.isEmpty() ? List.copyOf(Studies.all()) : names.stream().map(LearningChecks::named).distinct().toList());
  }

  /** As {@link #run}. A study that cannot be run is a check that fails, so that hours of the others are not lost. */
  List<Check> checks(List<Study> studies) {
    long start = System.nanoTime();
    try (var workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<List<Check>>> running = studies.stream().map(study -> workers.submit(() -> timed(study))).toList();
      var checks = new ArrayList<Check>();
      for (Future<List<Check>> study : running) {
        checks.addAll(study.get());
      }
      // The clock depends on what else the machine does, this less.
      double processors = ProcessHandle.current().info().totalCpuDuration().map(d -> 1e-3 * d.toMillis()).orElse(Double.NaN);
      progress.printf(Locale.ROOT, "%-30s %6.0f s, %.0f s of processors%n", "all", 1e-9 * (System.nanoTime() - start), processors);
      return checks;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RanvierException("the checks were interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause()); // an Error: what else goes wrong is a check
    }
  }

  private static Study named(String name) {
    List<String> names = Studies.all().stream().map(Study::name).toList();
    return Studies.all().stream().filter(s -> s.name().equals(name)).findFirst()
        .orElseThrow(() -> new RanvierException("--study: no study '" + name + "'" + Names.suggest(name, names)));
  }

  private List<Check> timed(Study study) {
    long start = System.nanoTime();
    List<Check> checks;
    try {
      checks = of(study, study.proof(fast));
    } catch (RuntimeException e) {
      String why = e instanceof RanvierException ? e.getMessage() : e.toString();
      checks = List.of(new Check(study.name(), "all", "was not run: " + why, Double.POSITIVE_INFINITY, 0));
    }
    long held = checks.stream().filter(Check::pass).count();
    progress.printf(Locale.ROOT, "%-30s %6.0f s  %d of %d%n", study.name(), 1e-9 * (System.nanoTime() - start), held, checks.size());
    return checks;
  }

  private static List<Check> of(Study study, Proof proof) {
    var settings = new Settings(study.name(), study.settings(), proof.settings());
    double durationMs = proof.durationMs() > 0 ? proof.durationMs() : study.durationMs().orElse(0);
    var result = StudyRun.of(study, settings, proof.seeds(), proof.conditions()).trials(durationMs, 1, 1, trial -> {});
    return proof.claims().stream()
        .map(c -> new Check(study.name(), c.subject(), c.metric(), c.error().applyAsDouble(result), c.tolerance()))
        .toList();
  }
}
