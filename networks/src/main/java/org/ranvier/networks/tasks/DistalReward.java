package org.ranvier.networks.tasks;

import java.util.List;
import java.util.function.Consumer;
import org.ranvier.networks.Network;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.simulator.RanvierException;

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
final class DistalReward implements Task {
  static final String REWARDED = "rewarded";
  static final String OFF = "off";
  static final String SHUFFLED = "shuffled";

  /** The share of synapses among which the designated one is to be. */
  static final double TOP = 0.03;

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("reward", "1", 0.5, 0, 100, "dopamine that a reward releases"),
          new Setting("soonest", "ms", 1000, 500, 60_000, "least time from a coincidence to its reward"),
          new Setting("latest", "ms", 3000, 500, 60_000, "largest time from a coincidence to its reward"),
          new Setting("baseline", "1", 0.002, 0, 1, "dopamine that is there without reward"),
          new Setting("tau_c", "ms", 1000, 1, 60_000, "time constant of the eligibility"));

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("weight_mv", "weight (mV)", "%.3f"),
          new Figure("rank", "rank", "%,.0f"),
          new Figure("plastic_synapses", "of", "%,.0f"),
          new Figure("top_percent", "top %", "%.2f"),
          new Figure("mean_weight_mv", "mean (mV)", "%.3f"),
          new Figure("rewards", "rewards", "%.0f"),
          new Figure("rate_hz", "spikes/s", "%.2f"));

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
  public List<String> conditions() {
    return List.of(REWARDED, OFF, SHUFFLED);
  }

  @Override
  public List<Figure> figures() {
    return FIGURES;
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
  public double durationMs() {
    return 1_800_000;
  }

  @Override
  public Network network(Settings settings, double durationMs, long seed) {
    return DistalRewardNetwork.of(settings).net();
  }

  @Override
  public void check(List<String> conditions) {
    if (conditions.contains(SHUFFLED) && !conditions.contains(REWARDED)) {
      throw new RanvierException(
          "distal-reward: condition 'shuffled' needs 'rewarded', whose rewards it shuffles; use --conditions rewarded,shuffled");
    }
  }

  @Override
  public void run(Settings settings, double durationMs, List<String> conditions, long seed, TrialListener listener, Consumer<Trial> done) {
    List<Long> rewards = List.of();
    for (String condition : conditions) {
      var run = new DistalRewardRun(settings, condition, seed, rewards, listener);
      done.accept(run.trial((long) durationMs));
      rewards = condition.equals(REWARDED) ? run.given() : rewards;
    }
  }
}
