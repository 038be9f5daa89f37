package org.ranvier.networks.systems.families;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Selectivities that can be told without a computer. */
final class SelectivityTest {
  @Test
  void isOneWhereEachNeuronFiresForItsPatternOnly() {
    var s = new Selectivity(new double[] {2, -1});
    s.add(0, new double[] {8, 0});
    s.add(1, new double[] {0, 4});
    assertEquals(1, s.value(), 1e-15);
    assertEquals(3, s.spikes(), 1e-15);
  }

  @Test
  void doesNotDependOnHowOftenEachPatternIsShown() {
    var s = new Selectivity(new double[] {1, 1});
    s.add(0, new double[] {3, 5});
    s.add(0, new double[] {3, 5});
    s.add(0, new double[] {3, 5});
    s.add(1, new double[] {3, 5});
    assertEquals(0, s.value(), 1e-15);
    s.add(1, new double[] {9, 15}); // now 3, 5 against 6, 10
    assertEquals(-(3 + 5) / Math.sqrt(2 * (9 * 9 + 15 * 15)), s.value(), 1e-15);
  }

  @Test
  void isNothingWhereNobodyFires() {
    var s = new Selectivity(new double[] {1});
    s.add(0, new double[] {0});
    assertEquals(0, s.value());
    assertEquals(0, new Selectivity(new double[] {1}).value());
  }
}
