package org.ranvier.networks.systems.nmn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.TrialListener;

/** The network's parts; that it learns is for {@code validate learning}. */
final class NmnTest {
  private static final TrialListener NOBODY = new TrialListener() {};

  private static Plan plan() {
    var study = new Nmn();
    return new Plan(new Settings("nmn", study.settings(), Map.of()), 0, 5, study.conditions().getFirst(), Map.of());
  }

  /** What a cell tells is held when it says no more, by one modulator alone, until noradrenaline comes. */
  @Test
  void modulatorsHoldUntilNoradrenalineComes() {
    try (var run = new NmnRun(plan(), 20, NOBODY)) {
      run.begin(3);
      for (int k = 0; k < 4; k++) {
        run.trial(3, true);
      }
      assertEquals(3, run.strongest());
      run.tell(-1);
      for (int k = 0; k < 5; k++) {
        run.trial(3, true);
      }
      assertEquals(3, run.strongest(), "a second after it was told");
      run.begin(-1);
      for (int k = 0; k < 5; k++) {
        run.trial(4, false);
      }
      assertEquals(-1, run.strongest());
    }
  }

  /** Hill's equation: half at the concentration 0.5, and with the coefficient 4 16/17 at twice as much. */
  @Test
  void activation() {
    assertEquals(0.5, NmnNetwork.activation(0.5), 1e-12);
    assertEquals(16.0 / 17, NmnNetwork.activation(1), 1e-12);
    assertTrue(NmnNetwork.activation(0) == 0);
  }
}
