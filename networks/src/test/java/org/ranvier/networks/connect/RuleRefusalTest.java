package org.ranvier.networks.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedOutDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedTotalNumber;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;

import org.junit.jupiter.api.Test;
import org.ranvier.networks.values.Sampler;
import org.ranvier.simulator.RanvierException;

/** Rules that cannot be followed are refused before anything is built, with what would be possible. */
final class RuleRefusalTest {
  private static final NeuronSet TEN = NeuronSet.range(0, 10);
  private static final NeuronSet SIX = NeuronSet.range(0, 6);

  private static void refused(String message, ConnectionRule rule, NeuronSet sources, NeuronSet targets) {
    refused(message, rule, sources, targets, Drawn.NORMAL_WEIGHT, Drawn.NORMAL_DELAY);
  }

  private static void refused(
      String message, ConnectionRule rule, NeuronSet sources, NeuronSet targets, Sampler weight, Sampler delay) {
    var e = assertThrows(RanvierException.class, () -> Drawn.projector(1, rule, sources, targets, true, weight, delay));
    assertEquals("projection p: " + message, e.getMessage());
  }

  @Test
  void oneToOneOfUnequalSizes() {
    refused(
        "one-to-one needs as many sources as targets, but there are 10 and 6; connect views of equal size, or use another rule",
        oneToOne(), TEN, SIX);
  }

  @Test
  void moreInputsThanSources() {
    refused(
        "in-degree 11 exceeds the 10 neurons of the source, and multapses are not allowed; use at most 10, or allow multapses",
        fixedInDegree(11).withoutMultapses(), TEN, SIX);
    refused(
        "in-degree 10 exceeds the 10 neurons of the source (less the neuron itself), and multapses are not allowed; use at most "
        + "9, or allow multapses",
        fixedInDegree(10).withoutMultapses().withoutAutapses(), TEN, SIX);
    refused("in-degree -1 must be 0 or above", fixedInDegree(-1), TEN, SIX);
  }

  @Test
  void moreOutputsThanTargets() {
    refused(
        "out-degree 7 exceeds the 6 neurons of the target, and multapses are not allowed; use at most 6, or allow multapses",
        fixedOutDegree(7).withoutMultapses(), TEN, SIX);
    refused("out-degree -1 must be 0 or above", fixedOutDegree(-1), TEN, SIX);
  }

  @Test
  void aNeuronThatIsAlone() {
    NeuronSet one = NeuronSet.range(3, 4);
    refused(
        "in-degree 2 needs a source other than the neuron itself; allow autapses, or connect other neurons",
        fixedInDegree(2).withoutAutapses(), one, one);
    refused(
        "out-degree 2 needs a target other than the neuron itself; allow autapses, or connect other neurons",
        fixedOutDegree(2).withoutAutapses(), one, one);
    refused(
        "a neuron without others cannot make 5 synapses; allow autapses, or connect other neurons",
        fixedTotalNumber(5).withoutAutapses(), one, one);
  }

  /** Sets without a common neuron have no autapses to leave out. */
  @Test
  void butSeparateNeuronsOfAPopulationAreAllPossible() {
    var projector =
        Drawn.projector(1, fixedInDegree(6).withoutMultapses().withoutAutapses(), SIX, NeuronSet.range(6, 10), true);
    assertEquals(24, Drawn.of(projector, 10).synapses().size());
    var single = Drawn.projector(1, fixedInDegree(2).withoutAutapses(), NeuronSet.range(3, 4), NeuronSet.range(5, 6), true);
    assertEquals(2, Drawn.of(single, 10).synapses().size());
  }

  @Test
  void moreSynapsesThanPairs() {
    refused(
        "61 synapses without multapses exceed the 60 possible pairs; use at most 60, or allow multapses",
        fixedTotalNumber(61).withoutMultapses(), TEN, SIX);
    refused(
        "55 synapses without multapses exceed the 54 possible pairs; use at most 54, or allow multapses",
        fixedTotalNumber(55).withoutMultapses().withoutAutapses(), TEN, SIX);
    refused("a total of -1 synapses must be 0 or above", fixedTotalNumber(-1), TEN, SIX);
  }

  @Test
  void aProbabilityOutOfRange() {
    refused("connection probability 1.1 must be between 0 and 1", pairwiseBernoulli(1.1), TEN, SIX);
    refused("connection probability -0.1 must be between 0 and 1", pairwiseBernoulli(-0.1), TEN, SIX);
    refused("connection probability NaN must be between 0 and 1", pairwiseBernoulli(Double.NaN), TEN, SIX);
  }

  @Test
  void aListThatLeavesTheSets() {
    refused("the list has 2 sources and 1 targets; give a target for each source", explicit(new int[] {0, 1}, new int[] {0}), TEN,
        SIX);
    refused("synapse 1 of the list has source 10, which is not within 0 … 9", explicit(new int[] {0, 10}, new int[] {0, 0}), TEN,
        SIX);
    refused("synapse 0 of the list has target 6, which is not within 0 … 5", explicit(new int[] {0, 9}, new int[] {6, 0}), TEN,
        SIX);
    refused("synapse 0 of the list has target -1, which is not within 0 … 5", explicit(new int[] {0}, new int[] {-1}), TEN, SIX);
  }

  @Test
  void listedValuesThatDoNotFit() {
    Sampler three = Sampler.Listed.of(new double[] {1, 2, 3});
    var two = explicit(new int[] {0, 1}, new int[] {0, 1});
    refused("there are 3 weights for 2 synapses; give one for each", two, TEN, SIX, three, Drawn.NORMAL_DELAY);
    refused("there are 3 delays for 2 synapses; give one for each", two, TEN, SIX, Drawn.NORMAL_WEIGHT, three);
    refused(
        "listed weights need listed synapses; use the rule explicit(sources, targets), or draw the weights",
        fixedInDegree(3), TEN, SIX, three, Drawn.NORMAL_DELAY);
  }
}
