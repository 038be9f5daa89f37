package org.ranvier.networks.systems.activecoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.networks.Network;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.study.Change;
import org.ranvier.networks.study.Comparison;
import org.ranvier.networks.study.Condition;
import org.ranvier.networks.study.Measure;
import org.ranvier.networks.study.Parts;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Proof;
import org.ranvier.networks.study.Proof.Claim;
import org.ranvier.networks.study.Study;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;

/**
 * A car that can only leave its valley by swinging, driven by an actor that hears of the goal when it gets there, and never before (after Ororbia &amp; Mali 2022,
 * AAAI, arXiv:2107.07046). A model of the world predicts what will be seen; its error releases noradrenaline, which is worth something, so that the actor goes
 * where the world is not known yet. Both are predictive coding: no error is propagated back through a network.
 */
public final class ActivePredictiveCoding implements Study {
  private static final int TWENTY = 20;
  private static final int BINS = 20;
  private static final int ENOUGH = 10;

  private static final Condition LEARNS = Condition.of("noradrenaline", "the error of the model releases noradrenaline, which is worth something");
  private static final List<Condition> CONDITIONS =
      List.of(
          LEARNS,
          LEARNS.as("none", "noradrenaline's receptor does nothing: the goal alone is worth something", new Change.KnockedOut(Novelty.RECEPTOR)),
          LEARNS.as(
              "none-prejudiced", "the same with an actor that expects something of actions at first, at random", new Change.KnockedOut(Novelty.RECEPTOR),
              new Change.Set("prejudice", 0.1)),
          LEARNS.as("yoked", "the noradrenaline of 'noradrenaline', whatever is seen here", new Change.Yoked(Novelty.NORADRENALINE, LEARNS.name())),
          LEARNS.as("constant", "as much noradrenaline all the time", new Change.Clamped(Novelty.NORADRENALINE, 0.015)),
          LEARNS.as("frozen-model", "the model stays as it was drawn, so that errors do not wear off", new Change.Frozen(Agent.MODEL)),
          LEARNS.as("untrained", "the actor does not learn", new Change.Frozen(Agent.ACTOR)));

  @Override
  public String name() {
    return "active-predictive-coding";
  }

  @Override
  public String summary() {
    return "Learning task: a car leaves its valley, driven to what a model of the world does not predict";
  }

  @Override
  public String source() {
    return "after Ororbia & Mali 2022, AAAI, arXiv:2107.07046";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("episodes", "1", 150, 2 * TWENTY, 100_000, "to learn in"),
        new Setting("steps", "1", 200, 1, 100_000, "of an episode, at most"),
        new Setting("force", "1", 1, 0, 10, "of the motor, of what is published"),
        new Setting("hidden", "1", 32, 1, 10_000, "hidden units of the actor, and of the model"),
        new Setting("bonus", "1", 0.1, 0, 100, "what a noradrenaline of 1 is worth; the goal is worth 1"),
        new Setting("discount", "1", 0.98, 0, 1, "of what comes a step later"),
        new Setting("actor_rate", "1", 0.002, 1e-9, 1, "learning rate of the actor, of Adam"),
        new Setting("model_rate", "1", 0.002, 1e-9, 1, "learning rate of the model, of Adam"),
        new Setting("prejudice", "1", 0, 0, 100, "how much the actor expects of actions at first, at random"),
        new Setting("random", "1", 0.05, 0, 1, "part of the actions that are any"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(Agent.ACTOR, Agent.MODEL).modulators(Novelty.NORADRENALINE).receptors(Novelty.RECEPTOR);
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("reached", "goals, last twenty", "%.0f"), new Measure("steps", "steps, last twenty", "%.1f"), new Measure("first", "first goal in", "%.0f"),
        new Measure("visited", "visited", "%.3f"), new Measure("concentration", "noradrenaline", "%.4f"));
  }

  @Override
  public String criterion() {
    return "learnt: the goal is reached in at least " + ENOUGH + " of the last twenty episodes; visited: part of " + BINS + " by " + BINS + " places and speeds";
  }

  @Override
  public String timeLabel() {
    return "episode";
  }

  @Override
  public String lineLabel() {
    return "steps to the goal";
  }

  @Override
  public List<Comparison> comparisons() {
    var all = new ArrayList<Comparison>();
    for (String measure : List.of("reached", "visited")) {
      CONDITIONS.stream().skip(1).forEach(c -> all.add(new Comparison(measure, LEARNS.name(), c.name())));
    }
    return all;
  }

  @Override
  public Network network(Plan plan) {
    return Novelty.network();
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    int episodes = plan.whole("episodes");
    double[] steps = new double[episodes];
    boolean[] reached = new boolean[episodes];
    var visited = new boolean[BINS * BINS];
    var agent = new Agent(plan);
    var car = new MountainCar(0.001 * plan.get("force"));
    var starts = plan.random("starts");
    try (var novelty = new Novelty(plan)) {
      listener.begins(plan.condition().name(), plan.seed(), novelty.simulation());
      for (int k = 0; k < episodes; k++) {
        listener.goesOn(novelty.simulation());
        car.begin(starts);
        steps[k] = episode(plan, agent, car, novelty, visited);
        reached[k] = car.isThere();
        listener.point(plan.condition().name(), plan.seed(), "steps", k + 1.0, steps[k]);
      }
      listener.ends(novelty.simulation());
      int last = 0;
      double first = Double.NaN;
      for (int k = episodes - 1; k >= 0; k--) {
        last += reached[k] && k >= episodes - TWENTY ? 1 : 0;
        first = reached[k] ? k + 1 : first;
      }
      int seen = 0;
      for (boolean v : visited) {
        seen += v ? 1 : 0;
      }
      double mean = novelty.released().stream().mapToDouble(d -> d).average().orElse(0);
      var measures = List.of((double) last, Arrays.stream(steps, episodes - TWENTY, episodes).average().orElseThrow(), first, (double) seen / visited.length, mean);
      return plan.trial(last >= ENOUGH, measures, List.of(Line.means("steps", steps, 5))).record(Novelty.NORADRENALINE, novelty.released());
    }
  }

  /** Returns how many steps there were. */
  private static int episode(Plan plan, Agent agent, MountainCar car, Novelty novelty, boolean[] visited) {
    for (int t = 1; t <= plan.whole("steps"); t++) {
      double[] seen = car.seen();
      visited[bin(seen[0]) * BINS + bin(seen[1])] = true;
      int action = agent.choose(seen, plan.get("random"));
      car.step(action);
      double[] next = car.seen();
      double worth = novelty.of(agent.surprise(seen, action, next));
      agent.learn(seen, action, (car.isThere() ? 1 : 0) + worth, next, car.isThere());
      if (car.isThere()) {
        return t;
      }
    }
    return plan.whole("steps");
  }

  private static int bin(double x) {
    return Math.min(BINS - 1, (int) (BINS * x));
  }

  @Override
  public Proof proof(boolean fast) {
    var reached =
        new Claim(
            LEARNS.name(), ENOUGH + " / goals in the last twenty", r -> ENOUGH / Math.max(1e-9, r.median("reached", LEARNS.name())), 1, "errors of the wrong sign");
    var untrained = new Claim("untrained", "goals in the last twenty", r -> r.median("reached", "untrained"), 2, "a valley that is left by chance");
    var none = new Claim("none", "goals in the last twenty", r -> r.median("reached", "none"), 2, "a goal that is found without noradrenaline");
    return Proof.of(fast ? 1 : 10, fast ? List.of(LEARNS.name(), "untrained") : List.of(LEARNS.name(), "none", "untrained"), fast ? new Claim[] {reached, untrained}
        : new Claim[] {reached, untrained, none});
  }
}
