package org.ranvier.plasticity.modulation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Receptors that act on the gain of an input: what has arrived there in a step is multiplied before the neurons take it.
 *
 * @param from index of the input
 * @param to index of the input to which it is passed on; {@code from} itself, or that of the neurons' receptor where {@code from} is a
 *     gate in front of it, at which only some projections end
 */
public record InputGain(int from, int to, boolean conductance, List<Acting> acting) implements InputKernel.Factory {
  public InputGain {
    acting = List.copyOf(acting);
  }

  @Override
  public InputKernel create(SliceContext slice) {
    var effects = new Effects(Modulation.among(slice.fields()), acting, slice.first(), slice.size());
    return new Kernel(effects, slice, slice.receptorBase()[from], slice.receptorBase()[to], conductance);
  }

  private static final class Kernel implements InputKernel {
    private final Effects effects;
    private final SliceContext slice;
    private final boolean conductance;
    private final float[] input;
    private final int from;
    private final int to;
    private final float[] gain;
    private final double @Nullable [] wideInput;
    private final double[] wideGain; // empty where no inputs take 8 bytes

    Kernel(Effects effects, SliceContext slice, int from, int to, boolean conductance) {
      this.slice = slice;
      this.conductance = conductance;
      this.effects = effects;
      input = slice.input();
      wideInput = slice.wideInput();
      this.from = from;
      this.to = to;
      gain = new float[slice.size()];
      Arrays.fill(gain, 1);
      wideGain = new double[wideInput != null ? gain.length : 0];
      Arrays.fill(wideGain, 1);
    }

    @Override
    public void state(StatePort port) {
      double[] of = new double[gain.length];
      Arrays.setAll(of, i -> gain[i]);
      port.perNeuron("gain", "1", of);
      for (int i = 0; i < gain.length; i++) {
        gain[i] = (float) of[i];
      }
    }

    @Override
    public void apply(long step, int begin, int end) {
      if (begin == 0 && effects.changesAt(step)) {
        for (int i = 0; i < gain.length; i++) {
          gain[i] = (float) effects.of(1, i);
        }
        for (int i = 0; i < wideGain.length; i++) {
          wideGain[i] = effects.of(1, i);
        }
        if (conductance) {
          checkGains(step);
        }
      }
      if (from == to) {
        scale(input, from, gain, begin, end);
      } else {
        pass(input, from, to, gain, begin, end);
      }
      if (wideInput != null) {
        pass(wideInput, from, to, wideGain, begin, end);
      }
    }

    private void checkGains(long step) {
      for (int i = 0; i < gain.length; i++) {
        if (gain[i] < 0) {
          throw new RanvierException(
              "population '" + slice.population() + "', neuron " + (slice.first() + i) + ": at " + TimeGrid.trim(slice.grid().toMs(step))
                  + " ms modulators scale an input by " + gain[i] + ", which would make a conductance negative; let their effects leave it 0 or above");
        }
      }
    }

    private static void pass(double[] input, int from, int to, double[] gain, int begin, int end) {
      for (int i = begin; i < end; i++) {
        double scaled = input[from + i] * gain[i];
        input[from + i] = 0;
        input[to + i] += scaled; // from and to may be one
      }
    }

    private static void scale(float[] input, int base, float[] gain, int begin, int end) {
      for (int i = begin; i < end; i++) {
        input[base + i] *= gain[i];
      }
    }

    private static void pass(float[] input, int from, int to, float[] gain, int begin, int end) {
      for (int i = begin; i < end; i++) {
        input[to + i] += input[from + i] * gain[i];
        input[from + i] = 0;
      }
    }
  }
}
