package org.ranvier.networks.connect;

import java.util.Arrays;
import org.ranvier.networks.values.Sampler;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;

/**
 * Draws for each synapse of another generator which part of its delay is dendritic: rounded to the grid, at least one step and at
 * most the whole delay.
 *
 * @param part the axonal or the dendritic part in ms
 * @param axonal whether it is the axonal one
 */
public record DendriticDraw(SynapseGenerator synapses, Sampler part, boolean axonal, double resolutionMs, long key)
    implements SynapseGenerator {

  @Override
  public void generate(int from, int to, SynapseBatch batch, boolean withWeights) {
    var drawing = new Drawing(batch);
    var inner = new SynapseBatch(drawing::pass);
    synapses.generate(from, to, inner, withWeights);
    inner.flush();
  }

  @Override
  public DelayRange delays() {
    return synapses.delays();
  }

  @Override
  public long expectedCount() {
    return synapses.expectedCount();
  }

  @Override
  public WeightSign weightSign() {
    return synapses.weightSign();
  }

  /** The n-th synapse of a target has a stream of its own, for synapses of one target always come in the same order. */
  private final class Drawing {
    private final SynapseBatch to;
    private final int[] drawn = new int[TARGET_BLOCK]; // synapses so far of each target in the block
    private int block = -1;
    private final RandomStream random = new RandomStream(key);

    Drawing(SynapseBatch to) {
      this.to = to;
    }

    void pass(SynapseBatch from) {
      for (int k = 0; k < from.size; k++) {
        int target = from.target[k];
        if (target / TARGET_BLOCK != block) {
          block = target / TARGET_BLOCK;
          Arrays.fill(drawn, 0);
        }
        random.select(RandomKey.bits(key, target), drawn[target % TARGET_BLOCK]++);
        int steps = Math.clamp(Math.round(part.draw(random) / resolutionMs), 0, from.delay[k]);
        to.makeRoom();
        to.source[to.size] = from.source[k];
        to.target[to.size] = target;
        to.delay[to.size] = from.delay[k];
        to.weight[to.size] = from.weight[k];
        to.dendritic[to.size] = Math.max(1, axonal ? from.delay[k] - steps : steps);
        to.size++;
      }
    }
  }
}
