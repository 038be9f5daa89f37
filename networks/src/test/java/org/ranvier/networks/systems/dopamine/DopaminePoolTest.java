package org.ranvier.networks.systems.dopamine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DopaminePoolTest {
  /** Of two values, a and b with a < b, equally likely: e = (1-τ)·a + τ·b. */
  @Test
  void expectilesOfTwoValuesDivideTheirDistance() {
    for (double tau : new double[] {0.1, 0.5, 0.9}) {
      assertEquals((1 - tau) * 2 + tau * 7, Expectile.of(new double[] {7, 2}, tau), 1e-8);
    }
  }

  /** Of values that are equally likely, the mean; and of 0, 1, 2 with τ = 0.8 where 0.8·(2-e) = 0.2·(e + e-1). */
  @Test
  void expectilesOfMoreValues() {
    assertEquals(4, Expectile.of(new double[] {1, 2, 3, 10}, 0.5), 1e-8);
    assertEquals(1.5, Expectile.of(new double[] {0, 1, 2}, 0.8), 1e-8);
  }

  @Test
  void linesThatMeetGiveTheReversalPoint() {
    double[] rewards = {0.2, 0.5, 0.8, 1.1, 1.4, 1.7, 2.0};
    double[] answers = Arrays.stream(rewards).map(r -> r > 0.7 ? 0.2 * (r - 0.7) : 1.8 * (r - 0.7)).toArray();
    assertEquals(0.7, ReversalPoint.of(rewards, answers), 1e-3);
  }
}
