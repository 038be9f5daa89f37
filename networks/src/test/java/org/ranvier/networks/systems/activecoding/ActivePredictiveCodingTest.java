package org.ranvier.networks.systems.activecoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/** The car against what is known of it, predictive coding against differences. */
final class ActivePredictiveCodingTest {
  private static RandomStream random(String purpose) {
    return new RandomStream(RandomKey.of(5, purpose));
  }

  /** At x = -π/6 the slope is 0. */
  @Test
  void carAtTheBottomStays() {
    var car = new MountainCar(0.001);
    car.set(-Math.PI / 6, 0);
    for (int t = 0; t < 200; t++) {
      car.step(1);
    }
    assertEquals(-Math.PI / 6, car.x(), 1e-12);
    assertEquals(0, car.v(), 1e-12);
  }

  /** Without its motor the car swings with ω² = 3·0.0025 about the bottom, if by little. */
  @Test
  void smallSwingsHaveTheirPeriod() {
    var car = new MountainCar(0.001);
    car.set(-Math.PI / 6 + 0.01, 0);
    int zeros = 0;
    int first = 0;
    int last = 0;
    for (int t = 1; t <= 2000; t++) {
      double before = car.x() + Math.PI / 6;
      car.step(1);
      if (before * (car.x() + Math.PI / 6) < 0) {
        zeros++;
        first = zeros == 1 ? t : first;
        last = t;
      }
    }
    assertEquals(Math.PI / Math.sqrt(3 * MountainCar.GRAVITY), (last - first) / (zeros - 1.0), 0.05);
  }

  /** The motor alone does not do it, swinging does (Sutton & Barto 2018, example 10.1). */
  @Test
  void carHasToSwing() {
    assertTrue(stepsToGoal(true) > 1000);
    assertTrue(stepsToGoal(false) < 200);
  }

  private static int stepsToGoal(boolean forwardOnly) {
    var car = new MountainCar(0.001);
    car.set(-0.5, 0);
    int t = 0;
    while (!car.isThere() && t <= 1000) {
      car.step(forwardOnly || car.v() >= 0 ? 2 : 0);
      t++;
    }
    return t;
  }

  private static double loss(CodingNet net, double[] x, double[] y) {
    double sum = 0;
    double[] is = net.of(x);
    for (int k = 0; k < y.length; k++) {
      sum += (y[k] - is[k]) * (y[k] - is[k]) / 2;
    }
    return sum;
  }

  /** After one settling step of β → 0, the error of the hidden layer is β times what backpropagation would send (Whittington & Bogacz 2017). */
  @Test
  void changeAfterOneSmallStepIsTheGradient() {
    double beta = 1e-6;
    var net = new CodingNet(3, 4, 2, beta, 1, random("net"));
    var random = random("weights");
    Arrays.setAll(net.w[1], k -> random.nextGaussian());
    double[] x = {0.3, -0.8, 1.1};
    double[] y = {0.5, -0.2};
    net.tell(x, y);
    for (int layer = 0; layer < 2; layer++) {
      double scale = layer == 0 ? beta : 1;
      for (int k = 0; k < net.w[layer].length; k++) {
        double was = net.w[layer][k];
        net.w[layer][k] = was + 1e-5;
        double above = loss(net, x, y);
        net.w[layer][k] = was - 1e-5;
        double below = loss(net, x, y);
        net.w[layer][k] = was;
        assertEquals((above - below) / 2e-5, net.change()[layer][k] / scale, 1e-5, layer + ", " + k);
      }
    }
  }

  @Test
  void netLearnsWhatItIsTold() {
    var net = new CodingNet(2, 16, 1, 0.2, 4, random("net"));
    var random = random("samples");
    double before = 0;
    double after = 0;
    for (int n = 0; n < 4000; n++) {
      double[] x = {random.nextDouble() * 2 - 1, random.nextDouble() * 2 - 1};
      double[] y = {x[0] * x[1]};
      before += n < 400 ? loss(net, x, y) : 0;
      after += n >= 3600 ? loss(net, x, y) : 0;
      net.tell(x, y);
      net.step(0.01);
    }
    assertTrue(after < before / 10, before + ", " + after);
    var copy = new CodingNet(2, 16, 1, 0.2, 4, random("other"));
    copy.copy(net);
    assertArrayEquals(net.of(new double[] {0.5, 0.5}), copy.of(new double[] {0.5, 0.5}));
  }
}
