package org.ranvier.networks.systems.csdp;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.batched.Coding;
import org.ranvier.networks.batched.Team;
import org.ranvier.networks.images.ImageFiles;
import org.ranvier.networks.images.Images;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.simulator.random.RandomKey;

/** One trial: learning and tests. */
final class CsdpRun {
  static final String LABELS = "labels";
  static final String WEIGHTS = "synapses";

  private static final int WATCHED = 500; // images by which learning is watched
  private static final double WATCHED_TIMES = 20;
  private static final double TAU_M_MS = 100;
  private static final double TAU_TRACE_MS = 13;

  private final Plan plan;
  private final TrialListener listener;
  private final Images test;
  private final CsdpNetwork network;
  private final List<double[]> points = new ArrayList<>();
  private Images train;
  private long shown;

  CsdpRun(Plan plan, TrialListener listener) {
    this.plan = plan;
    this.listener = listener;
    var files =
        ImageFiles.of(plan.text("data"), plan.seed()).first(plan.whole("train"), plan.whole("test"), plan.whole("pool"));
    train = plan.shuffles(LABELS) ? files.train().withShuffledLabels(plan.random("labels")) : files.train();
    test = files.test();
    network = network(plan, test.size());
  }

  static CsdpShape shape(Plan plan, int inputs) {
    return new CsdpShape(
        inputs, plan.whole("hidden"), plan.whole("layers"), Images.CLASSES, plan.whole("steps"),
            Math.min(plan.whole("from"), plan.whole("steps") - 1),
        (float) Math.exp(-EngineTwin.STEP_MS / TAU_M_MS),
        (float) Math.exp(-EngineTwin.STEP_MS / TAU_TRACE_MS), (float) plan.get("goodness"), (float) plan.get("decay"));
  }

  static CsdpNetwork network(Plan plan, int inputs) {
    return new CsdpNetwork(shape(plan, inputs), new Coding(plan.get("rate"), plan.whole("steps")), plan.random("weights"));
  }

  Trial trial() {
    try (var team = new Team(plan.threads())) {
      long testKey = RandomKey.of(plan.seed(), "spikes of the test");
      var before = new Told(network.goodness(test.first(WATCHED), testKey, team), test.first(WATCHED), plan.random("wrong labels of the test"));
      point(before);
      long start = System.nanoTime();
      if (!plan.freezes(WEIGHTS)) {
        learn(team, testKey);
      }
      double seconds = (System.nanoTime() - start) * 1e-9;
      var after = new Told(network.goodness(test, testKey, team), test, plan.random("wrong labels of the test"));
      point(after);
      Trial trial =
          plan.trial(after.auc() > 0.9, List.of(after.accuracy(), after.auc(), before.auc(), (double) shown), List.of(Line.of("accuracy", points)));
      return shown == 0 ? trial : trial.cost(seconds * 1000 / (shown * plan.get("steps") * EngineTwin.STEP_MS));
    }
  }

  private void learn(Team team, long testKey) {
    int batch = plan.whole("batch");
    int epochs = plan.whole("epochs");
    long all = (long) epochs * train.count();
    double every = all / WATCHED_TIMES;
    double next = every;
    long key = RandomKey.of(plan.seed(), "spikes");
    for (int epoch = 0; epoch < epochs; epoch++) {
      train = train.shuffled(plan.random("order", Integer.toString(epoch)));
      int[] wrong = wrongLabels(epoch);
      for (int first = 0; first < train.count(); first += batch) {
        listener.requireGoing();
        float rate = (float) (plan.get("learning_rate") * (1 - shown / (double) all));
        int n = Math.min(batch, train.count() - first);
        network.learn(train, first, n, wrong, key, shown, rate, team);
        shown += n;
        if (shown >= next && shown < all) {
          next += every;
          Images some = test.first(WATCHED);
          point(new Told(network.goodness(some, testKey, team), some, plan.random("wrong labels of the test")));
        }
      }
    }
  }

  private int[] wrongLabels(int epoch) {
    var random = plan.random("wrong labels", Integer.toString(epoch));
    int[] wrong = new int[train.count()];
    for (int k = 0; k < wrong.length; k++) {
      wrong[k] = (train.label(k) + 1 + random.nextInt(Images.CLASSES - 1)) % Images.CLASSES;
    }
    return wrong;
  }

  private void point(Told told) {
    points.add(new double[] {shown, told.accuracy()});
    listener.point(plan.condition().name(), plan.seed(), "accuracy", shown, told.accuracy());
  }
}
