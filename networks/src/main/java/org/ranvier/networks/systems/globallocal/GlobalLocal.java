package org.ranvier.networks.systems.globallocal;

import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.Network;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.plot.LearningPicture.Line;
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
import org.ranvier.networks.systems.globallocal.HybridNetwork.Parameters;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomStream;

/**
 * Five characters that were never seen, each shown once with a label; then another drawing of one of them: which is it? Learnt by global and local plasticity
 * together (Wu et al. 2022, doi:10.1038/s41467-021-27653-2): a gradient finds, over many such episodes, weights and how plastic each synapse is; within an
 * episode only the local, Hebbian part changes.
 *
 * <p>Trials run in plain loops ({@link EpisodeRun}). {@link #network} is the same layers as the engine has them.
 */
public final class GlobalLocal implements Study {
  private static final String GLOBAL = "global";
  private static final String LOCAL = "local";
  private static final String LABELS = "labels";
  private static final String WITHOUT = "without-local";
  private static final int HANDS = 20;
  private static final int BATCH = 4;
  private static final int TESTED = 500;
  private static final int WATCHED = 12;
  private static final double ENOUGH = 0.6;

  private static final Condition HYBRID = Condition.of("hybrid", "weights and how plastic each synapse is are learnt over episodes");
  private static final List<Condition> CONDITIONS =
      List.of(
          HYBRID,
          HYBRID.as("global", "α = 0: no local plasticity", new Change.Set("alpha", 0), new Change.Frozen(LOCAL)),
          HYBRID.as("fixed-local", "local plasticity stays as it was drawn, weights are learnt", new Change.Frozen(LOCAL)),
          HYBRID.as("local", "weights stay as they were drawn, local plasticity is learnt", new Change.Frozen(GLOBAL)),
          HYBRID.as("untrained", "both stay as they were drawn", new Change.Frozen(GLOBAL), new Change.Frozen(LOCAL)),
          HYBRID.as("without-local", "α = 0 when it is tested", new Change.Feature(WITHOUT)),
          HYBRID.as("shuffled", "labels of an episode have nothing to do with its images", new Change.Shuffled(LABELS, "")));

  @Override
  public String name() {
    return "global-local";
  }

  @Override
  public String summary() {
    return "Learning task: new characters from one image each, by global and local plasticity together";
  }

  @Override
  public String source() {
    return "Wu et al. 2022, doi:10.1038/s41467-021-27653-2";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("episodes", "1", 6000, 20, 1e7, "to learn from: half of them teach weights, half local plasticity"),
        new Setting("ways", "1", 5, 2, 20, "characters of an episode"),
        new Setting("shots", "1", 1, 1, 20, "images of each that have a label"),
        new Setting("characters", "1", 400, 2, 10_000, "to learn from; as many besides are new when it is tested"),
        new Setting("hidden", "1", 100, 1, 10_000, "hidden neurons"),
        new Setting("steps", "1", 10, 1, 1000, "that an image is shown"),
        new Setting("alpha", "1", 0.5, 0, 100, "mean of α as drawn"),
        new Setting("rate", "1", 0.001, 1e-9, 1, "learning rate of weights, of Adam"),
        new Setting("local_rate", "1", 0.001, 1e-9, 1, "learning rate of α, η and θ, of Adam"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(GLOBAL, LOCAL).rewards(LABELS).features(WITHOUT);
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("new", "new characters", "%.3f"), new Measure("learnt", "characters learnt from", "%.3f"), new Measure("digits", "digits", "%.3f"),
        new Measure("pixels", "new, by pixels", "%.3f"), new Measure("alpha", "mean α", "%.3f"), new Measure("eta", "η", "%.4f"),
        new Measure("activity", "spikes a step", "%.3f"));
  }

  @Override
  public String criterion() {
    return "learnt: more than " + ENOUGH + " of " + TESTED + " episodes of characters that were never seen are right;"
        + " by pixels: the label of the image most like the one asked for";
  }

  @Override
  public String timeLabel() {
    return "episodes";
  }

  @Override
  public String lineLabel() {
    return "right, new characters";
  }

  @Override
  public List<Comparison> comparisons() {
    var all = new ArrayList<Comparison>();
    CONDITIONS.stream().skip(1).forEach(c -> all.add(new Comparison("new", HYBRID.name(), c.name())));
    for (String other : List.of("global", "fixed-local", "local")) {
      all.add(new Comparison("digits", HYBRID.name(), other));
    }
    return all;
  }

  @Override
  public Network network(Plan plan) {
    if (plan.whole("ways") > plan.whole("characters")) {
      throw new RanvierException("global-local: ways = " + plan.whole("ways") + " is more than characters = " + plan.whole("characters") + "; raise characters");
    }
    var net = new Network(name()).resolution(ms(1));
    var pixels = net.population("pixels", Characters.PIXELS, "poisson_generator").set("rate", Hz(20));
    var hidden = net.population("hidden", plan.whole("hidden"), "iaf_psc_delta").set("tau_m", ms(-1 / Math.log(HybridNetwork.LEAK)));
    var outputs = net.population("outputs", plan.whole("ways"), "iaf_psc_delta").set("tau_m", ms(-1 / Math.log(HybridNetwork.LEAK)));
    net.connect(pixels, hidden).rule(allToAll()).weight(mV(1)).delay(ms(1));
    net.connect(hidden, outputs).rule(allToAll()).weight(mV(1)).delay(ms(1));
    return net;
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    var size = new HybridNetwork.Size(Characters.PIXELS, plan.whole("hidden"), plan.whole("ways"), plan.whole("steps"));
    var net = new HybridNetwork(size, HybridNetwork.SPIKES, plan.get("alpha"), plan.random("weights"));
    int characters = plan.whole("characters");
    var known = Characters.drawn(characters, HANDS, plan.random("characters"));
    var fresh = Characters.drawn(characters, HANDS, plan.random("new characters"));
    var points = new ArrayList<double[]>();
    learn(plan, listener, net, known, fresh, points);
    double alpha = Arrays.stream(net.at.alpha()).average().orElseThrow();
    if (plan.has(WITHOUT)) {
      net.forgetLocal();
    }
    var test = new Test(plan, net);
    double right = test.right(fresh, TESTED, "new");
    points.add(new double[] {plan.whole("episodes"), right});
    double learnt = test.right(known, TESTED, "learnt");
    double digits = plan.whole("ways") > 10 ? Double.NaN : test.right(Characters.digits(HANDS, plan.seed()), TESTED, "digits");
    var measures = List.of(right, learnt, digits, test.byPixels(fresh, TESTED, "new"), alpha, net.at.eta()[0], test.activity(fresh));
    return plan.trial(right > ENOUGH, measures, List.of(Line.of("right", points)));
  }

  private static void learn(Plan plan, TrialListener listener, HybridNetwork net, Characters known, Characters fresh, List<double[]> points) {
    RandomStream random = plan.random("episodes");
    RandomStream mixed = plan.random("other labels");
    int batches = plan.whole("episodes") / BATCH;
    for (int n = 0; n < batches; n++) {
      listener.requireGoing();
      if (n % Math.max(1, batches / WATCHED) == 0) {
        double now = new Test(plan, net).right(fresh, TESTED / 5, "watched");
        points.add(new double[] {n * BATCH, now});
        listener.point(plan.condition().name(), plan.seed(), "new characters", n * BATCH, now);
      }
      boolean local = n % 2 == 1;
      var gradient = Parameters.zeros(net.size);
      for (int b = 0; b < BATCH; b++) {
        ShotsEpisode episode = known.episode(plan.whole("ways"), plan.whole("shots"), random);
        new EpisodeRun(net, plan.shuffles(LABELS) ? episode.mislabelled(mixed) : episode).backward(gradient);
      }
      if (!plan.freezes(local ? LOCAL : GLOBAL)) {
        net.step(gradient, local, plan.get(local ? "local_rate" : "rate"));
      }
    }
  }

  /** Episodes that nothing is learnt from. */
  private record Test(Plan plan, HybridNetwork net) {
    private ShotsEpisode drawn(Characters of, RandomStream random, RandomStream mixed) {
      ShotsEpisode episode = of.episode(plan.whole("ways"), plan.whole("shots"), random);
      return plan.shuffles(LABELS) ? episode.mislabelled(mixed) : episode;
    }

    double right(Characters of, int count, String purpose) {
      var random = plan.random("test", purpose);
      var mixed = plan.random("test, other labels", purpose);
      int right = 0;
      for (int k = 0; k < count; k++) {
        ShotsEpisode episode = drawn(of, random, mixed);
        right += new EpisodeRun(net, episode).choice() == episode.answer() ? 1 : 0;
      }
      return (double) right / count;
    }

    double byPixels(Characters of, int count, String purpose) {
      var random = plan.random("test", purpose);
      int right = 0;
      for (int k = 0; k < count; k++) {
        ShotsEpisode episode = of.episode(plan.whole("ways"), plan.whole("shots"), random);
        right += episode.nearest() == episode.answer() ? 1 : 0;
      }
      return (double) right / count;
    }

    double activity(Characters of) {
      return new EpisodeRun(net, of.episode(plan.whole("ways"), plan.whole("shots"), plan.random("test", "activity"))).activity();
    }
  }

  private static Claim right(String condition, double least, String catches) {
    return new Claim(condition, least + " / (new characters that are right)", r -> least / Math.max(1e-9, r.median("new", condition)), 1, catches);
  }

  @Override
  public Proof proof(boolean fast) {
    var chance = new Claim("global", "new characters that are right, of five", r -> r.median("new", "global"), 0.25, "labels that reach the answer by other ways");
    double gain = fast ? 0.05 : 0.1;
    var gained =
        new Claim(
            "hybrid", gain + " / (new characters that are right more than in 'untrained')",
            r -> gain / Math.max(1e-9, r.median("new", "hybrid") - r.median("new", "untrained")), 1, "weights that are not learnt over episodes");
    return new Proof(
        fast ? 1 : 5, 0, List.of("hybrid", "global", "untrained"), fast ? Map.of("episodes", "1500") : Map.of(),
        List.of(right("hybrid", fast ? 0.55 : ENOUGH, "local changes with a wrong sign"), gained, chance));
  }
}
