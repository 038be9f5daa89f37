package org.ranvier.plasticity.rules;

import java.util.Optional;
import java.util.Set;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.loops.DrivenLoops;
import org.ranvier.plasticity.loops.DrivenSetup;
import org.ranvier.plasticity.teaching.ModulatorTeacher;
import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.time.TimeGrid;

/**
 * R-max: reward maximisation by neurons with escape noise, the policy gradient of spiking neurons (Xie & Seung 2004,
 * doi:10.1103/PhysRevE.69.041909; Pfister, Toyoizumi, Barber & Gerstner 2006, doi:10.1162/neco.2006.18.6.1318; named by
 * Frémaux, Sprekeler & Gerstner 2010, doi:10.1523/JNEUROSCI.6249-09.2010):
 *
 * <pre>
 *   de/dt = -e/τ_e + (S_i - ρ_i)·ρ'_i/ρ_i·(ε∗S_j),  dw/dt = η·f·e
 * </pre>
 *
 * with a third factor {@code f}: the reward, or the reward less its mean.
 *
 * <p>The target publishes what drives the eligibility, its {@code score}: the derivative of the logarithm of the probability of
 * what it did in a step by its potential. Where the probability of a spike is {@code 1 - e^(-ρh)} that is {@code ρ'h/(e^(ρh) -
 * 1)} at a spike and {@code -ρ'h} without, of which {@code (S - ρ)·ρ'/ρ} is the limit for small steps. So without the decay
 * {@code τ_e} the eligibility is the derivative of the log-likelihood of the spike train by the weight, to rounding, and its
 * expectation 0.
 *
 * <p>{@code f} is the mean over a step, and acts on the eligibility as it was a step before. Weights follow at once, as far as
 * spikes of their sources can tell.
 */
public final class RMax implements LearningRule {
  private final ThirdFactor factor;
  private final String name;
  private final double rate;
  private final double tauMs;
  private final Bounds bounds;
  private final String drive;
  private final double membraneMs; // 0 until it is known

  private RMax(ThirdFactor factor, String name, double rate, double tauMs, Bounds bounds, String drive, double membraneMs) {
    this.factor = factor;
    this.name = name;
    this.rate = rate;
    this.tauMs = tauMs;
    this.bounds = bounds;
    this.drive = drive;
    this.membraneMs = membraneMs;
  }

  /** With a reward, {@code η} = 1 per ms, {@code τ_e} = 500 ms and no bounds until told otherwise. */
  public static RMax of(ThirdFactor reward) {
    return new RMax(reward, "R-max", 1, 500, Bounds.NONE, "score", 0);
  }

  /**
   * The covariance of the reward with the eligibility: {@code f = R - R̄}, which leaves the mean of the change what it is and
   * takes from its variance (Frémaux, Sprekeler & Gerstner 2010).
   *
   * @param reward name of the modulator {@code R}
   * @param expected name of its running mean {@code R̄}
   */
  public static RMax covariance(String reward, String expected) {
    return new RMax(ThirdFactor.of(reward).minus(ThirdFactor.of(expected)), "R-max, covariance", 1, 500, Bounds.NONE, "score", 0);
  }

  /** Learning rate {@code η}, per ms. */
  public RMax rate(double eta) {
    if (!Double.isFinite(eta)) {
      throw new RanvierException(name + ": learning rate " + eta + " must be finite");
    }
    return new RMax(factor, name, eta, tauMs, bounds, drive, membraneMs);
  }

  /** Time constant of the eligibility. */
  public RMax tauEligibilityMs(double tau) {
    if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
      throw new RanvierException(name + ": time constant of the eligibility " + TimeGrid.trim(tau)
          + " ms must be above 0; 500 ms is usual");
    }
    return new RMax(factor, name, rate, tau, bounds, drive, membraneMs);
  }

  /** Hard bounds of the weight's magnitude, none until told otherwise. */
  public RMax bounds(Bounds bounds) {
    return new RMax(factor, name, rate, tauMs, bounds, drive, membraneMs);
  }

  /** The variable of the target that drives eligibility, {@code score} until told otherwise. */
  public RMax score(String variable) {
    return new RMax(factor, name, rate, tauMs, bounds, variable, membraneMs);
  }

  @Override
  public Optional<LearningRule> times(ThirdFactor by) {
    return Optional.of(new RMax(new ThirdFactor.Product(factor, by), name, rate, tauMs, bounds, drive, membraneMs));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String equations() {
    return name + ": de/dt = -e/tau_e + " + drive + "·z, tau_e = " + TimeGrid.trim(tauMs) + " ms, dw/dt = "
        + TimeGrid.trim(rate) + "·" + factor + "·e, bounds ["
        + bounds.min() + ", " + bounds.max() + "]";
  }

  @Override
  public String source() {
    return "Pfister et al. 2006, doi:10.1162/neco.2006.18.6.1318; Frémaux, Sprekeler & Gerstner 2010, doi:10.1523/JNEUROSCI.6249-09.2010";
  }

  @Override
  public Bounds bounds() {
    return bounds;
  }

  @Override
  public boolean keepsSign() {
    return bounds.keepSign();
  }

  @Override
  public Set<String> modulators() {
    return factor.modulators();
  }

  @Override
  public Optional<String> needsGrid() {
    return Optional.of("it follows the score of its targets step by step");
  }

  @Override
  public RMax onto(NeuronModel target, String receptor, String where) {
    Drives.require(target, drive, "the derivative of its log-likelihood", where, name, "srm0_psc_delta");
    return this;
  }

  @Override
  public RMax with(ParameterValues targets, String where) {
    return new RMax(factor, name, rate, tauMs, bounds, drive, Drives.uniform(targets, "tau_m", where, name));
  }

  @Override
  public PlasticRule compile(Transmission transmission) {
    if (membraneMs == 0) {
      throw new IllegalStateException(name + " needs the time constant of its targets");
    }
    var setup =
        new DrivenSetup(
            drive, membraneMs, tauMs, new double[] {0}, 0, new ModulatorTeacher(factor), Optimiser.descent(Math.abs(rate)),
                rate >= 0, 0, 0, bounds, DrivenSetup.Reverse.NONE);
    return new DrivenLoops(name, setup, transmission);
  }
}
