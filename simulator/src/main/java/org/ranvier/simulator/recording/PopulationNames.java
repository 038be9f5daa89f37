package org.ranvier.simulator.recording;

import java.util.Locale;
import java.util.Optional;

/**
 * Which names populations and models may have: such as every file that names are written to can carry, from a line of text to
 * CSV and HDF5.
 */
public final class PopulationNames {
  /** The longest name, in characters. */
  public static final int MAX_LENGTH = 1000;

  private PopulationNames() {}

  /** What is wrong with a name, as the end of a sentence that begins with it; nothing where it may be used. */
  public static Optional<String> mistakeIn(String name) {
    if (name.isBlank()) {
      return Optional.of("is empty; use at least one letter");
    }
    if (name.length() > MAX_LENGTH) {
      return Optional.of("has " + name.length() + " characters; at most " + MAX_LENGTH + " are possible");
    }
    return name.codePoints().filter(PopulationNames::breaksText).mapToObj(c -> String.format(
        Locale.ROOT, "has the character U+%04X, which breaks a line or cannot be shown; leave it out", c)).findFirst();
  }

  /** Whether a line of text cannot hold this character: control characters, separators of lines, halves of surrogate pairs. */
  private static boolean breaksText(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
      default -> false;
    };
  }

  /** A text of unknown origin for use in a message: on one line, and cut to {@code length} characters. */
  public static String shown(String text, int length) {
    var shown = new StringBuilder();
    text.codePoints().limit(length).forEach(c -> {
      if (breaksText(c)) {
        shown.append(String.format(Locale.ROOT, "\\u%04x", c));
      } else {
        shown.appendCodePoint(c);
      }
    });
    return text.codePointCount(0, text.length()) > length ? shown + "…" : shown.toString();
  }
}
