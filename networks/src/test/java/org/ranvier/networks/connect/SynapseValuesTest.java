package org.ranvier.networks.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedOutDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedTotalNumber;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Likely;
import org.ranvier.networks.values.Sampler;
import org.ranvier.simulator.synapses.SynapseGenerator.DelayRange;
import org.ranvier.simulator.synapses.SynapseGenerator.WeightSign;

/** Weights and delays of a projection's synapses. */
final class SynapseValuesTest {
  private static final NeuronSet NEURONS = NeuronSet.range(0, 500);
  private static final List<ConnectionRule> RULES =
      List.of(
          fixedInDegree(40), fixedInDegree(40).withoutMultapses(), fixedOutDegree(40), fixedTotalNumber(20_000),
          fixedTotalNumber(20_000).withoutMultapses(), pairwiseBernoulli(0.08));

  private static Drawn draw(ConnectionRule rule, Sampler weight, Sampler delay) {
    return Drawn.of(Drawn.projector(3, rule, NEURONS, NEURONS, true, weight, delay), 500, 2, 5);
  }

  @Test
  void weightsAreDistributedAsTheyShouldBe() {
    DoubleUnaryOperator normal = new NormalDistribution(null, 50, 20)::cumulativeProbability;
    for (ConnectionRule rule : RULES) {
      Drawn drawn = draw(rule, Drawn.NORMAL_WEIGHT, Drawn.NORMAL_DELAY);
      Likely.draws(drawn.synapses().stream().mapToDouble(Drawn.Synapse::weight).toArray(), normal);
    }
  }

  /** A drawn delay falls to the nearest step: step k stands for (k - 1/2)·h to (k + 1/2)·h, within the bounds. */
  @Test
  void delaysAreRoundedToTheGrid() {
    var normal = new NormalDistribution(null, 1.5, 0.75);
    double within = normal.probability(0.1, 10);
    for (ConnectionRule rule : RULES) {
      Drawn drawn = draw(rule, Drawn.NORMAL_WEIGHT, Drawn.NORMAL_DELAY);
      long[] delays = drawn.synapses().stream().mapToLong(Drawn.Synapse::delay).toArray();
      Likely.counts(
          Drawn.histogram(delays, 101),
          k -> k == 0 ? 0
          : delays.length / within * normal.probability(Math.max(0.1, (k - 0.5) / 10), Math.min(10, (k + 0.5) / 10)));
    }
  }

  @Test
  void weightsAndDelaysAreIndependent() {
    for (ConnectionRule rule : RULES) {
      List<Drawn.Synapse> synapses = draw(rule, Drawn.NORMAL_WEIGHT, Drawn.NORMAL_DELAY).synapses();
      double[] weights = synapses.stream().mapToDouble(Drawn.Synapse::weight).toArray();
      double[] delays = synapses.stream().mapToDouble(Drawn.Synapse::delay).toArray();
      double[] sources = synapses.stream().mapToDouble(Drawn.Synapse::source).toArray();
      double limit = 3.5 / Math.sqrt(weights.length);
      assertEquals(0, new PearsonsCorrelation().correlation(weights, delays), limit);
      assertEquals(0, new PearsonsCorrelation().correlation(weights, sources), limit);
      int n = weights.length - 1;
      double[] next = IntStream.range(0, n).mapToDouble(k -> weights[k + 1]).toArray();
      assertEquals(0, new PearsonsCorrelation().correlation(Arrays.copyOf(weights, n), next), limit);
    }
  }

  @Test
  void noTwoSynapsesShareADraw() {
    for (ConnectionRule rule : RULES) {
      var seen = new HashMap<Float, Integer>();
      draw(rule, Drawn.NORMAL_WEIGHT, Drawn.NORMAL_DELAY).synapses().forEach(s -> seen.merge(s.weight(), 1, Integer::sum));
      assertEquals(true, seen.values().stream().allMatch(n -> n <= 3)); // floats near 50 are 2^-18 apart: few chance meetings
    }
  }

  @Test
  void constantsAreTakenAsTheyAre() {
    for (ConnectionRule rule : RULES) {
      Drawn drawn = draw(rule, new Sampler.Constant(-3.5), new Sampler.Constant(0.7));
      drawn.synapses().forEach(s -> assertEquals(new Drawn.Synapse(s.source(), s.target(), 7, -3.5f), s));
    }
  }

  @Test
  void theBoundsOfDelaysAndSignsOfWeightsAreKnownBeforehand() {
    assertEquals(new DelayRange(1, 100, 31), projector(Drawn.NORMAL_WEIGHT, Drawn.NORMAL_DELAY).delays());
    assertEquals(new DelayRange(15, 15, 1), projector(Drawn.NORMAL_WEIGHT, new Sampler.Constant(1.5)).delays());
    assertEquals(WeightSign.MIXED, projector(Drawn.NORMAL_WEIGHT, Drawn.NORMAL_DELAY).weightSign());
    assertEquals(WeightSign.POSITIVE, projector(new Sampler.Normal(1, 1, 0, 9), Drawn.NORMAL_DELAY).weightSign());
    assertEquals(WeightSign.NEGATIVE, projector(new Sampler.Normal(-1, 1, -9, -1e-3), Drawn.NORMAL_DELAY).weightSign());
    // A weight of 0 belongs to either side, so one from -1 to 0 is inhibitory.
    assertEquals(WeightSign.NEGATIVE, projector(new Sampler.Uniform(-1, 0), Drawn.NORMAL_DELAY).weightSign());
    assertEquals(WeightSign.MIXED, projector(new Sampler.Uniform(-1, 1e-9), Drawn.NORMAL_DELAY).weightSign());
    assertEquals(WeightSign.POSITIVE, projector(new Sampler.Constant(0), Drawn.NORMAL_DELAY).weightSign());
  }

  private static Projector projector(Sampler weight, Sampler delay) {
    return Drawn.projector(3, fixedInDegree(1), NEURONS, NEURONS, true, weight, delay);
  }
}
