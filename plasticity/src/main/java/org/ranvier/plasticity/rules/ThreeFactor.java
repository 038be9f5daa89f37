package org.ranvier.plasticity.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.loops.EligibilityTrace;
import org.ranvier.plasticity.loops.NestSlices;
import org.ranvier.plasticity.loops.ThreeFactorLoops;
import org.ranvier.plasticity.lowrank.FactorRule;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A rule of three factors: pairings of spikes write into eligibility traces of the synapse, and modulators turn these into changes of its
 * weight. It is put together from an eligibility, third factors, a weight dependence and bounds:
 *
 * <pre>{@code
 * ThreeFactor.of(EligibilityTrace.of(1000, ThirdFactor.of("dopamine").minus(0.02)))
 *     .dependence(WeightDependence.additive(0.12, 0.13))
 *     .tauPlusMs(20).tauMinusMs(20)
 *     .bounds(Bounds.upTo(200))
 * }</pre>
 *
 * <p>The weight dependence says how much a pairing changes the eligibility, given the weight at that moment. With two traces their changes add up.
 *
 * <p>Bounds are applied whenever the weight is brought up to date: at events of its synapse, and to the copy that is read or recorded. Between events the
 * weight is {@code w0 + ∫ f·c dt} clipped to the bounds as a whole; where the integral leaves them and comes back it is not stopped there.
 */
public final class ThreeFactor implements LearningRule {
  private final String name;
  private final String source;
  private final List<EligibilityTrace> traces;
  private final WeightDependence dependence;
  private final Bounds bounds;
  private final double plusMs;
  private final double minusMs;
  private final @Nullable NestSlices nest;

  private ThreeFactor(
      String name, String source, List<EligibilityTrace> traces, WeightDependence dependence, Bounds bounds, double plusMs,
      double minusMs, @Nullable NestSlices nest) {
    this.name = name;
    this.source = source;
    this.traces = List.copyOf(traces);
    this.dependence = dependence;
    this.bounds = bounds;
    this.plusMs = plusMs;
    this.minusMs = minusMs;
    this.nest = nest;
  }

  /**
   * A rule of one or two traces. Until told otherwise pairings are additive with 0.1 and 0.1, τ₊ = τ₋ = 20 ms, and the weight keeps its
   * sign.
   */
  public static ThreeFactor of(EligibilityTrace... traces) {
    if (traces.length == 0 || traces.length > 2) {
      throw new RanvierException("three-factor rule: " + traces.length + " eligibility traces; give one or two");
    }
    return new ThreeFactor(
        "three-factor rule", "Frémaux & Gerstner 2016, doi:10.3389/fncir.2015.00085", List.of(traces), WeightDependence.additive(0.1, 0.1),
        Bounds.SIGN, 20, 20, null);
  }

  private ThreeFactor named(String name, String source) {
    return new ThreeFactor(name, source, traces, dependence, bounds, plusMs, minusMs, nest);
  }

  /**
   * Reward-modulated STDP (Izhikevich 2007, doi:10.1093/cercor/bhl152): {@code dc/dt = -c/τ_c + STDP}, {@code dw/dt = c·d}, with τ_c = 1 s,
   * τ₊ = τ₋ = 20 ms and amplitudes 0.1 and 0.15.
   *
   * @param dopamine the third factor, {@code d}
   */
  public static ThreeFactor rewardStdp(ThirdFactor dopamine) {
    return of(EligibilityTrace.of(1000, dopamine))
        .dependence(WeightDependence.additive(0.1, 0.15))
        .named("reward-modulated STDP", "Izhikevich 2007, doi:10.1093/cercor/bhl152");
  }

  /**
   * Dopamine-modulated STDP with a baseline (Potjans, Morrison & Diesmann 2010, doi:10.3389/fncom.2010.00141; NEST's {@code
   * stdp_dopamine_synapse}): {@code dw/dt = c·(n - b)}, with τ_c = 1 s and amplitudes 1 and 1.5.
   *
   * @param dopamine name of the modulator {@code n}, whose spikes each release {@code 1/τ_n} in that publication
   * @param baseline {@code b}
   */
  public static ThreeFactor dopamineStdp(String dopamine, double baseline) {
    return of(EligibilityTrace.of(1000, ThirdFactor.of(dopamine).minus(baseline)))
        .dependence(WeightDependence.additive(1, 1.5))
        .named("dopamine-modulated STDP", "Potjans, Morrison & Diesmann 2010, doi:10.3389/fncom.2010.00141");
  }

  /**
   * Modulated STDP without eligibility trace, MSTDP (Florian 2007, doi:10.1162/neco.2007.19.6.1468): {@code Δw = γ·r(t + δt)·ζ(t)}, where
   * {@code ζ} is the pair rule's change at the spikes of step {@code t} and {@code r} the reward of the next; {@code A₊ = 1, A₋ = -1},
   * τ₊ = τ₋ = 20 ms. Weights may change their sign.
   *
   * @param reward name of a momentary modulator
   * @param gamma learning rate {@code γ}
   */
  public static ThreeFactor mstdp(String reward, double gamma) {
    return of(new EligibilityTrace(0, 1, 1, gamma, ThirdFactor.of(reward)))
        .dependence(WeightDependence.additive(1, 1))
        .bounds(Bounds.NONE)
        .named("MSTDP", "Florian 2007, doi:10.1162/neco.2007.19.6.1468");
  }

  /**
   * Modulated STDP with eligibility trace, MSTDPET (Florian 2007): {@code dz/dt = -z/τ_z + ζ/τ_z}, {@code dw/dt = γ·r·z}, with τ_z = 25 ms.
   *
   * @param reward name of a momentary modulator, whose value {@code r} lasts for a step
   * @param gamma learning rate per ms
   */
  public static ThreeFactor mstdpet(String reward, double gamma) {
    return of(new EligibilityTrace(25, 1.0 / 25, 1.0 / 25, gamma, ThirdFactor.of(reward)))
        .dependence(WeightDependence.additive(1, 1))
        .bounds(Bounds.NONE)
        .named("MSTDPET", "Florian 2007, doi:10.1162/neco.2007.19.6.1468");
  }

  /**
   * TD-LTP (Frémaux, Sprekeler & Gerstner 2013, doi:10.1371/journal.pcbi.1003024): {@code dw/dt = δ(t)·([Y_i·(X_j∘ε)]∘κ)(t)}. A spike of the target counts as
   * much as the source's post-synaptic potential {@code ε = e^(-s/τ₊)} then, filtered by {@code κ(s) = (e^(-s/τ) - e^(-s/ν))/(τ - ν)}, and is learnt from as far as
   * things come better than expected. Actors and critics learn by it alike. τ₊ = 20 ms.
   *
   * @param error the temporal-difference error {@code δ}, of {@link TdError} or any other
   * @param tauMs {@code τ}, 200 ms in the publication
   * @param riseMs {@code ν}, 50 ms in the publication
   */
  public static ThreeFactor tdLtp(ThirdFactor error, double tauMs, double riseMs) {
    if (!(tauMs > riseMs && riseMs > 0 && tauMs < Double.POSITIVE_INFINITY)) {
      throw new RanvierException(
          "TD-LTP: the time constant " + TimeGrid.trim(tauMs) + " ms of the eligibility must be above that of its rise, " + TimeGrid.trim(riseMs)
              + " ms, and that above 0");
    }
    double c = 1 / (tauMs - riseMs);
    return of(new EligibilityTrace(tauMs, 1, 0, c, error), new EligibilityTrace(riseMs, 1, 0, -c, error))
        .dependence(WeightDependence.additive(1, 0))
        .named("TD-LTP", "Frémaux, Sprekeler & Gerstner 2013, doi:10.1371/journal.pcbi.1003024");
  }

  /** TD-LTP with the published time constants of 200 and 50 ms. */
  public static ThreeFactor tdLtp(ThirdFactor error) {
    return tdLtp(error, 200, 50);
  }

  /**
   * Covariance rule: {@code dw/dt = (R - R̄)·c} (Legenstein, Pecevski & Maass 2008, doi:10.1371/journal.pcbi.1000180): only a reward other
   * than expected teaches.
   *
   * @param reward name of the modulator {@code R}
   * @param expected name of its running mean {@code R̄}
   */
  public static ThreeFactor covariance(String reward, String expected) {
    return of(EligibilityTrace.of(1000, ThirdFactor.of(reward).minus(ThirdFactor.of(expected))))
        .named("covariance rule", "Legenstein, Pecevski & Maass 2008, doi:10.1371/journal.pcbi.1000180");
  }

  /**
   * Hebbian learning under a gate: each coincidence of pre- and post-synaptic spikes, in either order, counts as far as the gate is open,
   * {@code dw/dt = g(S)·c} with {@code g = mS/(1 + mS)} for a surprise {@code S} (Faraji, Preuschoff & Gerstner 2018,
   * doi:10.1162/neco_a_01025).
   *
   * @param surprise the third factor {@code S}
   * @param m how readily one is surprised
   */
  public static ThreeFactor gatedHebb(ThirdFactor surprise, double m) {
    return of(EligibilityTrace.of(200, surprise.surprising(m)))
        .dependence(WeightDependence.additive(0.1, -0.1))
        .named("gated Hebbian rule", "Faraji, Preuschoff & Gerstner 2018, doi:10.1162/neco_a_01025");
  }

  /**
   * Separate traces of potentiation and depression, each turned into a change by a modulator of its own (He et al. 2015,
   * doi:10.1016/j.neuron.2015.09.037): {@code dw/dt = f₊·c₊ - f₋·c₋}. The form is ours; time constants are 5 s and 2.5 s.
   *
   * @param potentiating e.g. noradrenaline
   * @param depressing e.g. serotonin
   */
  public static ThreeFactor dualTrace(ThirdFactor potentiating, ThirdFactor depressing) {
    return of(new EligibilityTrace(5000, 1, 0, 1, potentiating), new EligibilityTrace(2500, 0, 1, 1, depressing))
        .named("dual-trace rule", "He et al. 2015, doi:10.1016/j.neuron.2015.09.037");
  }

  /**
   * Fast weights, Backpropamine (Miconi, Rawal, Clune & Stanley 2019, arXiv:2002.10585): {@code w = w₀ + α·H} with {@code τ·dE/dt = -E + pairings}, {@code dH/dt =
   * M·E}. A coincidence of spikes counts as much as the trace of the earlier one, in either order, which is what {@code x_i·x_j} of rates becomes. The
   * publication keeps {@code H} within -1 and 1: bounds {@code w₀ - α} and {@code w₀ + α} do that where all begin alike.
   *
   * @param modulator the third factor {@code M}, of either sign
   * @param alpha {@code α}
   * @param tauMs {@code τ}
   */
  public static ThreeFactor fastWeights(ThirdFactor modulator, double alpha, double tauMs) {
    double tau = positive("tau", tauMs);
    return of(new EligibilityTrace(tau, 1 / tau, 1 / tau, alpha, modulator))
        .dependence(WeightDependence.additive(1, -1))
        .bounds(Bounds.NONE)
        .named("fast weights", "Miconi, Rawal, Clune & Stanley 2019, arXiv:2002.10585");
  }

  /** How much a pairing changes the eligibility. */
  public ThreeFactor dependence(WeightDependence dependence) {
    return new ThreeFactor(name, source, traces, dependence, bounds, plusMs, minusMs, nest);
  }

  /** Hard bounds of the weight's magnitude. */
  public ThreeFactor bounds(Bounds bounds) {
    return new ThreeFactor(name, source, traces, dependence, bounds, plusMs, minusMs, nest);
  }

  /** Time constant of the pre-synaptic trace. */
  public ThreeFactor tauPlusMs(double tau) {
    return new ThreeFactor(name, source, traces, dependence, bounds, positive("tau_plus", tau), minusMs, nest);
  }

  /** Time constant of the post-synaptic trace. */
  public ThreeFactor tauMinusMs(double tau) {
    return new ThreeFactor(name, source, traces, dependence, bounds, plusMs, positive("tau_minus", tau), nest);
  }

  /** Time constant of the eligibility of all traces. */
  public ThreeFactor tauEligibilityMs(double tau) {
    var changed = new ArrayList<EligibilityTrace>();
    for (EligibilityTrace t : traces) {
      changed.add(new EligibilityTrace(positive("tau_c", tau), t.potentiation(), t.depression(), t.gain(), t.factor()));
    }
    return new ThreeFactor(name, source, changed, dependence, bounds, plusMs, minusMs, nest);
  }

  /** Learning rate: a factor of what all traces do to the weight. */
  public ThreeFactor rate(double eta) {
    var changed = new ArrayList<EligibilityTrace>();
    for (EligibilityTrace t : traces) {
      changed.add(new EligibilityTrace(t.tauMs(), t.potentiation(), t.depression(), eta * t.gain(), t.factor()));
    }
    return new ThreeFactor(name, source, changed, dependence, bounds, plusMs, minusMs, nest);
  }

  /**
   * Lets events come in the order in which NEST's {@code stdp_dopamine_synapse} learns of them, for comparisons. It differs where a
   * post-synaptic spike or a release of dopamine follows a pre-synaptic spike within a slice.
   */
  public ThreeFactor asNestOrdersEvents(NestSlices slices) {
    if (traces.size() != 1 || modulators().size() != 1) {
      throw new RanvierException(name + ": NEST's order of events is defined for one eligibility trace and one modulator");
    }
    return new ThreeFactor(name, source, traces, dependence, bounds, plusMs, minusMs, slices);
  }

  @Override
  public Optional<LearningRule> times(ThirdFactor factor) {
    var changed = new ArrayList<EligibilityTrace>();
    for (EligibilityTrace t : traces) {
      changed.add(new EligibilityTrace(t.tauMs(), t.potentiation(), t.depression(), t.gain(), new ThirdFactor.Product(t.factor(), factor)));
    }
    return Optional.of(new ThreeFactor(name, source, changed, dependence, bounds, plusMs, minusMs, nest));
  }

  private static double positive(String name, double tau) {
    if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("three-factor rule: " + name + " = " + tau + " ms must be above 0");
    }
    return tau;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String equations() {
    var text = new StringBuilder(name).append(": c ").append(dependence.equations().replace("w +=", "+=").replace("w -=", "-="));
    text.append(", tau_plus = ").append(plusMs).append(" ms, tau_minus = ").append(minusMs).append(" ms");
    traces.forEach(t -> text.append("; ").append(t));
    text.append(nest == null ? "" : ", events in NEST's order");
    return text.append(", bounds [").append(bounds.min()).append(", ").append(bounds.max()).append(']').toString();
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
  public Set<String> modulators() {
    var names = new LinkedHashSet<String>();
    traces.forEach(t -> names.addAll(t.factor().modulators()));
    return names;
  }

  @Override
  public FactorRule onFactors(String where) {
    if (nest != null) {
      throw new RanvierException(where + ": " + name + " cannot be projected on factors with events in NEST's order; give the same rule in the usual order");
    }
    Projectable.requireUnbounded(bounds, name, where);
    WeightDependence.Additive additive = Projectable.additive(dependence, name, where);
    return new FactorRule(additive.aPlus(), -additive.aMinus(), 0, plusMs, minusMs, traces);
  }

  @Override
  public PlasticRule compile(Transmission transmission) {
    return new ThreeFactorLoops(PairRule.hebbian(dependence, Bounds.NONE), bounds, plusMs, minusMs, traces, transmission, nest, Integer.MAX_VALUE);
  }
}
