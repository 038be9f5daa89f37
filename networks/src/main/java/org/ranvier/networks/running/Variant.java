package org.ranvier.networks.running;

import java.util.Set;
import java.util.stream.Collectors;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.simulator.RanvierException;
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
   */
  public static Snapshot of(NetworkPlan network, Snapshot saved, Snapshot fresh) {
    requireSameOwners(network, saved, fresh);
    Set<String> changing =
        network.changes().stream().map(c -> c.neurons().population()).collect(Collectors.toSet());
    var merged = new Snapshot();
    saved.arrays().forEach(merged::put);
    fresh.arrays().forEach((name, entry) -> {
      int at = name.indexOf(PARAMETERS);
      if (name.startsWith(POPULATION) && at > 0 && !changing.contains(name.substring(POPULATION.length(), at))) {
        merged.put(name, entry);
      }
    });
    return merged;
  }

  /** What has state in the one must have state in the other: a projection that is plastic in one only, say, has no meaningful begin. */
  private static void requireSameOwners(NetworkPlan network, Snapshot saved, Snapshot fresh) {
    Set<String> before = owners(saved);
    Set<String> now = owners(fresh);
    if (!before.equals(now)) {
      String gone = before.stream().filter(o -> !now.contains(o)).collect(Collectors.joining(", "));
      String added = now.stream().filter(o -> !before.contains(o)).collect(Collectors.joining(", "));
      throw new RanvierException("'" + network.name() + "' is no variant of the network that was saved:" + (gone.isEmpty() ? "" : " it lacks " + gone)
          + (gone.isEmpty() || added.isEmpty() ? "" : ";") + (added.isEmpty() ? "" : " it has " + added + ", which that had not")
          + "; a variant has the same populations, plastic projections and modulators");
    }
  }

  private static Set<String> owners(Snapshot snapshot) {
    return snapshot.arrays().keySet().stream()
        .map(name -> name.contains("/") ? name.substring(0, name.indexOf('/')) : "")
        .filter(owner -> owner.startsWith(POPULATION) || owner.startsWith("projection ") || owner.startsWith("field "))
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }
}
