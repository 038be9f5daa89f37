import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import java.nio.file.*;
import org.ranvier.networks.*;
import org.ranvier.networks.closedloop.*;
import org.ranvier.networks.plot.*;
import org.ranvier.networks.values.*;
import org.ranvier.plasticity.rules.*;
import org.ranvier.plasticity.weights.*;

// A Morris water maze, learnt by a spiking actor and critic in continuous time (after Frémaux, Sprekeler & Gerstner 2013,
// doi:10.1371/journal.pcbi.1003024; smaller, and with parameters of its own). Place cells tell where the animal is. The rate of the critic
// neurons is the value of the place; the change of that rate and the reward make the temporal-difference error, by which both the critic and the
// actor learn. Actor neurons stand for directions; they excite their neighbours and inhibit the others, so that one direction wins. It wins until the
// animal looks around, as it does every second and at a wall: all actors are inhibited for 80 ms.
// Twins: "off" has no reward; "elsewhere" has one for the first visit to a place that is another in each trial; the goal still ends a trial.

static final int SIDE = 11;         // place cells along a side: each 12.5 cm, one beyond each wall of the arena, which is 1 m wide
static final double SIGMA = 0.125;  // width of a place field, m
static final int CRITICS = 40;
static final int ACTORS = 60;
static final double EXCITE = 2.2;  // mV, between actors of one direction
static final double INHIBIT = 0.7; // mV, between all
static final double STEP = 20;      // ms, between looks at the actor
static final double LONGEST = 15;   // s, of a trial

/** A square arena with a goal that cannot be seen. An action is a velocity in m/s. */
static final class Arena implements Environment {
  static final double GOAL_X = 0.65, GOAL_Y = 0.6, RADIUS = 0.1;
  final String condition;
  double x, y, luckX, luckY;
  boolean lucky;
  int since; // the last look around, in steps

  Arena(String condition) {
    this.condition = condition;
  }

  public double[] reset(long seed) {
    var random = new SplittableRandom(seed);
    int corner = random.nextInt(4);
    x = (corner & 1) == 0 ? 0.15 : 0.85;
    y = (corner & 2) == 0 ? 0.15 : 0.85;
    luckX = 0.2 + 0.6 * random.nextDouble();
    luckY = 0.2 + 0.6 * random.nextDouble();
    lucky = false;
    since = 0;
    return new double[] {x, y, 0};
  }

  public Step step(double[] velocity) {
    x += velocity[0] * STEP / 1000;
    y += velocity[1] * STEP / 1000;
    boolean wall = Math.min(x, y) < 0 || Math.max(x, y) > 1;
    x = Math.clamp(x, 0.02, 0.98);
    y = Math.clamp(y, 0.02, 0.98);
    since = wall || since * STEP > 1000 ? 0 : since + 1;
    boolean found = Math.hypot(x - GOAL_X, y - GOAL_Y) < RADIUS;
    boolean luck = condition.equals("elsewhere") && !lucky && Math.hypot(x - luckX, y - luckY) < RADIUS;
    lucky |= luck;
    return new Step(new double[] {x, y, since < 4 ? 1 : 0}, luck || found && condition.equals("rewarded") ? 1 : 0, found);
  }
}

/** The population vector of the actors, filtered by 60 ms and turned into a velocity. */
static final class Direction {
  final double[] filtered = new double[2];

  double[] of(double[] counts) {
    double keep = Math.exp(-STEP / 60);
    double[] now = new double[2];
    for (int k = 0; k < counts.length; k++) {
      now[0] += counts[k] * Math.cos(2 * Math.PI * k / counts.length);
      now[1] += counts[k] * Math.sin(2 * Math.PI * k / counts.length);
    }
    double hz = 1000 / STEP / counts.length;
    for (int a = 0; a < 2; a++) filtered[a] = keep * filtered[a] + (1 - keep) * now[a] * hz;
    double speed = Math.hypot(filtered[0], filtered[1]);
    double scale = speed == 0 ? 0 : 0.3 * Math.min(1, speed / 8) / speed; // 0.3 m/s at most
    return new double[] {scale * filtered[0], scale * filtered[1]};
  }
}

record Result(String condition, long seed, double[] seconds, double wallMsPerSecond) {
  double mean(int from, int to) {
    return Arrays.stream(seconds, from, to).average().orElse(0);
  }
}

void main(String[] args) throws Exception {
  var options = new HashMap<>(Map.of("--trials", "60", "--seed", "1", "--conditions", "rewarded,off,elsewhere", "--plot", "water-maze.png", "--rate", "6e-4"));
  for (int k = 0; k + 1 < args.length; k += 2) {
    if (!options.containsKey(args[k])) throw new IllegalArgumentException(args[k] + ": the options are " + options.keySet());
    options.put(args[k], args[k + 1]);
  }
  int trials = Integer.parseInt(options.get("--trials"));
  int some = Math.max(1, trials / 4);
  var courses = new LinkedHashMap<String, double[]>();
  IO.println("condition  seed  first " + some + " trials (s)  last " + some + " trials (s)  found  wall ms per s");
  for (String seed : options.get("--seed").split(",")) {
    for (String condition : options.get("--conditions").split(",")) {
      var r = simulate(condition, Long.parseLong(seed), trials, Double.parseDouble(options.get("--rate")));
      courses.put(condition + ", seed " + seed, r.seconds);
      IO.println(String.format(Locale.ROOT, "%-9s  %4d  %18.2f  %17.2f  %5d  %13.1f", condition, r.seed, r.mean(0, some), r.mean(trials - some, trials),
          Arrays.stream(r.seconds).filter(s -> s < LONGEST - 1e-9).count(), r.wallMsPerSecond));
    }
  }
  if (!options.get("--plot").isEmpty()) {
    double[] number = new double[trials];
    Arrays.setAll(number, k -> k);
    TracePicture.write(Path.of(options.get("--plot")), number, courses, "time to the goal (s)");
  }
}

static Result simulate(String condition, long seed, int trials, double rate) {
  var net = new Network("water maze").resolution(ms(1));
  var places = net.population("places", SIDE * SIDE, "poisson_generator");
  var critic = net.population("critic", CRITICS, "srm0_psc_delta");
  var actor = net.population("actor", ACTORS, "srm0_psc_delta");
  var td = TemporalDifference.of(net, "td", critic, new TdError(200, 50, 4000, 0.02, 0), ms(100));
  var learning = ThreeFactor.tdLtp(td.error()).rate(rate).bounds(new Bounds(0, 2));
  net.connect(places, critic).rule(allToAll()).weight(uniform(mV(0.35), mV(0.55))).delay(ms(1)).plastic(learning);
  net.connect(places, actor).rule(allToAll()).weight(uniform(mV(0.35), mV(0.55))).delay(ms(1)).plastic(learning);
  int[] from = new int[ACTORS * ACTORS], to = new int[from.length];
  double[] lateral = new double[from.length];
  for (int n = 0; n < from.length; n++) {
    from[n] = n / ACTORS;
    to[n] = n % ACTORS;
    double angle = 2 * Math.PI * (from[n] - to[n]) / ACTORS;
    lateral[n] = from[n] == to[n] ? 0 : EXCITE * Math.exp(10 * (Math.cos(angle) - 1)) - INHIBIT;
  }
  net.connect(actor, actor).rule(explicit(from, to)).weight(each(v -> mV(v), lateral)).delay(ms(1));

  var arena = new Arena(condition);
  var direction = new Direction();
  double[] seconds = new double[trials];
  try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1).seed(seed).keepSpikes(false))) {
    var loop = ClosedLoop.of(sim, arena)
        .every(ms(STEP))
        .reads(actor, direction::of)
        .shows((s, seen) -> {
          s.set(places, "rate", each(v -> Hz(v), fields(seen[0], seen[1])));
          s.set(actor, "I_e", pA(seen[2] > 0 ? -400 : 0));
        })
        .rewards((s, reward) -> { if (reward != 0) td.reward(s, reward); });
    long start = System.nanoTime();
    for (int trial = 0; trial < trials; trial++) {
      Arrays.fill(direction.filtered, 0);
      Episode episode = loop.episode(1000 * seed + trial, (int) (LONGEST * 1000 / STEP));
      seconds[trial] = episode.turns().size() * STEP / 1000;
      if (System.getenv("DBG") != null) IO.println("trial " + trial + " " + condition + " " + seconds[trial] + " V " + td.value(sim) + " x " + arena.x + " " + arena.y);
      sim.set(places, "rate", Hz(0)); // the animal is taken out
      sim.run(ms(1500));
    }
    return new Result(condition, seed, seconds, (System.nanoTime() - start) / 1e6 / (sim.timeMs() / 1000));
  }
}

/** Rates of the place cells, which reach beyond the walls: 1300 spikes/s in all, wherever the animal is. */
static double[] fields(double x, double y) {
  double[] rates = new double[SIDE * SIDE];
  double sum = 0;
  for (int k = 0; k < rates.length; k++) {
    double dx = x + 0.125 - 0.125 * (k % SIDE);
    double dy = y + 0.125 - 0.125 * (k / SIDE);
    rates[k] = Math.exp(-(dx * dx + dy * dy) / (2 * SIGMA * SIGMA));
    sum += rates[k];
  }
  for (int k = 0; k < rates.length; k++) rates[k] *= 1300 / sum;
  return rates;
}
