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
 * Local gradients of one family: a spike of the source, filtered, times a pseudo-derivative {@code ψ} of the target, times what a {@linkplain
 * org.ranvier.plasticity.teaching.ReadoutField readout} feeds back to it. In steps of the grid, with the spikes {@code z_j} of the source as they reach the soma,
 *
 * <pre>
 *   z̄(t) = α·z̄(t-1) + z_j(t)                     α = e^(-h/τ)
 *   ψ̄(t) = λ·ψ̄(t-1) + ψ(t)                       λ = e^(-h/τ_r)
 *   e(t) = ψ(t)·z̄(t) + a·z_j(t)·ψ̄(t-1)
 *   ē(t) = κ·ē(t-1) + e(t)
 *   Δw   = -η·Σ_t L(t+1)·ē(t)                     at the ends of the readout's intervals
 * </pre>
 *
 * <table>
 * <caption>What the rules of the family differ in</caption>
 * <tr><td>{@link #superSpike}</td><td>κ = e^(-h/τ_e): a filtered product meets an error that is filtered too; a = 0</td></tr>
 * <tr><td>{@link #onlineThroughTime}, {@link #deepContinuous}</td><td>κ = 0, a = 0</td></tr>
 * <tr><td>{@link #eventBased}</td><td>κ = 0, a = 0; L is what is wanted, not an error, and comes at teaching events</td></tr>
 * <tr><td>{@link #timingDependent}</td><td>κ = 0; a spike of the source that comes after the target's activity counts too</td></tr>
 * </table>
 *
 * <p>What {@code L} is, the readout says: see {@link org.ranvier.plasticity.teaching.Feedback}.
 */
public final class SurrogateGradient implements LearningRule {
  private final String readout;
  private final String name;
  private final String source;
  private final Optimiser optimiser;
  private final double filterMs;
  private final double sourceMs; // 0 for the targets' membrane time constant
  private final DrivenSetup.Reverse reverse;
  private final Bounds bounds;
  private final String drive;
  private final double tauMs; // 0 until it is known

  private SurrogateGradient(
      String readout, String name, String source, Optimiser optimiser, double filterMs, double sourceMs, DrivenSetup.Reverse reverse, Bounds bounds, String drive,
      double tauMs) {
    this.readout = readout;
    this.name = name;
    this.source = source;
    this.optimiser = optimiser;
    this.filterMs = filterMs;
    this.sourceMs = sourceMs;
    this.reverse = reverse;
    this.bounds = bounds;
    this.drive = drive;
    this.tauMs = tauMs;
  }

  private static SurrogateGradient of(String readout, String name, String source) {
    return new SurrogateGradient(
        readout, name, source, Optimiser.descent(1e-4), DrivenSetup.UNFILTERED, 0, DrivenSetup.Reverse.NONE, Bounds.NONE, "psi", 0);
  }

  /**
   * SuperSpike (Zenke & Ganguli 2018, doi:10.1162/neco_a_01086): {@code Δw = η·∫ e_i·[α∗(σ'(U_i)·(ε∗S_j))] dt}. The filter {@code α} is one exponential of the
   * readout's time constant, where the publication has two, and {@code ε} the potential after a spike. With {@code surrogate_iaf} {@code σ'} is that of the
   * publication. A readout with one output for each target, of weight 1, that does not learn, compares filtered spike trains as published.
   */
  public static SurrogateGradient superSpike(String readout) {
    return new SurrogateGradient(
        readout, "SuperSpike", "Zenke & Ganguli 2018, doi:10.1162/neco_a_01086", Optimiser.descent(1e-4), 0, 0, DrivenSetup.Reverse.NONE, Bounds.NONE, "psi", 0);
  }

  /**
   * Online training through time (Xiao, Meng, Zhang, He & Lin 2022, arXiv:2210.04195): the gradient at a step, with the spikes of the source accumulated over
   * all steps before, {@code Δw = -η·Σ_t δ_i(t)·â_j(t)}, {@code δ_i = L_i·ψ_i}.
   */
  public static SurrogateGradient onlineThroughTime(String readout) {
    return of(readout, "OTTT", "Xiao et al. 2022, arXiv:2210.04195");
  }

  /**
   * Deep continuous local learning, DECOLLE (Kaiser, Mostafa & Neftci 2020, doi:10.3389/fnins.2020.00424): each layer has a readout of its own with random
   * weights that stay, {@code .optimiser(Optimiser.descent(0))}, and learns from its errors by {@code Δw = -η·(Gᵀ(y - ŷ))_i·σ'(U_i)·P_j}. {@code P} is one
   * exponential, where the publication has two.
   */
  public static SurrogateGradient deepContinuous(String readout) {
    return of(readout, "DECOLLE", "Kaiser, Mostafa & Neftci 2020, doi:10.3389/fnins.2020.00424");
  }

  /**
   * Event-based three-factor local plasticity, ETLP (Quintana, Perez-Peña, Galindo, Neftci, Chicca & Khacef 2024, doi:10.1088/2634-4386/ad6733): like {@link
   * #onlineThroughTime}, but learning takes place when a teaching event comes, and its signal is the target, projected by random weights. The readout must
   * have {@link org.ranvier.plasticity.teaching.Feedback#TARGET}, and want something in the steps of teaching events only.
   */
  public static SurrogateGradient eventBased(String readout) {
    return of(readout, "ETLP", "Quintana et al. 2024, doi:10.1088/2634-4386/ad6733");
  }

  /**
   * Spike-timing-inspired local learning, S-TLLR (Apolinario & Roy 2023, arXiv:2306.15220): {@code e = ψ·z̄ + a·z_j·ψ̄}, in which spikes of the source after the
   * target's activity count by {@code a}.
   *
   * @param share {@code a}; below 0 as in STDP, or above
   * @param tauMs {@code τ_r}
   */
  public static SurrogateGradient timingDependent(String readout, double share, double tauMs) {
    if (!(Double.isFinite(share) && tauMs > 0 && tauMs < Double.POSITIVE_INFINITY)) {
      throw new RanvierException(
          "S-TLLR: the share " + share + " of what the target did before a spike must be finite, and its time constant " + TimeGrid.trim(tauMs) + " ms above 0");
    }
    SurrogateGradient plain = of(readout, "S-TLLR", "Apolinario & Roy 2023, arXiv:2306.15220");
    return new SurrogateGradient(
        readout, plain.name, plain.source, plain.optimiser, plain.filterMs, 0, new DrivenSetup.Reverse(share, tauMs), Bounds.NONE, "psi", 0);
  }

  /** What the gradient does to the weights; descent at a rate of 1e-4 until told otherwise. */
  public SurrogateGradient optimiser(Optimiser optimiser) {
    return new SurrogateGradient(readout, name, source, optimiser, filterMs, sourceMs, reverse, bounds, drive, tauMs);
  }

  /** Time constant {@code τ} of the filtered spikes of the source; the targets' membrane time constant until told otherwise. */
  public SurrogateGradient tauSourceMs(double tau) {
    if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
      throw new RanvierException(name + ": time constant of the source's trace " + TimeGrid.trim(tau) + " ms must be above 0; leave it out for that of the membrane");
    }
    return new SurrogateGradient(readout, name, source, optimiser, filterMs, tau, reverse, bounds, drive, tauMs);
  }

  /** Hard bounds of the weight's magnitude, none until told otherwise. */
  public SurrogateGradient bounds(Bounds bounds) {
    return new SurrogateGradient(readout, name, source, optimiser, filterMs, sourceMs, reverse, bounds, drive, tauMs);
  }

  /** The variable of the target that is its pseudo-derivative, {@code psi} until told otherwise. */
  public SurrogateGradient pseudoDerivative(String variable) {
    return new SurrogateGradient(readout, name, source, optimiser, filterMs, sourceMs, reverse, bounds, variable, tauMs);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String equations() {
    return name + ": e = " + drive + "·z" + (reverse.share() == 0 ? "" : " + " + reverse.share() + "·spike·past " + drive)
        + (filterMs == 0 ? ", filtered" : "") + ", dE/dw = sum of L·e, by " + new ReadoutTeacher(readout) + "; " + optimiser + ", bounds [" + bounds.min() + ", "
        + bounds.max() + "]";
  }

  @Override
  public String source() {
    return source;
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
  public SurrogateGradient onto(NeuronModel target, String receptor, String where) {
    Drives.require(target, drive, "the pseudo-derivative", where, name, "surrogate_iaf or eprop_iaf");
    return this;
  }

  @Override
  public SurrogateGradient with(ParameterValues targets, String where) {
    double tau = sourceMs > 0 ? sourceMs : Drives.uniform(targets, "tau_m", where, name);
    return new SurrogateGradient(readout, name, source, optimiser, filterMs, sourceMs, reverse, bounds, drive, tau);
  }

  @Override
  public PlasticRule compile(Transmission transmission) {
    if (tauMs == 0) {
      throw new IllegalStateException(name + " needs the time constant of its targets");
    }
    var setup =
        new DrivenSetup(drive, tauMs, filterMs, new double[] {0}, 0, new ReadoutTeacher(readout), optimiser, false, 0, 0, bounds, reverse);
    return new DrivenLoops(name, setup, transmission);
  }
}
