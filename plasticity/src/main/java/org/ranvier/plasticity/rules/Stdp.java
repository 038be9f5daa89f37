package org.ranvier.plasticity.rules;

import java.util.List;
import java.util.Locale;
import org.ranvier.plasticity.loops.PairLoops;
import org.ranvier.plasticity.loops.Pairing;
import org.ranvier.plasticity.loops.Triplets;
import org.ranvier.plasticity.lowrank.FactorRule;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticRule;

/**
 * Spike-timing-dependent plasticity: rules of pairs and triplets of spikes.
 *
 * <p>A pre-synaptic trace {@code dx/dt = -x/τ₊} rises by 1 when a spike of the source reaches the synapse, a post-synaptic one
 * {@code dy/dt = -y/τ₋} when one of the target does. At a post-synaptic spike the weight is potentiated by x, at a pre-synaptic
 * one depressed by y, as the weight dependence says:
 *
 * <pre>{@code
 * Stdp.pair().tauPlusMs(20).tauMinusMs(30).dependence(WeightDependence.multiplicative(0.01, 1.05, 100))
 * }</pre>
 *
 * <p>Weights are magnitudes in the unit of the receptor: an inhibitory synapse keeps its sign. A value that is not changed is
 * that of the paper named at the factory.
 */
public final class Stdp implements LearningRule {
  private enum Kind {
    HEBBIAN,
    ANTI_HEBBIAN,
    HOMEOSTATIC
  }

  private final Kind kind;
  private final Pairing pairing;
  private final WeightDependence dependence;
  private final Bounds bounds;
  private final Triplets amplitudes;
  private final PairLoops.Times times;
  private final double eta;
  private final double alpha;
  private final boolean spikeAtStart;

  private Stdp(
      Kind kind, Pairing pairing, WeightDependence dependence, Bounds bounds, Triplets amplitudes, PairLoops.Times times,
          double eta,
      double alpha, boolean spikeAtStart) {
    this.kind = kind;
    this.pairing = pairing;
    this.dependence = dependence;
    this.bounds = bounds;
    this.amplitudes = amplitudes;
    this.times = times;
    this.eta = eta;
    this.alpha = alpha;
    this.spikeAtStart = spikeAtStart;
  }

  /**
   * Pairs of spikes, all to all; additive with amplitudes 0.01 and 0.0105, τ₊ = τ₋ = 20 ms, and no upper bound until told
   * otherwise (Song, Miller & Abbott 2000, doi:10.1038/78829).
   */
  public static Stdp pair() {
    return new Stdp(
        Kind.HEBBIAN, Pairing.ALL_TO_ALL, WeightDependence.additive(0.01, 0.0105), Bounds.SIGN, Triplets.NONE,
        new PairLoops.Times(20, 20, 100, 100), 0, 0, false);
  }

  /**
   * Triplets of spikes, all to all (Pfister & Gerstner 2006, doi:10.1523/JNEUROSCI.1425-06.2006): {@code Δw = x·(A₂₊ + A₃₊·y₂)}
   * at a post-synaptic spike, {@code Δw = -y·(A₂₋ + A₃₋·x₂)} at a pre-synaptic one, x₂ and y₂ being traces with τ_x and τ_y of
   * the spikes before. The full model for visual cortex (their table 4).
   */
  public static Stdp triplet() {
    return new Stdp(
        Kind.HEBBIAN, Pairing.TRIPLET, WeightDependence.additive(1, 1), Bounds.SIGN, new Triplets(5e-10, 6.2e-3, 7e-3, 2.3e-4),
        new PairLoops.Times(16.8, 33.7, 101, 125), 0, 0, false);
  }

  /** The minimal model for visual cortex: A₂₊ = A₃₋ = 0. */
  public static Stdp minimalTriplet() {
    return triplet().amplitudes(new Triplets(0, 6.5e-3, 7.1e-3, 0)).times(new PairLoops.Times(16.8, 33.7, 101, 114));
  }

  /**
   * Pairs with the signs exchanged, as at some inhibitory and cerebellum-like synapses (Bell et al. 1997,
   * doi:10.1038/387278a0).
   */
  public static Stdp antiHebbian() {
    Stdp p = pair();
    return new Stdp(Kind.ANTI_HEBBIAN, p.pairing, p.dependence, p.bounds, p.amplitudes, p.times, 0, 0, false);
  }

  /**
   * Inhibitory plasticity that brings the target to a rate: {@code Δw = η·x} at a post-synaptic spike, {@code Δw = η·(y - α)}
   * at a pre-synaptic one, α = 2·ρ₀·τ for the rate ρ₀ (Vogels et al. 2011, doi:10.1126/science.1211095).
   *
   * @param eta change of the weight at a coincidence
   */
  public static Stdp homeostatic(double eta, double alpha) {
    if (!(Double.isFinite(eta) && Double.isFinite(alpha))) {
      throw new RanvierException("homeostatic STDP: eta = " + eta + " and alpha = " + alpha + " must be finite");
    }
    Stdp p = pair();
    return new Stdp(Kind.HOMEOSTATIC, p.pairing, p.dependence, p.bounds, p.amplitudes, p.times, eta, alpha, false);
  }

  /** How much a pairing changes a weight. */
  public Stdp dependence(WeightDependence dependence) {
    if (kind == Kind.HOMEOSTATIC) {
      throw new RanvierException("homeostatic STDP has no weight dependence; give its eta and alpha");
    }
    return new Stdp(kind, pairing, dependence, bounds, amplitudes, times, eta, alpha, spikeAtStart);
  }

  /** Hard bounds of the magnitude. */
  public Stdp bounds(Bounds bounds) {
    return new Stdp(kind, pairing, dependence, bounds, amplitudes, times, eta, alpha, spikeAtStart);
  }

  /** Which spikes make pairs. */
  public Stdp pairing(Pairing pairing) {
    if ((pairing == Pairing.TRIPLET) != (this.pairing == Pairing.TRIPLET)) {
      throw new RanvierException("pairing " + pairing + ": pairs come from Stdp.pair(), triplets from Stdp.triplet()");
    }
    return new Stdp(kind, pairing, dependence, bounds, amplitudes, times, eta, alpha, spikeAtStart);
  }

  /** Amplitudes of a triplet rule. */
  public Stdp amplitudes(Triplets amplitudes) {
    if (pairing != Pairing.TRIPLET) {
      throw new RanvierException("amplitudes of triplets belong to Stdp.triplet(); those of pairs to the weight dependence");
    }
    return new Stdp(kind, pairing, dependence, bounds, amplitudes, times, eta, alpha, spikeAtStart);
  }

  /** Time constant of the pre-synaptic trace. */
  public Stdp tauPlusMs(double tau) {
    return times(new PairLoops.Times(positive("tau_plus", tau), times.minusMs(), times.slowPlusMs(), times.slowMinusMs()));
  }

  /** Time constant of the post-synaptic trace. */
  public Stdp tauMinusMs(double tau) {
    return times(new PairLoops.Times(times.plusMs(), positive("tau_minus", tau), times.slowPlusMs(), times.slowMinusMs()));
  }

  /** Time constant of the slow pre-synaptic trace of triplets. */
  public Stdp tauXMs(double tau) {
    return times(new PairLoops.Times(times.plusMs(), times.minusMs(), positive("tau_x", tau), times.slowMinusMs()));
  }

  /** Time constant of the slow post-synaptic trace of triplets. */
  public Stdp tauYMs(double tau) {
    return times(new PairLoops.Times(times.plusMs(), times.minusMs(), times.slowPlusMs(), positive("tau_y", tau)));
  }

  /**
   * Takes each source to have fired at time 0, which matters where only nearest spikes make pairs: NEST's convention for {@code
   * stdp_nn_symm_synapse} and {@code stdp_nn_restr_synapse}.
   */
  public Stdp asIfSourcesFiredAtStart() {
    return new Stdp(kind, pairing, dependence, bounds, amplitudes, times, eta, alpha, true);
  }

  private Stdp times(PairLoops.Times times) {
    return new Stdp(kind, pairing, dependence, bounds, amplitudes, times, eta, alpha, spikeAtStart);
  }

  private static double positive(String name, double tau) {
    if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("STDP: " + name + " = " + tau + " ms must be above 0; 20 ms is usual");
    }
    return tau;
  }

  private PairRule rule() {
    return switch (kind) {
      case HEBBIAN -> PairRule.hebbian(dependence, bounds);
      case ANTI_HEBBIAN -> PairRule.antiHebbian(dependence, bounds);
      case HOMEOSTATIC -> PairRule.homeostatic(eta, alpha, bounds);
    };
  }

  @Override
  public String name() {
    return switch (kind) {
      case HEBBIAN -> pairing == Pairing.TRIPLET ? "triplet STDP" : "pair STDP";
      case ANTI_HEBBIAN -> "anti-Hebbian STDP";
      case HOMEOSTATIC -> "homeostatic STDP";
    };
  }

  @Override
  public String equations() {
    var text = new StringBuilder(name()).append(", ").append(pairing.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    text.append(", tau_plus = ").append(times.plusMs()).append(" ms, tau_minus = ").append(times.minusMs()).append(" ms");
    if (pairing == Pairing.TRIPLET) {
      text.append(", tau_x = ").append(times.slowPlusMs()).append(" ms, tau_y = ").append(times.slowMinusMs());
      text.append(" ms, ").append(amplitudes);
    }
    text.append(": ").append(rule().equations());
    text.append(spikeAtStart ? ", sources taken to have fired at 0" : "");
    return text.append(", bounds [").append(bounds.min()).append(", ").append(bounds.max()).append(']').toString();
  }

  @Override
  public String source() {
    return switch (kind) {
      case HEBBIAN -> pairing == Pairing.TRIPLET ? "Pfister & Gerstner 2006, doi:10.1523/JNEUROSCI.1425-06.2006"
          : "Song, Miller & Abbott 2000, doi:10.1038/78829; Morrison, Diesmann & Gerstner 2008, doi:10.1007/s00422-008-0233-1";
      case ANTI_HEBBIAN -> "Bell, Han, Sugawara & Grant 1997, doi:10.1038/387278a0";
      case HOMEOSTATIC -> "Vogels, Sprekeler, Zenke, Clopath & Gerstner 2011, doi:10.1126/science.1211095";
    };
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
  public FactorRule onFactors(String where) {
    if (pairing == Pairing.TRIPLET) {
      return LearningRule.super.onFactors(where);
    }
    if (pairing != Pairing.ALL_TO_ALL || spikeAtStart) {
      throw new RanvierException(
          where + ": " + name() + " of nearest spikes cannot be projected on factors, which know no pairs; give .pairing(Pairing.ALL_TO_ALL)");
    }
    Projectable.requireUnbounded(bounds, name(), where);
    if (kind == Kind.HOMEOSTATIC) {
      return new FactorRule(eta, eta, -eta * alpha, times.plusMs(), times.minusMs(), List.of());
    }
    WeightDependence.Additive additive = Projectable.additive(dependence, name(), where);
    return kind == Kind.HEBBIAN ? new FactorRule(additive.aPlus(), -additive.aMinus(), 0, times.plusMs(), times.minusMs(), List.of())
        : new FactorRule(-additive.aMinus(), additive.aPlus(), 0, times.plusMs(), times.minusMs(), List.of());
  }

  @Override
  public PlasticRule compile(Transmission transmission) {
    return new PairLoops(pairing, rule(), amplitudes, times, spikeAtStart, transmission);
  }
}
