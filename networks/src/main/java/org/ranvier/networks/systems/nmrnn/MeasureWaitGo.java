package org.ranvier.networks.systems.nmrnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
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
import org.ranvier.networks.systems.nmrnn.ModulatedNet.Weights;
import org.ranvier.simulator.random.RandomStream;

/**
 * Measure, wait, go, learnt by a network of low rank and its modulator, and asked for with intervals that were never trained (Costacurta, Bhandarkar, Zoltowski &amp;
 * Linderman 2024, NeurIPS). Learnt by backpropagation through time, in plain loops ({@link ModulatedNet}).
 */
public final class MeasureWaitGo implements Study {
  private static final String MODULATOR = "gain";
  private static final String RECURRENT = "recurrent";
  private static final String INTERVALS = "intervals";
  private static final int[] TRAINED = {12, 14, 16, 18};
  private static final int[] SHORTER = {4, 6, 8, 10};
  private static final int[] LONGER = {20, 22, 24, 26};
  private static final int BATCH = 16;
  private static final double CLOSE = 0.05;
  private static final int RAMP_PARTS = 3; // of all weights, those of the outputs, which always learn: their places
  private static final int WATCHED = 25;

  private static final Condition FIRST = Condition.of("modulated", "network and modulator learn");
  private static final List<Condition> CONDITIONS =
      List.of(
          FIRST, FIRST.as("clamped", "all gains are held at 0.5, so that a network of low rank learns alone", new Change.Clamped(MODULATOR, 0.5)),
          FIRST.as("frozen", "the outputs alone learn", new Change.Frozen(RECURRENT)),
          FIRST.as("shuffled", "in training the interval shown is another one than that of the ramp", new Change.Shuffled(INTERVALS, "")));

  @Override
  public String name() {
    return "nm-rnn-timing";
  }

  @Override
  public String summary() {
    return "Learning task: to give back an interval as a ramp that takes as long, also one that was never trained, by a network whose modes a modulator scales";
  }

  @Override
  public String source() {
    return "Costacurta, Bhandarkar, Zoltowski & Linderman 2024, NeurIPS";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("iterations", "1", 2000, WATCHED, 1e7, "of " + BATCH + " trials"), new Setting("units", "1", 100, 2, 10_000, "of the main network"),
        new Setting("rank", "1", 3, 1, 1000, "of its matrix"), new Setting("modulating", "1", 10, 1, 1000, "units of the modulator"),
        new Setting("tau", "ms", 100, RampTask.STEP_MS, 10_000, "of the main network"),
        new Setting("tau_modulator", "ms", 100, RampTask.STEP_MS, 10_000, "of the modulator"),
        new Setting("rate", "1", 0.005, 1e-9, 1, "learning rate of Adam"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(RECURRENT).rewards(INTERVALS).modulators(MODULATOR);
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("trained", "RMSE, trained", "%.3f"), new Measure("shorter", "shorter", "%.3f"), new Measure("longer", "longer", "%.3f"),
        new Measure("slope_trained", "slope of intervals given, trained", "%.2f"), new Measure("slope_all", "of all", "%.2f"));
  }

  @Override
  public String criterion() {
    return "learnt: from the go pulse until 100 ms after the ramp the RMSE is below " + CLOSE + " in the mean of trained intervals (120 to 180 ms); shorter ones: 40 "
        + "to 100 ms, longer ones 200 to 260 ms; slope: of the interval given (twice the time from -0.25 to 0.25) over that shown, 1 where they are equal";
  }

  @Override
  public String timeLabel() {
    return "iteration";
  }

  @Override
  public String lineLabel() {
    return "RMSE";
  }

  @Override
  public List<Comparison> comparisons() {
    var all = new ArrayList<Comparison>();
    for (String measure : List.of("trained", "shorter", "longer")) {
      CONDITIONS.stream().skip(1).forEach(c -> all.add(new Comparison(measure, FIRST.name(), c.name())));
    }
    return all;
  }

  @Override
  public Network network(Plan plan) {
    plan.whole("modulating");
    plan.whole("iterations");
    return GatedLoop.described(name(), MODULATOR, plan.whole("units"), plan.whole("rank"), plan.get("tau"), plan.get("tau_modulator"));
  }

  private static ModulatedNet net(Plan plan) {
    var size =
        new ModulatedNet.Size(
            plan.whole("units"), plan.whole("rank"), plan.whole("modulating"), RampTask.INPUTS, RampTask.INPUTS, 1, RampTask.STEP_MS / plan.get("tau"),
            RampTask.STEP_MS / plan.get("tau_modulator"));
    var net = new ModulatedNet(size, plan.random("weights"));
    plan.clamp(MODULATOR).ifPresent(net::hold);
    return net;
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    var net = net(plan);
    var descent = new NetDescent(net, plan.get("rate"));
    boolean[][] which = NetDescent.all(net, !plan.freezes(RECURRENT));
    Arrays.fill(which[RAMP_PARTS], true);
    Arrays.fill(which[RAMP_PARTS + 1], true);
    RandomStream random = plan.random("trials");
    int iterations = plan.whole("iterations");
    var points = new ArrayList<double[]>();
    for (int n = 0; n < iterations; n++) {
      listener.requireGoing();
      if (n % (iterations / WATCHED) == 0) {
        points.add(new double[] {n, error(net, TRAINED)});
      }
      var gradient = Weights.zeros(net.size);
      for (int b = 0; b < BATCH; b++) {
        int asked = TRAINED[b % TRAINED.length];
        int measure = RampTask.FIRST + (int) (RampTask.STARTS * random.nextDouble());
        int other = TRAINED[(int) (TRAINED.length * random.nextDouble())];
        var shown = new RampTask(measure, plan.shuffles(INTERVALS) ? other : asked, asked).shown();
        net.backward(shown, net.run(shown), gradient);
      }
      descent.step(gradient, which, BATCH);
    }
    double trained = error(net, TRAINED);
    points.add(new double[] {iterations, trained});
    int[] all = Stream.of(SHORTER, TRAINED, LONGER).flatMapToInt(Arrays::stream).toArray();
    return plan.trial(
        trained < CLOSE, List.of(trained, error(net, SHORTER), error(net, LONGER), slope(net, TRAINED), slope(net, all)),
        List.of(Line.of("trained intervals", points)));
  }

  /** Mean over intervals and times of the first pulse. */
  private static double error(ModulatedNet net, int[] intervals) {
    double sum = 0;
    for (int interval : intervals) {
      for (int start = 0; start < RampTask.STARTS; start++) {
        var task = new RampTask(RampTask.FIRST + start, interval, interval);
        sum += task.error(net.run(task.shown()).y());
      }
    }
    return sum / intervals.length / RampTask.STARTS;
  }

  /** Of the intervals given over those shown, by least squares; those that end never are left out. */
  private static double slope(ModulatedNet net, int[] intervals) {
    var regression = new SimpleRegression();
    for (int interval : intervals) {
      for (int start = 0; start < RampTask.STARTS; start++) {
        var task = new RampTask(RampTask.FIRST + start, interval, interval);
        double given = task.given(net.run(task.shown()).y());
        if (!Double.isNaN(given)) {
          regression.addData(interval, given);
        }
      }
    }
    return regression.getSlope();
  }

  @Override
  public Proof proof(boolean fast) {
    var trained = new Claim("modulated", "RMSE of trained intervals", r -> r.median("trained", "modulated"), CLOSE, "weights that follow their gradient upwards");
    var shuffled = new Claim("shuffled", CLOSE + " / RMSE", r -> CLOSE / r.median("trained", "shuffled"), 1, "ramps that can be known without the interval");
    return fast ? Proof.of(1, List.of("modulated", "shuffled"), trained, shuffled) : Proof.of(3, List.of("modulated", "shuffled"), trained, shuffled);
  }
}
