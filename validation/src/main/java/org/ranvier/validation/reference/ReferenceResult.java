package org.ranvier.validation.reference;

import java.util.Arrays;
import java.util.Locale;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * How a neuron's response compares with the reference.
 *
 * @param name name of the case
 * @param samples number of values of the potential that were compared
 * @param largestDifference largest absolute difference of the potential in mV
 * @param atMs where it is
 * @param awayFromSpikes largest absolute difference in mV outside the {@link #BEFORE_SPIKE_MS} before and {@link #AFTER_SPIKE_MS}
 *     after each spike of the reference, where a small shift of the spike is a large difference of the potential
 * @param spikes number of spikes in the reference
 * @param spikeShiftMs largest difference of the times of corresponding spikes; infinite where their numbers differ
 * @param firstSpikeDifference in words: the first spike that one has and the other has not, or empty
 */
public record ReferenceResult(
    String name, int samples, double largestDifference, double atMs, double awayFromSpikes, int spikes, double spikeShiftMs,
    String firstSpikeDifference) {
  /** A neuron with its own spike mechanism rises for so long before its spike is detected. */
  public static final double BEFORE_SPIKE_MS = 2;

  public static final double AFTER_SPIKE_MS = 5;

  /** Spikes and potential away from them may be so far off where the other simulator integrates with a tolerance of its own. */
  public static final double SPIKE_TOLERANCE_MS = 0.1;

  public static final double ADAPTIVE_TOLERANCE_MV = 0.05;

  /** In mV, for models that both simulators integrate exactly: what weights of 4 bytes cost. */
  public static final double EXACT_TOLERANCE = 1e-6;

  /** {@code voltages[s - 1]} is the potential after step {@code s}. */
  static ReferenceResult of(ReferenceCase reference, TimeGrid grid, double[] voltages, long[] spikeSteps) {
    double largest = 0;
    double at = 0;
    double away = 0;
    for (int k = 0; k < reference.timesMs().length; k++) {
      double ms = reference.timesMs()[k];
      long step = grid.steps(ms, reference.name() + ": time of a sample");
      if (step < 1 || step > voltages.length) {
        throw new RanvierException(
            reference.name() + ": the sample at " + TimeGrid.trim(ms) + " ms is outside the "
                + TimeGrid.trim(reference.durationMs()) + " ms of the simulation");
      }
      double difference = Math.abs(voltages[(int) step - 1] - reference.voltages()[k]);
      if (!(difference <= largest)) {
        largest = difference;
        at = ms;
      }
      if (!(difference <= away) && Arrays.stream(reference.spikeTimesMs()).noneMatch(s -> s - ms < BEFORE_SPIKE_MS && ms - s < AFTER_SPIKE_MS)) {
        away = difference;
      }
    }
    long[] expected = Arrays.stream(reference.spikeTimesMs()).mapToLong(grid::nearestStep).sorted().toArray();
    return new ReferenceResult(
        reference.name(), reference.timesMs().length, largest, at, away, expected.length, spikeShift(expected, spikeSteps, grid),
        spikeDifference(expected, spikeSteps, grid));
  }

  private static double spikeShift(long[] expected, long[] found, TimeGrid grid) {
    if (expected.length != found.length) {
      return Double.POSITIVE_INFINITY;
    }
    long shift = 0;
    for (int k = 0; k < expected.length; k++) {
      shift = Math.max(shift, Math.abs(expected[k] - found[k]));
    }
    return grid.toMs(shift);
  }

  private static String spikeDifference(long[] expected, long[] found, TimeGrid grid) {
    int k = Arrays.mismatch(expected, found);
    if (k < 0) {
      return "";
    }
    String wanted = k < expected.length ? "at " + grid.toMs(expected[k]) + " ms" : "absent";
    String got = k < found.length ? "at " + grid.toMs(found[k]) + " ms" : "absent";
    return "spike " + (k + 1) + " should be " + wanted + " and is " + got;
  }

  /** Whether all spikes are the same and the potential is never further off than {@code tolerance} mV. */
  public boolean within(double tolerance) {
    return firstSpikeDifference.isEmpty() && largestDifference <= tolerance;
  }

  /** Whether spikes are never further off than {@link #SPIKE_TOLERANCE_MS}, and the potential away from them than {@link #ADAPTIVE_TOLERANCE_MV}. */
  public boolean isNear() {
    return spikeShiftMs <= SPIKE_TOLERANCE_MS * (1 + 1e-9) && awayFromSpikes <= ADAPTIVE_TOLERANCE_MV;
  }

  @Override
  public String toString() {
    String spikeWords = firstSpikeDifference.isEmpty() ? "all " + spikes + " spikes the same" : firstSpikeDifference;
    return String.format(
        Locale.ROOT, "%s: V_m within %.2g mV on %d samples (furthest at %s ms; %.2g mV away from spikes), %s", name, largestDifference,
        samples, TimeGrid.trim(atMs), awayFromSpikes, spikeWords);
  }
}
