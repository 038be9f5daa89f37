package org.ranvier.validation.reference;

import com.google.gson.JsonElement;
import com.google.gson.annotations.SerializedName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/**
 * The course of one weight in NEST: a file of the kind that {@code reference/plasticity/README.md} describes.
 *
 * @param name name of the case
 * @param model NEST's name of the synapse model
 * @param parameters by NEST's names
 * @param tauMinus a number, a list, or null
 * @param dopamineMs spikes of the dopamine neuron, null where there is none
 * @param transmitter how they reach the synapse
 * @param recordTimesMs when the weight was recorded: at the spikes of the source
 */
public record PlasticityCase(
    @SerializedName("case") String name,
    String model,
    @SerializedName("resolution_ms") double resolutionMs,
    @SerializedName("duration_ms") double durationMs,
    @SerializedName("delay_ms") double delayMs,
    Map<String, Double> parameters,
    @SerializedName("tau_minus_ms") @Nullable JsonElement tauMinus,
    @SerializedName("pre_spike_times_ms") double[] preMs,
    @SerializedName("post_spike_times_ms") double[] postMs,
    @SerializedName("dopamine_spike_times_ms") double @Nullable [] dopamineMs,
    @SerializedName("volume_transmitter") @Nullable Transmitter transmitter,
    @SerializedName("weight_record_times_ms") double[] recordTimesMs,
    double[] weights) {

  /**
   * NEST's volume transmitter.
   *
   * @param interval in shortest delays, after which synapses are brought up to date
   * @param delayMs from a spike of the dopamine neuron to the transmitter
   */
  public record Transmitter(
      @SerializedName("deliver_interval_in_min_delays") int interval, @SerializedName("delay_ms") double delayMs) {}

  private static final ReferenceFiles<PlasticityCase> FILES =
      new ReferenceFiles<>("/reference/plasticity/", PlasticityCase.class, PlasticityCase::checked);

  /** The cases that come with Ranvier. */
  public static List<PlasticityCase> bundled() {
    return FILES.bundled();
  }

  /** The case of a file, or those of a directory. */
  public static List<PlasticityCase> load(Path path) {
    return FILES.load(path);
  }

  private static PlasticityCase checked(String file, @Nullable PlasticityCase read) {
    if (read == null) {
      throw new RanvierException(file + " is not a reference case: it is empty");
    }
    return read.checked();
  }

  private PlasticityCase checked() {
    if (Stream.of(name, model, parameters, preMs, postMs, recordTimesMs, weights).anyMatch(Objects::isNull)) {
      throw new RanvierException(
          "plasticity case " + name + ": case, model, parameters, spike times, weight_record_times_ms or weights are missing");
    }
    if (weights.length == 0 || weights.length != recordTimesMs.length) {
      throw new RanvierException(
          "plasticity case " + name + ": there are " + recordTimesMs.length + " times and " + weights.length
              + " weights; a case needs as many, and some");
    }
    return this;
  }

  /** A parameter. */
  double parameter(String parameter) {
    Double value = parameters.get(parameter);
    if (value == null) {
      throw new RanvierException("plasticity case " + name + ": model " + model + " needs the parameter " + parameter);
    }
    return value;
  }

  /** The spikes of the dopamine neuron. */
  double[] dopamine() {
    double[] times = dopamineMs;
    return times == null ? new double[0] : times;
  }

  /** The {@code k}-th time constant of the target's traces. */
  double tauMinus(int k) {
    JsonElement tau = tauMinus;
    if (tau == null || tau.isJsonNull()) {
      return 20; // NEST's default
    }
    return tau.isJsonArray() ? tau.getAsJsonArray().get(k).getAsDouble() : tau.getAsDouble();
  }

  @Override
  public String toString() {
    return name;
  }
}
