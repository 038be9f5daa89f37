package org.ranvier.neuronmodels.equations.syntax;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.neuronmodels.equations.syntax.Token.Kind;
import org.ranvier.neuronmodels.equations.units.Unit;
import org.ranvier.neuronmodels.equations.units.UnitText;

/**
 * Reads expressions, and knows where in its line it stands.
 *
 * <pre>
 * choice  = or [ "?" choice ":" choice ]
 * or      = and { "or" and }          and = not { "and" not }        not = "not" not | compare
 * compare = sum [ ("&lt;"|"&lt;="|"&gt;"|"&gt;="|"=="|"!=") sum ]
 * sum     = term { ("+"|"-") term }   term = sign { ("*"|"/") sign }  sign = "-" sign | power
 * power   = atom [ "^" sign ]
 * atom    = number [ unit ] | name | name "(" choice { "," choice } ")" | "(" choice ")"
 * </pre>
 */
final class ExprParser {
  private static final List<String> COMPARISONS = List.of("<", "<=", ">", ">=", "==", "!=");

  /** How deep brackets, functions, conditions, signs and powers may be nested: the parser, and the checker after it, go down by recursion. */
  private static final int DEEPEST = 200;

  /** How many operations one expression may have. */
  private static final int LONGEST = 10_000;

  private final String text;
  private final List<Token> tokens;
  private int at;
  private int depth;
  private int operations;

  ExprParser(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  Expr expression() {
    descend();
    Expr test = or();
    if (eat("?")) {
      Expr yes = expression();
      expect(":", "a choice reads: test ? value if true : value if false");
      Expr no = expression();
      test = new Expr.Choice(test, yes, no, test.span().to(no.span()));
    }
    depth--;
    return test;
  }

  private void descend() {
    if (++depth > DEEPEST) {
      throw new SyntaxError(
          peek().span(), "column " + column(peek().span()) + ": brackets, functions, conditions, signs and powers are nested more than " + DEEPEST
              + " deep here; give a part of the expression a name, as in 'part = … : unit', and use that");
    }
  }

  private int column(Span place) {
    return place.start() - text.lastIndexOf('\n', place.start() - 1);
  }

  private Expr or() {
    Expr left = and();
    while (eat("or")) {
      left = infix("or", left, and());
    }
    return left;
  }

  private Expr and() {
    Expr left = not();
    while (eat("and")) {
      left = infix("and", left, not());
    }
    return left;
  }

  private Expr not() {
    Token token = peek();
    if (eat("not")) {
      descend();
      Expr operand = not();
      depth--;
      return new Expr.Prefix("not", operand, token.span().to(operand.span()));
    }
    return compare();
  }

  private Expr compare() {
    Expr left = sum();
    for (String operator : COMPARISONS) {
      if (eat(operator)) {
        return infix(operator, left, sum());
      }
    }
    return left;
  }

  private Expr sum() {
    Expr left = term();
    while (peek().is("+") || peek().is("-")) {
      left = infix(next().text(), left, term());
    }
    return left;
  }

  private Expr term() {
    Expr left = sign();
    while (peek().is("*") || peek().is("/")) {
      left = infix(next().text(), left, sign());
    }
    return left;
  }

  private Expr sign() {
    Token token = peek();
    if (eat("-")) {
      descend();
      Expr operand = sign();
      depth--;
      return new Expr.Prefix("-", operand, token.span().to(operand.span()));
    }
    while (eat("+")) {
      // A plus changes nothing.
    }
    return peek().is("-") ? sign() : power();
  }

  private Expr power() {
    Expr base = atom();
    if (!eat("^")) {
      return base;
    }
    descend();
    Expr exponent = sign();
    depth--;
    return infix("^", base, exponent);
  }

  private Expr infix(String operator, Expr left, Expr right) {
    if (++operations > LONGEST) {
      throw new SyntaxError(
          right.span(), "column " + column(right.span()) + ": the expression has more than " + LONGEST + " operations; give parts of it names, as in"
              + " 'part = … : unit'");
    }
    return new Expr.Infix(operator, left, right, left.span().to(right.span()));
  }

  private Expr atom() {
    Token token = next();
    if (token.kind() == Kind.NUMBER) {
      return number(token);
    }
    if (token.kind() == Kind.NAME) {
      return peek().is("(") ? call(token) : new Expr.Name(token.text(), token.span());
    }
    if (token.is("(")) {
      Expr inner = expression();
      Token close = expect(")", "a '(' is open");
      return respan(inner, token.span().to(close.span()));
    }
    throw new SyntaxError(token.span(), token.kind() == Kind.END ? "the expression ends too soon" : "an expression cannot go on with '" + token.text() + "'");
  }

  private static Expr respan(Expr e, Span span) {
    return switch (e) {
      case Expr.Number n -> new Expr.Number(n.value(), n.unit(), span);
      case Expr.Name n -> new Expr.Name(n.name(), span);
      case Expr.Prefix p -> new Expr.Prefix(p.operator(), p.operand(), span);
      case Expr.Infix i -> new Expr.Infix(i.operator(), i.left(), i.right(), span);
      case Expr.Call c -> new Expr.Call(c.function(), c.name(), c.arguments(), span);
      case Expr.Choice c -> new Expr.Choice(c.test(), c.yes(), c.no(), span);
    };
  }

  /** The value of a number; refused where it is beyond those that can be computed with. */
  static double value(Token number) {
    double value = Double.parseDouble(number.text());
    if (Double.isInfinite(value)) {
      throw new SyntaxError(number.span(), "the number is too large: numbers go up to 1.8e308");
    }
    return value;
  }

  private Expr number(Token token) {
    double value = value(token);
    if (peek().kind() != Kind.NAME || List.of("and", "or", "not").contains(peek().text())) {
      return new Expr.Number(value, Unit.ONE, token.span());
    }
    Token name = next();
    Unit unit = Unit.named(name.text()).orElseThrow(() -> new SyntaxError(
        name.span(), "'" + name.text() + "' is not a unit; for a product write " + token.text() + "*" + name.text()));
    Span span = token.span().to(name.span());
    if (peek().is("^") && at + 1 < tokens.size() && tokens.get(at + 1).kind() == Kind.NUMBER) {
      next();
      Token exponent = next();
      span = span.to(exponent.span());
      unit = power(unit, exponent, span);
    }
    try {
      return new Expr.Number(value, unit.as(text.substring(name.span().start(), span.end())), span);
    } catch (ArithmeticException e) {
      throw new SyntaxError(span, String.valueOf(e.getMessage()));
    }
  }

  private static Unit power(Unit unit, Token exponent, Span place) {
    try {
      return unit.power(value(exponent));
    } catch (ArithmeticException e) {
      throw new SyntaxError(place, String.valueOf(e.getMessage()));
    }
  }

  private Expr call(Token name) {
    expect("(", "");
    var arguments = new ArrayList<Expr>();
    if (!peek().is(")")) {
      do {
        arguments.add(expression());
      } while (eat(","));
    }
    Token close = expect(")", "the brackets of " + name.text() + " are open");
    Span span = name.span().to(close.span());
    if (name.text().equals("if")) {
      if (arguments.size() != 3) {
        throw new SyntaxError(span, "if takes 3 arguments: if(test, value if true, value if false)");
      }
      return new Expr.Choice(arguments.get(0), arguments.get(1), arguments.get(2), span);
    }
    return new Expr.Call(name.text(), name.span(), List.copyOf(arguments), span);
  }

  /** The unit that stands from here to the end, to a comma, or to a range such as {@code (> 0)}; a pure number where there is none. */
  Unit unit() {
    Token first = peek();
    while (peek().kind() != Kind.END && !atRange() && !peek().is(",")) {
      next();
    }
    Span span = first == peek() ? new Span(first.span().start(), first.span().start()) : first.span().to(tokens.get(at - 1).span());
    String written = text.substring(span.start(), span.end());
    try {
      return written.isBlank() ? Unit.ONE : UnitText.parse(written);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new SyntaxError(span, String.valueOf(e.getMessage()));
    }
  }

  boolean atRange() {
    return peek().is("(") && COMPARISONS.contains(peek(1).text());
  }

  Token name(String what) {
    Token token = next();
    if (token.kind() != Kind.NAME) {
      throw new SyntaxError(token.span(), "the name of " + what + " must stand here");
    }
    return token;
  }

  Token expect(String symbol, String why) {
    Token token = next();
    if (!token.is(symbol)) {
      throw new SyntaxError(token.span(), "'" + symbol + "' must stand here" + (why.isEmpty() ? "" : ": " + why));
    }
    return token;
  }

  void end() {
    if (peek().kind() != Kind.END) {
      throw new SyntaxError(peek().span(), "'" + peek().text() + "' is left over; an operator may be missing before it");
    }
  }

  boolean atEnd() {
    return peek().kind() == Kind.END;
  }

  boolean eat(String symbol) {
    boolean found = peek().is(symbol);
    at += found ? 1 : 0;
    return found;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }
}
