package org.ranvier.neuronmodels.channels;

import java.util.Optional;
import org.ranvier.neuronmodels.equations.analysis.Term;

/**
 * A state variable of a mechanism.
 *
 * @param rate its derivative per ms
 * @param initial its value at the start, where the text gives one
 */
public record MechanismState(String name, String unit, String meaning, Term rate, Optional<Term> initial) {}
