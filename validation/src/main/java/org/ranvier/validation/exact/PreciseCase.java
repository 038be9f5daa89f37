package org.ranvier.validation.exact;

import com.google.gson.Gson;
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
  private static final String BUNDLED = "/reference/precise/";

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
    try (InputStream index = resource("index.txt")) {
      return new String(index.readAllBytes(), StandardCharsets.UTF_8).lines().map(PreciseCase::bundled).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PreciseCase bundled(String file) {
    try (Reader reader = new InputStreamReader(resource(file), StandardCharsets.UTF_8)) {
      return read(file, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String file) {
    return Objects.requireNonNull(PreciseCase.class.getResourceAsStream(BUNDLED + file), file);
  }

  /** The case of a file, or those of all {@code .json} files of a directory, by name. */
  public static List<PreciseCase> load(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(loadFile(path));
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> found = files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
      if (found.isEmpty()) {
        throw new RanvierException("directory " + path + " holds no reference case; a case is a file whose name ends in .json");
      }
      return found.stream().map(PreciseCase::loadFile).toList();
    } catch (IOException e) {
      throw new RanvierException("cannot read directory " + path + ": " + e.getMessage(), e);
    }
  }

  private static PreciseCase loadFile(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(file.toString(), reader);
    } catch (IOException e) {
      throw new RanvierException("cannot read reference case " + file + ": " + e, e);
    }
  }

  private static PreciseCase read(String file, Reader reader) {
    try {
      var read = new Gson().fromJson(reader, PreciseCase.class);
      if (read == null || Stream.of(read.name, read.model, read.parameters, read.inputs, read.spikeTimesMs).anyMatch(Objects::isNull)) {
        throw new RanvierException(
            file + " is not a reference case: case, model, parameters, inputs or spike_times_ms is missing");
      }
      return read;
    } catch (JsonParseException e) {
      throw new RanvierException(file + " is not a reference case: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
