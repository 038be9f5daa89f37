package org.ranvier.networks.analysis;

import java.util.List;
import org.ranvier.simulator.recording.SpikeTrains;

/**
 * Rate, irregularity and synchrony of each population of a recording, as Potjans and Diesmann (2014) measure them for the
 * cortical microcircuit.
 *
 * <ul>
 *   <li><b>Rate</b>: spikes of a neuron over the recorded time; mean and s.d. over all neurons, silent ones included.
 *   <li><b>Irregularity</b>: {@code CV = s.d. / mean} of the inter-spike intervals of one neuron; mean and s.d. over neurons. The
 *       paper names no minimum (it records 60 s); the evaluation published with NEST's microcircuit takes neurons with more
 *       than two spikes, and so does this: {@link #CV_MIN_SPIKES} spikes, that is, two intervals. The s.d. within a
 *       neuron has the divisor {@code n - 1}, which matters in short recordings: for a Poisson train of three spikes the expected
 *       CV is {@code 1/√2 = 0.71} with it and 0.5 with the divisor {@code n} (it tends to 1 for long trains with both). So the
 *       mean CV of a slow population is biased low until most neurons have fired ten times or so.
 *   <li><b>Synchrony</b>: variance over mean of the histogram of the population's spikes in bins of {@link #SYNCHRONY_BIN_MS} ms,
 *       from {@link #SYNCHRONY_NEURONS} neurons (all, if there are fewer), evenly spaced over the population. A bin
 *       is a whole number of steps, the one nearest to that width; an incomplete last bin is left out.
 * </ul>
 *
 * <p>Sources: T. C. Potjans and M. Diesmann (2014), Cerebral Cortex 24:785–806, doi:10.1093/cercor/bhs358 (figure 6); the
 * evaluation scripts of the repository INM-6/microcircuit-PD14-model.
 */
public final class SpikeStatistics {
  /** A neuron needs this many spikes to count towards the CV of the intervals. */
  public static final int CV_MIN_SPIKES = GatheredStatistics.CV_MIN_SPIKES;

  /** Width of the bins in which spikes are counted for the synchrony, in ms. */
  public static final double SYNCHRONY_BIN_MS = GatheredStatistics.SYNCHRONY_BIN_MS;

  /** At most this many neurons of a population are counted for the synchrony. */
  public static final int SYNCHRONY_NEURONS = GatheredStatistics.SYNCHRONY_NEURONS;

  private SpikeStatistics() {}

  /** The statistics of each population, in the order of the recording. */
  public static List<PopulationStatistics> of(SpikeTrains trains) {
    var gathered = new GatheredStatistics(trains.populations(), trains.resolutionMs(), trains.fromStep(), trains.toStep());
    for (int k = 0; k < trains.size(); k++) {
      gathered.add(trains.steps()[k], trains.ids()[k], trains.offsetMs(k));
    }
    gathered.reached(trains.toStep());
    return gathered.statistics();
  }
}
