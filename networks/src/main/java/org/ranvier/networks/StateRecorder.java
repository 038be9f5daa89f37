package org.ranvier.networks;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.time.TimeGrid;

/** Samples state variables of chosen neurons at an interval, or at their own spikes. */
public final class StateRecorder {
  private final Network network;
  private final Neurons neurons;
  private final List<String> variables;
  private Quantity<Time> interval = Units.ms(1);
  private boolean onSpikes;

  StateRecorder(Network network, Neurons neurons, List<String> variables) {
    this.network = network;
    this.neurons = neurons;
    this.variables = variables;
    if (variables.isEmpty()) {
      throw new RanvierException(
          "recorder of " + neurons.population().where() + ": name at least one variable of "
              + neurons.population().model().variables().stream().map(v -> v.name()).toList());
    }
    variables.forEach(neurons.population()::variable); // refuses unknown ones
  }

  /** Sets the interval, a multiple of the resolution. */
  public StateRecorder every(Quantity<Time> interval) {
    network.requireOpen();
    this.interval = interval;
    onSpikes = false;
    return this;
  }

  /** Samples each neuron at its own spikes: the values after the step in which it fires, reset included. */
  public StateRecorder onSpikes() {
    network.requireOpen();
    onSpikes = true;
    return this;
  }

  ProbeSpec spec(int population, TimeGrid grid) {
    if (onSpikes) {
      return ProbeSpec.onSpikes(population, variables, neurons.set().toArray());
    }
    String what = "recorder of " + neurons.population().where() + ": interval";
    long steps = grid.steps(Units.in(Units.MILLISECOND, interval, what), what);
    if (steps < 1 || steps > Integer.MAX_VALUE) {
      throw new RanvierException(
          what + " " + Units.text(interval) + " must be at least the resolution " + TimeGrid.trim(grid.resolutionMs())
          + " ms, and at most "
              + Integer.MAX_VALUE + " times as much");
    }
    return new ProbeSpec(population, variables, neurons.set().toArray(), (int) steps);
  }

  Neurons neurons() {
    return neurons;
  }
}
