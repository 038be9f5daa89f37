package org.ranvier.neuronmodels.equations.runtime;

import java.util.function.Function;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.PublishingKernel;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.State;

/** A generated kernel, and another one on the same state when the parameters change: their coefficients are fixed in it. */
public final class EquationModelKernel implements AdjustableKernel, PublishingKernel {
  private final Function<ParameterValues, NeuronKernel> maker;
  private ParameterValues values;
  private NeuronKernel generated;

  /**
   * @param maker makes a kernel for some values, always on the same state
   */
  public EquationModelKernel(ParameterValues values, Function<ParameterValues, NeuronKernel> maker) {
    this.maker = maker;
    this.values = values;
    generated = maker.apply(values);
  }

  @Override
  public State state() {
    return generated.state();
  }

  @Override
  public void advance(long step, int from, int to, SpikeSink spikes) {
    generated.advance(step, from, to, spikes);
  }

  @Override
  public void publish(long step, int from, int to) {
    if (generated instanceof PublishingKernel publishing) {
      publishing.publish(step, from, to);
    }
  }

  /** The generated kernel is made anew on the changed state: what it keeps besides follows from that. */
  @Override
  public void assign(String variable, int[] neurons, double[] values, double timeMs) {
    AdjustableKernel.super.assign(variable, neurons, values, timeMs);
    setParameters(this.values);
  }

  @Override
  public ParameterValues parameters() {
    return values;
  }

  @Override
  public void setParameters(ParameterValues changed) {
    generated = maker.apply(changed);
    values = changed;
  }
}
