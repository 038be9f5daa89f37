package org.ranvier.plasticity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.ranvier.plasticity.Wiring.Synapse;
import org.ranvier.plasticity.rules.BurstDependent;
import org.ranvier.plasticity.rules.Clopath;
import org.ranvier.plasticity.rules.DendriticLearning;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.plastic.Dendrite;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/** Rules that read their targets, computed at events only, leave the weights of a synapse that is carried through every step. */
final class TargetDependentTest {
  private static final double H = 0.1;
  private static final int STEPS = 12_000; // longer than the rests of all rules

  /** What a synapse is told in each step, in its own time. */
  private interface StepByStep {
    /**
     * @param v the target's potential, as it arrives at the synapse
     * @param fires whether a spike of the target arrives
     * @param pre whether one of the source arrives
     */
    void step(double v, boolean fires, boolean pre);

    /** A step in which nothing of the target has arrived yet. */
    void early(boolean pre);

    double weight();
  }

  private enum Kind {
    CLOPATH,
    PREDICTION,
    BURSTS
  }

  private static final class Case {
    final Random random;
    final Kind kind;
    final int[][] pre;
    final int[][] post;
    final double[] phase;
    final Wiring wiring;
    final Dendrite dendrite;
    final Bounds bounds;
    final LearningRule rule;

    Case(long seed, Kind kind) {
      random = new Random(seed);
      this.kind = kind;
      int targets = 1 + random.nextInt(70);
      int sources = 1 + random.nextInt(6);
      pre = Trains.any(random, sources, STEPS, 800, 3, 30);
      post = Trains.any(random, targets, STEPS, 800, 3, 100);
      phase = random.doubles(targets).toArray();
      dendrite = Wiring.anyDendrite(random);
      var synapses = new ArrayList<Synapse>();
      int delays = 1 + random.nextInt(20);
      for (int k = 0; k < 80; k++) {
        int delay = 8 + random.nextInt(delays);
        synapses.add(new Synapse(random.nextInt(sources), random.nextInt(targets), delay, 1 + random.nextInt(delay), 20 + 60 * random.nextDouble()));
      }
      wiring = new Wiring(synapses);
      bounds = kind == Kind.PREDICTION ? Bounds.NONE : Bounds.upTo(90);
      rule =
          switch (kind) {
            case CLOPATH -> clopath();
            case PREDICTION -> DendriticLearning.of(40).reads("V_m");
            case BURSTS -> BurstDependent.of(3).tausMs(30, 400).bounds(bounds);
          };
    }

    private LearningRule clopath() {
      Clopath plain = Clopath.visualCortex().amplitudes(0.03, 0.02).bounds(bounds).delayMs(random.nextInt(3) * 2.5);
      return switch (random.nextInt(3)) {
        case 0 -> plain;
        case 1 -> plain.spikes(33, 2);
        default -> plain.homeostasis(60, 100, -70);
      };
    }

    double potential(int neuron, long step) {
      return -62 + 12 * Math.sin(0.01 * step * (1 + phase[neuron]) + 6 * phase[neuron]) + 25 * Math.pow(Math.sin(0.003 * step + neuron), 15);
    }

    Engine engine(boolean wide, int threads) {
      var projection =
          new PlasticProjection("p", 0, 1, ReceptorChoice.always(0), wiring, rule.compile(Transmission.PLAIN), dendrite, wide);
      return new Engine(
          new EngineSpec(
              new TimeGrid(H), 1, threads, List.of(Trains.population("pre", pre), DrivenTargets.population("post", "V_m", post, this::potential)),
              List.of(), List.of(), List.of())
              .withPlastic(List.of(projection)));
    }

    double oracle(Synapse s, int until) {
      int dendritic =
          switch (dendrite.kind()) {
            case AXONAL -> s.delay() - dendrite.steps();
            case DENDRITIC -> dendrite.steps();
            case DRAWN -> s.dendritic();
          };
      int axonal = s.delay() - dendritic;
      StepByStep synapse =
          switch (kind) {
            case CLOPATH -> new ClopathSynapse((Clopath) rule, s.weight(), potential(s.target(), 0));
            case PREDICTION -> new PredictionSynapse(s.weight());
            case BURSTS -> new BurstSynapse((BurstDependent) rule, s.weight());
          };
      for (int t = 1; t <= until; t++) {
        int there = t - dendritic;
        if (there < 1) {
          synapse.early(Arrays.binarySearch(pre[s.source()], t - axonal) >= 0);
        } else {
          synapse.step(
              potential(s.target(), there), Arrays.binarySearch(post[s.target()], there) >= 0,
              Arrays.binarySearch(pre[s.source()], t - axonal) >= 0);
        }
      }
      return synapse.weight();
    }
  }

  /** Reads the parameters of the rule from its equations, so that what is printed is what is computed. */
  private static double parameter(LearningRule rule, String before, double otherwise) {
    String text = rule.equations();
    int at = text.indexOf(before);
    return at < 0 ? otherwise : Double.parseDouble(text.substring(at + before.length()).split("[ ,·\\])]", 2)[0]);
  }

  private static final class ClopathSynapse implements StepByStep {
    private static final int SUBSTEPS = 4;

    private final boolean shaped;
    private final double reference;
    private final int delay;
    private final ArrayList<double[]> past = new ArrayList<>(); // ū₋, ū₊
    private double minus;
    private double plus;
    private double mean;
    private double x;
    private double w;
    private double last;
    private int sinceSpike = 1000;

    ClopathSynapse(Clopath rule, double weight, double start) {
      shaped = rule.equations().contains("spikes of 33.0 mV for 2.0 ms");
      reference = parameter(rule, "u_ref^2 = ", 0);
      delay = (int) Math.round(parameter(rule, "delayed by ", -1) / H);
      minus = plus = mean = last = start;
      for (int k = 0; k <= delay; k++) {
        past.add(new double[] {start, start});
      }
      w = weight;
    }

    @Override
    public void early(boolean pre) {
      x = x * Math.exp(-H / 15) + (pre ? 1.0 / 15 : 0);
    }

    @Override
    public void step(double v, boolean fires, boolean pre) {
      sinceSpike = fires ? 0 : sinceSpike + 1;
      double u = shaped && sinceSpike < 20 ? 33 : v;
      for (int k = 0; k < SUBSTEPS; k++) { // the potential is linear in between; Runge & Kutta's method of order 4
        double h = H / SUBSTEPS;
        double a = last + (u - last) * k / SUBSTEPS;
        double b = last + (u - last) * (k + 0.5) / SUBSTEPS;
        double c = last + (u - last) * (k + 1.0) / SUBSTEPS;
        minus = rk4(minus, a, b, c, 10, h);
        plus = rk4(plus, a, b, c, 7, h);
      }
      mean = minus + (mean - minus) * Math.exp(-H / 100);
      last = u;
      past.add(new double[] {minus, plus});
      double[] late = past.get(past.size() - 1 - delay);
      x *= Math.exp(-H / 15);
      w = Math.min(90, w + x * 0.02 * Math.max(0, u + 45.3) * Math.max(0, late[1] + 70.6) * H);
      if (pre) {
        double factor = reference > 0 ? (mean + 70) * (mean + 70) / reference : 1;
        w = Math.max(0, w - 0.03 * factor * Math.max(0, late[0] + 70.6));
        x += 1.0 / 15;
      }
    }

    private static double rk4(double y, double a, double b, double c, double tau, double h) {
      double k1 = (a - y) / tau;
      double k2 = (b - y - h / 2 * k1) / tau;
      double k3 = (b - y - h / 2 * k2) / tau;
      double k4 = (c - y - h * k3) / tau;
      return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }

    @Override
    public double weight() {
      return w;
    }
  }

  private static final class PredictionSynapse implements StepByStep {
    private double slow;
    private double fast;
    private double delta;
    private double w;

    PredictionSynapse(double weight) {
      w = weight;
    }

    @Override
    public void early(boolean pre) {
      slow = slow * Math.exp(-H / 10) + (pre ? 1 : 0);
      fast = fast * Math.exp(-H / 3) + (pre ? 1 : 0);
    }

    @Override
    public void step(double v, boolean fires, boolean pre) {
      double tauDelta = 100;
      w += 40 * delta * tauDelta * (1 - Math.exp(-H / tauDelta)); // Δ decays during the step
      delta *= Math.exp(-H / tauDelta);
      slow *= Math.exp(-H / 10);
      fast *= Math.exp(-H / 3);
      double star = (30 * -70 + 600 * v) / 630;
      double phi = 0.15 / (1 + 0.5 * Math.exp((-55 - star) / 3));
      double gain = 1 / 3.0 / (1 + 2 * Math.exp(-(-55 - star) / 3));
      delta += ((fires ? 1 : 0) - phi * H) * gain * 3 / (30 * (10 - 3.0)) * (slow - fast) / tauDelta;
      if (pre) {
        slow += 1;
        fast += 1;
      }
    }

    @Override
    public double weight() {
      return w;
    }
  }

  private static final class BurstSynapse implements StepByStep {
    private final BurstDependent rule;
    private double events;
    private double bursts;
    private double x;
    private double w;
    private int time;
    private int lastPost = -100_000;
    private int lastPre = -100_000;
    private int ofBurst;

    BurstSynapse(BurstDependent rule, double weight) {
      this.rule = rule;
      w = weight;
      events = 5;
      bursts = 1;
    }

    @Override
    public void early(boolean pre) {
      time++;
      x *= Math.exp(-H / 30);
      if (pre) {
        x += time - lastPre <= 160 ? 0 : 1;
        lastPre = time;
      }
    }

    @Override
    public void step(double v, boolean fires, boolean pre) {
      time++;
      events *= Math.exp(-H / 400);
      bursts *= Math.exp(-H / 400);
      x *= Math.exp(-H / 30);
      if (fires) {
        ofBurst = time - lastPost <= 160 ? ofBurst + 1 : 1;
        lastPost = time;
        if (ofBurst == 1) {
          w = rule.bounds().nearest(w - 3 * bursts / events * x);
          events++;
        } else if (ofBurst == 2) {
          w = rule.bounds().nearest(w + 3 * x);
          bursts++;
        }
      }
      if (pre) {
        x += time - lastPre <= 160 ? 0 : 1;
        lastPre = time;
      }
    }

    @Override
    public double weight() {
      return w;
    }
  }

  private static void isThatOfEveryStep(long seed, Kind kind, boolean wide, int until, double tolerance) {
    var c = new Case(seed, kind);
    Engine engine = c.engine(wide, 1);
    engine.run(until, RunMonitor.NONE);
    SynapseTable found = SynapseTable.read(engine.plasticParts(0), -1);
    boolean[] taken = new boolean[found.size()];
    for (Synapse s : c.wiring.synapses()) {
      double expected = c.oracle(s, until);
      double nearest = Double.POSITIVE_INFINITY;
      int place = -1;
      for (int k = 0; k < found.size(); k++) {
        boolean same = !taken[k] && found.sources()[k] == s.source() && found.targets()[k] == s.target() && found.delays()[k] == s.delay();
        if (same && Math.abs(found.values()[k] - expected) < nearest) {
          nearest = Math.abs(found.values()[k] - expected);
          place = k;
        }
      }
      assertTrue(place >= 0);
      taken[place] = true;
      assertEquals(expected, found.values()[place], 100 * tolerance, () -> kind + " " + s);
    }
  }

  @Property(tries = 10)
  void theVoltageRuleIsThatOfEveryStep(@ForAll long seed, @ForAll boolean wide, @ForAll @IntRange(min = 1, max = STEPS) int until) {
    isThatOfEveryStep(seed, Kind.CLOPATH, wide, until, wide ? 1e-9 : 2e-5);
  }

  @Property(tries = 10)
  void dendriticPredictionIsThatOfEveryStep(@ForAll long seed, @ForAll boolean wide, @ForAll @IntRange(min = 1, max = STEPS) int until) {
    isThatOfEveryStep(seed, Kind.PREDICTION, wide, until, wide ? 1e-9 : 2e-5);
  }

  @Property(tries = 10)
  void burstDependenceIsThatOfEveryStep(@ForAll long seed, @ForAll boolean wide, @ForAll @IntRange(min = 1, max = STEPS) int until) {
    isThatOfEveryStep(seed, Kind.BURSTS, wide, until, wide ? 1e-9 : 2e-5);
  }

  @Property(tries = 10)
  void neitherThreadsNorPausesNorLooksChangeABit(@ForAll long seed, @ForAll Kind kind, @ForAll @IntRange(min = 1, max = STEPS - 1) int pause) {
    var c = new Case(seed, kind);
    Engine whole = c.engine(false, 1);
    whole.run(STEPS, RunMonitor.NONE);
    Engine parts = c.engine(false, 3);
    parts.run(pause, RunMonitor.NONE);
    SynapseTable.read(parts.plasticParts(0), -1);
    parts.plasticParts(0).forEach(p -> p.sweep());
    parts.run(STEPS - pause, RunMonitor.NONE);
    SynapseTable a = SynapseTable.read(whole.plasticParts(0), -1);
    SynapseTable b = SynapseTable.read(parts.plasticParts(0), -1);
    assertArrayEquals(a.targets(), b.targets());
    assertArrayEquals(a.values(), b.values());
  }

  @Test
  void setWeightsAreThoseThatAreFound() {
    for (Kind kind : Kind.values()) {
      var c = new Case(7, kind);
      Engine engine = c.engine(true, 2);
      engine.run(STEPS / 2, RunMonitor.NONE);
      SynapseTable table = SynapseTable.read(engine.plasticParts(0), -1);
      double[] wanted = new double[table.size()];
      Arrays.setAll(wanted, k -> 30 + 0.5 * k);
      table.write(wanted);
      assertArrayEquals(wanted, SynapseTable.read(engine.plasticParts(0), -1).values(), 1e-9);
    }
  }

  @Test
  void aTargetWithoutTheVariableIsRefused() {
    var projection =
        new PlasticProjection(
            "p", 0, 1, ReceptorChoice.always(0), new Wiring(List.of(new Synapse(0, 0, 10, 1, 1))),
            Clopath.visualCortex().reads("v_dend").compile(Transmission.PLAIN), Dendrite.ALL, false);
    int[][] silent = {{}};
    var spec =
        new EngineSpec(
            new TimeGrid(H), 1, 1, List.of(Trains.population("pre", silent), Trains.population("post", silent)), List.of(), List.of(), List.of())
            .withPlastic(List.of(projection));
    var refused = assertThrows(RanvierException.class, () -> new Engine(spec));
    assertEquals("projection p: its rule reads v_dend of its targets, which have no such variable; they have [heard]", refused.getMessage());
  }

  @Test
  void parametersThatMakeNoSenseAreRefused() {
    assertThrows(RanvierException.class, () -> Clopath.visualCortex().tausMs(0, 7, 15));
    assertThrows(RanvierException.class, () -> Clopath.visualCortex().amplitudes(-1, 1));
    assertThrows(RanvierException.class, () -> Clopath.visualCortex().delayMs(-1));
    assertThrows(RanvierException.class, () -> Clopath.visualCortex().homeostasis(0, 100, -70));
    assertThrows(RanvierException.class, () -> Clopath.visualCortex().thresholds(Double.NaN, 0));
    assertThrows(RanvierException.class, () -> Clopath.visualCortex().spikes(33, -2));
    assertThrows(RanvierException.class, () -> DendriticLearning.of(Double.NaN));
    assertThrows(RanvierException.class, () -> DendriticLearning.of(1).response(3, 3, 30));
    assertThrows(RanvierException.class, () -> DendriticLearning.of(1).tauDeltaMs(0));
    assertThrows(RanvierException.class, () -> DendriticLearning.of(1).soma(-70, 0, 600));
    assertThrows(RanvierException.class, () -> DendriticLearning.of(1).rate(0, 1, 1, 1));
    assertThrows(RanvierException.class, () -> BurstDependent.of(Double.POSITIVE_INFINITY));
    assertThrows(RanvierException.class, () -> BurstDependent.of(1).burstMs(0));
    assertThrows(RanvierException.class, () -> BurstDependent.of(1).tausMs(50, -1));
    assertThrows(RanvierException.class, () -> BurstDependent.of(1).before(1.5, 5));
    assertThrows(RanvierException.class, () -> BurstDependent.of(1).before(0.5, -5));
  }
}
