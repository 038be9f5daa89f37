package org.ranvier.validation.cables;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
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
 * The response of a cell of compartments in NEURON: a file of the kind that {@code reference/cables/README.md} describes.
 *
 * @param name of the case, which says how {@code model} is to be read
 * @param voltages by place, mV
 */
public record CableCase(
    @SerializedName("case") String name,
    JsonObject model,
    @SerializedName("v_init_mV") double initialMv,
    double celsius,
    @SerializedName("sample_ms") double sampleMs,
    @SerializedName("duration_ms") double durationMs,
    @SerializedName("V_mV") Map<String, double[]> voltages,
    @SerializedName("upward_crossings_of_0_mV_ms") double[] crossingsMs) {
  private static final ReferenceFiles<CableCase> FILES =
      new ReferenceFiles<>("/reference/cables/", CableCase.class, CableCase::checked);

  /** The cases that come with Ranvier. */
  public static List<CableCase> bundled() {
    return FILES.bundled();
  }

  /** The case of a file, or those of all {@code .json} files of a directory that hold a case, by name. */
  public static List<CableCase> load(Path path) {
    return FILES.load(path, file -> !file.endsWith("-swc.json"));
  }

  private static CableCase checked(String file, @Nullable CableCase read) {
    if (read == null || Stream.of(read.name, read.model, read.voltages, read.crossingsMs).anyMatch(Objects::isNull)
        || !(read.sampleMs > 0)) {
      throw new RanvierException(file
          + " is not a reference case of a cable: case, model, sample_ms, V_mV or upward_crossings_of_0_mV_ms is missing");
    }
    return read;
  }

  /** A number of the model, by its path. */
  double number(String... path) {
    JsonObject at = model;
    for (int k = 0; k + 1 < path.length; k++) {
      at = object(at, path[k]);
    }
    String last = path[path.length - 1];
    if (!at.has(last) || !at.get(last).isJsonPrimitive()) {
      throw new RanvierException("case '" + name + "': model has no number " + String.join(".", path));
    }
    return at.get(last).getAsDouble();
  }

  double[] numbers(String... path) {
    JsonObject at = model;
    for (int k = 0; k + 1 < path.length; k++) {
      at = object(at, path[k]);
    }
    return new Gson().fromJson(at.get(path[path.length - 1]), double[].class);
  }

  private JsonObject object(JsonObject at, String key) {
    if (!at.has(key) || !at.get(key).isJsonObject()) {
      throw new RanvierException("case '" + name + "': model has no " + key);
    }
    return at.getAsJsonObject(key);
  }

  @Override
  public String toString() {
    return name;
  }
}
