package org.ranvier.networks.systems.nmrnn;

import static org.ranvier.networks.systems.nmrnn.SpikingModes.MODULATOR;
import static org.ranvier.networks.systems.nmrnn.SpikingModes.RECEPTOR;

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

/**
 * What modulators do to the modes of a network of low rank (Costacurta, Bhandarkar, Zoltowski & Linderman 2024, NeurIPS): mode k decays with {@code
 * τ/(1 - s_k)}, so its gain
 * {@code s_k} sets for how long it remembers; a course of the gain makes a ramp of any duration; a gain of 0 forgets, one of 1 holds.
 */
public final class NmRnn implements Study {
  static final String RATE = "rate";
  static final String OTHER = "other-duration";

  private static final double[] GAINS = {0, 0.5, 0.8, 0.9, 0.95};
  private static final int[] DURATIONS_MS = {40, 60, 80, 100, 120, 140, 160, 180, 200, 220, 240, 260};
  private static final int LONG = 20; // time constants
  private static final int RAMP = 1;
  private static final int REPEATS = 5; // of each ramp
  private static final double[] FEEDBACK = {1, 8, 1}; // a ramp needs more than 1
  private static final double START = 3; // of a decay, in units of a mode
  private static final int SKIPPED_MS = 5;

  private static final Condition SPIKING = Condition.of("spiking", "500 integrate-and-fire neurons");
  private static final List<Condition> CONDITIONS =
      List.of(
          SPIKING,
          SPIKING.as(RATE, "100 linear rate neurons", new Change.Feature(RATE)),
          SPIKING.as(
              "clamped", "all gains are held at 0.5", new Change.Clamped(MODULATOR + 0, 0.5), new Change.Clamped(MODULATOR + 1, 0.5),
                  new Change.Clamped(MODULATOR + 2, 0.5)),
          SPIKING.as("no-receptors", "modulators do nothing: all gains are 1", new Change.KnockedOut(RECEPTOR)),
          SPIKING.as(OTHER, "ramps get the gains of a ramp of another duration", new Change.Feature(OTHER)));

  @Override
  public String name() {
    return "nm-rnn";
  }

  @Override
  public String summary() {
    return "Memory and timing by modulators that scale the modes of a network of low rank";
  }

  @Override
  public String source() {
    return "Costacurta, Bhandarkar, Zoltowski & Linderman 2024, NeurIPS";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("tau", "ms", 100, 5, 1000, "of the modes"),
        new Setting("noise", "pA", 20, 0, 1000, "standard deviation of each neuron's current; 188 pA drive 50 spikes/s"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public Parts parts() {
    return Parts.NONE.modulators(MODULATOR + 0, MODULATOR + 1, MODULATOR + 2).receptors(RECEPTOR).features(RATE, OTHER);
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("decay_error", "decay off by", "%.4f"),
        new Measure("ramp_rmse", "ramp RMSE", "%.4f"),
        new Measure("ramp_error", "ramp max", "%.5f"),
        new Measure("held", "held, s = 1", "%.3f"),
        new Measure("left", "left, s = 0", "%.3f"));
  }

  @Override
  public String criterion() {
    return "learnt: time constants within 10 % of τ/(1-s) for s = 0, 0.5, 0.8, 0.9, 0.95; RMSE of each of 12 ramps, shown 5 times, below "
        + "0.05; after 20 τ at least 0.8 is held with s = 1,"
        + " and at most 0.05 left with s = 0";
  }

  @Override
  public String timeLabel() {
    return "time (ms)";
  }

  @Override
  public String lineLabel() {
    return "output";
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        new Comparison("decay_error", "spiking", "clamped"), new Comparison("ramp_rmse", "spiking", OTHER), new Comparison("held", "spiking", "clamped"),
        new Comparison("left", "spiking", "no-receptors"));
  }

  @Override
  public Network network(Plan plan) {
    return SpikingModes.described(plan, plan.get("tau"), FEEDBACK);
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    double tau = plan.get("tau");
    if (plan.has(RATE)) {
      listener.requireGoing();
      return measured(plan, tau, new RateModes(tau, FEEDBACK, plan.random("modes")));
    }
    try (var modes = new SpikingModes(plan, tau, FEEDBACK)) {
      listener.begins(plan.condition().name(), plan.seed(), modes.simulation());
      Trial trial = measured(plan, tau, modes);
      listener.ends(modes.simulation());
      return trial;
    }
  }

  private static Trial measured(Plan plan, double tau, Modes modes) {
    double decay = 0;
    for (int k = 0; k < GAINS.length; k++) {
      decay = Math.max(decay, Math.abs(timeConstant(modes, 2 * (k % 2), GAINS[k], tau) * (1 - GAINS[k]) / tau - 1));
    }
    var lines = new ArrayList<Line>();
    double rmse = 0;
    double worst = 0;
    for (int k = 0; k < DURATIONS_MS.length; k++) {
      var course = new GainCourse(tau, FEEDBACK[RAMP], DURATIONS_MS[k]);
      var shown = plan.has(OTHER) ? new GainCourse(tau, FEEDBACK[RAMP], DURATIONS_MS[(k + 6) % DURATIONS_MS.length]) : course;
      double squares = 0;
      var points = new ArrayList<double[]>();
      for (int again = 0; again < REPEATS; again++) {
        double[] output = ramp(modes, shown, DURATIONS_MS[k]);
        for (int t = 0; t < output.length; t++) {
          double off = output[t] - course.target(t);
          squares += off * off / output.length / REPEATS;
          worst = Math.max(worst, Math.abs(off));
          if (again == 0) {
            points.add(new double[] {t, output[t]});
          }
        }
      }
      rmse = Math.max(rmse, Math.sqrt(squares));
      lines.add(Line.of(DURATIONS_MS[k] + " ms", points));
      if (plan.has(RATE)) {
        worst = Math.max(worst, GeneralRamp.error(course, plan.random("ramp", String.valueOf(k))));
      }
    }
    double held = kept(modes, 1, tau);
    double left = kept(modes, 0, tau);
    boolean learnt = decay < 0.1 && rmse < 0.05 && held >= 0.8 && Math.abs(left) <= 0.05;
    return plan.trial(learnt, List.of(decay, rmse, worst, held, left), lines);
  }

  private static void begin(Modes modes, int mode, double value) {
    for (int k = 0; k < Modes.RANK; k++) {
      modes.gain(k, 0);
    }
    for (int t = 0; t < 2 * SKIPPED_MS; t++) {
      modes.step();
    }
    double[] values = new double[Modes.RANK];
    values[mode] = value;
    modes.set(values);
  }

  /** The slope of the logarithm, by least squares, while more than 0.3 is left. */
  private static double timeConstant(Modes modes, int mode, double s, double tau) {
    begin(modes, mode, START);
    modes.gain(mode, s);
    for (int t = 0; t < SKIPPED_MS; t++) {
      modes.step();
    }
    double first = modes.value(mode);
    var values = new ArrayList<Double>();
    double longest = 3 * tau / (1 - s);
    for (int t = 0; t < longest && modes.value(mode) > 0.3 * first; t++) {
      values.add(Math.log(modes.value(mode)));
      modes.step();
    }
    double middle = (values.size() - 1) / 2.0;
    double mean = values.stream().mapToDouble(v -> v).average().orElse(0);
    double above = 0;
    double below = 0;
    for (int t = 0; t < values.size(); t++) {
      above += (t - middle) * (values.get(t) - mean);
      below += (t - middle) * (t - middle);
    }
    return -below / above;
  }

  private static double[] ramp(Modes modes, GainCourse course, int durationMs) {
    begin(modes, RAMP, 0.5);
    double[] output = new double[durationMs + 1];
    for (int t = 0; t <= durationMs; t++) {
      output[t] = modes.value(RAMP) + GainCourse.OFFSET;
      modes.gain(RAMP, course.gain(t + 0.5)); // of the middle of the millisecond
      modes.step();
    }
    return output;
  }

  private static double kept(Modes modes, double s, double tau) {
    begin(modes, 0, START);
    modes.gain(0, s);
    for (int t = 0; t < LONG * tau; t++) {
      modes.step();
    }
    return modes.value(0) / START;
  }

  private static double worst(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  @Override
  public Proof proof(boolean fast) {
    return Proof.of(
        fast ? 1 : 5, List.of("spiking", RATE, "clamped", OTHER),
        new Claim("spiking", "largest deviation from τ/(1-s)", r -> worst(r.values("decay_error", "spiking")), 0.1, "a loop whose gain is 1 % off"),
        new Claim("spiking", "largest RMSE of 12 ramps", r -> worst(r.values("ramp_rmse", "spiking")), 0.05, "gains that come late"),
        new Claim("spiking", "0.8 / what is held for 20 τ", r -> 0.8 / Arrays.stream(r.values("held", "spiking")).min().orElseThrow(), 1, "a leak"),
        new Claim(RATE, "largest deviation from τ/(1-s)", r -> worst(r.values("decay_error", RATE)), 0.01, "modes that are not orthogonal"),
        new Claim(RATE, "largest error of 12 ramps", r -> worst(r.values("ramp_error", RATE)), 1e-3, "a closed form that is wrong"),
        new Claim("clamped", "0.3 / least deviation from τ/(1-s)", r -> 0.3 / Arrays.stream(r.values("decay_error", "clamped")).min().orElseThrow(), 1,
            "decays that do not come from the gain"),
        new Claim(OTHER, "0.2 / least RMSE", r -> 0.2 / Arrays.stream(r.values("ramp_rmse", OTHER)).min().orElseThrow(), 1, "ramps that do not come from the gain"));
  }
}
