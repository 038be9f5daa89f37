package org.ranvier.networks.plot;

import java.util.Arrays;
import org.ranvier.networks.analysis.Intervals;
import org.ranvier.networks.analysis.SpikeTriggered;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The pictures that one draws most, by name. {@link TracePicture}, {@link XYPicture} and {@link PhasePlane} draw the others; {@link RasterPicture}
 * draws the activity of a whole network.
 * Each is written as PNG, SVG or PDF, as the name of the file ends.
 *
 * <pre>{@code
 * Pictures.rates(simulation.spikes(), 5).write(Path.of("rates.pdf"));
 * Pictures.intervals(simulation.spikes(), "E", 50).write(Path.of("intervals.png"));
 * Pictures.weights("weight (pA)", synapses.matrix(), synapses.countMatrix()).write(Path.of("weights.svg"));
 * }</pre>
 */
public final class Pictures {
  private Pictures() {}

  /** A histogram. */
  public static Picture histogram(String label, double[] values, int bins) {
    return XYPicture.of(label, "count").histogram(label, values, bins);
  }

  /** The intervals between the spikes of the neurons of a population. */
  public static Picture intervals(SpikeTrains spikes, String population, int bins) {
    return histogram("interval (ms)", Intervals.ms(spikes, population), bins);
  }

  /** The rate of each population, averaged over its neurons, in bins of about so many ms. Sources of spikes are left out beside neurons. */
  public static Picture rates(SpikeTrains spikes, double binMs) {
    boolean onlySources = spikes.populations().stream().allMatch(Groups::isSource);
    double bin = Math.max(1, Math.round(binMs / spikes.resolutionMs())) * spikes.resolutionMs();
    double fromMs = TimeGrid.ms(spikes.fromStep(), spikes.resolutionMs());
    int bins = (int) (spikes.durationMs() / bin + 1e-9);
    var picture = XYPicture.overTime("rate (spikes/s)");
    for (var population : spikes.populations()) {
      if (onlySources || !Groups.isSource(population)) {
        double[] x = new double[2 * bins];
        double[] y = new double[2 * bins];
        double[] counts = new double[bins];
        for (int k = 0; k < spikes.size(); k++) {
          int b = (int) Math.floor((spikes.timeMs(k) - fromMs - 1e-9) / bin);
          if (population.contains(spikes.ids()[k]) && b >= 0 && b < bins) {
            counts[b]++;
          }
        }
        for (int b = 0; b < bins; b++) {
          x[2 * b] = fromMs + b * bin;
          x[2 * b + 1] = fromMs + (b + 1) * bin;
          y[2 * b] = counts[b] * 1000 / bin / Math.max(1, population.size());
          y[2 * b + 1] = y[2 * b];
        }
        picture.line(population.name(), x, y);
      }
    }
    return picture;
  }

  /** What a variable did about spikes: the mean, and a band of its standard error. */
  public static Picture spikeTriggered(String label, SpikeTriggered average) {
    return XYPicture.of("time from the spike (ms)", label).band("mean ± s.e.m.", average.lagsMs(), average.mean(), average.standardError()).vertical(0);
  }

  /** A matrix in colours; its first index goes down, its second to the right. */
  public static Picture matrix(String xLabel, String yLabel, String label, double[][] rows) {
    return new MatrixPicture(xLabel, yLabel, label, rows);
  }

  /** The weights of a projection, grey where there is no synapse: {@code synapses.matrix()} and {@code synapses.countMatrix()}. */
  public static Picture weights(String label, double[][] matrix, double[][] counts) {
    double[][] rows = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        rows[r][c] = counts[r][c] == 0 ? Double.NaN : rows[r][c];
      }
    }
    return matrix("target", "source", label, rows);
  }
}
