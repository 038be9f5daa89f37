package org.ranvier.networks;

import java.util.List;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.simulator.RanvierException;

/** Checks that rules have the readouts from which they learn. */
final class Readouts {
  private Readouts() {}

  static void check(Projection projection, Network network) {
    LearningRule rule = projection.plasticity().rule();
    List<String> names = network.readouts().stream().map(Readout::name).toList();
    for (String needed : rule.readouts()) {
      int k = names.indexOf(needed);
      if (k < 0) {
        throw new RanvierException(
            projection.where() + ": " + rule.name() + " learns from the readout '" + needed + "', which the network does not have"
                + (names.isEmpty() ? "; add net.readout(\"" + needed + "\", …)" : Names.suggest(needed, names)));
      }
      Population target = projection.target().population();
      if (!network.readouts().get(k).reads(target)) {
        throw new RanvierException(
            projection.where() + ": the readout '" + needed + "' does not read " + target.name()
                + ", so it has nothing to teach it; name the population in net.readout(\""
                + needed + "\", …)");
      }
    }
  }
}
