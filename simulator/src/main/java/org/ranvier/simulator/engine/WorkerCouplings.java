package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.couplings.CoupledRows;
import org.ranvier.simulator.couplings.PublishedValues;
import org.ranvier.simulator.state.StatePort;

/** One worker's part in continuous coupling: what its slices publish, and the sums that they hear. */
final class WorkerCouplings {
  private record Published(Slice slice, double[] variable, PublishedValues values) {}

  private record Heard(CoupledRows rows, PublishedValues values, double[] sum) {}

  private final List<Published> published = new ArrayList<>();
  private final List<Heard> heard = new ArrayList<>();
  private final List<Solved> solved = new ArrayList<>();
  private final List<double[]> sums = new ArrayList<>();
  private final @Nullable Junctions junctions;
  private final Junctions.@Nullable Solver solver;

  /** Gap junctions of one slice: they end at its nodes from {@code firstTarget} on. */
  private record Solved(CoupledRows rows, int firstSource, int firstTarget, double[] sum) {}

  /**
   * @param junctions those that are solved for; null where there are none
   */
  WorkerCouplings(EngineSpec spec, Publications publications, List<Slice> slices, @Nullable Junctions junctions) {
    this.junctions = junctions;
    solver = junctions == null ? null : junctions.solver(publications);
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
    if (sums.stream().noneMatch(s -> s == sum)) {
      sums.add(sum);
    }
    if (junctions != null && junctions.solves(coupling)) { // the whole current is in the sum, and none is left to the neuron's own potential
      solved.add(new Solved(rows, junctions.offset(coupling.source()), junctions.offset(coupling.target()) + slice.first(), sum));
      return;
    }
    heard.add(new Heard(rows, values, sum));
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
    if (solver != null && !solved.isEmpty()) {
      double[] mean = solver.mean(step);
      for (Solved s : solved) {
        s.rows.gatherDifferences(mean, s.firstSource, s.firstTarget, s.sum);
      }
    }
  }

  /** Lists what junctions that are solved for go on from. */
  void state(StatePort port) {
    if (solver != null && !solved.isEmpty()) { // a worker without any of them does not follow them
      solver.state(port);
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
    return heard.stream().mapToLong(h -> h.rows.size()).sum() + solved.stream().mapToLong(s -> s.rows.size()).sum();
  }

  long bytes() {
    return heard.stream().mapToLong(h -> h.rows.bytes()).sum() + solved.stream().mapToLong(s -> s.rows.bytes()).sum();
  }
}
