package org.ranvier.networks.systems.csdp;

import java.util.Map;
import org.ranvier.networks.batched.Coding;
import org.ranvier.networks.batched.Team;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.images.Glyphs;
import org.ranvier.networks.images.Images;
import org.ranvier.networks.study.Plan;

/** How many images a second are learnt from, and how many by a plain loop. */
public final class CsdpSpeed {
  private static final int BATCH = 20;
  private static final int PLAIN = 20; // images of the plain loop
  private static final double WARM = 0.25; // of the images: the JIT compiles

  private CsdpSpeed() {}

  /**
   * Images per second.
   *
   * @param batched in batches, by events
   * @param plain one after the other, with all products
   */
  public record Speed(double batched, double plain) {}

  /**
   * Learns from drawn digits of 28 by 28 pixels, in a network that begins.
   *
   * @param images how many
   */
  public static Speed measure(int images, int threads, long seed) {
    var csdp = new Csdp();
    var plan = new Plan(new Settings("csdp", csdp.settings(), Map.of()), 0, seed, csdp.conditions().getFirst(), Map.of());
    Images digits = Glyphs.draw(images, seed, "speed", 0).enlarged();
    CsdpNetwork network = CsdpRun.network(plan, digits.size());
    int[] wrong = new int[images];
    for (int k = 0; k < images; k++) {
      wrong[k] = (digits.label(k) + 1) % Images.CLASSES;
    }
    double seconds = 0;
    int counted = 0;
    try (var team = new Team(threads)) {
      for (int first = 0; first + BATCH <= images; first += BATCH) {
        long start = System.nanoTime();
        network.learn(digits, first, BATCH, wrong, 1, first, (float) plan.get("learning_rate"), team);
        if (first >= WARM * images) {
          seconds += (System.nanoTime() - start) * 1e-9;
          counted += BATCH;
        }
      }
    }
    return new Speed(counted / seconds, plain(network, digits, wrong));
  }

  private static double plain(CsdpNetwork network, Images digits, int[] wrong) {
    var loop = new PlainLoop(network);
    var coding = new Coding(0.5, network.shape.steps());
    long[] input = new long[digits.size()];
    long start = 0;
    for (int k = 0; k < 2 * PLAIN; k++) {
      if (k == PLAIN) {
        start = System.nanoTime();
      }
      int image = k % digits.count();
      coding.draw(digits, image, 1, k, input);
      loop.add(input, digits.label(image), true, 0);
      loop.add(input, wrong[image], false, 0);
    }
    return PLAIN / ((System.nanoTime() - start) * 1e-9);
  }
}
