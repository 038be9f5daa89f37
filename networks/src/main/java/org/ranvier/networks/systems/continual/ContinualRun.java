package org.ranvier.networks.systems.continual;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.batched.Coding;
import org.ranvier.networks.batched.EpropNetwork;
import org.ranvier.networks.batched.EpropShape;
import org.ranvier.networks.batched.Subspace;
import org.ranvier.networks.batched.Team;
import org.ranvier.networks.images.Images;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.networks.systems.continual.Protocol.Task;
import org.ranvier.simulator.random.RandomKey;

/** One trial: tasks one after the other. */
final class ContinualRun {
  static final String HLOP = "hlop";
  static final String WEIGHTS = "synapses";

  private static final double KEPT = 0.1; // of a release, so that concentrations are running means
  private static final int WATCHES = 10; // of the first task, while another one is learnt
  private static final float KEEP = (float) Math.exp(-1 / 10.0);
  private static final float KEEP_OUTPUT = (float) Math.exp(-1 / 10.0);
  private static final int INNER = 5; // steps of Oja's rule a batch

  private final Plan plan;
  private final TrialListener listener;
  private final List<Task> tasks;
  private final EpropNetwork network;
  private final Chemistry chemistry;
  private final List<Consolidation> consolidations;
  private final List<Subspace> subspaces;
  private final List<double[]> points = new ArrayList<>();
  private final long key;
  private final long testKey;
  private int shown;

  ContinualRun(Plan plan, TrialListener listener) {
    this.plan = plan;
    this.listener = listener;
    Protocol protocol = Protocol.of(plan);
    tasks = protocol.tasks(plan);
    int inputs = tasks.getFirst().train().size();
    network = network(plan, inputs, protocol.outputs());
    chemistry = new Chemistry(plan);
    consolidations = List.of(new Consolidation(network.in()), new Consolidation(network.out()));
    subspaces =
        plan.has(HLOP)
            ? List.of(new Subspace(inputs, plan.get("oja")), new Subspace(network.shape().hidden(), plan.get("oja"))) : List.of();
    key = RandomKey.of(plan.seed(), "spikes");
    testKey = RandomKey.of(plan.seed(), "spikes of the test");
  }

  static EpropNetwork network(Plan plan, int inputs, int outputs) {
    int steps = plan.whole("steps");
    var learning = new EpropShape.Learning((float) plan.get("learning_rate"), plan.get("adam") >= 0.5, (float) plan.get("regularisation"), 0.1f);
    var shape = new EpropShape(inputs, plan.whole("hidden"), outputs, steps, KEEP, KEEP_OUTPUT, steps / 4, learning);
    return new EpropNetwork(shape, new Coding(plan.get("rate"), steps), plan.random("weights"));
  }

  Trial trial() {
    try (var team = new Team(plan.threads());
        chemistry) {
      long start = System.nanoTime();
      double[] untrained = accuracies(team);
      double[][] after = new double[tasks.size()][];
      var first = new ArrayList<List<Double>>();
      for (int t = 0; t < tasks.size(); t++) {
        first.add(learn(t, team));
        after[t] = accuracies(team);
      }
      var scores = new Scores(untrained, after, first);
      double seconds = (System.nanoTime() - start) * 1e-9;
      Trial trial =
          plan.trial(
              scores.average() > plan.get("criterion"),
              List.of(scores.average(), scores.backward(), scores.forward(), scores.gap(), scores.learning()), List.of(Line.of("first task", points)));
      for (String m : List.of(Chemistry.NORADRENALINE, Chemistry.ACETYLCHOLINE, Chemistry.DOPAMINE)) {
        trial = trial.record(m, chemistry.released(m));
      }
      return trial.cost(seconds * 1000 / (Math.max(1, shown) * plan.get("steps")));
    }
  }

  private double[] accuracies(Team team) {
    float gain = (float) chemistry.effect(Chemistry.GAIN);
    return tasks.stream().mapToDouble(t -> network.accuracy(t.test(), testKey, gain, t.outputs(), team)).toArray();
  }

  /** Learns a task, and returns how well the first one is done meanwhile. */
  private List<Double> learn(int t, Team team) {
    Task task = tasks.get(t);
    int batch = plan.whole("batch");
    int epochs = plan.whole("epochs");
    int batches = epochs * (task.train().count() / batch);
    int every = Math.max(1, batches / WATCHES);
    int next = 1; // soon after the task has begun, when most is lost
    var seen = new ArrayList<Double>();
    int rows = plan.whole(t == 0 ? "rank" : "rank_more");
    for (int s = 0; s < subspaces.size(); s++) {
      subspaces.get(s).grow(rows, plan.random("subspace", s + "", t + ""));
    }
    Images images = task.train();
    int done = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      images = images.shuffled(plan.random("order", t + "", epoch + ""));
      for (int first = 0; first + batch <= images.count(); first += batch) {
        listener.requireGoing();
        step(task, images, new EpropNetwork.Span(first, batch), 1 - done / (double) batches, team);
        done++;
        if (done == next || done == batches) {
          next = next < every ? Math.min(every, next * 2) : next + every;
          double right = network.accuracy(tasks.getFirst().test(), testKey, (float) chemistry.effect(Chemistry.GAIN), tasks.getFirst().outputs(), team);
          seen.add(right);
          points.add(new double[] {shown, right});
          listener.point(plan.condition().name(), plan.seed(), "first task", shown, right);
        }
      }
    }
    return seen;
  }

  private void step(Task task, Images images, EpropNetwork.Span span, double left, Team team) {
    float gain = (float) chemistry.effect(Chemistry.GAIN);
    float plasticity = (float) chemistry.effect(Chemistry.PLASTICITY);
    EpropNetwork.Batch found = network.gradients(images, span, new EpropNetwork.Draw(key, shown), gain, task.outputs(), team);
    shown += span.count();
    for (int s = 0; s < subspaces.size(); s++) {
      Subspace subspace = subspaces.get(s);
      subspace.remove(s == 0 ? network.in().gradient() : network.out().gradient(), subspace.frozen());
      subspace.learn(s == 0 ? found.inputs() : found.hidden(), INNER, left);
    }
    if (chemistry.has(Chemistry.CONSOLIDATION)) {
      double amount = chemistry.effect(Chemistry.CONSOLIDATION);
      consolidations.getFirst().hold(network.in().gradient());
      consolidations.getLast().hold(network.out().gradient());
      consolidations.forEach(c -> c.consolidate(amount));
    }
    if (!plan.freezes(WEIGHTS)) {
      network.step(plasticity);
    }
    chemistry.release(Chemistry.NORADRENALINE, plan.get("na") * found.entropy());
    chemistry.release(Chemistry.ACETYLCHOLINE, KEPT * found.surprise());
    chemistry.release(Chemistry.DOPAMINE, KEPT * found.correct());
    chemistry.pass();
  }
}
