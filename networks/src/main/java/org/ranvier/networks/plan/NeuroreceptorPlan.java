package org.ranvier.networks.plan;

import java.util.List;
import java.util.stream.Collectors;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.ReceptorModel;
import org.ranvier.plasticity.receptors.Response;

/**
 * A receptor for a neuromodulator.
 *
 * @param interval at which its activation is computed
 */
public record NeuroreceptorPlan(String name, String modulator, ReceptorModel model, Quantity<Time> interval, List<Action> actions) {
  public NeuroreceptorPlan {
    actions = Appended.copyOf(actions);
  }

  /** A receptor that acts on nothing yet. */
  public NeuroreceptorPlan(String name, String modulator, Response response) {
    this(name, modulator, ReceptorModel.instant(response), Units.ms(1), List.of());
  }

  /** What it acts on. */
  public sealed interface Action {
    Effect effect();
  }

  /**
   * The gain of spikes.
   *
   * @param receptor at which they arrive; null: at all
   */
  public record Input(NeuronsPlan neurons, @Nullable String receptor, Effect effect) implements Action {
    @Override
    public String toString() {
      return "input of " + neurons + (receptor == null ? "" : " " + receptor) + " " + effect;
    }
  }

  /** A parameter. */
  public record Intrinsic(NeuronsPlan neurons, String parameter, Effect effect) implements Action {
    @Override
    public String toString() {
      return parameter + " of " + neurons + " " + effect;
    }
  }

  /** What a projection delivers. */
  public record Gate(String projection, Effect effect) implements Action {
    @Override
    public String toString() {
      return "projection " + projection + " " + effect;
    }
  }

  /** The gain of a mode of a low-rank projection. */
  public record Mode(String lowRank, int mode, Effect effect) implements Action {
    @Override
    public String toString() {
      return "mode " + mode + " of " + lowRank + " " + effect;
    }
  }

  /** The same with other kinetics. */
  public NeuroreceptorPlan model(ReceptorModel of) {
    return new NeuroreceptorPlan(name, modulator, of, interval, actions);
  }

  /** The same with another interval. */
  public NeuroreceptorPlan interval(Quantity<Time> of) {
    return new NeuroreceptorPlan(name, modulator, model, of, actions);
  }

  /** The same with one action more. */
  public NeuroreceptorPlan and(Action action) {
    return new NeuroreceptorPlan(name, modulator, model, interval, Appended.to(actions, action));
  }

  /** Names it in messages. */
  public String where() {
    return "receptor '" + name + "' of modulator '" + modulator + "'";
  }

  @Override
  public String toString() {
    return "receptor " + name + " of " + modulator + "  " + model + "  every " + Units.text(interval)
        + actions.stream().map(a -> "  " + a).collect(Collectors.joining());
  }
}
