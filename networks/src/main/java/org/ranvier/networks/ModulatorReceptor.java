package org.ranvier.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.NeuroreceptorPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.plasticity.modulation.ReceptorPlan;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.ReceptorKinetics;
import org.ranvier.plasticity.receptors.ReceptorModel;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A receptor of a neuromodulator, and what it does to neurons. Several receptors that act on one thing act one after the other, in the order
 * in which they were declared.
 */
public final class ModulatorReceptor {
  private final Network network;
  private final Modulator modulator;
  private final String name;
  private ReceptorModel model;
  private final OneOf kinetics = new OneOf();
  private Quantity<Time> interval = Units.ms(1);
  private final List<Action> actions = new ArrayList<>();

  /** What it acts on. */
  sealed interface Action {
    Effect effect();

    /** The gain of a receptor for spikes. */
    record Input(Neurons neurons, @Nullable String receptor, Effect effect) implements Action {}

    /** A parameter. */
    record Intrinsic(Neurons neurons, String parameter, Effect effect) implements Action {}

    /** What a projection delivers. */
    record Gate(Projection projection, Effect effect) implements Action {}

    /** The gain of a mode. */
    record Mode(LowRankProjection lowRank, int mode, Effect effect) implements Action {}
  }

  ModulatorReceptor(Network network, Modulator modulator, String name, Response response) {
    this.network = network;
    this.modulator = modulator;
    this.name = name;
    model = ReceptorModel.instant(response);
  }

  /** Lets it bind by mass action with this rate of unbinding; needs a Hill curve. */
  public ModulatorReceptor binding(double offPerMs) {
    return kinetics(".binding(…)", new ReceptorKinetics.Binding(offPerMs));
  }

  /** Lets its activation follow with a time constant for its rise and one for its fall. */
  public ModulatorReceptor cascade(Quantity<Time> rise, Quantity<Time> fall) {
    return kinetics(
        ".cascade(…)",
        new ReceptorKinetics.Cascade(
            Units.in(Units.MILLISECOND, rise, where() + ": rise"), Units.in(Units.MILLISECOND, fall, where() + ": fall")));
  }

  private ModulatorReceptor kinetics(String setting, ReceptorKinetics kinetics) {
    network.requireOpen();
    var other = new ReceptorModel(model.response(), kinetics);
    this.kinetics.say(where(), setting, "leave one of them out, or add a second receptor");
    model = other;
    return this;
  }

  /** How often its activation is computed, 1 ms until told otherwise; between, it stays as it is. */
  public ModulatorReceptor every(Quantity<Time> interval) {
    network.requireOpen();
    this.interval = interval;
    return this;
  }

  /** Acts on the gain of all spikes that arrive at a receptor of neurons. */
  public ModulatorReceptor scalesInput(Neurons neurons, String receptor, Effect effect) {
    requireTarget(neurons);
    Projection.receptorChoice(neurons.population().model(), receptor, where());
    actions.add(new Action.Input(neurons, receptor, effect));
    return this;
  }

  /** Acts on the gain of all spikes that arrive at neurons. */
  public ModulatorReceptor scalesInput(Neurons neurons, Effect effect) {
    requireTarget(neurons);
    if (neurons.population().model().receptors().isEmpty()) {
      throw new RanvierException(where() + ": " + neurons.population().model().name() + " receives no spikes whose gain could change");
    }
    actions.add(new Action.Input(neurons, null, effect));
    return this;
  }

  /** Refuses neurons in continuous time: nobody looks at them once a step. */
  void requireOnGrid(Population population) {
    if (population.isExact()) {
      throw new RanvierException(
          where() + " acts on " + population.where() + ", which is exact; receptors act from step to step, so leave .exact() or the receptor out");
    }
  }

  /** Acts on an intrinsic parameter of neurons. Amounts of an {@link Effect.Shifted} are in the parameter's unit. */
  public ModulatorReceptor changes(Neurons neurons, String parameter, Effect effect) {
    requireTarget(neurons);
    Parameter p = neurons.population().parameter(parameter); // refuses unknown ones
    actions.add(new Action.Intrinsic(neurons, p.name(), effect));
    return this;
  }

  /**
   * Acts on how much of its weights a projection delivers. With {@code Between(0, 1)} they are expressed as far as the receptor is
   * activated; a second projection between the same neurons makes them the modulated component of a weight.
   */
  public ModulatorReceptor gates(Projection projection, Effect effect) {
    network.requireOpen();
    if (!network.projections().contains(projection)) {
      throw new RanvierException(where() + ": " + projection.where() + " belongs to another network");
    }
    actions.add(new Action.Gate(projection, effect));
    return this;
  }

  /** Acts on the gain of a mode of a low-rank projection. */
  public ModulatorReceptor gates(LowRankProjection lowRank, int mode, Effect effect) {
    network.requireOpen();
    if (!network.lowRanks().contains(lowRank)) {
      throw new RanvierException(where() + ": " + lowRank.where() + " belongs to another network");
    }
    if (mode < 0 || mode >= lowRank.modes()) {
      throw new RanvierException(
          where() + ": " + lowRank.where() + " has no mode " + mode + "; it has " + lowRank.modes() + ", counted from 0 (factors are given before)");
    }
    actions.add(new Action.Mode(lowRank, mode, effect));
    return this;
  }

  /** Refuses to share a parameter with what adapts it: of its changes nobody could tell which are whose. */
  void requireUntouched(Population population, String parameter, String by) {
    for (Action a : actions) {
      if (a instanceof Action.Intrinsic i && i.neurons.population() == population && i.parameter.equals(parameter)) {
        throw new RanvierException(by + ": " + where() + " changes it too; let one of them change another parameter");
      }
    }
  }

  private void requireTarget(Neurons neurons) {
    network.requireOpen();
    network.requireMember(neurons);
  }

  String name() {
    return name;
  }

  Modulator modulator() {
    return modulator;
  }

  /** The populations of which it changes parameters. */
  List<Population> changedPopulations() {
    return actions.stream().flatMap(a -> a instanceof Action.Intrinsic i ? Stream.of(i.neurons.population()) : Stream.empty()).distinct().toList();
  }

  List<Action> actions() {
    return actions;
  }

  NeuroreceptorPlan plan() {
    return new NeuroreceptorPlan(name, modulator.name(), model, interval, actions.stream().map(ModulatorReceptor::plan).toList());
  }

  private static NeuroreceptorPlan.Action plan(Action action) {
    return switch (action) {
      case Action.Input i -> new NeuroreceptorPlan.Input(i.neurons.plan(), i.receptor, i.effect);
      case Action.Intrinsic i -> new NeuroreceptorPlan.Intrinsic(i.neurons.plan(), i.parameter, i.effect);
      case Action.Gate g -> new NeuroreceptorPlan.Gate(g.projection.name(), g.effect);
      case Action.Mode m -> new NeuroreceptorPlan.Mode(m.lowRank.name(), m.mode, m.effect);
    };
  }

  ReceptorPlan plan(TimeGrid grid) {
    String what = where() + ": interval";
    return new ReceptorPlan(name, modulator.name(), model, grid.delaySteps(Units.in(Units.MILLISECOND, interval, what), what));
  }

  String where() {
    return "receptor '" + name + "' of " + modulator.where();
  }

  @Override
  public String toString() {
    var text = new StringBuilder("receptor ").append(name).append(" of ").append(modulator.name()).append("  ").append(model);
    text.append("  every ").append(Units.text(interval));
    for (Action a : actions) {
      text.append(
          switch (a) {
            case Action.Input i ->
                "  input of " + name(i.neurons) + (i.receptor == null ? "" : " " + i.receptor) + " " + i.effect;
            case Action.Intrinsic i -> "  " + i.parameter + " of " + name(i.neurons) + " " + i.effect;
            case Action.Gate g -> "  projection " + g.projection.name() + " " + g.effect;
            case Action.Mode m -> "  mode " + m.mode + " of " + m.lowRank.name() + " " + m.effect;
          });
    }
    return text.toString();
  }

  private static String name(Neurons neurons) {
    return neurons.population().name() + (neurons instanceof Population ? "" : " " + Descriptions.neurons(neurons));
  }
}
