package org.ranvier.networks.systems.bandit;

import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.TrialListener;

/** Without neurons. */
final class RateChooser implements Chooser {
  private final Plan plan;
  private final RateAgent agent;
  private final TrialListener listener;
  private double beta;

  RateChooser(Plan plan, RateAgent agent, TrialListener listener) {
    this.plan = plan;
    this.agent = agent;
    this.listener = listener;
  }

  @Override
  public double[] values() {
    return agent.values();
  }

  @Override
  public double setTemperature(double inverseTemperature) {
    var held = plan.clamp(ChoiceNetwork.NORADRENALINE);
    beta = held.isPresent() ? ChoiceNetwork.inverseTemperature(held.getAsDouble()) : inverseTemperature;
    return beta;
  }

  @Override
  public int choose(int step) {
    listener.requireGoing();
    return agent.choose(step, beta);
  }

  @Override
  public double learn(int arm, double rate, double reward) {
    double held = plan.clamp(ChoiceNetwork.ACETYLCHOLINE).orElse(rate);
    agent.learn(arm, plan.freezes(ChoiceNetwork.WEIGHTS) ? 0 : held, reward);
    return held;
  }

  @Override
  public double realTimeFactor() {
    return 0;
  }

  @Override
  public void close() {}
}
