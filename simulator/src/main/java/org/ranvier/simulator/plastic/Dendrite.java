package org.ranvier.simulator.plastic;

/**
 * Which part of the delay from soma to soma is spent in the dendrite; the rest is spent in the axon.
 *
 * @param kind how the part is given
 * @param steps of that kind
 */
public record Dendrite(Kind kind, int steps) {
  /** The whole delay is dendritic, as in NEST. */
  public static final Dendrite ALL = new Dendrite(Kind.AXONAL, 0);

  /** The dendritic delay of each synapse is drawn: generators give it. */
  public static final Dendrite DRAWN = new Dendrite(Kind.DRAWN, 0);

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
    return new Dendrite(Kind.AXONAL, steps);
  }

  /** A constant dendritic delay; what is left is axonal. */
  public static Dendrite dendritic(int steps) {
    return new Dendrite(Kind.DENDRITIC, steps);
  }

  boolean isDrawn() {
    return kind == Kind.DRAWN;
  }

  int steps(int delay) {
    return kind == Kind.AXONAL ? delay - steps : steps;
  }
}
