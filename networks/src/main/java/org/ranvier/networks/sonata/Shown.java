package org.ranvier.networks.sonata;

import java.util.Locale;

/** Texts of files as messages show them: on one line, without control characters, and not longer than a line or two. */
final class Shown {
  private static final int LONGEST = 200;

  private Shown() {}

  /** The text with control characters, line ends and marks of direction written as escapes, cut where it is long. */
  static String of(String text) {
    var shown = new StringBuilder();
    int end = Math.min(text.length(), LONGEST);
    text.substring(0, end).codePoints().forEach(c -> {
      if (isPlain(c)) {
        shown.appendCodePoint(c);
      } else {
        shown.append(String.format(Locale.ROOT, "\\u%04x", c));
      }
    });
    return end < text.length() ? shown + "… (" + text.length() + " characters)" : shown.toString();
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE, Character.UNASSIGNED -> false;
      default -> true;
    };
  }
}
