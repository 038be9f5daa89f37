package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.potentials.DendriticPrediction;
import org.ranvier.plasticity.potentials.VoltagePairing;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.CalciumCourse;
import org.ranvier.simulator.plastic.PlasticRule;

/** Rules as the engine sees them. */
public final class Loops {
  private Loops() {}

  /** Weights that do not change. */
  public static PlasticRule unchanging(Transmission transmission) {
    return new StaticLoop.Rule(transmission);
  }

  /**
   * Weights that follow the potential of the target.
   *
   * @param variable of the target that is read
   */
  public static PlasticRule voltage(VoltagePairing pairing, Bounds bounds, String variable, Transmission transmission) {
    return new VoltageLoop.Rule(pairing, bounds, variable, transmission);
  }

  /**
   * Weights by which a dendrite learns to predict its soma's spikes.
   *
   * @param variable the dendrite's potential
   */
  public static PlasticRule prediction(
      DendriticPrediction prediction, double eta, double tauDeltaMs, Bounds bounds, String variable, Transmission transmission) {
    return new PredictionLoop.Rule(prediction, eta, tauDeltaMs, bounds, variable, transmission);
  }

  /**
   * Weights that bursts of the target potentiate, and its other events depress.
   *
   * @param probability of a burst with which averages begin, which counts for so many {@code events}
   */
  public static PlasticRule bursts(
      double eta, double burstMs, double traceMs, double averageMs, double probability, double events, Bounds bounds, Transmission transmission) {
    return new BurstLoop.Rule(new BurstLoop.Parameters(eta, burstMs, traceMs, averageMs, probability, events), bounds, transmission);
  }

  /**
   * Weights that follow the calcium, which rises by these amounts at spikes of either side.
   *
   * @param preDelayMs from a pre-synaptic spike to its calcium
   */
  public static PlasticRule calcium(double jumpPre, double jumpPost, double preDelayMs, CalciumCourse.Parameters parameters,
      Transmission transmission) {
    return new CalciumLoop.Rule(jumpPre, jumpPost, preDelayMs, parameters, transmission);
  }
}
