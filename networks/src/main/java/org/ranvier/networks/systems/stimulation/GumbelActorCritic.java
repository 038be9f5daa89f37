package org.ranvier.networks.systems.stimulation;

import org.ranvier.simulator.random.RandomStream;

/**
 * What is left of SEA-DBS (Ravivarapu et al. 2025, arXiv:2507.06326) for two choices and a few states: an actor–critic of numbers that explores
 * by Gumbel noise and adds a learnt prediction of the reward to its target,
 *
 * <pre>{@code
 * a = argmax softmax((logits + G)/τ),   τ = max(0.1, e^(-0.001 t))
 * δ = r + clamp(r̂(s, a), -1, 1) + γ·V(s') - V(s)
 * }</pre>
 *
 * The greatest of {@code (logits + G)/τ} does not depend on {@code τ}: choices are drawn from the softmax of the logits. In the released
 * program the model of the reward is never trained; here it is.
 */
final class GumbelActorCritic implements Learner {
  private static final double DISCOUNT = 0.9;
  private static final double CRITIC_RATE = 0.2;
  private static final double ACTOR_RATE = 0.5;
  private static final double MODEL_RATE = 0.1;

  private final RandomStream random;
  private final boolean predicts;
  private final boolean half;
  private final double[][] logits;
  private final double[][] predicted;
  private final double[] value;
  private int before = -1;
  private int done;
  private boolean frozen;

  /**
   * One that knows nothing.
   *
   * @param states that it tells apart
   * @param predicts whether there is a model of the reward
   * @param half whether all numbers are rounded to 16 bits after each turn
   */
  GumbelActorCritic(int states, RandomStream random, boolean predicts, boolean half) {
    logits = new double[states][2];
    predicted = new double[states][2];
    value = new double[states];
    this.random = random;
    this.predicts = predicts;
    this.half = half;
  }

  @Override
  public boolean choose(Sight sight, double reward) {
    int now = sight.state();
    if (before >= 0 && !frozen) {
      learn(now, reward);
    }
    double off = logits[now][0] - Math.log(random.nextExponential()); // G = -log E, E exponential
    double on = logits[now][1] - Math.log(random.nextExponential());
    before = now;
    done = on > off ? 1 : 0;
    return on > off;
  }

  private void learn(int now, double reward) {
    double model = predicts ? Math.clamp(predicted[before][done], -1, 1) : 0;
    double error = reward + model + DISCOUNT * value[now] - value[before];
    double probability = 1 / (1 + Math.exp(logits[before][1 - done] - logits[before][done]));
    value[before] = rounded(value[before] + CRITIC_RATE * error);
    logits[before][done] = rounded(logits[before][done] + ACTOR_RATE * error * (1 - probability));
    logits[before][1 - done] = rounded(logits[before][1 - done] - ACTOR_RATE * error * (1 - probability));
    predicted[before][done] = rounded(predicted[before][done] + MODEL_RATE * (reward - predicted[before][done]));
  }

  private double rounded(double value) {
    return half ? Learner.half(value) : value;
  }

  @Override
  public void freeze() {
    frozen = true;
  }

  @Override
  public void toHalfPrecision() {
    for (double[] l : logits) {
      l[0] = Learner.half(l[0]);
      l[1] = Learner.half(l[1]);
    }
  }

  @Override
  public void close() {}
}
