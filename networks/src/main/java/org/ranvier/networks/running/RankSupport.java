package org.ranvier.networks.running;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.ranvier.networks.building.NetworkIndex;
import org.ranvier.networks.json.PlanDigest;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.plan.ProjectionPlan;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;

/** What does not work on several ranks yet: it is refused, by its name, and never done for the neurons of one rank only. */
public final class RankSupport {
  private static final String MEND = "; run it in one process, without mpirun, with --threads N";

  private RankSupport() {}

  /** Refuses a network that has something of the kind, and ranks that do not simulate the same. All call at a time. */
  public static void check(NetworkIndex index, Ranks ranks, long seed) {
    NetworkPlan network = index.plan();
    var same = new LinkedHashMap<String, String>();
    same.put("seed", Long.toString(seed));
    same.put("network (digest of its description)", PlanDigest.of(network));
    new Meeting(ranks).requireSame(same);
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
