package org.ranvier.validation.ranks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.ranks.Alone;
import org.ranvier.simulator.ranks.ThreadRanks;

/** The spikes depend neither on the number of ranks nor on that of their threads, with MPI and without. */
@Timeout(120)
final class RanksTest {
  private static final double MS = 40;
  private static final Map<String, String> EXPECTED = RankedNetworks.digests(Alone.RANKS, 1, MS);

  @Test
  void anyRanksAndThreadsHaveTheSameSpikes() {
    assertEquals(EXPECTED.get("microcircuit"), EXPECTED.get("procedural"));
    for (int[] shape : new int[][] {{1, 2}, {2, 1}, {2, 2}, {3, 1}, {4, 1}}) {
      List<Map<String, String>> found = ThreadRanks.run(shape[0], ranks -> RankedNetworks.digests(ranks, shape[1], MS));
      found.forEach(f -> EXPECTED.forEach((name, digest) -> assertEquals(digest, f.get(name), name + " on " + shape[0] + " ranks of " + shape[1] + " threads")));
    }
    EXPECTED.forEach((name, digest) -> assertTrue(!digest.startsWith("0 "), name + " is silent"));
  }

  @Test
  void ranksOfMpiHaveTheSameSpikes(@TempDir Path temporary) throws IOException, InterruptedException {
    Mpirun.require();
    List<String> expected = EXPECTED.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
    Mpirun.Said said = Mpirun.run(2, RankedNetworks.class.getName(), "2", Double.toString(MS), temporary.toString());
    assertEquals(0, said.code(), said.text());
    for (int r = 0; r < 2; r++) {
      assertEquals(expected, Files.readAllLines(temporary.resolve("rank-" + r)));
    }
  }
}
