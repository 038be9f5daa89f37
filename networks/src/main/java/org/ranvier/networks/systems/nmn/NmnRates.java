package org.ranvier.networks.systems.nmn;

import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.Network;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.plot.LearningPicture.Line;
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
 * The first benchmark of Vecoven, Ernst, Wehenkel & Drion 2020 (doi:10.1371/journal.pone.0227922) as published, with real positions, actions and offsets ({@link
 * OffsetTask}), learnt by networks of rates ({@link RateNet}) whose parameters an {@link EvolutionStrategy} finds: with modulators that scale and shift, and with
 * the same recurrent units as inputs. A policy that is written down stands beside them.
 */
public final class NmnRates implements Study {
  private static final String INPUT = "as-input";
  private static final String REFERENCE = "written-down";
  private static final String PARAMETERS = "parameters";
  private static final int TESTED = 1000;
  private static final double ENOUGH = 4000;

  private static final Condition MODULATED = Condition.of("modulated", "modulators scale and shift what the main units make of the position");
  private static final List<Condition> CONDITIONS =
      List.of(
          MODULATED,
          MODULATED.as("recurrent", "modulators are inputs of the main units", new Change.Feature(INPUT)),
          MODULATED.as("untrained", "parameters stay as they were drawn", new Change.Frozen(PARAMETERS)),
          Condition.of("reference", "a policy that is written down: no offset, then that of the error with either sign", new Change.Feature(REFERENCE)));

  @Override
  public String name() {
    return "nmn-rates";
  }

  @Override
  public String summary() {
    return "Learning task: which offset holds, by networks of rates with modulators, trained by an evolution strategy";
  }

  @Override
  public String source() {
    return "Vecoven, Ernst, Wehenkel & Drion 2020, doi:10.1371/journal.pone.0227922; Salimans et al. 2017, arXiv:1703.03864";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("generations", "1", 500, 0, 1e7, "steps of the evolution strategy"),
        new Setting("pairs", "1", 24, 1, 10_000, "of parameters that are tried in each"),
        new Setting("episodes", "1", 64, 1, 10_000, "offsets with which each is tried"),
        new Setting("steps", "1", 60, 2, OffsetTask.STEPS, "of an episode until the share of long ones begins; the test has " + OffsetTask.STEPS),
        new Setting("later", "1", 500, 2, OffsetTask.STEPS, "to which they grow by the end, so that what has been found out is kept"),
        new Setting("share", "1", 0.4, 0, 1, "of training in which they grow"),
        new Setting("sigma", "1", 0.05, 1e-6, 10, "by how much parameters are moved at first"),
        new Setting("sigma_end", "1", 0.02, 1e-6, 10, "by how much at the end"),
        new Setting("rate", "1", 0.03, 1e-6, 10, "of Adam at first; a tenth of it at the end"),
        new Setting("units", "1", 8, 1, 1000, "of the gated recurrent unit"),
        new Setting("modulators", "1", 4, 1, 1000, "rectified units that hear it"),
        new Setting("main", "1", 4, 1, 1000, "units that see the position"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(PARAMETERS).features(INPUT, REFERENCE);
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("return", "return", "%.0f"), new Measure("held", "with z at 0", "%.0f"), new Measure("short", "short, of what can be had", "%.3f"),
        new Measure("parameters", "parameters", "%.0f"));
  }

  @Override
  public String criterion() {
    return "learnt: a return above " + (int) ENOUGH + "; return: discounted by " + OffsetTask.DISCOUNT + " over " + OffsetTask.STEPS + " steps, mean of " + TESTED
        + " new offsets (published: 4534, Bayes-optimal 4679); with z at 0: of the same network, whose modulators are held;"
        + " short: return in as many steps as training has at first, as a share of what could be had";
  }

  @Override
  public String timeLabel() {
    return "generation";
  }

  @Override
  public String lineLabel() {
    return "return in training, share of what can be had";
  }

  @Override
  public Network network(Plan plan) {
    var net = new Network(name()).resolution(ms(1));
    net.population("units", plan.whole("units"), "lin_rate");
    return net;
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    var points = new ArrayList<double[]>();
    if (plan.has(REFERENCE)) {
      double earned = tested(plan, OffsetTask.STEPS).mean(new OffsetTask.Reference());
      return plan.trial(earned > ENOUGH, List.of(earned, Double.NaN, Double.NaN, 0.0), List.of(Line.of("return", points)));
    }
    var net = new RateNet(plan.whole("units"), plan.whole("modulators"), plan.whole("main"), !plan.has(INPUT));
    var strategy = new EvolutionStrategy(net.drawn(plan.random("first")), plan.whole("pairs"), plan.random("tried"));
    int generations = plan.freezes(PARAMETERS) ? 0 : plan.whole("generations");
    double recent = 0;
    for (int g = 0; g < generations; g++) {
      listener.requireGoing();
      double gone = g / (double) generations;
      int steps = steps(plan, gone);
      var task = OffsetTask.drawn(plan.whole("episodes"), steps, plan.random("offsets", Integer.toString(g))); // all that are tried meet the same
      double sigma = plan.get("sigma") * Math.pow(plan.get("sigma_end") / plan.get("sigma"), gone);
      double found = strategy.step(p -> task.mean(net.with(p)), sigma, plan.get("rate") * (1 - 0.9 * gone));
      recent += (found / OffsetTask.most(steps) - recent) / Math.min(g + 1, 20);
      if (g % Math.max(1, generations / 100) == 0) {
        points.add(new double[] {g, recent});
        listener.point(plan.condition().name(), plan.seed(), "return", g, recent);
      }
    }
    net.with(strategy.at);
    double earned = tested(plan, OffsetTask.STEPS).mean(net);
    double brief = tested(plan, plan.whole("steps")).mean(net) / OffsetTask.most(plan.whole("steps"));
    double held = tested(plan, OffsetTask.STEPS).mean(net.held(true));
    return plan.trial(earned > ENOUGH, List.of(earned, held, brief, (double) net.size()), List.of(Line.of("return", points)));
  }

  /** Of an episode, where that share of training is gone. */
  private static int steps(Plan plan, double gone) {
    double grows = 1 - plan.get("share");
    return gone < grows ? plan.whole("steps") : (int) (plan.get("steps") + (plan.get("later") - plan.get("steps")) * (gone - grows) / plan.get("share"));
  }

  private static OffsetTask tested(Plan plan, int steps) {
    return OffsetTask.drawn(TESTED, steps, plan.random("test"));
  }

  /** In half of the generations, with short episodes throughout, fewer of them, and larger steps, which is enough. */
  @Override
  public Proof proof(boolean fast) {
    var learnt =
        new Claim(
            "modulated", "1 / what it has in short episodes more than untrained",
            r -> 1 / Math.max(1e-9, r.median("short", "modulated") - r.median("short", "untrained")), 1, "an evolution that goes downwards");
    var lost =
        new Claim(
            "modulated", "3000 / what is lost with modulators at 0", r -> 3000 / Math.max(1e-9, r.median("return", "modulated") - r.median("held", "modulated")), 1,
            "modulators that do nothing");
    var written =
        new Claim("reference", "|return - 4673|", r -> Math.abs(r.median("return", "reference") - 4673), 15, "another benchmark than the published one");
    return new Proof(
        fast ? 1 : 5, 0, List.of("modulated", "untrained", "reference"),
        Map.of("generations", "250", "episodes", "40", "later", "60", "sigma_end", "0.05", "rate", "0.05"), List.of(learnt, lost, written));
  }
}
