package org.ranvier.neuronmodels.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.time.TimeGrid;

/** Neurons that cannot be followed end the run with an error that names neuron, variable and time; none goes on with what it is not. */
@Timeout(60)
class GivingUpTest {
  private static String failure(SingleNeurons neurons) {
    return assertThrows(RanvierException.class, () -> neurons.run(100)).getMessage();
  }

  private static SingleNeurons struck(String model, int receptor, double weight) {
    var neurons = SingleNeurons.of(model, 3);
    neurons.run(1);
    neurons.arrive(receptor, 2, weight);
    return neurons;
  }

  @Test
  void aConductanceThatMakesANeuronFireForEverIsAnError() {
    String message = failure(struck("aeif_cond_exp", 0, 1e6));
    assertTrue(message.startsWith("population 'p', neuron 2: at 1.12") && message.contains("V_m is")
        && message.contains("fired 100 times in one step of 0.1 ms"), message);
    assertTrue(message.contains("give it a refractory period"), message);
  }

  @Test
  void aCurrentThatMakesEquationsStiffBeyondMeasureIsAnError() {
    String message = failure(struck("hh_psc_alpha", 0, 1e12));
    assertTrue(message.matches("population 'p', neuron 2: at 1\\.\\d+ ms V_m is .* mV, changes by .* mV/ms, and 100000 substeps did not carry it .*"), message);
  }

  @Test
  void aConductanceBelowZeroDoesNotMakeARunEndless() {
    String message = failure(struck("wang_buzsaki", 0, -10));
    assertTrue(message.startsWith("population 'p', neuron 2: at 1.") && message.contains("substeps"), message);
  }

  @Test
  void aCapacitanceOfAlmostNothingIsAnError() {
    String message = failure(SingleNeurons.of("aeif_cond_exp", 1, "C_m", 1e-6));
    assertTrue(message.startsWith("population 'p', neuron 0: at 0.") && message.contains("V_m"), message);
  }

  @Test
  void whatIsNoNumberIsNamed() {
    var neurons = SingleNeurons.of("hh_cond_exp_traub", 1);
    neurons.set("Inact_h", Double.NaN);
    String message = failure(neurons);
    assertTrue(message.startsWith("population 'p', neuron 0: at 0 ms V_m is -60 mV, changes by NaN mV/ms"), message);
  }

  /** An onset without end, and no reset within the step: the author learns which option is missing. */
  @Test
  void aModelThatDivergesWithinAStepIsToldHowToFire() {
    var model = EquationModel.of("sharp", """
        parameters:
          tau = 10 ms (> 0)
          V_peak = 0 mV
          I = 3 mV/ms
        equations: dV_m/dt = -(V_m + 70 mV)/tau + 2/ms*mV*exp((V_m + 50 mV)/(1 mV)) + I : mV
        initial: V_m = -70 mV
        threshold: V_m >= V_peak
        reset: V_m = -60 mV
        method: adaptive, tolerance 1e-6
        """);
    String message = failure(new SingleNeurons(model, 1, 0, 1));
    assertTrue(message.contains("V_m") && message.contains("'method: adaptive, threshold at substeps'"), message);
    var chosen = EquationModel.of("sharp", model.equations().replaceAll("method:.*", ""));
    assertTrue(chosen.describe().contains("threshold tested after each substep"), chosen.describe());
    assertTrue(new SingleNeurons(chosen, 1, 0, 1).run(100).count() > 3);
  }

  @Test
  void aNeuronThatNeedsVeryManySubstepsEndsWithACancelledRun() {
    var neurons = SingleNeurons.of("aeif_cond_exp", 100, "C_m", 1e-4);
    neurons.runSteps(1);
    neurons.cancelled = true;
    String message = failure(neurons);
    assertTrue(message.matches("population 'p', neuron \\d+: at 0\\.\\d+ ms V_m is .* the run is cancelled there.*"), message);
  }

  /** A step of these takes minutes. */
  @Test
  void cancellingEndsALongStep() throws InterruptedException {
    var model = NeuronModels.find("aeif_cond_exp");
    var values = ParameterValues.of("slow", model.parameters(), 20_000, Rig.parameters("C_m", 3e-5));
    var population = new PopulationSpec("slow", model.name(), 20_000, 2, model.kernel("slow", values), (state, first, n) -> {});
    var engine = new Engine(new EngineSpec(TimeGrid.DEFAULT, 1, 2, List.of(population), List.of(), List.of(), List.of()));
    var begun = new CountDownLatch(1);
    var canceller = Thread.ofPlatform().start(() -> {
      try {
        begun.await();
        engine.cancel();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    long start = System.nanoTime();
    var failure = assertThrows(RanvierException.class, () -> engine.run(100, (done, all) -> begun.countDown()));
    canceller.join();
    assertTrue(failure.getMessage().contains("population 'slow', neuron ") && failure.getMessage().contains("the run is cancelled there"), failure.getMessage());
    assertTrue(System.nanoTime() - start < 20e9);
    assertEquals(0, engine.now());
  }
}
