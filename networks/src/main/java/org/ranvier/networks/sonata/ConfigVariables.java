package org.ranvier.networks.sonata;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ranvier.simulator.RanvierException;

/**
 * The variables of a configuration file's manifest: {@code $NAME} and <code>${NAME}</code> stand for their values, which may use
 * other variables. <code>${configdir}</code> is the directory of the file and <code>${workingdir}</code> that of the process.
 */
final class ConfigVariables {
  private static final Pattern USE = Pattern.compile("\\$\\{([^}]*)\\}|\\$([A-Za-z_][A-Za-z0-9_]*)");

  private final Path file;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Optional<ConfigVariables> outer;

  /**
   * Takes the variables of a manifest.
   *
   * @param outer of the file that led to this one, for variables that this one's manifest lacks
   */
  ConfigVariables(Path file, JsonObject manifest, Optional<ConfigVariables> outer) {
    this.file = file;
    this.outer = outer;
    for (var entry : manifest.entrySet()) {
      if (!entry.getValue().isJsonPrimitive()) {
        throw new RanvierException(file + ": manifest variable " + entry.getKey() + " must be a text");
      }
      values.put(bare(entry.getKey()), entry.getValue().getAsString());
    }
  }

  private static String bare(String name) {
    return name.replaceAll("^\\$?\\{?|\\}$", "");
  }

  /** The text with all variables replaced. */
  String resolve(String text) {
    return resolve(text, new LinkedHashSet<>());
  }

  private String resolve(String text, Set<String> open) {
    return USE.matcher(text).replaceAll(use -> Matcher.quoteReplacement(value(name(use), open)));
  }

  private static String name(MatchResult use) {
    return use.group(1) != null ? use.group(1) : use.group(2);
  }

  private String value(String name, Set<String> open) {
    return find(name, open).orElseThrow(
        () -> new RanvierException(file + ": $" + name + " is not in the manifest, which has " + values.keySet()));
  }

  private Optional<String> find(String name, Set<String> open) {
    String value = values.get(name);
    if (value != null) {
      if (!open.add(name)) {
        throw new RanvierException(file + ": manifest variable $" + name + " is defined by itself: " + open);
      }
      String resolved = resolve(value, open);
      open.remove(name);
      return Optional.of(resolved);
    }
    return switch (name) {
      case "configdir" -> Optional.of(String.valueOf(file.toAbsolutePath().getParent()));
      case "workingdir" -> Optional.of(Path.of("").toAbsolutePath().toString());
      default -> outer.flatMap(o -> o.find(name, new LinkedHashSet<>()));
    };
  }
}
