package org.ranvier.neuronmodels.equations.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Assignment;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Equation;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Method;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Port;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Quantity;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Refractory;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Requirement;
import org.ranvier.neuronmodels.equations.units.Unit;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.Parameter.Range;

/** Reads the sections of a model. */
public final class ModelParser {
  private final String text;
  private final Problems problems;
  private String summary = "";
  private final List<String> aliases = new ArrayList<>();
  private String source = "";
  private final List<Quantity> parameters = new ArrayList<>();
  private final List<Quantity> constants = new ArrayList<>();
  private final List<Equation> equations = new ArrayList<>();
  private final List<Assignment> initial = new ArrayList<>();
  private final List<Port> receptors = new ArrayList<>();
  private @Nullable Expr threshold;
  private @Nullable Expr hazard;
  private final List<Assignment> reset = new ArrayList<>();
  private @Nullable Refractory refractory;
  private @Nullable Method method;
  private final List<Requirement> requirements = new ArrayList<>();
  private final List<Assignment> update = new ArrayList<>();
  private final List<ModelText.Heard> couplings = new ArrayList<>();
  private final List<Expr.Name> published = new ArrayList<>();

  private ModelParser(String text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  /** Reads a model; mistakes are added to {@code problems}, and what could be read is returned. */
  public static ModelText parse(String name, String text, Problems problems) {
    var parser = new ModelParser(text, problems);
    for (SourceLine line : SourceLine.of(text, problems)) {
      parser.read(line);
    }
    return new ModelText(
        name, text, parser.summary, parser.aliases, parser.source, parser.parameters, parser.constants, parser.equations, parser.initial, parser.receptors,
        Optional.ofNullable(parser.threshold), Optional.ofNullable(parser.hazard), parser.reset, Optional.ofNullable(parser.refractory),
        Optional.ofNullable(parser.method), parser.requirements, parser.update,
        parser.couplings, parser.published);
  }

  private void read(SourceLine line) {
    switch (line.section()) {
      case "summary" -> summary = (summary + " " + line.raw()).strip();
      case "aliases" -> aliases.addAll(names(line.raw()));
      case "source" -> source = (source + " " + line.raw()).strip();
      default -> {
        var parser = new ExprParser(text, line.tokens());
        try {
          statement(line, parser);
        } catch (SyntaxError e) {
          problems.add(e.place, String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private List<String> names(String listed) {
    List<String> names = Arrays.stream(listed.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
    for (String name : names) {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        int at = text.indexOf(name);
        problems.add(new Span(at, at + name.length()), "a name is made of letters, digits and _, and names are listed with commas between them");
      }
    }
    return names;
  }

  private void statement(SourceLine line, ExprParser parser) {
    switch (line.section()) {
      case "parameters" -> parameters.add(quantity(parser, line.comment(), true));
      case "constants" -> constants.add(quantity(parser, line.comment(), false));
      case "equations" -> equations.add(equation(parser, line.comment()));
      case "initial" -> assignments(parser, initial);
      case "receptors" -> receptors.add(port(parser, line.comment()));
      case "threshold" -> {
        if (threshold != null) {
          throw new SyntaxError(parser.peek().span(), "there is a threshold already; join conditions with 'or'");
        }
        threshold = parser.expression();
        parser.end();
      }
      case "hazard" -> {
        if (hazard != null) {
          throw new SyntaxError(parser.peek().span(), "there is a hazard already; add the two up");
        }
        hazard = parser.expression();
        parser.end();
      }
      case "reset" -> assignments(parser, reset);
      case "refractory" -> refractory = refractory(parser);
      case "method" -> method = method(parser);
      case "requires" -> {
        requirements.add(new Requirement(parser.expression(), line.comment()));
        parser.end();
      }
      case "update" -> assignments(parser, update);
      case "couplings" -> couplings.add(heard(parser, line.comment()));
      case "publish" -> names(parser, published);
      default -> throw new SyntaxError(
          parser.peek().span(), "'" + line.section() + "' is not a section of a model" + Names.suggest(line.section(), SourceLine.SECTIONS));
    }
  }

  private Quantity quantity(ExprParser parser, String meaning, boolean ranged) {
    Token token = parser.name(ranged ? "a parameter" : "a constant");
    parser.expect("=", "a parameter reads: name = default unit (range)  # meaning");
    boolean negative = parser.eat("-");
    Token number = parser.next();
    if (number.kind() != Token.Kind.NUMBER) {
      throw new SyntaxError(number.span(), "a number and its unit must stand here, e.g. 10 ms");
    }
    double value = ExprParser.value(number) * (negative ? -1 : 1);
    Unit unit = parser.unit();
    Range range = Range.ANY;
    if (ranged && parser.atRange()) {
      range = range(parser);
    }
    parser.end();
    return new Quantity(token.text(), token.span(), value, unit, range, meaning);
  }

  private static Range range(ExprParser parser) {
    Token open = parser.next();
    Token operator = parser.next();
    Token zero = parser.next();
    Token close = parser.next();
    if (zero.text().equals("0") && close.is(")")) {
      if (operator.is(">")) {
        return Range.POSITIVE;
      } else if (operator.is(">=")) {
        return Range.NOT_NEGATIVE;
      }
    }
    throw new SyntaxError(open.span().to(close.span()), "a range is (> 0) or (>= 0); other conditions go into the section 'requires'");
  }

  private Equation equation(ExprParser parser, String meaning) {
    Token first = parser.name("a variable");
    boolean differential = parser.peek().is("/") && parser.peek(1).is("dt");
    if (differential) {
      parser.next();
      parser.next();
      if (first.text().length() < 2 || first.text().charAt(0) != 'd') {
        throw new SyntaxError(first.span(), "a differential equation begins with the variable's derivative, e.g. dV_m/dt");
      }
    }
    parser.expect("=", "an equation reads dx/dt = … : unit of x, a sub-expression x = … : unit");
    Expr right = parser.expression();
    parser.expect(":", "the unit of " + (differential ? first.text().substring(1) : first.text()) + " follows, e.g. ': mV', or ': 1' where it has none");
    Unit unit = parser.unit();
    parser.end();
    String variable = differential ? first.text().substring(1) : first.text();
    var span = differential ? new Span(first.span().start() + 1, first.span().end()) : first.span();
    return new Equation(variable, span, differential, right, unit, meaning);
  }

  private static void assignments(ExprParser parser, List<Assignment> into) {
    do {
      into.add(assignment(parser));
    } while (parser.eat(","));
    parser.end();
  }

  private static Assignment assignment(ExprParser parser) {
    Token target = parser.name("a variable");
    if (target.is("none") && parser.atEnd()) {
      return new Assignment("none", target.span(), "=", new Expr.Name("none", target.span()));
    }
    Token operator = parser.next();
    if (!operator.is("=") && !operator.is("+=") && !operator.is("-=") && !operator.is("*=")) {
      throw new SyntaxError(operator.span(), "'=', '+=', '-=' or '*=' must stand here");
    }
    return new Assignment(target.text(), target.span(), operator.text(), parser.expression());
  }

  private static Port port(ExprParser parser, String meaning) {
    Token token = parser.name("a receptor");
    parser.expect(":", "a receptor reads: name: variable += w : unit of the weights");
    var effects = new ArrayList<Assignment>();
    if (parser.peek(1).is("=") || parser.peek(1).is("+=") || parser.peek(1).is("-=") || parser.peek(1).is("*=")) {
      do {
        effects.add(assignment(parser));
      } while (parser.eat(","));
      parser.expect(":", "the unit of the weights follows, e.g. ': pA'");
    }
    Unit unit = parser.unit();
    parser.end();
    return new Port(token.text(), token.span(), List.copyOf(effects), unit, meaning);
  }

  private static ModelText.Heard heard(ExprParser parser, String meaning) {
    String form = "a coupling reads: name: x = sum(expression in w and y) : unit of w, y = variable of the sources : its unit";
    Token token = parser.name("a coupling");
    parser.expect(":", form);
    Token sum = parser.name("the sum");
    parser.expect("=", form);
    Expr right = parser.expression();
    if (!(right instanceof Expr.Call call && call.function().equals("sum") && call.arguments().size() == 1)) {
      throw new SyntaxError(right.span(), "what is heard from all sources is added up, so sum(…) must stand here; " + form);
    }
    parser.expect(":", "the unit of the weights follows; " + form);
    Unit unit = parser.unit();
    parser.expect(",", "what w is multiplied with must be named; " + form);
    Token value = parser.name("the value that is heard");
    parser.expect("=", form);
    Token variable = parser.name("a variable of the sources");
    parser.expect(":", "the unit of " + variable.text() + " follows; " + form);
    Unit variableUnit = parser.unit();
    parser.end();
    return new ModelText.Heard(
        token.text(), token.span(), sum.text(), sum.span(), call.arguments().getFirst(), unit, value.text(), value.span(), variable.text(), variableUnit,
        meaning);
  }

  private static void names(ExprParser parser, List<Expr.Name> into) {
    do {
      Token name = parser.name("a variable");
      into.add(new Expr.Name(name.text(), name.span()));
    } while (parser.eat(","));
    parser.end();
  }

  private static Refractory refractory(ExprParser parser) {
    Expr duration = parser.expression();
    var held = new ArrayList<Expr.Name>();
    Expr until = null;
    boolean holding = false;
    while (until == null && parser.eat(",")) {
      if (parser.eat("until")) {
        until = parser.expression();
        continue;
      }
      if (!holding) {
        parser.expect("hold", "after the duration stand the variables that are held meanwhile, and what else it lasts for: t_ref, hold V_m, until V_m < 0 mV");
        holding = true;
      }
      Token variable = parser.name("a variable");
      held.add(new Expr.Name(variable.text(), variable.span()));
    }
    parser.end();
    return new Refractory(duration, List.copyOf(held), Optional.ofNullable(until));
  }

  private static double tolerance(Token token) {
    double tolerance = token.kind() == Token.Kind.NUMBER ? Double.parseDouble(token.text()) : Double.NaN;
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new SyntaxError(token.span(), "after 'tolerance' a number between 0 and 1 must stand, e.g. 1e-6");
    }
    return tolerance;
  }

  private static Method method(ExprParser parser) {
    Token token = parser.name("a method");
    double tolerance = 1e-6;
    boolean substeps = false;
    while (parser.eat(",")) {
      if (parser.eat("tolerance")) {
        tolerance = tolerance(parser.next());
      } else if (parser.eat("threshold")) {
        parser.expect("at", "the option reads: threshold at substeps");
        parser.expect("substeps", "the option reads: threshold at substeps");
        substeps = true;
      } else {
        throw new SyntaxError(parser.peek().span(), "options of a method are 'tolerance 1e-6' and 'threshold at substeps'");
      }
    }
    parser.end();
    return new Method(token.text().toLowerCase(Locale.ROOT), token.span(), tolerance, substeps);
  }
}
