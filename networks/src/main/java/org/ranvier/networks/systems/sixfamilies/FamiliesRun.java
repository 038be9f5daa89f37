package org.ranvier.networks.systems.sixfamilies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.networks.batched.Adam;
import org.ranvier.networks.batched.BatchTeacher;
import org.ranvier.networks.batched.BatchWeights;
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

/** One trial: a hidden layer that learns by one rule, under a readout that learns by the delta rule. */
final class FamiliesRun {
  static final String HEBB = "hebb";
  static final String BROADCAST = "broadcast";
  static final String LOCAL = "local-classifier";
  static final String DISCREPANCY = "discrepancy";
  static final String ENERGY = "energy";
  static final String HIDDEN = "hidden";

  private static final Outputs ALL = new Outputs(0, Images.CLASSES - 1);
  private static final float KEEP = (float) Math.exp(-1 / 10.0);
  private static final int COMPARED = 10; // batches between comparisons with backpropagation
  private static final float PULL = 0.5f;

  private final Plan plan;
  private final TrialListener listener;
  private final Team team;
  private final ImageFiles files;
  private final EpropNetwork network;
  private final float[] feedback; // by output and hidden neuron
  private final Adam adam;
  private final BatchTeacher teacher;
  private final long key;

  FamiliesRun(Plan plan, TrialListener listener, Team team) {
    this.plan = plan;
    this.listener = listener;
    this.team = team;
    files = ImageFiles.of(plan.text("data"), plan.seed()).first(plan.whole("train"), plan.whole("test"), plan.whole("pool"));
    int steps = plan.whole("steps");
    var shape =
        new EpropShape(
            files.train().size(), plan.whole("hidden"), Images.CLASSES, steps, KEEP, KEEP, steps / 4,
            new EpropShape.Learning((float) plan.get("learning_rate"), true, 0, 0));
    network = new EpropNetwork(shape, new Coding(plan.get("rate"), steps), plan.random("weights"));
    feedback = network.feedback().clone();
    adam = new Adam(feedback.length);
    teacher = teacher(shape);
    key = RandomKey.of(plan.seed(), "spikes");
  }

  private BatchTeacher teacher(EpropShape shape) {
    if (plan.has(LOCAL)) {
      return new LocalClassifier(shape, plan.random("local classifier"));
    }
    if (plan.has(ENERGY)) {
      return new Nudged(network, PULL);
    }
    return plan.has(BROADCAST) || plan.has(DISCREPANCY) ? BatchTeacher.broadcast(network.shape(), feedback) : backpropagation();
  }

  /**
   * Errors come back by the weights by which the hidden neurons act: for this network e-prop is then backpropagation through
   * time.
   */
  private BatchTeacher backpropagation() {
    return (here, label, signal) -> BatchTeacher.broadcast(network.shape(), transposed()).teach(here, label, signal);
  }

  private float[] transposed() {
    BatchWeights out = network.out();
    float[] back = new float[out.values().length];
    for (int i = 0; i < out.pre(); i++) {
      for (int k = 0; k < out.post(); k++) {
        back[k * out.pre() + i] = out.values()[i * out.post() + k];
      }
    }
    return back;
  }

  Trial trial() {
    var points = new ArrayList<double[]>();
    int batch = plan.whole("batch");
    int shown = 0;
    double cosines = 0;
    int compared = 0;
    long learning = 0;
    for (int epoch = 0; epoch < plan.whole("epochs"); epoch++) {
      Images images = files.train().shuffled(plan.random("order", Integer.toString(epoch)));
      for (int first = 0; first + batch <= images.count(); first += batch) {
        listener.requireGoing();
        var span = new EpropNetwork.Span(first, batch);
        var draw = new EpropNetwork.Draw(key, shown);
        boolean compares = shown / batch % COMPARED == 0;
        float[] reference = {};
        if (compares) {
          network.gradients(images, span, draw, 1, ALL, backpropagation(), team);
          reference = network.in().gradient().clone();
        }
        long start = System.nanoTime();
        var found = network.gradients(images, span, draw, 1, ALL, teacher, team);
        if (plan.has(HEBB)) {
          Hebb.gradient(found, network.in());
        } else if (plan.freezes(HIDDEN)) {
          Arrays.fill(network.in().gradient(), 0);
        }
        if (compares) {
          cosines += cosine(reference, network.in().gradient());
          compared++;
        }
        if (plan.has(DISCREPANCY)) {
          follow();
        }
        network.step(1);
        learning += System.nanoTime() - start;
        shown += batch;
      }
      double right = accuracy();
      points.add(new double[] {shown, right});
      listener.point(plan.condition().name(), plan.seed(), "accuracy", shown, right);
    }
    double last = points.isEmpty() ? accuracy() : points.getLast()[1];
    return plan.trial(last > 0.7, List.of(last, cosines / Math.max(1, compared)), List.of(Line.of("accuracy", points)))
        .cost(learning * 1e-6 / (Math.max(1, shown) * plan.get("steps")));
  }

  private double accuracy() {
    return network.accuracy(files.test(), RandomKey.of(plan.seed(), "spikes of the test"), 1, ALL, team);
  }

  /**
   * Feedback changes by the products by which the readout does, which are there at both, and so comes to resemble its transpose
   * (Kolen &amp; Pollack 1994).
   */
  private void follow() {
    BatchWeights out = network.out();
    float[] gradient = new float[feedback.length];
    for (int i = 0; i < out.pre(); i++) {
      for (int k = 0; k < out.post(); k++) {
        gradient[k * out.pre() + i] = out.gradient()[i * out.post() + k];
      }
    }
    adam.step(feedback, gradient, network.shape().learning().rate(), Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int k = 0; k < a.length; k++) {
      ab += a[k] * (double) b[k];
      aa += a[k] * (double) a[k];
      bb += b[k] * (double) b[k];
    }
    return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  }
}
