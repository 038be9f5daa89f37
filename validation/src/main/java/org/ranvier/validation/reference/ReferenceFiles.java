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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/**
 * Files of reference cases of one kind, those that come with Ranvier and others.
 *
 * @param directory of the resources that come with Ranvier; its {@code index.txt} names them
 * @param type what a file is read as
 * @param check completes what has been read, or refuses it
 */
public record ReferenceFiles<T>(String directory, Class<T> type, Check<T> check) {
  /** Completes what has been read, or refuses it. */
  @FunctionalInterface
  public interface Check<T> {
    /**
     * The complete case.
     *
     * @param file its name, for messages
     * @param read null where the file is empty
     */
    T of(String file, @Nullable T read);
  }

  /** The cases that come with Ranvier. */
  public List<T> bundled() {
    try (InputStream index = resource("index.txt")) {
      return new String(index.readAllBytes(), StandardCharsets.UTF_8).lines().map(this::bundled).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private T bundled(String file) {
    try (Reader reader = new InputStreamReader(resource(file), StandardCharsets.UTF_8)) {
      return read(file, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream resource(String file) {
    return Objects.requireNonNull(ReferenceFiles.class.getResourceAsStream(directory + file), file);
  }

  /** The case of a file, or those of all {@code .json} files of a directory, by name. */
  public List<T> load(Path path) {
    return load(path, file -> true);
  }

  /** The case of a file, or those of the {@code .json} files of a directory that are cases by their names. */
  public List<T> load(Path path, Predicate<String> isCase) {
    if (!Files.isDirectory(path)) {
      return List.of(loadFile(path));
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> found = files.filter(f -> f.toString().endsWith(".json") && isCase.test(f.toString())).sorted().toList();
      if (found.isEmpty()) {
        throw new RanvierException("directory " + path + " holds no reference case; a case is a file whose name ends in .json");
      }
      return found.stream().map(this::loadFile).toList();
    } catch (IOException e) {
      throw new RanvierException("cannot read directory " + path + ": " + e.getMessage(), e);
    }
  }

  private T loadFile(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(file.toString(), reader);
    } catch (NoSuchFileException e) {
      throw new RanvierException("there is no reference case " + file + "; check the path", e);
    } catch (IOException e) {
      throw new RanvierException("cannot read reference case " + file + ": " + e, e);
    }
  }

  private T read(String file, Reader reader) {
    try {
      return check.of(file, new Gson().fromJson(reader, type));
    } catch (JsonParseException e) {
      throw new RanvierException(file + " is not a reference case of this suite: " + why(e), e);
    }
  }

  /** The first line of the innermost message. The others are for those who call the library. */
  private static String why(JsonParseException e) {
    Throwable cause = e.getCause() instanceof RuntimeException inner ? inner : e;
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("it cannot be read");
  }
}
