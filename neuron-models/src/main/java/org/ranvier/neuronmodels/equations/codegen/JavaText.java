package org.ranvier.neuronmodels.equations.codegen;

import java.util.Locale;

/**
 * Puts text that comes from outside into Java source, where it must stay what it is: a name, a string, a comment. The compiler reads
 * {@code \\u002a/} as the end of a comment, so that no backslash passes either.
 */
final class JavaText {
  private static final int LONGEST_COMMENT = 200;

  private JavaText() {}

  /** Letters, digits and underscores of ASCII, with an underscore for all else; never empty, and not beginning with a digit. */
  static String name(String text) {
    String safe = text.replaceAll("[^A-Za-z0-9_]", "_");
    safe = safe.length() > 100 ? safe.substring(0, 100) : safe;
    return safe.isEmpty() || Character.isDigit(safe.charAt(0)) ? "_" + safe : safe;
  }

  /** A name that may have other letters than ASCII's, as variables do. */
  static String identifier(String text) {
    var safe = new StringBuilder();
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      safe.append(Character.isLetterOrDigit(c) || c == '_' ? c : '_');
    }
    return safe.isEmpty() || !Character.isJavaIdentifierStart(safe.charAt(0)) ? "_" + safe : safe.toString();
  }

  /** A string with its quotes. */
  static String literal(String text) {
    var safe = new StringBuilder("\"");
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      if (c == '"' || c == '\\') {
        safe.append('\\').append(c);
      } else if (c >= ' ' && c < 127) {
        safe.append(c);
      } else {
        // An escape of line ends would be one before the compiler looks for strings; octal ones are not.
        safe.append(String.format(Locale.ROOT, c < ' ' ? "\\%03o" : "\\u%04x", (int) c));
      }
    }
    return safe.append('"').toString();
  }

  /** What may stand in a comment of either kind: one line, without what could end it. */
  static String comment(String text) {
    var safe = new StringBuilder();
    for (int k = 0; k < Math.min(text.length(), LONGEST_COMMENT); k++) {
      char c = text.charAt(k);
      boolean ends = c == '/' && k > 0 && text.charAt(k - 1) == '*';
      boolean control = Character.isISOControl(c) || Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT || Character.isSpaceChar(c) && c != ' ';
      safe.append(ends ? " /" : control || c == '\\' ? " " : String.valueOf(c));
    }
    return safe.append(text.length() > LONGEST_COMMENT ? "…" : "").toString();
  }
}
