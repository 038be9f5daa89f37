package org.ranvier.networks.systems.nmn;

import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.SpikeCounts;
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
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;

/**
 * Slope and bias of neurons as modulators command (Vecoven, Ernst, Wehenkel & Drion 2020): the rate of 200 integrate-and-fire neurons is that of the current
 * {@code (1 + z·w_s)·x + z·w_b}, x being their synaptic input. Two pairs of modulators, of which each raises or lowers, command nine settings. Inputs are those that
 * should make currents of 400 to 620 pA. A line through the rates has a slope, and meets 0 at a rheobase;
 * with {@code s₀} and {@code x₀} for no modulator, these must be {@code s₀·(1 +
 * z·w_s)} and {@code (x₀ - z·w_b)/(1 + z·w_s)}.
 */
public final class NmnLaw implements Study {
  private static final String SLOPE = "slope";
  private static final String BIAS = "bias";
  private static final double GAIN = 0.4;
  private static final double BIAS_PA = 100;
  private static final int NEURONS = 200;
  private static final int SOURCES = 40; // of a neuron
  private static final double WEIGHT_PA = 5;
  private static final double TAU_SYN_MS = 5;
  private static final double LEAST_PA = 400;
  private static final double STEP_PA = 20;
  private static final int LEVELS = 12;
  private static final int[] SIGNS = {-1, 0, 1};

  private static final Condition BOTH = Condition.of("both", "modulators act on slope and bias");
  private static final List<Condition> CONDITIONS =
      List.of(
          BOTH, BOTH.as("no-slope", "the receptors on the slope do nothing", new Change.KnockedOut(SLOPE)),
          BOTH.as("no-bias", "the receptors on the bias do nothing", new Change.KnockedOut(BIAS)));

  @Override
  public String name() {
    return "nmn-law";
  }

  @Override
  public String summary() {
    return "Slope and bias of integrate-and-fire neurons, as modulators command them";
  }

  @Override
  public String source() {
    return "after Vecoven, Ernst, Wehenkel & Drion 2020, doi:10.1371/journal.pone.0227922";
  }

  @Override
  public List<Setting> settings() {
    return List.of(new Setting("seconds", "s", 0.5, 0.2, 1000, "for which rates are counted, in each setting"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public Parts parts() {
    return Parts.NONE.receptors(SLOPE, BIAS);
  }

  @Override
  public List<Measure> measures() {
    return List.of(new Measure("r2_slope", "R² of slopes", "%.4f"), new Measure("r2_rheobase", "R² of rheobases", "%.4f"));
  }

  @Override
  public String criterion() {
    return "learnt (here: commanded): both at least 0.98; R²: share of the variance of nine slopes, or rheobases, that is what was commanded";
  }

  @Override
  public String timeLabel() {
    return "synaptic input (pA)";
  }

  @Override
  public String lineLabel() {
    return "spikes/s";
  }

  /** A network, and the populations that hear more and more. */
  private record Built(Network net, List<Population> levels) {}

  private static Built built(Plan plan, int s, int b) {
    var net = new Network("nmn-law").resolution(ms(0.1));
    var levels = new ArrayList<Population>();
    var inputs = new ArrayList<Projection>();
    for (int k = 0; k < LEVELS; k++) {
      double hz = input(s, b, k) / (SOURCES * WEIGHT_PA * TAU_SYN_MS / 1000);
      var sources = net.population("input " + k, NEURONS, "poisson_generator").set("rate", Hz(hz));
      var neurons = net.population("level " + k, NEURONS, "iaf_psc_exp").set("tau_syn_ex", ms(TAU_SYN_MS));
      inputs.add(net.connect(sources, neurons).rule(fixedInDegree(SOURCES)).weight(pA(WEIGHT_PA)).delay(ms(1)));
      levels.add(neurons);
    }
    for (int sign : new int[] {-1, 1}) {
      var slope = net.modulator(name(SLOPE, sign)).receptor(SLOPE + sign, new Response.Proportional(1));
      var bias = net.modulator(name(BIAS, sign)).receptor(BIAS + sign, new Response.Proportional(1));
      for (int k = 0; k < LEVELS; k++) {
        if (!plan.knocksOut(SLOPE)) {
          slope.gates(inputs.get(k), new Effect.Scaled(sign * GAIN));
        }
        if (!plan.knocksOut(BIAS)) {
          bias.changes(levels.get(k), "I_e", new Effect.Shifted(sign * BIAS_PA));
        }
      }
    }
    return new Built(net, levels);
  }

  /** The input that is to make the current of a level. */
  private static double input(int s, int b, int level) {
    return (LEAST_PA + level * STEP_PA - b * BIAS_PA) / (1 + s * GAIN);
  }

  private static String name(String of, int sign) {
    return "z " + of + (sign > 0 ? " up" : " down");
  }

  @Override
  public Network network(Plan plan) {
    return built(plan, 0, 0).net;
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    var lines = new ArrayList<Line>();
    SimpleRegression[][] fits = new SimpleRegression[SIGNS.length][SIGNS.length];
    double ms = 0;
    double seconds = 0;
    for (int s : SIGNS) {
      for (int b : SIGNS) {
        var built = built(plan, s, b);
        var fit = new SimpleRegression();
        var points = new ArrayList<double[]>();
        try (var sim = Simulation.of(built.net, plan.options())) {
          listener.begins(plan.condition().name(), plan.seed(), sim);
          command(sim, SLOPE, s);
          command(sim, BIAS, b);
          seconds += sim.run(ms(200)).seconds();
          List<SpikeCounts> counts = built.levels.stream().map(sim::count).toList();
          seconds += sim.run(ms(1000 * plan.get("seconds"))).seconds();
          ms += sim.timeMs();
          for (int k = 0; k < LEVELS; k++) {
            double x = input(s, b, k);
            double hz = counts.get(k).total() / (NEURONS * plan.get("seconds"));
            points.add(new double[] {x, hz});
            fit.addData(x, hz);
          }
          listener.ends(sim);
        }
        fits[s + 1][b + 1] = fit;
        lines.add(Line.of("slope " + (1 + s * GAIN) + ", bias " + b * BIAS_PA + " pA", points));
      }
    }
    double slope = explained(fits, true);
    double rheobase = explained(fits, false);
    return plan.trial(Math.min(slope, rheobase) >= 0.98, List.of(slope, rheobase), lines).cost(seconds * 1000 / ms);
  }

  private static void command(Simulation sim, String what, int sign) {
    sim.network().modulators().stream().filter(m -> sign != 0 && m.name().equals(name(what, sign))).forEach(m -> sim.clamp(m, 1));
  }

  private static double rheobase(SimpleRegression fit) {
    return -fit.getIntercept() / fit.getSlope();
  }

  /** The share of the variance of slopes, or rheobases, that is what was commanded. */
  private static double explained(SimpleRegression[][] fits, boolean slopes) {
    double mean = 0;
    for (SimpleRegression[] row : fits) {
      for (SimpleRegression fit : row) {
        mean += (slopes ? fit.getSlope() : rheobase(fit)) / 9;
      }
    }
    double all = 0;
    double left = 0;
    for (int s : SIGNS) {
      for (int b : SIGNS) {
        SimpleRegression fit = fits[s + 1][b + 1];
        double gain = 1 + s * GAIN;
        double found = slopes ? fit.getSlope() : rheobase(fit);
        double commanded = slopes ? gain * fits[1][1].getSlope() : (rheobase(fits[1][1]) - b * BIAS_PA) / gain;
        all += (found - mean) * (found - mean);
        left += (found - commanded) * (found - commanded);
      }
    }
    return 1 - left / all;
  }

  @Override
  public Proof proof(boolean fast) {
    return Proof.of(
        fast ? 1 : 10, List.of(),
        new Claim("both", "(1 - R² of slopes) / 0.02", r -> (1 - r.median("r2_slope", "both")) / 0.02, 1, "a gain that acts on the bias too"),
        new Claim("both", "(1 - R² of rheobases) / 0.02", r -> (1 - r.median("r2_rheobase", "both")) / 0.02, 1, "a bias of the wrong sign"),
        new Claim("no-slope", "R² of slopes / 0.95", r -> r.median("r2_slope", "no-slope") / 0.95, 1, "slopes that differ without modulators"),
        new Claim("no-bias", "R² of rheobases / 0.9", r -> r.median("r2_rheobase", "no-bias") / 0.9, 1, "rheobases that differ without modulators"));
  }
}
