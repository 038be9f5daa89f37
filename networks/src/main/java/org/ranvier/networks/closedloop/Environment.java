package org.ranvier.networks.closedloop;

/**
 * A world in which a network acts, in the shape that reinforcement learning knows: reset, step, observation, reward, done.
 *
 * <p>It is deterministic: what it does follows from the seed of the episode and the actions.
 */
public interface Environment {
  /**
   * Begins an episode.
   *
   * @param seed of all that is random in it
   * @return the first observation
   */
  double[] reset(long seed);

  /** Answers to an action. */
  Step step(double[] action);

  /**
   * What an action has led to.
   *
   * @param observation what is seen now
   * @param reward what the action was worth
   * @param done whether the episode has ended
   */
  record Step(double[] observation, double reward, boolean done) {}
}
