package org.ranvier.validation.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Izhikevich's neuron, whose spikes magnify the rounding of weights, with weights that 4 bytes round. The oracle is NEST's update (models/izhikevich.cpp,
 * as a compiler fuses its products) written down step by step, and it is itself held against NEST's own responses, which it repeats to the last bit.
 */
final class WideWeightsTest {
  /** NEST's response to the inputs of a case with other weights: V_m after each step, and spikes in steps. */
  private record Response(double[] voltages, double[] spikeTimesMs) {
    static Response of(ReferenceCase c, double... weights) {
      var grid = new TimeGrid(c.resolutionMs());
      double h = c.resolutionMs();
      int steps = (int) grid.nearestStep(c.durationMs());
      double[] arriving = new double[steps + 1];
      for (int k = 0; k < weights.length; k++) {
        ReferenceCase.Input input = c.inputs().get(k);
        for (double t : input.times()) {
          int step = (int) grid.nearestStep(t + input.delay());
          if (step <= steps) {
            arriving[step] += weights[k];
          }
        }
      }
      JsonObject p = c.parameters();
      double a = p.get("a").getAsDouble();
      double b = p.get("b").getAsDouble();
      double v = c.initialVoltage();
      double u = b * -65; // where the population's potential stood when U_m was set
      double[] voltages = new double[steps];
      double[] spikes = new double[steps];
      int fired = 0;
      for (int s = 1; s <= steps; s++) {
        double current = 0;
        for (ReferenceCase.Current i : c.currents()) {
          boolean on = s > grid.nearestStep(i.onMs() + i.delayMs()) && s <= grid.nearestStep(i.offMs() + i.delayMs());
          current += on ? i.amplitude() : 0;
        }
        double old = v;
        if (p.get("consistent_integration").getAsBoolean()) {
          v = old + Math.fma(h, rate(v, u, current), arriving[s]);
          u = Math.fma(h * a, Math.fma(b, old, -u), u);
        } else {
          v = Math.fma(h / 2, rate(v, u, current) + arriving[s], v);
          v = Math.fma(h / 2, rate(v, u, current) + arriving[s], v);
          u = Math.fma(h * a, Math.fma(b, v, -u), u);
        }
        if (v >= p.get("V_th").getAsDouble()) {
          v = p.get("c").getAsDouble();
          u += p.get("d").getAsDouble();
          spikes[fired++] = grid.toMs(s);
        }
        voltages[s - 1] = v;
      }
      return new Response(voltages, Arrays.copyOf(spikes, fired));
    }

    private static double rate(double v, double u, double current) {
      return Math.fma(0.04 * v, v, 5 * v) + 140 - u + current;
    }

    ReferenceCase asCase(ReferenceCase c, double... weights) {
      var inputs = new ReferenceCase.Input[weights.length];
      for (int k = 0; k < weights.length; k++) {
        ReferenceCase.Input i = c.inputs().get(k);
        inputs[k] = new ReferenceCase.Input(i.times(), weights[k], i.delay(), i.receptor());
      }
      double[] at = Arrays.stream(c.timesMs()).map(t -> voltages[(int) new TimeGrid(c.resolutionMs()).nearestStep(t) - 1]).toArray();
      return new ReferenceCase(
          c.name(), c.model(), c.resolutionMs(), c.durationMs(), c.initialVoltage(), c.parameters(), List.of(inputs), c.currents(), c.timesMs(), at, spikeTimesMs);
    }
  }

  private static ReferenceCase bundled(String name) {
    return ReferenceCase.bundled().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"izhikevich-08", "izhikevich-09"})
  void theOracleRepeatsNest(String name) {
    ReferenceCase nest = bundled(name);
    double[] weights = nest.inputs().stream().mapToDouble(ReferenceCase.Input::weight).toArray();
    Response response = Response.of(nest, weights);
    assertArrayEquals(nest.spikeTimesMs(), response.spikeTimesMs, 1e-9);
    assertArrayEquals(nest.voltages(), response.asCase(nest, weights).voltages(), 0);
  }

  @ParameterizedTest
  @CsvSource({"izhikevich-08, 3.3, -2.7", "izhikevich-09, 2.3, -1.7", "izhikevich-09, 1.9, -0.3", "izhikevich-09, 0.1, -1.1"})
  void weightsOfEightBytesGiveTheSamePotentialToTheLastBit(String name, double excitatory, double inhibitory) {
    ReferenceCase nest = bundled(name);
    ReferenceCase other = Response.of(nest, excitatory, inhibitory).asCase(nest, excitatory, inhibitory);
    ReferenceResult wide = NeuronReference.compare(other);
    assertEquals(0, wide.largestDifference(), wide.toString());
    assertEquals(0, wide.spikeShiftMs(), wide.toString());
    ReferenceResult narrow = NeuronReference.compare(other, false);
    assertTrue(narrow.largestDifference() > 0, "4 bytes round these weights");
  }
}
