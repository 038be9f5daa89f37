package org.ranvier.neuronmodels.equations.syntax;

/** Ends the reading of one line; never leaves this package. */
final class SyntaxError extends RuntimeException {
  private static final long serialVersionUID = 1;

  final transient Span place;

  SyntaxError(Span place, String message) {
    super(message);
    this.place = place;
  }
}
