package org.ranvier.networks.connect;

import java.util.Optional;
import org.ranvier.networks.space.Profile;
import org.ranvier.networks.values.Sampler;

/** Says why the synapses of a projection cannot be drawn source by source. */
final class Rowless {
  private Rowless() {}

  /**
   * @param byRows whether its pairs can be drawn source by source
   */
  static Optional<String> why(ConnectionRule rule, boolean byRows, SynapseValues values) {
    if (!byRows) {
      return Optional.of(why(rule));
    }
    if (rule instanceof ConnectionRule.AllToAll && !(values.weight() instanceof Sampler.Constant && values.delay() instanceof Sampler.Constant)) {
      return Optional.of("of " + rule + " the weights and delays are drawn target by target; give it one weight and one delay");
    }
    return why("weights", values.weight()).or(() -> why("delays", values.delay()));
  }

  private static Optional<String> why(String what, Sampler values) {
    return switch (values) {
      case Sampler.Listed _ -> Optional.of("its " + what + " are listed");
      case Profile.Values _ -> Optional.of("its " + what + " are functions of where the neurons are");
      default -> Optional.empty();
    };
  }

  private static String why(ConnectionRule rule) {
    String byTarget = " draws the sources of a target, and not the targets of a source";
    String mend = "; fixedTotalNumber(n) and fixedOutDegree(n) can be drawn source by source";
    return switch (rule) {
      case ConnectionRule.Explicit _ -> "its synapses are listed";
      case ConnectionRule.FixedTotalNumber r ->
          rule + byTarget + (r.multapses() ? ": it may be with autapses" : ": it may be with multapses");
      default -> rule + byTarget + mend;
    };
  }
}
