package org.ranvier.networks.plan;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.ReceptorModel;

/**
 * A receptor for a neuromodulator.
 *
 * @param interval at which its activation is computed
 */
public record NeuroreceptorPlan(String name, String modulator, ReceptorModel model, Quantity<Time> interval, List<Action> actions) {
  public NeuroreceptorPlan {
    actions = List.copyOf(actions);
  }

  /** What it acts on. */
  public sealed interface Action {}

  /**
   * The gain of spikes.
   *
   * @param receptor at which they arrive; null: at all
   */
  public record Input(NeuronsPlan neurons, @Nullable String receptor, Effect effect) implements Action {}

  /** A parameter. */
  public record Intrinsic(NeuronsPlan neurons, String parameter, Effect effect) implements Action {}

  /** What a projection delivers. */
  public record Gate(String projection, Effect effect) implements Action {}

  /** The gain of a mode of a low-rank projection. */
  public record Mode(String lowRank, int mode, Effect effect) implements Action {}
}
