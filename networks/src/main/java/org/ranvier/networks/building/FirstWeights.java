package org.ranvier.networks.building;

import java.util.Optional;
import org.ranvier.networks.space.Profile;
import org.ranvier.networks.values.Sampler;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.SynapseGenerator.WeightSign;

/** What a projection's description says of its first weights: their sign, which plastic ones keep, and the bounds of their rule. */
final class FirstWeights {
  private FirstWeights() {}

  /** The sign of all weights of a projection. Where all begin at 0 it is said, or the receptor's, or not to be known. */
  static WeightSign sign(Connection p, Sampler weight) {
    Optional<WeightSign> said = Optional.ofNullable(p.plan().sign());
    if (said.isPresent()) {
      checkSaid(p, weight, said.get());
      return said.get();
    }
    WeightSign drawn = WeightSign.of(weight.min(), weight.max());
    LearningRule rule = p.learning();
    if (!p.isPlastic() || weight.min() != 0 || weight.max() != 0 || !rule.keepsSign() || rule == LearningRule.none()) {
      return drawn;
    }
    return ofReceptor(p)
        .orElseThrow(
            () ->
                new RanvierException(
                    p.where() + ": all weights begin at 0, which has no sign, and " + rule.name()
                        + " keeps the sign of a weight; say it with .negativeWeights() where the synapses are inhibitory or .positiveWeights() where they"
                        + " are excitatory, or name the receptor with .receptor(…)"));
  }

  private static void checkSaid(Connection p, Sampler weight, WeightSign said) {
    boolean fits = said == WeightSign.NEGATIVE ? weight.max() <= 0 : weight.min() >= 0;
    if (!fits) {
      throw new RanvierException(
          p.where() + ": weight " + p.weight() + " may be " + (said == WeightSign.NEGATIVE ? "above" : "below") + " 0, but the projection has "
              + (said == WeightSign.NEGATIVE ? ".negativeWeights()" : ".positiveWeights()") + "; bound the weights on one side of 0, or leave that out");
    }
  }

  /** The sign of weights at a receptor that is named and is one of a pair between which signs choose. */
  private static Optional<WeightSign> ofReceptor(Connection p) {
    NeuronModel model = p.model();
    Optional<int[]> bySign = model.receptorsBySign();
    ReceptorChoice choice = p.receptorChoice();
    if (choice.positive() != choice.negative() || bySign.isEmpty()) {
      return choice.positive() != choice.negative() ? Optional.empty() : Optional.of(WeightSign.POSITIVE);
    }
    int[] pair = bySign.get();
    if (pair[0] == pair[1]) {
      return Optional.empty();
    }
    boolean negative = switch (model.receptors().get(choice.positive()).weights()) {
      case NOT_POSITIVE -> true;
      case NOT_NEGATIVE -> false;
      case ANY -> choice.positive() == pair[1];
    };
    return Optional.of(negative ? WeightSign.NEGATIVE : WeightSign.POSITIVE);
  }

  /** Drawn weights that lie outside the hard bounds of the rule are moved to the nearest bound; given ones are refused. */
  static Sampler bounded(Connection p, Sampler weight, WeightSign sign) {
    Bounds bounds = p.learning().bounds();
    boolean negative = sign == WeightSign.NEGATIVE;
    double low = negative ? -bounds.max() : bounds.min();
    double high = negative ? -bounds.min() : bounds.max();
    if (weight.min() >= low && weight.max() <= high) {
      return weight;
    }
    if (weight instanceof Sampler.Constant || weight instanceof Sampler.Listed || weight instanceof Profile.Values) {
      throw new RanvierException(
          p.where() + ": first weight " + p.weight() + " lies outside the bounds of " + p.learning().name() + ", whose weights have a magnitude from "
              + bounds.min() + " to " + bounds.max() + " " + p.receptorUnit() + "; begin within them, or give the rule wider ones with .bounds(…)");
    }
    return new Sampler.Clipped(weight, low, high);
  }
}
