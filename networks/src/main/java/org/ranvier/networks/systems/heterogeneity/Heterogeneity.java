package org.ranvier.networks.systems.heterogeneity;

import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
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
import org.ranvier.networks.values.Units;

/**
 * The memory of a reservoir whose neurons differ (after Perez-Nieves, Leung, Dragotti & Goodman 2021,
 * doi:10.1038/s41467-021-26022-3; Rodriguez-Garcia, Mei & Ramaswamy 2024, arXiv:2407.04525): 200 integrate-and-fire neurons hear
 * a random signal that is new every 20 ms; linear readouts of their low-passed spikes say what it was some samples ago. The
 * memory capacity is the sum of the squared correlations over the lags (Jaeger 2001). Membrane time constants are drawn from a
 * gamma distribution of mean 20 ms and shape 3, or are 20 ms for all. The resistance of the membrane is the same for all.
 *
 * <p>The twins: {@code homogeneous}; {@code as-active}, which is homogeneous too, with a constant current that makes it fire as
 * many spikes; {@code deaf}, which hears nothing.
 */
public final class Heterogeneity implements Study {
  static final String ALIKE = "alike";
  static final String DEAF = "deaf";

  private static final int NEURONS = 200;
  private static final int EXCITATORY = 160;
  private static final int LAGS = 20;
  private static final double SAMPLE_MS = 20;
  private static final double MEAN_TAU_MS = 20;
  private static final double MEGOHM = 80; // of the membrane: 20 ms / 250 pF
  private static final double READOUT_MS = 20;
  private static final double MATCHED_PA = 189.5;

  private static final Condition GAMMA = Condition.of("gamma", "membrane time constants from a gamma distribution");
  private static final List<Condition> CONDITIONS =
      List.of(
          GAMMA,
          GAMMA.as("homogeneous", "20 ms for all", new Change.Feature(ALIKE)),
          GAMMA.as("as-active", "20 ms for all, and as many spikes", new Change.Feature(ALIKE), new Change.Set("drive", MATCHED_PA)),
          GAMMA.as(DEAF, "the signal does not reach the neurons", new Change.Feature(DEAF)));

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("samples", "1", 2500, 500, 1_000_000, "of 20 ms each, 60 % of which are fitted"),
          new Setting("shape", "1", 3, 0.2, 1000, "of the gamma distribution"),
          new Setting("drive", "pA", 180, -10_000, 10_000, "constant current; 187.5 pA bring a neuron to its threshold"),
          new Setting("signal", "pA", 60, 0, 10_000, "largest amplitude of the signal"),
          new Setting("recurrent", "pA", 20, 0, 10_000, "weight of an excitatory synapse"),
          new Setting("ridge", "1", 0.001, 1e-12, 1e6, "penalty of the readout's weights, for each sample"));

  @Override
  public String name() {
    return "heterogeneity";
  }

  @Override
  public String summary() {
    return "Memory of a reservoir: neurons with different time constants against neurons that are alike";
  }

  @Override
  public String source() {
    return "after Perez-Nieves et al. 2021, doi:10.1038/s41467-021-26022-3; Jaeger 2001, GMD report 152";
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
    return Parts.NONE.features(ALIKE, DEAF);
  }

  @Override
  public List<Measure> measures() {
    return List.of(new Measure("capacity", "memory capacity", "%.3f"), new Measure("late", "of lags above 3", "%.3f"), new Measure("rate_hz", "spikes/s", "%.2f"));
  }

  @Override
  public String criterion() {
    return "learnt: a memory capacity above 0.5";
  }

  @Override
  public String timeLabel() {
    return "lag (samples of 20 ms)";
  }

  @Override
  public String lineLabel() {
    return "squared correlation";
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        new Comparison("capacity", "gamma", "homogeneous"), new Comparison("capacity", "gamma", "as-active"), new Comparison("late", "gamma", "as-active"),
        new Comparison("rate_hz", "gamma", "as-active"), new Comparison("capacity", "gamma", DEAF));
  }

  private static double[] signal(Plan plan) {
    var random = plan.random("signal");
    double[] signal = new double[plan.whole("samples")];
    Arrays.setAll(signal, k -> 2 * random.nextDouble() - 1);
    return signal;
  }

  @Override
  public Network network(Plan plan) {
    var net = new Network("heterogeneity").resolution(ms(0.5));
    var random = plan.random("time constants");
    double shape = plan.get("shape");
    var gamma = new GammaDistribution(shape, MEAN_TAU_MS / shape);
    double[] tau = new double[NEURONS];
    Arrays.setAll(tau, k -> {
      double drawn = Math.clamp(gamma.inverseCumulativeProbability(random.nextDouble()), 3, 200);
      return plan.has(ALIKE) ? MEAN_TAU_MS : drawn;
    });
    double[] capacitance = Arrays.stream(tau).map(t -> t / MEGOHM * 1000).toArray();
    var neurons =
        net.population("reservoir", NEURONS, "iaf_psc_exp").set("tau_m", each(Units::ms, tau)).set("C_m", each(Units::pF, capacitance)).set("I_e", pA(plan.get("drive")))
            .set("E_L", mV(-70)).set("V_th", mV(-55)).set("V_reset", mV(-65)).set("t_ref", ms(2));
    net.current("noise", neurons).noise(pA(0), pA(30), ms(1));
    double[] signal = signal(plan);
    double[] times = new double[signal.length];
    Arrays.setAll(times, k -> k * SAMPLE_MS);
    double[][] currents = new double[NEURONS][signal.length];
    var into = plan.random("gains");
    for (double[] current : currents) {
      double gain = (plan.has(DEAF) ? 0 : plan.get("signal")) * (2 * into.nextDouble() - 1);
      Arrays.setAll(current, k -> gain * signal[k]);
    }
    net.current("signal", neurons).steps(Units::ms, times, Units::pA, currents);
    double w = plan.get("recurrent");
    net.connect(neurons.range(0, EXCITATORY), neurons).rule(fixedInDegree(16)).weight(pA(w)).delay(ms(1.5));
    net.connect(neurons.range(EXCITATORY, NEURONS), neurons).rule(fixedInDegree(4)).weight(pA(-4.5 * w)).delay(ms(1.5));
    return net;
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    var net = network(plan);
    double[] signal = signal(plan);
    double[][] state = new double[signal.length][];
    try (var sim = Simulation.of(net, plan.options())) {
      listener.begins(plan.condition().name(), plan.seed(), sim);
      var traces = new Traces(NEURONS, net.grid().resolutionMs(), READOUT_MS);
      sim.addListener(traces);
      double seconds = 0;
      for (int k = 0; k < signal.length; k++) {
        seconds += sim.run(ms(SAMPLE_MS)).seconds();
        state[k] = traces.now(Math.round((k + 1) * SAMPLE_MS / net.grid().resolutionMs()));
        if (k % 50 == 0) {
          listener.goesOn(sim);
        }
      }
      listener.ends(sim);
      double[] recalled = Readouts.recalled(state, signal, (int) (0.6 * signal.length), LAGS, plan.get("ridge"));
      double capacity = Arrays.stream(recalled).sum();
      double late = Arrays.stream(recalled, 3, LAGS).sum();
      double rate = traces.spikes() / (double) NEURONS / sim.timeMs() * 1000;
      var points = new ArrayList<double[]>();
      for (int k = 0; k < LAGS; k++) {
        points.add(new double[] {k + 1.0, recalled[k]});
      }
      return plan.trial(capacity > 0.5, List.of(capacity, late, rate), List.of(Line.of("recalled", points))).cost(seconds * 1000 / sim.timeMs());
    }
  }

  @Override
  public Proof proof(boolean fast) {
    return Proof.of(
        fast ? 1 : 3, List.of("gamma", DEAF),
        new Claim("gamma", "0.5 / least memory capacity", r -> 0.5 / Arrays.stream(r.values("capacity", "gamma")).min().orElseThrow(), 1,
            "a signal that does not reach the neurons (signal = 0)"),
        new Claim(DEAF, "largest memory capacity", r -> Arrays.stream(r.values("capacity", DEAF)).max().orElseThrow(), 0.2,
            "readouts that are tested on what they were fitted to"));
  }
}
