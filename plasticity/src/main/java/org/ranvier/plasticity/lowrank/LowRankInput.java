package org.ranvier.plasticity.lowrank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.modulation.Acting;
import org.ranvier.plasticity.modulation.Effects;
import org.ranvier.plasticity.modulation.Modulation;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.SliceContext;

/**
 * What a projection of low rank brings to its targets: neuron {@code i} receives {@code w·Σ_k s_k·L_ki·κ_k} in each step. It costs modes × targets operations a step
 * in which a mode is not 0, however many spikes arrived.
 *
 * @param receptor index of the input at which it ends
 * @param gains {@code s_k} without modulators
 * @param acting receptors of modulators that act on the gains, for each mode; each at one place
 * @param wide whether it adds to inputs of 8 bytes
 */
public record LowRankInput(String name, int receptor, double weight, double[] gains, List<List<Acting>> acting, boolean wide)
    implements InputKernel.Factory {
  public LowRankInput {
    gains = gains.clone();
    acting = List.copyOf(acting);
  }

  @Override
  public InputKernel create(SliceContext slice) {
    return new Kernel(this, slice);
  }

  private static final class Kernel implements InputKernel {
    private final LowRankField field;
    private final double weight;
    private final double[] without; // gains where no modulator acts
    private final List<@Nullable Effects> effects = new ArrayList<>();
    private final int first;
    private final int base;
    private final float[] input;
    private final double @Nullable [] wideInput;
    private final double[] gain;
    private final double[] factor; // of each mode in this step
    private final double[] sum;

    Kernel(LowRankInput of, SliceContext slice) {
      field = LowRankField.among(slice.fields(), of.name);
      weight = of.weight;
      without = of.gains;
      gain = of.gains.clone();
      factor = new double[gain.length];
      first = slice.first();
      base = slice.receptorBase()[of.receptor];
      input = slice.input();
      wideInput = of.wide ? slice.wideInput() : null;
      sum = new double[slice.size()];
      for (List<Acting> on : of.acting) {
        effects.add(on.isEmpty() ? null : new Effects(Modulation.among(slice.fields()), on, 0, 1));
      }
    }

    @Override
    public void apply(long step, int begin, int end) {
      boolean silent = true;
      for (int k = 0; k < gain.length; k++) {
        if (begin == 0) {
          Effects on = effects.get(k);
          if (on != null && on.changesAt(step)) {
            gain[k] = on.of(without[k], 0);
          }
          factor[k] = weight * gain[k] * field.mode(k);
        }
        silent &= factor[k] == 0;
      }
      if (silent) {
        return;
      }
      Arrays.fill(sum, begin, end, 0);
      for (int k = 0; k < factor.length; k++) {
        if (factor[k] != 0) {
          add(sum, factor[k], field.left(k), first, begin, end);
        }
      }
      deliver(begin, end);
    }

    private static void add(double[] sum, double factor, double[] left, int first, int begin, int end) {
      for (int i = begin; i < end; i++) {
        sum[i] += factor * left[first + i];
      }
    }

    private void deliver(int begin, int end) {
      double[] wide = wideInput;
      if (wide != null) {
        for (int i = begin; i < end; i++) {
          wide[base + i] += sum[i];
        }
        return;
      }
      for (int i = begin; i < end; i++) {
        input[base + i] += (float) sum[i];
      }
    }
  }
}
