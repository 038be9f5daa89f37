package org.ranvier.networks;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.ranvier.networks.plan.NeuromodulatorPlan;
import org.ranvier.networks.plan.NeuronsPlan;
import org.ranvier.networks.plan.NeuroreceptorPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.receptors.ReceptorKinetics;
import org.ranvier.simulator.RanvierException;

/** Modulators and receptors of a plan. */
final class PlannedModulation {
  private final Network network;
  private final Function<NeuronsPlan, Neurons> neurons;
  private final Function<String, Projection> projections;
  private final Map<String, Modulator> modulators = new HashMap<>();
  private final Map<String, ModulatorReceptor> receptors = new HashMap<>();

  PlannedModulation(Network network, Function<NeuronsPlan, Neurons> neurons, Function<String, Projection> projections) {
    this.network = network;
    this.neurons = neurons;
    this.projections = projections;
  }

  void modulator(NeuromodulatorPlan plan) {
    Modulator m = network.modulator(plan.name()).unit(plan.unit());
    modulators.put(plan.name(), m);
    if (plan.signed()) {
      m.signed();
    }
    PlannedNetwork.given(plan.baseline(), m::baseline);
    switch (plan.clearance()) {
      case null -> {}
      case Clearance.None _ -> {}
      case Clearance.Exponential(double tau) -> m.decay(Units.ms(tau));
      case Clearance.MichaelisMenten(double rate, double half) -> m.uptake(rate, half);
      case Clearance.Momentary _ -> m.momentary();
    }
    switch (plan.space()) {
      case null -> {}
      case NeuromodulatorPlan.Populations _ -> m.perPopulation();
      case NeuromodulatorPlan.Voxels(var lattice, double coefficient) -> m.diffusing(lattice, coefficient);
    }
    PlannedNetwork.given(plan.every(), m::every);
    for (NeuromodulatorPlan.Drive drive : plan.drives()) {
      switch (drive) {
        case NeuromodulatorPlan.DrivenBy(var other, var response, double rate) -> m.drivenBy(modulator(other), response, rate);
        case NeuromodulatorPlan.Follows(var other, var tau) -> m.follows(modulator(other), tau);
      }
    }
    for (NeuromodulatorPlan.Event event : plan.events()) {
      switch (event) {
        case NeuromodulatorPlan.Give(var time, double amount) -> m.release(time, amount);
        case NeuromodulatorPlan.Hold(var start, var stop, double concentration) -> m.clamp(start, stop, concentration);
      }
    }
  }

  /** What releases it; asked when all modulators are known. */
  void sources(NeuromodulatorPlan plan) {
    plan.sources().forEach(s -> source(modulator(plan.name()), s));
  }

  private void source(Modulator modulator, NeuromodulatorPlan.Source plan) {
    ModulatorSource s = modulator.releasedBy(neurons.apply(plan.neurons())).weight(plan.weight()).delay(plan.delay());
    PlannedNetwork.given(plan.amount(), s::amount);
    if (plan.unitArea()) {
      s.unitArea();
    }
    PlannedNetwork.given(plan.volley(), v -> s.volley(v.spikes(), Units.ms(v.windowMs())));
    PlannedNetwork.given(plan.depletion(), d -> s.depleting(d.fraction(), Units.ms(d.recoveryMs())));
    PlannedNetwork.given(plan.gain(), g -> s.gain(modulator(g.modulator()), g.response(), g.effect()));
  }

  private Modulator modulator(String name) {
    Modulator modulator = modulators.get(name);
    if (modulator == null) {
      throw new RanvierException("network '" + network.name() + "' has no modulator '" + name + "' here; it has " + modulators.keySet());
    }
    return modulator;
  }

  void receptor(NeuroreceptorPlan plan) {
    ModulatorReceptor r = modulator(plan.modulator()).receptor(plan.name(), plan.model().response()).every(plan.interval());
    receptors.put(plan.name(), r);
    switch (plan.model().kinetics()) {
      case ReceptorKinetics.Instant _ -> {}
      case ReceptorKinetics.Binding(double off) -> r.binding(off);
      case ReceptorKinetics.Cascade(double rise, double fall) -> r.cascade(Units.ms(rise), Units.ms(fall));
    }
    for (NeuroreceptorPlan.Action action : plan.actions()) {
      switch (action) {
        case NeuroreceptorPlan.Input(var of, var receptor, var effect) when receptor == null -> r.scalesInput(neurons.apply(of), effect);
        case NeuroreceptorPlan.Input(var of, var receptor, var effect) -> r.scalesInput(neurons.apply(of), receptor, effect);
        case NeuroreceptorPlan.Intrinsic(var of, var parameter, var effect) -> r.changes(neurons.apply(of), parameter, effect);
        case NeuroreceptorPlan.Gate(var projection, var effect) -> r.gates(projections.apply(projection), effect);
        case NeuroreceptorPlan.Mode(var lowRank, int mode, var effect) -> r.gates(lowRank(lowRank), mode, effect);
      }
    }
  }

  private LowRankProjection lowRank(String name) {
    return network.lowRanks().stream()
        .filter(l -> l.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new RanvierException(
                "network '" + network.name() + "' has no low-rank projection '" + name + "'; it has "
                    + network.lowRanks().stream().map(LowRankProjection::name).toList()));
  }

  /** Records a modulator or a receptor, whichever has the name. */
  ModulatorRecorder record(String of) {
    ModulatorReceptor receptor = receptors.get(of);
    return receptor == null ? network.record(modulator(of)) : network.record(receptor);
  }
}
