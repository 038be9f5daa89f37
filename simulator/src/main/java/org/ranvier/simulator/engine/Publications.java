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

  PublishedValues of(Key key) {
    return Objects.requireNonNull(values.get(key));
  }

  /** What a population publishes. */
  List<Key> keys(int population) {
    return values.keySet().stream().filter(k -> k.population() == population).toList();
  }
}
