package org.ranvier.neuronmodels.equations.analysis;

import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Method;
import org.ranvier.neuronmodels.model.Coupling;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Receptor;

/**
 * A model whose names and units have been checked. State variables, parameters and weights are in the units of their
 * declarations; the factors between units are constants in the terms. Time is in ms, the external current in pA.
 *
 * @param threshold a test; none where neurons do not spike; where they spike at random it holds a leaf of kind CHANCE
 * @param variables the state; those that hold what is heard through couplings have the rate 0
 * @param update statements that carry the state over a step in place of the integration, in order; mostly empty
 */
public record Model(
    String name,
    String text,
    String summary,
    List<String> aliases,
    String source,
    List<Parameter> parameters,
    List<Variable> variables,
    List<Port> receptors,
    Optional<Term> threshold,
    List<Change> reset,
    Optional<Refractory> refractory,
    Optional<Method> method,
    List<Requirement> requirements,
    List<Change> update,
    boolean takesCurrent,
    List<Coupling> couplings,
    List<Published> published) {

  /**
   * A state variable.
   *
   * @param rate its derivative, per ms
   * @param initial its value at the start, made of parameters
   */
  public record Variable(String name, String unit, String meaning, Term rate, Term initial) {}

  /** The variable takes the value of the term. */
  public record Change(String variable, Term value) {}

  /** A receptor, and by how much the sum of arriving weights changes variables: {@code variable += weight · factor}. */
  public record Port(Receptor receptor, List<Change> effects) {}

  /** A value that follows from the state at the end of a step and is kept for other neurons and for recording. */
  public record Published(String name, String unit, String meaning, Term value) {}

  /**
   * In which a neuron does not fire.
   *
   * @param duration in ms
   * @param held variables that keep their value meanwhile
   * @param until a test that must hold once the duration is over; mostly none
   */
  public record Refractory(Term duration, List<String> held, Optional<Term> until) {}

  /** A test of parameters. */
  public record Requirement(Term condition, String written, String otherwise) {}

  /** Variables that keep their value while a neuron is refractory. */
  public List<String> held() {
    return refractory.map(Refractory::held).orElse(List.of());
  }

  public Variable variable(String name) {
    return variables.stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
  }
}
