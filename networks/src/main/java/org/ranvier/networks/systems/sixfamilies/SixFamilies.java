package org.ranvier.networks.systems.sixfamilies;

import static org.ranvier.networks.systems.sixfamilies.FamiliesRun.BROADCAST;
import static org.ranvier.networks.systems.sixfamilies.FamiliesRun.DISCREPANCY;
import static org.ranvier.networks.systems.sixfamilies.FamiliesRun.ENERGY;
import static org.ranvier.networks.systems.sixfamilies.FamiliesRun.HEBB;
import static org.ranvier.networks.systems.sixfamilies.FamiliesRun.HIDDEN;
import static org.ranvier.networks.systems.sixfamilies.FamiliesRun.LOCAL;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.Network;
import org.ranvier.networks.batched.Team;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.circuits.Settings;
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
import org.ranvier.networks.systems.csdp.Csdp;

/**
 * A hidden layer of spiking neurons between an image and a readout learns by a rule of each of the families of Ororbia's survey
 * (2023, arXiv:2312.09257): by where the
 * signal comes from that tells a synapse how to change. All readouts learn by the delta rule.
 */
public final class SixFamilies implements Study {
  static final String FORWARD = "forward-only";

  private static final Condition BACKPROPAGATION = Condition.of("backpropagation", "through time: errors come back by the weights of the readout");
  private static final List<Condition> CONDITIONS =
      List.of(
          BACKPROPAGATION, feature(HEBB, "1, implicit: Oja's rule among neurons that compete"),
              feature(BROADCAST, "2, explicit and global: errors come back by random weights"),
          feature(LOCAL, "3, local, not synergistic: the layer has a random classifier of its own"),
          feature(DISCREPANCY, "4, local, discrepancy: feedback learns beside the readout"),
          feature(ENERGY, "5, local, energy: the image once more, pulled to better outputs"),
          feature(FORWARD, "6, forward only: contrastive plasticity, one layer; no readout"),
          BACKPROPAGATION.as("frozen", "the hidden layer stays as it was drawn", new Change.Frozen(HIDDEN)));

  private static final List<Setting> SETTINGS =
      List.of(
          ImageFiles.setting(), new Setting("train", "1", 5000, 20, 1e6, "images to learn from"), new Setting("test", "1", 1000, 20, 1e6, "images of the test"),
          new Setting("epochs", "1", 2, 0, 1000, "how often each image is learnt from"), new Setting("batch", "1", 20, 1, 10_000, "images after which weights change"),
          new Setting("pool", "1", 2, 1, 7, "pixels a side that are made one"), new Setting("hidden", "1", 200, 1, 10_000, "hidden neurons"),
          new Setting("steps", "1", 20, 4, 64, "that an image is shown"), new Setting("rate", "1", 0.5, 0.001, 1, "spikes that a white pixel has in a step"),
          new Setting("learning_rate", "1", 0.001, 0, 10, "of Adam"));

  private static Condition feature(String name, String meaning) {
    return BACKPROPAGATION.as(name, meaning, new Change.Feature(name));
  }

  @Override
  public String name() {
    return "six-families";
  }

  @Override
  public String summary() {
    return "One task, one network, and a rule of each family of credit assignment";
  }

  @Override
  public String source() {
    return "Ororbia 2023, arXiv:2312.09257";
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
    return Parts.NONE.weights(HIDDEN).features(HEBB, BROADCAST, LOCAL, DISCREPANCY, ENERGY, FORWARD);
  }

  @Override
  public void requireInput(Plan plan) {
    ImageFiles.require(plan.text("data"));
  }

  @Override
  public List<Measure> measures() {
    return List.of(new Measure("accuracy", "accuracy", "%.4f"), new Measure("alignment", "cosine with backpropagation", "%.3f"));
  }

  @Override
  public String criterion() {
    return "learnt: an accuracy above 0.7";
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
    return CONDITIONS.stream().map(Condition::name).filter(n -> !n.equals("frozen")).map(n -> new Comparison("accuracy", n, "frozen")).toList();
  }

  @Override
  public Network network(Plan plan) {
    var csdp = new Csdp();
    return csdp.network(forwardOnly(plan, csdp));
  }

  private static Plan forwardOnly(Plan plan, Csdp csdp) {
    Map<String, String> set = new HashMap<>(Map.of("data", plan.text("data"), "layers", "1", "from", Integer.toString(plan.whole("steps") / 2)));
    for (String s : List.of("train", "test", "epochs", "batch", "pool", "hidden", "steps", "rate")) {
      set.put(s, Double.toString(plan.get(s)));
    }
    return new Plan(
        new Settings(csdp.name(), csdp.settings(), set), 0, plan.seed(), new Condition(plan.condition().name(), "", List.of()), Map.of(), plan.threads());
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    if (plan.has(FORWARD)) {
      var csdp = new Csdp();
      Trial t = csdp.run(forwardOnly(plan, csdp), listener);
      double accuracy = t.measures().getFirst();
      return plan.trial(accuracy > 0.7, List.of(accuracy, Double.NaN), t.lines()).cost(t.realTimeFactor());
    }
    try (var team = new Team(plan.threads())) {
      return new FamiliesRun(plan, listener, team).trial();
    }
  }

  @Override
  public Proof proof(boolean fast) {
    boolean drawn = fast || !ImageFiles.isInstalled();
    return new Proof(
        fast ? 1 : 3, 0, List.of("backpropagation", BROADCAST, DISCREPANCY, "frozen"),
        Map.of("data", drawn ? ImageFiles.GLYPHS : ImageFiles.FASHION.toString(), "pool", drawn ? "1" : "2", "train", fast ? "1000" : "5000"),
        List.of(
            new Claim("backpropagation", "|cosine with itself - 1|", r -> Math.abs(r.median("alignment", "backpropagation") - 1), 1e-6, "gradients of other batches"),
            new Claim(
                DISCREPANCY, "cosine of broadcast less that of learnt feedback",
                r -> r.median("alignment", BROADCAST) - r.median("alignment", DISCREPANCY), fast ? -0.005 : -1e-6,
                "feedback that does not learn"),
            new Claim("backpropagation", "accuracy of frozen less its own", r -> r.median("accuracy", "frozen") - r.median("accuracy", "backpropagation"), -0.02,
                "a hidden layer that does not learn")));
  }
}
