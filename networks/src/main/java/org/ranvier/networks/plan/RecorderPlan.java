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

    /** The same at another interval; null: at spikes. */
    public States interval(@Nullable Quantity<Time> of) {
      return new States(neurons, variables, of, fromStart);
    }

    /** The same whose first sample is at 0 ms. */
    public States beginningAtStart() {
      return new States(neurons, variables, interval, true);
    }

    /** Names it in messages. */
    public String where() {
      return "recorder of population '" + neurons.population() + "'";
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
      implements RecorderPlan {
    /** The same at another interval; null: at spikes. */
    public Weights interval(@Nullable Quantity<Time> of) {
      return new Weights(projection, of, variable, from, to);
    }

    /** The same of another variable. */
    public Weights variable(String of) {
      return new Weights(projection, interval, of, from, to);
    }

    /** The same of synapses of these sources. */
    public Weights from(NeuronsPlan of) {
      return new Weights(projection, interval, variable, of, to);
    }

    /** The same of synapses on these targets. */
    public Weights to(NeuronsPlan of) {
      return new Weights(projection, interval, variable, from, of);
    }

    /** Names it in messages. */
    public String where() {
      return "weight recorder of projection " + projection;
    }
  }

  /** A parameter of neurons. */
  record Parameters(NeuronsPlan neurons, String parameter, Quantity<Time> interval) implements RecorderPlan {
    /** The same at another interval. */
    public Parameters interval(Quantity<Time> of) {
      return new Parameters(neurons, parameter, of);
    }

    /** Names it in messages. */
    public String where() {
      return "recorder of " + parameter + " of population '" + neurons.population() + "'";
    }
  }

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

    /** The same at another interval. */
    public Modulation interval(Quantity<Time> other) {
      return new Modulation(of, other, places);
    }

    /** The same at other places. */
    public Modulation places(List<Integer> others) {
      return new Modulation(of, interval, others);
    }

    /** Names it in messages. */
    public String where() {
      return "recorder of " + of;
    }
  }
}
