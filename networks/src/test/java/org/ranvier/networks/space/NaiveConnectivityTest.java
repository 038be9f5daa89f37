package org.ranvier.networks.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.metresPerSecond;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.um;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.connect.ConnectionRule.SpatialBernoulli;
import org.ranvier.networks.connect.ConnectionRule.SpatialInDegree;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.connect.SynapseValues;
import org.ranvier.networks.space.Connected.Plan;
import org.ranvier.networks.space.Connected.Synapse;
import org.ranvier.networks.values.Sampler;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/** Connectivity found with the index is that of looking at all pairs, to the last bit: pairs, their order, delays and weights. */
class NaiveConnectivityTest {
  /** A space and a projection in it, drawn from a seed so that jqwik can shrink it. */
  private static Plan plan(long seed, int dimensions, int size, boolean inDegree) {
    var random = new RandomStream(seed);
    boolean same = random.nextBoolean();
    boolean[] periodic = new boolean[dimensions];
    double[] extent = new double[dimensions];
    for (int a = 0; a < dimensions; a++) {
      periodic[a] = random.nextBoolean();
      extent[a] = 100 + 900 * random.nextDouble();
    }
    Positions source = positions("source", size, random, extent, periodic);
    Positions target = same ? source : positions("target", 1 + random.nextInt(200), random, extent, periodic);
    Kernel kernel = kernel(random, dimensions);
    Mask mask = mask(random, dimensions, 50);
    ConnectionRule rule =
        inDegree
            ? fixedInDegree(1 + random.nextInt(3), kernel.plus(0.01)).within(mask)
            : pairwiseBernoulli(kernel.times(0.2 + 0.8 * random.nextDouble())).within(mask);
    rule = random.nextBoolean() && size > 1 ? rule.withoutAutapses() : rule;
    var weight = gaussianWeight(random);
    var delay = Profile.conduction(ms(0.2), metresPerSecond(0.3)).plus(uniform(ms(0.2), ms(0.9)));
    return Plan.of(rule, source, target, some(source.size(), random), some(target.size(), random), same, weight, delay, seed);
  }

  private static Profile<?> gaussianWeight(RandomStream random) {
    var kernel = Kernel.gaussian(um(50 + 200 * random.nextDouble()));
    return random.nextBoolean() ? kernel.times(normal(pA(10), pA(3))).plus(normal(pA(1), pA(1))) : kernel.times(pA(10));
  }

  private static Positions positions(String name, int size, RandomStream random, double[] extent, boolean[] periodic) {
    Layout layout =
        switch (random.nextInt(3)) {
          case 0 -> {
            int[] shape = IntStream.range(0, extent.length).map(a -> a == 0 ? size : 1).toArray();
            yield layout(Layout.grid(shape), extent).periodic(periodic);
          }
          case 1 -> {
            double[][] points = new double[size][extent.length];
            for (double[] point : points) {
              for (int a = 0; a < point.length; a++) {
                // Many at the same places, at the ends of the sheet and at its middle.
                point[a] = extent[a] * (random.nextInt(5) - 2) / 4.0;
              }
            }
            yield layout(Layout.positions(org.ranvier.networks.values.Units::um, points), extent).periodic(periodic);
          }
          default -> scattered(extent).periodic(periodic).seed(random.nextLong());
        };
    return layout.place(name, size);
  }

  private static Layout scattered(double[] extent) {
    return switch (extent.length) {
      case 1 -> Layout.scattered(um(extent[0]));
      case 2 -> Layout.scattered(um(extent[0]), um(extent[1]));
      default -> Layout.scattered(um(extent[0]), um(extent[1]), um(extent[2]));
    };
  }

  private static Layout layout(Layout layout, double[] extent) {
    return switch (extent.length) {
      case 1 -> layout.extent(um(extent[0]));
      case 2 -> layout.extent(um(extent[0]), um(extent[1]));
      default -> layout.extent(um(extent[0]), um(extent[1]), um(extent[2]));
    };
  }

  private static Kernel kernel(RandomStream random, int dimensions) {
    var length = um(20 + 300 * random.nextDouble());
    Kernel kernel =
        switch (random.nextInt(8)) {
          case 0 -> Kernel.gaussian(length);
          case 1 -> dimensions == 2 ? Kernel.gaussian(length, um(80)).rotated(30) : Kernel.exponential(length);
          case 2 -> Kernel.linear(length);
          case 3 -> Kernel.power(length, 2);
          case 4 -> Kernel.gabor(length, um(90), 1, 0.3).clip(0, 1);
          case 5 -> Kernel.of(d -> d < 120 ? 0.7 : 0.1);
          case 6 -> Kernel.ofDisplacement((dx, dy, dz) -> dx > dy + dz ? 0.6 : 0);
          default -> Kernel.constant(0.5);
        };
    return random.nextBoolean() ? kernel.cutoff(um(30 + 400 * random.nextDouble())) : kernel;
  }

  private static Mask mask(RandomStream random, int dimensions, double half) {
    double r = half * (0.1 + 0.6 * random.nextDouble());
    return switch (random.nextInt(7)) {
      case 0 -> Mask.disc(um(r));
      case 1 -> Mask.annulus(um(r / 2), um(r));
      case 2 -> dimensions == 2 ? Mask.box(um(r), um(1.3 * r)).rotated(20) : Mask.disc(um(r));
      case 3 -> dimensions == 2 ? Mask.ellipse(um(0.7 * r), um(r)).shifted(um(r / 4), um(-r / 4)) : Mask.disc(um(r)).and(Mask.annulus(um(r / 3), um(half)));
      case 4 -> Mask.of(um(r), (dx, dy, dz) -> dx + dy > dz);
      default -> Mask.EVERYWHERE;
    };
  }

  private static NeuronSet some(int size, RandomStream random) {
    return switch (random.nextInt(3)) {
      case 0 -> NeuronSet.of(IntStream.range(0, size).filter(k -> size < 3 || random.nextInt(3) > 0 || k == 0).toArray());
      case 1 -> NeuronSet.range(size / 4, size);
      default -> NeuronSet.range(0, size);
    };
  }

  /** By the definition: every pair of a target and a source, one after the other. */
  private static List<Synapse> naive(Plan plan) {
    SynapseValues values = plan.values();
    var synapses = new ArrayList<Synapse>();
    for (int target : plan.targets().toArray()) {
      var weights = new RandomStream(values.weightKey(), target);
      var delays = new RandomStream(values.delayKey(), target);
      for (int source : sources(plan, target)) {
        double delay = value(values.delay(), plan, source, target, delays);
        double weight = value(values.weight(), plan, source, target, weights);
        int steps = Math.clamp((int) (delay * (1 / Connected.RESOLUTION_MS) + 0.5), values.minDelaySteps(), values.maxDelaySteps());
        synapses.add(new Synapse(source, target, steps, (float) weight));
      }
    }
    return synapses;
  }

  private static int[] sources(Plan plan, int target) {
    return switch (plan.rule()) {
      case SpatialBernoulli r ->
          IntStream.of(plan.sources().toArray())
              .filter(s -> !(plan.same() && !r.autapses() && s == target))
              .filter(s -> chance(plan, s, target) < kernel(plan, r.p(), r.mask(), s, target))
              .toArray();
      case SpatialInDegree r -> inDegree(plan, r, target);
      default -> throw new AssertionError(plan.rule());
    };
  }

  private static int[] inDegree(Plan plan, SpatialInDegree r, int target) {
    var sources =
        IntStream.of(plan.sources().toArray())
            .filter(s -> !(plan.same() && !r.autapses() && s == target))
            .filter(s -> kernel(plan, r.kernel(), r.mask(), s, target) > 0)
            .boxed()
            .toList();
    if (!r.multapses()) {
      return sources.stream()
          .sorted(
              Comparator.comparingDouble(
                  s -> -Math.log(chance(plan, s, target) + 0x1.0p-53) / kernel(plan, r.kernel(), r.mask(), s, target)))
          .limit(r.n())
          .mapToInt(s -> s)
          .sorted()
          .toArray();
    }
    double sum = sources.stream().mapToDouble(s -> kernel(plan, r.kernel(), r.mask(), s, target)).reduce(0, Double::sum);
    var random = new RandomStream(plan.values().pairKey(), target);
    return IntStream.range(0, r.n())
        .map(
            j -> {
              double x = random.nextDouble() * sum;
              double below = 0;
              for (int s : sources) {
                below += kernel(plan, r.kernel(), r.mask(), s, target);
                if (below > x) {
                  return s;
                }
              }
              return sources.getLast();
            })
        .toArray();
  }

  private static double chance(Plan plan, int source, int target) {
    return (RandomKey.bits(plan.values().pairKey(), ((long) target << 32) + source) >>> 11) * 0x1.0p-53;
  }

  private static double kernel(Plan plan, Kernel kernel, Mask mask, int source, int target) {
    var d = Connected.displacement(plan.geometry(), source, target);
    boolean[] in = {true};
    mask.exclude(d, in);
    double[] value = new double[1];
    kernel.evaluate(d, value);
    return in[0] ? value[0] : 0;
  }

  private static double value(Sampler sampler, Plan plan, int source, int target, RandomStream random) {
    double[] out = new double[1];
    ((Profile.Values) sampler).fill(random, new int[] {source}, new int[] {target}, 0, 1, out, new Displacements(1));
    return out[0];
  }

  private static void check(Plan plan, int blocksAtOnce) {
    assertEquals(naive(plan), Connected.of(plan, blocksAtOnce).synapses(), plan::toString);
  }

  @Property(tries = 400)
  void bernoulliConnectivityIsThatOfAllPairs(
      @ForAll long seed, @ForAll("dimensions") int dimensions, @ForAll("sizes") int size, @ForAll("blocks") int blocks) {
    check(plan(seed, dimensions, size, false), blocks);
  }

  @Property(tries = 300)
  void inDegreeConnectivityIsThatOfAllPairs(
      @ForAll long seed, @ForAll("dimensions") int dimensions, @ForAll("sizes") int size, @ForAll("blocks") int blocks,
      @ForAll boolean multapses) {
    Plan plan = plan(seed, dimensions, size, true);
    ConnectionRule rule = multapses ? plan.rule() : plan.rule().withoutMultapses();
    int n = ((SpatialInDegree) rule).n();
    Assume.that(multapses || n < plan.sources().size());
    Assume.that(plan.sources().size() > 1); // a neuron without others is refused
    // Targets that have enough sources; the others are refused, which has a test of its own.
    int[] able = IntStream.of(plan.targets().toArray()).filter(t -> possible(plan, t) >= (multapses ? 1 : n)).toArray();
    check(
        new Plan(
            rule, plan.source(), plan.target(), plan.sources(), NeuronSet.of(able), plan.same(), plan.weight(), plan.delay(), seed),
        blocks);
  }

  private static long possible(Plan plan, int target) {
    var r = (SpatialInDegree) plan.rule();
    return IntStream.of(plan.sources().toArray())
        .filter(s -> !(plan.same() && !r.autapses() && s == target))
        .filter(s -> kernel(plan, r.kernel(), r.mask(), s, target) > 0)
        .count();
  }

  @Provide
  Arbitrary<Integer> dimensions() {
    return Arbitraries.integers().between(1, 3);
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.integers().between(1, 400);
  }

  @Provide
  Arbitrary<Integer> blocks() {
    return Arbitraries.integers().between(1, 7);
  }
}
