package org.ranvier.validation.reference;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/**
 * The response of one neuron in NEST: a file of the kind that {@code reference/neurons/README.md} describes.
 *
 * @param name name of the case
 * @param model name of the model
 * @param resolutionMs length of a step
 * @param durationMs length of the simulation
 * @param initialVoltage potential at the beginning in mV
 * @param parameters values by name
 * @param inputs trains that the neuron receives
 * @param currents currents that are injected
 * @param timesMs times of the samples
 * @param voltages potential at these times in mV
 * @param spikeTimesMs the neuron's spikes
 */
public record ReferenceCase(
    @SerializedName("case") String name,
    String model,
    @SerializedName("resolution_ms") double resolutionMs,
    @SerializedName("duration_ms") double durationMs,
    @SerializedName("initial_V_m") double initialVoltage,
    JsonObject parameters,
    List<Input> inputs,
    @SerializedName("current_steps") List<Current> currents,
    @SerializedName("times_ms") double[] timesMs,
    @SerializedName("V_m") double[] voltages,
    @SerializedName("spike_times_ms") double[] spikeTimesMs) {

  private static final ReferenceFiles<ReferenceCase> FILES =
      new ReferenceFiles<>("/reference/neurons/", ReferenceCase.class, ReferenceCase::checked);

  /**
   * A train of spikes.
   *
   * @param times when they leave, in ms
   * @param weight weight in the receptor's unit
   * @param delay delay in ms
   * @param receptor a number from 1, or a word where the sign of the weight chooses
   */
  public record Input(double[] times, double weight, double delay, String receptor) {}

  /**
   * A current of some pA.
   *
   * @param onMs when the generator switches it on
   * @param offMs when the generator switches it off
   * @param delayMs delay from the generator to the neuron
   * @param amplitude in pA
   */
  public record Current(
      @SerializedName("generator_on_at_ms") double onMs,
      @SerializedName("off_at_ms") double offMs,
      @SerializedName("connection_delay_ms") double delayMs,
      double amplitude) {}

  /** The cases that come with Ranvier. */
  public static List<ReferenceCase> bundled() {
    return FILES.bundled();
  }

  /** The case of a file, or those of all {@code .json} files of a directory, by name. */
  public static List<ReferenceCase> load(Path path) {
    return FILES.load(path);
  }

  private static ReferenceCase checked(String file, @Nullable ReferenceCase read) {
    if (read == null
        || Stream.of(read.model, read.parameters, read.timesMs, read.voltages, read.spikeTimesMs).anyMatch(Objects::isNull)) {
      throw new RanvierException(
          file + " is not a reference case: model, parameters, times_ms, V_m or spike_times_ms is missing");
    }
    if (read.timesMs.length == 0 || read.timesMs.length != read.voltages.length) {
      throw new RanvierException(
          file + ": there are " + read.timesMs.length + " times and " + read.voltages.length
              + " values of V_m; a case needs as many, and some");
    }
    return read.withoutGaps();
  }

  /** A neuron may have no inputs and no currents. */
  private ReferenceCase withoutGaps() {
    return new ReferenceCase(
        Objects.requireNonNullElse(name, model), model, resolutionMs, durationMs, initialVoltage, parameters,
        Objects.requireNonNullElse(inputs, List.of()), Objects.requireNonNullElse(currents, List.of()), timesMs, voltages,
        spikeTimesMs);
  }

  /** The parameters as a population takes them: the k-th value of a list {@code x} is the parameter {@code xk}. */
  Map<String, double[]> parameterValues() {
    var values = new HashMap<String, double[]>();
    for (Map.Entry<String, JsonElement> p : parameters.entrySet()) {
      if (p.getValue().isJsonArray()) {
        int k = 1;
        for (JsonElement each : p.getValue().getAsJsonArray()) {
          values.put(p.getKey() + k++, new double[] {number(p.getKey(), each)});
        }
      } else {
        values.put(p.getKey(), new double[] {number(p.getKey(), p.getValue())});
      }
    }
    return values;
  }

  /** Length of the longest list among the parameters, 0 where there is none: the number of receptors of a multisynapse model. */
  int listLength() {
    return parameters.entrySet().stream()
        .filter(p -> p.getValue().isJsonArray())
        .mapToInt(p -> p.getValue().getAsJsonArray().size())
        .max()
        .orElse(0);
  }

  private double number(String parameter, JsonElement value) {
    if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
      return value.getAsDouble();
    }
    if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean()) {
      return value.getAsBoolean() ? 1 : 0;
    }
    throw new RanvierException(name + ": parameter " + parameter + " = " + value + " must be a number, true, false, or a list of numbers");
  }

  @Override
  public String toString() {
    return name;
  }
}
