package org.ranvier.networks.systems.continual;

import static org.ranvier.networks.systems.continual.ContinualRun.HLOP;
import static org.ranvier.networks.systems.continual.ContinualRun.WEIGHTS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.Network;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.images.ImageFiles;
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
import org.ranvier.simulator.RanvierException;

/**
 * Five tasks, one after the other, learnt by e-prop; what is done against forgetting: noradrenaline raises the gain where
 * outputs are unsure
 * (Rodriguez-Garcia et al. 2025), acetylcholine lets weights change where the answer surprises, dopamine consolidates synapses
 * that were of use
 * where answers are right, and lateral neurons keep changes away from what earlier tasks use (HLOP, Xiao et al. 2024).
 *
 * <p>Batches are run by loops of their own; the modulators and what their receptors do are the engine's.
 */
public final class Continual implements Study {
  private static final Condition EPROP = Condition.of("e-prop", "nothing is done against forgetting");
  private static final Change NA = new Change.Feature(Chemistry.NORADRENALINE);
  private static final Change ACH = new Change.Feature(Chemistry.ACETYLCHOLINE);
  private static final Change DA = new Change.Feature(Chemistry.DOPAMINE);
  private static final Condition ALL = EPROP.as("all", "all four", NA, ACH, DA, new Change.Feature(HLOP));
  private static final Condition NA_ONLY = EPROP.as("na", "noradrenaline, released as outputs are unsure, multiplies the hidden neurons' input", NA);
  private static final Condition ACH_ONLY = EPROP.as("ach", "acetylcholine, released by surprise, multiplies how fast weights change", ACH);
  private static final Condition DA_ONLY = EPROP.as("da", "dopamine, released by right answers, consolidates synapses", DA);
  private static final Condition HLOP_ONLY = EPROP.as(HLOP, "lateral neurons keep changes away from what earlier tasks use", new Change.Feature(HLOP));

  private static final List<Condition> CONDITIONS =
      List.of(
          EPROP, NA_ONLY, ACH_ONLY, DA_ONLY, HLOP_ONLY, ALL,
          NA_ONLY.as("na-yoked", "as much noradrenaline, at other times", new Change.Yoked(Chemistry.NORADRENALINE, "na")),
          ACH_ONLY.as("ach-yoked", "as much acetylcholine, at other times", new Change.Yoked(Chemistry.ACETYLCHOLINE, "ach")),
          DA_ONLY.as("da-yoked", "as much dopamine, at other times", new Change.Yoked(Chemistry.DOPAMINE, "da")),
          ALL.as("all-na", "all but noradrenaline's receptor", new Change.KnockedOut(Chemistry.GAIN)),
          ALL.as("all-ach", "all but acetylcholine's receptor", new Change.KnockedOut(Chemistry.PLASTICITY)),
          ALL.as("all-da", "all but dopamine's receptor", new Change.KnockedOut(Chemistry.CONSOLIDATION)),
          EPROP.as("all-hlop", "all but the lateral neurons", NA, ACH, DA),
          EPROP.as("frozen", "weights stay as they were drawn", new Change.Frozen(WEIGHTS)));

  private static final List<Setting> SETTINGS =
      List.of(
          ImageFiles.setting(),
          new Setting("protocol", "1", 0, 0, 5, "0: two classes a task, of ten outputs; 1: of the task's two; 2: the same two outputs for "
              + "all; 3: turned; 4: permuted; 5: all at once"),
          new Setting("train", "1", 1000, 20, 1e6, "images of a task to learn from"),
          new Setting("test", "1", 120, 20, 1e6, "images of a task to be tested with"),
          new Setting("epochs", "1", 1, 1, 1000, "how often each image is learnt from"),
          new Setting("batch", "1", 10, 1, 10_000, "images after which weights change"),
          new Setting("pool", "1", 2, 1, 7, "pixels a side that are made one"),
          new Setting("hidden", "1", 200, 1, 10_000, "hidden neurons"),
          new Setting("steps", "1", 20, 4, 64, "of 1 ms, that an image is shown"),
          new Setting("rate", "1", 0.5, 0.001, 1, "spikes that a white pixel has in a step"),
          new Setting("learning_rate", "1", 0.003, 0, 10, "of e-prop and the readout"),
          new Setting("adam", "1", 0, 0, 1, "1: steps by Adam"),
          new Setting("regularisation", "1", 0, 0, 1e6, "of rates, towards 0.1 spikes a step"),
          new Setting("na", "1", 0.1, 0, 100, "noradrenaline released for an entropy of 1 nat"),
          new Setting("ach", "1", 2, 0, 100, "how fast weights change where acetylcholine is at 1"),
          new Setting("da", "1", 0.05, 0, 100, "consolidation a batch of a mean synapse where dopamine is at 1"),
          new Setting("rank", "1", 40, 1, 10_000, "lateral neurons of the first task"),
          new Setting("rank_more", "1", 20, 1, 10_000, "lateral neurons that each other task adds"),
          new Setting("oja", "1", 0.3, 0, 10, "learning rate of the lateral neurons, for activities of power 1; falls to 0 over a task"),
          new Setting("criterion", "1", 0.5, 0, 1, "mean accuracy at the end, above which a network has learnt"));

  @Override
  public String name() {
    return "continual";
  }

  @Override
  public String summary() {
    return "Five tasks one after the other: what modulators and lateral neurons do against forgetting";
  }

  @Override
  public String source() {
    return "e-prop: Bellec et al. 2020, doi:10.1038/s41467-020-17236-y; gain: Rodriguez-Garcia et al. 2025 (NGM-SGD); HLOP: Xiao et al. 2024, arXiv:2402.11984";
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
    return Parts.NONE.weights(WEIGHTS).modulators(Chemistry.NORADRENALINE, Chemistry.ACETYLCHOLINE, Chemistry.DOPAMINE)
        .receptors(Chemistry.GAIN, Chemistry.PLASTICITY, Chemistry.CONSOLIDATION)
        .features(Chemistry.NORADRENALINE, Chemistry.ACETYLCHOLINE, Chemistry.DOPAMINE, HLOP);
  }

  @Override
  public void requireInput(Plan plan) {
    ImageFiles.require(plan.text("data"));
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("average", "average accuracy", "%.4f"), new Measure("backward", "backward transfer", "%.4f"),
        new Measure("forward", "forward transfer", "%.4f"), new Measure("gap", "stability gap", "%.4f"), new Measure("learning", "accuracy when learnt", "%.4f"));
  }

  @Override
  public String criterion() {
    return "learnt: a mean accuracy of all tasks at the end above 0.5, or what criterion says";
  }

  @Override
  public String timeLabel() {
    return "images shown";
  }

  @Override
  public String lineLabel() {
    return "accuracy of the first task";
  }

  @Override
  public List<Comparison> comparisons() {
    var all = new ArrayList<Comparison>();
    for (String c : List.of("na", "ach", "da", HLOP, "all")) {
      for (String m : List.of("average", "backward", "gap")) {
        all.add(new Comparison(m, c, "e-prop"));
      }
    }
    for (String c : List.of("na", "ach", "da")) {
      all.add(new Comparison("average", c, c + "-yoked"));
      all.add(new Comparison("gap", c, c + "-yoked"));
    }
    for (String c : List.of("all-na", "all-ach", "all-da", "all-hlop")) {
      all.add(new Comparison("average", "all", c));
    }
    return all;
  }

  @Override
  public Network network(Plan plan) {
    int side = plan.whole("pool");
    int most = Math.min(ImageFiles.pixels(plan.text("data")) / (side * side), plan.whole("hidden"));
    int rank = (int) (plan.get("rank") + (Protocol.MOST - 1) * plan.get("rank_more"));
    if (plan.has(HLOP) && rank > most) {
      throw new RanvierException(
          "continual: rank + " + (Protocol.MOST - 1) + "·rank_more = " + rank + " lateral neurons, which is more than the smaller of the groups has neurons, " + most
              + "; lower them, or leave out conditions with " + HLOP);
    }
    return Chemistry.network(plan);
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    return new ContinualRun(plan, listener).trial();
  }

  @Override
  public Proof proof(boolean fast) {
    boolean drawn = fast || !ImageFiles.isInstalled();
    double enough = drawn ? 0.6 : 0.4; // photographs of clothes are told apart less well than drawn digits; chance is 0.1
    return new Proof(
        fast ? 1 : 3, 0, List.of("e-prop", HLOP, "frozen"),
        Map.of("data", drawn ? ImageFiles.GLYPHS : ImageFiles.FASHION.toString(), "pool", drawn ? "1" : "2", "protocol", "4"),
        List.of(
            new Claim("e-prop", enough + " / accuracy when learnt", r -> enough / r.median("learning", "e-prop"), 1, "tasks that are not learnt"),
            new Claim("e-prop", "backward transfer", r -> r.median("backward", "e-prop"), -0.02, "nothing that could be forgotten"),
            new Claim(HLOP, "backward transfer of e-prop less that of HLOP", r -> -Arrays.stream(r.differences("backward", HLOP, "e-prop")).average().orElse(0), -0.02,
                "projections that are left out"),
            new Claim("frozen", "average accuracy", r -> r.median("average", "frozen"), 0.2, "labels that reach the test")));
  }
}
