package org.ranvier.plasticity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ranvier.plasticity.LazyUpdateTest.Case;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.plastic.NewSynapses;
import org.ranvier.simulator.plastic.SynapseTable;

/** Synapses that come and go, while the others go on as if nothing had happened. */
final class RewiringUpdateTest {
  private static final int STEPS = LazyUpdateTest.STEPS;

  /** Which pairs get a synapse: none that has one. */
  private static NewSynapses added(Case c, Random random) {
    Set<List<Integer>> taken = c.wiring.synapses().stream().map(s -> List.of(s.source(), s.target())).collect(Collectors.toCollection(HashSet::new));
    var range = c.wiring.delays();
    var all = new ArrayList<int[]>();
    for (int k = 0; k < 40; k++) {
      int source = random.nextInt(c.pre.length);
      int target = random.nextInt(c.post.length);
      int delay = range.min() + random.nextInt(range.max() - range.min() + 1);
      if (taken.add(List.of(source, target))) {
        all.add(new int[] {source, target, delay, 1 + random.nextInt(delay)});
      }
    }
    all.sort((a, b) -> Integer.compare(a[1], b[1]));
    double[] weights = IntStream.range(0, all.size()).mapToDouble(k -> (10 + k) * (c.inhibitory ? -1 : 1)).toArray();
    return new NewSynapses(column(all, 0), column(all, 1), column(all, 2), column(all, 3), weights);
  }

  private static int[] column(List<int[]> all, int k) {
    return all.stream().mapToInt(a -> a[k]).toArray();
  }

  /** Source, target, delay and weight of each synapse, in the order of the table. */
  private record Row(int source, int target, int delay, double weight) {}

  private static List<Row> rows(SynapseTable table) {
    return IntStream.range(0, table.size())
        .mapToObj(k -> new Row(table.sources()[k], table.targets()[k], table.delays()[k], table.values()[k])).toList();
  }

  @Property(tries = 25)
  void thoseThatStayAreWhatTheyWouldHaveBeenBitByBit(
      @ForAll long seed, @ForAll boolean wide, @ForAll boolean calcium, @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll @IntRange(min = 0, max = STEPS - 1) int pause) {
    var c = new Case(seed, calcium);
    var random = new Random(seed);
    Engine engine = c.engine(wide, threads);
    Engine twin = c.engine(wide, 1);
    engine.run(pause, RunMonitor.NONE);
    SynapseTable table = SynapseTable.weights(engine.plasticParts(0));
    var removed = new BitSet();
    IntStream.range(0, table.size()).filter(k -> random.nextInt(3) == 0).forEach(removed::set);
    NewSynapses added = added(c, random);
    Set<List<Integer>> fresh = IntStream.range(0, added.size()).mapToObj(k -> List.of(added.source()[k], added.target()[k])).collect(Collectors.toSet());
    table.rewire(removed, added);
    if (calcium) { // elsewhere spikes on their way to the soma may act on a new weight at once
      for (Row r : rows(SynapseTable.read(engine.plasticParts(0), -1))) {
        if (fresh.contains(List.of(r.source, r.target))) {
          double[] given = IntStream.range(0, added.size()).filter(k -> added.source()[k] == r.source && added.target()[k] == r.target)
              .mapToDouble(k -> added.weight()[k]).toArray();
          assertEquals(given[0], r.weight, wide ? 1e-9 : 1e-3);
        }
      }
    }
    engine.run(STEPS - pause, RunMonitor.NONE);
    twin.run(STEPS, RunMonitor.NONE);
    List<Row> all = rows(SynapseTable.read(twin.plasticParts(0), -1));
    List<Row> stayed = IntStream.range(0, all.size()).filter(k -> !removed.get(k)).mapToObj(all::get).toList();
    List<Row> found = rows(SynapseTable.read(engine.plasticParts(0), -1));
    assertEquals(stayed.size() + added.size(), found.size());
    assertEquals(stayed, found.stream().filter(r -> !fresh.contains(List.of(r.source, r.target))).toList());
  }

  @Property(tries = 15)
  void newSynapsesLearnTheSameForAnyNumberOfThreads(
      @ForAll long seed, @ForAll boolean wide, @ForAll @IntRange(min = 2, max = 4) int threads, @ForAll @IntRange(min = 0, max = STEPS - 1) int pause) {
    var c = new Case(seed);
    var one = rewired(c, seed, wide, 1, pause);
    var many = rewired(c, seed, wide, threads, pause);
    assertEquals(one.rows, many.rows);
    for (int i = 0; i < one.heard.length; i++) {
      assertArrayEquals(one.heard[i], many.heard[i]);
    }
  }

  private record Result(List<Row> rows, double[][] heard) {}

  private static Result rewired(Case c, long seed, boolean wide, int threads, int pause) {
    var random = new Random(seed);
    Engine engine = c.engine(wide, threads);
    engine.run(pause, RunMonitor.NONE);
    SynapseTable table = SynapseTable.weights(engine.plasticParts(0));
    var removed = new BitSet();
    IntStream.range(0, table.size()).filter(k -> random.nextBoolean()).forEach(removed::set);
    table.rewire(removed, added(c, random));
    engine.run(STEPS - pause, RunMonitor.NONE);
    assertTrue(engine.plasticSynapses() > 0);
    return new Result(rows(SynapseTable.read(engine.plasticParts(0), -1)), engine.traces(false).getFirst().values());
  }
}
