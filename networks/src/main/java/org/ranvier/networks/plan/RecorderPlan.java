package org.ranvier.networks.plan;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;

/** What is sampled during a run. No recorder changes what is simulated. */
public sealed interface RecorderPlan {
  /**
   * State variables of neurons.
   *
   * @param interval null: at spikes
   * @param fromStart whether the state at 0 ms is the first sample
   */
  record States(NeuronsPlan neurons, List<String> variables, @Nullable Quantity<Time> interval, boolean fromStart) implements RecorderPlan {
    public States {
      variables = List.copyOf(variables);
    }
  }

  /**
   * Weights of a projection.
   *
   * @param interval null: at spikes
   * @param variable of the rule; null: the weight
   */
  record Weights(
      String projection, @Nullable Quantity<Time> interval, @Nullable String variable, @Nullable NeuronsPlan from, @Nullable NeuronsPlan to)
      implements RecorderPlan {}

  /** A parameter of neurons. */
  record Parameters(NeuronsPlan neurons, String parameter, Quantity<Time> interval) implements RecorderPlan {}

  /**
   * The concentration of a modulator, or the activation of a receptor.
   *
   * @param of its name
   * @param places all where none is named
   */
  record Modulation(String of, Quantity<Time> interval, List<Integer> places) implements RecorderPlan {
    public Modulation {
      places = List.copyOf(places);
    }
  }
}
