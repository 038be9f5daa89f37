package org.ranvier.neuronmodels.equations.codegen;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a generated loop comes by what it reads: as parameters of a static method, which suits the JIT; where that would be more than a method can
 * have, from the fields of its object.
 *
 * @param modifier what stands before its type
 * @param parameters and their types, each with a comma before it
 * @param arguments what it is called with, the same way
 * @param prologue the statements that it begins with
 */
record Signature(String modifier, String parameters, String arguments, String prologue) {
  private static final int MOST = 200; // words; a method can have 255
  private static final int MOST_OF_MANY = 30;

  /** The one name that is a local variable and no field of the object. */
  private static final String TIME = "t";

  /**
   * @param used names that are read, with their types
   * @param many whether it is one of many loops, whose calls would make the method too long that calls them
   */
  static Signature of(Map<String, String> used, boolean many) {
    int words = used.values().stream().mapToInt(type -> type.equals("double") || type.equals("long") ? 2 : 1).sum();
    boolean fields = words > (many ? MOST_OF_MANY : MOST);
    var passed = used.entrySet().stream().filter(e -> !fields || e.getKey().equals(TIME)).toList();
    String prologue = !fields ? "" : used.entrySet().stream().filter(e -> !e.getKey().equals(TIME))
        .map(e -> "    " + e.getValue() + " " + e.getKey() + " = this." + e.getKey() + ";\n").collect(Collectors.joining());
    return new Signature(
        fields ? "private " : "private static ",
        passed.stream().map(e -> ", " + e.getValue() + " " + e.getKey()).collect(Collectors.joining()),
        passed.stream().map(e -> ", " + e.getKey()).collect(Collectors.joining()),
        prologue);
  }
}
