package org.ranvier.simulator.engine;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.kernel.Clock;
import org.ranvier.simulator.synapses.DrawRoom;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.RowBuilder;
import org.ranvier.simulator.synapses.SourceRows;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;

/** Puts the projections of a network into the rows of one worker. */
final class RowAssembly {
  private static final int BYTES_OF_SYNAPSE = 6;
  private static final int BYTES_OF_WIDE_SYNAPSE = 10;

  private final EngineSpec spec;
  private final InputLayout layout;
  private final boolean wide;

  /**
   * @param wide whether it takes the projections whose weights take 8 bytes, or those of 4
   */
  RowAssembly(EngineSpec spec, InputLayout layout, boolean wide) {
    this.spec = spec;
    this.layout = layout;
    this.wide = wide;
  }

  /** A quarter of what this worker's rows will take, if the heap holds twice these of all workers, for draws lie beside it. */
  private long roomForDraws() {
    double here = 0;
    for (ProjectionSpec p : spec.projections()) {
      if (!p.procedural()) {
        here += (double) p.generator().expectedCount() * layout.count(p.target()) / Math.max(1, spec.populations().get(p.target()).size())
            * (p.wide() ? BYTES_OF_WIDE_SYNAPSE : BYTES_OF_SYNAPSE);
      }
    }
    return 2 * here * layout.workers() < Runtime.getRuntime().maxMemory() ? (long) (here / 4) : 0;
  }

  @Nullable SourceRows[] build() {
    @Nullable SourceRows[] rows = new SourceRows[spec.populations().size()];
    try (var room = new DrawRoom(roomForDraws())) {
      build(rows, room);
    }
    return rows;
  }

  private void build(@Nullable SourceRows[] rows, DrawRoom room) {
    for (int p = 0; p < rows.length; p++) { // one source after the other: only one has its counters in memory
      int source = p;
      List<ProjectionSpec> leaving = leaving(spec, source, wide);
      if (!leaving.isEmpty()) {
        rows[p] = build(source, leaving, room);
      }
    }
  }

  /** The projections that share the stored rows of a source, in their order. */
  static List<ProjectionSpec> leaving(EngineSpec spec, int source, boolean wide) {
    return all(spec, source, wide).stream().filter(p -> !p.procedural()).toList();
  }

  private static List<ProjectionSpec> all(EngineSpec spec, int source, boolean wide) {
    return spec.projectionsTo(Clock.GRID).filter(s -> s.source() == source && s.wide() == wide).toList();
  }

  /** Whether the rows of a source are pulled or pushed: the same whether some of them are procedural or all are stored, for the order of sums follows from it. */
  static boolean pulls(EngineSpec spec, int source, boolean wide) {
    List<ProjectionSpec> leaving = all(spec, source, wide);
    long expected = leaving.stream().mapToLong(p -> p.generator().expectedCount()).sum();
    int delays = leaving.stream().mapToInt(p -> p.generator().delays().usual()).max().orElse(0);
    return RowBuilder.pulls(expected, spec.populations().get(source).size(), delays);
  }

  private SourceRows build(int population, List<ProjectionSpec> leaving, DrawRoom room) {
    PopulationSpec source = spec.populations().get(population);
    int lowest = Integer.MAX_VALUE;
    int highest = 0;
    for (ProjectionSpec projection : leaving) {
      int[] bases = layout.receptorBases(projection.target());
      ReceptorChoice receptor = reached(projection);
      int last = layout.padded(projection.target()) - 1;
      lowest = Math.min(lowest, Math.min(bases[receptor.positive()], bases[receptor.negative()]));
      highest = Math.max(highest, Math.max(bases[receptor.positive()], bases[receptor.negative()]) + last);
    }
    RowBuilder builder = RowBuilder.create(source.name(), source.size(), way(population, leaving), lowest, highest, wide);
    var counting = new SynapseBatch(builder::count);
    var counted = new ArrayDeque<SynapseGenerator.Counted>();
    for (ProjectionSpec projection : leaving) {
      int from = layout.first(projection.target());
      int count = layout.count(projection.target());
      counted.add(count == 0 ? b -> {} : projection.generator().count(from, from + count, counting, room));
      counting.flush();
    }
    builder.allocate();
    for (ProjectionSpec projection : leaving) {
      int[] bases = layout.receptorBases(projection.target());
      ReceptorChoice receptor = reached(projection);
      int first = layout.first(projection.target());
      int positive = bases[receptor.positive()] - first;
      int negative = bases[receptor.negative()] - first;
      var placing = new SynapseBatch(b -> builder.place(b, positive, negative));
      counted.remove().place(placing); // what it kept goes with it
      placing.flush();
    }
    return builder.finish();
  }

  private RowBuilder.Way way(int source, List<ProjectionSpec> leaving) {
    boolean pull = pulls(spec, source, wide);
    double here = 0;
    int delays = 0;
    for (ProjectionSpec p : leaving) {
      SynapseGenerator generator = p.generator();
      here += (double) generator.expectedCount() * layout.count(p.target()) / Math.max(1, spec.populations().get(p.target()).size());
      delays = Math.max(delays, generator.delays().usual());
    }
    return new RowBuilder.Way(pull, RowBuilder.few(here, spec.populations().get(source).size(), delays, pull));
  }

  /** A weight too small for 4 bytes becomes a zero of either sign; it must not reach for a receptor that the projection lacks. */
  static ReceptorChoice reached(ProjectionSpec projection) {
    ReceptorChoice receptor = projection.receptor();
    return switch (projection.generator().weightSign()) {
      case POSITIVE -> ReceptorChoice.always(receptor.positive());
      case NEGATIVE -> ReceptorChoice.always(receptor.negative());
      case MIXED -> receptor;
    };
  }
}
