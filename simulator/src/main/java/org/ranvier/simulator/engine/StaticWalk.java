package org.ranvier.simulator.engine;

import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.synapses.Places;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.SourceRows;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator.WeightSign;
import org.ranvier.simulator.synapses.SynapseVisitor;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Goes through the synapses of one static projection at one worker, in the order in which its generator makes them. Rows do not say which projection a synapse is of;
 * so the generators of the rows are asked once more, and each synapse is found where it was placed.
 */
final class StaticWalk {
  private final TimeGrid grid;
  private final InputLayout layout;
  private final Weights rows;
  private final Places places;
  private final boolean continuous; // whether delays are not those of the grid

  /** The weights of rows, by place. */
  interface Weights {
    double weight(int q);

    void setWeight(int q, double weight);
  }

  StaticWalk(TimeGrid grid, InputLayout layout, Weights rows, Places places, boolean continuous) {
    this.continuous = continuous;
    this.grid = grid;
    this.layout = layout;
    this.rows = rows;
    this.places = places;
  }

  static StaticWalk of(TimeGrid grid, InputLayout layout, SourceRows rows) {
    return new StaticWalk(grid, layout, new Weights() {
      @Override
      public double weight(int q) {
        return rows.weight(q);
      }

      @Override
      public void setWeight(int q, double weight) {
        rows.setWeight(q, weight);
      }
    }, rows.places(), false);
  }

  /**
   * Visits a projection.
   *
   * @param leaving all projections of the rows, in the order in which they were placed
   */
  void visit(List<ProjectionSpec> leaving, ProjectionSpec projection, SynapseVisitor visitor) {
    for (ProjectionSpec p : leaving) {
      if (p == projection) {
        boolean exact = continuous && p.generator().exactValues().isPresent();
        SynapseBatch.Consumer consumer = b -> visit(p, b, exact, visitor);
        generate(p, exact ? SynapseBatch.exact(consumer) : new SynapseBatch(consumer), exact);
        return;
      }
      generate(p, new SynapseBatch(this::pass), false);
    }
  }

  private void pass(SynapseBatch batch) {
    for (int k = 0; k < batch.size; k++) {
      places.next(batch.source[k], batch.delay[k]);
    }
  }

  private void visit(ProjectionSpec p, SynapseBatch batch, boolean exact, SynapseVisitor visitor) {
    ReceptorChoice receptor = p.receptor();
    boolean bySign = receptor.positive() != receptor.negative();
    for (int k = 0; k < batch.size; k++) {
      int q = places.next(batch.source[k], batch.delay[k]);
      double before = rows.weight(q);
      double delayMs = exact ? batch.exactDelay()[k] : grid.toMs(batch.delay[k]);
      double after = visitor.visit(batch.source[k], batch.target[k], delayMs, before);
      if (after != before) {
        if (!Double.isFinite(after)) {
          throw new RanvierException("projection " + p.name() + ": weight " + after + " of the synapse " + ends(batch, k) + " must be finite");
        }
        if (bySign && !keepsSign(p.generator().weightSign(), before, after)) {
          throw new RanvierException(
              "projection " + p.name() + ": weight " + after + " of the synapse " + ends(batch, k) + " has another sign than " + before
                  + ", and signs say at which receptor a synapse ends; keep the sign, or name the receptor with .receptor(…)");
        }
        rows.setWeight(q, after);
      }
    }
  }

  private static boolean keepsSign(WeightSign sign, double before, double after) {
    return switch (sign) {
      case POSITIVE -> after >= 0;
      case NEGATIVE -> after <= 0;
      case MIXED -> after >= 0 == before >= 0;
    };
  }

  private static String ends(SynapseBatch batch, int k) {
    return "from neuron " + batch.source[k] + " to neuron " + batch.target[k];
  }

  private void generate(ProjectionSpec p, SynapseBatch batch, boolean withWeights) {
    int from = layout.first(p.target());
    int count = layout.count(p.target());
    if (count > 0) {
      p.generator().generate(from, from + count, batch, withWeights);
      batch.flush();
    }
  }
}
