package org.ranvier.neuronmodels.equations.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.ranvier.simulator.RanvierException;

/** Collects all that is wrong with a model, each mistake with its place, and reports it at once. */
public final class Problems {
  private record Problem(Span place, String message) {}

  private final String model;
  private final String text;
  private final List<Problem> found = new ArrayList<>();

  public Problems(String model, String text) {
    this.model = model;
    this.text = text;
  }

  public void add(Span place, String message) {
    var problem = new Problem(place, message);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** The text at a place, for messages. */
  public String quote(Span place) {
    return text.substring(place.start(), place.end()).strip().replaceAll("\\s+", " ");
  }

  /** The number of the line in which a place begins, from 1. */
  public int line(Span place) {
    return (int) text.substring(0, place.start()).chars().filter(c -> c == '\n').count() + 1;
  }

  /** Throws if anything has been found. */
  public void report() {
    if (!found.isEmpty()) {
      var message = new StringBuilder();
      if (found.size() > 1) {
        message.append(String.format(Locale.ROOT, "model '%s' has %d mistakes%n%n", model, found.size()));
      }
      found.stream().sorted(Comparator.comparingInt(p -> p.place().start())).forEach(p -> message.append(describe(p)).append("\n\n"));
      throw new RanvierException(message.toString().stripTrailing());
    }
  }

  private String describe(Problem problem) {
    int start = Math.min(problem.place().start(), text.length());
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    int lineEnd = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start);
    String line = text.substring(lineStart, lineEnd);
    int indent = line.length() - line.stripLeading().length();
    int width = Math.max(1, Math.min(problem.place().end(), lineEnd) - start);
    String caret = " ".repeat(Math.max(0, start - lineStart - indent)) + "^".repeat(width);
    return "model '" + model + "', line " + line(problem.place()) + ": " + problem.message() + "\n    " + line.strip() + "\n    " + caret;
  }
}
