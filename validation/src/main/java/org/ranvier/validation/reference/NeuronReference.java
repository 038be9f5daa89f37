package org.ranvier.validation.reference;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.library.IafPscExpMultisynapse;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.neuronmodels.stimuli.StepCurrent;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.engine.ProjectionSpec;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.recording.StateTrace;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/** Simulates a {@link ReferenceCase}: a source of spikes for each train, and the neuron. */
public final class NeuronReference {
  private static final int NEURON = 0; // index of its population, and its id

  private NeuronReference() {}

  /** Simulates the case, with weights of 8 bytes as NEST has them, and compares spikes and potential with the reference. */
  public static ReferenceResult compare(ReferenceCase reference) {
    return compare(reference, true);
  }

  /** The same with weights of 8 bytes or of 4. */
  public static ReferenceResult compare(ReferenceCase reference, boolean wideWeights) {
    var grid = new TimeGrid(reference.resolutionMs());
    var engine = new Engine(network(reference, grid, wideWeights));
    var spikes = new LongArrayList();
    engine.addListener(
        block -> {
          for (int step = 0; step < block.stepCount(); step++) {
            for (int k = block.begin(step); k < block.end(step); k++) {
              if (block.ids()[k] == NEURON) {
                spikes.add(block.firstStep() + step);
              }
            }
          }
        });
    engine.run(grid.steps(reference.durationMs(), reference.name() + ": duration_ms"), RunMonitor.NONE);
    StateTrace trace = engine.traces(false).getFirst();
    return ReferenceResult.of(reference, grid, trace.values()[0], spikes.toLongArray());
  }

  private static EngineSpec network(ReferenceCase reference, TimeGrid grid, boolean wideWeights) {
    NeuronModel model = model(reference);
    var values = ParameterValues.of(reference.name(), model.parameters(), 1, reference.parameterValues());
    var populations = new ArrayList<PopulationSpec>();
    populations.add(
        new PopulationSpec(
            "neuron", model.name(), 1, model.receptors().size(), model.kernel(reference.name(), values),
            (state, first, size) -> state.find("V_m").orElseThrow().values()[0] = reference.initialVoltage()));
    var projections = new ArrayList<ProjectionSpec>();
    for (ReferenceCase.Input input : reference.inputs()) {
      String name = reference.name() + ": input " + (projections.size() + 1);
      var times = SpikeTimes.of(new double[][] {input.times()});
      var one = ParameterValues.of(name, times.parameters(), 1, Map.of());
      populations.add(new PopulationSpec(name, times.name(), 1, 0, times.kernel(name, one), (state, first, size) -> {}));
      var synapse = new OneSynapse(input.weight(), grid.delaySteps(input.delay(), name + ": delay"));
      projections.add(new ProjectionSpec(name, populations.size() - 1, NEURON, receptor(name, model, input.receptor()), synapse, wideWeights));
    }
    List<StimulusSpec> currents =
        reference.currents().stream().map(c -> new StimulusSpec(NEURON, true, current(reference, c))).toList();
    return new EngineSpec(
        grid, 1, 1, populations, projections, currents, List.of(new ProbeSpec(NEURON, List.of("V_m"), new int[] {0}, 1)));
  }

  private static NeuronModel model(ReferenceCase reference) {
    boolean multisynapse = reference.model().equals("iaf_psc_exp_multisynapse") && reference.listLength() > 0;
    return multisynapse ? IafPscExpMultisynapse.of(reference.listLength()) : NeuronModels.find(reference.model());
  }

  /** Whether both simulators integrate the model exactly, so that nothing but rounding may differ. */
  public static boolean isExact(ReferenceCase reference) {
    return reference.model().startsWith("iaf_psc_");
  }

  private static ReceptorChoice receptor(String where, NeuronModel model, @Nullable String receptor) {
    if (receptor != null && receptor.matches("[1-9][0-9]?") && Integer.parseInt(receptor) <= model.receptors().size()) {
      return ReceptorChoice.always(Integer.parseInt(receptor) - 1);
    }
    int[] bySign =
        model
            .receptorsBySign()
            .orElseThrow(
                () ->
                    new RanvierException(
                        where + ": receptor " + receptor + " must be a number from 1 to " + model.receptors().size() + " for "
                            + model.name()));
    return new ReceptorChoice(bySign[0], bySign[1]);
  }

  private static StepCurrent current(ReferenceCase reference, ReferenceCase.Current current) {
    double on = current.onMs() + current.delayMs();
    double off = current.offMs() + current.delayMs();
    return new StepCurrent(reference.name(), 1, new double[] {on, off}, new double[][] {{current.amplitude()}, {0}});
  }
}
