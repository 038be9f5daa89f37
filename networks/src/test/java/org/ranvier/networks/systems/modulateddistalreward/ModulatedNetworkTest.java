package org.ranvier.networks.systems.modulateddistalreward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Units.ms;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.study.Condition;
import org.ranvier.networks.study.Plan;

/** What the transmitters do to each other and to the neurons. */
final class ModulatedNetworkTest {
  private static Plan plan(String condition) {
    var study = new ModulatedDistalReward();
    Condition c = study.conditions().stream().filter(k -> k.name().equals(condition)).findFirst().orElseThrow();
    Plan usual = study.usualPlan();
    return new Plan(usual.settings(), usual.durationMs(), 1, c, Map.of());
  }

  private static int[] spikes(String condition, boolean found) {
    var parts = ModulatedNetwork.of(plan(condition));
    try (var sim = Simulation.of(parts.net(), Simulation.Options.DEFAULT.threads(1))) {
      plan(condition).clamp(sim);
      if (found) {
        sim.release(parts.acetylcholine(), 1);
      }
      sim.run(ms(1500));
      int[] ids = sim.spikes().ids();
      return Arrays.stream(ids).filter(i -> i < ModulatedNetwork.NEURONS).toArray();
    }
  }

  /** With its value in the publication: c = -65 + 30·0.5 = -50 mV, d = 8 - 12·0.5 = 2 mV. */
  @Test
  void noradrenalineComesToTheValueThatMakesBursts() {
    var parts = ModulatedNetwork.of(plan("switch"));
    try (var sim = Simulation.of(parts.net(), Simulation.Options.DEFAULT.threads(1))) {
      sim.run(ms(8000));
      double noradrenaline = sim.concentration(parts.noradrenaline());
      assertEquals(ModulatedNetwork.BURSTING, noradrenaline, 0.02);
      double[] c = sim.parameter(parts.net().population("N"), "c");
      assertEquals(-50, c[0], 0.7);
      assertEquals(-65, c[900], 0);
      assertEquals(2, sim.parameter(parts.net().population("N"), "d")[0], 0.3);
    }
  }

  @Test
  void acetylcholineEndsBothReleases() {
    var parts = ModulatedNetwork.of(plan("switch"));
    try (var sim = Simulation.of(parts.net(), Simulation.Options.DEFAULT.threads(1))) {
      sim.setSpikes(parts.reward(), new double[][] {{100, 900}});
      sim.run(ms(110));
      assertTrue(sim.concentration(parts.dopamine()) > 0.4);
      sim.release(parts.acetylcholine(), 1);
      double before = sim.concentration(parts.noradrenaline());
      sim.run(ms(890));
      assertEquals(before * Math.exp(-0.89), sim.concentration(parts.noradrenaline()), 1e-9);
      assertTrue(sim.concentration(parts.dopamine()) < 1e-3, "the reward at 900 ms released dopamine");
    }
  }

  @Test
  void withoutItsReceptorsAcetylcholineChangesNoSpike() {
    assertArrayEquals(spikes("bursting", false), spikes("bursting", true));
    assertFalse(Arrays.equals(spikes("switch", false), spikes("switch", true)));
  }

  @Test
  void clampedNoradrenalineIsNone() {
    var parts = ModulatedNetwork.of(plan("regular"));
    try (var sim = Simulation.of(parts.net(), Simulation.Options.DEFAULT.threads(1))) {
      plan("regular").clamp(sim);
      sim.run(ms(1000));
      assertEquals(0, sim.concentration(parts.noradrenaline()), 0);
      assertEquals(-65, sim.parameter(parts.net().population("N"), "c")[0], 0);
      assertEquals(8, sim.parameter(parts.net().population("N"), "d")[0], 0);
    }
  }
}
