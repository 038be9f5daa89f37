package org.ranvier.plasticity.rules;

import org.ranvier.plasticity.loops.Loops;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticRule;

/**
 * Burst-dependent plasticity (Payeur, Guerguiev, Zenke, Richards & Naud 2021, doi:10.1038/s41593-021-00857-x): bursts of the target potentiate, its other
 * events depress, and weights stand still where it bursts as often as usual:
 *
 * <pre>{@code
 * dw/dt = η·[B(t) - P̄(t)·E(t)]·Ẽ_pre(t),  P̄ = B̄/Ē
 * }</pre>
 *
 * <p>An event E is a spike that does not follow another within {@code burst} (16 ms); a burst B is counted at its second spike, once. B̄ and Ē are moving
 * averages with one time constant, as they were before the event; Ẽ_pre is a trace of the source's events, {@code τ·dẼ/dt = -Ẽ + τ·E_pre}. Since apical input to
 * a pyramidal cell makes bursts of its events, it steers by this rule what synapses elsewhere learn.
 */
public record BurstDependent(
    double eta, double burstMs, double tauPreMs, double tauAverageMs, double probabilityBefore, double eventsBefore, Bounds bounds) implements LearningRule {

  /**
   * @param eta change of the weight by a burst right after a pre-synaptic event
   * @param burstMs spikes that follow one another within this time are of one burst
   * @param tauPreMs time constant of Ẽ_pre
   * @param tauAverageMs time constant of B̄ and Ē
   * @param probabilityBefore P̄ at the beginning
   * @param eventsBefore for how many events that counts; Ē begins with as many
   * @param bounds of the weight's magnitude
   */
  public BurstDependent {
    if (!Double.isFinite(eta)) {
      throw new RanvierException("burst-dependent plasticity: eta = " + eta + " must be finite");
    }
    positive("the interval within a burst", burstMs);
    positive("tau_pre", tauPreMs);
    positive("tau_avg", tauAverageMs);
    if (!(probabilityBefore >= 0 && probabilityBefore <= 1)) {
      throw new RanvierException("burst-dependent plasticity: the burst probability at the beginning, " + probabilityBefore + ", must be between 0 and 1");
    }
    if (!(eventsBefore >= 0 && eventsBefore < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("burst-dependent plasticity: the number of events before, " + eventsBefore + ", must be 0 or above");
    }
  }

  /** With bursts of spikes within 16 ms, τ = 50 ms for the source, averages over 15 s that begin with a probability of 0.2 of 5 events; weights keep their sign. */
  public static BurstDependent of(double eta) {
    return new BurstDependent(eta, 16, 50, 15_000, 0.2, 5, Bounds.SIGN);
  }

  /** Hard bounds of the weight's magnitude. */
  public BurstDependent bounds(Bounds bounds) {
    return new BurstDependent(eta, burstMs, tauPreMs, tauAverageMs, probabilityBefore, eventsBefore, bounds);
  }

  /** Other time constants of the source's trace and of the averages, in ms. */
  public BurstDependent tausMs(double pre, double average) {
    return new BurstDependent(eta, burstMs, pre, average, probabilityBefore, eventsBefore, bounds);
  }

  /** Another longest interval of spikes of a burst, in ms. */
  public BurstDependent burstMs(double interval) {
    return new BurstDependent(eta, interval, tauPreMs, tauAverageMs, probabilityBefore, eventsBefore, bounds);
  }

  /** The burst probability with which the averages begin, and for how many events that counts. */
  public BurstDependent before(double probability, double events) {
    return new BurstDependent(eta, burstMs, tauPreMs, tauAverageMs, probability, events, bounds);
  }

  private static void positive(String name, double ms) {
    if (!(ms > 0 && ms < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("burst-dependent plasticity: " + name + " = " + ms + " ms must be above 0");
    }
  }

  @Override
  public String name() {
    return "burst-dependent plasticity";
  }

  @Override
  public String equations() {
    return "burst-dependent plasticity: dw/dt = " + eta + "·(B - P·E)·E_pre, bursts within " + burstMs + " ms, tau_pre = " + tauPreMs + " ms, tau_avg = "
        + tauAverageMs + " ms, P = " + probabilityBefore + " at the beginning, bounds [" + bounds.min() + ", " + bounds.max() + "]";
  }

  @Override
  public String source() {
    return "Payeur, Guerguiev, Zenke, Richards & Naud 2021, doi:10.1038/s41593-021-00857-x";
  }

  @Override
  public boolean keepsSign() {
    return bounds.keepSign();
  }

  @Override
  public PlasticRule compile(Transmission transmission) {
    return Loops.bursts(eta, burstMs, tauPreMs, tauAverageMs, probabilityBefore, eventsBefore, bounds, transmission);
  }
}
