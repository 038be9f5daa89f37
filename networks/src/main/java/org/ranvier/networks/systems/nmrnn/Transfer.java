package org.ranvier.networks.systems.nmrnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.ranvier.networks.systems.nmrnn.AngleTask.Kind;
import org.ranvier.networks.systems.nmrnn.ModulatedNet.Weights;
import org.ranvier.simulator.random.RandomStream;

/**
 * Three tasks are learnt by a network of low rank and its modulator together; then a fourth one by the modulator alone, while the network that does the work
 * stays as it is (Costacurta, Bhandarkar, Zoltowski &amp; Linderman 2024, NeurIPS). Learnt by backpropagation through time, in plain loops ({@link ModulatedNet}).
 */
public final class Transfer implements Study {
  private static final String MODULATOR = "gain";
  private static final String MAIN = "main-learns";
  private static final String CONTEXT = "context-learns";
  private static final String LATER = "modulator";
  private static final String CONTEXTS = "contexts";
  private static final int BATCH = 16;
  private static final int TESTED = 200;
  private static final int WATCHED = 16;
  private static final double ENOUGH = 0.8;
  private static final double LEARNT = 0.95; // of the first three, which all networks come to tell apart
  private static final int CONTEXT_WEIGHTS = 6; // their place among all weights

  private static final Condition FIRST = Condition.of("modulator", "the modulator alone learns the fourth task");
  private static final List<Condition> CONDITIONS =
      List.of(
          FIRST,
          FIRST.as("main", "as many weights of the main network, drawn at random, learn it, and the modulator does not", new Change.Feature(MAIN)),
          FIRST.as("context", "only what the new context does to the modulator is learnt", new Change.Feature(CONTEXT)),
          FIRST.as("frozen", "nothing learns the fourth task", new Change.Frozen(LATER)),
          FIRST.as("clamped", "gains are held at 0.5 from beginning to end", new Change.Clamped(MODULATOR, 0.5)),
          FIRST.as("shuffled", "contexts are drawn at random in each trial of the first three tasks", new Change.Shuffled(CONTEXTS, "")));

  @Override
  public String name() {
    return "nm-rnn-transfer";
  }

  @Override
  public String summary() {
    return "Learning task: directions from sight and memory, and a fourth task by the modulator of a network's modes alone";
  }

  @Override
  public String source() {
    return "Costacurta, Bhandarkar, Zoltowski & Linderman 2024, NeurIPS";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("iterations", "1", 1000, 10, 1e7, "of " + BATCH + " trials of the first three tasks"),
        new Setting("later", "1", 1000, 10, 1e7, "of " + BATCH + " trials of the fourth"),
        new Setting("units", "1", 50, 2, 10_000, "of the main network"),
        new Setting("rank", "1", 16, 1, 1000, "of its matrix"),
        new Setting("modulating", "1", 10, 1, 1000, "units of the modulator"),
        new Setting("rate", "1", 0.005, 1e-9, 1, "learning rate of Adam"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(LATER).rewards(CONTEXTS).modulators(MODULATOR).features(MAIN, CONTEXT);
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("three", "first three", "%.3f"), new Measure("before", "fourth, before", "%.3f"), new Measure("fourth", "fourth", "%.3f"),
        new Measure("kept", "first three, then", "%.3f"), new Measure("weights", "weights that learn it", "%.0f"));
  }

  @Override
  public String criterion() {
    return "learnt: more than " + ENOUGH + " of " + TESTED + " new trials of the fourth task are right: fixation held and left, direction off by less than π/10";
  }

  @Override
  public String timeLabel() {
    return "iteration";
  }

  @Override
  public String lineLabel() {
    return "right, fourth task";
  }

  @Override
  public List<Comparison> comparisons() {
    var all = new ArrayList<Comparison>();
    for (String measure : List.of("fourth", "kept")) {
      CONDITIONS.stream().skip(1).forEach(c -> all.add(new Comparison(measure, FIRST.name(), c.name())));
    }
    return all;
  }

  @Override
  public Network network(Plan plan) {
    return GatedLoop.described(name(), MODULATOR, plan.whole("units"), plan.whole("rank"), 20, 100);
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    var size =
        new ModulatedNet.Size(plan.whole("units"), plan.whole("rank"), plan.whole("modulating"), AngleTask.INPUTS, Kind.values().length, AngleTask.OUTPUTS);
    var net = new ModulatedNet(size, plan.random("weights"));
    plan.clamp(MODULATOR).ifPresent(net::hold);
    var points = new ArrayList<double[]>();
    var learner = new Learner(plan, listener, net, points);
    learner.learn(List.of(Kind.DELAY_PRO, Kind.DELAY_ANTI, Kind.MEMORY_PRO), plan.whole("iterations"), NetDescent.all(net, true), "first");
    double three = learner.three();
    double before = learner.right(Kind.MEMORY_ANTI, TESTED);
    boolean[][] changing = changing(plan, net);
    learner.learn(List.of(Kind.MEMORY_ANTI), plan.whole("later"), changing, "later");
    double fourth = learner.right(Kind.MEMORY_ANTI, TESTED);
    points.add(new double[] {plan.whole("iterations") + plan.whole("later"), fourth});
    return plan.trial(
        fourth > ENOUGH, List.of(three, before, fourth, learner.three(), (double) count(changing)), List.of(Line.of("fourth task", points)));
  }

  /** Which weights learn the fourth task. */
  private static boolean[][] changing(Plan plan, ModulatedNet net) {
    boolean[][] modulator = NetDescent.all(net, false);
    for (int part = Weights.MODULATOR; part < modulator.length; part++) {
      Arrays.fill(modulator[part], true);
    }
    if (plan.freezes(LATER)) {
      return NetDescent.all(net, false);
    }
    if (plan.has(CONTEXT)) {
      boolean[][] some = NetDescent.all(net, false);
      Arrays.fill(some[CONTEXT_WEIGHTS], true);
      return some;
    }
    return plan.has(MAIN) ? ofMain(plan, net, count(modulator)) : modulator;
  }

  private static boolean[][] ofMain(Plan plan, ModulatedNet net, int count) {
    boolean[][] some = NetDescent.all(net, false);
    var places = new ArrayList<int[]>();
    for (int part = 0; part < Weights.MODULATOR; part++) {
      for (int k = 0; k < some[part].length; k++) {
        places.add(new int[] {part, k});
      }
    }
    RandomStream random = plan.random("weights that learn");
    for (int n = 0; n < Math.min(count, places.size()); n++) {
      int[] place = places.remove((int) (places.size() * random.nextDouble()));
      some[place[0]][place[1]] = true;
    }
    return some;
  }

  private static int count(boolean[][] which) {
    int n = 0;
    for (boolean[] part : which) {
      for (boolean is : part) {
        n += is ? 1 : 0;
      }
    }
    return n;
  }

  /** Learns and is tested. */
  private record Learner(Plan plan, TrialListener listener, ModulatedNet net, List<double[]> points) {
    void learn(List<Kind> kinds, int iterations, boolean[][] which, String purpose) {
      RandomStream random = plan.random("trials", purpose);
      RandomStream mixed = plan.random("contexts", purpose);
      var descent = new NetDescent(net, plan.get("rate"));
      for (int n = 0; n < iterations; n++) {
        listener.requireGoing();
        if (n % Math.max(1, iterations / WATCHED) == 0) {
          double at = (purpose.equals("later") ? plan.whole("iterations") : 0) + n;
          points.add(new double[] {at, right(Kind.MEMORY_ANTI, TESTED / 4)});
        }
        var gradient = Weights.zeros(net.size);
        for (int b = 0; b < BATCH; b++) {
          AngleTask task = AngleTask.drawn(kinds.get(b % kinds.size()), random);
          Kind context = kinds.size() > 1 && plan.shuffles(CONTEXTS) ? kinds.get((int) (kinds.size() * mixed.nextDouble())) : task.kind();
          ModulatedNet.Shown shown = task.shown(context);
          net.backward(shown, net.run(shown), gradient);
        }
        descent.step(gradient, which, BATCH);
      }
    }

    double three() {
      return (right(Kind.DELAY_PRO, TESTED) + right(Kind.DELAY_ANTI, TESTED) + right(Kind.MEMORY_PRO, TESTED)) / 3;
    }

    double right(Kind kind, int count) {
      RandomStream random = plan.random("test", kind.name());
      int right = 0;
      for (int k = 0; k < count; k++) {
        AngleTask task = AngleTask.drawn(kind, random);
        right += task.isRight(net.run(task.shown(kind)).y()) ? 1 : 0;
      }
      return (double) right / count;
    }
  }

  private static Claim least(String condition, String measure, double least, String catches) {
    return new Claim(condition, least + " / (" + measure + " that are right)", r -> least / Math.max(1e-9, r.median(measure, condition)), 1, catches);
  }

  @Override
  public Proof proof(boolean fast) {
    var three = least("modulator", "three", LEARNT, "gains that do not know the task");
    var fourth = least("modulator", "fourth", ENOUGH, "a modulator that does not reach the modes");
    var frozen = new Claim("frozen", "fourth that are right", r -> r.median("fourth", "frozen"), 0.3, "a measure that takes opposite directions for the same");
    var shuffled = new Claim("shuffled", "three that are right", r -> r.median("three", "shuffled"), 0.6, "tasks that can be told apart without their context");
    return fast ? Proof.of(1, List.of("modulator", "shuffled"), three, shuffled) : Proof.of(3, List.of("modulator", "frozen"), three, fourth, frozen);
  }
}
