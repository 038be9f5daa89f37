package org.ranvier.neuronmodels.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.time.TimeGrid;

class ReducedCellsTest {
  /** Cells with noise in the soma, to which pulses are given. */
  private static final class Trial {
    final NeuronModel model;
    final int cells;
    final double step;
    final List<List<Double>> spikes = new ArrayList<>();
    final Map<String, double[]> parameters;
    double noisePa;
    double pulsePa;
    double pulseFrom;
    double pulseTo;
    String receptor = "";
    double weight;
    double arrival;

    Trial(String model, int cells, double step, Map<String, double[]> parameters) {
      this.model = NeuronModels.find(model);
      this.cells = cells;
      this.step = step;
      this.parameters = parameters;
    }

    Trial noise(double pa) {
      noisePa = pa;
      return this;
    }

    Trial current(double pa, double from, double to) {
      pulsePa = pa;
      pulseFrom = from;
      pulseTo = to;
      return this;
    }

    Trial input(String receptor, double weight, double arrival) {
      this.receptor = receptor;
      this.weight = weight;
      this.arrival = arrival;
      return this;
    }

    Trial run(double duration) {
      int padded = (cells + 15) / 16 * 16;
      var receptors = model.receptors().stream().map(r -> r.name()).toList();
      float[] input = new float[padded * receptors.size()];
      double[] current = new double[padded];
      int[] bases = new int[receptors.size()];
      for (int r = 0; r < bases.length; r++) {
        bases[r] = r * padded;
      }
      var values = ParameterValues.of("trial", model.parameters(), cells, parameters);
      var kernel = ((KernelFactory) model.kernel("trial", values)).create(new SliceContext("trial", 0, cells, padded, 1, new TimeGrid(step), input,
          bases, current));
      var random = new Random(5);
      double[] noise = new double[cells];
      var sink = new SpikeSink();
      for (int i = 0; i < cells; i++) {
        spikes.add(new ArrayList<>());
      }
      for (int k = 1; k <= duration / step; k++) {
        double t = k * step;
        for (int i = 0; i < cells; i++) {
          noise[i] += -noise[i] * step / 5 + noisePa * Math.sqrt(2 * step / 5) * random.nextGaussian();
          current[i] = noise[i] + (t > pulseFrom && t <= pulseTo ? pulsePa : 0);
        }
        if (k == Math.round(arrival / step) && weight != 0) {
          for (int i = 0; i < cells; i++) {
            input[bases[receptors.indexOf(receptor)] + i] += (float) weight;
          }
        }
        sink.clear();
        kernel.advance(k, 0, cells, sink);
        for (int n = 0; n < sink.size(); n++) {
          spikes.get(sink.neurons()[n]).add(t);
        }
      }
      return this;
    }

    /** Share of cells with two spikes or more. */
    double bursting() {
      return spikes.stream().filter(s -> s.size() >= 2).count() / (double) cells;
    }
  }

  private static Trial burstCell(double pulse, double apical) {
    return new Trial("burst_cell", 200, 0.1, Map.of()).noise(60).current(pulse, 100, 108).input("apical", apical, 102).run(160);
  }

  @Test
  void theBurstCellBurstsWhereSomaticAndApicalInputCoincideAndNotOnEitherAlone() {
    double both = burstCell(1500, 1000).bursting();
    double soma = burstCell(1500, 0).bursting();
    double apical = burstCell(0, 1000).bursting();
    assertTrue(both >= 0.8 && soma <= 0.1 && apical <= 0.1, "both " + both + ", soma " + soma + ", apical " + apical);
  }

  private static Trial calciumCell(double pulse, double tuft) {
    return new Trial("calcium_spike_cell", 40, 0.025, Map.of()).noise(40).current(pulse, 60, 65).input("tuft_exc", tuft,
        63).run(120);
  }

  @Test
  void theCalciumSpikeCellBurstsWhereASomaticSpikeMeetsInputToTheTuft() {
    double both = calciumCell(2000, 10).bursting();
    double soma = calciumCell(2000, 0).bursting();
    double tuft = calciumCell(0, 10).bursting();
    assertTrue(both >= 0.8 && soma <= 0.1 && tuft <= 0.1, "both " + both + ", soma " + soma + ", tuft " + tuft);
  }

  @Test
  void theLayer5CellFiresOnceOnASomaticPulseAndTwiceWithCalciumInTheHotZone() {
    var alone = new Trial("l5_pyramidal", 1, 0.025, Map.of()).current(2500, 200, 205).run(280);
    var hot = new Trial("l5_pyramidal", 1, 0.025, Map.of()).input("hot_exc", 30, 203).run(280);
    var both = new Trial("l5_pyramidal", 1, 0.025, Map.of()).current(2500, 200, 205).input("hot_exc", 30, 203).run(280);
    assertEquals(1, alone.spikes.getFirst().size());
    assertTrue(hot.spikes.getFirst().size() <= 1);
    assertTrue(both.spikes.getFirst().size() >= 2);
  }

  /** Noradrenaline lowers adaptation; here 0, 1/3, 2/3, 1 of the way to a fifth of it. */
  @Test
  void lessAdaptationRaisesTheSlopeOfTheBurstCellsFrequencyCurveMonotonically() {
    double before = 0;
    double indexBefore = 2;
    for (double level : new double[] {0, 1 / 3.0, 2 / 3.0, 1}) {
      double[] adaptation = {200 * (1 - 0.8 * level)};
      double slope = (rate(1400, adaptation) - rate(800, adaptation)) / 600;
      var spikes = new Trial("burst_cell", 1, 0.1, Map.of("b_s", adaptation)).current(1100, 0, 1000).run(1000).spikes.getFirst();
      double first = spikes.get(1) - spikes.getFirst();
      double last = spikes.getLast() - spikes.get(spikes.size() - 2);
      double index = (last - first) / (last + first);
      assertTrue(slope > before, "slope " + slope + " after " + before);
      assertTrue(index < indexBefore, "adaptation index " + index + " after " + indexBefore);
      before = slope;
      indexBefore = index;
    }
  }

  private static double rate(double pa, double[] adaptation) {
    return new Trial("burst_cell", 1, 0.1, Map.of("b_s", adaptation)).current(pa, 0,
        2000).run(2000).spikes.getFirst().size() / 2.0;
  }

  /**
   * At weak current pairs of spikes, hundreds of ms apart, ride on slow calcium spikes of the dendrite; Pinsky & Rinzel 1994,
   * Fig. 2.
   */
  @Test
  void thePinskyRinzelCellBurstsSlowlyAtWeakCurrent() {
    var spikes = new Trial("pinsky_rinzel", 1, 0.025, Map.of("I_s", new double[] {0.75})).run(2500).spikes.getFirst();
    var intervals = new ArrayList<Double>();
    for (int k = 1; k < spikes.size(); k++) {
      intervals.add(spikes.get(k) - spikes.get(k - 1));
    }
    long within = intervals.stream().filter(x -> x < 10).count();
    long between = intervals.stream().filter(x -> x > 300).count();
    assertTrue(within >= 4 && between >= 3, intervals.toString());
    assertEquals(spikes.size() - 1, within + between + intervals.stream().filter(x -> x >= 10 && x <= 300).count());
  }

  /** The input resistance of a cylinder with a sphere at its start; Rall 1959, doi:10.1016/0014-4886(59)90046-9. */
  @Test
  void theBallAndStickHasTheInputResistanceOfCableTheory() {
    var model = (CellModel) NeuronModels.find("ball_and_stick");
    double[] current = new double[16];
    var kernel = model.kernel("cell", ParameterValues.of("cell", model.parameters(), 1, Map.of()))
        .create(new SliceContext("cell", 0, 1, 16, 1, new TimeGrid(1), new float[48], new int[] {0, 16, 32}, current));
    for (int step = 1; step <= 1000; step++) {
      current[0] = 20;
      kernel.advance(step, 0, 1, new SpikeSink());
    }
    double deflection = kernel.state().find("V_m").orElseThrow().values()[0] + 70;
    double gm = 0.05e-3; // S/cm²
    double lambda = Math.sqrt(2e-4 / (4 * 150 * gm)); // cm
    double infinite = Math.PI * 1e-8 / (150 * lambda); // S, of the semi-infinite cylinder: π d²/4 / (Ra λ)
    double dendrite = infinite * Math.tanh(500e-4 / lambda);
    double soma = Math.PI * 4e-6 * gm;
    assertEquals(20e-12 / (soma + dendrite) * 1e3, deflection, 0.002 * deflection);
  }
}
