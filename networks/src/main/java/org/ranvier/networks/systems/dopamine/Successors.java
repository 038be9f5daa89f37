package org.ranvier.networks.systems.dopamine;

import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.measure.quantity.Frequency;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
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
import org.ranvier.networks.systems.prediction.PredictionCircuit;
import org.ranvier.networks.values.Course;

/**
 * A successor representation by dopamine neurons whose error is that of states, not of reward (Dayan 1993,
 * doi:10.1162/neco.1993.5.4.613; Gardner, Schoenbaum & Gershman 2018, doi:10.1098/rspb.2018.1645): for each state there are
 * neurons that come to predict how often it will be visited, discounted by {@code γ} a step, and dopamine neurons that the state
 * itself excites. A random walk on a ring goes on with probability 0.8, and back otherwise. What is learnt is compared with
 * {@code T·(1 - γ·T)⁻¹}.
 *
 * <p>The twins: {@code frozen} does not learn; {@code jumps} visits states in an order that has nothing to do with the ring.
 */
public final class Successors implements Study {
  static final String WEIGHTS = "predicting";
  static final String JUMPS = "jumps";

  private static final int STATES = 5;
  private static final double ON = 0.8;
  private static final int LOOKS = 20;

  private static final Condition LEARNS = Condition.of("learns", "a random walk on a ring");
  private static final List<Condition> CONDITIONS =
      List.of(
          LEARNS,
          LEARNS.as("frozen", "the predicting neurons' synapses do not change", new Change.Frozen(WEIGHTS)),
          LEARNS.as(JUMPS, "any state may follow any", new Change.Feature(JUMPS)));

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("steps", "1", 1500, 2 * LOOKS, 1_000_000, "of 200 ms each"),
          new Setting("eta", "1", 0.08, 0, 100, "learning rate"),
          new Setting("discount", "1", 0.8, 0, 0.99, "of what comes a step later"),
          new Setting("early", "1", 0.5, 0, 2, "by how much dopamine that comes at once weakens"));

  @Override
  public String name() {
    return "successors";
  }

  @Override
  public String summary() {
    return "Learning task: dopamine neurons whose error is that of states teach which of them will be visited";
  }

  @Override
  public String source() {
    return "Dayan 1993, doi:10.1162/neco.1993.5.4.613; Gardner, Schoenbaum & Gershman 2018, doi:10.1098/rspb.2018.1645";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(WEIGHTS).features(JUMPS);
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("correlation", "correlation", "%.3f"), new Measure("error", "mean error", "%.3f"), new Measure("mean", "mean prediction", "%.3f"));
  }

  @Override
  public String criterion() {
    return "learnt: the predictions of the second half correlate with the closed form by more than 0.9; mean error: of magnitudes, where predictions are "
        + "about 1";
  }

  @Override
  public String timeLabel() {
    return "steps ahead on the ring";
  }

  @Override
  public String lineLabel() {
    return "visits predicted";
  }

  private record Built(Network net, List<PredictionCircuit.Channel> channels) {}

  @Override
  public Network network(Plan plan) {
    return built(plan).net();
  }

  private static Built built(Plan plan) {
    int steps = plan.whole("steps");
    var random = plan.random("walk");
    int[] walk = new int[steps];
    for (int k = 1; k < steps; k++) {
      boolean on = random.nextDouble() < ON;
      walk[k] = plan.has(JUMPS) ? random.nextInt(STATES) : (walk[k - 1] + (on ? 1 : STATES - 1)) % STATES;
    }
    var net = new Network("successors").resolution(ms(1));
    var states = new ArrayList<Population>();
    for (int s = 0; s < STATES; s++) {
      states.add(net.poissonSource("state " + s, PredictionCircuit.CELLS, visits(walk, s)));
    }
    var design = new PredictionCircuit.Design(20, 20, 16, 16, 20, plan.get("discount"), plan.get("early"), plan.get("eta"));
    var circuit = new PredictionCircuit(net, design);
    var channels = new ArrayList<PredictionCircuit.Channel>();
    for (int s = 0; s < STATES; s++) {
      var channel = circuit.channel(" " + s, states, 1, 1, !plan.freezes(WEIGHTS));
      circuit.predicted(states.get(s), channel);
      channels.add(channel);
    }
    return new Built(net, channels);
  }

  private static Course<Frequency> visits(int[] walk, int state) {
    Course<Frequency> course = Course.step(ms(0), Hz(0));
    boolean on = false;
    for (int k = 0; k < walk.length; k++) {
      if (walk[k] == state != on) {
        on = !on;
        course = course.then(ms(1 + k * PredictionCircuit.STEP_MS), Hz(on ? PredictionCircuit.UNIT_HZ : 0));
      }
    }
    return course;
  }

  /** {@code T·(1 - γ·T)⁻¹}, by state and visited one. */
  static double[][] closedForm(double discount) {
    var t = MatrixUtils.createRealMatrix(STATES, STATES);
    for (int i = 0; i < STATES; i++) {
      t.setEntry(i, (i + 1) % STATES, ON);
      t.setEntry(i, (i + STATES - 1) % STATES, 1 - ON);
    }
    var rest = MatrixUtils.createRealIdentityMatrix(STATES).subtract(t.scalarMultiply(discount));
    return t.multiply(new LUDecomposition(rest).getSolver().getInverse()).getData();
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    var built = built(plan);
    int between = plan.whole("steps") / LOOKS; // looks
    double[][] learnt = new double[STATES][STATES];
    try (var sim = Simulation.of(built.net(), plan.options())) {
      listener.begins(plan.condition().name(), plan.seed(), sim);
      double seconds = 0;
      for (int look = 1; look <= LOOKS; look++) {
        seconds += sim.run(ms(between * PredictionCircuit.STEP_MS)).seconds();
        listener.goesOn(sim);
        if (look > LOOKS / 2 && !plan.freezes(WEIGHTS)) {
          add(sim, built, learnt);
        }
      }
      listener.ends(sim);
      return trial(plan, learnt).cost(seconds * 1000 / sim.timeMs());
    }
  }

  private static void add(Simulation sim, Built built, double[][] learnt) {
    for (int i = 0; i < STATES; i++) {
      for (int j = 0; j < STATES; j++) {
        learnt[i][j] += sim.weights(built.channels().get(j).learning().get(i)).mean() / PredictionCircuit.unitWeight() / (LOOKS - LOOKS / 2);
      }
    }
  }

  private static Trial trial(Plan plan, double[][] learnt) {
    double[][] closed = closedForm(plan.get("discount"));
    double[] a = Arrays.stream(learnt).flatMapToDouble(Arrays::stream).toArray();
    double[] b = Arrays.stream(closed).flatMapToDouble(Arrays::stream).toArray();
    double correlation = Arrays.stream(a).allMatch(x -> x == a[0]) ? 0 : new PearsonsCorrelation().correlation(a, b);
    double error = 0;
    for (int k = 0; k < a.length; k++) {
      error += Math.abs(a[k] - b[k]) / a.length;
    }
    var lines = List.of(ahead("learnt", learnt), ahead("T·(1 - γ·T)⁻¹", closed));
    return plan.trial(correlation > 0.9, List.of(correlation, error, Arrays.stream(a).average().orElseThrow()), lines);
  }

  /** Means over the ring. */
  private static Line ahead(String name, double[][] m) {
    var points = new ArrayList<double[]>();
    for (int d = 0; d < STATES; d++) {
      double sum = 0;
      for (int i = 0; i < STATES; i++) {
        sum += m[i][(i + d) % STATES] / STATES;
      }
      points.add(new double[] {d, sum});
    }
    return Line.of(name, points);
  }

  @Override
  public Proof proof(boolean fast) {
    return Proof.of(
        fast ? 1 : 3, List.of("learns", JUMPS),
        new Claim("learns", "1 - least correlation with the closed form", r -> 1 - Arrays.stream(r.values("correlation", "learns")).min().orElseThrow(), 0.1,
            "synapses that do not learn (eta = 0)"),
        new Claim("learns", "largest mean error", r -> Arrays.stream(r.values("error", "learns")).max().orElseThrow(), 0.3, "predictions of nothing (eta = 0)"),
        new Claim(JUMPS, "largest correlation with the closed form", r -> Arrays.stream(r.values("correlation", JUMPS)).max().orElseThrow(), 0.7,
            "states that are followed by the same ones whatever the order"));
  }
}
