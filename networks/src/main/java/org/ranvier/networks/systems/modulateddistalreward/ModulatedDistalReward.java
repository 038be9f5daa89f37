package org.ranvier.networks.systems.modulateddistalreward;

import static org.ranvier.networks.systems.modulateddistalreward.ModulatedNetwork.ON_DOPAMINE;
import static org.ranvier.networks.systems.modulateddistalreward.ModulatedNetwork.ON_NORADRENALINE;
import static org.ranvier.networks.systems.modulateddistalreward.ModulatedNetwork.SLOW_INHIBITION;
import static org.ranvier.networks.systems.modulateddistalreward.ModulatedRun.NORADRENALINE;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
 * The distal reward with neuromodulators (Rodriguez-Garcia & Ramaswamy 2024, "Adaptive learning with neuromodulation-aware
 * spiking neural networks"): while noradrenaline is there, excitatory neurons burst, and the designated synapse is found sooner;
 * when it has been found, acetylcholine ends the release of noradrenaline and of dopamine, and it is kept. Neurons that burst all
 * the time find it and lose it again.
 *
 * <p>Noradrenaline shifts the reset and the recovery of the excitatory neurons, {@code c = -65 + 30·NA}, {@code d = 8 - 12·NA}
 * (mV); it is released by a locus coeruleus that fires at 20 spikes/s, which makes it 0.5. Acetylcholine acts on how much the
 * spikes of the locus coeruleus and of the ventral tegmental area release.
 *
 * <p>The noise is Gaussian with the published variance; the published weights change once in 10 ms, here they follow {@code dw/dt
 * = (0.002 + d)·c/10 ms}.
 */
public final class ModulatedDistalReward implements Study {
  private static final Condition SWITCH = Condition.of("switch", "bursting until the synapse is found");
  private static final Condition BURSTING =
      SWITCH.as("bursting", "acetylcholine does nothing", new Change.KnockedOut(ON_NORADRENALINE), new Change.KnockedOut(ON_DOPAMINE));
  private static final Condition REGULAR = BURSTING.as("regular", "no noradrenaline either", new Change.Clamped(NORADRENALINE, 0));
  private static final List<Condition> CONDITIONS =
      List.of(
          SWITCH,
          BURSTING,
          REGULAR,
          REGULAR.as("regular-inhibition", "inhibitory neurons are regular spiking too", new Change.Feature(SLOW_INHIBITION)),
          SWITCH.as("dopamine-goes-on", "acetylcholine ends bursting only", new Change.KnockedOut(ON_DOPAMINE)),
          SWITCH.as("bursting-goes-on", "acetylcholine ends dopamine only", new Change.KnockedOut(ON_NORADRENALINE)),
          SWITCH.as("yoked", "bursting ends when it did in 'switch', in another network", new Change.KnockedOut(ON_NORADRENALINE),
              new Change.Yoked(NORADRENALINE, "switch")));

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("search", "s", 600, 2, 1e6, "for so long the synapse is looked for; published: 3600"),
          new Setting("watch", "s", 300, 2, 1e6, "for so long it is watched when it has been found; published: up to 3600 in all"),
          new Setting("tau_c", "ms", 1000, 1, 60_000, "time constant of the eligibility"));

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("found_s", "found (s)", "%.0f"),
          new Measure("slope_mv_per_s", "slope (mV/s)", "%.4f"),
          new Measure("kept", "kept", "%.2f"),
          new Measure("weight_mv", "weight at the end (mV)", "%.2f"),
          new Measure("rewards", "rewards", "%.0f"),
          new Measure("rate_hz", "spikes/s", "%.2f"));

  @Override
  public String name() {
    return "neuromodulated-distal-reward";
  }

  @Override
  public String summary() {
    return "Learning task: bursting by noradrenaline finds a rewarded synapse, acetylcholine keeps it";
  }

  @Override
  public String source() {
    return "Rodriguez-Garcia & Ramaswamy 2024 (SNUFA); Izhikevich 2007, doi:10.1093/cercor/bhl152";
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
    return Parts.NONE.modulators(NORADRENALINE, "acetylcholine", "dopamine").receptors(ON_NORADRENALINE, ON_DOPAMINE).features(SLOW_INHIBITION);
  }

  @Override
  public List<Measure> measures() {
    return MEASURES;
  }

  @Override
  public String criterion() {
    return "learnt: the synapse has come to its bound of 4 mV, and is within a tenth of it for more than half of the time in which it is watched then;"
        + " found: when, or the end of the search; kept: share of that time";
  }

  @Override
  public String lineLabel() {
    return "weight (mV)";
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        new Comparison("found_s", "bursting", "regular"),
        new Comparison("kept", "switch", "bursting"),
        new Comparison("kept", "switch", "dopamine-goes-on"),
        new Comparison("kept", "switch", "bursting-goes-on"),
        new Comparison("kept", "switch", "yoked"));
  }

  @Override
  public Network network(Plan plan) {
    return ModulatedNetwork.of(plan).net();
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    return new ModulatedRun(plan, listener).trial();
  }

  /**
   * Quickly, only that the synapse rises sooner while noradrenaline lets neurons burst, for the search is long; else that the switch keeps what bursting
   * loses.
   */
  @Override
  public Proof proof(boolean fast) {
    if (fast) {
      var rises =
          new Claim("switch", "1 / weight after a minute (mV)", r -> 1 / Math.max(1e-9, r.median("weight_mv", "switch")), 1,
              "eligibility that is gone before the reward comes (tau_c = 50 ms)");
      var regular =
          new Claim("regular", "weight after a minute / that of 'switch'", r -> r.median("weight_mv", "regular") / r.median("weight_mv", "switch"), 0.5,
              "noradrenaline that makes no difference");
      return new Proof(1, 0, List.of("switch", "regular"), Map.of("search", "60", "watch", "2"), List.of(rises, regular));
    }
    return Proof.of(
        3, List.of("switch", "bursting", "regular"),
        new Claim("switch", "0.5 / share of the time in which it is kept, least where found", r -> 0.5 / least(r.values("kept", "switch")), 1,
            "acetylcholine that does nothing"),
        new Claim("bursting", "largest share of the time in which it is kept", r -> Arrays.stream(r.values("kept", "bursting")).max().orElse(1), 0.5,
            "acetylcholine that acts although it is knocked out"),
        new Claim("regular", "time to find with noradrenaline / without", r -> r.median("found_s", "switch") / r.median("found_s", "regular"), 0.8,
            "noradrenaline that makes no difference"));
  }

  private static double least(double[] of) {
    return Arrays.stream(of).min().orElse(0);
  }
}
