package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;
import static org.ranvier.networks.IfGiven.when;

import java.util.List;
import java.util.function.Supplier;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.building.LowRankSpecs;
import org.ranvier.networks.building.Receptors;
import org.ranvier.networks.plan.FactorLearningPlan;
import org.ranvier.networks.plan.LowRankPlan;
import org.ranvier.networks.plan.NeuroreceptorPlan;
import org.ranvier.plasticity.lowrank.FactorSide;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.simulator.RanvierException;

/**
 * A projection whose matrix of weights has low rank: {@code W = w·L·diag(s)·Rᵀ}, with K modes. A spike of neuron {@code j} adds {@code R_kj} to each mode, and neuron
 * {@code i} receives {@code w·Σ_k s_k·L_ki·κ_k}: neither time nor memory is spent on single synapses. Receptors of modulators can act on the gains {@code s_k}
 * ({@link ModulatorReceptor#gates(LowRankProjection, int, org.ranvier.plasticity.receptors.Effect)}; Costacurta et al. 2024, NeurIPS).
 *
 * <pre>{@code
 * var loop = net.lowRank("loop", exc, exc).factors(left, right).weight(pA(20)).delay(ms(1)).tau(ms(100));
 * acetylcholine.receptor("M1", new Response.Proportional(1)).gates(loop, 0, new Effect.Between(0, 1));
 * }</pre>
 *
 * <p>{@linkplain #plastic Factors can learn}. Where targets live in continuous time there are no modes: each spike reaches all of them at its exact time, by the weights
 * that factors make, and only the memory of the matrix is saved. Weights of both signs come together in a mode, so it ends at one receptor, which takes both.
 */
public final class LowRankProjection {
  private final Draft draft;
  private final Neurons source;
  private final Neurons target;
  private final Supplier<List<NeuroreceptorPlan>> receptors; // of the network, as they are now
  private LowRankPlan plan;

  LowRankProjection(Draft draft, LowRankPlan plan, Neurons source, Neurons target, Supplier<List<NeuroreceptorPlan>> receptors) {
    this.draft = draft;
    this.plan = plan;
    this.source = source;
    this.target = target;
    this.receptors = receptors;
  }

  public String name() {
    return plan.name();
  }

  private LowRankProjection with(LowRankPlan changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /**
   * The factors of the matrix.
   *
   * @param left for each mode how strongly each target receives it
   * @param right for each mode how strongly each source feeds it
   */
  public LowRankProjection factors(double[][] left, double[][] right) {
    specs().requireFactors(left, right);
    requireGated(left.length);
    return with(plan.factors(left, right));
  }

  private void requireGated(int modes) {
    for (NeuroreceptorPlan receptor : receptors.get()) {
      for (NeuroreceptorPlan.Action a : receptor.actions()) {
        if (a instanceof NeuroreceptorPlan.Mode(String of, int mode, _) && of.equals(name()) && mode >= modes) {
          throw new RanvierException(
              where() + ": " + receptor.where() + " acts on mode " + mode + ", counted from 0, and there are factors for " + modes + "; give at least " + (mode + 1)
                  + " modes");
        }
      }
    }
  }

  /** The gains of the modes where no modulator acts on them; 1 until told otherwise. */
  public LowRankProjection gains(double... gains) {
    specs().requireFinite(gains, "gain");
    return with(plan.gains(gains));
  }

  /** What a factor of 1 at both ends delivers, in the unit of the receptor. */
  public LowRankProjection weight(Quantity<?> weight) {
    return with(plan.weight(weight));
  }

  /** How long spikes travel: at least a step. */
  public LowRankProjection delay(Quantity<Time> delay) {
    return with(plan.delay(delay));
  }

  /** Lets modes be low-passed with this time constant: a spike delivers as much in sum, spread over time. Without it, it arrives in one step. */
  public LowRankProjection tau(Quantity<Time> tau) {
    return with(plan.tau(tau));
  }

  /** The receptor at which it ends. */
  public LowRankProjection receptor(String receptor) {
    Receptors.choice(target.population().model(), receptor, where());
    return with(plan.receptor(receptor));
  }

  /**
   * Lets all factors learn by a rule of pairs. What it would do to the weight of each pair, in units of {@link #weight}, is projected on the factors: they
   * follow the gradient of {@code Σ_ij W_ij·dW_ij}, {@code dL_ik = s_k·Σ_j R_kj·dW_ij} and {@code dR_kj = s_k·Σ_i L_ik·dW_ij}, in {@code modes × neurons} operations a
   * step. Spikes of targets count after the delay, as those of sources do, so that pairs are timed as the neurons fired.
   *
   * @param rule additive and without bounds: {@code Stdp.pair()}, {@code Stdp.antiHebbian()}, {@code Stdp.homeostatic(…)}, {@code ThreeFactor}
   */
  public LowRankProjection plastic(LearningRule rule) {
    return plastic(rule, FactorSide.BOTH);
  }

  /** Lets the factors of one side learn by a rule of pairs, or those of both. */
  public LowRankProjection plastic(LearningRule rule, FactorSide side) {
    rule.onFactors(where());
    FactorLearningPlan p = plan.plasticity();
    return with(plan.plasticity(new FactorLearningPlan(rule, side, p != null && p.keepsNorms(), p != null && p.frozen())));
  }

  private FactorLearningPlan learning(String verb) {
    FactorLearningPlan p = plan.plasticity();
    if (p == null) {
      throw new RanvierException(where() + ": " + verb + " is of factors that learn; add .plastic(Stdp.pair().bounds(Bounds.NONE)) before it, or leave it out");
    }
    return p;
  }

  /** Keeps the norm of each mode's factors, of those that learn: after each change they are scaled back, so that they turn and do not grow. */
  public LowRankProjection keepingNorms() {
    FactorLearningPlan p = learning(".keepingNorms()");
    return with(plan.plasticity(new FactorLearningPlan(p.rule(), p.side(), true, p.frozen())));
  }

  /** Begins frozen: factors stay until {@link Simulation#thaw(LowRankProjection)}. */
  public LowRankProjection frozen() {
    FactorLearningPlan p = learning(".frozen()");
    return with(plan.plasticity(new FactorLearningPlan(p.rule(), p.side(), p.keepsNorms(), true)));
  }

  /** Adds to the targets in 8 bytes in place of 4; see {@link Projection#doubleWeights}. */
  public LowRankProjection doubleWeights() {
    return with(plan.inDoubleWeights());
  }

  /** Records what the modes deliver in a step, before their gains, at an interval; it is among the simulation's traces. */
  public LowRankProjection recorded(Quantity<Time> every) {
    return with(plan.recorded(every));
  }

  /** Takes all that a plan says besides its ends, by the verbs of a script: what they refuse is refused. */
  LowRankProjection as(LowRankPlan said) {
    when(said.left().length > 0 || said.right().length > 0, () -> factors(said.left(), said.right()));
    gains(said.gains());
    given(said.weight(), this::weight);
    given(said.delay(), this::delay);
    given(said.tau(), this::tau);
    given(said.receptor(), this::receptor);
    given(said.recorded(), this::recorded);
    when(said.doubleWeights(), this::doubleWeights);
    given(said.plasticity(), this::as);
    return this;
  }

  private void as(FactorLearningPlan said) {
    plastic(said.rule(), said.side());
    when(said.keepsNorms(), this::keepingNorms);
    when(said.frozen(), this::frozen);
  }

  /** Whether it is of this network. */
  boolean isOf(Draft other) {
    return draft == other;
  }

  int modes() {
    return plan.modes();
  }

  /** It with neurons that are known. */
  LowRankSpecs specs() {
    return new LowRankSpecs(plan, Population.group(source), Population.group(target));
  }

  String where() {
    return plan.where();
  }

  LowRankPlan plan() {
    return plan;
  }

  @Override
  public String toString() {
    return plan.toString();
  }
}
