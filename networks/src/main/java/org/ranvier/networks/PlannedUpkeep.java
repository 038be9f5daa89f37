package org.ranvier.networks;

import java.util.List;
import java.util.function.Function;
import javax.measure.Quantity;
import org.ranvier.networks.plan.NeuronsPlan;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.homeostasis.Normalisation.Norm;
import org.ranvier.plasticity.structure.GrowthCurve;
import org.ranvier.simulator.RanvierException;

/** Upkeep of a plan. */
final class PlannedUpkeep {
  private final Network network;
  private final Function<NeuronsPlan, Neurons> neurons;
  private final Function<String, Projection> projections;

  PlannedUpkeep(Network network, Function<NeuronsPlan, Neurons> neurons, Function<String, Projection> projections) {
    this.network = network;
    this.neurons = neurons;
    this.projections = projections;
  }

  void add(UpkeepPlan plan) {
    switch (plan) {
      case UpkeepPlan.Normalising n -> normalise(n);
      case UpkeepPlan.Scaling s -> scale(s);
      case UpkeepPlan.Adapting a -> adapt(a);
      case UpkeepPlan.Rewiring r -> rewire(r);
    }
  }

  private Projection[] all(List<String> names) {
    return names.stream().map(projections).toArray(Projection[]::new);
  }

  private void normalise(UpkeepPlan.Normalising plan) {
    WeightNormalisation n = network.normalise(all(plan.projections())).partially(plan.part()).every(plan.interval());
    PlannedNetwork.given(plan.value(), value -> {
      if (plan.norm() == Norm.SUM) {
        n.sum(value);
      } else {
        n.euclidean(value);
      }
    });
  }

  private void scale(UpkeepPlan.Scaling plan) {
    SynapticScaling s = network.scale(all(plan.projections())).strength(plan.strength()).integral(plan.integral());
    s.averaging(plan.averaging()).every(plan.interval());
    PlannedNetwork.given(plan.rate(), s::toRate);
    PlannedNetwork.given(plan.largest(), s::upTo);
  }

  private void adapt(UpkeepPlan.Adapting plan) {
    Neurons of = neurons.apply(plan.neurons());
    String unit = of.population().parameter(plan.parameter()).unit();
    IntrinsicPlasticity a = network.adapt(of, plan.parameter()).averaging(plan.averaging()).every(plan.interval());
    PlannedNetwork.given(plan.rate(), a::toRate);
    if (plan.relative()) {
      a.byPart(plan.change());
    } else if (plan.change() != 0) {
      a.by(Units.quantity(plan.change(), unit));
    }
    Double least = plan.least();
    Double largest = plan.largest();
    if (least == null != (largest == null)) {
      throw new RanvierException(a.where() + ": least and largest are given together, or not at all");
    }
    if (least != null && largest != null) {
      a.within(Units.quantity(least, unit), Units.quantity(largest, unit));
    }
  }

  private void rewire(UpkeepPlan.Rewiring plan) {
    Rewiring r = network.rewire(projections.apply(plan.projection())).every(plan.interval());
    PlannedNetwork.given(plan.replacing(), p -> {
      PlannedNetwork.given(p.upTo(), (Quantity<?> q) -> r.pruneUpTo(q));
      PlannedNetwork.given(p.weakest(), r::pruneWeakest);
      PlannedNetwork.given(p.keeping(), r::keeping);
      PlannedNetwork.given(p.regrowth(), r::regrowth);
    });
    PlannedNetwork.given(plan.sprouting(), r::sprouting);
    PlannedNetwork.given(plan.growing(), g -> {
      GrowthCurve axonal = g.axonal();
      GrowthCurve dendritic = g.dendritic();
      if (axonal == null != (dendritic == null)) {
        throw new RanvierException(r.where() + ": axonal and dendritic elements are given together, or not at all");
      }
      if (axonal != null && dendritic != null) {
        r.elements(axonal, dendritic);
      }
      PlannedNetwork.given(g.vacant(), r::vacant);
      PlannedNetwork.given(g.averaging(), r::averaging);
    });
    PlannedNetwork.given(plan.weight(), w -> r.weight(w));
    if (plan.autapses()) {
      r.withAutapses();
    }
    if (plan.multapses()) {
      r.withMultapses();
    }
  }
}
