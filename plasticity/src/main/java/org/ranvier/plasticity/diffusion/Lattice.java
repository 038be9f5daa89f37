package org.ranvier.plasticity.diffusion;

import java.util.Arrays;
import org.ranvier.simulator.RanvierException;

/**
 * Equal voxels in 1 to 3 dimensions. Voxel {@code (i, j, k)} has the index {@code i + nx·(j + ny·k)}.
 *
 * @param counts how many voxels along each axis
 * @param spacingUm length of a voxel along each axis, in µm
 * @param originUm lower corner, in µm
 * @param boundary of all faces
 */
public record Lattice(int[] counts, double[] spacingUm, double[] originUm, Boundary boundary) {
  private static final long MOST_VOXELS = 10_000_000;

  public Lattice {
    counts = counts.clone();
    spacingUm = spacingUm.clone();
    originUm = originUm.clone();
    int d = counts.length;
    if (d < 1 || d > 3 || spacingUm.length != d || originUm.length != d) {
      throw new RanvierException(
          "voxels have " + d + " counts, " + spacingUm.length + " lengths and " + originUm.length
              + " coordinates of their corner; give one of each for each of 1 to 3 dimensions");
    }
    long voxels = 1;
    for (int a = 0; a < d; a++) {
      if (counts[a] < 1) {
        throw new RanvierException("number of voxels " + Arrays.toString(counts) + " must be at least 1 along each axis");
      }
      if (!(spacingUm[a] > 0 && Double.isFinite(spacingUm[a])) || !Double.isFinite(originUm[a])) {
        throw new RanvierException("length of voxels " + Arrays.toString(spacingUm) + " µm must be above 0 along each axis");
      }
      voxels *= counts[a];
      if (voxels > MOST_VOXELS) {
        throw new RanvierException(
            Arrays.toString(counts) + " voxels are too many; at most " + MOST_VOXELS + " are possible: use longer voxels");
      }
    }
  }

  public int dimensions() {
    return counts.length;
  }

  public int voxels() {
    return Arrays.stream(counts).reduce(1, (a, b) -> a * b);
  }

  /** The index of the voxel in which a point lies; periodic lattices go on for ever, beyond others it is -1. */
  public int voxelAt(double... pointUm) {
    int index = 0;
    for (int a = counts.length - 1; a >= 0; a--) {
      double along = Math.floor((pointUm[a] - originUm[a]) / spacingUm[a]);
      if (boundary == Boundary.PERIODIC) {
        along = along - Math.floor(along / counts[a]) * counts[a];
      } else if (along == counts[a] && pointUm[a] <= (originUm[a] + counts[a] * spacingUm[a]) * (1 + 1e-12)) {
        along = counts[a] - 1; // on the upper face
      }
      if (!(along >= 0 && along < counts[a])) {
        return -1;
      }
      index = index * counts[a] + (int) along;
    }
    return index;
  }

  /** The centre of a voxel along an axis, in µm. */
  public double centreUm(int voxel, int axis) {
    int along = voxel;
    for (int a = 0; a < axis; a++) {
      along /= counts[a];
    }
    return originUm[axis] + (along % counts[axis] + 0.5) * spacingUm[axis];
  }

  // The arrays are never handed out.
  @Override
  public int[] counts() {
    return counts.clone();
  }

  @Override
  public double[] spacingUm() {
    return spacingUm.clone();
  }

  @Override
  public double[] originUm() {
    return originUm.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lattice that
        && Arrays.equals(counts, that.counts)
        && Arrays.equals(spacingUm, that.spacingUm)
        && Arrays.equals(originUm, that.originUm)
        && boundary == that.boundary;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(counts) + Arrays.hashCode(spacingUm)) + Arrays.hashCode(originUm) + boundary.hashCode();
  }

  @Override
  public String toString() {
    return Arrays.toString(counts) + " voxels of " + Arrays.toString(spacingUm) + " µm, "
        + boundary.name().toLowerCase(java.util.Locale.ROOT);
  }
}
