package org.ranvier.neuronmodels.equations.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ranvier.simulator.state.State;

/** Lists of refractory neurons against a counter for each neuron. */
class RefractoryRunsProperty {
  private static final int SIZE = 300;

  /** Neurons fire at random; tiles are mostly the same from step to step, as the engine has them, but need not be. */
  @Property(tries = 100)
  void holdsWhatCountersHold(@ForAll Random random) {
    var state = new State(SIZE);
    double[] v = state.declare("v", "1", "held", 0);
    var runs = new RefractoryRuns(state, "v");
    int[] counter = new int[SIZE];
    double[] expected = new double[SIZE];
    for (int step = 1; step <= 60; step++) {
      int tile = random.nextInt(8) > 0 ? 128 : 64;
      for (int from = 0; from < SIZE; from += tile) {
        int to = Math.min(SIZE, from + tile);
        runs.begin(from, to);
        for (int i = from; i < to; i++) {
          v[i] += 1; // the integration, which knows nothing of refractoriness
        }
        runs.hold();
        for (int i = from; i < to; i++) {
          assertEquals(counter[i] > 0, runs.isRefractory(i), "neuron " + i + " in step " + step);
          if (counter[i] > 0) {
            counter[i]--;
          } else {
            expected[i] += 1;
            if (random.nextInt(20) == 0) {
              int steps = random.nextInt(6);
              v[i] = -step;
              expected[i] = -step;
              counter[i] = steps;
              runs.enter(i, steps);
            }
          }
          assertEquals(expected[i], v[i], "neuron " + i + " in step " + step);
        }
        runs.end();
      }
    }
    for (int i = 0; i < SIZE; i++) {
      assertEquals(counter[i], state.find("refractory").orElseThrow().values()[i]);
    }
  }

  @Example
  void takesOverNeuronsThatAreRefractoryAtTheStart() {
    var state = new State(64);
    double[] v = state.declare("v", "1", "held", 7);
    var runs = new RefractoryRuns(state, "v");
    state.find("refractory").orElseThrow().values()[3] = 2;
    double[] seen = new double[3];
    for (int step = 0; step < 3; step++) {
      runs.begin(0, 64);
      v[3] = 100 + step;
      runs.hold();
      seen[step] = v[3];
      runs.end();
    }
    assertEquals(List.of(7.0, 7.0, 102.0), java.util.Arrays.stream(seen).boxed().toList());
  }
}
