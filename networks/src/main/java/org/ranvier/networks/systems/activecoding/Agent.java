package org.ranvier.networks.systems.activecoding;

import java.util.Arrays;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.systems.activecoding.Replay.Transition;
import org.ranvier.networks.systems.actorcritic.ActorCritic;
import org.ranvier.simulator.random.RandomStream;

/**
 * An actor that predicts what each action is worth, and a model that predicts what will be seen. The actor sees activities of place fields; it is told {@code r +
 * γ·max Q'(s')} for what was done, with a copy Q' that is renewed now and then.
 */
final class Agent {
  static final String ACTOR = "actor";
  static final String MODEL = "model";

  private static final int SIDE = 8;
  private static final double FIELD_SD = 0.1;
  private static final int REPLAYED = 4;
  private static final int KEPT = 5000;
  private static final int RENEWED = 200;
  private static final double BETA = 0.2;
  private static final int SETTLING = 4;

  private final Plan plan;
  private final CodingNet actor;
  private final CodingNet copy;
  private final CodingNet model;
  private final Replay replay = new Replay(KEPT);
  private final RandomStream random;
  private int steps;

  Agent(Plan plan) {
    this.plan = plan;
    int hidden = plan.whole("hidden");
    actor = new CodingNet(SIDE * SIDE, hidden, MountainCar.ACTIONS, BETA, SETTLING, plan.random("actor")).drawn(plan.get("prejudice"), plan.random("prejudice"));
    copy = new CodingNet(SIDE * SIDE, hidden, MountainCar.ACTIONS, BETA, SETTLING, plan.random("actor"));
    copy.copy(actor);
    model = new CodingNet(2 + MountainCar.ACTIONS, hidden, 2, BETA, SETTLING, plan.random("model"));
    random = plan.random("choices", plan.yoked(Novelty.NORADRENALINE).isPresent() ? "yoked" : ""); // else it would do the same
  }

  /** The action that seems best, any of them where several do, or now and then any at all. */
  int choose(double[] seen, double atRandom) {
    if (random.nextDouble() < atRandom) {
      return (int) (MountainCar.ACTIONS * random.nextDouble());
    }
    double[] q = actor.of(fields(seen));
    int best = 0;
    int tied = 1;
    for (int k = 1; k < q.length; k++) {
      tied = q[k] > q[best] ? 1 : q[k] == q[best] ? tied + 1 : tied;
      best = q[k] > q[best] || q[k] == q[best] && random.nextDouble() < 1.0 / tied ? k : best;
    }
    return best;
  }

  private static double[] fields(double[] seen) {
    return ActorCritic.fields(SIDE, FIELD_SD, seen[0], seen[1]);
  }

  /** The squared error of what the model predicts; it learns from it. In units of a tenth of what may be seen. */
  double surprise(double[] seen, int action, double[] next) {
    double[] x = {2 * seen[0] - 1, 2 * seen[1] - 1, 0, 0, 0};
    x[2 + action] = 1;
    double[] moved = {10 * (next[0] - seen[0]), 10 * (next[1] - seen[1])};
    double[] predicted = model.of(x);
    double error = 0;
    for (int k = 0; k < moved.length; k++) {
      error += (moved[k] - predicted[k]) * (moved[k] - predicted[k]);
    }
    if (!plan.freezes(MODEL)) {
      model.tell(x, moved);
      model.step(plan.get("model_rate"));
    }
    return error;
  }

  /** Keeps what happened, and learns from some of what is kept. */
  void learn(double[] seen, int action, double reward, double[] next, boolean isLast) {
    replay.add(new Transition(fields(seen), action, reward, fields(next), isLast));
    if (plan.freezes(ACTOR)) {
      return;
    }
    for (int b = 0; b < REPLAYED; b++) {
      Transition t = replay.any(random);
      double[] y = actor.of(t.before());
      double later = t.isLast() ? 0 : plan.get("discount") * Arrays.stream(copy.of(t.after())).max().orElseThrow();
      y[t.action()] = t.reward() + later;
      actor.tell(t.before(), y);
    }
    actor.step(plan.get("actor_rate"));
    if (steps++ % RENEWED == 0) {
      copy.copy(actor);
    }
  }
}
