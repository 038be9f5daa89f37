package org.ranvier.plasticity.homeostasis;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.Stateful;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The rates of a population's neurons, each a low-pass of its spikes: {@code τ·dr/dt = -r + Σ δ(t - t_k)}, and the integrals of the rates,
 * exact at any step:
 *
 * <pre>{@code ∫ r dt = n - τ·(r(t₁) - r(t₀))}</pre>
 *
 * <p>with the number n of spikes between. With τ = 0 the integral is that number.
 */
public final class RateEstimate implements SpikeListener, Stateful {
  private final int firstId;
  private final double tauMs;
  private final @Nullable Decay decay;
  private final double[] rate; // right after the last spike, per ms
  private final long[] last;
  private final int[] spikes; // since the integrals were taken
  private final double[] begin; // rates at that time

  /**
   * @param firstId of the population
   * @param size its number of neurons
   * @param tauMs τ, 0 or above
   * @param beginPerMs the rates in the beginning
   */
  public RateEstimate(int firstId, int size, double tauMs, double beginPerMs, TimeGrid grid) {
    this.firstId = firstId;
    this.tauMs = tauMs;
    decay = tauMs > 0 ? Decay.of(tauMs, grid) : null;
    rate = new double[size];
    Arrays.fill(rate, beginPerMs);
    begin = rate.clone();
    last = new long[size];
    spikes = new int[size];
  }

  @Override
  public void state(StatePort port) {
    port.common("rate", "1/ms", rate);
    port.common("last spike", "step", last);
    port.common("spikes", "1", spikes);
    port.common("rate in the beginning", "1/ms", begin);
  }

  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.stepCount(); k++) {
      for (int n = block.begin(k); n < block.end(k); n++) {
        int i = block.ids()[n] - firstId;
        if (i >= 0 && i < rate.length) {
          fires(i, block.firstStep() + k);
        }
      }
    }
  }

  private void fires(int i, long step) {
    spikes[i]++;
    if (decay != null) {
      rate[i] = perMs(i, step) + 1 / tauMs;
      last[i] = step;
    }
  }

  /** The rate of a neuron after a step that is not before its last spike, in spikes per ms; 0 where τ is 0. */
  public double perMs(int i, long step) {
    return decay == null ? 0 : rate[i] * decay.after((int) Math.min(Integer.MAX_VALUE, step - last[i]));
  }

  /** The integrals of the rates, in spikes, from the call before (or the beginning) to the end of a step: the present one. */
  public double[] integrals(long step) {
    double[] integral = new double[rate.length];
    for (int i = 0; i < integral.length; i++) {
      double now = perMs(i, step);
      integral[i] = decay == null ? spikes[i] : spikes[i] - tauMs * (now - begin[i]);
      begin[i] = now;
      spikes[i] = 0;
    }
    return integral;
  }
}
