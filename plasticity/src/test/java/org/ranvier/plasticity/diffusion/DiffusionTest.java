package org.ranvier.plasticity.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.RanvierException;

final class DiffusionTest {
  private static Lattice lattice(Boundary boundary, double spacing, int... counts) {
    double[] lengths = new double[counts.length];
    Arrays.fill(lengths, spacing);
    return new Lattice(counts, lengths, new double[counts.length], boundary);
  }

  private static double[] random(int n, long seed) {
    return new Random(seed).doubles(n).toArray();
  }

  /** A drop in the middle of n voxels of dx µm that has spread for t ms with D = 0.3 µm²/ms; the largest error at the centre line. */
  private static double errorAgainstGreen(int dimensions, double dx, double ms) {
    int n = (int) Math.rint(60 / dx) | 1;
    int[] counts = new int[dimensions];
    Arrays.fill(counts, n);
    Lattice lattice = lattice(Boundary.REFLECTING, dx, counts);
    double[] c = new double[lattice.voxels()];
    int centre = 0;
    for (int a = 0; a < dimensions; a++) {
      centre = centre * n + n / 2;
    }
    c[centre] = Math.pow(dx, -dimensions); // a mass of 1
    new Diffusion(lattice, 0.3, ms).apply(c);
    double worst = 0;
    double scale = Math.pow(4 * Math.PI * 0.3 * ms, -dimensions / 2.0);
    for (int i = 0; i < n; i++) {
      double x = (i - n / 2) * dx;
      double green = scale * Math.exp(-x * x / (4 * 0.3 * ms));
      worst = Math.max(worst, Math.abs(c[centre - n / 2 + i] - green) / scale);
    }
    return worst;
  }

  @Test
  void aDropSpreadsAsGreensFunctionSaysInOneTwoAndThreeDimensions() {
    for (int d = 1; d <= 3; d++) {
      double coarse = errorAgainstGreen(d, 2, 60);
      double fine = errorAgainstGreen(d, 1, 60);
      assertTrue(fine < 0.01 * d, d + " dimensions: " + fine);
      assertEquals(4, coarse / fine, 0.5, "second order in " + d + " dimensions"); // halving voxels quarters the error
    }
    assertTrue(errorAgainstGreen(1, 0.05, 60) < 2e-5);
  }

  @Test
  void inABoxEachCosineDecaysByItself() {
    int n = 24;
    for (int mode : new int[] {1, 2, 7, 23}) {
      double[] c = new double[n];
      double[] expected = new double[n];
      double eigenvalue = 4 * Math.pow(Math.sin(Math.PI * mode / (2 * n)), 2);
      for (double a : new double[] {1e-6, 0.01, 0.7, 30}) {
        for (int i = 0; i < n; i++) {
          c[i] = Math.cos(Math.PI * mode * (i + 0.5) / n);
          expected[i] = c[i] * Math.exp(-a * eigenvalue);
        }
        new Diffusion(lattice(Boundary.REFLECTING, 2, n), 0.5, 8 * a).apply(c); // a = D·t/dx²
        assertArrayEquals(expected, c, 1e-14);
      }
    }
  }

  @Test
  void roundARingEachWaveDecaysByItself() {
    int n = 15;
    for (int mode : new int[] {1, 4, 7}) {
      double eigenvalue = 4 * Math.pow(Math.sin(Math.PI * mode / n), 2);
      for (double a : new double[] {0.02, 3, 100}) {
        double[] c = new double[n];
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
          c[i] = Math.sin(2 * Math.PI * mode * i / n);
          expected[i] = c[i] * Math.exp(-a * eigenvalue);
        }
        new Diffusion(lattice(Boundary.PERIODIC, 1, n), 1, a).apply(c);
        assertArrayEquals(expected, c, 1e-14);
      }
    }
  }

  @Property(tries = 60)
  void massIsKeptOverManyStepsAndNothingBecomesNegative(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int nx,
      @ForAll @IntRange(min = 1, max = 7) int ny,
      @ForAll @IntRange(min = 1, max = 5) int nz,
      @ForAll @DoubleRange(min = 0, max = 100) double ms,
      @ForAll boolean periodic) {
    Lattice lattice = lattice(periodic ? Boundary.PERIODIC : Boundary.REFLECTING, 3, nx, ny, nz);
    double[] c = random(lattice.voxels(), seed);
    c[c.length / 2] += 100;
    double mass = Arrays.stream(c).sum();
    var diffusion = new Diffusion(lattice, 0.3, ms);
    for (int k = 0; k < 200; k++) {
      diffusion.apply(c);
    }
    assertEquals(mass, Arrays.stream(c).sum(), 1e-12 * mass);
    assertTrue(Arrays.stream(c).allMatch(x -> x >= 0));
  }

  @Property(tries = 60)
  void twoTimesInARowAreTheirSum(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.001, max = 50) @Scale(3) double first, @ForAll @DoubleRange(min = 0.001, max = 50) @Scale(3) double second) {
    Lattice lattice = lattice(Boundary.REFLECTING, 2, 6, 5, 4);
    double[] once = random(lattice.voxels(), seed);
    double[] twice = once.clone();
    new Diffusion(lattice, 0.3, first + second).apply(once);
    new Diffusion(lattice, 0.3, first).apply(twice);
    new Diffusion(lattice, 0.3, second).apply(twice);
    assertArrayEquals(once, twice, 1e-13);
  }

  @Test
  void aUniformConcentrationStaysTheSameInEveryBit() {
    Lattice lattice = lattice(Boundary.REFLECTING, 1, 7, 5, 3);
    double[] c = new double[lattice.voxels()];
    Arrays.fill(c, 0.1);
    new Diffusion(lattice, 0.3, 2).apply(c);
    assertTrue(Arrays.stream(c).allMatch(x -> x == 0.1));
  }

  @Test
  void afterALongTimeAllIsEvenWhateverTheStep() {
    for (double ms : new double[] {1e5, 1e12}) {
      Lattice lattice = lattice(Boundary.REFLECTING, 1, 10, 4);
      double[] c = new double[lattice.voxels()];
      c[0] = 40;
      new Diffusion(lattice, 5, ms).apply(c);
      for (double x : c) {
        assertEquals(1, x, 1e-12);
      }
    }
  }

  @Test
  void theSharesOfAnEndlessRowAreBesselFunctions() {
    double[] g = HeatKernel.shares(0.5); // e^-1·I_r(1)
    assertEquals(1.2660658777520084 / Math.E, g[0], 1e-15);
    assertEquals(0.5651591039924850 / Math.E, g[1], 1e-15);
    assertEquals(0.1357476697670383 / Math.E, g[2], 1e-15);
    double[] wide = HeatKernel.shares(1e4);
    assertEquals(1 / Math.sqrt(4 * Math.PI * 1e4), wide[0], 1e-7 * 1);
    assertEquals(1e-9, HeatKernel.shares(1e-9)[1], 1e-17);
  }

  @Test
  void pointsFindTheirVoxels() {
    var box = new Lattice(new int[] {4, 3}, new double[] {10, 20}, new double[] {-20, 0}, Boundary.REFLECTING);
    assertEquals(0, box.voxelAt(-20, 0));
    assertEquals(2 + 4, box.voxelAt(0.1, 25));
    assertEquals(11, box.voxelAt(20, 60)); // on the upper faces
    assertEquals(-1, box.voxelAt(20.5, 30));
    assertEquals(-1, box.voxelAt(-20.5, 30));
    var ring = new Lattice(new int[] {4}, new double[] {10}, new double[] {0}, Boundary.PERIODIC);
    assertEquals(3, ring.voxelAt(-1));
    assertEquals(0, ring.voxelAt(40));
    assertEquals(-5 + 10, box.centreUm(2, 0));
    assertEquals(30, box.centreUm(6, 1));
  }

  @Test
  void latticesAndCoefficientsWithoutMeaningAreRefused() {
    assertRefused("4 dimensions", () -> lattice(Boundary.REFLECTING, 1, 2, 2, 2, 2), "1 to 3 dimensions");
    assertRefused("no voxel", () -> lattice(Boundary.REFLECTING, 1, 0), "[0]");
    assertRefused("length", () -> lattice(Boundary.REFLECTING, -1, 3), "[-1.0] µm must be above 0");
    assertRefused("too many", () -> lattice(Boundary.REFLECTING, 1, 1000, 1000, 1000), "10000000");
    assertRefused("coefficient", () -> new Diffusion(lattice(Boundary.REFLECTING, 1, 3), -0.1, 1), "-0.1 µm²/ms");
  }

  private static void assertRefused(String what, org.junit.jupiter.api.function.Executable work, String part) {
    String message = assertThrows(RanvierException.class, work, what).getMessage();
    assertTrue(message.contains(part), message);
  }
}
