import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import javax.measure.quantity.Frequency;
import org.ranvier.networks.*;
import org.ranvier.networks.values.*;
import org.ranvier.plasticity.eligibility.*;
import org.ranvier.plasticity.rules.*;
import org.ranvier.plasticity.weights.*;
import org.ranvier.simulator.recording.*;

// A thousand two-compartment cells (Naud & Sprekeler 2018, doi:10.1073/pnas.1720995115) learn which of two contexts is worth a burst. In each trial a
// stimulus excites the somata while one context, A or B, excites the apical dendrites by synapses that dopamine gates (Izhikevich 2007,
// doi:10.1093/cercor/bhl152); after trials in context A dopamine comes. The cells excite each other's dendrites by synapses under plain STDP, which need no
// dopamine. Apical input turns spikes into bursts: after a while cells burst in context A and no more than before in B.
// The twin, "off", has the same trials, but no dopamine.

static final int CELLS = 1000;
static final int CONTEXT = 100;
static final double TRIAL = 500;    // ms
static final double STIMULUS = 200; // of it

/** bursts: how many events of the cells were bursts, in contexts A and B, in the first and the last trials. */
record Result(String condition, double[] bursts, double weightA, double weightB, double recurrent, double rateHz, double seconds) {}

void main(String[] args) throws Exception {
  var options = new HashMap<>(Map.of("--trials", "80", "--seed", "1", "--threads", "1"));
  for (int k = 0; k + 1 < args.length; k += 2) {
    if (!options.containsKey(args[k])) throw new IllegalArgumentException(args[k] + ": the options are " + options.keySet());
    options.put(args[k], args[k + 1]);
  }
  int trials = Integer.parseInt(options.get("--trials"));
  IO.println("dopamine  bursts in A, first and last  bursts in B, first and last  apical weight A     B (pA)  recurrent (pA)  spikes/s  wall s");
  for (String condition : List.of("on", "off")) {
    var r = simulate(condition, trials, Long.parseLong(options.get("--seed")), Integer.parseInt(options.get("--threads")));
    IO.println(String.format(Locale.ROOT, "%-8s  %12.3f  %14.3f  %12.3f  %14.3f  %15.2f  %8.2f  %14.2f  %8.2f  %6.1f", r.condition, r.bursts[0], r.bursts[2], r.bursts[1],
        r.bursts[3], r.weightA, r.weightB, r.recurrent, r.rateHz, r.seconds));
  }
}

static Result simulate(String condition, int trials, long seed, int threads) {
  var random = new SplittableRandom(seed);
  boolean[] inA = new boolean[trials];
  for (int k = 0; k < trials; k++) inA[k] = k % 2 == 0 ? random.nextBoolean() : !inA[k - 1]; // as many of either
  var net = new Network("apical learning");
  var cells = net.population("cells", CELLS, "burst_cell").initial("V_m", uniform(mV(-70), mV(-60)));
  var stimulus = net.poissonSource("stimulus", 100, course(trials, k -> 30));
  var contextA = net.poissonSource("A", CONTEXT, course(trials, k -> inA[k] ? 30 : 0));
  var contextB = net.poissonSource("B", CONTEXT, course(trials, k -> inA[k] ? 0 : 30));
  net.poisson("background, soma", cells).receptor("soma").rate(Hz(800)).weight(pA(60));
  net.poisson("background, apical", cells).receptor("apical").rate(Hz(100)).weight(pA(60));
  net.connect(stimulus, cells).receptor("soma").rule(fixedInDegree(20)).weight(pA(90)).delay(ms(1));
  var recurrent = net.connect(cells, cells).receptor("apical").rule(fixedInDegree(50)).weight(pA(4)).delay(ms(1.5)).dendriticDelay(ms(0.5))
      .plastic(Stdp.pair().dependence(WeightDependence.multiplicative(0.01, 1.2, 12)).bounds(Bounds.upTo(12)));
  var dopamine = net.modulator("dopamine").decay(ms(200));
  var gated = ThreeFactor.rewardStdp(ThirdFactor.of("dopamine")).dependence(WeightDependence.additive(0.1, 0.04)).tauEligibilityMs(300).rate(0.05)
      .bounds(Bounds.upTo(60));
  var a = net.connect(contextA, cells).receptor("apical").rule(fixedInDegree(30)).weight(pA(10)).delay(ms(2)).dendriticDelay(ms(0.5)).plastic(gated);
  var b = net.connect(contextB, cells).receptor("apical").rule(fixedInDegree(30)).weight(pA(10)).delay(ms(2)).dendriticDelay(ms(0.5)).plastic(gated);

  try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).seed(seed).keepSpikes(false))) {
    int first = sim.populations().stream().filter(p -> p.name().equals("cells")).findFirst().orElseThrow().firstId();
    var counter = new Bursts(first);
    sim.addListener(counter);
    double[][] bursts = new double[4][2]; // of the first trials in A and B, and the last: events, bursts
    long start = System.nanoTime();
    for (int k = 0; k < trials; k++) {
      sim.run(ms(STIMULUS + 100));
      if (inA[k] && condition.equals("on")) sim.release(dopamine, 1);
      sim.run(ms(TRIAL - STIMULUS - 100));
      long[] found = counter.take();
      int of = (inA[k] ? 0 : 1) + (k < trials / 4 ? 0 : k >= trials - trials / 4 ? 2 : 4);
      if (of < 4) for (int j = 0; j < 2; j++) bursts[of][j] += found[j];
    }
    double[] part = new double[4];
    Arrays.setAll(part, k -> bursts[k][1] / bursts[k][0]);
    return new Result(condition, part, mean(sim, a), mean(sim, b), mean(sim, recurrent), counter.spikes * 1000.0 / (CELLS * TRIAL * trials), (System.nanoTime() - start) * 1e-9);
  }
}

interface Rate {
  double inTrial(int k);
}

static Course<Frequency> course(int trials, Rate rate) {
  Course<Frequency> course = Course.step(ms(0.1), Hz(rate.inTrial(0)));
  for (int k = 0; k < trials; k++) {
    if (k > 0) course = course.then(ms(TRIAL * k), Hz(rate.inTrial(k)));
    course = course.then(ms(TRIAL * k + STIMULUS), Hz(0));
  }
  return course;
}

static double mean(Simulation sim, Projection p) {
  return Arrays.stream(sim.weights(p).values()).average().orElseThrow();
}

/** Counts events and bursts: an event is a spike that follows no other within 16 ms, a burst an event with a second spike within 16 ms. */
static final class Bursts implements SpikeListener {
  private final int first;
  private final long[] last = new long[CELLS];
  private final boolean[] second = new boolean[CELLS];
  private long[] counts = new long[2];
  long spikes;

  Bursts(int first) {
    this.first = first;
    Arrays.fill(last, -1000);
  }

  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.stepCount(); k++) {
      long t = block.firstStep() + k;
      for (int q = block.begin(k); q < block.end(k); q++) {
        int i = block.ids()[q] - first;
        if (i < 0 || i >= CELLS) continue;
        spikes++;
        boolean soon = t - last[i] <= 160;
        if (!soon) counts[0]++;
        if (soon && !second[i]) counts[1]++;
        second[i] = soon;
        last[i] = t;
      }
    }
  }

  long[] take() {
    long[] taken = counts;
    counts = new long[2];
    return taken;
  }
}
