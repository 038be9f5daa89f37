package org.ranvier.simulator.plastic;

/**
 * Which part of the delay from soma to soma is spent in the dendrite; the rest is spent in the axon.
 *
 * @param kind how the part is given
 * @param steps of that kind
 * @param ms of that kind, where the target is in continuous time
 */
public record Dendrite(Kind kind, int steps, double ms) {
  /** The whole delay is dendritic, as in NEST. */
  public static final Dendrite ALL = new Dendrite(Kind.AXONAL, 0, 0);

  /** The dendritic delay of each synapse is drawn: generators give it. */
  public static final Dendrite DRAWN = new Dendrite(Kind.DRAWN, 0, 0);

  /** How the dendritic part is given. */
  public enum Kind {
    /** By a constant axonal delay. */
    AXONAL,
    /** By a constant dendritic delay. */
    DENDRITIC,
    /** For each synapse. */
    DRAWN
  }

  /** A constant axonal delay; what is left is dendritic. */
  public static Dendrite axonal(int steps) {
    return new Dendrite(Kind.AXONAL, steps, 0);
  }

  /** A constant dendritic delay; what is left is axonal. */
  public static Dendrite dendritic(int steps) {
    return new Dendrite(Kind.DENDRITIC, steps, 0);
  }

  /** A constant part of a real delay to targets in continuous time. */
  public static Dendrite exact(Kind kind, double ms) {
    return new Dendrite(kind, 0, ms);
  }

  /** The dendritic part of a real delay. */
  public double ofMs(double delayMs) {
    return kind == Kind.AXONAL ? delayMs - ms : ms;
  }

  boolean isDrawn() {
    return kind == Kind.DRAWN;
  }

  int steps(int delay) {
    return kind == Kind.AXONAL ? delay - steps : steps;
  }
}
