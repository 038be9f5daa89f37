package org.ranvier.networks.systems.neurogenesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.batched.Coding;
import org.ranvier.networks.batched.EpropNetwork;
import org.ranvier.networks.batched.EpropShape;
import org.ranvier.networks.batched.Outputs;
import org.ranvier.networks.batched.Team;
import org.ranvier.networks.images.Glyphs;

/** Ranks that are known, and neurons that are born and those that are not yet. */
final class GrowthTest {
  private static EpropNetwork network() {
    var shape = new EpropShape(196, 12, 10, 20, 0.9f, 0.9f, 5, new EpropShape.Learning(0.01f, true, 0, 0));
    return new EpropNetwork(shape, new Coding(0.5, 20), new Random(3));
  }

  @Test
  void theEffectiveRankIsThatOfActivitiesMadeOfSoManyPatterns() {
    var random = new Random(1);
    float[][] patterns = new float[3][8];
    for (float[] p : patterns) {
      for (int k = 0; k < 8; k++) {
        p[k] = (float) random.nextGaussian();
      }
    }
    float[][] x = new float[200][8];
    for (float[] of : x) {
      for (float[] p : patterns) {
        float a = (float) random.nextGaussian();
        for (int k = 0; k < 8; k++) {
          of[k] += a * p[k] + 1e-4f * (float) random.nextGaussian();
        }
      }
    }
    assertEquals(3, Growth.effectiveRank(x, 8, 0.01));
  }

  @Test
  void newWeightsAreOrthogonalToOthersAndOfTheirSize() {
    EpropNetwork network = network();
    Growth.silence(network.in(), network.out(), 5);
    Growth.bear(network.in(), 5, true, new Random(8));
    double size = 0;
    for (int i = 0; i < 5; i++) {
      assertEquals(0, dot(network, i, 5), 1e-5);
      size += Math.sqrt(dot(network, i, i)) / 5;
    }
    assertEquals(size, Math.sqrt(dot(network, 5, 5)), 1e-5);
  }

  private static double dot(EpropNetwork network, int a, int b) {
    double sum = 0;
    for (int j = 0; j < 196; j++) {
      sum += network.in().values()[j * 12 + a] * (double) network.in().values()[j * 12 + b];
    }
    return sum;
  }

  @Test
  void neuronsThatAreNotBornDoNotLearn() {
    EpropNetwork network = network();
    Growth.silence(network.in(), network.out(), 5);
    try (var team = new Team(1)) {
      for (int k = 0; k < 20; k += 10) {
        network.gradients(Glyphs.draw(20, 1, "x", 0), new EpropNetwork.Span(k, 10), new EpropNetwork.Draw(1, k), 1, new Outputs(0, 9), team);
        network.step(1);
      }
    }
    assertEquals(0, dot(network, 7, 7));
    assertTrue(dot(network, 2, 2) > 0);
  }
}
