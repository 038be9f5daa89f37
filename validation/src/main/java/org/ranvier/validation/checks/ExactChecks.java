package org.ranvier.validation.checks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.validation.exact.ClosedForms;
import org.ranvier.validation.exact.PreciseCase;
import org.ranvier.validation.exact.PreciseReference;

/** Exact neurons against NEST's precise models, and against closed forms. */
final class ExactChecks {
  private ExactChecks() {}

  /**
   * Runs the cases of a file or a directory, or, where it is null, those that come with Ranvier and the closed forms.
   */
  static List<Check> run(@Nullable Path path) {
    var checks = new ArrayList<Check>();
    for (PreciseCase reference : path == null ? PreciseCase.bundled() : PreciseCase.load(path)) {
      checks.add(
          new Check(
              reference.model(), reference.name(), "spike times (ms)", PreciseReference.error(reference), PreciseReference.TOLERANCE));
    }
    if (path == null) {
      for (ClosedForms.Result result : ClosedForms.all()) {
        checks.add(new Check(result.model(), result.formula(), "spike times (relative)", result.error(), ClosedForms.TOLERANCE));
      }
    }
    return checks;
  }
}
