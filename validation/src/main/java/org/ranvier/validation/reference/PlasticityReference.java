package org.ranvier.validation.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.plastic.Dendrite;
import org.ranvier.simulator.plastic.EventRecorder;
import org.ranvier.simulator.plastic.EventRecorder.WeightEvent;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/** Simulates a {@link PlasticityCase}: two neurons that fire at given times, and the synapse. */
public final class PlasticityReference {
  /** With weights of 4 bytes, where each update rounds at 6e-8. */
  public static final double TOLERANCE = 1e-5;

  /** With weights of 8 bytes. */
  public static final double WIDE_TOLERANCE = 1e-9;

  private PlasticityReference() {}

  /**
   * Simulates the case and compares what the synapse delivers at each spike.
   *
   * @param wide whether the weight takes 8 bytes
   * @return the largest relative error
   */
  public static double largestError(PlasticityCase reference, boolean wide) {
    var grid = new TimeGrid(reference.resolutionMs());
    PlasticRule rule = NestRules.of(reference);
    var synapse = new OneSynapse(reference.parameter("weight"), grid.delaySteps(reference.delayMs(), reference.name()
        + ": delay_ms"));
    var projection =
        new PlasticProjection("synapse", 0, 1, ReceptorChoice.always(0), synapse, rule, Dendrite.ALL, wide);
    List<PopulationSpec> neurons =
        List.of(source("pre", reference.preMs()), source("post", reference.postMs()), source("dopamine", reference.dopamine()));
    var spec =
        new EngineSpec(
            grid, 1, 1, neurons, List.of(), List.of(), List.of())
            .withPlastic(List.of(projection))
            .withFields(NestRules.modulators(reference, 2, grid));
    var engine = new Engine(spec);
    PlasticPart part = engine.plasticParts(0).getFirst();
    var recorder = new EventRecorder((source, target) -> true, rule);
    part.record(recorder);
    // What is sent at the end arrives a delay later.
    engine.run(grid.steps(reference.durationMs(), reference.name() + ": duration_ms") + synapse.delaySteps(), RunMonitor.NONE);
    return compare(reference, grid, EventRecorder.merge(List.of(recorder)));
  }

  private static double compare(PlasticityCase reference, TimeGrid grid, List<WeightEvent> found) {
    long[] expected = Arrays.stream(reference.recordTimesMs()).mapToLong(grid::nearestStep).toArray();
    long[] steps = found.stream().mapToLong(WeightEvent::step).toArray();
    if (!Arrays.equals(expected, steps)) {
      throw new RanvierException(
          "plasticity case " + reference.name() + ": weights are recorded at " + expected.length + " times that are not the "
              + steps.length + " spikes of the source");
    }
    double largest = 0;
    for (int k = 0; k < steps.length; k++) {
      double error = Math.abs(found.get(k).delivered() - reference.weights()[k]) / Math.abs(reference.weights()[k]);
      largest = error <= largest ? largest : error; // keeps NaN
    }
    return largest;
  }

  /** A population of one neuron that fires at these times and ignores its one receptor. */
  private static PopulationSpec source(String name, double[] times) {
    var model = SpikeTimes.of(new double[][] {times});
    var one = ParameterValues.of(name, model.parameters(), 1, Map.of());
    return new PopulationSpec(name, model.name(), 1, 1, model.kernel(name, one), (state, first, size) -> {});
  }
}
