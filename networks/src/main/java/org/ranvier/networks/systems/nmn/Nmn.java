package org.ranvier.networks.systems.nmn;

import static org.ranvier.networks.systems.nmn.NmnRun.REWARDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/**
 * A neuromodulatory network that finds out what the task is and then exploits it (after Vecoven, Ernst, Wehenkel & Drion 2020,
 * doi:10.1371/journal.pone.0227922, first benchmark): of eight actions the right one is the position plus an offset, modulo eight, which nothing shows.
 *
 * <p>In training the offset is told, and synapses learn by three factors. After it they are frozen. For each offset, and then another one, 160 trials: the
 * offset must be found (A, 60), is kept (B, 20), changes (C, 20), and must be found again (D, 60). In {@code freezes} the modulators are held through B and C.
 *
 * <p>It differs from the publication: positions, actions and offsets are eight each; modulators are spiking neurons that hold what they were excited to; the
 * expectation is read from the synapses; training tells the offset.
 */
public final class Nmn implements Study {
  private static final String HELD = "held";
  private static final String NEVER = "never";

  private static final int FIND = 60;
  private static final int KEEP = 20;
  private static final int LAST = 30;
  private static final int TEST = 2 * FIND + 2 * KEEP;
  private static final int COUNT = NmnNetwork.COUNT;
  private static final double ENOUGH = 0.8;

  private static final Condition LEARNS = Condition.of("learns", "modulators are free");
  private static final List<Condition> CONDITIONS =
      List.of(
          LEARNS,
          LEARNS.as("freezes", "modulators are held where they are through B and C", new Change.Feature(HELD)),
          LEARNS.as("without", "modulators are held at 0 after training", new Change.Feature(NEVER)),
          LEARNS.as("frozen-main", "what modulators scale is not learnt", new Change.Frozen(NmnNetwork.MAIN)),
          LEARNS.as("frozen-identification", "what excites modulators is not learnt", new Change.Frozen(NmnNetwork.IDENTIFICATION)),
          LEARNS.as("shuffled", "in training rewards come at random", new Change.Shuffled(REWARDS, "")));

  @Override
  public String name() {
    return "nmn";
  }

  @Override
  public String summary() {
    return "Learning task: modulators find out which of eight offsets holds, and let the network use it";
  }

  @Override
  public String source() {
    return "after Vecoven, Ernst, Wehenkel & Drion 2020, doi:10.1371/journal.pone.0227922";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("rounds", "1", 3, 0, 1000, "of training, in each of which each offset is told once"),
        new Setting("trials", "1", 80, 1, 10_000, "in which an offset is told"),
        new Setting("eta", "1", 0.5, 0, 10, "learning rate of what modulators scale"),
        new Setting("eta_identification", "mV", 3e-4, 0, 10, "learning rate of what excites modulators"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(NmnNetwork.MAIN, NmnNetwork.IDENTIFICATION).rewards(REWARDS).modulators(NmnNetwork.NORADRENALINE).features(HELD, NEVER);
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("found", "A, last " + LAST, "%.3f"),
        new Measure("kept", "B", "%.3f"),
        new Measure("changed", "C", "%.3f"),
        new Measure("found_again", "D, last " + LAST, "%.3f"),
        new Measure("trials_to_find", "to find", "%.1f"),
        new Measure("told_apart", "modulator is the offset's", "%.3f"));
  }

  @Override
  public String criterion() {
    return "learnt: right in more than " + ENOUGH + " of the last " + LAST + " trials of A, and of D; A … D: share of right trials;"
        + " to find: trials of A until the first of"
        + " five right ones on end, mean; modulator is the offset's: share of trials at the ends of A and D in which there is most of the offset's own";
  }

  @Override
  public List<Comparison> comparisons() {
    var all = new ArrayList<Comparison>();
    for (Condition c : CONDITIONS.subList(1, CONDITIONS.size())) {
      for (String measure : c.name().equals("freezes") ? List.of("kept", "changed", "found_again") : List.of("found", "found_again")) {
        all.add(new Comparison(measure, "learns", c.name()));
      }
    }
    return all;
  }

  @Override
  public String timeLabel() {
    return "trial";
  }

  @Override
  public String lineLabel() {
    return "right, share of eight networks' offsets";
  }

  @Override
  public Network network(Plan plan) {
    return NmnNetwork.of(plan, NmnRun.times(IntStream.range(0, COUNT).toArray())).net();
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    int rounds = plan.whole("rounds");
    int trials = plan.whole("trials");
    var order = new SplittableRandom(plan.random("offsets").nextLong());
    double[] right = new double[TEST];
    double toFind = 0;
    int own = 0;
    try (var run = new NmnRun(plan, COUNT * (rounds * trials + TEST), listener)) {
      for (int r = 0; r < rounds; r++) {
        for (int task : shuffled(order)) {
          run.begin(task);
          for (int k = 0; k < trials; k++) {
            run.trial(task, true);
          }
        }
      }
      run.endTraining();
      int[] tasks = shuffled(order);
      for (int e = 0; e < COUNT; e++) {
        int next = (tasks[e] + 1 + order.nextInt(COUNT - 1)) % COUNT;
        run.begin(-1);
        boolean[] of = episode(plan, run, tasks[e], next);
        toFind += firstOf(of);
        own += of[TEST] ? 1 : 0;
        own += of[TEST + 1] ? 1 : 0;
        for (int k = 0; k < TEST; k++) {
          right[k] += of[k] ? 1.0 / COUNT : 0;
          listener.point(plan.condition().name(), plan.seed(), "offset " + tasks[e], k + 1.0, of[k] ? 1 : 0);
        }
      }
      double found = mean(right, FIND - LAST, FIND);
      double again = mean(right, TEST - LAST, TEST);
      var measures =
          List.of(found, mean(right, FIND, FIND + KEEP), mean(right, FIND + KEEP, FIND + 2 * KEEP), again, toFind / COUNT, own / (2.0 * COUNT));
      return plan.trial(found > ENOUGH && again > ENOUGH, measures, List.of(Line.means("right", right, 4))).cost(run.realTimeFactor());
    }
  }

  /** Whether each trial was right; then whether at the ends of A and D the offset's own modulator was the strongest. */
  private static boolean[] episode(Plan plan, NmnRun run, int task, int next) {
    boolean[] of = new boolean[TEST + 2];
    if (plan.has(NEVER)) {
      run.freeze(true);
    }
    for (int k = 0; k < TEST; k++) {
      if (plan.has(HELD) && k == FIND) {
        run.freeze(false);
      }
      if (plan.has(HELD) && k == FIND + 2 * KEEP) {
        run.unfreeze();
      }
      of[k] = run.trial(k < FIND + KEEP ? task : next, false);
      if (k == FIND - 1) {
        of[TEST] = run.strongest() == task;
      }
    }
    of[TEST + 1] = run.strongest() == next;
    return of;
  }

  private static int firstOf(boolean[] right) {
    int run = 0;
    for (int k = 0; k < FIND; k++) {
      run = right[k] ? run + 1 : 0;
      if (run == 5) {
        return k - 3;
      }
    }
    return FIND;
  }

  private static int[] shuffled(SplittableRandom random) {
    int[] order = IntStream.range(0, COUNT).toArray();
    for (int k = COUNT - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      int kept = order[k];
      order[k] = order[other];
      order[other] = kept;
    }
    return order;
  }

  private static double mean(double[] of, int from, int to) {
    return IntStream.range(from, to).mapToDouble(k -> of[k]).average().orElseThrow();
  }

  @Override
  public Proof proof(boolean fast) {
    var without = new Claim("without", "right at the end of A / 0.25", r -> r.median("found", "without") / 0.25, 1, "weights that are expressed without their modulator");
    var claims =
        List.of(
            new Claim("learns", "0.8 / right at the end of A", r -> 0.8 / r.median("found", "learns"), 1, "eligibility that the modulator does not gate"),
            new Claim("learns", "0.8 / right at the end of D", r -> 0.8 / r.median("found_again", "learns"), 1, "noradrenaline that does not stop modulatory neurons"),
            new Claim(
                "freezes", "0.9 x right in B of learns / of freezes", r -> 0.9 * r.median("kept", "learns") / r.median("kept", "freezes"), 1,
                "a clamp that does not hold the concentration"),
            new Claim("freezes", "right in C / chance", r -> r.median("changed", "freezes") * COUNT, 1, "a clamp that does not hold the concentration"));
    return fast
        ? new Proof(1, 0, List.of("learns", "freezes"), Map.of("rounds", "2"), claims)
        : new Proof(10, 0, List.of("learns", "freezes", "without"), Map.of(), Stream.concat(claims.stream(), Stream.of(without)).toList());
  }
}
