package org.ranvier.networks.systems.hlop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.batched.Coding;
import org.ranvier.networks.batched.EpropNetwork;
import org.ranvier.networks.batched.EpropShape;
import org.ranvier.networks.batched.Outputs;
import org.ranvier.networks.batched.Subspace;
import org.ranvier.networks.batched.Team;
import org.ranvier.networks.images.ImageFiles;
import org.ranvier.networks.images.Images;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.simulator.random.RandomKey;

/** One trial: task A, then task B, whose changes are kept from what A uses. */
final class HlopRun {
  static final String EXACT = "exact";
  static final String NONE = "none";
  static final String RANDOM = "random";

  private static final Outputs ALL = new Outputs(0, Images.CLASSES - 1);
  private static final float KEEP = (float) Math.exp(-1 / 10.0);
  private static final int INNER = 5;

  private final Plan plan;
  private final TrialListener listener;
  private final Team team;
  private final Images[] train;
  private final Images[] test;
  private final EpropNetwork network;
  private final long key;
  private final List<double[]> points = new ArrayList<>();
  private int shown;

  /** The lateral neurons of a group, and the exact subspace of what the group has done. */
  private record Lateral(Subspace used, Subspace exact, float[] before) {}

  HlopRun(Plan plan, TrialListener listener, Team team) {
    this.plan = plan;
    this.listener = listener;
    this.team = team;
    ImageFiles files = ImageFiles.of(plan.text("data"), plan.seed()).first(Integer.MAX_VALUE, plan.whole("test"), plan.whole("pool"));
    int n = Math.min(plan.whole("train"), files.train().count() / 2);
    Images all = files.train().shuffled(plan.random("images to learn from"));
    int[] order = Images.permutation(all.size(), plan.random("pixels"));
    train = new Images[] {all.first(n), all.at(java.util.stream.IntStream.range(n, 2 * n).toArray()).permuted(order)};
    test = new Images[] {files.test(), files.test().permuted(order)};
    int steps = plan.whole("steps");
    var learning = new EpropShape.Learning((float) plan.get("learning_rate"), false, 0, 0);
    network =
        new EpropNetwork(
            new EpropShape(all.size(), plan.whole("hidden"), Images.CLASSES, steps, KEEP, KEEP, steps / 4, learning), new Coding(plan.get("rate"), steps),
            plan.random("weights"));
    key = RandomKey.of(plan.seed(), "spikes");
  }

  Trial trial() {
    long start = System.nanoTime();
    int rank = plan.whole("rank");
    int[] sizes = {network.in().pre(), network.out().pre()};
    Subspace[] learnt = new Subspace[2];
    for (int s = 0; s < 2; s++) {
      learnt[s] = new Subspace(sizes[s], plan.get("oja"));
      learnt[s].grow(rank, plan.random("subspace", Integer.toString(s)));
    }
    if (plan.has(RANDOM)) {
      learn(0, null, null);
      learnt[0].orthonormalise();
      learnt[1].orthonormalise();
    } else {
      learn(0, learnt, null);
    }
    double a = accuracy(0);
    var laterals = new ArrayList<Lateral>();
    float[][][] activities = activities();
    for (int s = 0; s < 2; s++) {
      var exact = new Subspace(sizes[s], 0);
      exact.grow(rank, plan.random("unused"));
      exact.exact(activities[s]);
      laterals.add(new Lateral(plan.has(EXACT) ? exact : learnt[s], exact, weights(s).clone()));
    }
    learn(1, null, plan.has(NONE) ? null : laterals);
    double[] angle = new double[2];
    double[] change = new double[2];
    for (int s = 0; s < 2; s++) {
      Lateral l = laterals.get(s);
      angle[s] = Arrays.stream(Subspace.angles(l.used, l.exact)).max().orElseThrow();
      change[s] = change(l.exact.answers(l.before), l.exact.answers(weights(s)));
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    double kept = accuracy(0);
    return plan.trial(
            a - kept < 0.05, List.of(change[0], change[1], angle[0], angle[1], a, kept, accuracy(1)), List.of(Line.of("task A", points)))
        .cost(seconds * 1000 / (shown * plan.get("steps")));
  }

  private float[] weights(int s) {
    return s == 0 ? network.in().values() : network.out().values();
  }

  /** How much the answers to the old subspace have changed, as a share of what they were. */
  private static double change(double[][] before, double[][] after) {
    double d = 0;
    double all = 0;
    for (int k = 0; k < before.length; k++) {
      for (int i = 0; i < before[k].length; i++) {
        d += Math.pow(after[k][i] - before[k][i], 2);
        all += before[k][i] * before[k][i];
      }
    }
    return Math.sqrt(d / all);
  }

  private double accuracy(int task) {
    return network.accuracy(test[task], RandomKey.of(plan.seed(), "spikes of the test"), 1, ALL, team);
  }

  /** What inputs and hidden neurons do in task A, in presentations of their own. */
  private float[][][] activities() {
    EpropNetwork.Batch found =
        network.gradients(train[0], new EpropNetwork.Span(0, train[0].count()), new EpropNetwork.Draw(RandomKey.of(plan.seed(), "activities"), 0), 1, ALL, team);
    return new float[][][] {found.inputs(), found.hidden()};
  }

  private void learn(int task, Subspace @Nullable [] lateral, @Nullable List<Lateral> kept) {
    int batch = plan.whole("batch");
    int epochs = plan.whole("epochs");
    int batches = epochs * (train[task].count() / batch);
    int done = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      Images images = train[task].shuffled(plan.random("order", Integer.toString(task), Integer.toString(epoch)));
      for (int first = 0; first + batch <= images.count(); first += batch) {
        listener.requireGoing();
        var found = network.gradients(images, new EpropNetwork.Span(first, batch), new EpropNetwork.Draw(key, shown), 1, ALL, team);
        shown += batch;
        if (lateral != null) {
          lateral[0].learn(found.inputs(), INNER, 1 - done / (double) batches);
          lateral[1].learn(found.hidden(), INNER, 1 - done / (double) batches);
        }
        if (kept != null) {
          kept.get(0).used.remove(network.in().gradient(), kept.get(0).used.rank());
          kept.get(1).used.remove(network.out().gradient(), kept.get(1).used.rank());
        }
        network.step(1);
        done++;
        if (done % Math.max(1, batches / 10) == 0) {
          double right = accuracy(0);
          points.add(new double[] {shown, right});
          listener.point(plan.condition().name(), plan.seed(), "task A", shown, right);
        }
      }
    }
  }
}
