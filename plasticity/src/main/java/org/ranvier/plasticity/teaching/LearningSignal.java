package org.ranvier.plasticity.teaching;

/** A learning signal at one worker's targets of a projection: a value for each of them and each step. */
public interface LearningSignal {
  /**
   * The signals in the step that has begun: fields have come to its end, neurons have not been advanced.
   *
   * @param signal takes one value for each local target
   */
  void read(double[] signal);
}
