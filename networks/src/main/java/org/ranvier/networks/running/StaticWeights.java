package org.ranvier.networks.running;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.ranvier.networks.Weights;
import org.ranvier.networks.building.Connection;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.CouplingSpec;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.ProjectionSpec;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.state.Share;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.Stateful;
import org.ranvier.simulator.synapses.SynapseVisitor;

/** Reads and sets the weights of projections that no rule changes, and reads those of couplings. */
public final class StaticWeights implements Stateful {
  private static final int[] BY_TARGET = {};

  private final Engine engine;
  private final List<String> projections;
  private final List<Boolean> procedural;
  private final List<Integer> targets; // indices of their target populations
  private final List<String> couplings;
  private final Map<Integer, int[]> orders = new HashMap<>(); // derived
  private final Map<Integer, double[]> drawn = new TreeMap<>(); // of projections whose weights are no longer those that were drawn

  public StaticWeights(Engine engine, EngineSpec spec) {
    this.engine = engine;
    projections = spec.projections().stream().map(ProjectionSpec::name).toList();
    procedural = spec.projections().stream().map(ProjectionSpec::procedural).toList();
    targets = spec.projections().stream().map(ProjectionSpec::target).toList();
    couplings = spec.couplings().stream().map(CouplingSpec::name).toList();
  }

  /** Visits synapses in the order in which they are made; the visitor's weights count if {@code changes}. */
  void visit(Connection projection, boolean changes, SynapseVisitor visitor) {
    int k = projections.indexOf(projection.name());
    if (k >= 0) {
      if (changes) {
        requireStored(k, "can be read, not set");
        drawn.computeIfAbsent(k, this::values);
      }
      if (engine.ranks().size() > 1 || order(k).length > 0) {
        visitAll(k, changes, visitor);
      } else {
        engine.forEachSynapse(k, visitor);
      }
      if (changes) {
        engine.sendAgain();
      }
      return;
    }
    if (changes) {
      throw new RanvierException(projection.where() + " couples neurons continuously; the weights of couplings can be read, not set");
    }
    engine.forEachCoupling(couplings.indexOf(projection.name()), visitor);
  }

  private void requireStored(int k, String what) {
    if (procedural.get(k)) {
      throw new RanvierException(
          "projection " + projections.get(k) + " is procedural: its weights are drawn again at each spike and " + what
              + "; leave out .procedural(), or say --synapses stored");
    }
  }

  /**
   * In which order the engine's visits come target by target, as they are numbered here: rules that draw by source come worker by worker otherwise, in an order that
   * depends on the number of threads. Empty where they do so by themselves.
   */
  private int[] order(int k) {
    return orders.computeIfAbsent(k, this::drawnOrder);
  }

  private int[] drawnOrder(int k) {
    int[] last = {0};
    boolean[] ascending = {true};
    engine.forEachSynapse(k, (source, target, delayMs, weight) -> {
      ascending[0] &= last[0] <= target;
      last[0] = target;
      return weight;
    });
    if (ascending[0]) {
      return BY_TARGET;
    }
    var targets = new IntArrayList();
    engine.forEachSynapse(k, (source, target, delayMs, weight) -> {
      targets.add(target);
      return weight;
    });
    int[] order = new int[targets.size()];
    Arrays.setAll(order, j -> j);
    IntArrays.mergeSort(order, (a, b) -> Integer.compare(targets.getInt(a), targets.getInt(b))); // stable: of one target they come by source
    return order;
  }

  /** All synapses of this rank, target by target. */
  private Weights here(int k) {
    Weights visited = table(projections.get(k), each -> engine.forEachSynapse(k, each));
    int[] order = order(k);
    if (order.length == 0) {
      return visited;
    }
    var sorted = new Weights(new int[order.length], new int[order.length], new double[order.length], new double[order.length]);
    for (int j = 0; j < order.length; j++) {
      sorted.sources()[j] = visited.sources()[order[j]];
      sorted.targets()[j] = visited.targets()[order[j]];
      sorted.delaysMs()[j] = visited.delaysMs()[order[j]];
      sorted.values()[j] = visited.values()[order[j]];
    }
    return sorted;
  }

  /** The same by way of a table of the synapses of all ranks; each changes its own. */
  private void visitAll(int k, boolean changes, SynapseVisitor visitor) {
    Weights here = here(k);
    RankedWeights ranked = RankedWeights.gather(engine, targets.get(k), here, false);
    Weights all = ranked.all();
    double[] after = new double[all.size()];
    for (int s = 0; s < after.length; s++) {
      after[s] = visitor.visit(all.sources()[s], all.targets()[s], all.delaysMs()[s], all.values()[s]);
    }
    if (changes) {
      put(k, ranked.here(after));
    }
  }

  Weights read(Connection projection) {
    return table(projection.where(), each -> visit(projection, false, each));
  }

  private static Weights table(String where, Consumer<SynapseVisitor> visits) {
    var sources = new IntArrayList();
    var targets = new IntArrayList();
    var delays = new DoubleArrayList();
    var weights = new DoubleArrayList();
    visits.accept(
        (source, target, delayMs, weight) -> {
          if (sources.size() == Integer.MAX_VALUE - 16) {
            throw new RanvierException(where + " has too many synapses for one table; use simulation.synapses(…).forEach(…)");
          }
          sources.add(source);
          targets.add(target);
          delays.add(delayMs);
          weights.add(weight);
          return weight;
        });
    return new Weights(sources.toIntArray(), targets.toIntArray(), delays.toDoubleArray(), weights.toDoubleArray());
  }

  void write(Connection projection, double[] weights) {
    int size = read(projection).size();
    if (weights.length != size) {
      throw new RanvierException(projection.where() + ": there are " + weights.length + " weights for " + size + " synapses; give one for each");
    }
    int[] next = {0};
    visit(projection, true, (source, target, delayMs, weight) -> weights[next[0]++]);
  }

  private double[] values(int k) {
    return here(k).values();
  }

  /** Sets weights, given target by target. */
  private void put(int k, double[] weights) {
    int[] order = order(k);
    double[] visited = weights;
    if (order.length > 0) {
      visited = new double[weights.length];
      for (int j = 0; j < order.length; j++) {
        visited[order[j]] = weights[j];
      }
    }
    double[] next = visited;
    int[] at = {0};
    engine.forEachSynapse(k, (source, target, delayMs, weight) -> next[at[0]++]);
  }

  /** Makes the weights again those that were drawn. */
  public void restart() {
    drawn.forEach(this::put);
    drawn.clear();
    engine.sendAgain();
  }

  /** Where the synapses of this rank stand among all: target by target. */
  private Share share(int k, int size) {
    if (engine.ranks().size() == 1) {
      return Share.ALL;
    }
    long[][] sizes = new Meeting(engine.ranks()).gather(new long[] {size});
    long total = 0;
    long begin = 0;
    for (int rank : engine.ranksOf(targets.get(k))) {
      begin = rank == engine.ranks().rank() ? total : begin;
      total += sizes[rank][0];
    }
    return Share.run(total, begin, size);
  }

  @Override
  public void state(StatePort port) {
    int[] all = port.array("changed", "1", drawn.keySet().stream().mapToInt(Integer::intValue).toArray());
    for (int k : all) {
      requireStored(k, "cannot be those that were set before the checkpoint");
      StatePort own = port.of(projections.get(k));
      double[] here = values(k);
      double[] weights = own.array("weight", "", port.restores() ? new double[0] : here, share(k, here.length));
      if (port.restores()) {
        drawn.computeIfAbsent(k, this::values);
        put(k, weights);
      }
    }
    if (port.restores() && all.length > 0) {
      engine.sendAgain();
    }
  }
}
