package org.ranvier.neuronmodels.equations.syntax;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.neuronmodels.equations.syntax.Token.Kind;

/** Splits a stretch of text into tokens. A comment begins with {@code #} and ends with its line. */
final class Lexer {
  private static final List<String> TWO = List.of("+=", "-=", "*=", ">=", "<=", "==", "!=", "&&", "||", "**");
  private static final String ONE = "+-*/^()=<>,:?!·×−";

  private Lexer() {}

  /** The tokens of {@code text[start … end - 1]}, closed by one of kind END. */
  static List<Token> tokens(String text, int start, int end, Problems problems) {
    var tokens = new ArrayList<Token>();
    int at = start;
    while (at < end) {
      char c = text.charAt(at);
      if (c == '#') {
        int line = text.indexOf('\n', at);
        at = line < 0 ? end : Math.min(line, end);
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        Token token = token(text, at, end, problems);
        at = token.span().end();
        if (!token.text().isEmpty()) {
          tokens.add(token);
        }
      }
    }
    int last = tokens.isEmpty() ? start : tokens.getLast().span().end();
    tokens.add(new Token(Kind.END, "", new Span(last, last)));
    return tokens;
  }

  private static Token token(String text, int at, int end, Problems problems) {
    char c = text.charAt(at);
    if (Character.isLetter(c) || c == '_') {
      int to = at + 1;
      while (to < end && (Character.isLetterOrDigit(text.charAt(to)) || text.charAt(to) == '_')) {
        to++;
      }
      return new Token(Kind.NAME, text.substring(at, to), new Span(at, to));
    }
    if (isDigit(c) || (c == '.' && at + 1 < end && isDigit(text.charAt(at + 1)))) {
      int to = number(text, at, end);
      return new Token(Kind.NUMBER, text.substring(at, to), new Span(at, to));
    }
    if (at + 2 <= end && TWO.contains(text.substring(at, at + 2))) {
      String two = text.substring(at, at + 2);
      String usual = switch (two) {
        case "&&" -> "and";
        case "||" -> "or";
        case "**" -> "^";
        default -> two;
      };
      return new Token(Kind.SYMBOL, usual, new Span(at, at + 2));
    }
    if (ONE.indexOf(c) >= 0) {
      String usual = switch (c) {
        case '·', '×' -> "*";
        case '−' -> "-";
        case '!' -> "not";
        default -> String.valueOf(c);
      };
      return new Token(Kind.SYMBOL, usual, new Span(at, at + 1));
    }
    int characters = Character.charCount(text.codePointAt(at));
    var place = new Span(at, Math.min(at + characters, end));
    if (Character.isDigit(c)) {
      problems.add(place, "the digit '" + c + "' is none of 0 to 9, of which numbers are made here; write " + Character.digit(c, 10));
      return new Token(Kind.SYMBOL, "", place);
    }
    problems.add(place, "'" + text.substring(place.start(), place.end())
        + "' has no meaning here; equations are made of names, numbers with units, + - * / ^, comparisons and brackets");
    return new Token(Kind.SYMBOL, "", place);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int number(String text, int at, int end) {
    int to = digits(text, at, end);
    if (to < end && text.charAt(to) == '.') {
      to = digits(text, to + 1, end);
    }
    if (to < end && (text.charAt(to) == 'e' || text.charAt(to) == 'E')) {
      int sign = to + 1 < end && "+-".indexOf(text.charAt(to + 1)) >= 0 ? to + 2 : to + 1;
      int exponent = digits(text, sign, end);
      to = exponent > sign ? exponent : to;
    }
    return to;
  }

  private static int digits(String text, int at, int end) {
    int to = at;
    while (to < end && isDigit(text.charAt(to))) {
      to++;
    }
    return to;
  }
}
