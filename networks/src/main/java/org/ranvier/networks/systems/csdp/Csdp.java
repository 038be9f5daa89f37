package org.ranvier.networks.systems.csdp;

import static org.ranvier.networks.systems.csdp.CsdpRun.LABELS;
import static org.ranvier.networks.systems.csdp.CsdpRun.WEIGHTS;

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
import org.ranvier.networks.study.StudyResult;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.simulator.RanvierException;

/**
 * Images are classified by a rule without errors that travel back: each layer comes to be active where image and label belong
 * together, and silent
 * where they do not (Ororbia 2024, doi:10.1126/sciadv.adn6076). An image is told to be of the class with which the layers are
 * most active.
 *
 * <p>The batches are run by loops of their own, beside the engine; {@link #network} is the same network in the engine.
 *
 * <p>The twins: {@code frozen}, whose weights stay as they were drawn; {@code shuffled}, which learns with labels of other
 * images.
 */
public final class Csdp implements Study {
  private static final Condition CSDP = Condition.of("csdp", "layers tell right labels from wrong ones");
  private static final List<Condition> CONDITIONS =
      List.of(
          CSDP, CSDP.as("frozen", "weights stay as they were drawn", new Change.Frozen(WEIGHTS)),
          CSDP.as("shuffled", "labels of other images", new Change.Shuffled(LABELS, "")));

  private static final List<Setting> SETTINGS =
      List.of(
          ImageFiles.setting(),
          new Setting("train", "1", 6000, 1, 1e6, "images to learn from; all of them where there are not so many"),
          new Setting("test", "1", 1000, 20, 1e6, "images of the test"),
          new Setting("epochs", "1", 2, 0, 1000, "how often each image is learnt from"),
          new Setting("batch", "1", 20, 1, 10_000, "images after which weights change"),
          new Setting("hidden", "1", 300, 1, 10_000, "neurons of a layer"),
          new Setting("layers", "1", 2, 1, 10, "number of layers"),
          new Setting("steps", "1", 30, 2, 64, "of 3 ms, that an image is shown"),
          new Setting("from", "1", 10, 0, 63, "step from which on goodness counts; before, traces build up"),
          new Setting("rate", "1", 0.5, 0.001, 1, "spikes that a white pixel has in a step"),
          new Setting("learning_rate", "1", 0.002, 0, 1, "of Adam, in thresholds; falls to 0 on a line"),
          new Setting("goodness", "1", 10, 0, 1e6, "θ, sum of squared traces at which image and label are as likely right as wrong"),
          new Setting("decay", "1", 0.0001, 0, 1, "λ_w, of synapses from silent neurons onto those that spike"),
          new Setting("pool", "1", 1, 1, 7, "pixels a side that are made one"));

  @Override
  public String name() {
    return "csdp";
  }

  @Override
  public String summary() {
    return "Images and labels: layers learn, each for itself, to be active where the two belong together";
  }

  @Override
  public String source() {
    return "Ororbia 2024, doi:10.1126/sciadv.adn6076; images: Xiao, Rasul & Vollgraf 2017, arXiv:1708.07747";
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
    return Parts.NONE.weights(WEIGHTS).rewards(LABELS);
  }

  @Override
  public void requireInput(Plan plan) {
    ImageFiles.require(plan.text("data"));
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("accuracy", "accuracy", "%.4f"), new Measure("auc", "AUC", "%.4f"), new Measure("auc_before", "AUC before", "%.4f"),
        new Measure("images", "images shown", "%.0f"));
  }

  @Override
  public String criterion() {
    return "learnt: goodness tells right labels from wrong ones with an area under the curve above 0.9";
  }

  @Override
  public String timeLabel() {
    return "images shown";
  }

  @Override
  public String lineLabel() {
    return "accuracy";
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        new Comparison("accuracy", "csdp", "frozen"), new Comparison("accuracy", "csdp", "shuffled"), new Comparison("auc", "csdp", "frozen"),
        new Comparison("auc", "csdp", "shuffled"));
  }

  /** One sample's network in the engine, before it learns: a step of 3 ms, a potential of 1 mV for the threshold. */
  @Override
  public Network network(Plan plan) {
    int side = plan.whole("pool");
    if (plan.whole("from") >= plan.whole("steps")) {
      throw new RanvierException(
          "csdp: goodness would count from step " + plan.whole("from") + " of " + plan.whole("steps") + " on, which is in none; lower from, or raise steps");
    }
    return EngineTwin.of(CsdpRun.shape(plan, ImageFiles.pixels(plan.text("data")) / (side * side)));
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    return new CsdpRun(plan, listener).trial();
  }

  @Override
  public Proof proof(boolean fast) {
    return new Proof(
        fast ? 1 : 3, 0, List.of("csdp", "frozen", "shuffled"),
        Map.of("data", fast || !ImageFiles.isInstalled() ? ImageFiles.GLYPHS : ImageFiles.FASHION.toString(), "epochs", fast ? "1" : "2", "train",
            fast ? "2000" : "6000"),
        List.of(
            new Claim("csdp", "0.9 / least AUC", r -> 0.9 / least(r, "auc", "csdp"), 1, "a modulator without its sign"),
            new Claim("csdp", "|AUC before - 0.5|", r -> Math.abs(r.median("auc_before", "csdp") - 0.5), 0.1, "labels that are known before"),
            new Claim("shuffled", "largest AUC - 0.5", r -> most(r, "auc", "shuffled") - 0.5, 0.1, "labels that reach the test"),
            new Claim("frozen", "largest accuracy", r -> most(r, "accuracy", "frozen"), 0.25, "labels that reach the test")));
  }

  private static double least(StudyResult r, String measure, String condition) {
    return Arrays.stream(r.values(measure, condition)).min().orElseThrow();
  }

  private static double most(StudyResult r, String measure, String condition) {
    return Arrays.stream(r.values(measure, condition)).max().orElseThrow();
  }
}
