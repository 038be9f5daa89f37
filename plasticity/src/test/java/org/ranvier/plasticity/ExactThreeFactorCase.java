package org.ranvier.plasticity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.ranvier.plasticity.ExactWiring.Synapse;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.loops.EligibilityTrace;
import org.ranvier.plasticity.loops.ThreeFactorLoops;
import org.ranvier.plasticity.modulation.Modulation;
import org.ranvier.plasticity.modulation.ModulatorPlan;
import org.ranvier.plasticity.modulation.ModulatorPlan.Place;
import org.ranvier.plasticity.modulators.ModulatorModel;
import org.ranvier.plasticity.modulators.Release;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.plastic.Dendrite;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A random network: sources on the grid or in continuous time, targets in continuous time, and neurons of either kind that release two modulators, one with three
 * places and one that is the same everywhere; and one synapse of it, updated at every event.
 */
final class ExactThreeFactorCase {
  static final int STEPS = 3000;
  static final TimeGrid GRID = TimeGrid.DEFAULT;
  private static final double UNTIL = 300;
  private static final double TAU_PLUS = 2;
  private static final double TAU_MINUS = 3;
  private static final int DELAY = 9; // of release, steps
  private static final int PLACES = 3;
  private static final double AMOUNT = 0.3;
  private static final double[][] RELEASE = {{1, 0, 2}, {0, 1, 1}}; // weights of modulators and neurons

  final Random random;
  final List<Synapse> synapses = new ArrayList<>();
  final WeightDependence dependence;
  final boolean inhibitory;
  private final boolean[] onGrid = new boolean[3]; // populations: sources, targets, those that release
  private final double[][] pre;
  private final double[][] post;
  private final double[][] releasing;
  private final Dendrite dendrite;
  private final List<EligibilityTrace> traces = new ArrayList<>();
  private final List<Factor> factors = new ArrayList<>();
  private final double[] tauN;
  private final Bounds bounds;
  private final int mostRest;

  /** The third factors {@code a·n0 + b·n1 + c·n0·n1 + d}. */
  private record Factor(double a, double b, double c, double d) {
    ThirdFactor description() {
      ThirdFactor n0 = ThirdFactor.of("0");
      if (b == 0 && c == 0) {
        return d == 0 ? n0.times(a) : n0.times(a).minus(-d);
      }
      return n0.times(a).plus(ThirdFactor.of("1").times(b)).plus(n0.times(ThirdFactor.of("1")).times(c)).minus(-d);
    }
  }

  ExactThreeFactorCase(long seed, boolean silent) {
    random = new Random(seed);
    onGrid[0] = random.nextInt(4) == 0;
    onGrid[2] = random.nextBoolean();
    pre = trains(1 + random.nextInt(6), onGrid[0]);
    post = trains(1 + random.nextInt(20), false);
    releasing = silent ? new double[3][0] : trains(3, onGrid[2]);
    inhibitory = random.nextInt(3) == 0;
    double shortest = random.nextBoolean() ? 2 + 3 * random.nextDouble() : 0.07 + random.nextDouble();
    double part = shortest * (0.1 + 0.9 * random.nextDouble());
    dendrite =
        switch (random.nextInt(3)) {
          case 0 -> Dendrite.ALL;
          case 1 -> Dendrite.exact(Dendrite.Kind.AXONAL, 0.9 * part);
          default -> Dendrite.exact(Dendrite.Kind.DENDRITIC, part);
        };
    boolean same = random.nextInt(3) == 0;
    for (int k = 0; k < 40; k++) {
      double w = (100 + 70 * random.nextDouble()) * (inhibitory ? -1 : 1);
      synapses.add(
          new Synapse(random.nextInt(pre.length), random.nextInt(post.length), same ? shortest : shortest + 3 * random.nextDouble(), w));
    }
    tauN = new double[] {3 + 30 * random.nextDouble(), 3 + 30 * random.nextDouble()};
    factors.add(
        switch (silent ? 0 : random.nextInt(4)) {
          case 0 -> new Factor(1, 0, 0, 0);
          case 1 -> new Factor(1, 0, 0, -random.nextDouble());
          case 2 -> new Factor(1.5, -0.7, 0, 0.2);
          default -> new Factor(0, 0, 1, 0);
        });
    traces.add(new EligibilityTrace(1 + 60 * random.nextDouble(), 1, random.nextInt(2), 0.5, factors.getFirst().description()));
    if (random.nextBoolean()) {
      factors.add(new Factor(0, 1, 0, 0));
      traces.add(new EligibilityTrace(1 + 60 * random.nextDouble(), random.nextInt(2), 1, 2, ThirdFactor.of("1")));
    }
    dependence = random.nextBoolean() ? WeightDependence.additive(0.8, 0.9) : WeightDependence.multiplicative(0.02, 1.05, 400);
    boolean bounded = random.nextInt(3) == 0;
    bounds = bounded ? Bounds.upTo(170) : Bounds.NONE;
    mostRest = bounded || random.nextBoolean() ? Integer.MAX_VALUE : 100; // a bound is looked at in pauses too
  }

  private double[][] trains(int neurons, boolean grid) {
    double[][] trains = new double[neurons][];
    for (int i = 0; i < neurons; i++) {
      int spikes = random.nextInt(4) * random.nextInt(40);
      double span = random.nextBoolean() ? UNTIL - 1 : 30;
      double start = (UNTIL - 1 - span) * random.nextDouble();
      trains[i] =
          random.doubles(spikes, start + 0.01, start + span)
              .map(t -> grid ? GRID.toMs(1 + (long) (t * 10)) : t)
              .distinct()
              .sorted()
              .toArray();
    }
    return trains;
  }

  private static PopulationSpec population(String name, double[][] times, boolean grid) {
    int[][] steps = Arrays.stream(times).map(t -> Arrays.stream(t).mapToInt(x -> (int) Math.round(10 * x)).toArray()).toArray(int[][]::new);
    return grid ? Trains.population(name, steps) : ExactTrains.population(name, times);
  }

  /**
   * @param watched whether a probe looks at the targets, for whose sake they advance step by step
   */
  Engine engine(boolean wide, int threads, Transmission transmission, boolean watched) {
    var loops =
        new ThreeFactorLoops(PairRule.hebbian(dependence, Bounds.NONE), bounds, TAU_PLUS, TAU_MINUS, traces, transmission, null, mostRest);
    var projection = new PlasticProjection("p", 0, 1, ReceptorChoice.always(0), new ExactWiring(synapses), loops, dendrite, wide);
    int[] all = IntStream.range(0, post.length).toArray();
    var populations =
        List.of(population("pre", pre, onGrid[0]), population("post", post, false), population("releasing", releasing, onGrid[2]));
    return new Engine(
        new EngineSpec(GRID, 1, threads, populations, List.of(), List.of(), watched ? List.of(new ProbeSpec(1, List.of("heard"), all, STEPS)) : List.of())
            .withPlastic(List.of(projection))
            .withFields(List.of(field())));
  }

  private FieldSpec field() {
    var plans = new ArrayList<ModulatorPlan>();
    int[] targets = IntStream.range(0, post.length).map(i -> i % PLACES).toArray();
    for (int m = 0; m < 2; m++) {
      var model = new ModulatorModel(Integer.toString(m), "1", 0, new Clearance.Exponential(tauN[m]), false);
      int[] places = m == 0 ? new int[] {0, 1, 2} : new int[1];
      var source = new ModulatorPlan.Source("s", 2, 3, new Release.PerSpike(AMOUNT), null, RELEASE[m], places, DELAY, null);
      plans.add(
          new ModulatorPlan(model, new Place.Mixed(m == 0 ? PLACES : 1), List.of(source), List.of(), List.of(), m == 0 ? Map.of(1, targets) : Map.of()));
    }
    return new FieldSpec(List.of(2), DELAY, g -> new Modulation(plans, List.of(), g), List.of());
  }

  boolean bounded() {
    return bounds != Bounds.NONE;
  }

  double[] spikes(Synapse s) {
    return pre[s.source()];
  }

  int targets() {
    return post.length;
  }

  private enum Kind {
    RELEASE,
    POST,
    PRE
  }

  private record Event(double time, Kind kind, int modulator, double amount) {}

  private List<Event> events(Synapse s, double axonal, double dendritic) {
    var events = new ArrayList<Event>();
    for (int m = 0; m < 2; m++) {
      for (int i = 0; i < 3; i++) {
        double amount = m == 0 && i != s.target() % PLACES ? 0 : AMOUNT * RELEASE[m][i];
        for (double t : releasing[i]) {
          int step = (int) Math.round(10 * t);
          while (GRID.toMs(step) < t) {
            step++;
          }
          while (GRID.toMs(step - 1L) >= t) {
            step--;
          }
          events.add(new Event(GRID.toMs(step + DELAY), Kind.RELEASE, m, amount));
        }
      }
    }
    for (double t : post[s.target()]) {
      events.add(new Event(t + dendritic, Kind.POST, 0, 0));
    }
    for (double t : pre[s.source()]) {
      events.add(new Event(t + axonal, Kind.PRE, 0, 0));
    }
    events.sort((a, b) -> a.time != b.time ? Double.compare(a.time, b.time) : a.kind.compareTo(b.kind));
    return events;
  }

  /** The weight and the eligibilities at a time; {@code delivered} gets the weight at each spike of the source. */
  double[] oracle(Synapse s, double until, List<Double> delivered) {
    double dendritic = dendrite.ofMs(s.delay());
    double axonal = dendrite.kind() == Dendrite.Kind.AXONAL ? dendrite.ms() : s.delay() - dendrite.ms();
    double w = Math.abs(s.weight());
    double change = 0; // since the last spike
    double[] c = new double[traces.size()];
    double[] n = new double[2];
    double x = 0;
    double y = 0;
    double together = 0; // post-synaptic spikes of this very moment
    double now = 0;
    List<Event> events = events(s, axonal, dendritic);
    events.removeIf(e -> e.time > until);
    events.add(new Event(until, Kind.RELEASE, 0, 0));
    for (Event e : events) {
      double dt = e.time - now;
      for (int k = 0; k < c.length; k++) {
        EligibilityTrace trace = traces.get(k);
        Factor f = factors.get(k);
        double r = 1 / trace.tauMs();
        double integral =
            f.a * n[0] * decayed(r + 1 / tauN[0], dt) + f.b * n[1] * decayed(r + 1 / tauN[1], dt)
                + f.c * n[0] * n[1] * decayed(r + 1 / tauN[0] + 1 / tauN[1], dt) + f.d * decayed(r, dt);
        change += trace.gain() * c[k] * integral;
        c[k] *= Math.exp(-dt * r);
      }
      n[0] *= Math.exp(-dt / tauN[0]);
      n[1] *= Math.exp(-dt / tauN[1]);
      x *= Math.exp(-dt / TAU_PLUS);
      y *= Math.exp(-dt / TAU_MINUS);
      together = dt > 0 ? 0 : together;
      now = e.time;
      if (e.kind == Kind.RELEASE) {
        n[e.modulator] += e.amount;
        continue;
      }
      w = bounds.nearest(w + change);
      change = 0;
      boolean atPost = e.kind == Kind.POST;
      double jump = (atPost ? dependence.potentiated(w, x) : dependence.depressed(w, y - together)) - w;
      for (int k = 0; k < c.length; k++) {
        c[k] += (atPost ? traces.get(k).potentiation() : traces.get(k).depression()) * jump;
      }
      if (atPost) {
        y++;
        together++;
      } else {
        x++;
        delivered.add(inhibitory ? -w : w);
      }
    }
    w = bounds.nearest(w + change);
    double[] state = new double[1 + c.length];
    state[0] = inhibitory ? -w : w;
    System.arraycopy(c, 0, state, 1, c.length);
    return state;
  }

  private static double decayed(double rate, double dt) {
    return -Math.expm1(-rate * dt) / rate;
  }

  /** Weights without bounds may become large, and are rounded in proportion. */
  static double tolerance(boolean wide, double[] weights) {
    double largest = Arrays.stream(weights).map(Math::abs).max().orElse(0);
    return (wide ? 1e-9 : 2e-2) * Math.max(1, largest / 1000);
  }

  @Override
  public String toString() {
    return traces + " " + dendrite + " " + bounds + " " + dependence + " " + Arrays.toString(onGrid) + " rest " + mostRest;
  }
}
