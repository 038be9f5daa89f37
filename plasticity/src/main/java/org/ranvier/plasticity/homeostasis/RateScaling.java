package org.ranvier.plasticity.homeostasis;

import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.Stateful;

/**
 * Synaptic scaling: all weights of a neuron change by one factor that brings its rate r to a target r₀ (Turrigiano et al. 1998,
 * doi:10.1038/36103; van Rossum, Bi & Turrigiano 2000, doi:10.1523/JNEUROSCI.20-23-08812.2000):
 *
 * <pre>{@code dw/dt = w·(β·(r₀ - r) + γ·∫(r₀ - r) dt)}</pre>
 *
 * <p>With γ = 0 the factor of an interval is {@code exp(β·(r₀·Δ - ∫ r dt))}, exact for whatever the rate does in it. The inner integral of
 * the other term is taken at the ends of intervals.
 *
 * @param targetHz r₀ in spikes/s
 * @param beta β: relative change for a spike too few; below 0 for inhibitory synapses
 * @param gammaPerS γ: relative change for a spike too few in each second from then on
 * @param largest magnitude that no weight exceeds, ∞ for none
 */
public record RateScaling(double targetHz, double beta, double gammaPerS, double largest) {
  public RateScaling {
    if (!(targetHz >= 0 && targetHz < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("synaptic scaling: a target of " + targetHz + " Hz must be 0 or above");
    }
    if (!(Double.isFinite(beta) && Double.isFinite(gammaPerS) && (beta != 0 || gammaPerS != 0))) {
      throw new RanvierException("synaptic scaling: strengths of " + beta + " and " + gammaPerS + " must be finite, and not both 0");
    }
    if (!(largest > 0)) {
      throw new RanvierException("synaptic scaling: the largest weight, " + largest + ", must be above 0");
    }
  }

  /** What becomes of each neuron's weights in an interval. */
  public static final class Course implements Stateful {
    private final RateScaling of;
    private final double[] missing; // spikes too few since the beginning

    Course(RateScaling of, int targets) {
      this.of = of;
      missing = new double[targets];
    }

    @Override
    public void state(StatePort port) {
      port.common("spikes too few", "1", missing);
    }

    /**
     * The factors of an interval.
     *
     * @param integrals of the rates, in spikes
     */
    public double[] factors(double[] integrals, double intervalMs) {
      double[] factor = new double[missing.length];
      for (int i = 0; i < factor.length; i++) {
        double few = of.targetHz * intervalMs / 1000 - integrals[i];
        missing[i] += few;
        factor[i] = StrictMath.exp(of.beta * few + of.gammaPerS * intervalMs / 1000 * missing[i]);
      }
      return factor;
    }
  }

  /** Begins with no neuron having missed a spike. */
  public Course begin(int targets) {
    return new Course(this, targets);
  }

  /** Multiplies the weights of each target by its factor. */
  public void apply(List<PlasticPart> parts, double[] factors) {
    parts.forEach(p -> p.change((source, delay, target, w) -> factors[target] == 1 ? w : bounded(w, w * factors[target])));
  }

  private double bounded(double before, double w) {
    double most = Math.max(Math.abs(before), largest); // one that was larger before is not cut, but grows no more
    return Math.clamp(w, -most, most);
  }

  @Override
  public String toString() {
    return "towards " + targetHz + " Hz, " + beta + " a spike" + (gammaPerS == 0 ? "" : ", " + gammaPerS + " a spike and second")
        + (largest < Double.POSITIVE_INFINITY ? ", up to " + largest : "");
  }
}
