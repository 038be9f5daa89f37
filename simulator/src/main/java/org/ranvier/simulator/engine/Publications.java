package org.ranvier.simulator.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ranvier.simulator.couplings.PublishedValues;
import org.ranvier.simulator.state.StatePort;

/** What neurons publish to others, by population and variable; one for all workers. */
final class Publications {
  /** A variable of a population. */
  record Key(int population, String variable) {
    static Key of(CouplingSpec coupling) {
      return new Key(coupling.source(), coupling.published());
    }
  }

  private final Map<Key, PublishedValues> values = new LinkedHashMap<>();

  Publications(EngineSpec spec, int epochSteps) {
    for (CouplingSpec coupling : spec.couplings()) {
      Key key = Key.of(coupling);
      int reach = spec.couplings().stream().filter(c -> Key.of(c).equals(key)).mapToInt(CouplingSpec::reach).max().orElse(1);
      values.computeIfAbsent(key, k -> new PublishedValues(spec.populations().get(k.population()).size(), reach, epochSteps));
    }
  }

  PublishedValues of(CouplingSpec coupling) {
    return Objects.requireNonNull(values.get(Key.of(coupling)));
  }

  /** Lists what has been published and may still be heard. */
  void state(StatePort port, EngineSpec spec, long now) {
    values.forEach((key, v) -> v.state(port.of("published by " + spec.populations().get(key.population()).name()).of(key.variable()), "", now));
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** All neurons have had at all times up to step 0 the values that they have at its end. */
  void begin() {
    values.values().forEach(PublishedValues::begin);
  }

  /** How many bytes a rank's neurons publish in so many steps. */
  int bytes(int steps, Partition partition, int rank) {
    long n = 0;
    for (var entry : values.entrySet()) {
      int size = entry.getValue().size();
      int p = entry.getKey().population();
      n += (long) Double.BYTES * steps * (partition.to(p, size, rank) - partition.from(p, size, rank));
    }
    return Math.toIntExact(n);
  }

  /** Packs what a rank's neurons publish in the steps that follow {@code done}. */
  void give(SpikePacking packing, long done, int steps, Partition partition, int rank) {
    for (int k = 1; k <= steps; k++) {
      for (var entry : values.entrySet()) {
        PublishedValues of = entry.getValue();
        int p = entry.getKey().population();
        packing.add(of.values(done + k), partition.from(p, of.size(), rank), partition.to(p, of.size(), rank));
      }
    }
  }

  /** Takes over what another rank has packed so. */
  void take(byte[] packed, int from, long done, int steps, Partition partition, int rank) {
    int at = from;
    for (int k = 1; k <= steps; k++) {
      for (var entry : values.entrySet()) {
        PublishedValues of = entry.getValue();
        int p = entry.getKey().population();
        int first = partition.from(p, of.size(), rank);
        int to = partition.to(p, of.size(), rank);
        SpikePacking.Reader.read(packed, at, of.values(done + k), first, to);
        at += Double.BYTES * (to - first);
      }
    }
  }

  PublishedValues of(Key key) {
    return Objects.requireNonNull(values.get(key));
  }

  /** What a population publishes. */
  List<Key> keys(int population) {
    return values.keySet().stream().filter(k -> k.population() == population).toList();
  }
}
