package org.ranvier.networks.systems.bandit;

import static org.ranvier.networks.systems.bandit.BanditRun.ENSEMBLE;
import static org.ranvier.networks.systems.bandit.BanditRun.FIXED;
import static org.ranvier.networks.systems.bandit.BanditRun.LOCAL;
import static org.ranvier.networks.systems.bandit.BanditRun.ORACLE;
import static org.ranvier.networks.systems.bandit.BanditRun.RATE;
import static org.ranvier.networks.systems.bandit.BanditRun.REWARDS;
import static org.ranvier.networks.systems.bandit.BanditRun.UCB;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ranvier.networks.Network;
import org.ranvier.networks.circuits.Setting;
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
 * A bandit of five arms that change (Lee et al. 2024, arXiv:2408.08446): the values of arms are weights that dopamine teaches, acetylcholine sets how much is
 * learnt of an error, noradrenaline how freely is chosen. {@link ChoiceNetwork} chooses and learns; an {@link Uncertainty} releases.
 *
 * <p>With {@code rate} an agent is a number for each arm and a softmax, as in the publication.
 */
public final class Bandit implements Study {
  static final String SURPRISE = "surprise";

  private static final double BETA = 2; // of the best fixed setting
  private static final double ALPHA = 0.1;
  private static final Change NO_NORADRENALINE = new Change.Clamped(ChoiceNetwork.NORADRENALINE, ChoiceNetwork.noradrenaline(BETA));
  private static final Change NO_ACETYLCHOLINE = new Change.Clamped(ChoiceNetwork.ACETYLCHOLINE, ALPHA);

  private static final List<Condition> CONDITIONS = conditionsOf();

  private static List<Condition> conditionsOf() {
    var surprise = Condition.of(SURPRISE, "acetylcholine and noradrenaline follow an estimate of uncertainty", new Change.Feature(SURPRISE));
    var oracle = Condition.of(ORACLE, "acetylcholine and noradrenaline follow the true uncertainty", new Change.Feature(ORACLE));
    var fixed = Condition.of(FIXED, "both are constant: alpha 0.1, beta 2", new Change.Feature(FIXED));
    var spiking =
        List.of(
            surprise, oracle, fixed,
            surprise.as("no-broadcast", "surprise raises the uncertainty of its own arm only", new Change.Feature(LOCAL)),
            surprise.as("ach-only", "noradrenaline is constant: beta 2", NO_NORADRENALINE),
            surprise.as("na-only", "acetylcholine is constant: alpha 0.1", NO_ACETYLCHOLINE),
            oracle.as("oracle-ach", "noradrenaline is constant: beta 2", NO_NORADRENALINE),
            oracle.as("oracle-na", "acetylcholine is constant: alpha 0.1", NO_ACETYLCHOLINE),
            surprise.as("frozen", "weights stay at 0", new Change.Frozen(ChoiceNetwork.WEIGHTS)),
            surprise.as("shuffled", "the reward is that of an arm drawn at random", new Change.Shuffled(REWARDS, "")));
    var rates = spiking.stream().limit(8).map(c -> c.as("rate-" + c.name(), "a number for each arm: " + c.meaning(), new Change.Feature(RATE)));
    var others =
        Stream.of(
            Condition.of("rate-ensemble", "ten members, equations 4 and 5 as they stand", new Change.Feature(ENSEMBLE), new Change.Feature(RATE)),
            Condition.of("rate-ucb", "discounted UCB, gamma 0.99, B 0.5", new Change.Feature(UCB), new Change.Feature(RATE)));
    return Stream.of(spiking.stream(), rates, others).flatMap(c -> c).toList();
  }

  @Override
  public String name() {
    return "bandit";
  }

  @Override
  public String summary() {
    return "Learning task: five arms that change; acetylcholine and noradrenaline follow uncertainty";
  }

  @Override
  public String source() {
    return "Lee, Liebana, Clopath & Dabney 2024, arXiv:2408.08446";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("contexts", "1", 10, 1, 1000, "how often arms are drawn"),
        new Setting("steps", "1", 500, 200, 10_000, "choices in each context"),
        new Setting("alpha", "1", ALPHA, 0, 1, "learning rate of 'fixed'"),
        new Setting("beta", "1", BETA, 0.1, ChoiceNetwork.MOST_BETA, "inverse temperature of 'fixed'"),
        new Setting("discount", "1", 0.99, 0.5, 1, "of 'rate-ucb'"),
        new Setting("bonus", "1", 0.5, 0, 100, "of 'rate-ucb'"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public Parts parts() {
    return Parts.NONE
        .weights(ChoiceNetwork.WEIGHTS)
        .rewards(REWARDS)
        .modulators(ChoiceNetwork.ACETYLCHOLINE, ChoiceNetwork.NORADRENALINE)
        .receptors(ChoiceNetwork.ALPHA)
        .features(RATE, LOCAL);
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("regret", "regret", "%.0f"),
        new Measure("last_context", "last context", "%.1f"),
        new Measure("of_chance", "of chance", "%.3f"),
        new Measure("rate_after", "rate after", "%.3f"),
        new Measure("rate_late", "rate late", "%.3f"),
        new Measure("temperature_after", "temp. after", "%.3f"),
        new Measure("temperature_late", "temp. late", "%.3f"));
  }

  @Override
  public String criterion() {
    return "learnt: less than half the regret of choosing at random; rate, temp.: learning rate and temperature in steps 1 to 25 after changes, and in the"
        + " last 100 of contexts";
  }

  @Override
  public String timeLabel() {
    return "step";
  }

  @Override
  public String lineLabel() {
    return "regret so far";
  }

  @Override
  public List<Comparison> comparisons() {
    return Stream.of("", "rate-")
        .flatMap(
            p -> Stream.of(
                new Comparison("regret", p + ORACLE, p + FIXED), new Comparison("regret", p + SURPRISE, p + FIXED),
                new Comparison("regret", p + SURPRISE, p + "no-broadcast"), new Comparison("regret", p + SURPRISE, p + "ach-only"),
                new Comparison("regret", p + SURPRISE, p + "na-only"), new Comparison("regret", p + SURPRISE, p + "shuffled")))
        .filter(c -> !c.against().equals("rate-shuffled"))
        .toList();
  }

  @Override
  public Network network(Plan plan) {
    return ChoiceNetwork.of(plan, 1).net();
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    var arms = new Arms(plan, plan.whole("contexts"), plan.whole("steps"));
    return new BanditRun(plan, arms, listener).trial();
  }

  /** Short contexts and two seeds, or twenty: that it learns and its twins do not; then the oracle against the best fixed setting, and the broadcast. */
  @Override
  public Proof proof(boolean fast) {
    var learns = new Claim(SURPRISE, "regret / that of chance", r -> r.mean("of_chance", SURPRISE), 0.5, "noradrenaline that reaches no choice neuron");
    var frozen = new Claim("frozen", "0.7 × regret of chance / regret", r -> 0.7 / r.mean("of_chance", "frozen"), 1, "values that are there before learning");
    var shuffled =
        new Claim("shuffled", "0.7 × regret of chance / regret", r -> 0.7 / r.mean("of_chance", "shuffled"), 1, "values that are learnt without dopamine");
    if (fast) {
      return new Proof(2, 0, List.of(SURPRISE, "frozen", "shuffled"), Map.of("contexts", "2", "steps", "250"), List.of(learns, frozen, shuffled));
    }
    return Proof.of(
        20, List.of(SURPRISE, ORACLE, FIXED, "no-broadcast", "frozen", "shuffled"), learns, frozen, shuffled,
        new Claim(ORACLE, "regret / that of 'fixed'", r -> r.mean("regret", ORACLE) / r.mean("regret", FIXED), 0.5, "dopamine that acetylcholine does not scale"),
        new Claim(SURPRISE, "1.3 × regret / that of 'no-broadcast'", r -> 1.3 * r.mean("regret", SURPRISE) / r.mean("regret", "no-broadcast"), 1,
            "a surprise that stays with its arm"));
  }
}
