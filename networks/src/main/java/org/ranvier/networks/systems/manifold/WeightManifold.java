package org.ranvier.networks.systems.manifold;

import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.ranvier.networks.study.StudyResult;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.plasticity.curves.WeightCurve;

/**
 * Turned digits, told apart by a network whose weights lie on an ellipse (Benjamin, Daruwalla, Pehle, Zekri & Zador 2025, arXiv:2505.22994): two modulators have the
 * concentrations cosine and sine of the angle, and move all weights, {@code w = P1 + m1·P2 + m2·P3}. Against them stand networks that get cosine and sine as inputs, and
 * networks that know nothing of the angle.
 *
 * <p>Trials run in plain loops ({@link Classifier}): a hidden layer of spiking neurons learns by e-prop. {@link #network} is the same hidden layer as the engine has it.
 */
public final class WeightManifold implements Study {
  static final String COSINE = "cosine";
  static final String SINE = "sine";
  static final String WEIGHTS = "weights";

  private static final String RATE = "rate";
  private static final String INPUT = "as-input";
  private static final String UNKNOWN = "unknown";
  private static final String WRONG = "wrong-when-tested";
  private static final String EUCLIDEAN = "euclidean";
  private static final String DESCENT = "descent";
  private static final String DRAWN = "angle";
  private static final int BATCH = 64;
  private static final int TESTED = 1000;
  private static final double FULL = 2 * Math.PI;
  private static final double PART = 1.5 * Math.PI;

  private static final List<Condition> CONDITIONS = conditionsOf();

  private static List<Condition> conditionsOf() {
    var ellipse = Condition.of("ellipse", "spiking, weights on an ellipse");
    var spiking =
        List.of(
            ellipse,
            ellipse.as("concat", "cosine and sine are inputs", new Change.Feature(INPUT)),
            ellipse.as("concat-48", "the same with 48 neurons: as many weights as the ellipse has", new Change.Feature(INPUT), new Change.Set("neurons", 48)),
            ellipse.as("none", "nothing is known of the angle", new Change.Feature(UNKNOWN)),
            ellipse.as("wrong-angle", "modulators are held at an angle of 0 when it is tested", new Change.Feature(WRONG)),
            ellipse.as("shuffled", "modulators have the angle of another picture", new Change.Shuffled(DRAWN, "")),
            ellipse.as("frozen", "weights stay as they were drawn", new Change.Frozen(WEIGHTS)));
    var rates = spiking.stream().limit(5).map(c -> c.as("rate-" + c.name(), "rectified units, " + c.meaning(), new Change.Feature(RATE)));
    var first = ellipse.as("rate-descent", "rectified units, plain descent by the curve's metric", new Change.Feature(RATE),
        new Change.Feature(DESCENT), new Change.Set("rate", 0.1));
    return Stream.concat(
            Stream.concat(spiking.stream(), rates), Stream.of(first,
                first.as("rate-euclidean", "the same with a change of Δw, m1·Δw, m2·Δw", new Change.Feature(EUCLIDEAN))))
        .toList();
  }

  @Override
  public String name() {
    return "weight-manifold";
  }

  @Override
  public String summary() {
    return "Learning task: turned digits, by weights on an ellipse along which two modulators move them";
  }

  @Override
  public String source() {
    return "Benjamin, Daruwalla, Pehle, Zekri & Zador 2025, arXiv:2505.22994";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("iterations", "1", 600, 10, 100_000, "of 64 pictures each"),
        new Setting("neurons", "1", 16, 1, 1000, "of the hidden layer"),
        new Setting("rate", "1", 0.005, 1e-6, 10, "learning rate, of Adam but for descent"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public List<Condition> usualConditions() {
    return CONDITIONS.subList(0, 7);
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(WEIGHTS).rewards(DRAWN).modulators(COSINE, SINE).features(RATE, INPUT, UNKNOWN, WRONG, EUCLIDEAN, DESCENT);
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("full", "full circle", "%.3f"), new Measure("seen", "of 270° learnt", "%.3f"), new Measure("held_out", "90° held out", "%.3f"),
        new Measure("weights", "weights", "%.0f"));
  }

  @Override
  public String criterion() {
    return "learnt: more than 0.9 of new pictures over the full circle are right; then the same network anew, without angles from 270° to 360°";
  }

  @Override
  public String timeLabel() {
    return "pictures learnt from";
  }

  @Override
  public String lineLabel() {
    return "right";
  }

  @Override
  public List<Comparison> comparisons() {
    return Stream.of("", "rate-")
        .flatMap(
            p -> Stream.of(
                new Comparison("full", p + "ellipse", p + "concat"), new Comparison("full", p + "ellipse", p + "concat-48"),
                new Comparison("held_out", p + "ellipse", p + "concat-48"), new Comparison("full", p + "ellipse", p + "none"),
                new Comparison("full", p + "wrong-angle", p + "none")))
        .toList();
  }

  @Override
  public Network network(Plan plan) {
    var net = new Network("weight-manifold").resolution(ms(1));
    var pixels = net.population("pixels", TurnedDigit.PIXELS, "poisson_generator").set("rate", Hz(20));
    var hidden = net.population("hidden", plan.whole("neurons"), "iaf_psc_delta").set("tau_m", ms(5));
    var cosine = net.modulator(COSINE).signed().decay(ms(10));
    var sine = net.modulator(SINE).signed().decay(ms(10));
    var curve = net.curve(pixels, hidden, new WeightCurve.Ellipse(), cosine, sine).rule(allToAll()).delay(ms(1));
    for (int k = 0; k < 3; k++) {
      curve.weight(k, normal(mV(0), mV(1)));
    }
    return net;
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    var points = new ArrayList<double[]>();
    double[] full = measured(plan, FULL, listener, points);
    double[] part = measured(plan, PART, listener, new ArrayList<>());
    return plan.trial(full[0] > 0.9, List.of(full[0], part[0], part[1], full[2]), List.of(Line.of("right", points)));
  }

  /** What is right among angles it has learnt from and among others, and the number of weights. */
  private static double[] measured(Plan plan, double to, TrialListener listener, List<double[]> points) {
    var kind =
        new Classifier.Kind(
            !plan.has(RATE), plan.whole("neurons"), !plan.has(INPUT) && !plan.has(UNKNOWN), plan.has(INPUT), !plan.has(EUCLIDEAN));
    var classifier = new Classifier(kind, plan.random("weights"));
    var pictures = plan.random("pictures");
    var others = plan.random("other angles");
    int iterations = plan.freezes(WEIGHTS) ? 0 : plan.whole("iterations");
    for (int n = 0; n < iterations; n++) {
      for (int b = 0; b < BATCH; b++) {
        TurnedDigit glyph = TurnedDigit.drawn(0, to, pictures);
        double angle = plan.shuffles(DRAWN) ? to * others.nextDouble() : glyph.angle();
        classifier.see(glyph, plan.clamp(COSINE).orElse(Math.cos(angle)), plan.clamp(SINE).orElse(Math.sin(angle)), true);
      }
      classifier.step(BATCH, plan.get("rate"), !plan.has(DESCENT));
      if (n % Math.max(1, iterations / 12) == 0) {
        listener.requireGoing();
        points.add(new double[] {(double) n * BATCH, right(plan, classifier, 0, to, 200)});
      }
    }
    double seen = right(plan, classifier, 0, to, TESTED);
    points.add(new double[] {(double) iterations * BATCH, seen});
    return new double[] {seen, to < FULL ? right(plan, classifier, to, FULL, TESTED) : 0, classifier.parameters()};
  }

  private static double right(Plan plan, Classifier classifier, double from, double to, int count) {
    var pictures = plan.random("test", String.valueOf(count), String.valueOf(from > 0));
    int right = 0;
    for (int k = 0; k < count; k++) {
      TurnedDigit glyph = TurnedDigit.drawn(from, to, pictures);
      double angle = plan.shuffles(DRAWN) ? FULL * pictures.nextDouble() : glyph.angle();
      double cosine = plan.has(WRONG) ? 1 : plan.clamp(COSINE).orElse(Math.cos(angle));
      double sine = plan.has(WRONG) ? 0 : plan.clamp(SINE).orElse(Math.sin(angle));
      right += classifier.see(glyph, cosine, sine, false) == glyph.digit() ? 1 : 0;
    }
    return (double) right / count;
  }

  private static Claim above(String measure, String more, String less, double by, String catches) {
    return new Claim(more, measure + ": " + by + " / (what is right more than in '" + less + "')", r -> by / gap(r, measure, more, less), 1, catches);
  }

  private static double gap(StudyResult r, String measure, String more, String less) {
    double gap = Arrays.stream(r.values(measure, more)).average().orElseThrow() - Arrays.stream(r.values(measure, less)).average().orElseThrow();
    return Math.max(gap, 1e-9);
  }

  @Override
  public Proof proof(boolean fast) {
    var concat = above("full", "ellipse", "concat", 0.02, "modulators that move no weights");
    var wrong = above("full", "ellipse", "wrong-angle", 0.1, "modulators that nobody looks at");
    var shuffled = above("full", "ellipse", "shuffled", 0.05, "an angle that is in the pictures");
    var held = above("held_out", "ellipse", "concat-48", 0.02, "weights that do not turn");
    if (fast) {
      return new Proof(1, 0, List.of("ellipse", "concat", "wrong-angle"), Map.of("iterations", "200"), List.of(concat, wrong));
    }
    return new Proof(
        2, 0, List.of("ellipse", "concat", "concat-48", "wrong-angle", "shuffled"), Map.of("iterations", "300"), List.of(concat, wrong, shuffled, held));
  }
}
