package org.ranvier.networks.running;

import java.util.LinkedHashMap;
import org.ranvier.networks.json.PlanDigest;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;

/**
 * What has to be so for several ranks to simulate one network. What does not work on them is to be refused here, by its name, and never done for one
 * rank's neurons only.
 */
public final class RankSupport {
  private RankSupport() {}

  /** Refuses ranks that do not simulate the same. All call at a time. */
  public static void check(NetworkPlan network, Ranks ranks, long seed) {
    var same = new LinkedHashMap<String, String>();
    same.put("seed", Long.toString(seed));
    same.put("network (digest of its description)", PlanDigest.of(network));
    new Meeting(ranks).requireSame(same);
  }
}
