package org.ranvier.plasticity.modulation;

import java.util.List;
import org.ranvier.plasticity.receptors.Effect;

/** Several receptors that act on one quantity of a slice of neurons, one after the other. */
public final class Effects {
  private final Modulation modulation;
  private final int[] receptor;
  private final Effect[] effect;
  private final int[][] place;
  private boolean begun;

  public Effects(Modulation modulation, List<Acting> acting, int first, int size) {
    this.modulation = modulation;
    receptor = acting.stream().mapToInt(Acting::receptor).toArray();
    effect = acting.stream().map(Acting::effect).toArray(Effect[]::new);
    place = acting.stream().map(a -> a.slice(first, size)).toArray(int[][]::new);
  }

  /** Whether what they do in this step may differ from what they did in the step before. */
  public boolean changesAt(long step) {
    boolean changes = !begun;
    begun = true;
    for (int r : receptor) {
      changes |= modulation.changesAt(r, step);
    }
    return changes;
  }

  /** What they make of {@code x} at the {@code i}-th neuron of the slice. */
  public double of(double x, int i) {
    double y = x;
    for (int k = 0; k < receptor.length; k++) {
      int p = place[k][i];
      if (p >= 0) {
        y = effect[k].of(y, modulation.activation(receptor[k], p));
      }
    }
    return y;
  }
}
