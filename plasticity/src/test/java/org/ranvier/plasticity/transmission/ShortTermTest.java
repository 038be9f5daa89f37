package org.ranvier.plasticity.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.time.TimeGrid;

/** Short-term plasticity against its differential equations, and against steady states in closed form. */
final class ShortTermTest {
  private static final TimeGrid GRID = new TimeGrid(0.1);

  @Property(tries = 30)
  void thePartThatIsDeliveredIsThatOfTheDifferentialEquations(@ForAll long seed) {
    var random = new Random(seed);
    var model = ShortTerm.of(0.1 + 0.8 * random.nextDouble(), 50 + 300 * random.nextDouble(), 20 + 300 * random.nextDouble());
    var on = model.on(GRID);
    double[] values = new double[on.values()];
    on.start(values, 0);
    double x = 1;
    double u = 0;
    int interval = PlasticKernel.FIRST;
    for (int k = 0; k < 20; k++) {
      on.fire(values, 0, interval);
      double use = u + model.use() * (1 - u);
      assertEquals(use * x, on.factor(values, 0), 1e-6);
      double left = x - use * x;
      interval = 1 + random.nextInt(1000);
      int n = interval * 20; // midpoint steps of 5 µs
      double h = 0.1 / 20;
      x = left;
      u = use;
      for (int s = 0; s < n; s++) {
        x += (1 - x) * (h / model.tauRecMs()) * (1 - h / (2 * model.tauRecMs()));
        u -= u * (h / model.tauFacMs()) * (1 - h / (2 * model.tauFacMs()));
      }
    }
  }

  @Test
  void regularSpikesReachTheSteadyState() {
    double use = 0.4;
    double tau = 150;
    var on = ShortTerm.of(use, tau, 0).on(GRID);
    double[] values = new double[2];
    on.start(values, 0);
    on.fire(values, 0, PlasticKernel.FIRST);
    for (int k = 0; k < 200; k++) {
      on.fire(values, 0, 500);
    }
    double decay = Math.exp(-50 / tau);
    assertEquals(use * (1 - decay) / (1 - (1 - use) * decay), on.factor(values, 0), 1e-12);
  }

  /** With a current that ends at once, three states are two: then both forms agree where nothing facilitates. */
  @Test
  void bothFormsAgreeWhereTheCurrentIsShort() {
    var two = ShortTerm.of(0.5, 800, 0).on(GRID);
    var three = new ThreeState(0.5, 800, 0, 1e-3).on(GRID);
    double[] a = new double[two.values()];
    double[] b = new double[three.values()];
    two.start(a, 0);
    three.start(b, 0);
    int interval = PlasticKernel.FIRST;
    for (int gap : new int[] {100, 50, 2000, 30, 30, 30, 5000}) {
      two.fire(a, 0, interval);
      three.fire(b, 0, interval);
      assertEquals(two.factor(a, 0), three.factor(b, 0), 1e-5);
      interval = gap;
    }
  }

  @Test
  void facilitationMayHaveBegunBefore() {
    var on = new ThreeState(0.1, 100, 500, 3, 0.4).on(GRID);
    double[] values = new double[on.values()];
    on.start(values, 0);
    on.fire(values, 0, PlasticKernel.FIRST);
    assertEquals(0.4 + 0.1 * 0.6, on.factor(values, 0), 1e-12);
    var e = assertThrows(RanvierException.class, () -> new ThreeState(0.1, 100, 500, 3, 1.4));
    assertEquals("short-term plasticity: initial u = 1.4 must be between 0 and 1", e.getMessage());
  }

  @Test
  void badParametersAreRefusedByName() {
    var e = assertThrows(RanvierException.class, () -> ShortTerm.of(0, 100, 0));
    assertEquals("short-term plasticity: U = 0.0 must be above 0 and at most 1", e.getMessage());
    e = assertThrows(RanvierException.class, () -> ShortTerm.of(0.5, 0, 0));
    assertEquals("short-term plasticity: tau_rec = 0.0 ms must be above 0", e.getMessage());
    e = assertThrows(RanvierException.class, () -> ShortTerm.of(0.5, 100, -1));
    assertEquals("short-term plasticity: tau_fac = -1.0 ms must be 0 or above", e.getMessage());
    assertThrows(RanvierException.class, () -> ShortTerm.of(0.5, 100, 1).initial(2, 1));
    e = assertThrows(RanvierException.class, () -> new ThreeState(0.5, 3, 0, 3));
    assertEquals("short-term plasticity: tau_rec and tau_psc are both 3.0 ms; they must differ, if only a little",
        e.getMessage());
  }
}
