package org.ranvier.plasticity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;

/** The named rules of three factors have the parameters of their publications, and can be changed. */
final class ThreeFactorTest {
  private static final String TAUS = ", tau_plus = 20.0 ms, tau_minus = 20.0 ms; ";
  private static final ThirdFactor DOPAMINE = ThirdFactor.of("dopamine");

  private static void hasDefaults(ThreeFactor rule, String pairing, String third, String bounds, String... modulators) {
    assertEquals(rule.name() + ": c " + pairing + TAUS + third + ", bounds " + bounds, rule.equations());
    assertEquals(Set.of(modulators), rule.modulators());
  }

  @Test
  void rewardModulatedStdpIsThatOfIzhikevich() {
    ThreeFactor rule = ThreeFactor.rewardStdp(DOPAMINE);
    hasDefaults(rule, "+= 0.1·x, -= 0.15·x", "eligibility with tau_c = 1000 ms, dw/dt = dopamine·c", "[0.0, Infinity]", "dopamine");
    assertTrue(rule.source().startsWith("Izhikevich 2007"));
    assertTrue(rule.keepsSign());
  }

  @Test
  void dopamineStdpHasABaseline() {
    hasDefaults(
        ThreeFactor.dopamineStdp("dopamine", 0.02), "+= 1.0·x, -= 1.5·x",
        "eligibility with tau_c = 1000 ms, dw/dt = (dopamine - 0.02)·c", "[0.0, Infinity]", "dopamine");
  }

  @Test
  void thoseOfFlorianLetWeightsChangeTheirSign() {
    ThreeFactor without = ThreeFactor.mstdp("r", 0.1);
    String free = "[-Infinity, Infinity]";
    hasDefaults(without, "+= 1.0·x, -= 1.0·x", "eligibility with tau_c = 0 ms, dw/dt = 0.1·r·c", free, "r");
    assertFalse(without.keepsSign());
    ThreeFactor with = ThreeFactor.mstdpet("r", 0.625);
    hasDefaults(with, "+= 1.0·x, -= 1.0·x", "eligibility with tau_c = 25 ms, dw/dt = 0.625·r·c", free, "r");
    assertFalse(with.keepsSign());
  }

  @Test
  void theCovarianceRuleComparesARewardWithItsMean() {
    hasDefaults(
        ThreeFactor.covariance("R", "mean"), "+= 0.1·x, -= 0.1·x", "eligibility with tau_c = 1000 ms, dw/dt = (R + -1·mean)·c",
        "[0.0, Infinity]", "R", "mean");
  }

  @Test
  void gatedHebbianLearningPotentiatesInEitherOrder() {
    hasDefaults(
        ThreeFactor.gatedHebb(DOPAMINE, 2), "+= 0.1·x, -= -0.1·x", "eligibility with tau_c = 200 ms, dw/dt = surprise 2 of dopamine·c",
        "[0.0, Infinity]", "dopamine");
  }

  @Test
  void dualTracesHaveAModulatorEach() {
    hasDefaults(
        ThreeFactor.dualTrace(ThirdFactor.of("na"), ThirdFactor.of("5ht")), "+= 0.1·x, -= 0.1·x",
        "eligibility of potentiation with tau_c = 5000 ms, dw/dt = na·c; eligibility of depression with tau_c = 2500 ms, dw/dt = 5ht·c",
        "[0.0, Infinity]", "na", "5ht");
  }

  @Test
  void partsOfANamedRuleCanBeChanged() {
    ThreeFactor rule =
        ThreeFactor.rewardStdp(DOPAMINE).tauPlusMs(10).tauMinusMs(30).tauEligibilityMs(500).rate(0.25).bounds(Bounds.upTo(4));
    assertEquals(
        "reward-modulated STDP: c += 0.1·x, -= 0.15·x, tau_plus = 10.0 ms, tau_minus = 30.0 ms; eligibility with tau_c = 500 ms, "
            + "dw/dt = 0.25·dopamine·c, bounds [0.0, 4.0]",
        rule.equations());
    assertThrows(RanvierException.class, () -> rule.tauEligibilityMs(0));
    assertThrows(RanvierException.class, () -> rule.tauPlusMs(-1));
  }
}
