package org.ranvier.neuronmodels.equations.syntax;

import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.equations.units.Unit;
import org.ranvier.neuronmodels.model.Parameter;

/** A model as the author wrote it, part by part; nothing of it has been checked but its form. */
public record ModelText(
    String name,
    String text,
    String summary,
    List<String> aliases,
    String source,
    List<Quantity> parameters,
    List<Quantity> constants,
    List<Equation> equations,
    List<Assignment> initial,
    List<Port> receptors,
    Optional<Expr> threshold,
    Optional<Expr> hazard,
    List<Assignment> reset,
    Optional<Refractory> refractory,
    Optional<Method> method,
    List<Requirement> requirements,
    List<Assignment> update,
    List<Heard> couplings,
    List<Expr.Name> published) {

  /** A parameter or constant: {@code tau_m = 10 ms (> 0)  # membrane time constant}. */
  public record Quantity(String name, Span span, double value, Unit unit, Parameter.Range range, String meaning) {}

  /** {@code dx/dt = right : unit of x} where {@code differential}, else the sub-expression {@code x = right : unit}. */
  public record Equation(String name, Span span, boolean differential, Expr right, Unit unit, String meaning) {}

  /** {@code target operator right}, with the operators {@code = += -= *=}. */
  public record Assignment(String target, Span span, String operator, Expr right) {}

  /** A receptor: what an arriving weight {@code w} does. */
  public record Port(String name, Span span, List<Assignment> effects, Unit unit, String meaning) {}

  /**
   * Continuous coupling: {@code name: sum = sum(right) : unit of w, value = variable of the sources : its unit}.
   *
   * @param right what each source adds, an expression in {@code w} and {@code value}
   */
  public record Heard(
      String name, Span span, String sum, Span sumSpan, Expr right, Unit unit, String value, Span valueSpan, String variable, Unit variableUnit,
      String meaning) {}

  /** {@code refractory: duration, hold x, y, until test}. */
  public record Refractory(Expr duration, List<Expr.Name> held, Optional<Expr> until) {}

  /** {@code method: rk4} or {@code method: adaptive, tolerance 1e-6, threshold at substeps}. */
  public record Method(String name, Span span, double tolerance, boolean thresholdAtSubsteps) {}

  /** A condition on parameters, and what is wrong where it fails. */
  public record Requirement(Expr condition, String otherwise) {}
}
