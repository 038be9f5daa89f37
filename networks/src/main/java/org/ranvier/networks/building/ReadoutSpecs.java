package org.ranvier.networks.building;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.networks.plan.ReadoutPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.teaching.ReadoutField;
import org.ranvier.plasticity.teaching.ReadoutModel;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.time.TimeGrid;

/** A readout as the engine has it. */
public final class ReadoutSpecs {
  private ReadoutSpecs() {}

  private static ReadoutModel model(ReadoutPlan plan, TimeGrid grid) {
    String where = plan.where();
    if (plan.interval() == null) {
      throw new RanvierException(where + " has no interval after which weights are updated; add .interval(ms(1000))");
    }
    long steps = grid.steps(Units.in(Units.MILLISECOND, plan.interval(), where + ": interval"), where + ": interval", 1, "");
    return new ReadoutModel(
        plan.name(), plan.outputs(), Units.in(Units.MILLISECOND, plan.tau(), where + ": tau"), plan.loss(), plan.feedback(), plan.decay(), steps,
        plan.optimiser(), plan.scale());
  }

  static FieldSpec of(ReadoutPlan plan, NetworkIndex index, long seed) {
    String where = plan.where();
    TimeGrid grid = index.grid();
    ReadoutModel model = model(plan, grid);
    int outputs = plan.outputs();
    double[][] weights = plan.weights();
    int[] populations = plan.populations().stream().mapToInt(index::index).toArray();
    int[] sizes = plan.populations().stream().mapToInt(p -> index.population(p).size()).toArray();
    int neurons = Arrays.stream(sizes).sum();
    if (weights.length > 0 && (weights.length != outputs || Arrays.stream(weights).anyMatch(w -> w.length != neurons))) {
      throw new RanvierException(where + ": weights must be " + outputs + " rows of " + neurons
          + ", one for each neuron that is read");
    }
    if (Arrays.stream(weights).flatMapToDouble(Arrays::stream).anyMatch(w -> !Double.isFinite(w))) {
      throw new RanvierException(where + ": weights must be finite");
    }
    var probes = new ArrayList<FieldSpec.Probe>();
    if (plan.recorded() != null) {
      int every = grid.delaySteps(Units.in(Units.MILLISECOND, plan.recorded(), where + ": recording"), where + ": recording");
      int[] all = new int[outputs];
      Arrays.setAll(all, k -> k);
      probes.add(new FieldSpec.Probe(0, all, every));
      probes.add(new FieldSpec.Probe(1, all, every));
    }
    List<Integer> sources = Arrays.stream(populations).boxed().toList();
    return new FieldSpec(sources, 1, g -> new ReadoutField(model, populations, sizes, weights, seed, g), probes);
  }

  /** Refuses rows that are not there. */
  public static void requireRows(ReadoutPlan plan, double[][] rows, String what) {
    for (int k = 0; k < rows.length; k++) {
      if (rows[k] == null) {
        throw new RanvierException(plan.where() + ": row " + k + " of the " + what + " is null; give numbers");
      }
    }
  }

  /** Refuses what outputs cannot be wanted to be. */
  public static void checkPattern(ReadoutPlan plan, double[][] pattern) {
    requireRows(plan, pattern, "pattern");
    if (pattern.length != plan.outputs() || pattern[0].length == 0 || Arrays.stream(pattern)
        .anyMatch(p -> p.length != pattern[0].length)) {
      throw new RanvierException(plan.where() + ": a pattern has as many rows as outputs, " + plan.outputs()
          + ", of the same number of steps; here are " + pattern.length);
    }
    for (double[] row : pattern) {
      for (double x : row) {
        if (Double.isInfinite(x)) {
          throw new RanvierException(plan.where() + ": " + x + " cannot be wanted; give numbers, or NaN where nothing is wanted");
        }
      }
    }
  }
}
