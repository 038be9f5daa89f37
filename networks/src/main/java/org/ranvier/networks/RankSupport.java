package org.ranvier.networks;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Ranks;

/** What does not work on several ranks yet: it is refused, by its name, and never done for the neurons of one rank only. */
final class RankSupport {
  private static final String MEND = "; run it in one process, without mpirun, with --threads N";

  private RankSupport() {}

  /** Refuses a network that has something of the kind. */
  static void check(Network network) {
    var refused = new ArrayList<String>();
    for (Projection p : network.projections()) {
      p.coupling().ifPresent(c -> refused.add(p.where() + " couples neurons continuously"));
    }
    network.upkeep().forEach(u -> refused.add(u.toString()));
    network.lowRanks().forEach(l -> refused.add("low-rank projection " + l.name()));
    network.readouts().forEach(r -> refused.add(r.where()));
    addFirst(refused, network.weightRecorders().stream().filter(WeightRecorder::isOnSpikes).toList(), "recorders of weights at spikes");
    addFirst(refused, network.parameterRecorders(), "recorders of parameters");
    if (!refused.isEmpty()) {
      throw new RanvierException("network '" + network.name() + "' has what does not work on several ranks yet: " + String.join("; ", refused) + MEND);
    }
  }

  private static void addFirst(List<String> refused, List<?> recorders, String what) {
    if (!recorders.isEmpty()) {
      refused.add(recorders.size() == 1 ? what : recorders.size() + " " + what);
    }
  }

  static void onlyAlone(Ranks ranks, String what) {
    if (ranks.size() > 1) {
      throw new RanvierException(what + " does not work on several ranks yet" + MEND);
    }
  }
}
