package org.ranvier.networks.python;

import org.ranvier.networks.closedloop.Environment;

/**
 * An environment whose answers come as one array, so that a step crosses from one language to the other and back once.
 *
 * <p>An answer holds the reward, 1 where the episode has ended and 0 otherwise, and then the observation.
 */
public record Loop(Answers answers) implements Environment {
  private static final int HEAD = 2;

  /** What is implemented in the other language. */
  public interface Answers {
    double[] reset(long seed);

    double[] step(double[] action);
  }

  @Override
  public double[] reset(long seed) {
    return answers.reset(seed);
  }

  @Override
  public Step step(double[] action) {
    double[] answer = answers.step(action);
    double[] observation = java.util.Arrays.copyOfRange(answer, HEAD, answer.length);
    return new Step(observation, answer[0], answer[1] != 0);
  }
}
