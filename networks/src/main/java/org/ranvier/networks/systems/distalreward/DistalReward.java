package org.ranvier.networks.systems.distalreward;

import static org.ranvier.networks.systems.distalreward.DistalRewardNetwork.DOPAMINE;
import static org.ranvier.networks.systems.distalreward.DistalRewardRun.REWARDS;
import static org.ranvier.networks.systems.distalreward.DistalRewardRun.TOP;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.ranvier.networks.Network;
import org.ranvier.networks.circuits.Setting;
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

/**
 * The distal-reward problem of Izhikevich 2007 (doi:10.1093/cercor/bhl152): whenever a designated synapse's target fires within 20 ms after
 * its source, dopamine comes one to three seconds later, among many other coincidences. The synapse, which begins at 0, is found all the
 * same.
 *
 * <p>1,000 neurons that fire at about 1 spike/s, 100,000 synapses, the 80,000 from excitatory neurons plastic by reward-modulated STDP. The
 * twins: {@code off} is given no dopamine; {@code shuffled} is given that of the learning run, with the intervals between rewards in a random
 * order.
 *
 * <p>The thalamic noise has the published variance of 13·(U - 0.5), but is the difference of two Poisson inputs. The published weights change
 * once in 10 ms by {@code (0.002 + d)·c}; here they follow {@code dw/dt = (0.002 + d)·c/10 ms}.
 */
public final class DistalReward implements Study {
  private static final Condition REWARDED = Condition.of("rewarded", "dopamine comes after coincidences of the designated pair");
  private static final Condition OFF = REWARDED.as("off", "no dopamine is released", new Change.Clamped(DOPAMINE, 0));
  private static final Condition SHUFFLED =
      REWARDED.as("shuffled", "the rewards of 'rewarded', with the intervals between them in a random order", new Change.Shuffled(REWARDS, "rewarded"));

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("reward", "1", 0.5, 0, 100, "dopamine that a reward releases"),
          new Setting("soonest", "ms", 1000, 500, 60_000, "least time from a coincidence to its reward"),
          new Setting("latest", "ms", 3000, 500, 60_000, "largest time from a coincidence to its reward"),
          new Setting("baseline", "1", 0.002, 0, 1, "dopamine that is there without reward"),
          new Setting("tau_c", "ms", 1000, 1, 60_000, "time constant of the eligibility"));

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("weight_mv", "weight (mV)", "%.3f"),
          new Measure("rank", "rank", "%,.0f"),
          new Measure("plastic_synapses", "of", "%,.0f"),
          new Measure("top_percent", "top %", "%.2f"),
          new Measure("mean_weight_mv", "mean (mV)", "%.3f"),
          new Measure("rewards", "rewards", "%.0f"),
          new Measure("rate_hz", "spikes/s", "%.2f"));

  @Override
  public String name() {
    return "distal-reward";
  }

  @Override
  public String summary() {
    return "Learning task: dopamine that comes seconds later strengthens one synapse of 80,000";
  }

  @Override
  public String source() {
    return "Izhikevich 2007, doi:10.1093/cercor/bhl152";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public List<Condition> conditions() {
    return List.of(REWARDED, OFF, SHUFFLED);
  }

  @Override
  public Parts parts() {
    return Parts.NONE.rewards(REWARDS).modulators(DOPAMINE);
  }

  @Override
  public List<Measure> measures() {
    return MEASURES;
  }

  @Override
  public String criterion() {
    return "learnt: the designated synapse is among the strongest " + Math.round(100 * TOP)
        + " %; rank: plastic synapses at least as strong as it is";
  }

  @Override
  public String lineLabel() {
    return "weight (mV)";
  }

  @Override
  public OptionalDouble durationMs() {
    return OptionalDouble.of(1_800_000);
  }

  @Override
  public boolean keepsLogs() {
    return true;
  }

  @Override
  public Network network(Plan plan) {
    return DistalRewardNetwork.of(plan).net();
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    return new DistalRewardRun(plan, listener).trial((long) plan.durationMs());
  }

  /** In most of three seeds the rewarded synapse ends among the strongest 3 % of 80,000, and in none do those of the twins. */
  @Override
  public Proof proof(boolean fast) {
    List<String> conditions = fast ? List.of("rewarded", "off") : List.of("rewarded", "off", "shuffled");
    var found =
        new Claim(
            "rewarded", "synapses as strong, median of the seeds (%)", r -> StatUtils.percentile(r.values("top_percent", "rewarded"), 50),
            100 * TOP, "eligibility that is gone before the reward comes (tau_c = 50 ms)");
    var twins =
        conditions.stream().skip(1).map(
            c -> new Claim(
                c, "3 / fewest synapses as strong, of the seeds (%)", r -> 100 * TOP / Arrays.stream(r.values("top_percent", c)).min().orElseThrow(), 1,
                "dopamine that comes in spite of the clamp, a pair that is strong by chance"));
    return Proof.of(fast ? 1 : 3, conditions, Stream.concat(Stream.of(found), twins).toArray(Claim[]::new));
  }
}
