package org.ranvier.networks.sonata;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;

/** The JSON files of parameters that {@code dynamics_params} names, in a directory among the components. */
final class ParameterFiles {
  /** What says something about a file and nothing about a neuron or synapse. */
  private static final Set<String> WITHOUT_MEANING = Set.of("type", "level_of_detail", "name", "description", "comment", "id");

  private final String component;
  private final Optional<Path> directory;
  private final Map<String, JsonObject> read = new HashMap<>();
  private final Set<Path> files = new HashSet<>();

  ParameterFiles(String component, Map<String, Path> components) {
    this.component = component;
    directory = Optional.ofNullable(components.get(component));
  }

  /** A parameter of each element: its own, else that of its file. */
  ElementNumbers values(ElementValues elements, String parameter, String where) {
    var values = elements.dynamics(parameter);
    String[] names = elements.texts("dynamics_params");
    for (int k = 0; k < names.length; k++) {
      if (!values.isGiven(k) && !names[k].isEmpty()) {
        var found = number(file(names[k], where), names[k], parameter);
        if (found.isPresent()) {
          values.set(k, found.get());
        }
      }
    }
    return values;
  }

  /** Names of all parameters of any element, without what only tells about the file. */
  Set<String> names(ElementValues elements, int[] of, String where) {
    var names = elements.dynamicsNames();
    String[] all = elements.texts("dynamics_params");
    for (var file : new TreeSet<>(Arrays.stream(of).mapToObj(k -> all[k]).toList())) {
      if (!file.isEmpty()) {
        names.addAll(file(file, where).keySet());
      }
    }
    names.removeAll(WITHOUT_MEANING);
    return names;
  }

  /** The contents of a file. */
  JsonObject file(String name, String where) {
    return read.computeIfAbsent(name, n -> ConfigSection.object(path(n, where)));
  }

  /** Where a file is. */
  Path path(String name, String where) {
    Path at = directory.orElseThrow(
        () -> new RanvierException(
            where + ": dynamics_params " + Shown.of(name) + " needs components." + component + ", the directory it is in"));
    Path file = ConfigSection.below(at, name, where + ": dynamics_params");
    files.add(file);
    return file;
  }

  /** All files that were read. */
  Set<Path> files() {
    return files;
  }

  private static Optional<Double> number(JsonObject json, String file, String parameter) {
    var value = json.get(parameter);
    if (value == null || value.isJsonNull()) {
      return Optional.empty();
    }
    try {
      double number = value.getAsDouble();
      if (Double.isFinite(number)) {
        return Optional.of(number);
      }
    } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
      // told below
    }
    throw new RanvierException(
        Shown.of(file) + ": " + Shown.of(parameter) + " = " + Shown.of(value.toString()) + " is no number");
  }
}
