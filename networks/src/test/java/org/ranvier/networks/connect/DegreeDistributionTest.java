package org.ranvier.networks.connect;

import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedOutDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedTotalNumber;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.apache.commons.math3.distribution.IntegerDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.networks.Likely;

/** How the degrees that a rule leaves to chance are distributed. */
final class DegreeDistributionTest {
  private static final int SOURCES = 3000;
  private static final int TARGETS = 2000;

  private static Drawn draw(ConnectionRule rule, boolean same) {
    NeuronSet sources = NeuronSet.range(0, same ? TARGETS : SOURCES);
    return Drawn.of(Drawn.projector(5, rule, sources, NeuronSet.range(0, TARGETS), same), TARGETS);
  }

  private static void follow(IntegerDistribution distribution, long[] degrees) {
    int classes = (int) (3 * distribution.getNumericalMean() + 50);
    Likely.counts(Drawn.histogram(degrees, classes), k -> degrees.length * distribution.probability(k));
  }

  private static IntegerDistribution binomial(int trials, double p) {
    return new BinomialDistribution(null, trials, p);
  }

  @Test
  void sourcesOfAFixedInDegreeAreDrawnWithRepetition() {
    follow(binomial(100 * TARGETS, 1.0 / SOURCES), draw(fixedInDegree(100), false).outDegrees(SOURCES));
  }

  @ParameterizedTest
  @CsvSource({"40, false", "40, true", "1500, false", "1950, true"}) // few and most of the sources
  void withoutMultapsesEachTargetHasEachSourceWithOneProbability(int n, boolean same) {
    ConnectionRule rule = fixedInDegree(n).withoutMultapses().withoutAutapses();
    if (same) {
      follow(binomial(TARGETS - 1, n / (TARGETS - 1.0)), draw(rule, true).outDegrees(TARGETS));
    } else {
      follow(binomial(TARGETS, (double) n / SOURCES), draw(rule, false).outDegrees(SOURCES));
    }
  }

  @Test
  void targetsOfAFixedOutDegreeAreDrawnWithRepetition() {
    follow(binomial(50 * SOURCES, 1.0 / TARGETS), draw(fixedOutDegree(50), false).inDegrees(TARGETS));
  }

  @ParameterizedTest
  @CsvSource({"40", "1500"})
  void withoutMultapsesEachSourceHasEachTargetWithOneProbability(int n) {
    follow(binomial(SOURCES, (double) n / TARGETS), draw(fixedOutDegree(n).withoutMultapses(), false).inDegrees(TARGETS));
    ConnectionRule noSelf = fixedOutDegree(n).withoutMultapses().withoutAutapses();
    follow(binomial(TARGETS - 1, n / (TARGETS - 1.0)), draw(noSelf, true).inDegrees(TARGETS));
  }

  /** The blocks among which targets are divided must leave no trace. */
  @Test
  void aTotalNumberIsMultinomialOnBothSides() {
    Drawn drawn = draw(fixedTotalNumber(100_000), false);
    follow(binomial(100_000, 1.0 / TARGETS), drawn.inDegrees(TARGETS));
    follow(binomial(100_000, 1.0 / SOURCES), drawn.outDegrees(SOURCES));
    long[] ofBlock = new long[(TARGETS + 63) / 64];
    drawn.synapses().forEach(s -> ofBlock[s.target() / 64]++);
    Likely.counts(ofBlock, b -> 100_000.0 * Math.min(64, TARGETS - 64 * b) / TARGETS);
  }

  @Test
  void aTotalNumberOfDistinctPairsIsHypergeometricOnBothSides() {
    Drawn drawn = draw(fixedTotalNumber(600_000).withoutMultapses(), false);
    int pairs = SOURCES * TARGETS;
    follow(new HypergeometricDistribution(null, pairs, SOURCES, 600_000), drawn.inDegrees(TARGETS));
    follow(new HypergeometricDistribution(null, pairs, TARGETS, 600_000), drawn.outDegrees(SOURCES));
  }

  @ParameterizedTest
  @CsvSource({"0.003", "0.1", "0.7"})
  void bernoulliPairsAreBinomialOnBothSides(double p) {
    Drawn drawn = draw(pairwiseBernoulli(p), false);
    follow(binomial(SOURCES, p), drawn.inDegrees(TARGETS));
    follow(binomial(TARGETS, p), drawn.outDegrees(SOURCES));
    follow(binomial(TARGETS - 1, p), draw(pairwiseBernoulli(p).withoutAutapses(), true).outDegrees(TARGETS));
  }

  /** Every pair of a small network, over many seeds; the views overlap in some neurons, which must not connect to themselves. */
  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void allPairsAreEquallyLikely(boolean autapses, boolean multapses) {
    NeuronSet sources = NeuronSet.of(new int[] {1, 2, 60, 63, 64, 70, 129, 140});
    NeuronSet targets = NeuronSet.of(new int[] {2, 3, 63, 64, 65, 100, 130, 140, 141});
    for (ConnectionRule all :
        new ConnectionRule[] {
          fixedInDegree(3), fixedInDegree(6), fixedOutDegree(3), fixedOutDegree(6), fixedTotalNumber(10), fixedTotalNumber(50),
              pairwiseBernoulli(0.4)
        }) {
      ConnectionRule rule = autapses ? all : all.withoutAutapses();
      rule = multapses ? rule : rule.withoutMultapses();
      boolean total = rule instanceof ConnectionRule.FixedTotalNumber;
      long[] seen = new long[200 * 200];
      for (int seed = 0; seed < 2000; seed++) {
        Drawn.of(Drawn.projector(seed, rule, sources, targets, true), 200).synapses()
            .forEach(s -> seen[s.source() * 200 + s.target()]++);
      }
      if (total || rule instanceof ConnectionRule.PairwiseBernoulli) {
        Likely.equalCounts(pairs(seen, sources, targets, autapses));
      }
      if (rule instanceof ConnectionRule.FixedInDegree) {
        for (int target : targets.toArray()) {
          Likely.equalCounts(pairs(seen, sources, NeuronSet.of(new int[] {target}), autapses));
        }
      }
      if (rule instanceof ConnectionRule.FixedOutDegree) {
        for (int source : sources.toArray()) {
          Likely.equalCounts(pairs(seen, NeuronSet.of(new int[] {source}), targets, autapses));
        }
      }
    }
  }

  private static long[] pairs(long[] seen, NeuronSet sources, NeuronSet targets, boolean autapses) {
    return Arrays.stream(sources.toArray())
        .boxed()
        .flatMap(s -> Arrays.stream(targets.toArray()).filter(t -> autapses || s != t).mapToObj(t -> seen[s * 200 + t]))
        .mapToLong(n -> n)
        .toArray();
  }
}
