package org.ranvier.networks.systems.neurogenesis;

import static org.ranvier.networks.systems.neurogenesis.NeurogenesisRun.LARGE;
import static org.ranvier.networks.systems.neurogenesis.NeurogenesisRun.RANDOM;
import static org.ranvier.networks.systems.neurogenesis.NeurogenesisRun.SMALL;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.List;
import java.util.Map;
import org.ranvier.networks.Network;
import org.ranvier.networks.batched.Team;
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
 * A hidden layer that learns by e-prop grows while it runs, when what its neurons do fills as many dimensions as there are neurons (Maile et al. 2022,
 * arXiv:2202.08539).
 *
 * <p>The twins: {@code small} and {@code large} do not grow; {@code yoked} gets as many neurons, but the last ones first; {@code random} gets neurons whose weights are
 * not orthogonal to those that there are.
 */
public final class Neurogenesis implements Study {
  private static final Condition GROWS = Condition.of("grows", "when the effective rank is high for the size");
  private static final List<Condition> CONDITIONS =
      List.of(
          GROWS, GROWS.as(SMALL, "as large as it begins", new Change.Feature(SMALL)), GROWS.as(LARGE, "as large as it may become", new Change.Feature(LARGE)),
          GROWS.as("yoked", "as many neurons, at other times", new Change.Yoked(NeurogenesisRun.BIRTHS, "grows")),
          GROWS.as(RANDOM, "new weights are not orthogonal to others", new Change.Feature(RANDOM)));

  private static final List<Setting> SETTINGS =
      List.of(
          ImageFiles.setting(), new Setting("train", "1", 3000, 20, 1e6, "images to learn from"), new Setting("test", "1", 1000, 20, 1e6, "images of the test"),
          new Setting("epochs", "1", 2, 0, 1000, "how often each image is learnt from"),
          new Setting("batch", "1", 20, 1, 10_000, "images after which weights change"),
          new Setting("between", "1", 15, 1, 10_000, "batches after which the layer may grow"), new Setting("pool", "1", 2, 1, 7, "pixels a side that are made one"),
          new Setting("first", "1", 10, 1, 10_000, "hidden neurons at first"), new Setting("most", "1", 150, 1, 10_000, "hidden neurons at most"),
          new Setting("gamma", "1", 0.5, 0, 1, "share of the size that the effective rank may take before the layer grows"),
          new Setting("epsilon", "1", 0.02, 1e-9, 1, "share of the largest singular value, above which one counts"),
          new Setting("steps", "1", 20, 4, 64, "that an image is shown"), new Setting("rate", "1", 0.5, 0.001, 1, "spikes that a white pixel has in a step"),
          new Setting("learning_rate", "1", 0.002, 0, 10, "of Adam"), new Setting("criterion", "1", 0.6, 0, 1, "accuracy above which a network has learnt"));

  @Override
  public String name() {
    return "neurogenesis";
  }

  @Override
  public String summary() {
    return "A layer that learns images grows when what its neurons do fills it";
  }

  @Override
  public String source() {
    return "Maile et al. 2022, arXiv:2202.08539; e-prop: Bellec et al. 2020, doi:10.1038/s41467-020-17236-y";
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
    return Parts.NONE.modulators(NeurogenesisRun.BIRTHS).features(SMALL, LARGE, RANDOM);
  }

  @Override
  public void requireInput(Plan plan) {
    ImageFiles.require(plan.text("data"));
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("accuracy", "accuracy", "%.4f"), new Measure("neurons", "neurons", "%.0f"), new Measure("filled", "effective rank / neurons", "%.2f"));
  }

  @Override
  public String criterion() {
    return "learnt: an accuracy above 0.6, or what criterion says";
  }

  @Override
  public String timeLabel() {
    return "images shown";
  }

  @Override
  public String lineLabel() {
    return "hidden neurons";
  }

  @Override
  public List<Comparison> comparisons() {
    return CONDITIONS.stream().skip(1).map(c -> new Comparison("accuracy", "grows", c.name())).toList();
  }

  @Override
  public Network network(Plan plan) {
    if (plan.whole("first") > plan.whole("most")) {
      throw new RanvierException(
          "neurogenesis: first = " + plan.whole("first") + " hidden neurons are more than most = " + plan.whole("most") + "; lower first, or raise most");
    }
    var net = new Network("neurogenesis").resolution(ms(1));
    net.population("hidden", plan.whole("most"), "iaf_psc_delta").set("I_e", pA(0)).set("E_L", mV(0)).set("V_reset", mV(0)).set("V_th", mV(1));
    return net;
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    try (var team = new Team(plan.threads())) {
      return new NeurogenesisRun(plan, listener, team).trial();
    }
  }

  @Override
  public Proof proof(boolean fast) {
    boolean drawn = fast || !ImageFiles.isInstalled();
    return new Proof(
        fast ? 1 : 3, 0, List.of("grows", SMALL),
        Map.of("data", drawn ? ImageFiles.GLYPHS : ImageFiles.FASHION.toString(), "pool", drawn ? "1" : "2"),
        List.of(
            new Claim("grows", "20 / neurons at the end", r -> 20 / r.median("neurons", "grows"), 1, "a layer that does not grow"),
            new Claim("grows", "accuracy of the small layer less its own", r -> r.median("accuracy", SMALL) - r.median("accuracy", "grows"), -0.001,
                "neurons that do nothing")));
  }
}
