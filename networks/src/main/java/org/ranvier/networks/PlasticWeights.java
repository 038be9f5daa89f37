package org.ranvier.networks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.time.TimeGrid;
import org.ranvier.simulator.timed.TimedPart;
import org.ranvier.simulator.timed.TimedTable;

/** Reads and sets the weights of a simulation's plastic projections. */
final class PlasticWeights {
  private final Engine engine;
  private final TimeGrid grid;
  private final Map<String, Integer> index = new HashMap<>(); // of plastic projections, by name
  private final List<PlasticProjection> specs;

  PlasticWeights(Engine engine, TimeGrid grid, List<PlasticProjection> specs) {
    this.engine = engine;
    this.grid = grid;
    this.specs = specs;
    for (PlasticProjection p : specs) {
      index.put(p.name(), index.size());
    }
  }

  List<PlasticPart> parts(Projection projection) {
    requireGrid(projection, "recording of weights at spikes");
    return engine.plasticParts(indexOf(projection));
  }

  /** Refuses what works on synapses in steps of the grid. */
  static void requireGrid(Projection projection, String what) {
    if (projection.target().population().isExact()) {
      throw new RanvierException(
          what + " works in steps of the grid, and the targets of " + projection.where()
              + " are exact; their weights can be read, set, scaled and recorded at an interval. Leave .exact() or this out");
    }
  }

  private int indexOf(Projection projection) {
    Integer i = index.get(projection.name());
    if (i == null) {
      throw notPlastic(projection);
    }
    return i;
  }

  static RanvierException notPlastic(Projection projection) {
    return new RanvierException(projection.where() + " is not plastic, so its weights are not to be had; make it plastic with .plastic(…)");
  }

  void halt(Projection projection, boolean halt) {
    int k = indexOf(projection);
    engine.plasticParts(k).forEach(p -> p.halt(halt));
    engine.timedParts(k).forEach(p -> p.halt(halt));
  }

  boolean isHalted(Projection projection) {
    int k = indexOf(projection);
    return engine.plasticParts(k).stream().anyMatch(PlasticPart::isHalted) || engine.timedParts(k).stream().anyMatch(TimedPart::isHalted);
  }

  Weights read(Projection projection, String variable) {
    return table(projection, variable).weights;
  }

  /** All synapses with a value, and what sets their weights. */
  private record Table(Weights weights, Consumer<double[]> writer) {}

  private Table table(Projection projection, String variable) {
    int column = column(projection, variable);
    if (projection.target().population().isExact()) {
      RankSupport.onlyAlone(engine.ranks(), projection.where() + ": to read or set weights that neurons in continuous time learn");
      TimedTable t = TimedTable.read(engine.timedParts(indexOf(projection)), column);
      return new Table(new Weights(t.sources(), t.targets(), t.delaysMs(), t.values()), t::write);
    }
    SynapseTable t = SynapseTable.read(parts(projection), column);
    Weights here = Weights.of(t, grid.resolutionMs());
    if (engine.ranks().size() == 1) {
      return new Table(here, t::write);
    }
    RankedWeights all = RankedWeights.gather(engine, spec(projection).target(), here, true);
    return new Table(all.all(), values -> t.write(all.here(values)));
  }

  PlasticProjection spec(Projection projection) {
    return specs.get(indexOf(projection));
  }

  /** The weights from which a change would begin. */
  SynapseTable stored(Projection projection) {
    return SynapseTable.weights(parts(projection));
  }

  /** The rule's column of that name, -1 for the weight. */
  int column(Projection projection, String variable) {
    return column(projection, specs.get(indexOf(projection)).rule(), variable);
  }

  static int column(Projection projection, PlasticRule rule, String variable) {
    List<String> names = PlasticPart.variables(rule);
    if (projection.target().population().isExact()) {
      names = names.subList(0, 1 + rule.columns().size()); // traces are kept by the step
    }
    int k = names.indexOf(variable);
    if (k < 0) {
      throw new RanvierException(projection.where() + " has no variable '" + variable + "'" + Names.suggest(variable, names));
    }
    return k - 1;
  }

  void write(Projection projection, double[] weights) {
    Table table = table(projection, "weight");
    if (weights.length != table.weights.size()) {
      throw new RanvierException(
          projection.where() + ": there are " + weights.length + " weights for " + table.weights.size() + " synapses; give one for each");
    }
    LearningRule rule = projection.plasticity().rule();
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

  private int sign(Projection projection) {
    return switch (specs.get(indexOf(projection)).generator().weightSign()) {
      case POSITIVE -> 1;
      case NEGATIVE -> -1;
      case MIXED -> 0;
    };
  }

  /** Multiplies the weights of each target by a factor of its own. */
  void scale(Projection projection, double[] factors) {
    Table table = table(projection, "weight");
    checkFactors(projection, factors);
    double[] scaled = table.weights.values().clone();
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] *= factors[table.weights.targets()[k]];
    }
    table.writer.accept(scaled);
  }

  static void checkFactors(Projection projection, double[] factors) {
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
  static double[] factors(Projection projection, double[] sums, double sum) {
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
