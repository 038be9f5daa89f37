package org.ranvier.networks.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;

/** Numbers of documents. What is not finite stands in quotes. */
final class JsonNumbers {
  private static final int BRIEF = 60;

  private JsonNumbers() {}

  static JsonPrimitive of(double x) {
    return Double.isFinite(x) ? whole(x) ? new JsonPrimitive((long) x) : new JsonPrimitive(x) : new JsonPrimitive(Double.toString(x));
  }

  /** The shortest text that is read as the same number. */
  static String text(double x) {
    return whole(x) ? Long.toString((long) x) : Double.toString(x);
  }

  private static boolean whole(double x) {
    return x == Math.rint(x) && Math.abs(x) < 1e15 && !(x == 0 && 1 / x < 0);
  }

  static double read(JsonElement element, Place place) {
    if (element instanceof JsonPrimitive p && p.isNumber()) {
      double x = p.getAsDouble();
      if (!Double.isInfinite(x)) {
        return x;
      }
    } else if (element instanceof JsonPrimitive p && p.isString()) {
      switch (p.getAsString()) {
        case "NaN" -> {
          return Double.NaN;
        }
        case "Infinity" -> {
          return Double.POSITIVE_INFINITY;
        }
        case "-Infinity" -> {
          return Double.NEGATIVE_INFINITY;
        }
        default -> {}
      }
    }
    throw place.refusal("'" + brief(element) + "' must be a number");
  }

  static long whole(JsonElement element, long least, long most, Place place) {
    if (element instanceof JsonPrimitive p && p.isNumber()) {
      try {
        long x = new java.math.BigDecimal(p.getAsString()).longValueExact();
        if (x >= least && x <= most) {
          return x;
        }
      } catch (ArithmeticException | NumberFormatException e) {
        // said below
      }
    }
    throw place.refusal("'" + brief(element) + "' must be a whole number between " + least + " and " + most);
  }

  static String brief(JsonElement element) {
    String text = element.toString();
    return text.length() <= BRIEF ? text : text.substring(0, BRIEF) + "…";
  }
}
