package org.ranvier.neuronmodels.equations.syntax;

/** A place in the text of a model: the characters {@code start … end - 1}. */
public record Span(int start, int end) {
  public Span to(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }
}
