package org.ranvier.validation.reference;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ranvier.simulator.RanvierException;

/** Files of reference cases, those that come with Ranvier and others. */
final class ReferenceFiles {
  private ReferenceFiles() {}

  /** The cases that the {@code index.txt} of a directory of resources names. */
  static <T> List<T> bundled(String directory, Class<T> type) {
    try (InputStream index = resource(directory + "index.txt")) {
      return new String(index.readAllBytes(), StandardCharsets.UTF_8).lines().map(file -> bundled(directory, file,
          type)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T bundled(String directory, String file, Class<T> type) {
    try (Reader reader = new InputStreamReader(resource(directory + file), StandardCharsets.UTF_8)) {
      return read(file, reader, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(ReferenceFiles.class.getResourceAsStream(name), name);
  }

  /** The case of a file, or those of all {@code .json} files of a directory, by name. */
  static <T> List<T> load(Path path, Class<T> type) {
    if (!Files.isDirectory(path)) {
      return List.of(loadFile(path, type));
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> found = files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
      if (found.isEmpty()) {
        throw new RanvierException("directory " + path + " holds no reference case; a case is a file whose name ends in .json");
      }
      return found.stream().map(f -> loadFile(f, type)).toList();
    } catch (IOException e) {
      throw new RanvierException("cannot read directory " + path + ": " + e.getMessage(), e);
    }
  }

  private static <T> T loadFile(Path file, Class<T> type) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(file.toString(), reader, type);
    } catch (IOException e) {
      throw new RanvierException("cannot read reference case " + file + ": " + e, e);
    }
  }

  private static <T> T read(String file, Reader reader, Class<T> type) {
    try {
      T read = new Gson().fromJson(reader, type);
      if (read == null) {
        throw new RanvierException(file + " is not a reference case: it is empty");
      }
      return read;
    } catch (JsonParseException e) {
      throw new RanvierException(file + " is not a reference case: " + e.getMessage(), e);
    }
  }
}
