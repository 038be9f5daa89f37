package org.ranvier.networks.batched;

import org.ranvier.networks.images.Images;
import org.ranvier.simulator.random.RandomKey;

/**
 * Images as spikes: in each step each pixel spikes with a probability of its value times {@code rate}, drawn anew in each
 * presentation.
 *
 * @param rate spikes per step of a white pixel, 0 to 1
 * @param steps of a presentation, up to {@link SpikeRows#MOST_STEPS}
 */
public record Coding(double rate, int steps) {
  private static final int BITS = 16;

  /**
   * Draws a presentation.
   *
   * @param presentation those with different numbers are different draws
   * @param masks of the pixels
   */
  public void draw(Images images, int image, long key, long presentation, long[] masks) {
    long own = RandomKey.bits(key, presentation);
    long counter = 0;
    for (int k = 0; k < masks.length; k++) {
      int chance = (int) Math.round(images.pixel(image, k) * rate * (1 << BITS));
      long mask = 0;
      if (chance > 0) {
        for (int t = 0; t < steps; t += 4) {
          long bits = RandomKey.bits(own, counter++);
          for (int q = t; q < Math.min(t + 4, steps); q++) {
            mask |= (long) ((int) (bits & 0xFFFF) - chance >>> 31) << q;
            bits >>>= BITS;
          }
        }
      }
      masks[k] = mask;
    }
  }
}
