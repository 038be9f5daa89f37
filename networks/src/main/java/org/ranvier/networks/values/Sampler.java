package org.ranvier.networks.values;

import java.util.Arrays;
import org.ranvier.simulator.random.RandomStream;

/** Draws raw numbers, in a unit that its user knows. The hot side of a {@link Distribution}. */
public interface Sampler {
  double draw(RandomStream random);

  /** Draws {@code out[from … to - 1]}; the same as so many calls of {@link #draw}. */
  default void fill(RandomStream random, double[] out, int from, int to) {
    for (int k = from; k < to; k++) {
      out[k] = draw(random);
    }
  }

  /** Draws {@code out[from … to - 1]}, each from the stream of the item with the same index. */
  default void fillItems(RandomStream random, long[] items, double[] out, int from, int to) {
    for (int k = from; k < to; k++) {
      random.selectItem(items[k]);
      out[k] = draw(random);
    }
  }

  /** Smallest value that can come; may be -∞. */
  double min();

  /** Largest value that can come; may be ∞. */
  double max();

  /** An interval that holds most values: for estimates only. */
  double spread();

  /** Always the same value. */
  record Constant(double value) implements Sampler {
    @Override
    public double draw(RandomStream random) {
      return value;
    }

    @Override
    public double min() {
      return value;
    }

    @Override
    public double max() {
      return value;
    }

    @Override
    public double spread() {
      return 0;
    }
  }

  /** A normal variable, drawn anew until it is within bounds. */
  record Normal(double mean, double sd, double min, double max) implements Sampler {
    @Override
    public double draw(RandomStream random) {
      double x;
      do {
        x = mean + sd * random.nextGaussian();
      } while (x < min || x > max);
      return x;
    }

    // Written out, so that the loop of this, the most used distribution, is compiled for it alone.
    @Override
    public void fill(RandomStream random, double[] out, int from, int to) {
      for (int k = from; k < to; k++) {
        double x = mean + sd * random.nextGaussian();
        out[k] = x < min || x > max ? draw(random) : x;
      }
    }

    @Override
    public void fillItems(RandomStream random, long[] items, double[] out, int from, int to) {
      for (int k = from; k < to; k++) {
        random.selectItem(items[k]);
        double x = mean + sd * random.nextGaussian();
        out[k] = x < min || x > max ? draw(random) : x;
      }
    }

    @Override
    public double spread() {
      return Math.min(4 * sd, max - min);
    }
  }

  /** e to a normal variable, drawn anew until it is within bounds. */
  record Lognormal(double mu, double sigma, double min, double max) implements Sampler {
    @Override
    public double draw(RandomStream random) {
      double x;
      do {
        x = Math.exp(mu + sigma * random.nextGaussian());
      } while (x < min || x > max);
      return x;
    }

    @Override
    public double spread() {
      return Math.min(Math.exp(mu + 2 * sigma) - Math.exp(mu - 2 * sigma), max - min);
    }
  }

  /** Uniform between {@code min} and {@code max}. */
  record Uniform(double min, double max) implements Sampler {
    @Override
    public double draw(RandomStream random) {
      return min + (max - min) * random.nextDouble();
    }

    @Override
    public double spread() {
      return max - min;
    }
  }

  /** An exponential variable, drawn anew until it is within bounds. */
  record Exponential(double mean, double min, double max) implements Sampler {
    @Override
    public double draw(RandomStream random) {
      double x;
      do {
        x = mean * random.nextExponential();
      } while (x < min || x > max);
      return x;
    }

    @Override
    public double spread() {
      return Math.min(3 * mean, max - min);
    }
  }

  /** Another variable, moved to the nearest bound where it lies outside. */
  record Clipped(Sampler of, double low, double high) implements Sampler {
    @Override
    public double draw(RandomStream random) {
      return Math.clamp(of.draw(random), low, high);
    }

    @Override
    public double min() {
      return Math.max(low, of.min());
    }

    @Override
    public double max() {
      return Math.min(high, of.max());
    }

    @Override
    public double spread() {
      return Math.min(of.spread(), high - low);
    }
  }

  /** The values of an explicit list of synapses, taken by their place in it. */
  record Listed(double[] values, double min, double max) implements Sampler {
    public static Listed of(double[] values) {
      var all = Arrays.stream(values).summaryStatistics();
      return new Listed(values.clone(), all.getMin(), all.getMax());
    }

    @Override
    public double draw(RandomStream random) {
      throw new UnsupportedOperationException("listed values are not drawn");
    }

    @Override
    public double spread() {
      return max - min;
    }
  }
}
