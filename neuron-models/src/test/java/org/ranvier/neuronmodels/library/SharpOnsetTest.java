package org.ranvier.neuronmodels.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.events.EventHandler;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Neurons whose spikes begin with an exponential or quadratic onset, against an independent integration of order 8 that finds each spike as an
 * event, and against closed forms.
 */
class SharpOnsetTest {
  private static final double C = 281;
  private static final double G_L = 30;
  private static final double E_L = -70.6;
  private static final double V_TH = -50.4;

  /** An adaptive exponential neuron with the library's default parameters but these. */
  private record Exponential(double delta, double peak, double current, double conductance, double tauSyn) implements FirstOrderDifferentialEquations {
    @Override
    public int getDimension() {
      return 2;
    }

    @Override
    public void computeDerivatives(double t, double[] y, double[] f) {
      double onset = delta == 0 ? 0 : G_L * delta * Math.exp(Math.min((y[0] - V_TH) / delta, 600));
      f[0] = (G_L * (E_L - y[0]) + onset - conductance * Math.exp(-t / tauSyn) * y[0] - y[1] + current) / C;
      f[1] = (4 * (y[0] - E_L) - y[1]) / 144;
    }

    /** Beyond this the onset takes less than 1e-11 ms: what remains of C/g_L·e^(-(V - V_th)/delta). */
    double end() {
      return delta == 0 ? V_TH : Math.min(peak, V_TH + delta * Math.log(C / G_L / 1e-11));
    }
  }

  /** Spike times, and the adaptation current at the end. */
  private record Course(List<Double> times, double w) {
    static Course of(Exponential neuron, double toMs) {
      var times = new ArrayList<Double>();
      double[] y = {E_L, 0};
      double t = 0;
      while (t < toMs) {
        var integrator = new DormandPrince853Integrator(1e-13, 1, 1e-11, 1e-11);
        integrator.setMaxEvaluations(10_000_000);
        integrator.addEventHandler(new Crossing(neuron.end()), 0.05, 1e-12, 200);
        t = integrator.integrate(neuron, t, y, toMs, y);
        if (t < toMs) {
          times.add(t);
          y[0] = -60;
          y[1] += 80.5;
        }
      }
      return new Course(times, y[1]);
    }

    List<Integer> steps(double resolutionMs) {
      return times.stream().map(t -> (int) Math.ceil(t / resolutionMs)).toList();
    }
  }

  private record Crossing(double limit) implements EventHandler {
    @Override
    public void init(double t0, double[] y0, double t) {}

    @Override
    public double g(double t, double[] y) {
      return y[0] - limit;
    }

    @Override
    public Action eventOccurred(double t, double[] y, boolean increasing) {
      return Action.STOP;
    }

    @Override
    public void resetState(double t, double[] y) {}
  }

  /** 1,000 pA for 300 ms; a smaller Delta_T makes the onset sharper. */
  @ParameterizedTest
  @CsvSource({
    "1, 20, 12", "0.7, 0, 12", "0.1, 0, 13", "0.98, 10, 12", "0.1, -30, 13", "2, 0, 12", "0, 0, 13", "2, -48, 13", "0.05, -40, 13", "0.5, -49, 12",
    "3, 30, 12"
  })
  void adaptiveExponentialNeuronsFireWhenAnIntegrationWithEventsSaysSo(double delta, double peak, int spikes) {
    Course expected = Course.of(new Exponential(delta, peak, 1000, 0, 1), 300);
    assertEquals(spikes, expected.times.size());
    for (String model : List.of("aeif_cond_exp", "aeif_cond_alpha", "aeif_psc_exp")) {
      var neuron = SingleNeurons.of(model, 1, "Delta_T", delta, "V_peak", peak, "I_e", 1000).run(300);
      assertEquals(expected.steps(0.1), neuron.spikes.getFirst(), model);
      assertEquals(expected.w, neuron.value("w"), 1e-3, model);
    }
  }

  /** A conductance of 10,000 nS that decays with 0.2 ms: a dozen spikes in one step of 0.7 ms, for nothing holds the neuron back. */
  @Test
  void withoutRefractorinessANeuronMayFireSeveralTimesInAStep() {
    Course expected = Course.of(new Exponential(2, 0, 0, 10_000, 0.2), 35);
    for (double resolution : new double[] {0.1, 0.7}) {
      var neuron = new SingleNeurons(Library.model("aeif_cond_exp"), resolution, 1, 0, 1);
      neuron.set("g_ex", 10_000);
      neuron.runSteps(Math.round(35 / resolution));
      assertEquals(expected.steps(resolution), neuron.spikes.getFirst());
      assertEquals(expected.w, neuron.value("w"), 1e-2);
    }
    assertEquals(12, expected.steps(0.7).stream().filter(s -> s == 1).count());
  }

  @Test
  void neuronsWithASharpOnsetAreNotLost() {
    double[] currents = new double[200];
    Arrays.setAll(currents, i -> 1000 + 5 * i);
    var neurons = SingleNeurons.of("aeif_cond_exp", 200, "Delta_T", 0.1, "V_peak", -30, "I_e", currents).run(500);
    double[] potential = neurons.kernel.state().find("V_m").orElseThrow().values();
    for (int i = 0; i < 200; i++) {
      assertTrue(neurons.spikes.get(i).getLast() > 4000, "neuron " + i + " was last seen to fire in step " + neurons.spikes.get(i).getLast());
      assertTrue(potential[i] >= -75 && potential[i] < -30, "V_m = " + potential[i]);
    }
  }

  /** C·x' = k·x² + I - I_rh with x from the middle between rest and threshold. */
  @ParameterizedTest
  @CsvSource({"200, 1000", "200, 1e6", "1e4, 35", "1e6, 35", "1e5, 1e9"})
  void quadraticNeuronsKeepTheirPeriodWhereverTheirPeakIs(double current, double peak) {
    var neuron = SingleNeurons.of("qif", 1, "I_e", current, "V_peak", peak).run(500);
    double i = current - 0.7 * 20 * 20 / 4;
    double scale = Math.sqrt(0.7 / i);
    double period = 100 / Math.sqrt(0.7 * i) * (Math.atan((peak + 50) * scale) - Math.atan(0));
    double first = period + 100 / Math.sqrt(0.7 * i) * Math.atan(10 * scale);
    assertEquals(Math.floor((500 - first) / period) + 1, neuron.count(), 500 / period * 1e-5);
  }

  /** Its equations with a threshold far up: what is integrated over the potential must not pollute the other variables. */
  @Test
  void theThresholdThatJumpsIsReachedTooWithASharpOnset() {
    var sharp = SingleNeurons.of("aeif_psc_delta_clopath", 1, "Delta_T", 0.2, "I_e", 1500).run(300);
    var finer = new SingleNeurons(Library.model("aeif_psc_delta_clopath").withMethod("adaptive, tolerance 1e-9, threshold at substeps"), 1, 0, 1,
        "Delta_T", 0.2, "I_e", 1500).run(300);
    assertTrue(sharp.count() > 5);
    assertEquals(finer.spikes, sharp.spikes);
    assertEquals(finer.value("w"), sharp.value("w"), 1e-4);
    assertEquals(finer.value("V_m"), sharp.value("V_m"), 1e-3);
  }
}
