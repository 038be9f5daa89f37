package org.ranvier.validation.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.validation.reference.PlasticityCase;
import org.ranvier.validation.reference.PlasticityReference;

/** Plastic synapses against the weights that NEST computed. */
final class PlasticityChecks {
  private PlasticityChecks() {}

  /**
   * Runs the cases of a file or a directory.
   *
   * @param path null for those that come with Ranvier
   */
  static List<Check> run(@Nullable Path path) {
    List<PlasticityCase> cases = path == null ? PlasticityCase.bundled() : PlasticityCase.load(path);
    return cases.stream()
        .flatMap(
            c ->
                Stream.of(
                    new Check(
                        c.model(), c.name(), "weight, 4 bytes (relative)", PlasticityReference.largestError(c, false),
                        PlasticityReference.TOLERANCE),
                    new Check(
                        c.model(), c.name(), "weight, 8 bytes (relative)", PlasticityReference.largestError(c, true),
                        PlasticityReference.WIDE_TOLERANCE)))
        .toList();
  }
}
