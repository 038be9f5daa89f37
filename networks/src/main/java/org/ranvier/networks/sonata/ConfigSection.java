package org.ranvier.networks.sonata;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ranvier.simulator.RanvierException;

/**
 * An object in a JSON file. It knows where it stands, so that messages can say so, and resolves variables and paths.
 *
 * @param file the file it is in
 * @param place keys that lead to it, e.g. {@code inputs.LGN_spikes}; empty for the whole file
 */
record ConfigSection(Path file, String place, JsonObject json, ConfigVariables variables) {
  private static final long LONGEST_BYTES = 64 << 20;
  private static final int DEEPEST = 100;

  /** Reads a file; {@code outer} is the file that led to it, if any. */
  static ConfigSection read(Path file, Optional<ConfigSection> outer) {
    JsonObject json = object(file);
    var manifest = json.has("manifest") && json.get("manifest").isJsonObject() ? json.getAsJsonObject("manifest")
        : new JsonObject();
    return new ConfigSection(file, "", json, new ConfigVariables(file, manifest, outer.map(ConfigSection::variables)));
  }

  /** The object that a JSON file holds. */
  static JsonObject object(Path file) {
    try {
      if (Files.size(file) > LONGEST_BYTES) {
        throw new RanvierException(file + " has " + Files.size(file) + " bytes; a JSON file may have " + LONGEST_BYTES);
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      requireShallow(file, text);
      JsonElement element = JsonParser.parseString(text);
      if (!element.isJsonObject()) {
        throw new RanvierException(file + " holds no JSON object; a SONATA configuration is one: { … }");
      }
      return element.getAsJsonObject();
    } catch (NoSuchFileException e) {
      throw new RanvierException("there is no file " + file + "; check the path", e);
    } catch (IOException e) {
      throw new RanvierException(file + " cannot be read: " + e, e);
    } catch (JsonParseException e) {
      throw new RanvierException(file + " is not JSON: " + String.valueOf(e.getMessage()).replaceAll("\\s*\\R.*", ""), e);
    }
  }

  /** Lists in lists in lists would exhaust the stack. */
  private static void requireShallow(Path file, String text) {
    int depth = 0;
    boolean quoted = false;
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        k++;
      } else if (!quoted && (c == '{' || c == '[')) {
        if (++depth > DEEPEST) {
          throw new RanvierException(file + ": lists and objects are nested deeper than " + DEEPEST + "; no SONATA file needs that");
        }
      } else if (!quoted && (c == '}' || c == ']')) {
        depth--;
      }
    }
  }

  /** What a message calls a key of this section. */
  String name(String key) {
    return file + ": " + Shown.of(place.isEmpty() ? key : place + "." + key);
  }

  boolean has(String key) {
    return json.has(key) && !json.get(key).isJsonNull();
  }

  Set<String> keys() {
    return json.keySet();
  }

  Optional<ConfigSection> section(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    return Optional.of(section(key, key, json.get(key)));
  }

  /** The sections of a list. */
  List<ConfigSection> list(String key) {
    if (!has(key)) {
      return List.of();
    }
    if (!json.get(key).isJsonArray()) {
      throw new RanvierException(name(key) + " must be a list");
    }
    var sections = new ArrayList<ConfigSection>();
    for (var element : json.getAsJsonArray(key)) {
      sections.add(section(key, key + "[" + sections.size() + "]", element));
    }
    return sections;
  }

  private ConfigSection section(String key, String called, JsonElement element) {
    if (!element.isJsonObject()) {
      throw new RanvierException(name(key) + " must hold an object: { … }");
    }
    return new ConfigSection(file, place.isEmpty() ? called : place + "." + called, element.getAsJsonObject(), variables);
  }

  /** A text, its variables replaced. */
  Optional<String> text(String key) {
    return primitive(key).map(p -> variables.resolve(p.getAsString()));
  }

  String requiredText(String key) {
    return text(key).orElseThrow(() -> new RanvierException(name(key) + " is missing"));
  }

  Optional<Double> number(String key) {
    return primitive(key).map(p -> {
      try {
        return p.getAsDouble();
      } catch (NumberFormatException e) {
        throw new RanvierException(name(key) + " = " + Shown.of(p.toString()) + " is no number", e);
      }
    });
  }

  /** A number or a list of numbers. */
  Optional<double[]> numbers(String key) {
    if (!has(key) || !json.get(key).isJsonArray()) {
      return number(key).map(x -> new double[] {x});
    }
    var list = json.getAsJsonArray(key);
    double[] values = new double[list.size()];
    for (int k = 0; k < values.length; k++) {
      try {
        values[k] = list.get(k).getAsDouble();
      } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
        throw new RanvierException(name(key) + "[" + k + "] = " + Shown.of(list.get(k).toString()) + " is no number", e);
      }
    }
    return Optional.of(values);
  }

  boolean flag(String key, boolean otherwise) {
    return primitive(key).map(p -> {
      if (!p.isBoolean()) {
        throw new RanvierException(name(key) + " = " + Shown.of(p.toString()) + " must be true or false");
      }
      return p.getAsBoolean();
    }).orElse(otherwise);
  }

  private Optional<JsonPrimitive> primitive(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (!json.get(key).isJsonPrimitive()) {
      throw new RanvierException(name(key) + " must be a single value");
    }
    return Optional.of(json.getAsJsonPrimitive(key));
  }

  /** A path; a relative one counts from the directory of this file. */
  Optional<Path> path(String key) {
    return text(key).map(text -> resolved(key, text));
  }

  Path requiredPath(String key) {
    return resolved(key, requiredText(key));
  }

  private Path resolved(String key, String text) {
    return below(file.resolveSibling(""), text, name(key));
  }

  /** The path that a text of a file names; {@code user} is what a message calls the text. */
  static Path below(Path directory, String text, String user) {
    try {
      return directory.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new RanvierException(user + " = '" + Shown.of(text) + "' cannot be a path: " + e.getReason(), e);
    }
  }
}
