package org.ranvier.plasticity.rules;

import java.util.Optional;
import java.util.Set;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.plasticity.loops.DrivenLoops;
import org.ranvier.plasticity.loops.DrivenSetup;
import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.plasticity.teaching.ReadoutTeacher;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.time.TimeGrid;

/**
 * E-prop (Bellec et al. 2020, doi:10.1038/s41467-020-17236-y): gradient descent on the loss of a {@linkplain
 * org.ranvier.plasticity.teaching.ReadoutField readout}, as far as it can be known at the synapse.
 *
 * <pre>{@code
 * var out = net.readout("out", recurrent).outputs(1).tau(ms(20)).interval(ms(1000));
 * net.connect(input, recurrent).….plastic(Eprop.of("out").optimiser(Optimiser.adam(1e-3)));
 * net.connect(recurrent, recurrent).….plastic(Eprop.of("out").optimiser(Optimiser.adam(1e-3)).regularised(1e-6, 10));
 * }</pre>
 *
 * <p>In steps of the grid, with the spikes {@code z_i} of the source as they reach the soma,
 *
 * <pre>
 *   z̄(t) = α·z̄(t-1) + z_i(t)                     α = e^(-h/τ_m)
 *   e(t) = ψ(t)·(z̄(t) - β·ε(t))
 *   ε(t+1) = ρ·ε(t) + e(t)                       ρ = e^(-h/τ_a)
 *   ē(t) = κ·ē(t-1) + e(t)                       κ = e^(-h/τ_out)
 *   dE/dw ≈ Σ_t L(t+1)·ē(t) + c_reg·(f - f*)·df/dz·Σ_t e(t)
 * </pre>
 *
 * where {@code ψ} is the pseudo-derivative that the target publishes ({@code eprop_iaf}, {@code eprop_iaf_adapt}, or a model of
 * one's own), {@code L} the errors that are fed back to it, and {@code f} its rate in the interval (spikes/s); the
 * regularisation is the gradient of {@code ½·c_reg·(f - f*)²}. Weights are updated at the ends of the readout's intervals. With
 * fixed spikes and fixed {@code ψ}, and without recurrent connections, that is the gradient, to rounding; paths of the gradient
 * over other neurons, which e-prop leaves out, are what recurrence adds.
 *
 * <p>A synapse takes about as many operations as there are steps in one to two blocks (8 steps at 1 ms) at each spike of its
 * source, and one linear map for each block between; each target a few operations a step. It stores its weight, ē and the
 * gradient, with adaptation, regularisation and Adam four bytes each for ε, Σe, and the two means.
 */
public final class Eprop implements LearningRule {
  private static final String SOURCE = "Bellec et al. 2020, doi:10.1038/s41467-020-17236-y";

  private final String readout;
  private final Optimiser optimiser;
  private final double regularisation;
  private final double rateHz;
  private final Bounds bounds;
  private final String drive;
  private final double tauMs; // 0 until it is known
  private final double[] beta;
  private final double adaptationMs;

  private Eprop(
      String readout, Optimiser optimiser, double regularisation, double rateHz, Bounds bounds, String drive, double tauMs,
          double[] beta,
      double adaptationMs) {
    this.readout = readout;
    this.optimiser = optimiser;
    this.regularisation = regularisation;
    this.rateHz = rateHz;
    this.bounds = bounds;
    this.drive = drive;
    this.tauMs = tauMs;
    this.beta = beta;
    this.adaptationMs = adaptationMs;
  }

  /** By gradient descent at a rate of 1e-4, without bounds or regularisation, until told otherwise. */
  public static Eprop of(String readout) {
    return new Eprop(readout, Optimiser.descent(1e-4), 0, 0, Bounds.NONE, "psi", 0, new double[] {0}, 0);
  }

  /** What the gradient does to the weights. */
  public Eprop optimiser(Optimiser optimiser) {
    return new Eprop(readout, optimiser, regularisation, rateHz, bounds, drive, tauMs, beta, adaptationMs);
  }

  /**
   * Adds {@code ½·c·Σ (f - f*)²} over the targets to the loss, for their rates {@code f} in each interval.
   *
   * @param c per (spikes/s)²
   * @param rateHz {@code f*}
   */
  public Eprop regularised(double c, double rateHz) {
    if (!(c >= 0 && Double.isFinite(c) && rateHz >= 0 && Double.isFinite(rateHz))) {
      throw new RanvierException("e-prop: regularisation " + c + " and the rate " + rateHz
          + " Hz that it asks for must be 0 or above, and finite");
    }
    return new Eprop(readout, optimiser, c, rateHz, bounds, drive, tauMs, beta, adaptationMs);
  }

  /** Hard bounds of the weight's magnitude, none until told otherwise. */
  public Eprop bounds(Bounds bounds) {
    return new Eprop(readout, optimiser, regularisation, rateHz, bounds, drive, tauMs, beta, adaptationMs);
  }

  /** The variable of the target that is its pseudo-derivative, {@code psi} until told otherwise. */
  public Eprop pseudoDerivative(String variable) {
    return new Eprop(readout, optimiser, regularisation, rateHz, bounds, variable, tauMs, beta, adaptationMs);
  }

  @Override
  public String name() {
    return "e-prop";
  }

  @Override
  public String equations() {
    return "e-prop: e = " + drive + "·(z - beta·eps), dE/dw = sum of L·e filtered, by " + new ReadoutTeacher(readout) + "; "
        + optimiser
        + (regularisation == 0 ? "" : ", rates regularised by " + regularisation + " to " + TimeGrid.trim(rateHz) + " Hz")
        + ", bounds [" + bounds.min() + ", "
        + bounds.max() + "]";
  }

  @Override
  public String source() {
    return SOURCE;
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
  public Set<String> readouts() {
    return Set.of(readout);
  }

  @Override
  public Optional<String> needsGrid() {
    return Optional.of("it follows the pseudo-derivative of its targets step by step");
  }

  @Override
  public Eprop onto(NeuronModel target, String receptor, String where) {
    Drives.require(target, drive, "the pseudo-derivative", where, name(), "eprop_iaf or eprop_iaf_adapt");
    return this;
  }

  @Override
  public Eprop with(ParameterValues targets, String where) {
    double tau = Drives.uniform(targets, "tau_m", where, name());
    boolean adapts = targets.has("beta") && targets.has("tau_a");
    return new Eprop(
        readout, optimiser, regularisation, rateHz, bounds, drive, tau, adapts ? targets.all("beta") : new double[] {0},
        adapts ? Drives.uniform(targets, "tau_a", where, name()) : 0);
  }

  @Override
  public PlasticRule compile(Transmission transmission) {
    if (tauMs == 0) {
      throw new IllegalStateException("e-prop needs the time constant of its targets");
    }
    return new DrivenLoops(
        name(), new DrivenSetup(drive, tauMs, 0, beta, adaptationMs, new ReadoutTeacher(readout), optimiser, false,
            regularisation, rateHz, bounds, DrivenSetup.Reverse.NONE), transmission);
  }
}
