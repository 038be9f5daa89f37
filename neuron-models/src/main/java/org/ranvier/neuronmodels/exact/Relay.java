package org.ranvier.neuronmodels.exact;

import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.exact.ExactSpikes;

/**
 * A relay in continuous time: it fires at the very time at which spikes arrive, as many times as the weights of that time sum to. A chain
 * of relays takes no time but its delays, which are above 0.
 */
public record Relay() implements ExactModel {
  private static final int MOST = 10_000;

  @Override
  public String name() {
    return "parrot_neuron_ps";
  }

  @Override
  public Optional<String> counterpart() {
    return Optional.of("parrot_neuron");
  }

  @Override
  public String summary() {
    return "Relay that repeats the spikes it receives at the times at which they arrive, each as often as its weight says";
  }

  @Override
  public String equations() {
    return "spike        : round(sum of the weights that arrive at a time) times, at that time";
  }

  @Override
  public String source() {
    return "NEST's parrot_neuron_ps, which ignores the weights";
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
  public ExactKernel.Factory kernel(String where, ParameterValues values) {
    return slice -> new Kernel(where, slice);
  }

  private static final class Kernel extends ExactNeurons {
    private final String where;
    private final int first;
    private double sum; // of the weights that arrive at one time

    Kernel(String where, ExactContext slice) {
      super(slice, 1);
      this.where = where;
      first = slice.first();
    }

    @Override
    double sum(int i) {
      return 0;
    }

    @Override
    void catchUp(int i, double t) {
      sum = 0;
    }

    @Override
    void receive(int i, double t, int receptor, double weight) {
      sum += weight;
    }

    @Override
    void settle(int i, double t, ExactSpikes spikes) {
      long times = Math.round(sum);
      if (times > MOST) {
        throw new RanvierException(
            where + ", neuron " + (first + i) + ": the weights that arrive at " + t + " ms sum to " + sum
                + ", so a relay would fire as many times; at most " + MOST + " are allowed. A weight here is a number of spikes, usually 1");
      }
      for (long k = 0; k < times; k++) {
        spikes.add(i, t);
      }
    }

    @Override
    void fire(int i, double t) {}

    @Override
    double next(int i, double horizon) {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    public void present(int i, double t, double[][] into) {}
  }
}
