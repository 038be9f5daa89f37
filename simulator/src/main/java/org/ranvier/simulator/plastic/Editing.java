package org.ranvier.simulator.plastic;

import java.util.Arrays;

/** Changes weights as they are now, where some of what has made them so may still have to be stored. */
final class Editing {
  private final PlasticRows rows;
  private final PlasticSynapses synapses;
  private final Reading reading;
  private final int now;
  private final int received;
  private final int swept;
  private final int firstTarget;
  private final boolean accrues;

  /**
   * @param now spikes have been delivered up to this step
   * @param received spikes are known up to this step
   * @param swept in the time of the synapses
   */
  Editing(PlasticRows rows, Reading reading, int now, int received, int swept, int firstTarget) {
    this.rows = rows;
    this.reading = reading;
    this.now = now;
    this.received = received;
    this.swept = swept;
    this.firstTarget = firstTarget;
    synapses = rows.synapses;
    accrues = reading.accrues(now, received, swept);
  }

  void forEach(WeightReader reader) {
    double[] present = accrues ? present() : new double[0];
    forEachSynapse((s, delay, q) -> reader.accept(s, delay, target(q), accrues ? present[q] : synapses.weight(q)));
  }

  void change(WeightChange change) {
    if (!accrues) {
      forEachSynapse((s, delay, q) -> synapses.setWeight(q, change.of(s, delay, target(q), synapses.weight(q))));
      return;
    }
    double[] wanted = present();
    forEachSynapse(
        (s, delay, q) -> {
          double w = change.of(s, delay, target(q), wanted[q]);
          wanted[q] = w == wanted[q] ? Settling.AS_IT_IS : w;
        });
    settle(wanted);
  }

  /**
   * Makes the stored weights of some synapses those of now.
   *
   * @param places where they are; below 0 there is none
   */
  void settle(int[] places) {
    if (places.length > 0 && accrues) {
      double[] wanted = new double[synapses.size()];
      Arrays.fill(wanted, Settling.AS_IT_IS);
      for (int q : places) {
        if (q >= 0) {
          wanted[q] = synapses.weight(q);
        }
      }
      settle(wanted);
    }
  }

  private void settle(double[] wanted) {
    new Settling(synapses, wanted)
        .settle(
            each -> {
              int[] next = {0};
              reading.readAccrued(
                  now, received, swept,
                  (s, delay, copy, first) -> {
                    for (int k = 0; k < copy.size(); k++) {
                      each.accept(next[0]++, copy.weight(k));
                    }
                  });
            });
  }

  private double[] present() {
    double[] weights = new double[synapses.size()];
    int[] next = {0};
    reading.read(
        now, received, swept,
        (s, delay, copy, first) -> {
          for (int k = 0; k < copy.size(); k++) {
            weights[next[0]++] = copy.weight(k);
          }
        },
        source -> true);
    return weights;
  }

  private int target(int q) {
    return synapses.target(q) + firstTarget;
  }

  private interface EachSynapse {
    void visit(int source, int delay, int q);
  }

  private void forEachSynapse(EachSynapse each) {
    for (int s = 0; s < rows.sources; s++) {
      for (int d = 0; d < rows.delays; d++) {
        for (int q = rows.begin(s, d); q < rows.end(s, d); q++) {
          each.visit(s, d + rows.minDelay, q);
        }
      }
    }
  }
}
