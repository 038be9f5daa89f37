package org.ranvier.networks.systems.stimulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Units.ms;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.basalganglia.KumaraveluPlant;
import org.ranvier.networks.basalganglia.Plant;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomStream;

final class DiseaseCourseTest {
  /** Ill first; then states change after one or two episodes each, both of which come, and half of the time is ill: 4 standard errors of 500 episodes. */
  @Test
  void illAndWellByTurns() {
    var course = new DiseaseCourse(new RandomStream(7), 0.8, 2500);
    Set<Integer> lasted = new TreeSet<>();
    int ill = 0;
    int last = 0;
    boolean before = true;
    for (int turn = 0; turn < 25 * 1500; turn++) {
      double severity = course.severity(100.0 * turn);
      assertEquals(course.ill() ? 0.8 : 0, severity);
      if (course.ill() != before) {
        lasted.add(turn - last);
        last = turn;
        before = course.ill();
      }
      ill += course.ill() ? 1 : 0;
    }
    assertEquals(Set.of(25, 50), lasted);
    assertEquals(0.5, ill / 37_500.0, 4 * Math.sqrt(0.25 * 0.11 / 500)); // of a ratio of durations whose coefficient of variation is 1/3
  }

  @Test
  void aDiseaseWithoutEpisodesStays() {
    var course = new DiseaseCourse(new RandomStream(7), 1, 0);
    assertEquals(1, course.severity(1e9));
    assertTrue(course.ill());
  }

  @Test
  void settingsThatDoNotFitAreRefused() {
    assertTrue(refused(Map.of("episode", "2")).startsWith("episode = 2.0 s must be 0, for a disease that stays, or from 2.5 s to half of test = 5.0 s"));
    assertTrue(refused(Map.of("episode", "3", "test", "10")).endsWith("test = 10.0 s, which must be a multiple of it"));
    assertTrue(refused(Map.of("low", "500", "plant", "2")).startsWith("low = 500.0 must not be above high = 400.0"));
  }

  private static String refused(Map<String, String> given) {
    var study = new ClosedLoopStimulation();
    var plan = new Plan(new Settings(study.name(), study.settings(), given), 0, 1, study.conditions().getFirst(), Map.of());
    return String.valueOf(assertThrows(RanvierException.class, () -> study.run(plan, TrialListener.NONE)).getMessage());
  }

  /** What is left of the power is worth 1 in health, 0 in disease, and pulses their price. */
  @Test
  void rewardsFollowFromPowerAndPulses() {
    assertEquals(1, LearningController.reward(PlantKind.SO.excess(PlantKind.SO.healthy), 0, 0.3), 1e-12);
    assertEquals(0, LearningController.reward(PlantKind.SO.excess(PlantKind.SO.ill), 0, 0.3), 1e-12);
    assertEquals(0.7, LearningController.reward(PlantKind.SO.excess(0), 1, 0.3), 1e-12); // below health is no better than health
    assertEquals(0, PlantKind.SO.level(PlantKind.SO.stimulated));
    assertEquals(1, PlantKind.SO.level(2 * PlantKind.SO.ill));
  }

  /** A plant that becomes ill has the conductances of one that was made ill with the same seed. */
  @Test
  void thePlantBecomesAsIllAsOneThatWasMadeSo() {
    Plant plant = KumaraveluPlant.of("well", 0, 0, 5, false);
    Plant other = KumaraveluPlant.of("ill", 1, 0, 5, false);
    var options = Simulation.Options.DEFAULT.threads(1).seed(5);
    try (var changed = Simulation.of(plant.network(), options); var made = Simulation.of(other.network(), options)) {
      double before = difference(plant, changed, other, made);
      KumaraveluPlant.setSeverity(changed, plant, 0, 1);
      assertTrue(before > 0.01, before + "");
      assertEquals(0, difference(plant, changed, other, made), 1e-6);
      changed.run(ms(0.1)); // parameters change as a run goes on
      for (String striatum : new String[] {"D1", "D2"}) {
        assertEquals(
            made.parameter(other.network().population(striatum), "g_M")[3], changed.parameter(plant.network().population(striatum), "g_M")[3], 1e-9);
      }
      KumaraveluPlant.setSeverity(changed, plant, 1, 0);
      assertEquals(before, difference(plant, changed, other, made), 1e-6);
      assertFalse(plant.network().projections().isEmpty());
    }
  }

  /** The greatest difference of a weight. */
  private static double difference(Plant a, Simulation ofA, Plant b, Simulation ofB) {
    double most = 0;
    for (int k = 0; k < a.network().projections().size(); k++) {
      double[] left = ofA.weights(a.network().projections().get(k)).values();
      double[] right = ofB.weights(b.network().projections().get(k)).values();
      assertEquals(left.length, right.length);
      for (int i = 0; i < left.length; i++) {
        most = Math.max(most, Math.abs(left[i] - right[i]));
      }
    }
    return most;
  }
}
