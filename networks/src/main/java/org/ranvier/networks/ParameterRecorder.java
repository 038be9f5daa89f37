package org.ranvier.networks;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** Samples a parameter of chosen neurons at an interval: one that is adapted, modulated, or changed at times. */
public final class ParameterRecorder {
  private final Network network;
  private final Neurons neurons;
  private final Parameter parameter;
  private Quantity<Time> interval = Units.ms(100);

  ParameterRecorder(Network network, Neurons neurons, String parameter) {
    network.requireOpen();
    network.requireMember(neurons);
    this.network = network;
    this.neurons = neurons;
    this.parameter = neurons.population().parameter(parameter);
  }

  /** Sets the interval, a multiple of the resolution; every 100 ms unless told otherwise. */
  public ParameterRecorder every(Quantity<Time> interval) {
    network.requireOpen();
    this.interval = interval;
    return this;
  }

  RecorderPlan plan() {
    return new RecorderPlan.Parameters(neurons.plan(), parameter.name(), interval);
  }

  Neurons neurons() {
    return neurons;
  }

  Parameter parameter() {
    return parameter;
  }

  long intervalSteps(TimeGrid grid) {
    String what = "recorder of " + parameter.name() + " of " + neurons.population().where() + ": interval";
    long steps = grid.steps(Units.in(Units.MILLISECOND, interval, what), what, 1, "");
    if (steps < 1) {
      throw new RanvierException(
          what + " " + Units.text(interval) + " must be at least the resolution " + TimeGrid.trim(grid.resolutionMs()) + " ms");
    }
    return steps;
  }
}
