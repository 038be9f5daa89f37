package org.ranvier.plasticity.rules;

import java.util.List;

/** The learning rules of the library. What is none of them is a user's own. */
public final class RuleLibrary {
  /** The classes, each a value that its fields tell all about. */
  public static final List<Class<? extends LearningRule>> CLASSES =
      List.of(
          LearningRule.Unchanging.class, Stdp.class, ThreeFactor.class, Clopath.class, Calcium.class, BurstDependent.class, DendriticLearning.class, Eprop.class,
          RMax.class, SurrogateGradient.class);

  private RuleLibrary() {}
}
