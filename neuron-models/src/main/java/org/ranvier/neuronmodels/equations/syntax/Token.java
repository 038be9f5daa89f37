package org.ranvier.neuronmodels.equations.syntax;

/** A word of the notation. */
record Token(Kind kind, String text, Span span) {
  enum Kind {
    NAME,
    NUMBER,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbol);
  }
}
