package org.ranvier.neuronmodels.stimuli;

import java.util.List;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.State;

/**
 * A relay: it fires in the step in which spikes arrive, as many times as their weights sum to, rounded to a whole number, and not
 * at all for a sum below 0.5.
 *
 * <p>With weights of 1 it repeats each spike once, as NEST's parrot_neuron does; NEST ignores the weights, here a weight of 2
 * doubles a spike. More than {@value #MOST} spikes of one neuron in one step are refused: then the weight was meant for another
 * model.
 */
public record ParrotNeuron() implements NeuronModel {
  private static final int MOST = 10_000;

  @Override
  public String name() {
    return "parrot_neuron";
  }

  @Override
  public List<String> aliases() {
    return List.of("relay");
  }

  @Override
  public String summary() {
    return "Relay that repeats the spikes it receives, each as often as its weight says";
  }

  @Override
  public String equations() {
    return "spike        : round(sum of the weights that arrive) times, in the step in which they arrive";
  }

  @Override
  public String source() {
    return "NEST's parrot_neuron, which ignores the weights";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public List<Receptor> receptors() {
    return List.of(new Receptor("spikes", "1", "number of times the spike is repeated"));
  }

  @Override
  public boolean takesCurrent() {
    return false;
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    return slice -> new Kernel(where, slice);
  }

  private static final class Kernel implements NeuronKernel {
    private final String where;
    private final SliceContext slice;
    private final State state;

    Kernel(String where, SliceContext slice) {
      this.where = where;
      this.slice = slice;
      state = new State(slice.paddedSize());
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public void advance(long step, int from, int to, SpikeSink spikes) {
      int base = slice.receptorBase()[0];
      double[] wide = slice.wideInput();
      if (wide != null) {
        for (int i = from; i < to; i++) {
          if (wide[base + i] != 0) {
            repeat(step, i, wide[base + i], Math.round(wide[base + i]), spikes);
            wide[base + i] = 0;
          }
        }
        return;
      }
      float[] input = slice.input();
      for (int i = from; i < to; i++) {
        if (input[base + i] != 0) {
          repeat(step, i, input[base + i], Math.round(input[base + i]), spikes);
          input[base + i] = 0;
        }
      }
    }

    private void repeat(long step, int i, double sum, long times, SpikeSink spikes) {
      if (times > MOST) {
        throw new RanvierException(
            where + ", neuron " + (slice.first() + i) + ": the weights that arrive at " + slice.grid().toMs(step)
                + " ms sum to " + (float) sum + ", so a parrot_neuron would fire as many times; at most " + MOST
                + " are allowed. A weight here is a number of spikes, usually 1");
      }
      for (int k = 0; k < times; k++) {
        spikes.add(i);
      }
    }
  }
}
