package org.ranvier.neuronmodels.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.stimuli.PoissonDrive;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.RunMonitor;

/** Parameters that change between two steps. */
final class ParameterChangeTest {
  private static final List<NeuronModel> MODELS = List.of(Library.model("iaf_psc_exp"), Library.model("iaf_psc_alpha"), Library.model("iaf_psc_delta"));

  @Test
  void theMembraneGoesOnFromWhereItIs() {
    for (NeuronModel model : MODELS) {
      var rig = new Rig().neuron("n", model, "I_e", 200).sample("n", "V_m");
      double[] v = rig.change(100, "n", "I_e", 50).change(200, "n", "tau_m", 20).run(300).trace();
      double x = 0;
      for (int step = 1; step <= 300; step++) {
        double tau = step <= 200 ? 10 : 20;
        double rest = (step <= 100 ? 200 : 50) * tau / 250;
        x = rest + (x - rest) * Math.exp(-0.1 / tau);
        assertEquals(x, v[step - 1] + 70, 1e-10, model.name() + " at step " + step);
      }
    }
  }

  @Test
  void aThresholdActsAtTheEndOfTheNextStep() {
    var rig = new Rig().neuron("n", Library.model("iaf_psc_exp"), "I_e", 300, "V_th", -50).sample("n", "V_m");
    assertArrayEquals(new long[] {501}, rig.change(500, "n", "V_th", -60).run(510).steps("n"));
  }

  @Test
  void aRefractoryPeriodThatHasBegunKeepsItsLength() {
    var rig = new Rig().neuron("n", Library.model("iaf_psc_exp"), "I_e", 1e5, "t_ref", 5);
    long[] steps = rig.change(20, "n", "t_ref", 1).run(100).steps("n");
    assertEquals(51, steps[1] - steps[0]);
    assertEquals(11, steps[2] - steps[1]);
  }

  @Test
  void modelsThatAreIntegratedAdaptivelyGoOnWithOtherValues() {
    for (String name : List.of("aeif_cond_exp", "hh_cond_exp_traub")) {
      var rig = new Rig().neuron("n", Library.model(name), "I_e", 1500).sample("n", "V_m");
      long[] steps = rig.change(1000, "n", "I_e", -500).run(3000).steps("n");
      assertTrue(steps.length > 0 && steps[steps.length - 1] < 1300, name + " at " + Arrays.toString(steps));
    }
  }

  @Test
  void synapticTimeConstantsChangeToo() {
    for (NeuronModel model : MODELS.subList(0, 2)) {
      var rig = new Rig().neuron("n", model).sample("n", "I_syn_ex");
      rig.neuron("s", org.ranvier.neuronmodels.stimuli.SpikeTimes.of(new double[][] {{1}})).connect("s", "n", 0, 100, 1);
      double[] i = rig.change(50, "n", "tau_syn_ex", 1e9).run(100).trace();
      assertEquals(i[60] - i[50], i[90] - i[80], 1e-6, "a current that hardly decays goes on straight");
      assertTrue(i[20] != i[30]);
    }
  }

  @Property(tries = 15)
  void changesAreOnTheGridWhateverTheThreadsAndTheDivisionOfTheRun(
      @ForAll @IntRange(min = 1, max = 299) int cut, @ForAll @IntRange(max = 299) int when, @ForAll Random random) {
    NeuronModel model = MODELS.get(random.nextInt(3));
    double[] thresholds = random.doubles(700, -60, -52).toArray();
    var once = network(model, 1, when, thresholds).run(300);
    assertTrue(once.spikes().size() > 0);
    for (int threads = 1; threads <= 4; threads++) {
      var again = network(model, threads, when, thresholds).run(cut, 300 - cut);
      assertArrayEquals(once.spikes().steps(), again.spikes().steps());
      assertArrayEquals(once.spikes().ids(), again.spikes().ids());
    }
  }

  private static Rig network(NeuronModel model, int threads, int when, double[] thresholds) {
    double weight = model.name().equals("iaf_psc_delta") ? 1 : 120;
    return new Rig()
        .threads(threads)
        .population("n", model, 700, Map.of("I_e", new double[] {200}))
        .stimulus("n", new PoissonDrive("drive", 700, new double[] {9000}, weight, 0, 0, Long.MAX_VALUE))
        .change(when, "n", "V_th", thresholds)
        .change(Math.min(299, when + 10), "n", "I_e", 100);
  }

  @Test
  void aChangeBetweenTwoRunsIsAChangeAtThatStep() {
    var scheduled = new Rig().neuron("n", Library.model("iaf_psc_exp"), "I_e", 400).change(300, "n", "I_e", 700).run(1000).steps("n");
    var outcome = new Rig().neuron("n", Library.model("iaf_psc_exp"), "I_e", 400).run(300);
    var late = new it.unimi.dsi.fastutil.longs.LongArrayList(outcome.steps("n"));
    outcome.engine().addListener(b -> {
      for (int k = 0; k < b.stepCount(); k++) {
        for (int s = b.begin(k); s < b.end(k); s++) {
          late.add(b.firstStep() + k);
        }
      }
    });
    outcome.engine().change(300, 0, k -> {
      var kernel = (AdjustableKernel) k;
      kernel.setParameters(kernel.parameters().with("n", "I_e", 700));
    });
    // the listener of the rig is still there and adds to a list of its own
    outcome.engine().run(700, RunMonitor.NONE);
    assertArrayEquals(scheduled, late.toLongArray());
    assertThrows(IllegalArgumentException.class, () -> outcome.engine().change(999, 0, k -> {}));
  }

  @Test
  void changesThatMakeNoSenseAreRefused() {
    refused("V_reset", () -> new Rig().neuron("n", Library.model("iaf_psc_exp")).change(5, "n", "V_th", -80).run(10));
    refused("tau_m", () -> new Rig().neuron("n", Library.model("iaf_psc_exp")).change(5, "n", "tau_m", -1).run(10));
    refused("did you mean", () -> new Rig().neuron("n", Library.model("iaf_psc_exp")).change(5, "n", "tau_n", 1).run(10));
    refused("2 values", () -> new Rig().neuron("n", Library.model("iaf_psc_exp")).change(5, "n", "tau_m", 1, 2).run(10));
  }

  private static void refused(String why, Runnable work) {
    String message = assertThrows(RanvierException.class, work::run).getMessage();
    assertTrue(message.contains("n") && message.contains(why), message);
  }

  @Test
  void variablesAreSampledAtSpikesInTheOrderOfTheSpikes() {
    for (int threads = 1; threads <= 3; threads++) {
      double[] currents = new double[600];
      Arrays.setAll(currents, i -> 380 + i);
      var rig =
          new Rig().threads(threads).population("n", Library.model("iaf_psc_exp"), 600, Map.of("I_e", currents)).sampleOnSpikes("n", "V_m", "refractory");
      var outcome = rig.run(123, 377);
      var samples = outcome.engine().spikeSamples(true).getFirst();
      assertTrue(samples.neurons().length > 600);
      assertArrayEquals(outcome.spikes().ids(), samples.neurons());
      assertArrayEquals(Arrays.stream(outcome.spikes().steps()).mapToDouble(s -> s / 10.0).toArray(), samples.timesMs());
      assertTrue(Arrays.stream(samples.values()[0]).allMatch(v -> v == -70), "V_m is that after the reset");
      assertTrue(Arrays.stream(samples.values()[1]).allMatch(r -> r == 20));
      assertEquals(List.of("mV", "1"), samples.units());
      assertEquals(0, outcome.engine().spikeSamples(false).getFirst().neurons().length);
    }
  }
}
