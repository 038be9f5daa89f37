package org.ranvier.networks.connect;

import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.ConnectionRule.AllToAll;
import org.ranvier.networks.connect.ConnectionRule.Explicit;
import org.ranvier.networks.connect.ConnectionRule.FixedInDegree;
import org.ranvier.networks.connect.ConnectionRule.FixedOutDegree;
import org.ranvier.networks.connect.ConnectionRule.FixedTotalNumber;
import org.ranvier.networks.connect.ConnectionRule.OneToOne;
import org.ranvier.networks.connect.ConnectionRule.PairwiseBernoulli;
import org.ranvier.networks.connect.ConnectionRule.SpatialBernoulli;
import org.ranvier.networks.connect.ConnectionRule.SpatialInDegree;
import org.ranvier.networks.space.Geometry;
import org.ranvier.simulator.RanvierException;

/** Makes the pairs of each rule, after checking that there can be such pairs. */
final class PairSources {
  private PairSources() {}

  static PairSource of(
      String where, ConnectionRule rule, NeuronSet sources, NeuronSet targets, boolean same, @Nullable Geometry geometry, long key) {
    int selves = same ? sources.common(targets) : 0; // neurons that could connect to themselves
    return switch (rule) {
      case OneToOne r -> oneToOne(where, sources, targets, same && !r.autapses());
      case AllToAll r -> new AllToAllPairs(sources, targets, r.autapses() ? 0 : selves);
      case FixedInDegree r -> {
        boolean skipSelf = selves > 0 && !r.autapses();
        check(where, "in-degree", r.n(), sources.size(), "source", skipSelf, r.multapses());
        yield new InDegreePairs(r.n(), sources, targets, skipSelf, r.multapses());
      }
      case FixedOutDegree r -> {
        boolean skipSelf = selves > 0 && !r.autapses();
        check(where, "out-degree", r.n(), targets.size(), "target", skipSelf, r.multapses());
        yield new OutDegreePairs(r.n(), sources, targets, skipSelf, r.multapses());
      }
      case FixedTotalNumber r -> totalNumber(where, r, sources, targets, r.autapses() ? 0 : selves, key);
      case PairwiseBernoulli r -> {
        if (!(r.p() >= 0 && r.p() <= 1)) {
          throw new RanvierException(where + ": connection probability " + r.p() + " must be between 0 and 1");
        }
        yield new BernoulliPairs(r.p(), sources, targets, r.autapses() ? 0 : selves);
      }
      case SpatialBernoulli r -> {
        var candidates =
            new Candidates(where, "connection probability", required(geometry), r.p(), r.mask(), sources, same && !r.autapses(), 1);
        yield new SpatialBernoulliPairs(candidates, targets, key);
      }
      case SpatialInDegree r -> {
        check(where, "in-degree", r.n(), sources.size(), "source", same && !r.autapses(), r.multapses());
        var candidates =
            new Candidates(
                where, "kernel", required(geometry), r.kernel(), r.mask(), sources, same && !r.autapses(), Double.MAX_VALUE);
        yield new SpatialInDegreePairs(where, r.n(), candidates, targets, r.multapses(), key);
      }
      case Explicit r -> new ExplicitPairs(where, r, sources, targets, same);
    };
  }

  private static Geometry required(@Nullable Geometry geometry) {
    if (geometry == null) {
      throw new IllegalArgumentException("a rule that depends on displacements needs a geometry");
    }
    return geometry;
  }

  private static PairSource oneToOne(String where, NeuronSet sources, NeuronSet targets, boolean skipSelf) {
    if (sources.size() != targets.size()) {
      throw new RanvierException(
          where + ": one-to-one needs as many sources as targets, but there are " + sources.size() + " and " + targets.size()
              + "; connect views of equal size, or use another rule");
    }
    return new OneToOnePairs(sources, targets, skipSelf);
  }

  private static PairSource totalNumber(
      String where, FixedTotalNumber rule, NeuronSet sources, NeuronSet targets, int skippedSelves, long key) {
    boolean skipSelf = skippedSelves > 0;
    long pairs = (long) sources.size() * targets.size() - skippedSelves;
    if (rule.n() < 0) {
      throw new RanvierException(where + ": a total of " + rule.n() + " synapses must be 0 or above");
    }
    if (rule.n() > 0 && pairs == 0) {
      throw new RanvierException(
          where + ": a neuron without others cannot make " + rule.n() + " synapses; allow autapses, or connect other neurons");
    }
    if (!rule.multapses() && rule.n() > pairs) {
      throw new RanvierException(
          where + ": " + rule.n() + " synapses without multapses exceed the " + pairs + " possible pairs; use at most " + pairs
              + ", or allow multapses");
    }
    if (rule.multapses()) {
      return skipSelf ? new TotalNumberPairs(rule.n(), sources, targets, key) : new MatchedPairs(rule.n(), sources, targets, key);
    }
    return new DistinctTotalPairs(rule.n(), sources, targets, skipSelf, key);
  }

  private static void check(String where, String degree, int n, int size, String side, boolean skipSelf, boolean multapses) {
    if (n < 0) {
      throw new RanvierException(where + ": " + degree + " " + n + " must be 0 or above");
    }
    int available = size - (skipSelf ? 1 : 0);
    if (n > 0 && available == 0) {
      throw new RanvierException(
          where + ": " + degree + " " + n + " needs a " + side
          + " other than the neuron itself; allow autapses, or connect other neurons");
    }
    if (!multapses && n > available) {
      throw new RanvierException(
          where + ": " + degree + " " + n + " exceeds the " + size + " neurons of the " + side
          + (skipSelf ? " (less the neuron itself)" : "")
              + ", and multapses are not allowed; use at most " + available + ", or allow multapses");
    }
  }
}
