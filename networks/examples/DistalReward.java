import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import java.nio.file.*;
import org.ranvier.networks.*;
import org.ranvier.networks.plot.*;
import org.ranvier.neuronmodels.equations.*;
import org.ranvier.plasticity.eligibility.*;
import org.ranvier.plasticity.rules.*;
import org.ranvier.plasticity.weights.*;
import org.ranvier.simulator.recording.*;

// The distal-reward problem of Izhikevich 2007, doi:10.1093/cercor/bhl152: whenever a designated synapse's target fires within 20 ms after its
// source, dopamine comes one to three seconds later, among many other coincidences. The synapse, which begins at 0, is found all the same.
// Twins: "off" gives no dopamine; "shuffled" gives that of the learning run, with the intervals between rewards in a random order.
// The thalamic noise has the published variance of 13 (U - 0.5), but is the difference of two Poisson inputs.

static final int EXCITATORY = 800;
static final int INHIBITORY = 200;
static final double REWARD = 0.5;

/** Izhikevich's neuron with the recovery's time constant in place of its rate; integrated as he does, in two half steps. */
static final String NEURON = """
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
    """;

/** rank: how many of the plastic synapses are at least as strong as the designated one. */
record Result(String condition, long seed, double weight, int rank, int synapses, double mean, double rateHz, List<Long> rewards,
    double wallMsPerSecond, double[] course) {}

void main(String[] args) throws Exception {
  var options = new HashMap<>(Map.of("--duration", "1800", "--seed", "1", "--conditions", "rewarded,off,shuffled", "--threads", "1", "--json", "",
      "--plot", "distal-reward.png"));
  for (int k = 0; k + 1 < args.length; k += 2) {
    if (!options.containsKey(args[k])) throw new IllegalArgumentException(args[k] + ": the options are " + options.keySet());
    options.put(args[k], args[k + 1]);
  }
  int seconds = Integer.parseInt(options.get("--duration"));
  int threads = Integer.parseInt(options.get("--threads"));
  var results = new ArrayList<Result>();
  IO.println("condition  seed  weight  rank of 80,000    top %   mean  rewards  spikes/s  wall ms per s");
  for (String seed : options.get("--seed").split(",")) {
    List<Long> rewards = List.of();
    for (String condition : options.get("--conditions").split(",")) {
      if (condition.equals("shuffled") && rewards.isEmpty()) throw new IllegalArgumentException("'shuffled' needs 'rewarded' before it");
      var r = simulate(condition, Long.parseLong(seed), seconds, threads, rewards);
      if (condition.equals("rewarded")) rewards = r.rewards;
      results.add(r);
      IO.println(String.format(Locale.ROOT, "%-9s  %4d  %6.3f  %,14d  %7.2f  %5.3f  %7d  %8.2f  %13.1f", condition, r.seed, r.weight, r.rank,
          100.0 * r.rank / r.synapses, r.mean, r.rewards.size(), r.rateHz, r.wallMsPerSecond));
    }
  }
  if (!options.get("--json").isEmpty()) {
    Files.writeString(Path.of(options.get("--json")), results.stream().map(r -> String.format(Locale.ROOT,
        "{\"condition\":\"%s\",\"seed\":%d,\"weight\":%s,\"rank\":%d,\"rewards\":%d}", r.condition, r.seed, r.weight, r.rank, r.rewards.size()))
        .toList().toString());
  }
  if (!options.get("--plot").isEmpty()) {
    var courses = new LinkedHashMap<String, double[]>();
    for (var r : results) courses.put(r.condition + ", seed " + r.seed, r.course);
    double[] times = new double[results.getFirst().course.length];
    Arrays.setAll(times, k -> 10_000.0 * k);
    TracePicture.write(Path.of(options.get("--plot")), times, courses, "designated synapse (mV)");
  }
}

static Result simulate(String condition, long seed, int seconds, int threads, List<Long> earlier) {
  var net = new Network("distal reward").resolution(ms(1));
  double[] tau = new double[EXCITATORY + INHIBITORY];
  double[] d = new double[tau.length];
  Arrays.setAll(tau, i -> i < EXCITATORY ? 50 : 10);
  Arrays.setAll(d, i -> i < EXCITATORY ? 8 : 2);
  var neurons = net.population("N", tau.length, EquationModel.of("regular_or_fast", NEURON)).set("tau_u", each(v -> ms(v), tau))
      .set("d", each(v -> mV(v), d));
  var excitatory = neurons.range(0, EXCITATORY);
  var inhibitory = neurons.range(EXCITATORY, tau.length);
  double weight = 13 / Math.sqrt(12) / Math.sqrt(8);
  net.poisson("noise+", neurons).rate(Hz(4000)).weight(mV(weight));
  net.poisson("noise-", neurons).rate(Hz(4000)).weight(mV(-weight));
  var dopamine = net.modulator("dopamine").decay(ms(200));
  var learning = ThreeFactor.rewardStdp(ThirdFactor.of("dopamine").minus(-0.002)).rate(0.1).bounds(Bounds.upTo(4)); // 0.1: c acts every 10 ms
  var plastic = net.connect(excitatory, neurons).rule(fixedOutDegree(100).withoutMultapses()).weight(mV(1)).delay(ms(1)).plastic(learning);
  net.connect(inhibitory, excitatory).rule(fixedOutDegree(100).withoutMultapses()).weight(mV(-1)).delay(ms(1));

  try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).seed(seed).keepSpikes(false))) {
    Weights begin = sim.weights(plastic);
    double[] weights = begin.values().clone();
    weights[0] = 0; // the designated synapse
    sim.setWeights(plastic, weights);
    var watch = new Coincidences(begin.sources()[0], begin.targets()[0]);
    sim.addListener(watch);
    var random = new SplittableRandom(seed);
    var due = new PriorityQueue<Long>(condition.equals("shuffled") ? shuffled(earlier, random) : List.of());
    var given = new ArrayList<Long>();
    double[] course = new double[seconds / 10 + 1];
    long start = System.nanoTime();
    for (long now = 0, end = 1000L * seconds; now < end; ) {
      while (!due.isEmpty() && due.peek() <= now) {
        given.add(due.poll());
        if (!condition.equals("off")) sim.release(dopamine, REWARD);
      }
      long next = Math.min(now - now % 500 + 500, due.isEmpty() ? end : due.peek()); // no reward comes sooner than a second after its cause
      sim.run(ms(next - now));
      now = next;
      for (long t : watch.take()) {
        long reward = t + 1000 + random.nextInt(2000);
        if (!condition.equals("shuffled")) due.add(reward);
      }
      if (now % 10_000 == 0) course[(int) (now / 10_000)] = sim.weights(plastic).values()[0];
    }
    double wall = (System.nanoTime() - start) * 1e-6 / seconds;
    double[] w = sim.weights(plastic).values();
    int rank = (int) Arrays.stream(w).filter(x -> x >= w[0]).count();
    return new Result(condition, seed, w[0], rank, w.length, Arrays.stream(w).average().orElseThrow(), watch.spikes / (double) tau.length / seconds, given,
        wall, course);
  }
}

/** As many rewards with the same intervals between them, in another order. */
static List<Long> shuffled(List<Long> times, SplittableRandom random) {
  long[] gaps = new long[times.size()];
  for (int k = 0; k < gaps.length; k++) gaps[k] = times.get(k) - (k == 0 ? 0 : times.get(k - 1));
  for (int k = gaps.length - 1; k > 0; k--) {
    int other = random.nextInt(k + 1);
    long swapped = gaps[k];
    gaps[k] = gaps[other];
    gaps[other] = swapped;
  }
  var result = new ArrayList<Long>();
  long t = 0;
  for (long gap : gaps) result.add(t += gap);
  return result;
}

/** Times in ms at which a neuron fires less than 20 ms after another. */
static final class Coincidences implements SpikeListener {
  private final int source;
  private final int target;
  private long sourceFired = -1000;
  private List<Long> found = new ArrayList<>();
  long spikes;

  Coincidences(int source, int target) {
    this.source = source;
    this.target = target;
  }

  @Override
  public void accept(SpikeBlock block) {
    spikes += block.spikeCount();
    for (int k = 0; k < block.stepCount(); k++) {
      long t = block.firstStep() + k;
      boolean first = false;
      boolean second = false;
      for (int q = block.begin(k); q < block.end(k); q++) {
        first |= block.ids()[q] == source;
        second |= block.ids()[q] == target;
      }
      if (second && t > sourceFired && t - sourceFired < 20) found.add(t);
      if (first) sourceFired = t;
    }
  }

  List<Long> take() {
    var taken = found;
    found = new ArrayList<>();
    return taken;
  }
}
