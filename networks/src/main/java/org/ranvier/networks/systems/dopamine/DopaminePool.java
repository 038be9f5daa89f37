package org.ranvier.networks.systems.dopamine;

import static org.ranvier.networks.systems.dopamine.PoolNetwork.DIRECT;
import static org.ranvier.networks.systems.dopamine.PoolNetwork.REVERSED;
import static org.ranvier.networks.systems.dopamine.PoolNetwork.SYMMETRIC;
import static org.ranvier.networks.systems.dopamine.PoolNetwork.WEIGHTS;
import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
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
import org.ranvier.networks.study.StudyResult;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.networks.systems.prediction.PredictionCircuit;

/**
 * A pool of dopamine neurons that are optimists and pessimists (Dabney et al. 2020, doi:10.1038/s41586-019-1924-6; Jensen 2023,
 * arXiv:2311.07315). A reward is drawn from two modes. Neurons of optimism τ answer what is better than predicted 2·τ times, and
 * what is worse 2·(1-τ) times as strongly as those of τ = 0.5; each channel learns from its own dopamine, until there is no error
 * on average: then the reward at which its dopamine neurons answer neither by more nor by less, their reversal point, is the
 * τ-expectile of the rewards.
 *
 * <p>After learning, synapses are frozen and rewards between the least and the largest are given, from the answers to which
 * reversal points are fitted. The twins: {@code symmetric} has neurons of τ = 0.5 only; {@code frozen} does not learn; in {@code
 * direct} rewards reach the dopamine neurons by one membrane less than predictions do.
 */
public final class DopaminePool implements Study {
  private static final double[] TAUS = {0.1, 0.3, 0.5, 0.7, 0.9};
  private static final double[] REWARDS = {0.3, 0.35, 0.4, 0.45, 0.5, 1.5, 1.55, 1.6, 1.65, 1.7};
  private static final int PROBED = 11; // magnitudes
  private static final double ANSWER_MS = 450; // a step and what the membranes add
  private static final double CLOSE = 0.1; // in one network
  private static final double CLOSE_ON_AVERAGE = 0.06;

  private static final Condition LEARNS = Condition.of("learns", "five kinds of dopamine neurons, from pessimists to optimists");
  private static final List<Condition> CONDITIONS =
      List.of(
          LEARNS,
          LEARNS.as(SYMMETRIC, "all answer what is better and what is worse alike", new Change.Feature(SYMMETRIC)),
          LEARNS.as("frozen", "the predicting neurons' synapses do not change", new Change.Frozen(WEIGHTS)),
          LEARNS.as(DIRECT, "rewards come by one membrane less than predictions", new Change.Feature(DIRECT)),
          LEARNS.as(REVERSED, "optimists are pessimists", new Change.Feature(REVERSED)));

  @Override
  public String name() {
    return "dopamine-pool";
  }

  @Override
  public String summary() {
    return "Learning task: optimists and pessimists among dopamine neurons come to reverse at the expectiles of a reward";
  }

  @Override
  public String source() {
    return "Dabney et al. 2020, doi:10.1038/s41586-019-1924-6; Jensen 2023, arXiv:2311.07315";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("trials", "1", 400, 2 * REWARDS.length, 100_000, "in which is learnt; each ten rewards come once in ten of them"),
        new Setting("probes", "1", 24, 1, 1000, "of each of " + PROBED + " rewards, after learning"),
        new Setting("neurons", "1", 120, 10, 1000, "that predict, and dopamine neurons, of each kind"),
        new Setting("first", "1", 0.3, 0.01, 10, "prediction at the beginning"),
        new Setting("eta", "1", 1.8e-3, 0, 100, "learning rate"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public List<Condition> usualConditions() {
    return CONDITIONS.subList(0, 4);
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(WEIGHTS).features(SYMMETRIC, REVERSED, DIRECT);
  }

  @Override
  public List<Measure> measures() {
    return Stream.concat(
            Stream.of(new Measure("worst", "worst", "%.3f"), new Measure("spread", "spread", "%.3f")),
            Arrays.stream(TAUS).mapToObj(t -> new Measure(name(t), String.format(Locale.ROOT, "%.1f", t), "%.3f")))
        .toList();
  }

  private static String name(double tau) {
    return String.format(Locale.ROOT, "reversal_%.0f", 100 * tau);
  }

  @Override
  public String criterion() {
    return "learnt: each reversal point within 10 % of its expectile; worst: largest such deviation; spread: reversal point of τ = 0.9 less that of 0.1; 0.1 to"
        + " 0.9: reversal points, in units of the reward";
  }

  @Override
  public String timeLabel() {
    return "trial";
  }

  @Override
  public String lineLabel() {
    return "prediction";
  }

  @Override
  public List<Comparison> comparisons() {
    return CONDITIONS.stream().skip(1).map(c -> new Comparison("worst", LEARNS.name(), c.name())).toList();
  }

  @Override
  public Network network(Plan plan) {
    return PoolNetwork.of(plan, TAUS, rewards(plan)).net();
  }

  /** Those of the trials, then the probes. */
  private static double[] rewards(Plan plan) {
    int trials = plan.whole("trials");
    int probes = plan.whole("probes");
    var random = new SplittableRandom(plan.random("rewards").nextLong());
    double[] all = new double[trials + probes * PROBED];
    double[] probed = new double[PROBED];
    for (int k = 0; k < PROBED; k++) {
      probed[k] = REWARDS[0] + k * (REWARDS[REWARDS.length - 1] - REWARDS[0]) / (PROBED - 1);
    }
    fill(all, 0, trials, REWARDS, random);
    fill(all, trials, all.length, probed, random);
    return all;
  }

  /** Each value once before any comes again, in random order. */
  private static void fill(double[] all, int from, int to, double[] values, SplittableRandom random) {
    double[] block = values.clone();
    for (int k = from; k < to; k++) {
      int at = (k - from) % block.length;
      int other = at + random.nextInt(block.length - at);
      double kept = block[at];
      block[at] = block[other];
      block[other] = kept;
      all[k] = block[at];
    }
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    int trials = plan.whole("trials");
    double[] rewards = rewards(plan);
    var pool = PoolNetwork.of(plan, TAUS, rewards);
    var predictions = new ArrayList<List<double[]>>();
    Arrays.stream(TAUS).forEach(t -> predictions.add(new ArrayList<>()));
    double[][] answers = new double[TAUS.length][rewards.length - trials];
    try (var sim = Simulation.of(pool.net(), plan.options())) {
      listener.begins(plan.condition().name(), plan.seed(), sim);
      plan.clamp(sim);
      var heard = pool.channels().stream().map(c -> new Answers(sim, c.dopaminergic())).toList();
      double seconds = 0;
      for (int k = 0; k < trials; k += REWARDS.length) {
        seconds += sim.run(ms(PoolNetwork.beginsMs(k) - sim.timeMs())).seconds();
        listener.goesOn(sim);
        for (int c = 0; c < TAUS.length; c++) {
          double prediction = pool.prediction(sim, c);
          predictions.get(c).add(new double[] {k, prediction});
          listener.point(plan.condition().name(), plan.seed(), lineName(c), k, prediction);
        }
      }
      seconds += sim.run(ms(PoolNetwork.beginsMs(trials) - sim.timeMs())).seconds();
      sim.freeze();
      for (int k = trials; k < rewards.length; k++) {
        seconds += sim.run(ms(PoolNetwork.beginsMs(k) + PredictionCircuit.STEP_MS - sim.timeMs())).seconds();
        heard.forEach(Answers::take);
        seconds += sim.run(ms(ANSWER_MS)).seconds();
        for (int c = 0; c < TAUS.length; c++) {
          answers[c][k - trials] = heard.get(c).take() - PoolNetwork.BASE_HZ;
        }
        listener.goesOn(sim);
      }
      listener.ends(sim);
      return trial(plan, Arrays.copyOfRange(rewards, trials, rewards.length), answers, predictions).cost(seconds * 1000 / sim.timeMs());
    }
  }

  private static String lineName(int channel) {
    return String.format(Locale.ROOT, "τ = %.1f", TAUS[channel]);
  }

  private static Trial trial(Plan plan, double[] probes, double[][] answers, List<List<double[]>> predictions) {
    var measures = new ArrayList<Double>();
    var lines = new ArrayList<Line>();
    double worst = 0;
    for (int c = 0; c < TAUS.length; c++) {
      double reversal = ReversalPoint.of(probes, answers[c]);
      double expectile = Expectile.of(REWARDS, TAUS[c]);
      worst = Math.max(worst, Math.abs(reversal / expectile - 1));
      measures.add(reversal);
      lines.add(Line.of(lineName(c), predictions.get(c)));
    }
    double spread = measures.getLast() - measures.getFirst();
    measures.addAll(0, List.of(worst, spread));
    return plan.trial(worst < CLOSE, measures, lines);
  }

  /** The largest relative deviation of a reversal point from its expectile, both of the mean over networks. */
  private static double deviation(StudyResult r, String condition) {
    return Arrays.stream(TAUS).map(t -> Math.abs(r.mean(name(t), condition) / Expectile.of(REWARDS, t) - 1)).max().orElseThrow();
  }

  /** Each reversal point is its expectile; where there is one kind of neurons, there is one reversal point. */
  @Override
  public Proof proof(boolean fast) {
    return new Proof(
        fast ? 1 : 5, 0, List.of("learns", SYMMETRIC), fast ? Map.of("probes", "12") : Map.of(),
        List.of(
            new Claim("learns", "largest deviation of a reversal point from its expectile, of means", r -> deviation(r, "learns"), fast ? CLOSE : CLOSE_ON_AVERAGE,
                "optimists that are pessimists"),
            new Claim(SYMMETRIC, "|spread of the reversal points|", r -> Math.abs(r.mean("spread", SYMMETRIC)), 0.2,
                "optimism that comes from elsewhere than the slopes")));
  }
}
