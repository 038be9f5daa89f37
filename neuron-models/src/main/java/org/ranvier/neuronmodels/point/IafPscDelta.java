package org.ranvier.neuronmodels.point;

import java.util.List;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.State;

/**
 * Leaky integrate-and-fire neuron whose potential jumps at each arriving spike, integrated exactly.
 *
 * <pre>
 * dV_m/dt = (E_L - V_m)/tau_m + (I_e + I)/C_m      a spike of weight w (mV) adds w to V_m
 * </pre>
 *
 * <p>The conventions are NEST's: a spike that arrives at {@code t} is added at the end of the step that ends at {@code t}, before
 * the threshold is tested; spikes that arrive while the neuron is refractory are lost. Method: Rotter & Diesmann 1999,
 * doi:10.1007/s004220050570.
 */
public record IafPscDelta() implements NeuronModel {
  @Override
  public String name() {
    return "iaf_psc_delta";
  }

  @Override
  public List<String> aliases() {
    return List.of("IF_curr_delta");
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire neuron whose potential jumps at each arriving spike";
  }

  @Override
  public String equations() {
    return """
        dV_m/dt      = (E_L - V_m)/tau_m + (I_e + I)/C_m
        input        : V_m += weight, lost while refractory
        spike        : V_m >= V_th, then V_m = V_reset for t_ref
        integration  : exact""";
  }

  @Override
  public String source() {
    return "Rotter & Diesmann 1999, doi:10.1007/s004220050570";
  }

  @Override
  public List<Parameter> parameters() {
    return Membrane.PARAMETERS;
  }

  @Override
  public List<Receptor> receptors() {
    return List.of(new Receptor("spikes", "mV", "adds the weight to V_m"));
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    Membrane.check(where, values);
    return slice -> new Kernel(where, values, slice);
  }

  private static final class Kernel implements AdjustableKernel {
    private final String where;
    private final SliceContext slice;
    private final State state;
    private final Membrane membrane;
    private final float[] input;
    private final int base;
    private ParameterValues values;

    Kernel(String where, ParameterValues values, SliceContext slice) {
      this.where = where;
      this.slice = slice;
      this.values = values;
      state = new State(slice.paddedSize());
      membrane = new Membrane(state, values, slice);
      input = slice.input();
      base = slice.receptorBase()[0];
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public ParameterValues parameters() {
      return values;
    }

    @Override
    public void setParameters(ParameterValues changed) {
      Membrane.check(where, changed);
      membrane.set(changed, slice);
      values = changed;
    }

    @Override
    public void advance(long step, int from, int to, SpikeSink spikes) {
      membrane.decay(from, to);
      jump(from, to, membrane.v, input, base);
      membrane.fire(from, to, spikes);
    }

    private static void jump(int from, int to, double[] v, float[] input, int base) {
      for (int i = from; i < to; i++) {
        v[i] += input[base + i];
        input[base + i] = 0;
      }
    }
  }
}
