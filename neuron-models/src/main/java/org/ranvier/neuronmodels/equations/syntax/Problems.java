package org.ranvier.neuronmodels.equations.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ranvier.simulator.RanvierException;

/** Collects all that is wrong with a model, each mistake with its place, and reports it at once. */
public final class Problems {
  private record Problem(Span place, String message) {}

  private static final int MOST_SHOWN = 50;
  private static final int LONGEST_QUOTE = 200;
  private static final int WIDTH = 150; // of what is shown of a line

  private final String model;
  private final String text;
  private final List<Problem> found = new ArrayList<>();
  private final Set<Problem> known = new HashSet<>();

  public Problems(String model, String text) {
    this.model = model;
    this.text = text;
  }

  public void add(Span place, String message) {
    var problem = new Problem(place, message);
    if (known.add(problem)) {
      found.add(problem);
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** The text at a place, for messages. */
  public String quote(Span place) {
    String quoted = text.substring(place.start(), Math.min(place.end(), place.start() + LONGEST_QUOTE)).strip().replaceAll("\\s+", " ");
    return place.end() - place.start() > LONGEST_QUOTE ? quoted + " …" : quoted;
  }

  /** The number of the line in which a place begins, from 1. */
  public int line(Span place) {
    int line = 1;
    for (int at = text.indexOf('\n'); at >= 0 && at < place.start(); at = text.indexOf('\n', at + 1)) {
      line++;
    }
    return line;
  }

  /** Throws if anything has been found. */
  public void report() {
    if (!found.isEmpty()) {
      var message = new StringBuilder();
      if (found.size() > 1) {
        message.append(String.format(Locale.ROOT, "model '%s' has %d mistakes%n%n", model, found.size()));
      }
      found.stream().sorted(Comparator.comparingInt(p -> p.place().start())).limit(MOST_SHOWN).forEach(p -> message.append(describe(p)).append("\n\n"));
      message.append(found.size() > MOST_SHOWN ? "… and " + (found.size() - MOST_SHOWN) + " more" : "");
      throw new RanvierException(message.toString().stripTrailing());
    }
  }

  private String describe(Problem problem) {
    int start = Math.min(problem.place().start(), text.length());
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    int lineEnd = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start);
    if (lineEnd - lineStart > WIDTH) { // a window of it
      int begin = Math.max(lineStart, start - WIDTH / 2);
      lineEnd = Math.min(lineEnd, begin + WIDTH);
      lineStart = begin;
    }
    String line = text.substring(lineStart, lineEnd);
    int indent = line.length() - line.stripLeading().length();
    int width = Math.max(1, Math.min(problem.place().end(), lineEnd) - start);
    String caret = " ".repeat(Math.max(0, start - lineStart - indent)) + "^".repeat(width);
    return "model '" + model + "', line " + line(problem.place()) + ": " + problem.message() + "\n    " + line.strip() + "\n    " + caret;
  }
}
