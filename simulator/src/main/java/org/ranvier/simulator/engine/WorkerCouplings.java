package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.couplings.CoupledRows;
import org.ranvier.simulator.couplings.PublishedValues;

/** One worker's part in continuous coupling: what its slices publish, and the sums that they hear. */
final class WorkerCouplings {
  private record Published(Slice slice, double[] variable, PublishedValues values) {}

  private record Heard(CoupledRows rows, PublishedValues values, double[] sum) {}

  private final List<Published> published = new ArrayList<>();
  private final List<Heard> heard = new ArrayList<>();
  private final List<double[]> sums = new ArrayList<>();

  WorkerCouplings(EngineSpec spec, Publications publications, List<Slice> slices) {
    for (Slice slice : slices) {
      for (Publications.Key key : publications.keys(slice.population())) {
        published.add(new Published(slice, variable(slice, key.variable()), publications.of(key)));
      }
      for (CouplingSpec coupling : spec.couplings()) {
        if (coupling.target() == slice.population()) {
          couple(coupling, slice, publications.of(coupling));
        }
      }
    }
    for (Published p : published) {
      p.values.begin(p.slice.first(), p.slice.size(), p.variable);
    }
  }

  private void couple(CouplingSpec coupling, Slice slice, PublishedValues values) {
    CoupledRows rows = CoupledRows.of(coupling.name(), coupling.generator(), slice.first(), slice.size(), coupling.timing());
    double[] sum = variable(slice, coupling.sum());
    heard.add(new Heard(rows, values, sum));
    if (sums.stream().noneMatch(s -> s == sum)) {
      sums.add(sum);
    }
    slice.kernel().state().find(coupling.total()).ifPresent(total -> rows.addWeights(total.values()));
  }

  private static double[] variable(Slice slice, String name) {
    return slice.kernel().state().find(name).orElseThrow().values();
  }

  /** Sums up what the neurons hear in a step. */
  void gather(long step) {
    for (double[] sum : sums) {
      Arrays.fill(sum, 0);
    }
    for (Heard h : heard) {
      h.rows.gather(step, h.values, h.sum);
    }
  }

  /** Publishes the values at the end of a step. */
  void publish(long step) {
    for (Published p : published) {
      p.values.publish(step, p.slice.first(), p.slice.size(), p.variable);
    }
  }

  /** Number of couplings that end here. */
  long size() {
    return heard.stream().mapToLong(h -> h.rows.size()).sum();
  }

  long bytes() {
    return heard.stream().mapToLong(h -> h.rows.bytes()).sum();
  }
}
