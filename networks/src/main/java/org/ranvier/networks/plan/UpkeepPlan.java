package org.ranvier.networks.plan;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Frequency;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.plasticity.homeostasis.Normalisation.Norm;
import org.ranvier.plasticity.structure.GrowthCurve;
import org.ranvier.plasticity.structure.Turnover.Keeping;

/** What keeps a network in shape, at an interval of its own. */
public sealed interface UpkeepPlan {
  /** How often it is done. */
  Quantity<Time> interval();

  /**
   * Normalises the weights of each neuron.
   *
   * @param part of the way that is gone each time
   */
  record Normalising(List<String> projections, Norm norm, @Nullable Quantity<?> value, double part, Quantity<Time> interval) implements UpkeepPlan {
    public Normalising {
      projections = List.copyOf(projections);
    }
  }

  /**
   * Scales the weights of each neuron towards a rate.
   *
   * @param strength relative change for a spike too few
   * @param integral the same for each second after it
   * @param largest magnitude of a weight
   */
  record Scaling(
      List<String> projections, @Nullable Quantity<Frequency> rate, double strength, double integral, Quantity<Time> averaging,
      @Nullable Quantity<?> largest, Quantity<Time> interval) implements UpkeepPlan {
    public Scaling {
      projections = List.copyOf(projections);
    }
  }

  /**
   * Changes a parameter of each neuron with its rate.
   *
   * @param change for a spike, in the parameter's unit, or as a part of its value
   * @param relative whether it is a part
   * @param least value, in the parameter's unit; null: none
   * @param largest value
   */
  record Adapting(
      NeuronsPlan neurons, String parameter, @Nullable Quantity<Frequency> rate, double change, boolean relative, @Nullable Double least,
      @Nullable Double largest, Quantity<Time> averaging, Quantity<Time> interval) implements UpkeepPlan {}

  /** Lets synapses of a projection go and others grow. */
  record Rewiring(
      String projection, @Nullable Replacing replacing, @Nullable Double sprouting, @Nullable Growing growing, @Nullable SynapticValue<?> weight,
      boolean autapses, boolean multapses, Quantity<Time> interval) implements UpkeepPlan {}

  /**
   * Synapses that are pruned, and replaced.
   *
   * @param upTo magnitude
   * @param weakest part of each target's synapses
   * @param keeping what stays as it was; null: not given
   * @param regrowth probability that one is replaced; null: not given
   */
  record Replacing(@Nullable Quantity<?> upTo, @Nullable Double weakest, @Nullable Keeping keeping, @Nullable Double regrowth) {}

  /**
   * Synaptic elements that synapses follow.
   *
   * @param axonal null: not given
   * @param vacant elements in the beginning; null: not given
   * @param averaging time constant of the rate; null: not given
   */
  record Growing(@Nullable GrowthCurve axonal, @Nullable GrowthCurve dendritic, @Nullable Double vacant, @Nullable Quantity<Time> averaging) {}
}
