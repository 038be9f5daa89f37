package org.ranvier.networks.systems.watermaze;

import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * A water maze: place cells, a critic with its dopamine neurons and a ring of actors, all of spiking neurons, learn to swim to a
 * platform that nothing shows (after Frémaux, Sprekeler & Gerstner 2013, doi:10.1371/journal.pcbi.1003024). The dopamine neurons'
 * spikes release what critic and actors learn from.
 *
 * <p>It differs from the publication: the temporal-difference error is what dopamine neurons fire (see {@link
 * org.ranvier.networks.systems.prediction.PredictionCircuit}) and not computed from the critic's spikes; the swimmer goes in
 * strides of 200 ms, 0.18 of the pool's side, and bounces off the walls; actors are tied to what is done by an efference copy,
 * not by lateral connections.
 */
public final class WaterMaze implements Study {
  static final String REWARDS = "rewards";
  static final String DOPAMINE = "dopamine";

  private static final int TEN = 10;
  private static final double ENOUGH = 10;
  private static final double LUCK = 1 / 15.0; // of a reward in a step, where they are random

  private static final Condition LEARNS = Condition.of("learns", "critic and actors learn, the platform is rewarded");
  private static final List<Condition> CONDITIONS =
      List.of(
          LEARNS,
          LEARNS.as("untrained", "neither critic nor actors learn", new Change.Frozen(ActorCritic.CRITIC_WEIGHTS), new Change.Frozen(ActorCritic.ACTOR_WEIGHTS)),
          LEARNS.as("shuffled", "rewards come at random, wherever one is", new Change.Shuffled(REWARDS, "")),
          LEARNS.as("frozen-critic", "the actors alone learn", new Change.Frozen(ActorCritic.CRITIC_WEIGHTS)),
          LEARNS.as("clamped", "dopamine stays at its tonic level", new Change.Clamped(DOPAMINE, ActorCritic.TONIC)));

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("trials", "1", 40, 2 * TEN, 10_000, "from the pool's edge to the platform, or 100 strides"),
          new Setting("eta_critic", "1", 0.3, 0, 100, "learning rate of the critic"),
          new Setting("eta_actors", "1", 0.1, -100, 100, "learning rate of the actors"),
          new Setting("discount", "1", 0.9, 0, 1, "of what comes a stride later"));

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("first_strides", "strides, first ten", "%.1f"),
          new Measure("last_strides", "strides, last ten", "%.1f"),
          new Measure("found", "found, last ten", "%.0f"));

  @Override
  public String name() {
    return "water-maze";
  }

  @Override
  public String summary() {
    return "Learning task: place cells, critic and actors find a hidden platform by what dopamine neurons say";
  }

  @Override
  public String source() {
    return "after Frémaux, Sprekeler & Gerstner 2013, doi:10.1371/journal.pcbi.1003024";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
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
    return List.of(MEASURES.get(1), MEASURES.get(0), MEASURES.get(2));
  }

  @Override
  public String criterion() {
    return "learnt: fewer than " + (int) ENOUGH + " strides to the platform in the last ten trials, on average";
  }

  @Override
  public String timeLabel() {
    return "trial";
  }

  @Override
  public String lineLabel() {
    return "strides to the platform";
  }

  @Override
  public Network network(Plan plan) {
    return maze(plan).net();
  }

  private static ActorCritic maze(Plan plan) {
    return ActorCritic.of("water-maze", plan, MazeWorld.FIELDS);
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    var maze = maze(plan);
    var world = new MazeWorld(plan.shuffles(REWARDS) ? LUCK : -1);
    var starts = plan.random("starts");
    int trials = plan.whole("trials");
    double[] strides = new double[trials];
    int found = 0;
    try (var sim = Simulation.of(maze.net(), plan.options())) {
      listener.begins(plan.condition().name(), plan.seed(), sim);
      plan.clamp(sim);
      var loop = ClosedLoop.of(sim, world).every(ms(MazeWorld.TURN_MS)).reads(maze.actors()).shows(maze::show);
      long begin = System.nanoTime();
      for (int k = 0; k < trials; k++) {
        loop.episode(starts.nextLong(), Integer.MAX_VALUE);
        strides[k] = world.strides();
        found += k >= trials - TEN && world.found() ? 1 : 0;
        listener.goesOn(sim);
        listener.point(plan.condition().name(), plan.seed(), "strides", k + 1.0, strides[k]);
      }
      listener.ends(sim);
      double first = Arrays.stream(strides, 0, TEN).average().orElseThrow();
      double last = Arrays.stream(strides, trials - TEN, trials).average().orElseThrow();
      var lines = List.of(Line.means("strides", strides, 2));
      return plan.trial(last < ENOUGH, List.of(last, first, (double) found), lines).cost((System.nanoTime() - begin) / 1e6 / sim.timeMs());
    }
  }

  @Override
  public Proof proof(boolean fast) {
    List<String> conditions = fast ? List.of("learns", "untrained") : List.of("learns", "untrained", "shuffled");
    var claims = new ArrayList<Claim>();
    claims.add(
        new Claim("learns", "most strides in the last ten trials, of the seeds", r -> Arrays.stream(r.values("last_strides", "learns")).max().orElseThrow(), ENOUGH,
            "actors that learn the reverse (eta_actors = -0.1)"));
    for (String twin : conditions.subList(1, conditions.size())) {
      claims.add(
          new Claim(twin, "10 strides / fewest in the last ten trials", r -> ENOUGH / Arrays.stream(r.values("last_strides", twin)).min().orElseThrow(), 1,
              "a platform that can be seen, or copies of what is done that point to it"));
    }
    return Proof.of(fast ? 1 : 3, conditions, claims.toArray(Claim[]::new));
  }
}
