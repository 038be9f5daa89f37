package org.ranvier.networks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Samples state variables of chosen neurons at an interval, or at their own spikes. The name of a receptor stands for the sum of the weights
 * that arrive there in the step that a sample ends, whether from synapses or stimuli.
 */
public final class StateRecorder {
  private static final String MEND = "samples are taken either at an interval or at spikes: leave one of them out, or add a second recorder";

  private final Network network;
  private final Neurons neurons;
  private final List<String> variables;
  private Quantity<Time> interval = Units.ms(1);
  private boolean onSpikes;
  private final OneOf sampling = new OneOf();
  private boolean fromStart;

  StateRecorder(Network network, Neurons neurons, List<String> variables) {
    this.network = network;
    this.neurons = neurons;
    this.variables = variables;
    if (variables.isEmpty()) {
      throw new RanvierException(
          "recorder of " + neurons.population().where() + ": name at least one variable of "
              + neurons.population().model().variables().stream().map(v -> v.name()).toList());
    }
    variables.stream().filter(v -> receptor(v).isEmpty()).forEach(neurons.population()::variable); // refuses unknown ones
  }

  /** The receptor of that name, where no state variable has it. */
  private Optional<ProbeSpec.Receptor> receptor(String name) {
    NeuronModel model = neurons.population().model();
    if (neurons.population().hasVariable(name)) {
      return Optional.empty();
    }
    return IntStream.range(0, model.receptors().size()).filter(r -> model.receptors().get(r).name().equals(name)).boxed().findFirst()
        .map(r -> new ProbeSpec.Receptor(r, model.receptors().get(r).unit()));
  }

  private Map<String, ProbeSpec.Receptor> receptors() {
    var receptors = new LinkedHashMap<String, ProbeSpec.Receptor>();
    variables.forEach(v -> receptor(v).ifPresent(r -> receptors.put(v, r)));
    return receptors;
  }

  /** Sets the interval, a multiple of the resolution. */
  public StateRecorder every(Quantity<Time> interval) {
    network.requireOpen();
    sampling.say(where(), ".every(…)", MEND);
    this.interval = interval;
    return this;
  }

  /** Samples each neuron at its own spikes: the values after the step in which it fires, reset included. */
  public StateRecorder onSpikes() {
    network.requireOpen();
    sampling.say(where(), ".onSpikes()", MEND);
    requireNoStart(fromStart);
    onSpikes = true;
    return this;
  }

  /** Takes the state at the start of the simulation as the first sample, at 0 ms. */
  public StateRecorder fromStart() {
    network.requireOpen();
    requireNoStart(onSpikes);
    fromStart = true;
    return this;
  }

  private void requireNoStart(boolean refused) {
    if (refused) {
      throw new RanvierException(where() + ": .fromStart() and .onSpikes() exclude each other, for no neuron fires at 0 ms; leave one of them out");
    }
  }

  private String where() {
    return "recorder of " + neurons.population().where();
  }

  /** One that is added as a simulation goes on. */
  static StateRecorder live(Network network, Neurons neurons, Quantity<Time> interval, boolean onSpikes, String... variables) {
    var recorder = new StateRecorder(network, neurons, List.of(variables));
    recorder.interval = interval;
    recorder.onSpikes = onSpikes;
    return recorder;
  }

  ProbeSpec spec(int population, TimeGrid grid) {
    if (onSpikes) {
      return ProbeSpec.onSpikes(population, variables, neurons.set().toArray()).withReceptors(receptors());
    }
    String what = "recorder of " + neurons.population().where() + ": interval";
    long steps = grid.steps(Units.in(Units.MILLISECOND, interval, what), what, 1, "");
    if (steps < 1 || steps > Integer.MAX_VALUE) {
      throw new RanvierException(
          what + " " + Units.text(interval) + " must be at least the resolution " + TimeGrid.trim(grid.resolutionMs())
          + " ms, and at most "
              + Integer.MAX_VALUE + " times as much");
    }
    var spec = new ProbeSpec(population, variables, neurons.set().toArray(), (int) steps, receptors());
    return fromStart ? spec.sampledFromStart() : spec;
  }

  RecorderPlan plan() {
    return new RecorderPlan.States(neurons.plan(), variables, onSpikes ? null : interval, fromStart);
  }

  Neurons neurons() {
    return neurons;
  }
}
