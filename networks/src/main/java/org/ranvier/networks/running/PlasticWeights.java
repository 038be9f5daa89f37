package org.ranvier.networks.running;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ranvier.networks.Weights;
import org.ranvier.networks.building.ConductanceSigns;
import org.ranvier.networks.building.Connection;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.plastic.LearningPart;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.PlasticValues;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.time.TimeGrid;

/** Reads and sets the weights of a simulation's plastic projections. */
public final class PlasticWeights {
  private final Engine engine;
  private final TimeGrid grid;
  private final Map<String, Integer> index = new HashMap<>(); // of plastic projections, by name
  private final List<PlasticProjection> specs;

  public PlasticWeights(Engine engine, TimeGrid grid, List<PlasticProjection> specs) {
    this.engine = engine;
    this.grid = grid;
    this.specs = specs;
    for (PlasticProjection p : specs) {
      index.put(p.name(), index.size());
    }
  }

  List<PlasticPart> parts(Connection projection) {
    projection.requireGrid("recording of weights at spikes");
    return engine.plasticParts(indexOf(projection));
  }

  private int indexOf(Connection projection) {
    Integer i = index.get(projection.name());
    if (i == null) {
      throw projection.notPlastic();
    }
    return i;
  }

  void halt(Connection projection, boolean halt) {
    engine.learningParts(indexOf(projection)).forEach(p -> p.halt(halt));
  }

  boolean isHalted(Connection projection) {
    return engine.learningParts(indexOf(projection)).stream().anyMatch(LearningPart::isHalted);
  }

  Weights read(Connection projection, String variable) {
    return table(projection, variable).weights;
  }

  /** All synapses with a value, and what sets their weights. */
  private record Table(Weights weights, Consumer<double[]> writer) {}

  private Table table(Connection projection, String variable) {
    int column = column(projection, variable);
    PlasticValues t = engine.values(indexOf(projection), column);
    var here = new Weights(t.sources(), t.targets(), t.delaysMs(grid), t.values());
    if (engine.ranks().size() == 1) {
      return new Table(here, t::write);
    }
    RankedWeights all = RankedWeights.gather(engine, spec(projection).target(), here, true);
    return new Table(all.all(), values -> t.write(all.here(values)));
  }

  PlasticProjection spec(Connection projection) {
    return specs.get(indexOf(projection));
  }

  /** The weights from which a change would begin, those of all ranks. */
  SynapseTable stored(Connection projection) {
    SynapseTable here = SynapseTable.weights(parts(projection));
    if (engine.ranks().size() == 1) {
      return here;
    }
    var weights = new Weights(here.sources(), here.targets(), here.delaysMs(grid), here.values());
    RankedWeights ranked = RankedWeights.gather(engine, spec(projection).target(), weights, true);
    Weights all = ranked.all();
    int[] delays = Arrays.stream(all.delaysMs()).mapToInt(ms -> (int) Math.round(ms / grid.resolutionMs())).toArray();
    return here.among(ranked.place(), all.sources(), all.targets(), delays, all.values());
  }

  /** The rule's column of that name, -1 for the weight. */
  int column(Connection projection, String variable) {
    return projection.column(specs.get(indexOf(projection)).rule(), variable);
  }

  void write(Connection projection, double[] weights) {
    Table table = table(projection, "weight");
    if (weights.length != table.weights.size()) {
      throw new RanvierException(
          projection.where() + ": there are " + weights.length + " weights for " + table.weights.size() + " synapses; give one for each");
    }
    LearningRule rule = projection.learning();
    ConductanceSigns signs = projection.signs().only(sign(projection) >= 0);
    for (int k = 0; k < weights.length; k++) {
      if (!Double.isFinite(weights[k])) {
        throw new RanvierException(projection.where() + ": weight " + weights[k] + " of synapse " + k + " must be finite");
      }
      signs.check(weights[k]);
      if (rule.keepsSign() && weights[k] * sign(projection) < 0) {
        throw new RanvierException(
            projection.where() + ": weight " + weights[k] + " of synapse " + k + " has another sign than the projection, and "
                + rule.name() + " keeps it; give weights of its sign");
      }
      double magnitude = sign(projection) < 0 ? -weights[k] : weights[k];
      if (rule.bounds().nearest(magnitude) != magnitude) {
        throw new RanvierException(
            projection.where() + ": weight " + weights[k] + " of synapse " + k + " lies outside the bounds of " + rule.name()
                + ", whose weights have a magnitude from " + rule.bounds().min() + " to " + rule.bounds().max() + "; give weights within them");
      }
    }
    table.writer.accept(weights);
  }

  private int sign(Connection projection) {
    return switch (specs.get(indexOf(projection)).generator().weightSign()) {
      case POSITIVE -> 1;
      case NEGATIVE -> -1;
      case MIXED -> 0;
    };
  }

  /** Multiplies the weights of each target by a factor of its own. */
  void scale(Connection projection, double[] factors) {
    Table table = table(projection, "weight");
    checkFactors(projection, factors);
    double[] scaled = table.weights.values().clone();
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] *= factors[table.weights.targets()[k]];
    }
    table.writer.accept(scaled);
  }

  static void checkFactors(Connection projection, double[] factors) {
    int targets = projection.target().population().size();
    if (factors.length != targets) {
      throw new RanvierException(
          projection.where() + ": there are " + factors.length + " factors for " + targets
              + " targets; give one for each neuron");
    }
    for (double f : factors) {
      if (!(f >= 0 && f < Double.POSITIVE_INFINITY)) {
        throw new RanvierException(projection.where() + ": factor " + f + " must be 0 or above");
      }
    }
  }

  /** By what the weights of each target are multiplied that shall add up to {@code sum}; 1 where they are all 0. */
  static double[] factors(Connection projection, double[] sums, double sum) {
    double[] factors = sums.clone();
    for (int i = 0; i < factors.length; i++) {
      if (sum * factors[i] < 0) {
        throw new RanvierException(
            projection.where() + ": a sum of " + sum + " has another sign than the weights; give one of theirs");
      }
      factors[i] = factors[i] == 0 ? 1 : sum / factors[i];
    }
    return factors;
  }
}
