package org.ranvier.validation.checks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
   * @param progress sees how long each study has taken
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
    List<Study> studies = names.isEmpty() ? List.copyOf(Studies.all()) : names.stream().map(LearningChecks::named).distinct().toList();
    try (var workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<List<Check>>> running = studies.stream().map(study -> workers.submit((Callable<List<Check>>) () -> timed(study))).toList();
      var checks = new ArrayList<Check>();
      for (Future<List<Check>> study : running) {
        checks.addAll(study.get());
      }
      return checks;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RanvierException("the checks were interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
    }
  }

  private static Study named(String name) {
    List<String> names = Studies.all().stream().map(Study::name).toList();
    return Studies.all().stream().filter(s -> s.name().equals(name)).findFirst()
        .orElseThrow(() -> new RanvierException("--study: no study '" + name + "'" + Names.suggest(name, names)));
  }

  private List<Check> timed(Study study) {
    long start = System.nanoTime();
    List<Check> checks = of(study, study.proof(fast));
    progress.printf(Locale.ROOT, "%-30s %6.0f s%n", study.name(), 1e-9 * (System.nanoTime() - start));
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
