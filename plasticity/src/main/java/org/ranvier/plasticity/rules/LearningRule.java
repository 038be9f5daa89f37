package org.ranvier.plasticity.rules;

import java.util.Optional;
import java.util.Set;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.loops.Loops;
import org.ranvier.plasticity.lowrank.FactorRule;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticRule;

/** How the weights of a projection change. A value: it is described once and used by any number of projections. */
public interface LearningRule {
  /** The name of the rule. */
  String name();

  /** Its equations and parameters. */
  String equations();

  /** The publication. */
  String source();

  /** Whether no weight ever changes its sign, so that all weights of a projection must have one. */
  boolean keepsSign();

  /** Hard bounds of the magnitude of its weights. */
  default Bounds bounds() {
    return Bounds.NONE;
  }

  /** The names of the neuromodulators that it needs. */
  default Set<String> modulators() {
    return Set.of();
  }

  /**
   * The rule for synapses at a receptor of a model. Rules that read variables of their targets find them here.
   *
   * @param target model of the targets
   * @param receptor name of the receptor
   * @param where names the projection, in messages
   * @throws org.ranvier.simulator.RanvierException where the model lacks what the rule needs
   */
  default LearningRule onto(NeuronModel target, String receptor, String where) {
    return this;
  }

  /**
   * The rule for targets of these parameters; asked after {@link #onto}.
   *
   * @param where names the projection, in messages
   * @throws org.ranvier.simulator.RanvierException where they do not fit
   */
  default LearningRule with(ParameterValues targets, String where) {
    return this;
  }

  /** Why it cannot learn from exact spike times, whatever its targets; nothing if it can, or if {@link #compile} knows. */
  default Optional<String> needsGrid() {
    return Optional.empty();
  }

  /**
   * The same rule, whose changes are multiplied by a factor that goes with modulators; nothing where it has no place for one.
   *
   * @param factor taken at the time of the change
   */
  default Optional<LearningRule> times(ThirdFactor factor) {
    return Optional.empty();
  }

  /** The names of the readouts that it learns from. */
  default Set<String> readouts() {
    return Set.of();
  }

  /**
   * The rule for the factors of a projection of low rank, on which its changes are projected.
   *
   * @param where names the projection, in messages
   * @throws RanvierException where its changes are not those of pairs of spikes alone
   */
  default FactorRule onFactors(String where) {
    throw new RanvierException(
        where + ": " + name() + " cannot be projected on factors, for its changes follow from more than pairs of spikes; give additive rules of pairs, as"
            + " Stdp.pair() or ThreeFactor.rewardStdp(…), or write the matrix out with net.connect(…).plastic(…)");
  }

  /** The rule as the engine sees it, with what its synapses deliver of their weights. */
  PlasticRule compile(Transmission transmission);

  /** Weights that do not change, for projections with short-term plasticity alone. */
  static LearningRule none() {
    return Unchanging.RULE;
  }

  /** See {@link #none}. */
  record Unchanging() implements LearningRule {
    private static final LearningRule RULE = new Unchanging();

    @Override
    public String name() {
      return "static";
    }

    @Override
    public String equations() {
      return "weights do not change";
    }

    @Override
    public String source() {
      return "no publication";
    }

    @Override
    public boolean keepsSign() {
      return false;
    }

    @Override
    public PlasticRule compile(Transmission transmission) {
      return Loops.unchanging(transmission);
    }
  }
}
