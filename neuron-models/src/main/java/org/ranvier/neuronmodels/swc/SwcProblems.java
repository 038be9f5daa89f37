package org.ranvier.neuronmodels.swc;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.RanvierException;

/** The mistakes of a file, told together, and what is to be said of one that could be read. */
final class SwcProblems {
  private static final int MOST_SHOWN = 10;
  private static final int LONGEST_QUOTE = 80;

  private final String file;
  private final List<String> found = new ArrayList<>();
  private final List<String> choices = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  SwcProblems(String file) {
    this.file = file;
  }

  void add(int line, String problem) {
    found.add(file + ", line " + line + ": " + problem);
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  void chose(String choice) {
    choices.add(choice);
  }

  List<String> choices() {
    return choices;
  }

  List<String> warnings() {
    return warnings;
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      int more = found.size() - MOST_SHOWN;
      throw new RanvierException(
          String.join("\n", found.subList(0, Math.min(found.size(), MOST_SHOWN)))
              + (more > 0 ? "\n… and " + more + " more" : ""));
    }
  }

  RanvierException single(int line, String problem) {
    return new RanvierException(file + ", line " + line + ": " + problem);
  }

  RanvierException whole(String problem) {
    return new RanvierException(file + ": " + problem);
  }

  /** Text of a file, short enough for a message. */
  static String cut(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}
