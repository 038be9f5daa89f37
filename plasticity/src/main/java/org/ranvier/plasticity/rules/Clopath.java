package org.ranvier.plasticity.rules;

import java.util.Optional;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.plasticity.loops.Loops;
import org.ranvier.plasticity.potentials.LocalPotential;
import org.ranvier.plasticity.potentials.VoltagePairing;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticRule;

/**
 * Voltage-based STDP (Clopath, Büsing, Vasilaki & Gerstner 2010, doi:10.1038/nn.2479): depression at a pre-synaptic spike as far as the target
 * was depolarised lately, potentiation while it is depolarised strongly now, and was lately:
 *
 * <pre>{@code
 * dw/dt = -A_LTD·X·[ū₋ - θ₋]₊ + A_LTP·x̄·[u - θ₊]₊·[ū₊ - θ₋]₊
 * τ_x·dx̄/dt = X - x̄,  τ₋·dū₋/dt = u - ū₋,  τ₊·dū₊/dt = u - ū₊
 * }</pre>
 *
 * <p>where X are the source's spikes and u is the target's potential in mV. As in NEST's {@code clopath_synapse}, ū₋ and ū₊ come late by {@code
 * delay} (in the code of the paper, not in its text), and potentiation is summed up over the steps of the grid. The filters suppose u to be linear
 * within a step. Nothing is computed at a synapse between the spikes of its source.
 *
 * <p>The potential read is that of the compartment in which the synapse lies (the variable {@code receptor.v} of a cell of compartments), or {@code
 * V_m}; {@link #reads} names another one. So a synapse far out learns from what reaches it of a spike that propagates back. Models that reset
 * their potential do not have the shape of a spike; {@link #spikes} gives them one.
 */
public final class Clopath implements LearningRule {
  private final VoltagePairing pairing;
  private final Bounds bounds;
  private final String variable;

  private Clopath(VoltagePairing pairing, Bounds bounds, String variable) {
    this.pairing = pairing;
    this.bounds = bounds;
    this.variable = variable;
    positive("tau_x", pairing.tauXMs());
    positive("tau_u_bar_minus", pairing.tauMinusMs());
    positive("tau_u_bar_plus", pairing.tauPlusMs());
    notNegative("A_LTD", pairing.depression(), "");
    notNegative("A_LTP", pairing.potentiation(), "");
    notNegative("the delay of the low-passed potentials", pairing.delayMs(), " ms");
    if (!(Double.isFinite(pairing.thetaMinus()) && Double.isFinite(pairing.thetaPlus()))) {
      throw new RanvierException("Clopath rule: thresholds " + pairing.thetaMinus() + " and " + pairing.thetaPlus() + " mV must be finite");
    }
  }

  /**
   * The rule for visual cortex: A_LTD = 1.4e-4 /mV, A_LTP = 8e-5 ms/mV², θ₋ = -70.6 mV, θ₊ = -45.3 mV, τ₋ = 10 ms, τ₊ = 7 ms, τ_x = 15 ms, a delay of 5 ms,
   * no upper bound. Amplitudes are changes of a weight of which 1 is usual: {@link #amplitudes} gives those in other units.
   */
  public static Clopath visualCortex() {
    return new Clopath(
        new VoltagePairing(14e-5, 8e-5, -70.6, -45.3, 10, 7, 15, 5, VoltagePairing.Homeostasis.NONE, VoltagePairing.Shape.OWN), Bounds.SIGN, "");
  }

  private Clopath with(VoltagePairing changed) {
    return new Clopath(changed, bounds, variable);
  }

  /**
   * Other amplitudes, in the unit of the weight.
   *
   * @param depression A_LTD, change per mV
   * @param potentiation A_LTP, change times ms per mV², as x̄ is in 1/ms
   */
  public Clopath amplitudes(double depression, double potentiation) {
    var p = pairing;
    return with(
        new VoltagePairing(
            depression, potentiation, p.thetaMinus(), p.thetaPlus(), p.tauMinusMs(), p.tauPlusMs(), p.tauXMs(), p.delayMs(), p.homeostasis(), p.shape()));
  }

  /** Other thresholds θ₋ and θ₊ in mV. */
  public Clopath thresholds(double minus, double plus) {
    var p = pairing;
    return with(
        new VoltagePairing(
            p.depression(), p.potentiation(), minus, plus, p.tauMinusMs(), p.tauPlusMs(), p.tauXMs(), p.delayMs(), p.homeostasis(), p.shape()));
  }

  /** Other time constants of ū₋, ū₊ and x̄, in ms. */
  public Clopath tausMs(double minus, double plus, double x) {
    var p = pairing;
    return with(
        new VoltagePairing(p.depression(), p.potentiation(), p.thetaMinus(), p.thetaPlus(), minus, plus, x, p.delayMs(), p.homeostasis(), p.shape()));
  }

  /** Another delay of ū₋ and ū₊ in ms; 0 for that of the paper's text. */
  public Clopath delayMs(double delay) {
    var p = pairing;
    return with(
        new VoltagePairing(
            p.depression(), p.potentiation(), p.thetaMinus(), p.thetaPlus(), p.tauMinusMs(), p.tauPlusMs(), p.tauXMs(), delay, p.homeostasis(), p.shape()));
  }

  /**
   * Depression that grows with activity: A_LTD is multiplied by {@code (ū̄ - rest)²/u_ref²}, where {@code τ·dū̄/dt = ū₋ - ū̄}.
   *
   * @param referenceSquared u_ref² in mV²
   * @param tauMs τ
   * @param restMv from which the depolarisation is counted; NEST counts it from 0
   */
  public Clopath homeostasis(double referenceSquared, double tauMs, double restMv) {
    positive("tau_u_bar_bar", tauMs);
    if (!(referenceSquared > 0)) {
      throw new RanvierException("Clopath rule: u_ref_squared = " + referenceSquared + " mV^2 must be above 0");
    }
    var p = pairing;
    return with(
        new VoltagePairing(
            p.depression(), p.potentiation(), p.thetaMinus(), p.thetaPlus(), p.tauMinusMs(), p.tauPlusMs(), p.tauXMs(), p.delayMs(),
            new VoltagePairing.Homeostasis(referenceSquared, tauMs, restMv), p.shape()));
  }

  /**
   * Takes the potential for {@code mv} from a spike on for {@code lastingMs}: for models that reset it at a threshold. NEST's {@code
   * aeif_psc_delta_clopath} clamps it to 33 mV for 2 ms.
   */
  public Clopath spikes(double mv, double lastingMs) {
    notNegative("the duration of a spike", lastingMs, " ms");
    var p = pairing;
    return with(
        new VoltagePairing(
            p.depression(), p.potentiation(), p.thetaMinus(), p.thetaPlus(), p.tauMinusMs(), p.tauPlusMs(), p.tauXMs(), p.delayMs(), p.homeostasis(),
            new VoltagePairing.Shape(mv, lastingMs)));
  }

  /** Hard bounds of the weight's magnitude. */
  public Clopath bounds(Bounds bounds) {
    return new Clopath(pairing, bounds, variable);
  }

  /** Reads this variable of the targets in place of the potential where the synapse lies: another potential, or the calcium of its compartment. */
  public Clopath reads(String variable) {
    return new Clopath(pairing, bounds, variable);
  }

  private static void positive(String name, double ms) {
    if (!(ms > 0 && ms < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("Clopath rule: " + name + " = " + ms + " ms must be above 0");
    }
  }

  private static void notNegative(String name, double x, String unit) {
    if (!(x >= 0 && x < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("Clopath rule: " + name + " = " + x + unit + " must be 0 or above");
    }
  }

  @Override
  public String name() {
    return "Clopath rule";
  }

  @Override
  public String equations() {
    var p = pairing;
    return "Clopath rule of " + (variable.isEmpty() ? "the potential" : variable) + ": dw/dt = -" + p.depression() + "·X·[u_minus - (" + p.thetaMinus()
        + ")]+ + " + p.potentiation() + "·x·[u - (" + p.thetaPlus() + ")]+·[u_plus - (" + p.thetaMinus() + ")]+, tau_minus = " + p.tauMinusMs() + " ms, tau_plus = "
        + p.tauPlusMs() + " ms, tau_x = " + p.tauXMs() + " ms, delayed by " + p.delayMs() + " ms"
        + (p.homeostasis().referenceSquared() > 0 ? ", homeostatic with u_ref^2 = " + p.homeostasis().referenceSquared() : "")
        + (p.shape().lastingMs() > 0 ? ", spikes of " + p.shape().potential() + " mV for " + p.shape().lastingMs() + " ms" : "") + ", bounds [" + bounds.min() + ", "
        + bounds.max() + "]";
  }

  @Override
  public String source() {
    return "Clopath, Büsing, Vasilaki & Gerstner 2010, doi:10.1038/nn.2479";
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
  public Optional<String> needsGrid() {
    return Optional.of("it follows the potential of its targets step by step");
  }

  @Override
  public Clopath onto(NeuronModel target, String receptor, String where) {
    return reads(LocalPotential.of(target, receptor, variable, where + ": the " + name()));
  }

  /** For targets with the variable that {@link #reads} named, {@code V_m} if none. */
  @Override
  public PlasticRule compile(Transmission transmission) {
    return Loops.voltage(pairing, bounds, variable.isEmpty() ? "V_m" : variable, transmission);
  }
}
