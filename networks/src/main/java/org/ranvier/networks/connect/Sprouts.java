package org.ranvier.networks.connect;

import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Sampler;
import org.ranvier.simulator.plastic.NewSynapses;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;

/** Weights and delays of synapses that grow during a run, drawn as those of the projection were. */
public final class Sprouts {
  private Sprouts() {}

  /**
   * Draws what synapses between these neurons have.
   *
   * @param projection the generator of the projection: a {@link Projector}, or a {@link DendriticDraw} of one
   * @param weight of these synapses, null where they are those of the projection
   * @param targets ascending
   * @param key of this moment and projection
   */
  public static NewSynapses draw(SynapseGenerator projection, @Nullable Sampler weight, int[] sources, int[] targets, long key) {
    int n = sources.length;
    var all = new NewSynapses(sources, targets, new int[n], new int[n], new double[n]);
    int[] next = {0};
    var batch =
        new SynapseBatch(
            b -> {
              System.arraycopy(b.delay, 0, all.delay(), next[0], b.size);
              System.arraycopy(b.dendritic, 0, all.dendritic(), next[0], b.size);
              System.arraycopy(b.weight, 0, all.weight(), next[0], b.size);
              next[0] += b.size;
            });
    generator(projection, weight, sources, targets, key).generate(0, 0, batch, true);
    batch.flush();
    return all;
  }

  private static SynapseGenerator generator(SynapseGenerator of, @Nullable Sampler weight, int[] sources, int[] targets, long key) {
    return switch (of) {
      case DendriticDraw d ->
          new DendriticDraw(
              generator(d.synapses(), weight, sources, targets, key), d.part(), d.axonal(), d.resolutionMs(), RandomKey.bits(key, -1));
      case Projector p -> new Listed(p.values().at(key, weight), p, sources, targets);
      default -> throw new IllegalArgumentException("no projector: " + of);
    };
  }

  /** Given pairs, all in one piece. */
  private record Listed(SynapseValues values, Projector like, int[] sources, int[] targets) implements SynapseGenerator {
    @Override
    public void generate(int from, int to, SynapseBatch batch, boolean withWeights) {
      var writer = new SynapseWriter(batch, values, withWeights);
      writer.begin(0);
      for (int k = 0; k < sources.length; k++) {
        writer.add(sources[k], targets[k]);
      }
      writer.complete();
    }

    @Override
    public DelayRange delays() {
      return like.delays();
    }

    @Override
    public long expectedCount() {
      return sources.length;
    }

    @Override
    public WeightSign weightSign() {
      return like.weightSign();
    }
  }
}
