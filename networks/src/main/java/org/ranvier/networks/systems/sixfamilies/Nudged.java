package org.ranvier.networks.systems.sixfamilies;

import org.ranvier.networks.batched.BatchTeacher;
import org.ranvier.networks.batched.EpropNetwork;
import org.ranvier.networks.batched.EpropSample;
import org.ranvier.networks.batched.Presented;

/**
 * The image is shown a second time, while the hidden neurons are pulled to where the outputs would be better; the difference of
 * their rates is what
 * they learn from (contrastive Hebbian learning; equilibrium propagation: Scellier &amp; Bengio 2017,
 * doi:10.3389/fncom.2017.00024).
 *
 * @param pull β, current for an error of 1 over a weight of 1
 */
record Nudged(EpropNetwork network, float pull) implements BatchTeacher {
  @Override
  public void teach(Presented here, int label, float[] signal) {
    int h = network.shape().hidden();
    int n = network.shape().outputs();
    float[] push = new float[h];
    for (int i = 0; i < h; i++) {
      for (int k = 0; k < n; k++) {
        push[i] -= pull * network.out().values()[i * n + k] * (here.probability()[k] - (k == label ? 1 : 0));
      }
    }
    int[] free = new int[h];
    for (int i = 0; i < h; i++) {
      free[i] = Long.bitCount(here.spikes()[i]);
    }
    EpropSample again = network.sample();
    System.arraycopy(here.input(), 0, again.input(), 0, here.input().length);
    network.runPushed(again, push);
    for (int i = 0; i < h; i++) {
      float change = (Long.bitCount(again.spikes()[i]) - free[i]) / pull / network.shape().steps();
      for (int t = 0; t < network.shape().steps(); t++) {
        signal[t * h + i] = -change;
      }
    }
  }

  @Override
  public boolean isSloped() {
    return true;
  }
}
