package org.ranvier.networks;

import org.ranvier.simulator.time.TimeGrid;

/**
 * Times that were moved to the grid, as {@link Network#roundTimes} asks for.
 *
 * @param of what they are, e.g. {@code "population 'in': spike times"}
 * @param moved how many were moved
 * @param times how many there are
 * @param largestMs by how much at most, in ms
 * @param resolutionMs length of a step in ms
 */
public record GridShift(String of, long moved, long times, double largestMs, double resolutionMs) {
  @Override
  public String toString() {
    return of + ": " + moved + " of " + times + " moved to the grid of " + TimeGrid.trim(resolutionMs) + " ms, by at most "
        + TimeGrid.trim(largestMs) + " ms";
  }
}
