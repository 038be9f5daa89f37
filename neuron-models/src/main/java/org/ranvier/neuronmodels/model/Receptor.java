package org.ranvier.neuronmodels.model;

/**
 * An input port of a model for spikes.
 *
 * <p>The sign of a weight says what a spike does: a current or a jump of the potential excites above 0 and inhibits below. Where spikes open a
 * conductance, which is never negative, a receptor takes weights of one sign: those of excitatory receptors, and of all that are named after
 * transmitters or places, are 0 or above; those of a receptor that is written for negative weights, {@code g += -w}, are 0 or below, as
 * in NEST, where a negative weight addresses the inhibitory conductance.
 *
 * @param name e.g. {@code excitatory}
 * @param unit unit of the weights that end there, e.g. {@code pA}
 * @param meaning what an arriving weight does
 * @param weights which weights may end there
 */
public record Receptor(String name, String unit, String meaning, Weights weights) {

  /** A receptor of weights of both signs. */
  public Receptor(String name, String unit, String meaning) {
    this(name, unit, meaning, Weights.ANY);
  }

  /** Which weights a receptor may get. */
  public enum Weights {
    ANY("any"),
    NOT_NEGATIVE("0 or above"),
    NOT_POSITIVE("0 or below");

    private final String words;

    Weights(String words) {
      this.words = words;
    }

    /** Whether a weight is among them. */
    public boolean allow(double weight) {
      return switch (this) {
        case ANY -> true;
        case NOT_NEGATIVE -> weight >= 0;
        case NOT_POSITIVE -> weight <= 0;
      };
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
