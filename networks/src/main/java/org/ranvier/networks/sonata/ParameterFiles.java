package org.ranvier.networks.sonata;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;

/** The JSON files of parameters that {@code dynamics_params} names, in a directory among the components. */
final class ParameterFiles {
  private final String component;
  private final Optional<Path> directory;
  private final Map<String, JsonObject> read = new HashMap<>();

  ParameterFiles(String component, Map<String, Path> components) {
    this.component = component;
    directory = Optional.ofNullable(components.get(component));
  }

  /** A parameter of each element: its own, else that of its file; NaN where neither has it. */
  double[] values(Elements elements, String parameter, String where) {
    double[] values = elements.dynamics(parameter);
    String[] files = elements.texts("dynamics_params");
    for (int k = 0; k < values.length; k++) {
      if (Double.isNaN(values[k]) && !files[k].isEmpty()) {
        values[k] = number(file(files[k], where), files[k], parameter);
      }
    }
    return values;
  }

  /** Names of all parameters of any element. */
  Set<String> names(Elements elements, String where) {
    var names = elements.dynamicsNames();
    for (var file : new TreeSet<>(Arrays.asList(elements.texts("dynamics_params")))) {
      if (!file.isEmpty()) {
        names.addAll(file(file, where).keySet());
      }
    }
    return names;
  }

  private JsonObject file(String name, String where) {
    return read.computeIfAbsent(name, n -> {
      Path at = directory.orElseThrow(
          () -> new RanvierException(
              where + ": dynamics_params " + n + " needs components." + component + ", the directory it is in"));
      return ConfigSection.object(at.resolve(n));
    });
  }

  private static double number(JsonObject json, String file, String parameter) {
    var value = json.get(parameter);
    if (value == null || value.isJsonNull()) {
      return Double.NaN;
    }
    try {
      return value.getAsDouble();
    } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
      throw new RanvierException(file + ": " + parameter + " = " + value + " is no number", e);
    }
  }
}
