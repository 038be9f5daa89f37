package org.ranvier.neuronmodels.stimuli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.simulator.RanvierException;

final class ParrotNeuronTest {
  private static Rig relay(double weight, double... times) {
    return new Rig()
        .population("in", SpikeTimes.of(new double[][] {times}), 1, Map.of())
        .neuron("relay", new ParrotNeuron())
        .connect("in", "relay", 0, weight, 5);
  }

  @Test
  void repeatsASpikeInTheStepInWhichItArrives() {
    assertArrayEquals(new long[] {15, 25, 26}, relay(1, 1, 2, 2.1).run(40).steps("relay"));
  }

  @Test
  void repeatsASpikeAsOftenAsTheWeightsSumTo() {
    assertArrayEquals(new long[] {15, 15, 15}, relay(3, 1).run(40).steps("relay"));
    assertArrayEquals(new long[] {15, 15}, relay(1, 1, 1).run(40).steps("relay"));
    assertArrayEquals(new long[] {15, 15, 15}, relay(1, 1).connect("in", "relay", 0, 2, 5).run(40).steps("relay"));
  }

  @Test
  void roundsToWholeSpikesAndNeverBelowZero() {
    assertArrayEquals(new long[] {15}, relay(0.6, 1).run(40).steps("relay"));
    assertArrayEquals(new long[] {}, relay(0.4, 1).run(40).steps("relay"));
    assertArrayEquals(new long[] {}, relay(-2, 1).run(40).steps("relay"));
  }

  @Test
  void forgetsWhatItHasNotRepeated() {
    assertArrayEquals(new long[] {}, relay(0.4, 1, 1.1, 1.2, 1.3).run(40).steps("relay"));
  }

  @Test
  void refusesAWeightThatWasMeantForAnotherModel() {
    String message = assertThrows(RanvierException.class, () -> relay(87_800, 1).run(40)).getMessage();
    assertTrue(message.contains("relay, neuron 0") && message.contains("1.5 ms") && message.contains("usually 1"), message);
  }
}
