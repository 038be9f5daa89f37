package org.ranvier.networks.systems.nmrnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.systems.nmrnn.AngleTask.Kind;
import org.ranvier.networks.systems.nmrnn.ModulatedNet.Weights;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/** The gradient against differences, a mode against its closed form, and what counts as right. */
final class ModulatedNetTest {
  private static RandomStream random(String purpose) {
    return new RandomStream(RandomKey.of(7, purpose));
  }

  @Test
  void gradientOfAllWeightsIsThatOfCentralDifferences() {
    var size = new ModulatedNet.Size(6, 2, 3, AngleTask.INPUTS, 4, AngleTask.OUTPUTS);
    var net = new ModulatedNet(size, random("weights"));
    AngleTask task = AngleTask.drawn(Kind.MEMORY_PRO, random("trial"));
    ModulatedNet.Shown shown = task.shown(Kind.MEMORY_PRO);
    assertGradient(net, size, shown);
  }

  /** All derivatives of the loss are those of central differences, and none of the parts has none. */
  static void assertGradient(ModulatedNet net, ModulatedNet.Size size, ModulatedNet.Shown shown) {
    var gradient = Weights.zeros(size);
    net.backward(shown, net.run(shown), gradient);
    for (int part = 0; part < net.w.all().length; part++) {
      double[] w = net.w.all()[part];
      assertTrue(Arrays.stream(gradient.all()[part]).anyMatch(g -> Math.abs(g) > 1e-6), "part " + part + " has a gradient");
      for (int k = 0; k < w.length; k++) {
        double was = w[k];
        w[k] = was + 1e-5;
        double above = net.loss(shown, net.run(shown));
        w[k] = was - 1e-5;
        double below = net.loss(shown, net.run(shown));
        w[k] = was;
        assertEquals((above - below) / 2e-5, gradient.all()[part][k], 1e-8, part + ", " + k);
      }
    }
  }

  /** Of small states, with L = R of length 1, a mode decays by the factor 1 - a_x·(1 - s) a step. */
  @Test
  void gainsSayHowFastAModeDecays() {
    var size = new ModulatedNet.Size(8, 1, 1, 1, 1, 1);
    for (double s : new double[] {0, 0.5, 0.9, 1}) {
      var net = new ModulatedNet(size, random("weights"));
      Arrays.fill(net.w.left(), 1 / Math.sqrt(8));
      Arrays.fill(net.w.right(), 1 / Math.sqrt(8));
      Arrays.fill(net.w.in(), 1e-6);
      net.hold(s);
      double[][] input = new double[20][1];
      input[0][0] = 1;
      double[][] x = net.run(new ModulatedNet.Shown(input, new double[20][1], new double[20][1])).x();
      double factor = 1 - ModulatedNet.FAST * (1 - s);
      for (int t = 1; t < 20; t++) {
        assertEquals(ModulatedNet.FAST * 1e-6 * Math.pow(factor, t - 1), x[t][3], 1e-15);
      }
    }
  }

  @Test
  void oppositeDirectionsAndBrokenFixationAreWrong() {
    for (Kind kind : Kind.values()) {
      AngleTask task = AngleTask.drawn(kind, random(kind.name()));
      assertTrue(task.isRight(task.target()));
      double[][] opposite = Arrays.stream(task.target()).map(y -> new double[] {y[0], -y[1], -y[2]}).toArray(double[][]::new);
      assertFalse(task.isRight(opposite), "arctan of the ratio would take it for right");
      double[][] never = Arrays.stream(task.target()).map(y -> new double[] {0, y[1], y[2]}).toArray(double[][]::new);
      assertFalse(task.isRight(never));
      double shown = Math.atan2(task.input()[5][2], task.input()[5][1]);
      double off = Math.IEEEremainder(task.answer() - shown, 2 * Math.PI);
      assertEquals(kind.isAnti() ? Math.PI : 0, Math.abs(off), 1e-9);
      assertEquals(kind.isMemory() ? 0 : 1, Math.hypot(task.input()[task.go()][1], task.input()[task.go()][2]), 1e-9);
    }
  }
}
