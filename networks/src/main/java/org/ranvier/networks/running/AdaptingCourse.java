package org.ranvier.networks.running;

import java.util.Arrays;
import java.util.BitSet;
import org.ranvier.networks.building.AdaptingRule;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.plasticity.homeostasis.Adaptation;
import org.ranvier.plasticity.homeostasis.RateEstimate;
import org.ranvier.simulator.engine.Engine;

/** Changes a parameter in each pause by the rates since the one before. */
final class AdaptingCourse implements Pauses.Act {
  private final String where;
  private final String parameter;
  private final Adaptation rule;
  private final Engine engine;
  private final int population;
  private final int size;
  private final BitSet chosen = new BitSet();
  private final RateEstimate rates;
  private final double intervalMs;

  AdaptingCourse(AdaptingRule of, UpkeepSite site) {
    where = of.plan().where();
    parameter = of.plan().parameter();
    rule = of.rule();
    engine = site.engine();
    population = site.index().index(of.neurons());
    size = of.neurons().population().size();
    Arrays.stream(of.neurons().set().toArray()).forEach(chosen::set);
    rates = site.rates(of.neurons().population(), of.averagingMs(), rule.targetHz());
    intervalMs = site.intervalMs(of.plan());
  }

  @Override
  public void after(long step) {
    double[] integrals = rates.integrals(step);
    engine.forEachSlice(
        population,
        (first, count, kernel) -> {
          var adjustable = (AdjustableKernel) kernel;
          ParameterValues values = adjustable.parameters();
          double[] all = new double[size];
          Arrays.setAll(all, i -> values.at(parameter, i));
          for (int i = chosen.nextSetBit(first); i >= 0 && i < first + count; i = chosen.nextSetBit(i + 1)) {
            all[i] = rule.of(all[i], integrals[i], intervalMs);
          }
          adjustable.setParameters(values.with(where, parameter, all));
        });
  }
}
