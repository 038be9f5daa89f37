package org.ranvier.simulator.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.synapses.DrawnRows;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.RowGenerator;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;
import org.ranvier.simulator.synapses.SynapseVisitor;

/** The procedural projections of a network that end at one worker. */
final class DrawnAssembly {
  private final EngineSpec spec;
  private final InputLayout layout;

  DrawnAssembly(EngineSpec spec, InputLayout layout) {
    this.spec = spec;
    this.layout = layout;
  }

  /** By source population. */
  @Nullable DrawnRows[] build() {
    @Nullable DrawnRows[] rows = new DrawnRows[spec.populations().size()];
    for (int p = 0; p < rows.length; p++) {
      int source = p;
      List<ProjectionSpec> leaving =
          spec.projections().stream().filter(s -> s.source() == source && s.procedural() && layout.count(s.target()) > 0).toList();
      if (!leaving.isEmpty()) {
        rows[p] = build(source, leaving);
      }
    }
    return rows;
  }

  private DrawnRows build(int source, List<ProjectionSpec> leaving) {
    boolean pull = RowAssembly.pulls(spec, source, false);
    // Steps to come take memory in a ring even if nothing arrives then, so it has to be known what the longest delay is and not only what it may be.
    int longest = leaving.stream().mapToInt(pull ? p -> p.generator().delays().max() : this::longestDelay).max().orElse(1);
    var rows = new DrawnRows(longest, pull);
    for (ProjectionSpec p : leaving) {
      int first = layout.first(p.target());
      SynapseGenerator generator = p.generator();
      RowGenerator row =
          generator.rows(first, first + layout.count(p.target()))
              .orElseThrow(() -> new IllegalArgumentException("projection " + p.name() + " cannot be procedural"));
      int[] bases = layout.receptorBases(p.target());
      ReceptorChoice receptor = RowAssembly.reached(p);
      rows.add(row, row.count().orElseGet(() -> count(p)), bases[receptor.positive()] - first, bases[receptor.negative()] - first);
    }
    return rows;
  }

  private int longestDelay(ProjectionSpec p) {
    int[] longest = {1};
    generate(
        p,
        new SynapseBatch(
            b -> {
              for (int k = 0; k < b.size; k++) {
                longest[0] = Math.max(longest[0], b.delay[k]);
              }
            }),
        false);
    return longest[0];
  }

  private long count(ProjectionSpec p) {
    long[] n = {0};
    generate(p, new SynapseBatch(b -> n[0] += b.size), false);
    return n[0];
  }

  /** Visits the synapses of a procedural projection in the order in which they would be stored; see {@link StaticWalk}. */
  void visit(ProjectionSpec p, SynapseVisitor visitor) {
    generate(
        p,
        new SynapseBatch(
            b -> {
              for (int k = 0; k < b.size; k++) {
                double weight = (float) b.weight[k];
                if (visitor.visit(b.source[k], b.target[k], spec.grid().toMs(b.delay[k]), weight) != weight) {
                  throw new IllegalStateException("projection " + p.name() + " is procedural: its weights cannot be set");
                }
              }
            }),
        true);
  }

  private void generate(ProjectionSpec p, SynapseBatch batch, boolean withWeights) {
    int from = layout.first(p.target());
    if (layout.count(p.target()) > 0) {
      p.generator().generate(from, from + layout.count(p.target()), batch, withWeights);
      batch.flush();
    }
  }
}
