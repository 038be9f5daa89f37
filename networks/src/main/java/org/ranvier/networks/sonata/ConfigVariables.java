package org.ranvier.networks.sonata;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
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

  private static final int DEEPEST = 64;
  private static final int LONGEST = 1 << 16;

  private final Path file;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> resolved = new HashMap<>(); // each only once: variables that use others twice would double
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
        throw new RanvierException(file + ": manifest variable " + Shown.of(entry.getKey()) + " must be a text");
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
    if (open.size() > DEEPEST) {
      throw new RanvierException(
          file + ": manifest variables use each other more than " + DEEPEST + " deep, from $" + Shown.of(open.iterator().next()) + " on");
    }
    var result = new StringBuilder();
    var matcher = USE.matcher(text);
    while (matcher.find()) {
      matcher.appendReplacement(result, Matcher.quoteReplacement(value(name(matcher), open)));
      requireShort(result);
    }
    return requireShort(matcher.appendTail(result)).toString();
  }

  private StringBuilder requireShort(StringBuilder text) {
    if (text.length() > LONGEST) {
      throw new RanvierException(file + ": a text with its manifest variables replaced is longer than " + LONGEST + " characters");
    }
    return text;
  }

  private static String name(MatchResult use) {
    return use.group(1) != null ? use.group(1) : use.group(2);
  }

  private String value(String name, Set<String> open) {
    return find(name, open).orElseThrow(
        () -> new RanvierException(file + ": $" + Shown.of(name) + " is not in the manifest, which has " + Shown.of(values.keySet().toString())));
  }

  private Optional<String> find(String name, Set<String> open) {
    String value = values.get(name);
    String known = resolved.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (value != null) {
      if (!open.add(name)) {
        throw new RanvierException(file + ": manifest variable $" + Shown.of(name) + " is defined by itself: " + Shown.of(open.toString()));
      }
      String text = resolve(value, open);
      open.remove(name);
      resolved.put(name, text);
      return Optional.of(text);
    }
    return switch (name) {
      case "configdir" -> Optional.of(String.valueOf(file.toAbsolutePath().getParent()));
      case "workingdir" -> Optional.of(Path.of("").toAbsolutePath().toString());
      default -> outer.flatMap(o -> o.find(name, new LinkedHashSet<>()));
    };
  }
}
