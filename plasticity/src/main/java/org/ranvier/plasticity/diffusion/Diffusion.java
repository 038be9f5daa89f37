package org.ranvier.plasticity.diffusion;

import org.ranvier.simulator.RanvierException;

/**
 * Diffusion over a lattice for a fixed time, {@code ∂n/∂t = D·∇²n} with the usual second differences for {@code ∇²}.
 *
 * <p>The differences along the axes commute, so the propagator is the product of one for each axis, and that is known in closed form
 * ({@link HeatKernel}, folded at the boundaries). It is exact in time, whatever the time: there is no step at which it would be
 * unstable, and a concentration that is nowhere negative stays so. What remains is the error of the voxels, second order in their
 * length.
 *
 * <p>A line is updated by the differences between its voxels, {@code n_i + Σ_r g_r·((n_(i-r) - n_i) + (n_(i+r) - n_i))}: a uniform
 * concentration does not change in any bit, and what one voxel gains is what the other loses, so that mass is kept to rounding.
 */
public final class Diffusion {
  private final int voxels;
  private final Axis[] axes;
  private final double[] other;

  /** Along one axis: {@code outer} blocks of {@code count} layers of {@code inner} voxels. */
  private record Axis(int outer, int count, int inner, double[] shares, int[] folded) {
    /** The layer that stands {@code r} beyond layer {@code i}, where the row is reflected or goes round. */
    int layer(int i, int r) {
      return folded[i + r + shares.length - 1];
    }
  }

  /**
   * @param umSquaredPerMs {@code D}, at least 0
   */
  public Diffusion(Lattice lattice, double umSquaredPerMs, double ms) {
    if (!(umSquaredPerMs >= 0 && Double.isFinite(umSquaredPerMs))) {
      throw new RanvierException("diffusion coefficient " + umSquaredPerMs + " µm²/ms must be 0 or above, and finite");
    }
    int[] counts = lattice.counts();
    double[] spacing = lattice.spacingUm();
    voxels = lattice.voxels();
    axes = new Axis[counts.length];
    int inner = 1;
    for (int a = 0; a < counts.length; a++) {
      int n = counts[a];
      // Once all modes have died away, more time changes nothing.
      double most = 8.0 * n * n;
      double[] shares = HeatKernel.shares(n == 1 ? 0 : Math.min(most, umSquaredPerMs * ms / (spacing[a] * spacing[a])));
      axes[a] = new Axis(voxels / (n * inner), n, inner, shares, folded(n, shares.length - 1, lattice.boundary()));
      inner *= n;
    }
    other = new double[voxels];
  }

  private static int[] folded(int n, int reach, Boundary boundary) {
    int[] folded = new int[n + 2 * reach];
    for (int k = 0; k < folded.length; k++) {
      int i = k - reach;
      if (boundary == Boundary.PERIODIC) {
        folded[k] = Math.floorMod(i, n);
      } else {
        int mirrored = Math.floorMod(i, 2 * n);
        folded[k] = mirrored < n ? mirrored : 2 * n - 1 - mirrored;
      }
    }
    return folded;
  }

  /** Carries {@code n} over the time, in place. */
  public void apply(double[] n) {
    for (Axis axis : axes) {
      if (axis.shares.length > 1) {
        System.arraycopy(n, 0, other, 0, voxels);
        if (axis.inner == 1) {
          lines(axis, other, n);
        } else {
          layers(axis, other, n);
        }
      }
    }
  }

  /** Along the first axis: each line is extended beyond its ends, so that the loops along it have no cases. */
  private static void lines(Axis axis, double[] from, double[] to) {
    int n = axis.count;
    int reach = axis.shares.length - 1;
    double[] line = new double[n + 2 * reach];
    double[] gain = new double[n];
    for (int b = 0; b < axis.outer; b++) {
      int base = b * n;
      for (int k = 0; k < line.length; k++) {
        line[k] = from[base + axis.folded[k]];
      }
      java.util.Arrays.fill(gain, 0);
      for (int r = reach; r > 0; r--) {
        exchange(gain, line, axis.shares[r], reach, r);
      }
      for (int i = 0; i < n; i++) {
        to[base + i] = line[reach + i] + gain[i];
      }
    }
  }

  private static void exchange(double[] gain, double[] line, double share, int reach, int r) {
    for (int i = 0; i < gain.length; i++) {
      double here = line[reach + i];
      gain[i] += share * ((line[reach + i - r] - here) + (line[reach + i + r] - here));
    }
  }

  /** Along the other axes: whole layers are added to each other. */
  private static void layers(Axis axis, double[] from, double[] to) {
    int size = axis.inner;
    for (int b = 0; b < axis.outer; b++) {
      int base = b * axis.count * size;
      for (int i = 0; i < axis.count; i++) {
        int here = base + i * size;
        for (int r = axis.shares.length - 1; r > 0; r--) {
          int below = base + axis.layer(i, -r) * size;
          int above = base + axis.layer(i, r) * size;
          double share = axis.shares[r];
          for (int k = 0; k < size; k++) {
            to[here + k] += share * ((from[below + k] - from[here + k]) + (from[above + k] - from[here + k]));
          }
        }
      }
    }
  }
}
