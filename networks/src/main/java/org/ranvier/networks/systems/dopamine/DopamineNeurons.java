package org.ranvier.networks.systems.dopamine;

import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
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
import org.ranvier.networks.systems.prediction.PredictionCircuit;

/**
 * Temporal-difference learning with dopamine neurons (Schultz, Dayan & Montague 1997, doi:10.1126/science.275.5306.1593; Jensen
 * 2023, arXiv:2311.07315): a cue is followed by a reward after a second. At first the dopamine neurons answer to the reward; when
 * it has come to be predicted, to the cue, and they fall silent where the reward is left out. The synapses learn from the
 * dopamine that these neurons release.
 *
 * <p>The twins: {@code frozen} does not learn; in {@code clamped} the dopamine neurons fire, but the concentration stays at its
 * tonic level; {@code unpaired} is given as many rewards, at times that have nothing to do with the cue.
 */
public final class DopamineNeurons implements Study {
  static final String WEIGHTS = "predicting";
  static final String REWARDS = "rewards";
  static final String DOPAMINE = "dopamine";

  private static final PredictionCircuit.Design DESIGN = PredictionCircuit.Design.USUAL;
  private static final double TONIC = DESIGN.dopaminergic() * DESIGN.baseHz() / 1000;
  private static final double WINDOW_MS = 200; // of an answer

  private static final Condition LEARNS = Condition.of("learns", "a reward follows the cue after a second");
  private static final List<Condition> CONDITIONS =
      List.of(
          LEARNS,
          LEARNS.as("frozen", "the predicting neurons' synapses do not change", new Change.Frozen(WEIGHTS)),
          LEARNS.as("clamped", "dopamine stays at its tonic level", new Change.Clamped(DOPAMINE, TONIC)),
          LEARNS.as("unpaired", "rewards come at random times", new Change.Shuffled(REWARDS, "")));

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("trials", "1", 100, 20, 10_000, "presentations of the cue"),
          new Setting("eta", "1", 0.06, 0, 100, "learning rate"),
          new Setting("early", "1", DESIGN.early(), 0, 2, "by how much dopamine that comes at once weakens"));

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("cue_first_hz", "cue, first", "%.1f"),
          new Measure("cue_hz", "cue, last", "%.1f"),
          new Measure("reward_first_hz", "reward, first", "%.1f"),
          new Measure("reward_hz", "reward, last", "%.1f"),
          new Measure("omission_hz", "omission", "%.1f"));

  @Override
  public String name() {
    return "dopamine-neurons";
  }

  @Override
  public String summary() {
    return "Learning task: the answer of dopamine neurons moves from a reward to the cue before it";
  }

  @Override
  public String source() {
    return "Schultz, Dayan & Montague 1997, doi:10.1126/science.275.5306.1593; Jensen 2023, arXiv:2311.07315";
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
  public Parts parts() {
    return Parts.NONE.weights(WEIGHTS).rewards(REWARDS).modulators(DOPAMINE);
  }

  @Override
  public List<Measure> measures() {
    return MEASURES;
  }

  @Override
  public String criterion() {
    return "learnt: in the last quarter the cue is answered by more than 5 spikes/s above the tonic rate, the reward by less than half of "
        + "what it was in the first ten trials,"
        + " and its omission by more than 4 spikes/s below; columns: spikes/s above the tonic rate in 200 ms";
  }

  @Override
  public String timeLabel() {
    return "trial";
  }

  @Override
  public String lineLabel() {
    return "dopamine neurons (spikes/s above tonic)";
  }

  @Override
  public Network network(Plan plan) {
    return parts(plan, schedule(plan)).net();
  }

  private record Built(Network net, PredictionCircuit.Channel channel) {}

  private static ConditioningSchedule schedule(Plan plan) {
    return ConditioningSchedule.of(plan.whole("trials"), plan.shuffles(REWARDS), plan.random("schedule"));
  }

  private static Built parts(Plan plan, ConditioningSchedule schedule) {
    var net = new Network("dopamine-neurons").resolution(ms(1));
    var states = schedule.states(net);
    var reward = schedule.reward(net);
    var circuit = new PredictionCircuit(net, DESIGN.learning(plan.get("eta"), plan.get("early")));
    var channel = circuit.channel("", states, 1, 1, !plan.freezes(WEIGHTS));
    circuit.predicted(reward, channel);
    return new Built(net, channel);
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    var schedule = schedule(plan);
    var built = parts(plan, schedule);
    double[] cue = schedule.cueMs();
    try (var sim = Simulation.of(built.net(), plan.options())) {
      listener.begins(plan.condition().name(), plan.seed(), sim);
      plan.clamp(sim);
      var answers = new Answers(sim, built.channel().dopaminergic());
      double[] atCue = new double[cue.length];
      double[] atReward = new double[cue.length];
      double seconds = 0;
      for (int k = 0; k < cue.length; k++) {
        seconds += sim.run(ms(cue[k] - sim.timeMs())).seconds();
        answers.take();
        seconds += sim.run(ms(WINDOW_MS)).seconds();
        atCue[k] = answers.take() - DESIGN.baseHz();
        seconds += sim.run(ms(schedule.rewardMs() - WINDOW_MS)).seconds();
        answers.take();
        seconds += sim.run(ms(WINDOW_MS)).seconds();
        atReward[k] = answers.take() - DESIGN.baseHz();
        listener.goesOn(sim);
        listener.point(plan.condition().name(), plan.seed(), "cue", k + 1.0, atCue[k]);
      }
      listener.ends(sim);
      return trial(plan, schedule, atCue, atReward).cost(seconds * 1000 / sim.timeMs());
    }
  }

  private static Trial trial(Plan plan, ConditioningSchedule schedule, double[] atCue, double[] atReward) {
    boolean[] omitted = schedule.omitted();
    int n = atCue.length;
    var rewarded = new ArrayList<Integer>();
    var left = new ArrayList<Integer>();
    for (int k = 0; k < n; k++) {
      (omitted[k] ? left : rewarded).add(k);
    }
    var early = rewarded.stream().filter(k -> k < 10).toList();
    var late = rewarded.stream().filter(k -> k >= 3 * n / 4).toList();
    double cue = mean(atCue, late);
    double first = mean(atReward, early);
    double reward = mean(atReward, late);
    double omission = mean(atReward, left);
    var lines = List.of(line("at the cue", atCue, rewarded), line("at the reward", atReward, rewarded), line("where it is left out", atReward, left));
    return plan.trial(
        cue > 5 && reward < first / 2 && omission < -4, List.of(mean(atCue, early), cue, first, reward, omission), lines);
  }

  private static double mean(double[] of, List<Integer> trials) {
    return trials.stream().mapToDouble(k -> of[k]).average().orElse(Double.NaN);
  }

  /** Means of five trials each. */
  private static Line line(String name, double[] of, List<Integer> trials) {
    var points = new ArrayList<double[]>();
    for (int k = 0; k + 5 <= trials.size(); k += 5) {
      var five = trials.subList(k, k + 5);
      points.add(new double[] {five.stream().mapToInt(i -> i + 1).average().orElseThrow(), mean(of, five)});
    }
    return Line.of(name, points);
  }

  @Override
  public List<Comparison> comparisons() {
    return Arrays.asList("cue_hz", "reward_hz", "omission_hz").stream()
        .flatMap(m -> CONDITIONS.stream().skip(1).map(c -> new Comparison(m, LEARNS.name(), c.name())))
        .toList();
  }

  /** The burst has moved to the cue, the omission is a dip; without dopamine that says so, neither. */
  @Override
  public Proof proof(boolean fast) {
    return Proof.of(
        fast ? 1 : 3, List.of("learns", "clamped"),
        new Claim(
            "learns", "16 spikes/s less the least answer to the cue", r -> 16 - least(r.values("cue_hz", "learns")), 8,
            "synapses that do not learn (eta = 0)"),
        new Claim(
            "learns", "largest answer to the cue (spikes/s)", r -> largest(r.values("cue_hz", "learns")), 20,
            "an eligibility that begins at once (early = 0), whose predictions run away"),
        new Claim(
            "learns", "largest answer to the reward / that of the first trials",
            r -> largest(r.values("reward_hz", "learns")) / least(r.values("reward_first_hz", "learns")), 0.5,
            "dopamine neurons that are not inhibited by what is predicted"),
        new Claim(
            "learns", "8 spikes/s and the least dip", r -> 8 + largest(r.values("omission_hz", "learns")), 4,
            "synapses that do not learn (eta = 0)"),
        new Claim(
            "clamped", "largest answer to the cue (spikes/s)", r -> largest(r.values("cue_hz", "clamped")), 3,
            "weights that grow without dopamine"));
  }

  private static double least(double[] of) {
    return Arrays.stream(of).min().orElseThrow();
  }

  private static double largest(double[] of) {
    return Arrays.stream(of).max().orElseThrow();
  }
}
