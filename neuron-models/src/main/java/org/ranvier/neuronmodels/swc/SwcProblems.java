package org.ranvier.neuronmodels.swc;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.RanvierException;

/** The mistakes of a file, told together. */
final class SwcProblems {
  private static final int MOST_SHOWN = 10;

  private final String file;
  private final List<String> found = new ArrayList<>();

  SwcProblems(String file) {
    this.file = file;
  }

  void add(int line, String problem) {
    found.add(file + ", line " + line + ": " + problem);
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
}
