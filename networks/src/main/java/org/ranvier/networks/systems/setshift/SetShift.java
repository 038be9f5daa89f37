package org.ranvier.networks.systems.setshift;

import static org.ranvier.networks.systems.setshift.SetShiftRun.REWARDS;

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
 * Go/No-Go with a rule that changes (Mei et al. 2025, arXiv:2501.06762, whose model is a picture without equations; these are ours). Each trial shows A or B
 * and X or Y. At first A means Go; after the shift B does (reversal), or X (extra-dimensional shift, with the setting {@code dimension} = 1).
 *
 * <p>A spiking actor and critic learn by R-STDP with dopamine, the outcome beyond what the critic's spikes say. Noradrenaline is released by spikes of the
 * locus coeruleus, when expected outcomes fail more often than they did, and has three effects, each by a receptor of its own: common bursts in the actor
 * (alpha1), less gain of its input (alpha2), and a higher learning rate (beta).
 */
public final class SetShift implements Study {
  private static final List<Condition> CONDITIONS = conditionsOf();

  private static List<Condition> conditionsOf() {
    var full = Condition.of("full", "dopamine, and noradrenaline at surprise");
    var reversal =
        List.of(
            full,
            full.as("dopamine", "no noradrenaline", new Change.Clamped(SetShiftNetwork.NORADRENALINE, 0)),
            full.as("yoked", "the course of noradrenaline of 'full', begun at another trial", new Change.Yoked(SetShiftNetwork.NORADRENALINE, "full")),
            full.as(
                "scattered", "the releases of noradrenaline of 'full', in random order",
                new Change.Yoked(SetShiftNetwork.NORADRENALINE, "full"), new Change.Feature(SetShiftRun.SCATTERED)),
            full.as("no-dopamine", "dopamine stays at 0", new Change.Clamped(SetShiftNetwork.DOPAMINE, 0)),
            full.as("no-bursts", "noradrenaline makes no bursts", new Change.KnockedOut(SetShiftNetwork.BURSTS)),
            full.as("no-gain", "noradrenaline leaves the input's gain", new Change.KnockedOut(SetShiftNetwork.GAIN)),
            full.as("no-rate", "noradrenaline leaves the learning rate", new Change.KnockedOut(SetShiftNetwork.RATE)),
            full.as("acetylcholine", "and acetylcholine, which lets more of the cues in", new Change.Clamped(SetShiftNetwork.ACETYLCHOLINE, 1)),
            full.as("serotonin", "and serotonin, which withholds", new Change.Clamped(SetShiftNetwork.SEROTONIN, 1)));
    var other = new Change.Set("dimension", 1);
    var dimension =
        Stream.concat(
            reversal.stream().limit(2).map(c -> c.as(c.name() + "-ed", c.meaning() + "; from sight to sound", other)),
            Stream.of(
                full.as(
                    "yoked-ed", "the course of noradrenaline of 'full-ed', begun at another trial", other, new Change.Yoked(SetShiftNetwork.NORADRENALINE, "full-ed"))));
    return Stream.concat(reversal.stream(), dimension).toList();
  }

  @Override
  public String name() {
    return "set-shift";
  }

  @Override
  public String summary() {
    return "Learning task: Go/No-Go with a rule that changes; noradrenaline comes at surprise";
  }

  @Override
  public String source() {
    return "Mei, Rodriguez-Garcia, Takeuchi, Wainstein, Hubig, Mohsenzadeh & Ramaswamy 2025, arXiv:2501.06762";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("dimension", "1", 0, 0, 1, "0: Go means B after the shift; 1: X"),
        new Setting("trials_before", "1", 300, 40, 2000, "at most, until 36 of 40 are right"),
        new Setting("trials_after", "1", 400, 40, 2000, "after the shift"),
        new Setting("rate_actor", "mV", 0.0001, 0, 10, "of learning, for each pairing and unit of dopamine"),
        new Setting("rate_critic", "mV", 0.00003, 0, 10, "of learning in the critic"),
        new Setting("expectation", "1", 0.016, 0, 10, "what a spike of the critic releases"),
        new Setting("tau_mismatch", "s", 3, 0.1, 100, "of mismatches that are remembered"),
        new Setting("tau_habit", "s", 60, 0.1, 1000, "of their running mean"),
        new Setting("theta", "1", 0.5, 0, 10, "how much the running mean counts against mismatch"),
        new Setting("alarm", "1", 35, 0, 1000, "current into the locus coeruleus for a mismatch of 1, in pA"),
        new Setting("na_release", "1", 0.002, 0, 10, "noradrenaline of a spike"),
        new Setting("tau_na", "s", 12, 0.1, 100, "of noradrenaline"),
        new Setting("bursts", "1", 2, 0, 10, "by how much noradrenaline strengthens bursts, at most"),
        new Setting("gain", "1", 0.15, 0, 1, "by how much it lowers the gain of the input, at most"),
        new Setting("half", "1", 1.7, 0.001, 100, "noradrenaline at which the beta receptor does half of what it does at most"),
        new Setting("steepness", "1", 4, 0.1, 10, "how steeply it answers, as the exponent of Hill"),
        new Setting("boost", "1", 8, 0, 100, "by how much it raises the learning rate, at most"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public Parts parts() {
    return Parts.NONE
        .weights(SetShiftNetwork.ACTOR, SetShiftNetwork.CRITIC)
        .rewards(REWARDS)
        .modulators(SetShiftNetwork.DOPAMINE, SetShiftNetwork.NORADRENALINE, SetShiftNetwork.ACETYLCHOLINE, SetShiftNetwork.SEROTONIN)
        .receptors(SetShiftNetwork.BURSTS, SetShiftNetwork.GAIN, SetShiftNetwork.RATE, SetShiftNetwork.SENSORY, SetShiftNetwork.WITHHOLDING)
        .features(SetShiftRun.SCATTERED);
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("trials_to_criterion", "to criterion", "%.0f"),
        new Measure("trials_before", "before", "%.0f"),
        new Measure("accuracy_before", "right before", "%.3f"),
        new Measure("entropy_before", "H before", "%.2f"),
        new Measure("entropy_peak", "H peak", "%.2f"),
        new Measure("entropy_end", "H end", "%.2f"),
        new Measure("noradrenaline", "NA", "%.2f"),
        new Measure("noradrenaline_after", "NA after", "%.2f"));
  }

  @Override
  public String criterion() {
    return "learnt: at least 34 of 40 right after the shift, to criterion: trials until then; before: trials until 36 of 40 were right before it, and the share right"
        + " of the last 40; H: entropy (bits) of the action at the cue that means Go after the shift, in the 40 trials before it, at most in 20 trials"
        + " within 40 after it, in the last 40; NA: most noradrenaline, and on average over the 40 trials after the shift";
  }

  @Override
  public String timeLabel() {
    return "trial after the shift";
  }

  @Override
  public String lineLabel() {
    return "right, of 20 trials";
  }

  @Override
  public List<Comparison> comparisons() {
    var names = CONDITIONS.stream().map(Condition::name).filter(n -> !n.equals("full") && !n.endsWith("-ed"));
    return Stream.of(
            names.map(n -> new Comparison("trials_to_criterion", "full", n)),
            Stream.of("dopamine-ed", "yoked-ed").map(n -> new Comparison("trials_to_criterion", "full-ed", n)),
            Stream.of(
                new Comparison("trials_to_criterion", "dopamine", "yoked"), new Comparison("trials_to_criterion", "dopamine", "scattered"),
                new Comparison("trials_to_criterion", "dopamine-ed", "yoked-ed")))
        .flatMap(s -> s)
        .toList();
  }

  @Override
  public Network network(Plan plan) {
    return SetShiftNetwork.of(plan, Cues.of(plan, 1)).net();
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    return new SetShiftRun(plan, listener).trial();
  }

  @Override
  public Proof proof(boolean fast) {
    var learns =
        new Claim("full", "0.85 / right before the shift", r -> 0.85 / r.median("accuracy_before", "full"), 1, "dopamine without the critic's expectation");
    var twin =
        new Claim("no-dopamine", "right before the shift / 0.7", r -> r.median("accuracy_before", "no-dopamine") / 0.7, 1, "weights that change without dopamine");
    if (fast) {
      return new Proof(1, 0, List.of("full", "no-dopamine"), Map.of("trials_before", "150", "trials_after", "40"), List.of(learns, twin));
    }
    return new Proof(
        20, 0, List.of("full", "dopamine", "yoked", "no-dopamine"), Map.of("trials_after", "300"),
        List.of(
            learns, twin, faster("dopamine", "noradrenaline that leaves the learning rate"), faster("yoked", "noradrenaline that comes without surprise")));
  }

  private static Claim faster(String than, String catches) {
    return new Claim(
        "full", "median trials to criterion / that of " + than, r -> r.median("trials_to_criterion", "full") / r.median("trials_to_criterion", than), 0.75, catches);
  }
}
