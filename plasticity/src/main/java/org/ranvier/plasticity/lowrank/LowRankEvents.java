package org.ranvier.plasticity.lowrank;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactInput;
import org.ranvier.simulator.state.StatePort;

/**
 * What a projection of low rank brings to targets in continuous time: the spike of neuron {@code j} at time {@code t} reaches all of them at {@code t + d}, neuron
 * {@code i} with the weight {@code w·Σ_k s_k·L_ki·R_kj}. Each target has to be brought to that time, so a spike costs modes × targets operations; what is
 * saved is the memory of the matrix.
 *
 * @param source index of the population whose spikes it hears
 * @param receptor index of the input at which it ends
 * @param gains {@code s_k}
 * @param delayMs {@code d}, longer than an epoch
 */
public record LowRankEvents(String name, int source, int receptor, double weight, double[] gains, double delayMs) implements ExactInput.Factory {
  public LowRankEvents {
    gains = gains.clone();
  }

  @Override
  public ExactInput create(ExactContext slice) {
    return new Kernel(this, slice);
  }

  private record Spike(double timeMs, int neuron) {
    static final Comparator<Spike> ORDER = Comparator.comparingDouble(Spike::timeMs).thenComparingInt(Spike::neuron);
  }

  private static final class Kernel implements ExactInput {
    private final LowRankEvents of;
    private final LowRankField field;
    private final int first;
    private final double[] weights;
    private final PriorityQueue<Spike> coming = new PriorityQueue<>(Spike.ORDER);

    Kernel(LowRankEvents of, ExactContext slice) {
      this.of = of;
      field = LowRankField.among(slice.fields(), of.name);
      first = slice.first();
      weights = new double[slice.size()];
    }

    @Override
    public void hear(int population, int neuron, double timeMs) {
      if (population == of.source) {
        coming.add(new Spike(timeMs, neuron));
      }
    }

    @Override
    public void collect(double untilMs, Sink sink) {
      for (Spike next = coming.peek(); next != null && next.timeMs + of.delayMs <= untilMs; next = coming.peek()) {
        coming.remove();
        weigh(next.neuron);
        for (int i = 0; i < weights.length; i++) {
          if (weights[i] != 0) {
            sink.add(i, of.receptor, next.timeMs + of.delayMs, weights[i]);
          }
        }
      }
    }

    private void weigh(int neuron) {
      for (int k = 0; k < of.gains.length; k++) {
        double factor = of.weight * of.gains[k] * field.right(k)[neuron];
        double[] left = field.left(k);
        for (int i = 0; i < weights.length; i++) {
          weights[i] = (k == 0 ? 0 : weights[i]) + factor * left[first + i];
        }
      }
    }

    @Override
    public void state(StatePort port) {
      StatePort own = port.of("low rank " + of.name);
      Spike[] now = coming.stream().sorted(Spike.ORDER).toArray(Spike[]::new);
      double[] times = new double[now.length];
      int[] neurons = new int[now.length];
      for (int n = 0; n < now.length; n++) {
        times[n] = now[n].timeMs;
        neurons[n] = now[n].neuron;
      }
      times = own.array("times", "ms", times);
      neurons = own.array("neurons", "1", neurons);
      if (own.restores()) {
        coming.clear();
        for (int n = 0; n < times.length; n++) {
          coming.add(new Spike(times[n], neurons[n]));
        }
      }
    }
  }
}
