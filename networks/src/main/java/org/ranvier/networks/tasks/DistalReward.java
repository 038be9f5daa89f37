package org.ranvier.networks.tasks;

import static org.ranvier.networks.connect.ConnectionRule.fixedOutDegree;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Network;
import org.ranvier.networks.Projection;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The distal-reward problem of Izhikevich 2007 (doi:10.1093/cercor/bhl152): whenever a designated synapse's target fires within 20 ms after
 * its source, dopamine comes one to three seconds later, among many other coincidences. The synapse, which begins at 0, is found all the
 * same.
 *
 * <p>1,000 neurons that fire at about 1 spike/s, 100,000 synapses, the 80,000 from excitatory neurons plastic by reward-modulated STDP. The
 * twins: {@code off} is given no dopamine; {@code shuffled} is given that of the learning run, with the intervals between rewards in a random
 * order.
 *
 * <p>The thalamic noise has the published variance of 13·(U - 0.5), but is the difference of two Poisson inputs. The published weights change
 * once in 10 ms by {@code (0.002 + d)·c}; here they follow {@code dw/dt = (0.002 + d)·c/10 ms}.
 */
final class DistalReward implements Task {
  private static final String REWARDED = "rewarded";
  private static final String OFF = "off";
  private static final String SHUFFLED = "shuffled";

  private static final int EXCITATORY = 800;
  private static final int INHIBITORY = 200;
  private static final int NEURONS = EXCITATORY + INHIBITORY;
  private static final int SYNAPSES = 100; // of each neuron
  private static final double MOST_MV = 4;
  private static final int WINDOW_STEPS = 20;
  private static final double TOP = 0.03;
  private static final int SAMPLES = 180;

  /** Steps of 1 ms after which it is asked for coincidences; fewer than those from a coincidence to its reward. */
  private static final int LOOK = 500;

  /** Izhikevich's neuron with the recovery's time constant in place of its rate; integrated as he does, in two half steps. */
  private static final NeuronModel NEURON =
      EquationModel.of(
          "regular_or_fast",
          """
          parameters:
            tau_u = 50 ms (> 0)   # of the recovery variable
            d     = 8 mV          # recovery added by a spike
          constants:
            k     = 0.04 1/(mV*ms)
          equations:
            F       = k*V_m*V_m + (5/ms)*V_m + 140 mV/ms - U_m/ms : mV/ms
            dV_m/dt = F : mV                        # membrane potential
            dU_m/dt = (0.2*V_m - U_m)/tau_u : mV    # recovery variable
          initial:
            V_m = -65 mV
            U_m = 0.2*V_m
          receptors:
            synapse: mV   # a current during one step
          update:
            V_m = V_m + dt/2*(F + synapse/ms)
            V_m = V_m + dt/2*(F + synapse/ms)
            U_m = U_m + dt*(0.2*V_m - U_m)/tau_u
          threshold: V_m >= 30 mV
          reset:     V_m = -65 mV, U_m += d
          """);

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("reward", "1", 0.5, 0, 100, "dopamine that a reward releases"),
          new Setting("soonest", "ms", 1000, 500, 60_000, "least time from a coincidence to its reward"),
          new Setting("latest", "ms", 3000, 500, 60_000, "largest time from a coincidence to its reward"),
          new Setting("baseline", "1", 0.002, 0, 1, "dopamine that is there without reward"),
          new Setting("tau_c", "ms", 1000, 1, 60_000, "time constant of the eligibility"));

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("weight_mv", "weight (mV)", "%.3f"),
          new Figure("rank", "rank", "%,.0f"),
          new Figure("plastic_synapses", "of", "%,.0f"),
          new Figure("top_percent", "top %", "%.2f"),
          new Figure("mean_weight_mv", "mean (mV)", "%.3f"),
          new Figure("rewards", "rewards", "%.0f"),
          new Figure("rate_hz", "spikes/s", "%.2f"));

  @Override
  public String name() {
    return "distal-reward";
  }

  @Override
  public String summary() {
    return "Learning task: dopamine that comes seconds later strengthens one synapse of 80,000";
  }

  @Override
  public String source() {
    return "Izhikevich 2007, doi:10.1093/cercor/bhl152";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public List<String> conditions() {
    return List.of(REWARDED, OFF, SHUFFLED);
  }

  @Override
  public List<Figure> figures() {
    return FIGURES;
  }

  @Override
  public String criterion() {
    return "learnt: the designated synapse is among the strongest " + Math.round(100 * TOP)
        + " %; rank: plastic synapses at least as strong as it is";
  }

  @Override
  public String lineLabel() {
    return "weight (mV)";
  }

  @Override
  public double durationMs() {
    return 1_800_000;
  }

  private record Parts(Network net, Projection plastic, Modulator dopamine) {}

  @Override
  public Network network(Settings settings, double durationMs, long seed) {
    return parts(settings).net;
  }

  private static Parts parts(Settings settings) {
    if (settings.get("latest") <= settings.get("soonest")) {
      throw new RanvierException(
          "distal-reward: latest = " + TimeGrid.trim(settings.get("latest")) + " ms must be above soonest = "
              + TimeGrid.trim(settings.get("soonest")) + " ms");
    }
    var net = new Network("distal-reward").resolution(ms(1));
    double[] tau = new double[NEURONS];
    double[] d = new double[NEURONS];
    Arrays.setAll(tau, i -> i < EXCITATORY ? 50 : 10);
    Arrays.setAll(d, i -> i < EXCITATORY ? 8 : 2);
    var neurons = net.population("N", NEURONS, NEURON).set("tau_u", each(Units::ms, tau)).set("d", each(Units::mV, d));
    var excitatory = neurons.range(0, EXCITATORY);
    var inhibitory = neurons.range(EXCITATORY, NEURONS);
    double weight = 13 / Math.sqrt(12) / Math.sqrt(8);
    net.poisson("noise+", neurons).rate(Hz(4000)).weight(mV(weight));
    net.poisson("noise-", neurons).rate(Hz(4000)).weight(mV(-weight));
    var dopamine = net.modulator("dopamine").decay(ms(200));
    var rule =
        ThreeFactor.rewardStdp(ThirdFactor.of("dopamine").minus(-settings.get("baseline")))
            .tauEligibilityMs(settings.get("tau_c"))
            .rate(0.1) // what was a change in 10 ms
            .bounds(Bounds.upTo(MOST_MV));
    var plastic =
        net.connect(excitatory, neurons).rule(fixedOutDegree(SYNAPSES).withoutMultapses()).weight(mV(1)).delay(ms(1)).plastic(rule);
    net.connect(inhibitory, excitatory).rule(fixedOutDegree(SYNAPSES).withoutMultapses()).weight(mV(-1)).delay(ms(1));
    return new Parts(net, plastic, dopamine);
  }

  @Override
  public void check(List<String> conditions) {
    if (conditions.contains(SHUFFLED) && !conditions.contains(REWARDED)) {
      throw new RanvierException(
          "distal-reward: condition 'shuffled' needs 'rewarded', whose rewards it shuffles; use --conditions rewarded,shuffled");
    }
  }

  @Override
  public void run(Settings settings, double durationMs, List<String> conditions, long seed, Consumer<Trial> done) {
    List<Long> rewards = List.of();
    for (String condition : conditions) {
      var run = new Run(settings, condition, seed, rewards);
      done.accept(run.trial((long) durationMs));
      rewards = condition.equals(REWARDED) ? run.given : rewards;
    }
  }

  /** A run under one condition. */
  private static final class Run {
    private final Settings settings;
    private final String condition;
    private final long seed;
    private final SplittableRandom random;
    private final PriorityQueue<Long> due = new PriorityQueue<>();
    private final List<Long> given = new ArrayList<>();
    private final List<double[]> designated = new ArrayList<>(); // time and weight
    private final List<double[]> mean = new ArrayList<>();

    Run(Settings settings, String condition, long seed, List<Long> earlier) {
      this.settings = settings;
      this.condition = condition;
      this.seed = seed;
      random = new SplittableRandom(seed);
      if (condition.equals(SHUFFLED)) {
        due.addAll(RewardTimes.shuffled(earlier, random));
      }
    }

    Trial trial(long end) {
      Parts parts = parts(settings);
      try (var sim = Simulation.of(parts.net, Simulation.Options.DEFAULT.threads(1).seed(seed).keepSpikes(false))) {
        var before = sim.weights(parts.plastic);
        double[] weights = before.values().clone();
        weights[0] = 0; // the designated synapse
        sim.setWeights(parts.plastic, weights);
        var watch = new Coincidences(before.sources()[0], before.targets()[0], WINDOW_STEPS);
        sim.addListener(watch);
        long sample = Math.max(1, end / SAMPLES);
        sample(sim, parts, 0);
        double seconds = 0;
        for (long now = 0; now < end; ) {
          reward(sim, parts.dopamine, now);
          long next = Math.min(end, Math.min((now / LOOK + 1) * LOOK, (now / sample + 1) * sample));
          next = due.isEmpty() ? next : Math.min(next, due.peek());
          seconds += sim.run(ms(next - now)).seconds();
          now = next;
          take(watch);
          if (now % sample == 0 || now == end) {
            sample(sim, parts, now);
          }
        }
        return trial(sim.weights(parts.plastic).values(), watch.spikes() / (double) NEURONS / end * 1000, 1000 * seconds / end);
      }
    }

    private void reward(Simulation sim, Modulator dopamine, long now) {
      while (!due.isEmpty() && due.peek() <= now) {
        given.add(due.poll());
        if (!condition.equals(OFF)) {
          sim.release(dopamine, settings.get("reward"));
        }
      }
    }

    private void take(Coincidences watch) {
      for (long t : watch.take()) {
        long reward = t + random.nextLong((long) settings.get("soonest"), (long) settings.get("latest"));
        if (!condition.equals(SHUFFLED)) {
          due.add(reward);
        }
      }
    }

    private void sample(Simulation sim, Parts parts, long now) {
      var weights = sim.weights(parts.plastic);
      designated.add(new double[] {now / 1000.0, weights.values()[0]});
      mean.add(new double[] {now / 1000.0, weights.mean()});
    }

    private Trial trial(double[] w, double rate, double realTimeFactor) {
      long rank = Arrays.stream(w).filter(x -> x >= w[0]).count();
      double share = (double) rank / w.length;
      double average = Arrays.stream(w).average().orElseThrow();
      return new Trial(
          condition, seed, share <= TOP, List.of(w[0], (double) rank, (double) w.length, 100 * share, average, (double) given.size(), rate),
          List.of(Line.of("designated synapse", designated), Line.of("mean of all", mean)), realTimeFactor);
    }
  }
}
