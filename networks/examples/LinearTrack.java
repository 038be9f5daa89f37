import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import java.nio.file.*;
import org.ranvier.networks.*;
import org.ranvier.networks.closedloop.*;
import org.ranvier.networks.plot.*;
import org.ranvier.plasticity.rules.*;
import org.ranvier.plasticity.weights.*;

// An animal on a linear track of 1 m learns by temporal differences to run to the end where it is rewarded: a spiking actor and critic in
// continuous time (after Frémaux, Sprekeler & Gerstner 2013, doi:10.1371/journal.pcbi.1003024; the task and its parameters are our own). Place cells tell where
// it is. The rate of the critic is the value of the place; the change of that rate and the reward make the error by which critic and
// actor learn. Two groups of actors run to the right and to the left; each excites itself and inhibits the other, so that one wins, until the animal
// looks around, as it does every second and at a wall: all actors are inhibited for 80 ms.
// Twins: "off" has no reward; "elsewhere" has it at the first visit to a place that is another in each trial. The goal ends a trial in all of them.

static final int PLACES = 13;       // 10 cm each, one beyond each end
static final int CRITICS = 40;
static final int ACTORS = 20;       // in a group
static final double EXCITE = 0.5;   // mV, within a group
static final double INHIBIT = -0.5; // mV, between groups
static final double STEP = 20;      // ms, between looks at the actors
static final double LONGEST = 20;   // s, of a trial
static final double GOAL = 0.9;     // m

/** The track. An action is a velocity in m/s; what is seen is the place, and whether the animal looks around. */
static final class Track implements Environment {
  final String condition;
  double x, luck;
  boolean lucky;
  int since; // the last look around, in steps

  Track(String condition) {
    this.condition = condition;
  }

  public double[] reset(long seed) {
    var random = new SplittableRandom(seed);
    x = 0.1 + 0.4 * random.nextDouble();
    luck = random.nextDouble();
    lucky = false;
    since = 0;
    return new double[] {x, 1};
  }

  public Step step(double[] velocity) {
    double before = x;
    x += velocity[0] * STEP / 1000;
    since = x < 0 || since * STEP > 1000 ? 0 : since + 1;
    x = Math.clamp(x, 0, 1);
    boolean found = x >= GOAL;
    boolean luckNow = condition.equals("elsewhere") && !lucky && (luck - before) * (luck - x) <= 0;
    lucky |= luckNow;
    return new Step(new double[] {x, since < 4 ? 1 : 0}, luckNow || found && condition.equals("rewarded") ? 1 : 0, found);
  }
}

/** The difference of the groups' rates, filtered by 60 ms and turned into a velocity of at most 0.3 m/s. */
static final class Velocity {
  double filtered;

  double[] of(double[] counts) {
    double difference = 0;
    for (int k = 0; k < counts.length; k++) difference += k < ACTORS ? counts[k] : -counts[k];
    double keep = Math.exp(-STEP / 60);
    filtered = keep * filtered + (1 - keep) * difference / ACTORS * 1000 / STEP;
    return new double[] {0.3 * Math.clamp(filtered / 20, -1, 1)};
  }
}

record Result(String condition, long seed, double[] seconds, double wallMsPerSecond) {
  double mean(int from, int to) {
    return Arrays.stream(seconds, from, to).average().orElse(0);
  }
}

void main(String[] args) throws Exception {
  var options = new HashMap<>(Map.of("--trials", "60", "--seed", "1", "--conditions", "rewarded,off,elsewhere", "--plot", "linear-track.png", "--rate", "2e-3"));
  for (int k = 0; k + 1 < args.length; k += 2) {
    if (!options.containsKey(args[k])) throw new IllegalArgumentException(args[k] + ": the options are " + options.keySet());
    options.put(args[k], args[k + 1]);
  }
  int trials = Integer.parseInt(options.get("--trials"));
  int some = Math.max(1, trials / 4);
  var courses = new LinkedHashMap<String, double[]>();
  IO.println("condition  seed  time to the goal in the first " + some + " trials (s)  in the last " + some + "  wall ms per s");
  for (String seed : options.get("--seed").split(",")) {
    for (String condition : options.get("--conditions").split(",")) {
      var r = simulate(condition, Long.parseLong(seed), trials, Double.parseDouble(options.get("--rate")));
      courses.put(condition + ", seed " + seed, r.seconds);
      IO.println(String.format(Locale.ROOT, "%-9s  %4d  %41.2f  %14.2f  %13.1f", condition, r.seed, r.mean(0, some), r.mean(trials - some, trials), r.wallMsPerSecond));
    }
  }
  if (!options.get("--plot").isEmpty()) {
    double[] number = new double[trials];
    Arrays.setAll(number, k -> k);
    TracePicture.write(Path.of(options.get("--plot")), number, courses, "time to the goal (s)");
  }
}

static Result simulate(String condition, long seed, int trials, double rate) {
  var net = new Network("linear track").resolution(ms(1));
  var places = net.population("places", PLACES, "poisson_generator");
  var critic = net.population("critic", CRITICS, "srm0_psc_delta");
  var actor = net.population("actor", 2 * ACTORS, "srm0_psc_delta");
  var right = actor.range(0, ACTORS);
  var left = actor.range(ACTORS, 2 * ACTORS);
  var td = TemporalDifference.of(net, "td", critic, new TdError(200, 50, 4000, 0.02, -0.3), ms(100));
  var learning = ThreeFactor.tdLtp(td.error()).rate(rate).bounds(new Bounds(0, 2));
  net.connect(places, critic).rule(allToAll()).weight(uniform(mV(0.35), mV(0.55))).delay(ms(1)).plastic(learning);
  net.connect(places, actor).rule(allToAll()).weight(uniform(mV(0.35), mV(0.55))).delay(ms(1)).plastic(learning);
  for (var group : List.of(right, left)) {
    net.connect(group, group).rule(allToAll()).weight(mV(EXCITE)).delay(ms(1));
    net.connect(group, group == right ? left : right).rule(allToAll()).weight(mV(INHIBIT)).delay(ms(1));
  }

  var velocity = new Velocity();
  double[] seconds = new double[trials];
  try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1).seed(seed).keepSpikes(false))) {
    var loop = ClosedLoop.of(sim, new Track(condition))
        .every(ms(STEP))
        .reads(actor, velocity::of)
        .shows((s, seen) -> {
          s.set(places, "rate", each(v -> Hz(v), fields(seen[0])));
          s.set(actor, "I_e", pA(seen[1] > 0 ? -400 : 0));
        })
        .rewards((s, reward) -> { if (reward != 0) td.reward(s, reward); });
    long start = System.nanoTime();
    for (int trial = 0; trial < trials; trial++) {
      velocity.filtered = 0;
      Episode episode = loop.episode(1000 * seed + trial, (int) (LONGEST * 1000 / STEP));
      seconds[trial] = episode.turns().size() * STEP / 1000;
      sim.set(places, "rate", Hz(0)); // the animal is taken out; the critic goes on at 15 spikes/s, which is a value of 0
      sim.set(critic, "I_e", pA(165));
      sim.run(ms(1500));
      sim.set(critic, "I_e", pA(0));
    }
    return new Result(condition, seed, seconds, (System.nanoTime() - start) / 1e6 / (sim.timeMs() / 1000));
  }
}

/** Rates of the place cells: 1300 spikes/s in all, wherever the animal is. */
static double[] fields(double x) {
  double[] rates = new double[PLACES];
  double sum = 0;
  for (int k = 0; k < PLACES; k++) {
    double d = x + 0.1 - 0.1 * k;
    rates[k] = Math.exp(-d * d / (2 * 0.1 * 0.1));
    sum += rates[k];
  }
  for (int k = 0; k < PLACES; k++) rates[k] *= 1300 / sum;
  return rates;
}
