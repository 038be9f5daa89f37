package org.ranvier.plasticity.lowrank;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A matrix of weights of low rank, {@code W = w·L·diag(s)·Rᵀ}.
 *
 * @param left {@code L}, [mode][neuron of the target population]
 * @param right {@code R}, [mode][neuron of the source population]
 * @param weight {@code w}, in the unit of the receptor at which it ends
 * @param delaySteps from a spike to the first step in which it arrives
 * @param tauMs time constant of the modes; 0: a spike arrives in one step
 * @param plasticity how its factors learn; null: they do not
 */
public record LowRankModel(String name, double[][] left, double[][] right, double weight, int delaySteps, double tauMs, @Nullable FactorPlasticity plasticity) {
  public LowRankModel {
    left = copy(left);
    right = copy(right);
  }

  static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /** The number of modes. */
  public int rank() {
    return left.length;
  }
}
