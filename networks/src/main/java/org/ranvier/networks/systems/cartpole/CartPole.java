package org.ranvier.networks.systems.cartpole;

import static org.ranvier.networks.values.Units.ms;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.closedloop.ClosedLoop;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.study.Change;
import org.ranvier.networks.study.Condition;
import org.ranvier.networks.study.Measure;
import org.ranvier.networks.study.Parts;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Proof;
import org.ranvier.networks.study.Proof.Claim;
import org.ranvier.networks.study.Study;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.networks.systems.actorcritic.ActorCritic;

/**
 * A pole on a cart is balanced by place cells for its lean and speed, a critic with its dopamine neurons and a ring of actors, all of spiking neurons (after
 * Frémaux, Sprekeler & Gerstner 2013, doi:10.1371/journal.pcbi.1003024): the network of the water maze, with another world.
 *
 * <p>It differs from the publication: the error of prediction is what dopamine neurons fire; the cart's place and speed do not count, for the track has no end;
 * pushes last for 40 ms of the pole's time, in which the neurons have 200 ms.
 */
public final class CartPole implements Study {
  private static final String REWARDS = "rewards";
  private static final String DOPAMINE = "dopamine";
  private static final int TWENTY = 20;
  private static final double ENOUGH = 25;

  private static final Condition LEARNS = Condition.of("learns", "critic and actors learn, it is rewarding that the pole is up");
  private static final List<Condition> CONDITIONS =
      List.of(
          LEARNS,
          LEARNS.as("untrained", "neither critic nor actors learn", new Change.Frozen(ActorCritic.CRITIC_WEIGHTS), new Change.Frozen(ActorCritic.ACTOR_WEIGHTS)),
          LEARNS.as("shuffled", "rewards come at random, whether the pole is up or not", new Change.Shuffled(REWARDS, "")),
          LEARNS.as("frozen-critic", "the actors alone learn", new Change.Frozen(ActorCritic.CRITIC_WEIGHTS)));

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("last_pushes", "pushes, last twenty", "%.1f"), new Measure("first_pushes", "pushes, first twenty", "%.1f"),
          new Measure("balanced", "balanced, last twenty", "%.0f"));

  @Override
  public String name() {
    return "cart-pole";
  }

  @Override
  public String summary() {
    return "Learning task: place cells, critic and actors balance a pole by what dopamine neurons say";
  }

  @Override
  public String source() {
    return "after Frémaux, Sprekeler & Gerstner 2013, doi:10.1371/journal.pcbi.1003024";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("trials", "1", 120, 2 * TWENTY, 10_000, "until the pole falls, or 100 pushes"),
        new Setting("eta_critic", "1", 0.3, 0, 100, "learning rate of the critic"),
        new Setting("eta_actors", "1", 0.2, -100, 100, "learning rate of the actors"),
        new Setting("reward", "1", 0.1, 0, 10, "of a push after which the pole is up"),
        new Setting("discount", "1", 0.9, 0, 1, "of what comes a push later"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public List<Condition> usualConditions() {
    return CONDITIONS.subList(0, 3);
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(ActorCritic.CRITIC_WEIGHTS, ActorCritic.ACTOR_WEIGHTS).rewards(REWARDS).modulators(DOPAMINE);
  }

  @Override
  public List<Measure> measures() {
    return MEASURES;
  }

  @Override
  public String criterion() {
    return "learnt: more than " + (int) ENOUGH + " pushes until the pole falls in the last twenty trials, on average; balanced: trials of these with 100 pushes";
  }

  @Override
  public String timeLabel() {
    return "trial";
  }

  @Override
  public String lineLabel() {
    return "pushes until the pole falls";
  }

  @Override
  public Network network(Plan plan) {
    return actorCritic(plan).net();
  }

  private static ActorCritic actorCritic(Plan plan) {
    return ActorCritic.of("cart-pole", plan, PoleWorld.SIDE * PoleWorld.SIDE);
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    var network = actorCritic(plan);
    var world = new PoleWorld(plan.get("reward"), plan.shuffles(REWARDS));
    var starts = plan.random("starts");
    int trials = plan.whole("trials");
    double[] pushes = new double[trials];
    try (var sim = Simulation.of(network.net(), plan.options())) {
      listener.begins(plan.condition().name(), plan.seed(), sim);
      plan.clamp(sim);
      var loop = ClosedLoop.of(sim, world).every(ms(PoleWorld.TURN_MS)).reads(network.actors()).shows(network::show);
      long begin = System.nanoTime();
      for (int k = 0; k < trials; k++) {
        loop.episode(starts.nextLong(), Integer.MAX_VALUE);
        pushes[k] = world.pushes();
        listener.goesOn(sim);
        listener.point(plan.condition().name(), plan.seed(), "pushes", k + 1.0, pushes[k]);
      }
      listener.ends(sim);
      double first = Arrays.stream(pushes, 0, TWENTY).average().orElseThrow();
      double last = Arrays.stream(pushes, trials - TWENTY, trials).average().orElseThrow();
      double balanced = Arrays.stream(pushes, trials - TWENTY, trials).filter(n -> n >= PoleWorld.MOST_PUSHES).count();
      return plan.trial(last > ENOUGH, List.of(last, first, balanced), List.of(Line.means("pushes", pushes, 4))).cost((System.nanoTime() - begin) / 1e6 / sim.timeMs());
    }
  }

  @Override
  public Proof proof(boolean fast) {
    var claims =
        List.of(
            new Claim(
                "learns", ENOUGH + " / pushes, last twenty", r -> ENOUGH / r.median("last_pushes", "learns"), 1, "actors that learn the reverse (eta_actors = -0.2)"),
            new Claim("untrained", "pushes, last twenty / " + ENOUGH, r -> r.median("last_pushes", "untrained") / ENOUGH, 1, "a pole that stands by itself"));
    var shuffled =
        new Claim("shuffled", "pushes, last twenty / " + ENOUGH, r -> r.median("last_pushes", "shuffled") / ENOUGH, 1, "actors that learn without dopamine's meaning");
    return fast
        ? new Proof(1, 0, List.of("learns", "untrained"), Map.of("trials", "60"), claims)
        : new Proof(5, 0, List.of("learns", "untrained", "shuffled"), Map.of(), Stream.concat(claims.stream(), Stream.of(shuffled)).toList());
  }
}
