package org.ranvier.plasticity.rules;

import java.util.Set;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.plastic.PlasticRule;

/** How the weights of a projection change. A value: it is described once and used by any number of projections. */
public interface LearningRule {
  /** The name of the rule. */
  String name();

  /** Its equations and parameters. */
  String equations();

  /** The publication. */
  String source();

  /** Whether no weight ever changes its sign, so that all weights of a projection must have one. */
  boolean keepsSign();

  /** The names of the neuromodulators that it needs. */
  default Set<String> modulators() {
    return Set.of();
  }

  /** The rule as the engine sees it, with what its synapses deliver of their weights. */
  PlasticRule compile(Transmission transmission);

  /** Weights that do not change, for projections with short-term plasticity alone. */
  static LearningRule none() {
    return Unchanging.RULE;
  }
}
