package org.ranvier.networks.batched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.RanvierException;

/** Subspaces of activities that are made so that their principal directions are known. */
final class SubspaceTest {
  private static final int SIZE = 30;

  /** Along the directions of a discrete cosine transform, with variances of 4, 2, 1, and of 0.01 in all others. */
  private static float[][] activities(int count, double... variances) {
    var random = new Random(2);
    float[][] x = new float[count][SIZE];
    for (float[] of : x) {
      for (int d = 0; d < SIZE; d++) {
        double a = random.nextGaussian() * Math.sqrt(d < variances.length ? variances[d] : 0.01);
        for (int k = 0; k < SIZE; k++) {
          of[k] += (float) (a * direction(d, k));
        }
      }
    }
    return x;
  }

  private static double direction(int d, int k) {
    return Math.sqrt((d == 0 ? 1.0 : 2.0) / SIZE) * Math.cos(Math.PI * d * (k + 0.5) / SIZE);
  }

  private static Subspace known(int... directions) {
    var known = new Subspace(SIZE, 0);
    known.grow(directions.length, new Random(1));
    float[][] only = new float[directions.length][SIZE];
    for (int q = 0; q < directions.length; q++) {
      for (int k = 0; k < SIZE; k++) {
        only[q][k] = (float) direction(directions[q], k);
      }
    }
    known.exact(only);
    return known;
  }

  @Test
  void anglesAreThoseBetweenWhatIsSpanned() {
    assertEquals(0, Arrays.stream(Subspace.angles(known(0, 1), known(1, 0))).max().orElseThrow(), 0.05);
    double[] one = Subspace.angles(known(0, 1), known(1, 2));
    assertEquals(0, one[0], 0.05);
    assertEquals(90, one[1], 0.05);
  }

  @Test
  void exactRowsAreThePrincipalDirections() {
    var exact = new Subspace(SIZE, 0);
    exact.grow(3, new Random(1));
    exact.exact(activities(3000, 4, 2, 1));
    assertTrue(Arrays.stream(Subspace.angles(exact, known(0, 1, 2))).max().orElseThrow() < 3); // sqrt(0.01 / 1 / 3000 · 27) = 0.5°
  }

  @Test
  void ojasRuleFindsThemTaskByTask() {
    var learnt = new Subspace(SIZE, 0.15);
    learnt.grow(2, new Random(5));
    learn(learnt, activities(2000, 4, 2));
    assertTrue(Arrays.stream(Subspace.angles(learnt, known(0, 1))).max().orElseThrow() < 10);
    learnt.grow(1, new Random(6));
    assertEquals(2, learnt.frozen());
    learn(learnt, activities(2000, 4, 2, 3));
    assertTrue(Arrays.stream(Subspace.angles(learnt, known(0, 1, 2))).max().orElseThrow() < 10);
  }

  private static void learn(Subspace to, float[][] x) {
    for (int first = 0; first < x.length; first += 20) {
      to.learn(Arrays.copyOfRange(x, first, first + 20), 5, 1 - first / (double) x.length);
    }
  }

  @Test
  void whatIsLeftOfAGradientChangesNoAnswer() {
    Subspace used = known(0, 3, 5);
    var random = new Random(4);
    float[] gradient = new float[SIZE * 7];
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] = (float) random.nextGaussian();
    }
    float[] left = gradient.clone();
    used.remove(left, 3);
    double answer = 0;
    for (double[] row : used.answers(left)) {
      answer = Math.max(answer, Arrays.stream(row).map(Math::abs).max().orElseThrow());
    }
    assertTrue(answer < 1e-6, "an answer of " + answer);
    float[] two = gradient.clone(); // a direction that is not in it is left alone
    used.remove(two, 3);
    double before = 0;
    double after = 0;
    for (int k = 0; k < SIZE; k++) {
      before += direction(1, k) * gradient[k * 7];
      after += direction(1, k) * two[k * 7];
    }
    assertEquals(before, after, 1e-5);
  }

  @Test
  void refusesARankAboveTheNumberOfNeurons() {
    var small = new Subspace(5, 0.1);
    small.grow(4, new Random(1));
    String says = assertThrows(RanvierException.class, () -> small.grow(2, new Random(1))).getMessage();
    assertTrue(says.contains("rank 6") && says.contains("5 neurons"), says);
  }
}
