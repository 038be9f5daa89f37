package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.RanvierException;

/** What the engine cannot divide among ranks yet. */
final class RankLimits {
  private RankLimits() {}

  static void check(EngineSpec spec) {
    List<String> refused = new ArrayList<>();
    spec.populations().stream().filter(PopulationSpec::isExact).map(p -> "population '" + p.name() + "' lives in continuous time").forEach(refused::add);
    spec.couplings().stream().limit(1).map(c -> "neurons are coupled continuously (gap junctions, graded synapses)").forEach(refused::add);
    spec.probes().stream().limit(1).map(p -> "state variables are recorded").forEach(refused::add);
    if (!refused.isEmpty()) {
      throw new RanvierException("on several ranks this does not work yet: " + String.join("; ", refused)
          + ". Run it in one process, without mpirun, with --threads N");
    }
  }
}
