package org.ranvier.neuronmodels.equations.codegen;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Gives each thing in a generated class a Java name of its own, as near as may be to that in the model. */
final class Identifiers {
  private final Set<String> taken =
      new HashSet<>(
          Set.of(
              "i", "n", "from", "to", "step", "spikes", "data", "input", "t", "y", "f", "state", "advance", "fire", "detect", "refractory",
              "refractoryRuns", "watched", "spare", "spare2", "derivatives", "crossed", "getClass", "notify", "wait", "clear", "I_stim", "Math", "Arrays",
              "Gaussian", "Uniform", "chance", "chanceKey", "survival", "firstNeuron", "VectorMath", "carry", "scratch", "publish",
              // Fields, constants and classes that generated code mentions, or inherits.
              "System", "resolution", "alert", "TILE", "room", "found", "count", "block", "end", "before", "at", "pass", "arrays", "coefficients", "columns",
              "shared", "yield", "record", "var", "sealed", "permits", "when", "KernelData", "SpikeSink", "RefractoryRuns", "Override",
              "Map", "IllegalArgumentException", "over", "scan", "find", "watch", "array", "run"));
  private final Map<String, String> given = new HashMap<>();

  /** The name of a thing; {@code kind} keeps things of different kinds apart that have one name in the model. */
  String of(String kind, String name) {
    return given.computeIfAbsent(kind + " " + name, key -> fresh(name));
  }

  private String fresh(String name) {
    String unique = JavaText.identifier(name);
    while (SourceVersion.isKeyword(unique) || !taken.add(unique)) {
      unique += "_";
    }
    return unique;
  }
}
