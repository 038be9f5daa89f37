package org.ranvier.networks.connect;

import java.util.Arrays;
import org.ranvier.networks.space.Box;
import org.ranvier.networks.space.Kernel;
import org.ranvier.networks.space.Mask;
import org.ranvier.simulator.RanvierException;

/**
 * Which neurons of a source set are connected to which of a target set.
 *
 * <p>Rules say whether a neuron may connect to itself (autapse) and whether a pair may be connected more than once (multapse). Both are allowed
 * by default, as in NEST, except that all to all, one to one and Bernoulli rules consider each pair once. Of a list, {@link
 * #withoutAutapses} and {@link #withoutMultapses} leave out the synapses that are not wanted; of several between two neurons the one listed first
 * stays.
 *
 * <p>Where populations have positions, a rule may depend on the displacement from source to target:
 *
 * <pre>{@code
 * pairwiseBernoulli(gaussian(um(150)).times(0.8).cutoff(um(450)))
 * pairwiseBernoulli(0.1).within(disc(um(300)))
 * fixedInDegree(100, exponential(um(200))).within(annulus(um(20), um(800))).withoutMultapses()
 * }</pre>
 */
public sealed interface ConnectionRule {
  /** The k-th source to the k-th target; both sets must have the same size. */
  record OneToOne(boolean autapses) implements ConnectionRule {
    @Override
    public String toString() {
      return "oneToOne()" + without(autapses, true);
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

  /** Each pair within the mask is connected with the probability that is the kernel's value for its displacement. */
  record SpatialBernoulli(Kernel p, Mask mask, boolean autapses) implements ConnectionRule {}

  /**
   * Each target receives {@code n} synapses from sources within the mask, drawn with probabilities in proportion to the kernel's
   * values.
   */
  record SpatialInDegree(int n, Kernel kernel, Mask mask, boolean autapses, boolean multapses) implements ConnectionRule {}

  /**
   * The k-th synapse goes from {@code sources[k]} to {@code targets[k]}, both counted within their sets. Arrays are not copied.
   */
  record Explicit(int[] sources, int[] targets, boolean autapses, boolean multapses) implements ConnectionRule {
    /** The number of synapses, and a hash that tells lists apart. */
    @Override
    public String toString() {
      return "explicit(" + sources.length + " synapses (#"
          + Integer.toHexString(31 * Arrays.hashCode(sources) + Arrays.hashCode(targets)) + "))" + without(autapses, multapses);
    }
  }

  /** Each target receives {@code n} synapses. */
  static FixedInDegree fixedInDegree(int n) {
    return new FixedInDegree(n, true, true);
  }

  /** Each target receives {@code n} synapses, from sources drawn in proportion to a function of the displacement. */
  static SpatialInDegree fixedInDegree(int n, Kernel kernel) {
    return new SpatialInDegree(n, kernel, Mask.EVERYWHERE, true, true);
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

  /** Each pair is connected with a probability that is a function of its displacement. */
  static SpatialBernoulli pairwiseBernoulli(Kernel p) {
    return new SpatialBernoulli(p, Mask.EVERYWHERE, true);
  }

  /** Every source to every target. */
  static AllToAll allToAll() {
    return new AllToAll(true);
  }

  /** The k-th source to the k-th target. */
  static OneToOne oneToOne() {
    return new OneToOne(true);
  }

  /** The k-th synapse goes from source {@code sources[k]} to target {@code targets[k]}. */
  static Explicit explicit(int[] sources, int[] targets) {
    return new Explicit(sources, targets, true, true);
  }

  /** The same rule among pairs whose displacement is within a mask. A second mask narrows the first. */
  default ConnectionRule within(Mask mask) {
    return switch (this) {
      case AllToAll r -> new SpatialBernoulli(Kernel.constant(1), mask, r.autapses);
      case PairwiseBernoulli r -> new SpatialBernoulli(Kernel.constant(r.p), mask, r.autapses);
      case FixedInDegree r -> new SpatialInDegree(r.n, Kernel.constant(1), mask, r.autapses, r.multapses);
      case SpatialBernoulli r -> new SpatialBernoulli(r.p, r.mask.and(mask), r.autapses);
      case SpatialInDegree r -> new SpatialInDegree(r.n, r.kernel, r.mask.and(mask), r.autapses, r.multapses);
      case OneToOne _, FixedOutDegree _, FixedTotalNumber _, Explicit _ ->
          throw new RanvierException(
              getClass().getSimpleName() + " cannot be bounded by a mask; pairwiseBernoulli, fixedInDegree and allToAll can");
    };
  }

  /** Whether the rule needs to know where the neurons are. */
  default boolean isSpatial() {
    return this instanceof SpatialBernoulli || this instanceof SpatialInDegree;
  }

  /** No synapse of the rule is longer than this, in µm; ∞ where nothing bounds it. */
  default double reachUm(int dimensions) {
    return switch (this) {
      case SpatialBernoulli r -> Box.around(r.p.reachUm()).and(r.mask.box()).radiusUm(dimensions);
      case SpatialInDegree r -> Box.around(r.kernel.reachUm()).and(r.mask.box()).radiusUm(dimensions);
      default -> Double.POSITIVE_INFINITY;
    };
  }

  /** The same rule without connections of a neuron to itself. */
  default ConnectionRule withoutAutapses() {
    return switch (this) {
      case AllToAll r -> new AllToAll(false);
      case FixedInDegree r -> new FixedInDegree(r.n, false, r.multapses);
      case FixedOutDegree r -> new FixedOutDegree(r.n, false, r.multapses);
      case FixedTotalNumber r -> new FixedTotalNumber(r.n, false, r.multapses);
      case PairwiseBernoulli r -> new PairwiseBernoulli(r.p, false);
      case SpatialBernoulli r -> new SpatialBernoulli(r.p, r.mask, false);
      case SpatialInDegree r -> new SpatialInDegree(r.n, r.kernel, r.mask, false, r.multapses);
      case OneToOne _ -> new OneToOne(false);
      case Explicit r -> new Explicit(r.sources, r.targets, false, r.multapses);
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
      case SpatialBernoulli r -> r;
      case SpatialInDegree r -> new SpatialInDegree(r.n, r.kernel, r.mask, r.autapses, false);
      case OneToOne r -> r;
      case Explicit r -> new Explicit(r.sources, r.targets, r.autapses, false);
    };
  }

  private static String without(boolean autapses, boolean multapses) {
    return (autapses ? "" : ".withoutAutapses()") + (multapses ? "" : ".withoutMultapses()");
  }
}
