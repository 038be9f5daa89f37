package org.ranvier.networks.systems.hlop;

import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.systems.hlop.HlopRun.EXACT;
import static org.ranvier.networks.systems.hlop.HlopRun.NONE;
import static org.ranvier.networks.systems.hlop.HlopRun.RANDOM;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.ranvier.networks.study.StudyResult;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.simulator.RanvierException;

/**
 * Hebbian learning of an orthogonal projection (Xiao et al. 2024, arXiv:2402.11984): as a task is learnt, lateral neurons learn
 * by Oja's rule what
 * subspace its activity lies in; a second task, whose pixels are in another order, then changes weights outside of it only.
 *
 * <p>The twins: {@code none} projects nothing; {@code random} projects away a subspace of the same rank that has nothing to do
 * with the task.
 */
public final class Hlop implements Study {
  private static final Condition LEARNT = Condition.of("learnt", "the subspace that lateral neurons have learnt");
  private static final List<Condition> CONDITIONS =
      List.of(
          LEARNT, LEARNT.as(EXACT, "the principal directions, as a computer finds them", new Change.Feature(EXACT)),
          LEARNT.as(NONE, "no projection", new Change.Feature(NONE)),
          LEARNT.as(RANDOM, "a random subspace of the same rank", new Change.Feature(RANDOM)));

  private static final List<Setting> SETTINGS =
      List.of(
          ImageFiles.setting(), new Setting("train", "1", 1000, 20, 1e6, "images of a task to learn from"),
          new Setting("test", "1", 500, 20, 1e6, "images of a task to be tested with"),
          new Setting("epochs", "1", 5, 1, 1000, "how often each image is learnt from"),
          new Setting("batch", "1", 20, 1, 10_000, "images after which weights change"), new Setting("pool", "1", 2, 1, 7, "pixels a side that are made one"),
          new Setting("hidden", "1", 200, 1, 10_000, "hidden neurons"), new Setting("steps", "1", 20, 4, 64, "of 1 ms, that an image is shown"),
          new Setting("rate", "1", 0.5, 0.001, 1, "spikes that a white pixel has in a step"),
          new Setting("learning_rate", "1", 0.002, 0, 10, "of e-prop and the readout"),
          new Setting("rank", "1", 6, 1, 10_000, "lateral neurons of inputs, and of hidden neurons"),
          new Setting("oja", "1", 0.3, 0, 10, "learning rate of the lateral neurons, for activities of power 1; falls to 0"));

  @Override
  public String name() {
    return "hlop";
  }

  @Override
  public String summary() {
    return "Two tasks: lateral neurons learn what the first one uses, and the second one leaves it alone";
  }

  @Override
  public String source() {
    return "Xiao et al. 2024, arXiv:2402.11984; e-prop: Bellec et al. 2020, doi:10.1038/s41467-020-17236-y";
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
    return Parts.NONE.features(EXACT, NONE, RANDOM);
  }

  @Override
  public void requireInput(Plan plan) {
    ImageFiles.require(plan.text("data"));
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("change_in", "change, hidden", "%.2e"), new Measure("change_out", "change, outputs", "%.2e"),
            new Measure("angle_in", "angle, inputs (°)", "%.2f"), new Measure("angle_hidden", "angle, hidden (°)", "%.2f"),
        new Measure("a", "A when learnt", "%.3f"), new Measure("a_after", "A after B", "%.3f"), new Measure("b", "B", "%.3f"));
  }

  @Override
  public String criterion() {
    return "learnt: less than 5 points of the first task's accuracy are lost";
  }

  @Override
  public String timeLabel() {
    return "images shown";
  }

  @Override
  public String lineLabel() {
    return "accuracy of task A";
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        new Comparison("a_after", "learnt", NONE), new Comparison("a_after", "learnt", RANDOM), new Comparison("a_after", "learnt", EXACT),
        new Comparison("change_in", "learnt", NONE), new Comparison("b", "learnt", NONE));
  }

  @Override
  public Network network(Plan plan) {
    int side = plan.whole("pool");
    int inputs = ImageFiles.pixels(plan.text("data")) / (side * side);
    int rank = plan.whole("rank");
    int most = Math.min(inputs, plan.whole("hidden"));
    if (rank > most) {
      throw new RanvierException(
          "hlop: rank " + rank + " is above the " + most + " neurons of the smaller group (" + inputs + " inputs, " + plan.whole("hidden")
              + " hidden neurons); it must lie within 1 … " + most);
    }
    var net = new Network("hlop").resolution(ms(1));
    var image = net.spikeSource("image", new double[inputs][0]);
    var hidden = net.population("hidden", plan.whole("hidden"), "iaf_psc_delta").set("tau_m", ms(10)).set("I_e", pA(0));
    net.connect(image, hidden).rule(allToAll()).weight(mV(0)).delay(ms(1));
    return net;
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    try (var team = new Team(plan.threads())) {
      return new HlopRun(plan, listener, team).trial();
    }
  }

  @Override
  public Proof proof(boolean fast) {
    boolean drawn = fast || !ImageFiles.isInstalled();
    var claims = new ArrayList<>(List.of(
        new Claim(EXACT, "largest change of answers to the old subspace", r -> Math.max(most(r, "change_in", EXACT), most(r, "change_out", EXACT)), 1e-6,
            "projections of what is learnt, not of what weights are changed by"),
        new Claim("learnt", "change of answers / that without projection", r -> r.median("change_in", "learnt") / r.median("change_in", NONE), 0.2,
            "a subspace that is not that of the task"),
        new Claim(NONE, "accuracy of A that HLOP keeps and it does not, short of 0.02", r -> 0.02 - r.median("a_after", "learnt") + r.median("a_after", NONE), 0,
            "nothing that could be forgotten")));
    if (!drawn) { // drawn digits have no gap in their spectrum there
      claims.add(new Claim("learnt", "largest principal angle, inputs (°)", r -> most(r, "angle_in", "learnt"), 10, "Oja's rule without its decay"));
    }
    return new Proof(
        fast ? 1 : 3, 0, List.of("learnt", EXACT, NONE),
        Map.of("data", drawn ? ImageFiles.GLYPHS : ImageFiles.FASHION.toString(), "pool", drawn ? "1" : "2", "train", fast ? "500" : "1000"), claims);
  }

  private static double most(StudyResult r, String measure, String condition) {
    return Arrays.stream(r.values(measure, condition)).max().orElseThrow();
  }
}
