package org.ranvier.networks.basalganglia;

import java.util.Arrays;
import org.ranvier.networks.Population;
import org.ranvier.networks.spectra.Multitaper;
import org.ranvier.networks.spectra.Signal;
import org.ranvier.simulator.recording.SpikeTrains;

/** What the basal ganglia are measured by. */
public final class RelayMeasures {
  private static final double ANSWER_MS = 25;

  private RelayMeasures() {}

  /**
   * The error index of So, Kent & Grill 2012: errors of the thalamic cells for each pulse that they shall relay. A cell errs that does not
   * answer with exactly one spike within 25 ms, and with each spike more until the next pulse.
   *
   * @param pulsesMs begins of pulses, ascending
   * @param trains spikes of each cell
   * @param fromMs pulses before are not counted
   * @param toMs nor those in the last 25 ms before
   * @return not a number where no pulse counts
   */
  public static double errorIndex(double[] pulsesMs, double[][] trains, double fromMs, double toMs) {
    int errors = 0;
    int counted = 0;
    for (int k = 0; k < pulsesMs.length; k++) {
      double pulse = pulsesMs[k];
      double next = k + 1 < pulsesMs.length ? Math.min(pulsesMs[k + 1], toMs) : toMs;
      if (pulse < fromMs || pulse > toMs - ANSWER_MS) {
        continue;
      }
      for (double[] train : trains) {
        counted++;
        errors += count(train, pulse, pulse + ANSWER_MS) == 1 ? 0 : 1;
        errors += count(train, pulse + ANSWER_MS, next);
      }
    }
    return counted == 0 ? Double.NaN : errors / (double) counted;
  }

  private static int count(double[] train, double after, double to) {
    return (int) Arrays.stream(train).filter(t -> t > after && t <= to).count();
  }

  /**
   * Power from 13 to 35 Hz, mean over a population's neurons, in spikes/s·Hz: five tapers of time-half-bandwidth 3, as published.
   *
   * @param fromMs begin of the interval
   */
  public static double beta(SpikeTrains spikes, Population population, double fromMs, double toMs) {
    double[][] trains = spikes.trainsMs(spikes.population(population.name()));
    return Multitaper.of(3, 5).band(0, 100).spectrum(Signal.trains(trains, fromMs, toMs)).bandPower(Plant.BETA_FROM, Plant.BETA_TO);
  }
}
