package org.ranvier.validation.bench;

import java.util.Locale;
import org.ranvier.networks.systems.csdp.CsdpSpeed;

/** Learns images by contrastive plasticity, in batches, and by a plain loop. */
final class ImageBenchmark {
  private static final int IMAGES = 2000;

  private ImageBenchmark() {}

  /** What a benchmark has measured; the names are those of its JSON line. */
  record Report(String benchmark, int images, int threads, long seed, double images_per_s, double plain_images_per_s) implements Measurement {
    @Override
    public String text() {
      return String.format(
          Locale.ROOT, "%s: %,d images of 28 × 28, two layers of 300, %d threads, seed %d%n%.0f images/s; a plain loop of the same rule on one thread: %.1f images/s",
          benchmark, images, threads, seed, images_per_s, plain_images_per_s);
    }
  }

  static Report run(int threads, long seed) {
    CsdpSpeed.Speed speed = CsdpSpeed.measure(IMAGES, threads, seed);
    return new Report("csdp", IMAGES, threads, seed, speed.batched(), speed.plain());
  }
}
