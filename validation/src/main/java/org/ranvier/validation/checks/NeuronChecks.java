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
   * @param wideWeights whether weights take 8 bytes, or 4
   */
  static List<Check> run(@Nullable Path path, boolean wideWeights) {
    List<ReferenceCase> cases = path == null ? ReferenceCase.bundled() : ReferenceCase.load(path);
    return cases.stream().flatMap(c -> run(c, wideWeights)).toList();
  }

  private static Stream<Check> run(ReferenceCase reference, boolean wideWeights) {
    ReferenceResult result = NeuronReference.compare(reference, wideWeights);
    if (NeuronReference.isExact(reference)) {
      return Stream.of(
          check(reference, "V_m (mV)", result.largestDifference(), ReferenceResult.EXACT_TOLERANCE),
          check(reference, "shift of spikes (ms)", result.spikeShiftMs(), 0));
    }
    return Stream.of(
        check(reference, "V_m away from spikes (mV)", result.awayFromSpikes(), ReferenceResult.ADAPTIVE_TOLERANCE_MV),
        check(reference, "shift of spikes (ms)", result.spikeShiftMs(), ReferenceResult.SPIKE_TOLERANCE_MS));
  }

  private static Check check(ReferenceCase reference, String metric, double error, double tolerance) {
    return new Check(reference.model(), reference.name(), metric, error, tolerance);
  }
}
