package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.RanvierException;

/** What the engine cannot divide among ranks yet. */
final class RankLimits {
  private RankLimits() {}

  static void check(EngineSpec spec) {
    List<String> refused = new ArrayList<>();
    spec.couplings().stream().limit(1).map(c -> "neurons are coupled continuously (gap junctions, graded synapses)").forEach(refused::add);
    if (!refused.isEmpty()) {
      throw new RanvierException("on several ranks this does not work yet: " + String.join("; ", refused)
          + ". Run it in one process, without mpirun, with --threads N");
    }
  }
}
