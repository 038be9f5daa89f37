package org.ranvier.networks;

import java.util.function.Function;
import org.ranvier.networks.plan.NeuronsPlan;
import org.ranvier.networks.plan.RecorderPlan;

/** Recorders of a plan. */
final class PlannedRecorders {
  private final Network network;
  private final Function<NeuronsPlan, Neurons> neurons;
  private final Function<String, Projection> projections;
  private final PlannedModulation modulation;

  PlannedRecorders(Network network, Function<NeuronsPlan, Neurons> neurons, Function<String, Projection> projections, PlannedModulation modulation) {
    this.network = network;
    this.neurons = neurons;
    this.projections = projections;
    this.modulation = modulation;
  }

  void add(RecorderPlan plan) {
    switch (plan) {
      case RecorderPlan.States s -> states(s);
      case RecorderPlan.Weights w -> weights(w);
      case RecorderPlan.Parameters p -> network.recordParameter(neurons.apply(p.neurons()), p.parameter()).every(p.interval());
      case RecorderPlan.Modulation m ->
          modulation.record(m.of()).every(m.interval()).at(m.places().stream().mapToInt(Integer::intValue).toArray());
    }
  }

  private void states(RecorderPlan.States plan) {
    StateRecorder r = network.record(neurons.apply(plan.neurons()), plan.variables().toArray(String[]::new));
    if (plan.interval() == null) {
      r.onSpikes();
    } else {
      r.every(plan.interval());
    }
    if (plan.fromStart()) {
      r.fromStart();
    }
  }

  private void weights(RecorderPlan.Weights plan) {
    WeightRecorder r = network.recordWeights(projections.apply(plan.projection()));
    if (plan.interval() == null) {
      r.onSpikes();
    } else {
      r.every(plan.interval());
    }
    PlannedNetwork.given(plan.variable(), r::variable);
    PlannedNetwork.given(plan.from(), n -> r.from(neurons.apply(n)));
    PlannedNetwork.given(plan.to(), n -> r.to(neurons.apply(n)));
  }
}
