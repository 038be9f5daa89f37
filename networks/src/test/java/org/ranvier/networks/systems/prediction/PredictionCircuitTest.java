package org.ranvier.networks.systems.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;

/** Rates of the dopamine neurons against those that the circuit's equation says, within five standard errors. */
final class PredictionCircuitTest {
  private static final PredictionCircuit.Design DESIGN = PredictionCircuit.Design.USUAL;
  private static final int TIMES = 40;

  /**
   * Mean rate of the dopamine neurons from {@code from} ms after the cells of a state of worth 1 come on, for 100 ms, and of
   * their reward.
   */
  private static double[] rates(boolean rewarded) {
    var net = new Network("circuit").resolution(ms(1));
    var state = net.population("state", PredictionCircuit.CELLS, "poisson_generator");
    var reward = net.population("reward", PredictionCircuit.CELLS, "poisson_generator");
    var circuit = new PredictionCircuit(net, DESIGN);
    var channel = circuit.channel("", List.of(state), 1, 1, true);
    circuit.predicted(reward, channel);
    double[] spikes = new double[2];
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      var learning = channel.learning().getFirst();
      double[] w = new double[sim.weights(learning).size()];
      Arrays.fill(w, PredictionCircuit.unitWeight());
      sim.clamp(channel.signal(), circuit.tonic()); // so that nothing is learnt
      sim.setWeights(learning, w);
      double step = PredictionCircuit.STEP_MS;
      for (int k = 0; k < TIMES; k++) {
        double on = k * 4 * step + 1; // the rate that is set at the end of a run holds from then on
        sim.run(ms(on - sim.timeMs()));
        sim.set(state, "rate", Hz(PredictionCircuit.UNIT_HZ));
        sim.run(ms(step));
        sim.set(state, "rate", Hz(0));
        sim.set(reward, "rate", Hz(rewarded ? PredictionCircuit.UNIT_HZ : 0));
        sim.run(ms(step));
        sim.set(reward, "rate", Hz(0));
        sim.run(ms(step));
      }
      for (double[] train : sim.spikes().trainsMs(sim.spikes().population("dopamine neurons"))) {
        for (double t : train) {
          double phase = (t - 1) % (4 * step);
          spikes[0] += phase >= step / 2 && phase < step ? 1 : 0;
          spikes[1] += phase >= 1.5 * step && phase < 2 * step ? 1 : 0;
        }
      }
    }
    double per = DESIGN.dopaminergic() * TIMES * PredictionCircuit.STEP_MS / 2 / 1000;
    return new double[] {spikes[0] / per, spikes[1] / per};
  }

  /** base + gain·V at the state, base + gain·(r - V) after it. */
  @Test
  void dopamineNeuronsSayWhatIsBetterThanPredicted() {
    double[] rewarded = rates(true);
    // 40 volleys of 80 cells each and 160 seconds of dopamine neurons: the standard error is below 0.7 spikes/s
    assertEquals(DESIGN.baseHz() + DESIGN.hzPerUnit(), rewarded[0], 3.5);
    assertEquals(DESIGN.baseHz(), rewarded[1], 2.5);
    double[] omitted = rates(false);
    assertEquals(0, omitted[1], 1.5);
  }
}
