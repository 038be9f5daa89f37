package org.ranvier.validation.exact;

import com.google.gson.annotations.SerializedName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import org.ranvier.validation.reference.ReferenceFiles;

/**
 * The spikes of one neuron of NEST's precise models: a file of the kind that {@code reference/precise/README.md} describes.
 *
 * @param name name of the case
 * @param model NEST's name of the model
 * @param durationMs length of the simulation
 * @param parameters values by name
 * @param current constant current in pA
 * @param inputs trains that the neuron receives
 * @param spikeTimesMs the neuron's spikes
 */
public record PreciseCase(
    @SerializedName("case") String name,
    String model,
    @SerializedName("duration_ms") double durationMs,
    Map<String, Double> parameters,
    @SerializedName("I_e") double current,
    List<Input> inputs,
    @SerializedName("spike_times_ms") double[] spikeTimesMs) {
  private static final ReferenceFiles<PreciseCase> FILES =
      new ReferenceFiles<>("/reference/precise/", PreciseCase.class, PreciseCase::checked);

  /**
   * A train of spikes.
   *
   * @param timesMs when they leave
   * @param weight in the receptor's unit
   * @param delayMs delay
   */
  public record Input(
      @SerializedName("times_ms") double[] timesMs, double weight, @SerializedName("delay_ms") double delayMs) {}

  /** The cases that come with Ranvier. */
  public static List<PreciseCase> bundled() {
    return FILES.bundled();
  }

  /** The case of a file, or those of all {@code .json} files of a directory, by name. */
  public static List<PreciseCase> load(Path path) {
    return FILES.load(path);
  }

  private static PreciseCase checked(String file, @Nullable PreciseCase read) {
    if (read == null || Stream.of(read.name, read.model, read.parameters, read.inputs, read.spikeTimesMs).anyMatch(Objects::isNull)) {
      throw new RanvierException(
          file + " is not a reference case: case, model, parameters, inputs or spike_times_ms is missing");
    }
    return read;
  }

  @Override
  public String toString() {
    return name;
  }
}
