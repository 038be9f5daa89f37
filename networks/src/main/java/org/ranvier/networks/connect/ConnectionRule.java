package org.ranvier.networks.connect;

import java.util.Arrays;

/**
 * Which neurons of a source set are connected to which of a target set.
 *
 * <p>Rules that draw say whether a neuron may connect to itself (autapse) and whether a pair may be connected more than once
 * (multapse). Both are allowed by default, as in NEST, except that a Bernoulli rule considers each pair once.
 */
public sealed interface ConnectionRule {
  /** The k-th source to the k-th target; both sets must have the same size. */
  record OneToOne() implements ConnectionRule {
    @Override
    public String toString() {
      return "oneToOne()";
    }
  }

  /** Every source to every target. */
  record AllToAll(boolean autapses) implements ConnectionRule {
    @Override
    public String toString() {
      return "allToAll()" + without(autapses, true);
    }
  }

  /** Each target receives {@code n} synapses from sources drawn at random. */
  record FixedInDegree(int n, boolean autapses, boolean multapses) implements ConnectionRule {
    @Override
    public String toString() {
      return "fixedInDegree(" + n + ")" + without(autapses, multapses);
    }
  }

  /** Each source makes {@code n} synapses on targets drawn at random. */
  record FixedOutDegree(int n, boolean autapses, boolean multapses) implements ConnectionRule {
    @Override
    public String toString() {
      return "fixedOutDegree(" + n + ")" + without(autapses, multapses);
    }
  }

  /** {@code n} synapses in all, each between a source and a target drawn at random. */
  record FixedTotalNumber(long n, boolean autapses, boolean multapses) implements ConnectionRule {
    @Override
    public String toString() {
      return "fixedTotalNumber(" + n + ")" + without(autapses, multapses);
    }
  }

  /** Each pair is connected with probability {@code p}. */
  record PairwiseBernoulli(double p, boolean autapses) implements ConnectionRule {
    @Override
    public String toString() {
      return "pairwiseBernoulli(" + p + ")" + without(autapses, true);
    }
  }

  /**
   * The k-th synapse goes from {@code sources[k]} to {@code targets[k]}, both counted within their sets. Arrays are not copied.
   */
  record Explicit(int[] sources, int[] targets) implements ConnectionRule {
    /** The number of synapses, and a hash that tells lists apart. */
    @Override
    public String toString() {
      return "explicit(" + sources.length + " synapses (#"
          + Integer.toHexString(31 * Arrays.hashCode(sources) + Arrays.hashCode(targets)) + "))";
    }
  }

  /** Each target receives {@code n} synapses. */
  static FixedInDegree fixedInDegree(int n) {
    return new FixedInDegree(n, true, true);
  }

  /** Each source makes {@code n} synapses. */
  static FixedOutDegree fixedOutDegree(int n) {
    return new FixedOutDegree(n, true, true);
  }

  /** There are {@code n} synapses in all. */
  static FixedTotalNumber fixedTotalNumber(long n) {
    return new FixedTotalNumber(n, true, true);
  }

  /** Each pair is connected with probability {@code p}. */
  static PairwiseBernoulli pairwiseBernoulli(double p) {
    return new PairwiseBernoulli(p, true);
  }

  /** Every source to every target. */
  static AllToAll allToAll() {
    return new AllToAll(true);
  }

  /** The k-th source to the k-th target. */
  static OneToOne oneToOne() {
    return new OneToOne();
  }

  /** The k-th synapse goes from source {@code sources[k]} to target {@code targets[k]}. */
  static Explicit explicit(int[] sources, int[] targets) {
    return new Explicit(sources, targets);
  }

  /** The same rule without connections of a neuron to itself. */
  default ConnectionRule withoutAutapses() {
    return switch (this) {
      case AllToAll r -> new AllToAll(false);
      case FixedInDegree r -> new FixedInDegree(r.n, false, r.multapses);
      case FixedOutDegree r -> new FixedOutDegree(r.n, false, r.multapses);
      case FixedTotalNumber r -> new FixedTotalNumber(r.n, false, r.multapses);
      case PairwiseBernoulli r -> new PairwiseBernoulli(r.p, false);
      case OneToOne r -> r;
      case Explicit r -> r;
    };
  }

  /** The same rule with at most one synapse between two neurons. */
  default ConnectionRule withoutMultapses() {
    return switch (this) {
      case FixedInDegree r -> new FixedInDegree(r.n, r.autapses, false);
      case FixedOutDegree r -> new FixedOutDegree(r.n, r.autapses, false);
      case FixedTotalNumber r -> new FixedTotalNumber(r.n, r.autapses, false);
      case AllToAll r -> r;
      case PairwiseBernoulli r -> r;
      case OneToOne r -> r;
      case Explicit r -> r;
    };
  }

  private static String without(boolean autapses, boolean multapses) {
    return (autapses ? "" : ".withoutAutapses()") + (multapses ? "" : ".withoutMultapses()");
  }
}
