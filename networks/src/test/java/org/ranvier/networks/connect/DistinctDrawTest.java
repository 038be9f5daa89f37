package org.ranvier.networks.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.networks.Likely;
import org.ranvier.simulator.random.RandomStream;

/** Subsets are drawn such that each of the possible ones is equally likely. */
final class DistinctDrawTest {
  @ParameterizedTest
  @CsvSource({
    "7, 2, -1, 21", "7, 5, -1, 21", "7, 3, -1, 35", "7, 2, 4, 15", "7, 4, 0, 15", "6, 5, 2, 1", "6, 6, -1, 1", "6, 0, 3, 1",
    "1, 1, -1, 1"
  })
  void eachSubsetIsEquallyLikely(int size, int n, int excluded, int subsets) {
    var draw = new DistinctDraw(size);
    var stream = new RandomStream(9);
    Map<Integer, Long> seen = new HashMap<>();
    for (int trial = 0; trial < 20_000; trial++) {
      stream.select(trial);
      int[] drawn = draw.draw(stream, n, excluded);
      assertTrue(Arrays.stream(drawn).allMatch(x -> x >= 0 && x < size && x != excluded));
      assertEquals(n, Arrays.stream(drawn).distinct().count());
      seen.merge(IntStream.of(drawn).map(x -> 1 << x).sum(), 1L, Long::sum);
    }
    assertEquals(subsets, seen.size());
    if (subsets > 1) {
      Likely.equalCounts(seen.values().stream().mapToLong(k -> k).toArray());
    }
  }

  /** The total number without multapses is a subset of all pairs, drawn target by target. */
  @ParameterizedTest
  @CsvSource({"3, 2, 1, 6", "3, 2, 2, 15", "3, 2, 3, 20", "2, 2, 2, 6", "2, 1, 1, 2", "4, 2, 3, 56", "3, 3, 2, 36"})
  void eachSetOfPairsIsEquallyLikely(int sources, int targets, int n, int sets) {
    Map<Integer, Long> seen = new HashMap<>();
    ConnectionRule rule = ConnectionRule.fixedTotalNumber(n).withoutMultapses();
    for (int seed = 0; seed < 20_000; seed++) {
      var projector = Drawn.projector(seed, rule, NeuronSet.range(0, sources), NeuronSet.range(0, targets), false);
      int set = Drawn.of(projector, targets).synapses().stream().mapToInt(s -> 1 << s.source() * targets + s.target()).sum();
      seen.merge(set, 1L, Long::sum);
    }
    assertEquals(sets, seen.size());
    Likely.equalCounts(seen.values().stream().mapToLong(k -> k).toArray());
  }
}
