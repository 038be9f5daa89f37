package org.ranvier.neuronmodels.stimuli;

import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.StateVariable;

/**
 * By which factor what arrives at a receptor decays in a step, measured: of two equal slices that are not simulated one receives
 * a weight of 1, and a variable that differs by 1 in them and then by ever the same factor less is what the receptor drives. So
 * it holds for any model, by whatever method it is integrated.
 */
final class ReceptorDecay {
  private static final double TOLERANCE = 1e-5;

  private ReceptorDecay() {}

  /** The factor of each neuron of the slice. */
  static double[] measure(String where, KernelFactory target, int receptor, SliceContext slice) {
    SliceContext first = twin(slice);
    SliceContext second = twin(slice);
    NeuronKernel touched = target.create(first);
    NeuronKernel untouched = target.create(second);
    int base = slice.receptorBase()[receptor];
    Arrays.fill(first.input(), base, base + slice.size(), 1);
    var ignored = new SpikeSink();
    double[][][] differences = new double[3][][]; // [step][variable][neuron]
    for (int step = 0; step < 3; step++) {
      touched.advance(step + 1, 0, slice.size(), ignored);
      untouched.advance(step + 1, 0, slice.size(), ignored);
      differences[step] = differences(touched.state().variables(), untouched.state().variables(), slice.size());
    }
    for (int v = 0; v < differences[0].length; v++) {
      if (decays(differences[0][v], differences[1][v], differences[2][v])) {
        return differences[1][v];
      }
    }
    throw new RanvierException(
        where + ": what arrives at the receptor does not add its weight to a variable that decays exponentially, so the variable "
            + "cannot follow an Ornstein–Uhlenbeck process; use a model with exponential synapses, or put the noise into its equations");
  }

  private static SliceContext twin(SliceContext slice) {
    int places = Arrays.stream(slice.receptorBase()).max().orElse(0) + slice.paddedSize();
    return new SliceContext(
        slice.population(), slice.first(), slice.size(), slice.paddedSize(), slice.seed(), slice.grid(), new float[places],
        slice.receptorBase(), null);
  }

  private static double[][] differences(List<StateVariable> a, List<StateVariable> b, int size) {
    double[][] differences = new double[a.size()][size];
    for (int v = 0; v < differences.length; v++) {
      for (int i = 0; i < size; i++) {
        differences[v][i] = a.get(v).values()[i] - b.get(v).values()[i];
      }
    }
    return differences;
  }

  private static boolean decays(double[] first, double[] second, double[] third) {
    for (int i = 0; i < first.length; i++) {
      boolean exponential =
          Math.abs(first[i] - 1) < TOLERANCE && second[i] >= 0 && second[i] <= 1
              && Math.abs(third[i] - second[i] * second[i]) < TOLERANCE;
      if (!exponential) {
        return false;
      }
    }
    return true;
  }
}
