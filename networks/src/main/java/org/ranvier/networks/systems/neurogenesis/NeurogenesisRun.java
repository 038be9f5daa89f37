package org.ranvier.networks.systems.neurogenesis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.networks.batched.Coding;
import org.ranvier.networks.batched.EpropNetwork;
import org.ranvier.networks.batched.EpropShape;
import org.ranvier.networks.batched.Outputs;
import org.ranvier.networks.batched.Team;
import org.ranvier.networks.images.ImageFiles;
import org.ranvier.networks.images.Images;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/** One trial: a layer that learns, and grows meanwhile. */
final class NeurogenesisRun {
  static final String SMALL = "small";
  static final String LARGE = "large";
  static final String RANDOM = "random";

  static final String BIRTHS = "births"; // what others may be yoked to: how many neurons were born, by occasion

  private static final Outputs ALL = new Outputs(0, Images.CLASSES - 1);
  private static final float KEEP = (float) Math.exp(-1 / 10.0);

  private final Plan plan;
  private final TrialListener listener;
  private final Team team;
  private final ImageFiles files;
  private final EpropNetwork network;
  private final RandomStream random;
  private final List<double[]> points = new ArrayList<>();
  private final List<Double> births = new ArrayList<>();
  private int born;
  private int shown;
  private float[][] recent = {};

  NeurogenesisRun(Plan plan, TrialListener listener, Team team) {
    this.plan = plan;
    this.listener = listener;
    this.team = team;
    files = ImageFiles.of(plan.text("data"), plan.seed()).first(plan.whole("train"), plan.whole("test"), plan.whole("pool"));
    int steps = plan.whole("steps");
    var shape =
        new EpropShape(
            files.train().size(), plan.whole("most"), Images.CLASSES, steps, KEEP, KEEP, steps / 4,
            new EpropShape.Learning((float) plan.get("learning_rate"), true, 0, 0));
    network = new EpropNetwork(shape, new Coding(plan.get("rate"), steps), plan.random("weights"));
    born = plan.has(LARGE) ? shape.hidden() : Math.min(shape.hidden(), plan.whole("first"));
    Growth.silence(network.in(), network.out(), born);
    random = plan.random("births");
  }

  Trial trial() {
    int batch = plan.whole("batch");
    int between = plan.whole("between");
    int done = 0;
    long key = RandomKey.of(plan.seed(), "spikes");
    for (int epoch = 0; epoch < plan.whole("epochs"); epoch++) {
      Images images = files.train().shuffled(plan.random("order", Integer.toString(epoch)));
      for (int first = 0; first + batch <= images.count(); first += batch) {
        listener.requireGoing();
        var found = network.gradients(images, new EpropNetwork.Span(first, batch), new EpropNetwork.Draw(key, shown), 1, ALL, team);
        network.step(1);
        remember(found.hidden(), between * batch);
        shown += batch;
        if (++done % between == 0) {
          grow();
          points.add(new double[] {shown, born});
          listener.point(plan.condition().name(), plan.seed(), "neurons", shown, born);
        }
      }
    }
    double right = network.accuracy(files.test(), RandomKey.of(plan.seed(), "spikes of the test"), 1, ALL, team);
    double rank = Growth.effectiveRank(recent, born, plan.get("epsilon"));
    return plan.trial(right > plan.get("criterion"), List.of(right, (double) born, rank / born), List.of(Line.of("neurons", points)))
        .record(BIRTHS, births);
  }

  private void remember(float[][] batch, int most) {
    float[][] all = Arrays.copyOf(recent, recent.length + batch.length);
    System.arraycopy(batch, 0, all, recent.length, batch.length);
    recent = all.length > most ? Arrays.copyOfRange(all, all.length - most, all.length) : all;
  }

  private void grow() {
    int more = 0;
    if (!plan.has(LARGE) && !plan.has(SMALL)) {
      int rank = Growth.effectiveRank(recent, born, plan.get("epsilon"));
      more = (int) Math.max(0, rank - plan.get("gamma") * born);
      var yoked = plan.yoked(BIRTHS);
      if (yoked.isPresent()) {
        List<Double> other = yoked.get().recorded(BIRTHS);
        more = other.reversed().get(births.size()).intValue(); // as many, the last ones first
      }
    }
    more = Math.min(more, network.shape().hidden() - born);
    for (int k = 0; k < more; k++) {
      Growth.bear(network.in(), born++, !plan.has(RANDOM), random);
    }
    births.add((double) more);
  }
}
