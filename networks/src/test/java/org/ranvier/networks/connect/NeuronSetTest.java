package org.ranvier.networks.connect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class NeuronSetTest {
  @Property(tries = 200)
  void rangesAndListsAnswerAsSetsDo(
      @ForAll Set<@IntRange(max = 60) Integer> list, @ForAll @IntRange(max = 60) int first,
      @ForAll @IntRange(max = 60) int size) {
    int[] indices = list.stream().mapToInt(i -> i).sorted().toArray();
    int[] range = IntStream.range(first, first + size).toArray();
    NeuronSet[] sets = {NeuronSet.of(indices), NeuronSet.range(first, first + size)};
    int[][] members = {indices, range};
    for (int a = 0; a < 2; a++) {
      int[] of = members[a];
      assertEquals(of.length, sets[a].size());
      assertArrayEquals(of, sets[a].toArray());
      for (int x = 0; x < 130; x++) {
        int index = x;
        assertEquals(Arrays.stream(of).filter(i -> i < index).count(), sets[a].countBelow(x));
        assertEquals(Arrays.stream(of).anyMatch(i -> i == index), sets[a].contains(x));
      }
      for (int b = 0; b < 2; b++) {
        NeuronSet other = sets[b];
        assertEquals(Arrays.stream(of).filter(other::contains).count(), sets[a].common(other));
      }
    }
  }

  @Test
  void theTextTellsSetsApart() {
    assertEquals("3 … 8", NeuronSet.range(3, 9).toString());
    assertNotEquals(NeuronSet.of(new int[] {1, 2, 5}).toString(), NeuronSet.of(new int[] {1, 3, 5}).toString());
    assertNotEquals(
        ConnectionRule.explicit(new int[] {1}, new int[] {2}).toString(),
        ConnectionRule.explicit(new int[] {2}, new int[] {1}).toString());
    assertEquals(
        ConnectionRule.explicit(new int[] {1}, new int[] {2}).toString(),
        ConnectionRule.explicit(new int[] {1}, new int[] {2}).toString());
  }
}
