package org.ranvier.validation.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.validation.reference.NeuronReference;
import org.ranvier.validation.reference.ReferenceCase;
import org.ranvier.validation.reference.ReferenceResult;

/** Point neurons against the responses that NEST computed. */
final class NeuronChecks {
  private NeuronChecks() {}

  /**
   * Runs the cases of a file or a directory.
   *
   * @param path null for those that come with Ranvier
   */
  static List<Check> run(@Nullable Path path) {
    List<ReferenceCase> cases = path == null ? ReferenceCase.bundled() : ReferenceCase.load(path);
    return cases.stream().flatMap(NeuronChecks::run).toList();
  }

  private static Stream<Check> run(ReferenceCase reference) {
    ReferenceResult result = NeuronReference.compare(reference);
    return Stream.of(
        new Check(reference.model(), reference.name(), "V_m (mV)", result.largestDifference(), ReferenceResult.EXACT_TOLERANCE),
        new Check(reference.model(), reference.name(), "different spikes", result.firstSpikeDifference().isEmpty() ? 0 : 1, 0));
  }
}
