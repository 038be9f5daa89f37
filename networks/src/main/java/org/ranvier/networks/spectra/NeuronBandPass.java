package org.ranvier.networks.spectra;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;

/**
 * The strength of a rhythm in the spikes of each neuron as a run goes on: the mean of the powers that a {@link BandPass} of each has. Neurons
 * that swing at different phases cancel each other in the population's rate; here they do not. Independent Poisson spikes at the
 * rate {@code λ} give {@code γ·λ}, whatever the number of neurons.
 */
public final class NeuronBandPass {
  private final BandPass[] each;
  private final double binMs;
  private final double[] counts;
  private long binsTaken;

  /**
   * Band-passes at rest.
   *
   * @param neurons size of the population
   * @param fromHz lower end of the band, above 0
   * @param toHz upper end, above that
   * @param binMs width of the bins in which spikes are counted, a multiple of the resolution and at most a quarter of a cycle of the upper end
   */
  public NeuronBandPass(int neurons, double fromHz, double toHz, double binMs) {
    if (neurons < 1) {
      throw new RanvierException("a band-pass of " + neurons + " neurons; there must be at least one");
    }
    if (!(binMs > 0 && binMs <= 250 / toHz)) {
      throw new RanvierException("a band-pass in bins of " + binMs + " ms; they must be above 0 and at most a quarter of a cycle, " + 250 / toHz + " ms");
    }
    each = IntStream.range(0, neurons).mapToObj(k -> new BandPass(1, fromHz, toHz)).toArray(BandPass[]::new);
    counts = new double[neurons];
    this.binMs = binMs;
  }

  /** With other time constants, as those of {@link BandPass#timeConstants}. */
  public NeuronBandPass timeConstants(double smoothingMs, double meanMs) {
    for (BandPass b : each) {
      b.timeConstants(smoothingMs, meanMs);
    }
    return this;
  }

  /** Takes the spikes of a population of that name that follow those taken before. They must fill whole bins. */
  public void take(SpikeTrains spikes, String population) {
    PopulationRange range = spikes.population(population);
    if (range.size() != each.length) {
      throw new RanvierException(
          "population '" + population + "' has " + range.size() + " neurons, and this band-pass was made for " + each.length + "; make one for as many");
    }
    long width = Math.round(binMs / spikes.resolutionMs());
    long steps = spikes.toStep() - spikes.fromStep();
    if (width < 1 || Math.abs(width * spikes.resolutionMs() - binMs) > 1e-9 || steps % width != 0) {
      throw new RanvierException(
          "a band-pass in bins of " + binMs + " ms was given " + steps + " steps of " + spikes.resolutionMs() + " ms; give it whole bins");
    }
    int k = 0;
    for (long end = spikes.fromStep() + width; end <= spikes.toStep(); end += width) {
      Arrays.fill(counts, 0);
      for (; k < spikes.size() && spikes.steps()[k] <= end; k++) {
        if (range.contains(spikes.ids()[k])) {
          counts[spikes.ids()[k] - range.firstId()]++;
        }
      }
      for (int i = 0; i < each.length; i++) {
        each[i].advance(counts[i], binMs);
      }
      binsTaken++;
    }
  }

  /** Mean of the neurons' smoothed powers, in (spikes/s)². */
  public double power() {
    double sum = 0;
    for (BandPass b : each) {
      sum += b.power();
    }
    return sum / each.length;
  }

  /** The time that was taken, in ms. */
  public double takenMs() {
    return binsTaken * binMs;
  }
}
