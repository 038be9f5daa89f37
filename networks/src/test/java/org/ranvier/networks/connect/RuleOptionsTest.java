package org.ranvier.networks.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Units.um;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.space.Geometry;
import org.ranvier.networks.space.Kernel;
import org.ranvier.networks.space.Layout;
import org.ranvier.networks.space.Mask;
import org.ranvier.networks.space.Positions;
import org.ranvier.simulator.synapses.SynapseBatch;

/** What is said of autapses and multapses is heard by all rules, in all combinations. */
class RuleOptionsTest {
  private static final int SIZE = 40;
  private static final Positions LINE = Layout.grid(SIZE).spacing(um(10)).place("E", SIZE);

  private static List<ConnectionRule> rules() {
    int[] sources = IntStream.range(0, 400).map(k -> k * 7 % SIZE).toArray();
    int[] targets = IntStream.range(0, 400).map(k -> k * k % SIZE).toArray();
    return List.of(
        ConnectionRule.oneToOne(), ConnectionRule.allToAll(), ConnectionRule.fixedInDegree(30), ConnectionRule.fixedOutDegree(30),
        ConnectionRule.fixedTotalNumber(900), ConnectionRule.pairwiseBernoulli(0.9), ConnectionRule.explicit(sources, targets),
        ConnectionRule.pairwiseBernoulli(Kernel.constant(0.9)), ConnectionRule.fixedInDegree(8, Kernel.constant(1)).within(Mask.disc(um(100))));
  }

  @Test
  void allKindsOfRulesAreHere() {
    assertEquals(
        Arrays.stream(ConnectionRule.class.getPermittedSubclasses()).map(Class::getSimpleName).collect(Collectors.toSet()),
        rules().stream().map(r -> r.getClass().getSimpleName()).collect(Collectors.toSet()));
  }

  private static List<Drawn.Synapse> draw(ConnectionRule rule, boolean same) {
    var synapses = new ArrayList<Drawn.Synapse>();
    var values = SynapseValues.of(3, "p", Drawn.NORMAL_WEIGHT, Drawn.NORMAL_DELAY, 0.1, 1, 100);
    var all = NeuronSet.range(0, SIZE);
    var projector = new Projector("projection p", rule, all, all, same, Geometry.between("projection p", LINE, LINE), values);
    var batch =
        new SynapseBatch(
            b -> {
              for (int k = 0; k < b.size; k++) {
                synapses.add(new Drawn.Synapse(b.source[k], b.target[k], b.delay[k], (float) b.weight[k]));
              }
            });
    projector.generate(0, SIZE, batch, true);
    batch.flush();
    return synapses;
  }

  private static long selves(List<Drawn.Synapse> synapses) {
    return synapses.stream().filter(s -> s.source() == s.target()).count();
  }

  private static boolean repeats(List<Drawn.Synapse> synapses) {
    var seen = new HashSet<Integer>();
    return synapses.stream().anyMatch(s -> !seen.add(s.source() * SIZE + s.target()));
  }

  @Test
  void allCombinationsAreHeard() {
    for (ConnectionRule rule : rules()) {
      List<Drawn.Synapse> usual = draw(rule, true);
      assertTrue(selves(usual) > 0, rule.toString());
      for (int options = 1; options < 8; options++) {
        ConnectionRule said = rule;
        for (int o : new int[] {options & 1, options & 2, options & 4}) { // the last in place of the first: in the other order
          said = o == 1 || o == 4 ? said.withoutAutapses() : o == 2 ? said.withoutMultapses() : said;
        }
        List<Drawn.Synapse> drawn = draw(said, true);
        boolean noSelves = (options & 5) != 0;
        assertTrue(!noSelves || selves(drawn) == 0, said.toString());
        assertTrue((options & 2) == 0 || !repeats(drawn), said.toString());
        if (noSelves) {
          assertNotEquals(rule, said);
          assertTrue(selves(draw(said, false)) > 0 || rule instanceof ConnectionRule.FixedTotalNumber, "of two populations no neuron is itself: " + said);
        }
      }
    }
  }
}
