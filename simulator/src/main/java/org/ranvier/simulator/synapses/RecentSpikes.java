package org.ranvier.simulator.synapses;

import java.util.Arrays;
import org.ranvier.simulator.state.StatePort;

/**
 * The spikes of a population in the last steps.
 *
 * @param counts how many there were in each step, the oldest step first
 * @param neurons that fired, step after step, ascending within a step
 */
public record RecentSpikes(int[] counts, int[] neurons) {
  /** None at all. */
  public static final RecentSpikes NONE = new RecentSpikes(new int[0], new int[0]);

  /** Lists them; returns those that go on. */
  public RecentSpikes state(StatePort port) {
    return new RecentSpikes(port.array("count", "1", counts), port.array("neurons", "1", neurons));
  }

  /** Number of steps. */
  public int steps() {
    return counts.length;
  }

  /** Where the spikes of the {@code k}-th step begin. */
  int begin(int k) {
    return Arrays.stream(counts, 0, k).sum();
  }
}
