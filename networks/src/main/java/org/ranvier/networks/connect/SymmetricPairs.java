package org.ranvier.networks.connect;

import java.util.function.IntPredicate;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;

/**
 * The connections of a projection in both directions with one weight and delay each, as gap junctions are. Where a rule that
 * draws could make a pair of neurons twice, from the one to the other and the other way round, it counts once.
 */
public final class SymmetricPairs {
  private final SynapseGenerator drawn;
  private final NeuronSet sources;
  private final NeuronSet targets;
  private final int targetPopulation;
  private final boolean pairsTwice;

  /**
   * @param where the projection's name, for messages
   * @param drawn makes the connections in one direction
   * @param targetPopulation number of neurons of the target population
   * @param samePopulation whether sources and targets are neurons of one population
   */
  public SymmetricPairs(
      String where, ConnectionRule rule, SynapseGenerator drawn, NeuronSet sources, NeuronSet targets, int targetPopulation, boolean samePopulation) {
    this.drawn = drawn;
    this.sources = sources;
    this.targets = targets;
    this.targetPopulation = targetPopulation;
    pairsTwice =
        switch (rule) {
          case ConnectionRule.OneToOne _, ConnectionRule.Explicit _ -> false;
          case ConnectionRule.AllToAll _, ConnectionRule.PairwiseBernoulli _, ConnectionRule.SpatialBernoulli _ -> samePopulation;
          case ConnectionRule.FixedInDegree _, ConnectionRule.FixedOutDegree _, ConnectionRule.FixedTotalNumber _, ConnectionRule.SpatialInDegree _ ->
              throw refused(where, rule);
        };
  }

  private static RanvierException refused(String where, ConnectionRule rule) {
    return new RanvierException(
        where + ": " + rule + " counts connections in one direction, which a symmetric projection cannot keep; use pairwiseBernoulli(p),"
            + " allToAll(), oneToOne() or explicit(sources, targets), each pair listed once");
  }

  /** From sources to targets, as drawn. */
  public SynapseGenerator forward() {
    return new Direction() {
      @Override
      public void generate(int from, int to, SynapseBatch batch, boolean withWeights) {
        pass(from, to, withWeights, target -> true, false, batch);
      }
    };
  }

  /** The same connections from targets to sources. */
  public SynapseGenerator backward() {
    return new Direction() {
      @Override
      public void generate(int from, int to, SynapseBatch batch, boolean withWeights) {
        pass(0, targetPopulation, withWeights, source -> source >= from && source < to, true, batch);
      }
    };
  }

  private void pass(int from, int to, boolean withWeights, IntPredicate wanted, boolean swap, SynapseBatch into) {
    var all =
        new SynapseBatch(
            b -> {
              for (int k = 0; k < b.size; k++) {
                int source = b.source[k];
                int target = b.target[k];
                if (wanted.test(swap ? source : target) && !(pairsTwice && isSecond(source, target))) {
                  into.makeRoom();
                  int q = into.size++;
                  into.source[q] = swap ? target : source;
                  into.target[q] = swap ? source : target;
                  into.delay[q] = b.delay[k];
                  into.weight[q] = b.weight[k];
                }
              }
            });
    drawn.generate(from, to, all, withWeights);
    all.flush();
  }

  /** Of two neurons that the rule looks at in both directions, the connection from the one with the lower index is dropped. */
  private boolean isSecond(int source, int target) {
    return source <= target && targets.contains(source) && sources.contains(target);
  }

  private abstract class Direction implements SynapseGenerator {
    @Override
    public DelayRange delays() {
      return drawn.delays();
    }

    @Override
    public long expectedCount() {
      return drawn.expectedCount();
    }

    @Override
    public WeightSign weightSign() {
      return drawn.weightSign();
    }
  }
}
