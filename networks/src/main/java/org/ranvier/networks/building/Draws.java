package org.ranvier.networks.building;

import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.values.Sampler;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/** Values of neurons, drawn from streams of their own. */
public final class Draws {
  private Draws() {}

  /**
   * One value for all, or one for each of these neurons in their order.
   *
   * @param names of the random key
   */
  public static double[] of(Sampler sampler, NeuronSet neurons, long seed, String... names) {
    return switch (sampler) {
      case Sampler.Constant c -> new double[] {c.value()};
      case Sampler.Listed list -> list.values();
      default -> {
        var random = new RandomStream(RandomKey.of(seed, names));
        double[] drawn = new double[neurons.size()];
        for (int k = 0; k < drawn.length; k++) {
          random.select(neurons.get(k));
          drawn[k] = sampler.draw(random);
        }
        yield drawn;
      }
    };
  }
}
