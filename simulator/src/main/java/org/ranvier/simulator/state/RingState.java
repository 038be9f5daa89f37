package org.ranvier.simulator.state;

/** Rings as state: what they hold of the last moments, the oldest first, so that longer and shorter rings understand each other. */
public final class RingState {
  private RingState() {}

  /**
   * Lists a ring that is the same for all workers, though some may remember more.
   *
   * @param ring the values of moment {@code t} stand from {@code width · (t & mask)} on
   * @param newest the last moment that it holds
   */
  public static void list(StatePort port, String name, String unit, double[] ring, int width, int mask, long newest) {
    double[] inOrder = new double[(mask + 1) * width];
    if (port.restores()) {
      double[] saved = port.longest(name, unit, inOrder);
      int known = Math.min(saved.length, inOrder.length);
      System.arraycopy(saved, saved.length - known, inOrder, inOrder.length - known, known);
      move(ring, width, mask, newest, inOrder, true);
    } else {
      move(ring, width, mask, newest, inOrder, false);
      port.longest(name, unit, inOrder);
    }
  }

  private static void move(double[] ring, int width, int mask, long newest, double[] inOrder, boolean in) {
    for (int k = 0; k <= mask; k++) {
      int at = width * (int) (newest - mask + k & mask);
      if (in) {
        System.arraycopy(inOrder, k * width, ring, at, width);
      } else {
        System.arraycopy(ring, at, inOrder, k * width, width);
      }
    }
  }
}
