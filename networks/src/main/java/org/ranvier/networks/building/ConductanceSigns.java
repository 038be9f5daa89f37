package org.ranvier.networks.building;

import org.ranvier.networks.space.Profile;
import org.ranvier.networks.values.Sampler;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Keeps conductances from falling below 0: a receptor that opens one takes weights of one sign only.
 *
 * @param where what the weights belong to, for messages
 */
public record ConductanceSigns(String where, NeuronModel model, ReceptorChoice choice) {

  /** The same for weights that all end at one of the receptors, as those of a plastic projection do, whatever becomes of them. */
  public ConductanceSigns only(boolean positive) {
    return new ConductanceSigns(where, model, ReceptorChoice.always(positive ? choice.positive() : choice.negative()));
  }

  /** Refuses a weight; weights at least 0 end at the one receptor of the choice, others at the other one. */
  public void check(double weight) {
    Receptor at = at(weight >= 0);
    if (!at.weights().allow(weight)) {
      throw refusal(at, "weight " + TimeGrid.trim(weight));
    }
  }

  /** Refuses weights that are known; of those that are drawn each is looked at as it is drawn, where some may be wrong. */
  public Sampler checked(Sampler weight) {
    boolean above = weight.max() > 0 && !at(true).weights().allow(weight.max());
    boolean below = weight.min() < 0 && !at(false).weights().allow(weight.min());
    if (!above && !below) {
      return weight;
    }
    if (weight instanceof Sampler.Listed list) {
      for (double w : list.values()) {
        check(w);
      }
    } else if (weight instanceof Profile.Values) {
      check(above ? weight.max() : weight.min());
    } else if (weight.min() > 0 || weight.max() < 0) {
      check(above ? weight.min() : weight.max()); // all are wrong
    }
    return new Drawn(weight, this);
  }

  /** Refuses changes of a weight that need not keep its sign. */
  public void checkChanging(boolean positive, String what) {
    Receptor at = at(positive);
    if (at.weights() != Receptor.Weights.ANY) {
      throw refusal(at, "a weight that " + what + " may change to either sign");
    }
  }

  private Receptor at(boolean positive) {
    return model.receptors().get(positive ? choice.positive() : choice.negative());
  }

  private RanvierException refusal(Receptor at, String what) {
    String mend = switch (at.weights()) {
      case NOT_POSITIVE -> "a negative weight opens it";
      default -> "inhibition is a conductance, too, at a receptor of its own";
    };
    return new RanvierException(
        where + ": " + what + " at the receptor " + at.name() + " of " + model.name() + " would make a conductance negative; it takes weights of "
            + at.weights() + " " + at.unit() + " (" + mend + ")");
  }

  /** Looks at what it draws. */
  private record Drawn(Sampler of, ConductanceSigns signs) implements Sampler {
    @Override
    public double draw(RandomStream random) {
      double weight = of.draw(random);
      signs.check(weight);
      return weight;
    }

    @Override
    public double min() {
      return of.min();
    }

    @Override
    public double max() {
      return of.max();
    }

    @Override
    public double spread() {
      return of.spread();
    }
  }
}
