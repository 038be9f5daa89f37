package org.ranvier.networks.systems.stimulation;

import org.ranvier.simulator.random.RandomStream;

/**
 * How ill a plant is as time goes by: as ill as it is, or ill and well by turns, as if a medicine wore off and were taken again. It begins
 * ill; each state lasts one or two episodes, drawn evenly.
 */
final class DiseaseCourse {
  private final RandomStream random;
  private final double severity;
  private final double episodeMs;
  private boolean ill = true;
  private double untilMs;

  /**
   * A course that begins now.
   *
   * @param severity when ill
   * @param episodeMs 0 where the disease stays
   */
  DiseaseCourse(RandomStream random, double severity, double episodeMs) {
    this.random = random;
    this.severity = severity;
    this.episodeMs = episodeMs;
    untilMs = duration();
  }

  private double duration() {
    return episodeMs == 0 ? Double.POSITIVE_INFINITY : episodeMs * (1 + random.nextInt(2));
  }

  /** Goes on to a time since the begin, which never goes back. Returns the severity then. */
  double severity(double ms) {
    while (ms >= untilMs - 1e-6) {
      ill = !ill;
      untilMs += duration();
    }
    return ill ? severity : 0;
  }

  /** Whether it is ill at the time that was asked for last. */
  boolean ill() {
    return ill;
  }
}
