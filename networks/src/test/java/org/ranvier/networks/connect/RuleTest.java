package org.ranvier.networks.connect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedOutDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedTotalNumber;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ranvier.networks.values.Sampler;

/** What each rule promises, for any sets of neurons, and that no promise depends on who generates which targets. */
final class RuleTest {
  private static final int SIZE = 400;

  /** Sets of neurons of one population of 400, or of two such populations. */
  record Ends(NeuronSet sources, NeuronSet targets, boolean same) {
    long possible(boolean autapses) {
      return (long) sources.size() * targets.size() - (same && !autapses ? sources.common(targets) : 0);
    }

    /** Whether a neuron is in the way of itself somewhere. */
    int others(NeuronSet set, boolean autapses) {
      return set.size() - (same && !autapses && sources.common(targets) > 0 ? 1 : 0);
    }
  }

  @Provide
  static Arbitrary<Ends> ends() {
    return Combinators.combine(sets(), sets(), Arbitraries.of(true, false)).as(Ends::new);
  }

  private static Arbitrary<NeuronSet> sets() {
    Arbitrary<Integer> neuron = Arbitraries.integers().between(0, SIZE - 1);
    Arbitrary<NeuronSet> ranges = Combinators.combine(neuron, neuron)
        .as((a, b) -> NeuronSet.range(Math.min(a, b), Math.max(a, b) + 1));
    Arbitrary<NeuronSet> lists = neuron.set().ofMinSize(1).ofMaxSize(150)
        .map(s -> NeuronSet.of(s.stream().mapToInt(i -> i).sorted().toArray()));
    return Arbitraries.oneOf(ranges, lists, Arbitraries.just(NeuronSet.range(0, SIZE)));
  }

  /** What holds for every rule. */
  private static Drawn checked(ConnectionRule rule, Ends ends, long seed, boolean countIsExact) {
    Projector projector = Drawn.projector(seed, rule, ends.sources, ends.targets, ends.same);
    Drawn whole = Drawn.of(projector, SIZE);
    var random = new Random(seed);
    for (int trial = 0; trial < 3; trial++) {
      int[] blocks = random.ints(random.nextInt(4), 0, SIZE / Projector.TARGET_BLOCK + 1).sorted().toArray();
      Drawn parts = Drawn.of(projector, SIZE, blocks);
      assertTrue(whole.byTarget().equals(parts.byTarget()), () -> "other synapses when divided at " + Arrays.toString(blocks));
      List<Drawn.Synapse> counted = Drawn.of(projector, false, SIZE, blocks).synapses();
      List<Drawn.Synapse> placed = parts.synapses().stream().map(s -> new Drawn.Synapse(s.source(), s.target(), s.delay(), 0))
          .toList();
      assertTrue(placed.equals(counted), "other synapses when counting");
    }
    for (Drawn.Synapse s : whole.synapses()) {
      assertTrue(ends.sources.contains(s.source()) && ends.targets.contains(s.target()), s + " is outside the sets");
      assertTrue(s.delay() >= 1 && s.delay() <= 100, s + " has a delay out of bounds");
    }
    if (countIsExact) {
      assertEquals(projector.expectedCount(), whole.synapses().size());
    }
    return whole;
  }

  private static void noneRefused(Drawn drawn, Ends ends, boolean autapses, boolean multapses) {
    assertTrue(autapses || !ends.same || !drawn.hasAutapses(), "autapses, though refused");
    assertTrue(multapses || !drawn.hasMultapses(), "multapses, though refused");
  }

  @Property(tries = 40)
  void oneToOneConnectsTheKthToTheKth(@ForAll("ends") Ends ends, @ForAll long seed) {
    int n = Math.min(ends.sources.size(), ends.targets.size());
    var cut = new Ends(
        NeuronSet.of(Arrays.copyOf(ends.sources.toArray(), n)), NeuronSet.of(Arrays.copyOf(ends.targets.toArray(), n)),
        ends.same);
    Drawn drawn = checked(oneToOne(), cut, seed, true);
    for (int k = 0; k < n; k++) {
      assertEquals(cut.sources.get(k), drawn.synapses().get(k).source());
      assertEquals(cut.targets.get(k), drawn.synapses().get(k).target());
    }
    assertEquals(n, drawn.synapses().size());
  }

  @Property(tries = 30)
  void oneToOneWithoutAutapsesLeavesOutWhoIsItsOwnPartner(@ForAll("ends") Ends ends, @ForAll long seed) {
    int n = Math.min(ends.sources.size(), ends.targets.size());
    var cut = new Ends(
        NeuronSet.of(Arrays.copyOf(ends.sources.toArray(), n)), NeuronSet.of(Arrays.copyOf(ends.targets.toArray(), n)), ends.same);
    Drawn drawn = checked(oneToOne().withoutAutapses().withoutMultapses(), cut, seed, true);
    int[] kept = IntStream.range(0, n).filter(k -> !cut.same || cut.sources.get(k) != cut.targets.get(k)).toArray();
    assertArrayEquals(Arrays.stream(kept).map(cut.sources::get).toArray(), drawn.synapses().stream().mapToInt(Drawn.Synapse::source).toArray());
    assertArrayEquals(Arrays.stream(kept).map(cut.targets::get).toArray(), drawn.synapses().stream().mapToInt(Drawn.Synapse::target).toArray());
  }

  @Property(tries = 25)
  void allToAllConnectsEachPairOnce(@ForAll("ends") Ends ends, @ForAll long seed, @ForAll boolean autapses) {
    ConnectionRule rule = autapses ? allToAll() : allToAll().withoutAutapses();
    Drawn drawn = checked(rule, ends, seed, true);
    noneRefused(drawn, ends, autapses, false);
    assertEquals(ends.possible(autapses), drawn.synapses().size());
  }

  @Property(tries = 60)
  void eachTargetHasItsInDegree(
      @ForAll("ends") Ends ends, @ForAll long seed, @ForAll boolean autapses, @ForAll boolean multapses) {
    int most = ends.others(ends.sources, autapses);
    int n = most == 0 ? 0 : new Random(seed).nextInt(multapses ? 2 * most : most + 1);
    Drawn drawn = checked(new ConnectionRule.FixedInDegree(n, autapses, multapses), ends, seed, true);
    noneRefused(drawn, ends, autapses, multapses);
    long[] degrees = drawn.inDegrees(SIZE);
    IntStream.range(0, SIZE).forEach(t -> assertEquals(ends.targets.contains(t) ? n : 0, degrees[t]));
  }

  @Property(tries = 60)
  void eachSourceHasItsOutDegree(
      @ForAll("ends") Ends ends, @ForAll long seed, @ForAll boolean autapses, @ForAll boolean multapses) {
    int most = ends.others(ends.targets, autapses);
    int n = most == 0 ? 0 : new Random(seed).nextInt(multapses ? 2 * most : most + 1);
    Drawn drawn = checked(new ConnectionRule.FixedOutDegree(n, autapses, multapses), ends, seed, true);
    noneRefused(drawn, ends, autapses, multapses);
    long[] degrees = drawn.outDegrees(SIZE);
    IntStream.range(0, SIZE).forEach(s -> assertEquals(ends.sources.contains(s) ? n : 0, degrees[s]));
  }

  @Property(tries = 60)
  void theTotalNumberIsExact(@ForAll("ends") Ends ends, @ForAll long seed, @ForAll boolean autapses, @ForAll boolean multapses) {
    long most = ends.possible(autapses);
    long n = most == 0 ? 0 : new Random(seed).nextLong(Math.min(20_000, multapses ? 2 * most : most + 1));
    Drawn drawn = checked(new ConnectionRule.FixedTotalNumber(n, autapses, multapses), ends, seed, true);
    noneRefused(drawn, ends, autapses, multapses);
    assertEquals(n, drawn.synapses().size());
  }

  @Property(tries = 60)
  void aBernoulliRuleConnectsNoPairTwice(@ForAll("ends") Ends ends, @ForAll long seed, @ForAll boolean autapses) {
    double p = new double[] {0, 1, 0.01, 0.1, 0.5, 0.99, 1e-300}[new Random(seed).nextInt(7)];
    var rule = new ConnectionRule.PairwiseBernoulli(p, autapses);
    Drawn drawn = checked(rule, ends, seed, p == 0 || p == 1);
    noneRefused(drawn, ends, autapses, false);
    double sd = Math.sqrt(p * (1 - p) * ends.possible(autapses));
    assertEquals(p * ends.possible(autapses), drawn.synapses().size(), 6 * sd + 1);
    assertEquals(
        p * ends.possible(autapses), Drawn.projector(seed, rule, ends.sources, ends.targets, ends.same).expectedCount(), 0.51);
  }

  @Property(tries = 40)
  void anExplicitListIsConnectedAsItStands(@ForAll("ends") Ends ends, @ForAll long seed) {
    var random = new Random(seed);
    int n = 1 + random.nextInt(3000);
    int[] sources = random.ints(n, 0, ends.sources.size()).toArray();
    int[] targets = random.ints(n, 0, ends.targets.size()).toArray();
    double[] weights = IntStream.range(0, n).mapToDouble(k -> k).toArray();
    double[] delays = IntStream.range(0, n).mapToDouble(k -> (1 + k % 90) / 10.0).toArray();
    var projector =
        Drawn.projector(
            seed, explicit(sources, targets), ends.sources, ends.targets, ends.same,
            Sampler.Listed.of(weights), Sampler.Listed.of(delays));
    var drawn = Drawn.of(projector, SIZE, 1, 3);
    assertEquals(n, projector.expectedCount());
    assertEquals(n, drawn.synapses().size());
    boolean[] seen = new boolean[n];
    for (Drawn.Synapse s : drawn.synapses()) {
      int k = (int) s.weight();
      assertFalse(seen[k]);
      seen[k] = true;
      assertEquals(new Drawn.Synapse(ends.sources.get(sources[k]), ends.targets.get(targets[k]), 1 + k % 90, k), s);
    }
    drawn.byTarget().values()
        .forEach(of -> IntStream.range(1, of.size()).forEach(k -> assertTrue(of.get(k).weight() > of.get(k - 1).weight())));
    assertEquals(Drawn.of(projector, SIZE).byTarget(), drawn.byTarget());
  }

  /** Weights and delays of a list stay with their synapses, whatever is left out. */
  @Property(tries = 40)
  void ofAListWhatIsNotAllowedIsLeftOut(
      @ForAll("ends") Ends ends, @ForAll long seed, @ForAll boolean autapses, @ForAll boolean multapses) {
    var random = new Random(seed);
    int n = 1 + random.nextInt(500);
    int[] sources = random.ints(n, 0, Math.min(20, ends.sources.size())).toArray();
    int[] targets = random.ints(n, 0, Math.min(20, ends.targets.size())).toArray();
    double[] weights = IntStream.range(0, n).mapToDouble(k -> k).toArray();
    ConnectionRule rule = explicit(sources, targets);
    rule = autapses ? rule : rule.withoutAutapses();
    rule = multapses ? rule : rule.withoutMultapses();
    var projector =
        Drawn.projector(seed, rule, ends.sources, ends.targets, ends.same, Sampler.Listed.of(weights), Drawn.NORMAL_DELAY);
    var seen = new HashSet<List<Integer>>();
    var expected = new TreeSet<Integer>();
    for (int k = 0; k < n; k++) {
      int source = ends.sources.get(sources[k]);
      int target = ends.targets.get(targets[k]);
      boolean self = ends.same && source == target;
      if ((autapses || !self) && (seen.add(List.of(source, target)) || multapses)) {
        expected.add(k);
      }
    }
    var drawn = new TreeSet<Integer>();
    Drawn.of(projector, SIZE, 1, 3).synapses().forEach(s -> drawn.add((int) s.weight()));
    assertEquals(expected, drawn);
    assertEquals(expected.size(), projector.expectedCount());
  }

  @Property(tries = 30)
  void theSeedAndTheNameChooseTheDraw(@ForAll long seed) {
    NeuronSet all = NeuronSet.range(0, SIZE);
    List<ConnectionRule> rules =
        List.of(
            fixedInDegree(5), fixedOutDegree(5), fixedTotalNumber(2000), fixedTotalNumber(2000).withoutMultapses(),
            pairwiseBernoulli(0.01));
    for (ConnectionRule rule : rules) {
      Drawn one = Drawn.of(Drawn.projector(seed, rule, all, all, true), SIZE);
      assertTrue(one.equals(Drawn.of(Drawn.projector(seed, rule, all, all, true), SIZE)));
      assertFalse(one.equals(Drawn.of(Drawn.projector(seed + 1, rule, all, all, true), SIZE)));
    }
  }
}
