package org.ranvier.networks.space;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Units.mm;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.um;

import java.util.Arrays;
import java.util.stream.IntStream;
import javax.measure.Quantity;
import javax.measure.quantity.Length;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.space.Connected.Plan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.simulator.random.RandomStream;

/**
 * Neurons that stand on the border of a mask or of a kernel belong to it, whatever the rounding of their coordinates. The oracle counts in whole
 * spacings of the grid, with integers.
 */
class BorderTest {
  /** Tells lattice vectors inside from those outside. */
  private interface Inside {
    boolean test(int[] steps);
  }

  private static int[] inDegrees(ConnectionRule rule, Positions positions) {
    return Connected.of(Plan.of(rule, positions, Distribution.constant(pA(1)), Distribution.constant(ms(1)), 1)).inDegrees();
  }

  /** By the definition, in whole spacings; half of a period counts as negative. */
  private static int[] counted(int[] shape, boolean[] periodic, Inside inside) {
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return IntStream.range(0, size)
        .map(target -> (int) IntStream.range(0, size).filter(source -> inside.test(steps(shape, periodic, source, target))).count())
        .toArray();
  }

  private static int[] steps(int[] shape, boolean[] periodic, int source, int target) {
    int[] steps = new int[shape.length];
    for (int a = 0, s = source, t = target; a < shape.length; s /= shape[a], t /= shape[a], a++) {
      int n = shape[a];
      int d = t % n - s % n;
      steps[a] = periodic[a] ? Math.floorMod(d + n / 2, n) - n / 2 : d;
    }
    return steps;
  }

  private static int square(int[] steps) {
    return Arrays.stream(steps).map(k -> k * k).sum();
  }

  @SafeVarargs
  private static Mask box(int dimensions, Quantity<Length>... sides) {
    return Mask.box(Arrays.copyOf(sides, dimensions));
  }

  private static void assertAll(int expected, ConnectionRule rule, Positions positions) {
    int[] degrees = inDegrees(rule, positions);
    int[] same = new int[degrees.length];
    Arrays.fill(same, expected);
    assertArrayEquals(same, degrees, rule.toString());
  }

  /** 7 × 7 neighbours: a box of three spacings to each side. */
  @Test
  void boxOnASheetWhoseSpacingIsNoShortDouble() {
    Positions sheet = Layout.grid(20, 20).extent(um(666), um(666)).periodic().place("E", 400);
    assertAll(49, allToAll().within(Mask.box(um(199.8), um(199.8))), sheet);
    assertAll(48, allToAll().withoutAutapses().within(Mask.box(um(199.8), um(199.8))), sheet);
  }

  /** Three spacings are 0.2 mm: the box holds 7 × 7 neurons, the disc all of the 29 with i² + j² ≤ 9. */
  @Test
  void boxAndDiscOfAWholeNumberOfThirds() {
    Positions sheet = Layout.grid(15, 15).extent(mm(1), mm(1)).periodic().place("E", 225);
    assertAll(49, allToAll().within(Mask.box(mm(0.4), mm(0.4))), sheet);
    assertAll(29, allToAll().within(Mask.disc(mm(0.2))), sheet);
    assertAll(29, pairwiseBernoulli(Kernel.constant(1).cutoff(mm(0.2))), sheet);
    assertAll(29, pairwiseBernoulli(Kernel.of(d -> d <= 200 ? 1 : 0)), sheet);
    assertAll(49, allToAll().within(Mask.of(mm(0.2), (x, y, z) -> true)), sheet);
    assertAll(20, pairwiseBernoulli(Kernel.ofDisplacement((x, y, z) -> x >= 0 && x <= 200 && Math.abs(y) <= 400.0 / 3 ? 1 : 0)), sheet);
  }

  @Property(tries = 200)
  void allMasksHoldWhatStandsOnTheirBorder(@ForAll("dimensions") int dimensions, @ForAll long seed) {
    var random = new RandomStream(seed);
    int most = dimensions == 3 ? 8 : dimensions == 2 ? 20 : 200;
    int[] shape = IntStream.range(0, dimensions).map(a -> 4 + random.nextInt(most - 3)).toArray();
    boolean[] periodic = new boolean[dimensions];
    for (int a = 0; a < dimensions; a++) {
      periodic[a] = random.nextInt(3) > 0;
    }
    double spacing = spacing(random);
    Positions positions = layout(shape, spacing, random).periodic(periodic).place("E", Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    int half = Arrays.stream(shape).min().orElseThrow() / 2;
    int m = 1 + random.nextInt(half);
    int k = 1 + random.nextInt(half);
    int square = 1 + random.nextInt(m * m);
    double radius = spacing * Math.sqrt(square);
    var masks =
        Arrays.asList(
            Tuple.of(box(dimensions, um(2 * m * spacing), um(2 * k * spacing), um(2 * m * spacing)),
                (Inside) s -> Math.abs(s[0]) <= m && (dimensions < 2 || Math.abs(s[1]) <= k) && (dimensions < 3 || Math.abs(s[2]) <= m)),
            Tuple.of(Mask.disc(um(radius)), (Inside) s -> square(s) <= square),
            Tuple.of(Mask.annulus(um(radius), um(m * spacing)), (Inside) s -> square(s) >= square && square(s) <= m * m),
            Tuple.of(
                ellipse(dimensions, um(m * spacing), um(k * spacing), um(m * spacing)),
                (Inside) s -> ellipse(s, m, k) <= m * m * k * k),
            Tuple.of(box(dimensions, um(m * spacing), um(m * spacing), um(m * spacing)).shifted(um(spacing / 2), um(0)).and(Mask.disc(um(m * spacing))),
                (Inside) s -> Math.abs(2 * s[0] - 1) <= m && IntStream.range(1, s.length).allMatch(a -> 2 * Math.abs(s[a]) <= m) && square(s) <= m * m),
            Tuple.of(box(dimensions, um(2 * m * spacing), um(2 * k * spacing), um(2 * k * spacing)).rotated(90),
                (Inside) s -> dimensions > 1
                    && Math.abs(s[1]) <= m && Math.abs(s[0]) <= k && (dimensions < 3 || Math.abs(s[2]) <= k)));
    var chosen = masks.get(random.nextInt(dimensions == 1 ? 4 : 6));
    int[] expected = counted(shape, periodic, chosen.get2());
    assertArrayEquals(expected, inDegrees(allToAll().within(chosen.get1()), positions), () -> chosen.get1() + " on " + positions.dimensions());
  }

  @SafeVarargs
  private static Mask ellipse(int dimensions, Quantity<Length>... semiAxes) {
    return Mask.ellipse(Arrays.copyOf(semiAxes, dimensions));
  }

  private static int ellipse(int[] s, int m, int k) {
    int sum = 0;
    for (int a = 0; a < s.length; a++) {
      sum += s[a] * s[a] * (a == 1 ? m * m : k * k);
    }
    return sum;
  }

  /** Kernels that end: within the cutoff a source is possible, at the end of a linear one its value is 0. */
  @Property(tries = 60)
  void allKernelsThatEndDoSoForAllNeuronsAlike(@ForAll("dimensions") int dimensions, @ForAll long seed) {
    var random = new RandomStream(seed);
    int n = dimensions == 3 ? 7 : dimensions == 2 ? 15 : 90;
    int[] shape = IntStream.range(0, dimensions).map(a -> n).toArray();
    boolean[] periodic = new boolean[dimensions];
    Arrays.fill(periodic, true);
    double spacing = spacing(random);
    Positions positions = layout(shape, spacing, random).periodic().place("E", Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    int square = 1 + random.nextInt(n / 2 * (n / 2));
    var radius = um(spacing * Math.sqrt(square));
    int within = counted(shape, periodic, s -> square(s) <= square)[0];
    int inside = counted(shape, periodic, s -> square(s) < square)[0];
    assertAll(within, pairwiseBernoulli(Kernel.constant(1).cutoff(radius)), positions);
    assertAll(within, pairwiseBernoulli(Kernel.distance(um(1)).plus(1).clip(0, 1).cutoff(radius)), positions);
    // Without multapses all possible sources are taken where so many are asked for; one more is refused.
    assertAll(within, fixedInDegree(within, Kernel.gaussian(radius).cutoff(radius)).withoutMultapses(), positions);
    assertAll(inside, fixedInDegree(inside, Kernel.linear(radius)).withoutMultapses(), positions);
    // A function of one's own hears short decimals without what rounding has changed. Of other lengths the last digit may go either way.
    if (Math.abs(10 * spacing - Math.rint(10 * spacing)) < 1e-9) {
      double end = Math.rint(10 * spacing * (int) Math.sqrt(square)) / 10;
      assertEquals(1, Arrays.stream(inDegrees(pairwiseBernoulli(Kernel.of(d -> d <= end ? 1 : 0)), positions)).distinct().count());
    }
  }

  /** A region of a population has what stands on its border, at the ends of the sheet too. */
  @Test
  void regionsHaveTheirBorder() {
    Positions sheet = Layout.grid(20, 20).extent(um(666), um(666)).periodic().place("E", 400);
    for (int k : new int[] {0, 7, 133, 210, 399}) {
      assertEquals(49, within(sheet, Mask.box(um(199.8), um(199.8)), um(sheet.um(k, 0)), um(sheet.um(k, 1))).length);
    }
  }

  private static double spacing(RandomStream random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0.1 * (1 + random.nextInt(1000));
      case 1 -> 1000.0 / (1 + random.nextInt(300));
      case 2 -> 1 + random.nextInt(100);
      default -> 0.01 + 200 * random.nextDouble();
    };
  }

  /** Around the origin, or far from it. */
  private static Layout layout(int[] shape, double spacing, RandomStream random) {
    boolean spaced = random.nextBoolean();
    double far = random.nextBoolean() ? 0 : spacing * Math.pow(10, 8 * random.nextDouble()) * (random.nextDouble() - 0.5);
    Layout grid = Layout.grid(shape);
    return switch (shape.length) {
      case 1 -> (spaced ? grid.spacing(um(spacing)) : grid.extent(um(shape[0] * spacing))).center(um(far));
      case 2 -> (spaced ? grid.spacing(um(spacing)) : grid.extent(um(shape[0] * spacing), um(shape[1] * spacing))).center(um(far), um(0.3));
      default ->
          (spaced ? grid.spacing(um(spacing)) : grid.extent(um(shape[0] * spacing), um(shape[1] * spacing), um(shape[2] * spacing)))
              .center(um(0), um(far), um(-far));
    };
  }

  @Provide
  Arbitrary<Integer> dimensions() {
    return Arbitraries.integers().between(1, 3);
  }

  @SafeVarargs
  private static int[] within(Positions sheet, Mask region, Quantity<Length>... around) {
    return region.inside("E", sheet, around);
  }
}
