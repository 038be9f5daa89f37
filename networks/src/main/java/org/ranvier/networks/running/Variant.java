package org.ranvier.networks.running;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.state.Snapshot;

/** The state of a network, put into a variant of it that is described a little differently. */
public final class Variant {
  private static final String POPULATION = "population ";
  private static final String PARAMETERS = "/parameters/";

  private Variant() {}

  /**
   * The saved state, with the variant's own parameters: what was changed during the run stays where the description says that it changes.
   *
   * @param fresh the state of the variant before its first step
   * @param ranks of which each has its part; all call at a time
   */
  public static Snapshot of(NetworkPlan network, Snapshot saved, Snapshot fresh, Ranks ranks) {
    requireSameOwners(network, owners(saved), everywhere(owners(fresh), ranks));
    Set<String> changing =
        network.changes().stream().map(c -> c.neurons().population()).collect(Collectors.toSet());
    fresh.arrays().forEach((name, entry) -> {
      int at = name.indexOf(PARAMETERS);
      if (name.startsWith(POPULATION) && at > 0 && !changing.contains(name.substring(POPULATION.length(), at))) {
        saved.put(name, entry);
      }
    });
    return saved;
  }

  /** What has state in the one must have state in the other: a projection that is plastic in one only, say, has no meaningful begin. */
  private static void requireSameOwners(NetworkPlan network, Set<String> before, Set<String> now) {
    if (!before.equals(now)) {
      String gone = before.stream().filter(o -> !now.contains(o)).collect(Collectors.joining(", "));
      String added = now.stream().filter(o -> !before.contains(o)).collect(Collectors.joining(", "));
      throw new RanvierException("'" + network.name() + "' is no variant of the network that was saved:" + (gone.isEmpty() ? "" : " it lacks " + gone)
          + (gone.isEmpty() || added.isEmpty() ? "" : ";") + (added.isEmpty() ? "" : " it has " + added + ", which that had not")
          + "; a variant has the same populations, plastic projections and modulators");
    }
  }

  /** Of what one rank has nothing, another has. */
  private static Set<String> everywhere(Set<String> here, Ranks ranks) {
    if (ranks.size() == 1) {
      return here;
    }
    var all = new TreeSet<String>();
    for (byte[] of : new Meeting(ranks).gather(String.join("\n", here).getBytes(StandardCharsets.UTF_8))) {
      new String(of, StandardCharsets.UTF_8).lines().forEach(all::add);
    }
    return all;
  }

  private static Set<String> owners(Snapshot snapshot) {
    return snapshot.names().stream()
        .map(name -> name.contains("/") ? name.substring(0, name.indexOf('/')) : "")
        .filter(owner -> owner.startsWith(POPULATION) || owner.startsWith("projection ") || owner.startsWith("field "))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
