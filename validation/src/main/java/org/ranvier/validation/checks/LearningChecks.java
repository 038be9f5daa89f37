package org.ranvier.validation.checks;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.study.Proof;
import org.ranvier.networks.study.Studies;
import org.ranvier.networks.study.Study;
import org.ranvier.networks.study.StudyRun;

/** That networks learn, over seeds, and that their twins do not: the claims that each study makes. */
final class LearningChecks {
  private LearningChecks() {}

  static List<Check> run(boolean fast) {
    var checks = new ArrayList<Check>();
    Studies.all().forEach(study -> checks.addAll(of(study, study.proof(fast))));
    return checks;
  }

  private static List<Check> of(Study study, Proof proof) {
    var settings = new Settings(study.name(), study.settings(), proof.settings());
    double durationMs = proof.durationMs() > 0 ? proof.durationMs() : study.durationMs().orElse(0);
    var result =
        StudyRun.of(study, settings, proof.seeds(), proof.conditions())
            .trials(durationMs, 1, Runtime.getRuntime().availableProcessors(), trial -> {});
    return proof.claims().stream()
        .map(c -> new Check(study.name(), c.subject(), c.metric(), c.error().applyAsDouble(result), c.tolerance()))
        .toList();
  }
}
