package org.ranvier.networks.systems.stimulation;

import org.ranvier.networks.Simulation;
import org.ranvier.networks.basalganglia.KumaraveluPlant;
import org.ranvier.networks.basalganglia.Plant;
import org.ranvier.networks.basalganglia.SoPlant;
import org.ranvier.networks.spectra.BandPass;
import org.ranvier.networks.spectra.NeuronBandPass;
import org.ranvier.networks.study.Plan;

/**
 * Which model is stimulated, and what the power of its rhythm is as a controller reads it, in (spikes/s)²: about the means of turns of 100 ms
 * with seed 201.
 */
enum PlantKind {
  /** Cells swing at phases of their own: what is read is the mean of each cell's power. */
  SO(800, 30, 900, 1350, 2550, new Thresholds(1000, 2250)),

  /** Cells swing together, and each of them irregularly: what is read is the power of all spikes together. */
  KUMARAVELU(0, 50, 100, 130, 440, new Thresholds(150, 400));

  /** A little less than what pulses leave in health, where that hardly varies; else 0. */
  private final double left;

  /** Above that, and below what is left under pulses in health. */
  private final double least;

  /** Under pulses at 130 Hz, when ill. */
  final double stimulated;

  /** In health. */
  final double healthy;

  /** In disease. */
  final double ill;

  /** Where 'on-off' goes off and on. */
  final double low;

  final double high;

  private record Thresholds(double low, double high) {}

  PlantKind(double left, double least, double stimulated, double healthy, double ill, Thresholds thresholds) {
    this.left = left;
    this.least = least;
    this.stimulated = stimulated;
    this.healthy = healthy;
    this.ill = ill;
    low = thresholds.low;
    high = thresholds.high;
  }

  static PlantKind of(Plan plan) {
    return plan.whole("plant") == 1 ? SO : KUMARAVELU;
  }

  Plant plant(Plan plan) {
    String name = "closed-loop-stimulation";
    double severity = plan.get("severity");
    return this == SO ? SoPlant.of(name, severity, 0, plan.get("step")) : KumaraveluPlant.of(name, severity, 0, plan.seed(), false);
  }

  void setSeverity(Simulation simulation, Plant plant, double from, double to) {
    if (this == SO) {
      SoPlant.setSeverity(simulation, plant, from, to);
    } else {
      KumaraveluPlant.setSeverity(simulation, plant, from, to);
    }
  }

  /** What a controller reads. */
  double power(NeuronBandPass each, BandPass all) {
    return this == KUMARAVELU ? all.power() : each.power();
  }

  /** By how much the power is above that of health, 1 where it is that of disease; what is below health is no better than health. */
  double excess(double power) {
    return Math.max(0, (power - healthy) / (ill - healthy));
  }

  /** The power between that under stimulation, 0, and that of disease, 1. */
  double level(double power) {
    return Math.clamp((power - stimulated) / (ill - stimulated), 0, 1);
  }

  /** The logarithm of the power above what pulses leave in any case, 0 for the least and 1 for that of disease. */
  double logarithmic(double power) {
    return Math.clamp(Math.log(Math.max(1, power - left) / least) / Math.log((ill - left) / least), 0, 1);
  }
}
