package org.ranvier.networks.running;

import java.util.ArrayList;
import org.ranvier.networks.building.NetworkIndex;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.plan.ProjectionPlan;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Ranks;

/** What does not work on several ranks yet: it is refused, by its name, and never done for the neurons of one rank only. */
public final class RankSupport {
  private static final String MEND = "; run it in one process, without mpirun, with --threads N";

  private RankSupport() {}

  /** Refuses a network that has something of the kind. */
  public static void check(NetworkIndex index) {
    NetworkPlan network = index.plan();
    var refused = new ArrayList<String>();
    for (ProjectionPlan p : network.projections()) {
      index.connection(p).coupling().ifPresent(c -> refused.add(p.where() + " couples neurons continuously"));
    }
    if (!refused.isEmpty()) {
      throw new RanvierException("network '" + network.name() + "' has what does not work on several ranks yet: " + String.join("; ", refused) + MEND);
    }
  }

  /** Refuses what works in one process only. */
  public static void onlyAlone(Ranks ranks, String what) {
    if (ranks.size() > 1) {
      throw new RanvierException(what + " does not work on several ranks yet" + MEND);
    }
  }
}
