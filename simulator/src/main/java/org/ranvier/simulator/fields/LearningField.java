package org.ranvier.simulator.fields;

/** A field that learns, and can be held from it. */
public interface LearningField extends Field {
  /**
   * Halts learning from now on, or lets it go on: in between no bit of what has been learned changes. All else goes on.
   */
  void halt(boolean halt);

  /** Whether learning is halted. */
  boolean isHalted();
}
