package org.ranvier.neuronmodels.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.simulator.RanvierException;

/** Models of the library against closed forms, and against what has been published of them. */
class PublishedFactsTest {
  /** T = pi·tau/sqrt(I). */
  @ParameterizedTest
  @ValueSource(doubles = {0.04, 0.25, 1, 4})
  void aThetaNeuronsPeriodIsThatOfItsPhase(double input) {
    var neuron = SingleNeurons.of("theta", 1, "I_e", 100 * input).run(10_000);
    double[] t = neuron.intervals(0);
    assertEquals(Math.PI * 10 / Math.sqrt(input), Arrays.stream(t).average().orElseThrow(), 0.2 / t.length);
    assertEquals(0, SingleNeurons.of("theta", 1, "I_e", -100 * input).run(1000).count());
  }

  /** C·x' = k·x² + I - I_rh with x from the middle between rest and threshold, so x = sqrt(i/k)·tan(sqrt(k·i)·t/C). */
  @ParameterizedTest
  @CsvSource({"71,-50", "80,-50", "200,-60", "600,-70"})
  void aQuadraticNeuronsPeriodIsThatOfTheTangent(double current, double reset) {
    var neuron = SingleNeurons.of("qif", 1, "I_e", current, "V_reset", reset).run(3000);
    double k = 0.7;
    double i = current - k * 20 * 20 / 4;
    double scale = Math.sqrt(k / i);
    double period = 100 / Math.sqrt(k * i) * (Math.atan((35 + 50) * scale) - Math.atan((reset + 50) * scale));
    assertEquals(period, Arrays.stream(neuron.intervals(0)).average().orElseThrow(), 0.1);
  }

  @Test
  void belowItsRheobaseAQuadraticNeuronComesToRest() {
    var neuron = SingleNeurons.of("qif", 1, "I_e", 69).run(2000);
    assertEquals(0, neuron.count());
    assertEquals(-50 - Math.sqrt(1 / 0.7), neuron.value("V_m"), 1e-4);
  }

  /** Under constant current the potential and both parts of the threshold are exponentials between spikes. */
  @Test
  void theMultiTimescaleThresholdFollowsItsClosedForm() {
    var neuron = SingleNeurons.of("mat2_psc_exp", 1, "I_e", 500).run(500);
    var expected = new ArrayList<Integer>();
    for (int step = 1; step <= 5000; step++) {
      double v = 25 * -Math.expm1(-step * 0.1 / 5);
      double threshold = 19;
      for (int spike : expected) {
        double s = (step - spike) * 0.1;
        threshold += 37 * Math.exp(-s / 10) + 2 * Math.exp(-s / 200);
      }
      if (v >= threshold && (expected.isEmpty() || step > expected.getLast() + 20)) {
        expected.add(step);
      }
    }
    assertTrue(expected.size() > 5);
    assertEquals(expected, neuron.spikes.getFirst());
    assertEquals(-45, neuron.value("V_m"), 1e-9); // it is not reset
  }

  @Test
  void theFitzhughNagumoNeuronCyclesBetweenItsTwoHopfBifurcations() {
    double hopf = Math.sqrt(1 - 0.8 / 12.5); // trace 1 - V² - b/tau = 0
    var rest = SingleNeurons.of("fitzhugh_nagumo", 1).run(500);
    assertEquals(-1.19940803524, rest.value("V"), 1e-9);
    for (double v : new double[] {-hopf, hopf}) {
      double current = (v + 0.7) / 0.8 - v + v * v * v / 3;
      double inside = current + (v < 0 ? 0.05 : -0.05);
      double outside = current + (v < 0 ? -0.05 : 0.05);
      assertTrue(SingleNeurons.of("fitzhugh_nagumo", 1, "I_e", inside).run(2000).spikesAfter(1500) >= 8, "at " + inside);
      assertEquals(0, SingleNeurons.of("fitzhugh_nagumo", 1, "I_e", outside).run(2000).spikesAfter(1500), "at " + outside);
    }
    double[] t = SingleNeurons.of("fitzhugh_nagumo", 1, "I_e", 0.5).run(1000).intervals(0);
    assertEquals(t[5], t[t.length - 1], 0.1001); // a limit cycle
  }

  /** Rinzel & Ermentrout 1998: the steady state is unstable from about 94 to 212 uA/cm², with cycles from 88 on. */
  @Test
  void theMorrisLecarNeuronCyclesBetweenItsHopfBifurcations() {
    assertEquals(0, SingleNeurons.of("morris_lecar", 1).run(500).count());
    assertEquals(0, SingleNeurons.of("morris_lecar", 1, "I_e", 80).run(3000).spikesAfter(1000));
    assertTrue(SingleNeurons.of("morris_lecar", 1, "I_e", 100).run(3000).spikesAfter(1000) > 15);
    assertTrue(SingleNeurons.of("morris_lecar", 1, "I_e", 200).run(3000).spikesAfter(1000) > 15);
    assertEquals(0, SingleNeurons.of("morris_lecar", 1, "I_e", 240).run(3000).spikesAfter(1000));
    double[] t = SingleNeurons.of("morris_lecar", 1, "I_e", 100).run(3000).intervals(0);
    assertEquals(t[5], t[t.length - 1], 0.1001);
  }

  /** Wang & Buzsáki 1996: firing begins at arbitrarily low rates near 0.16 uA/cm², and reaches 400 spikes/s at 20 uA/cm². */
  @Test
  void theWangBuzsakiNeuronBeginsToFireAtLowRatesAndFiresFast() {
    double[] currents = {0.1, 0.15, 0.17, 0.3, 1, 5, 20};
    double[] rates = Arrays.stream(currents).map(i -> SingleNeurons.of("wang_buzsaki", 1, "I_e", i).run(1500).spikesAfter(500)).toArray();
    String seen = Arrays.toString(rates);
    assertEquals(0, rates[0] + rates[1], seen);
    assertTrue(rates[2] > 0 && rates[2] < 10, seen);
    for (int k = 3; k < rates.length; k++) {
      assertTrue(rates[k] > rates[k - 1], seen);
    }
    assertEquals(400, rates[6], 40, seen);
  }

  @Test
  void nmdaChannelsOpenByTheTransmitterAndByThePotential() {
    var neuron = SingleNeurons.of("iaf_bw_2001_linear", 1, "tau_decay_NMDA", 1e9, "V_th", 100);
    neuron.arrive(1, 0, 100);
    neuron.run(2000);
    double s = neuron.value("s_NMDA");
    double v = neuron.value("V_m");
    assertEquals(100 * (1 - Math.exp(-1)), s, 1e-3);
    assertEquals(25 * (-70 - v), s / (1 + Math.exp(-0.062 * v) / 3.57) * v, 1e-3);
    assertTrue(v > -60, "V_m = " + v);
    var firing = SingleNeurons.of("iaf_bw_2001_linear", 1);
    firing.arrive(1, 0, 300);
    assertTrue(firing.run(300).count() > 3);
    double[] intervals = firing.intervals(0);
    assertTrue(intervals[intervals.length - 1] > intervals[0]); // as the conductance decays
    var silenced = SingleNeurons.of("iaf_bw_2001_linear", 1, "tau_GABA", 1e6);
    silenced.arrive(1, 0, 300);
    silenced.arrive(2, 0, 500);
    assertEquals(0, silenced.run(300).count());
  }

  /** An alpha current of peak 100 pA through a membrane of 10 ms. */
  @Test
  void receptorsOfManyHaveTimeConstantsOfTheirOwn() {
    var model = NeuronModels.find("iaf_psc_alpha_multisynapse_3");
    assertEquals(3, model.receptors().size());
    assertEquals(2, NeuronModels.find("iaf_psc_exp_multisynapse").receptors().size());
    double[] taus = {0.5, 4, 20};
    for (int r = 0; r < 3; r++) {
      var neuron = new SingleNeurons(model, 1, 0, 1, "tau_syn1", 0.5, "tau_syn2", 4, "tau_syn3", 20);
      neuron.run(0.1);
      neuron.arrive(r, 0, 100);
      neuron.run(0.1).run(7);
      double b = 1 / taus[r] - 1 / 10.0;
      double s = 7;
      double v = 100 * Math.E / taus[r] / 250 * Math.exp(-s / 10) * (1 - Math.exp(-b * s) * (1 + b * s)) / (b * b);
      assertEquals(-70 + v, neuron.value("V_m"), 1e-6);
      assertEquals(100 * s / taus[r] * Math.exp(1 - s / taus[r]), neuron.value("I_syn" + (r + 1)), 1e-5);
    }
    String message = assertThrows(RanvierException.class, () -> NeuronModels.find("iaf_psc_exp_multisynapse_65")).getMessage();
    assertTrue(message.contains("use 1 to 64"), message);
  }

  @Test
  void everyModelHasASourceMeaningsAndNamesOfItsOwn() {
    var seen = new HashSet<String>();
    for (String name : Library.names()) {
      var model = Library.model(name);
      assertTrue(seen.add(model.name()));
      model.aliases().forEach(alias -> assertTrue(seen.add(alias), alias));
      assertTrue(model.source().contains("doi:10."), name);
      assertTrue(model.summary().length() > 20, name);
      model.parameters().forEach(p -> assertTrue(p.meaning().length() > 3, name + ": " + p.name()));
      model.variables().forEach(v -> assertTrue(v.meaning().length() > 3 || v.name().equals("substep"), name + ": " + v.name()));
    }
  }
}
