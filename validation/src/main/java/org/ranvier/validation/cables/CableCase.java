package org.ranvier.validation.cables;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.ranvier.simulator.RanvierException;

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
  private static final String BUNDLED = "/reference/cables/";

  /** The cases that come with Ranvier. */
  public static List<CableCase> bundled() {
    try (InputStream index = resource("index.txt")) {
      return new String(index.readAllBytes(), StandardCharsets.UTF_8).lines().map(CableCase::bundled).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CableCase bundled(String file) {
    try (Reader reader = new InputStreamReader(resource(file), StandardCharsets.UTF_8)) {
      return read(file, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String file) {
    return Objects.requireNonNull(CableCase.class.getResourceAsStream(BUNDLED + file), file);
  }

  /** The case of a file, or those of all {@code .json} files of a directory that hold a case, by name. */
  public static List<CableCase> load(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(loadFile(path));
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> found = files.filter(f -> f.toString().endsWith(".json")
          && !f.toString().endsWith("-swc.json")).sorted().toList();
      if (found.isEmpty()) {
        throw new RanvierException("directory " + path + " holds no reference case; a case is a file whose name ends in .json");
      }
      return found.stream().map(CableCase::loadFile).toList();
    } catch (IOException e) {
      throw new RanvierException("cannot read directory " + path + ": " + e.getMessage(), e);
    }
  }

  private static CableCase loadFile(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(file.toString(), reader);
    } catch (IOException e) {
      throw new RanvierException("cannot read reference case " + file + ": " + e, e);
    }
  }

  private static CableCase read(String file, Reader reader) {
    try {
      var read = new Gson().fromJson(reader, CableCase.class);
      if (read == null || Stream.of(read.name, read.model, read.voltages, read.crossingsMs).anyMatch(Objects::isNull)
          || !(read.sampleMs > 0)) {
        throw new RanvierException(file
            + " is not a reference case of a cable: case, model, sample_ms, V_mV or upward_crossings_of_0_mV_ms is missing");
      }
      return read;
    } catch (JsonParseException e) {
      throw new RanvierException(file + " is not a reference case: " + e.getMessage(), e);
    }
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
