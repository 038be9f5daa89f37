package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.couplings.CoupledRows;
import org.ranvier.simulator.couplings.JunctionNetwork;
import org.ranvier.simulator.couplings.PublishedValues;
import org.ranvier.simulator.couplings.Timing;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The gap junctions of a network that are solved for together, since a neuron of theirs has so strong ones that potentials held over a step would be
 * too far off. In each step every neuron receives a constant current, the mean of that through its junctions if there were nothing else in
 * the network: charge is conserved, and however strong junctions are, potentials come together as they should.
 */
final class Junctions {
  /** Potentials are held over a step up to this sum of conductances times the step over the capacitance. */
  private static final double HELD = 0.1;

  /** With a delay, or where capacitances are not known, the step is never solved for; up to here it is stable. */
  private static final double STABLE = 1;

  private static final double SOLVABLE = 10_000;

  private final EngineSpec spec;
  private final List<CouplingSpec> solved = new ArrayList<>();
  private final int[] offset; // of each population among the nodes, -1 for those without junctions
  private final double[][] capacitances; // by population; empty where unknown
  private int nodes;
  private @Nullable JunctionNetwork network;

  private Junctions(EngineSpec spec) {
    this.spec = spec;
    offset = new int[spec.populations().size()];
    Arrays.fill(offset, -1);
    capacitances = new double[offset.length][0];
  }

  /** The junctions that are solved for; nothing where none need to be. Refuses those that cannot be simulated. */
  static @Nullable Junctions of(EngineSpec spec) {
    var all = spec.couplings().stream().filter(c -> c.junction() != null).toList();
    if (all.isEmpty()) {
      return null;
    }
    var junctions = new Junctions(spec);
    all.forEach(junctions::enter);
    junctions.requireBothWays(all.stream().filter(c -> !junction(c).oneWay()).toList());
    junctions.requireStable(all.stream().filter(c -> !junctions.isSolvable(c)).toList());
    List<CouplingSpec> solvable = all.stream().filter(junctions::isSolvable).toList();
    JunctionNetwork network = junctions.network(solvable);
    if (network.strongest() <= HELD) {
      return null;
    }
    if (network.strongest() > SOLVABLE) {
      throw junctions.tooStrong(solvable, network.strongest(), SOLVABLE, "which no method solves for");
    }
    junctions.network = network;
    junctions.solved.addAll(solvable);
    return junctions;
  }

  private static JunctionSpec junction(CouplingSpec c) {
    return Objects.requireNonNull(c.junction());
  }

  private void enter(CouplingSpec c) {
    for (int p : new int[] {c.source(), c.target()}) {
      if (offset[p] < 0) {
        offset[p] = nodes;
        nodes += spec.populations().get(p).size();
      }
    }
    if (junction(c).capacitances().length > 0) {
      capacitances[c.target()] = junction(c).capacitances();
    }
  }

  private boolean isSolvable(CouplingSpec c) {
    return junction(c).instantaneous() && !junction(c).oneWay() && capacitances[c.target()].length > 0 && capacitances[c.source()].length > 0;
  }

  private void requireBothWays(List<CouplingSpec> junctions) {
    JunctionNetwork all = network(junctions);
    if (all.isSymmetric()) {
      return;
    }
    int[] pair = all.oneWay();
    throw new RanvierException(
        "gap junctions conduct both ways, but " + node(pair[0]) + " hears " + node(pair[1]) + " by " + TimeGrid.trim(all.conductance(pair[0], pair[1]))
            + " nS and is heard by " + TimeGrid.trim(all.conductance(pair[1], pair[0])) + " nS (projections "
            + junctions.stream().map(CouplingSpec::name).toList() + "); add .symmetric() to the projection, or .oneWay() where that is meant");
  }

  private String node(int n) {
    int p = 0;
    while (offset[p] < 0 || n < offset[p] || n >= offset[p] + spec.populations().get(p).size()) {
      p++;
    }
    return "neuron " + (n - offset[p]) + " of population '" + spec.populations().get(p).name() + "'";
  }

  /** Those that are not solved for, at neurons whose capacitances are known: cells solve for their own part. */
  private void requireStable(List<CouplingSpec> junctions) {
    List<CouplingSpec> known = junctions.stream().filter(c -> junction(c).capacitances().length > 0).toList();
    double strongest = network(known).strongest();
    if (strongest > STABLE) {
      throw tooStrong(known, strongest, STABLE, "which is stable without a delay only, and among neurons of one compartment that hear each other");
    }
  }

  private RanvierException tooStrong(List<CouplingSpec> junctions, double strongest, double most, String why) {
    double largest = 0;
    for (CouplingSpec c : junctions) {
      largest = Math.max(largest, Arrays.stream(rows(c).weights()).max().orElse(0));
    }
    return new RanvierException(
        "gap junctions " + junctions.stream().map(CouplingSpec::name).toList() + ": the sum of a neuron's conductances times the step over its capacitance, g·h/C, is "
            + TimeGrid.trim((float) strongest) + ", " + why + "; at most " + TimeGrid.trim(most) + " is possible, with the largest conductance "
            + TimeGrid.trim((float) (largest * most / strongest)) + " nS in place of " + TimeGrid.trim(largest)
            + " nS; use less, a finer resolution, or leave the delay out");
  }

  private CoupledRows rows(CouplingSpec c) {
    return CoupledRows.of(c.name(), c.generator(), 0, spec.populations().get(c.target()).size(), Timing.HELD);
  }

  /** The junctions of these couplings among the nodes. Where a capacitance is unknown it is infinite. */
  private JunctionNetwork network(List<CouplingSpec> couplings) {
    List<CoupledRows> rows = couplings.stream().map(this::rows).toList();
    int[] row = new int[nodes + 1];
    for (int k = 0; k < rows.size(); k++) {
      rows.get(k).count(row, offset[couplings.get(k).target()] + 1);
    }
    for (int i = 0; i < nodes; i++) {
      row[i + 1] += row[i];
    }
    int[] next = row.clone();
    int[] other = new int[row[nodes]];
    double[] weight = new double[row[nodes]];
    for (int k = 0; k < rows.size(); k++) {
      rows.get(k).copy(next, offset[couplings.get(k).target()], offset[couplings.get(k).source()], other, weight);
    }
    double[] capacitance = new double[nodes];
    Arrays.fill(capacitance, Double.POSITIVE_INFINITY);
    for (int p = 0; p < offset.length; p++) {
      for (int i = 0; i < spec.populations().get(p).size() && capacitances[p].length > 0; i++) {
        capacitance[offset[p] + i] = capacitances[p][capacitances[p].length == 1 ? 0 : i];
      }
    }
    return new JunctionNetwork(row, other, weight, capacitance, spec.grid().resolutionMs());
  }

  boolean solves(CouplingSpec coupling) {
    return solved.contains(coupling);
  }

  /** First node of a population. */
  int offset(int population) {
    return offset[population];
  }

  /** One worker's way through the steps. */
  Solver solver(Publications publications) {
    return new Solver(publications);
  }

  /** Computes the mean potentials of all nodes in a step: each worker does so for all of them, in one order. */
  final class Solver {
    private final JunctionNetwork.Course course = Objects.requireNonNull(network).course();
    private final boolean extrapolated = solved.stream().anyMatch(c -> c.timing() == Timing.EXTRAPOLATED);
    private final List<PublishedValues> values = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final double[] now = new double[nodes];
    private final double[] before = new double[extrapolated ? nodes : 0];

    private Solver(Publications publications) {
      for (CouplingSpec c : solved) {
        if (!places.contains(offset[c.source()])) {
          values.add(publications.of(c));
          places.add(offset[c.source()]);
        }
      }
    }

    void state(StatePort port) {
      course.state(port);
    }

    /** The mean potentials in a step. */
    double[] mean(long step) {
      for (int k = 0; k < values.size(); k++) {
        values.get(k).copy(step - 1, now, places.get(k));
        if (extrapolated) {
          values.get(k).copy(step - 2, before, places.get(k));
        }
      }
      return extrapolated ? course.mean(now, before) : course.mean(now);
    }
  }
}
