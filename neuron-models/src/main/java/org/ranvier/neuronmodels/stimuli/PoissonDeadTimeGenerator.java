package org.ranvier.neuronmodels.stimuli;

import java.util.Arrays;
import java.util.List;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Neurons that fire as Poisson processes with dead time: a neuron is silent for {@code dead_time} after a spike and then fires
 * with a hazard {@code lambda} that makes its mean rate {@code rate}:
 *
 * <pre>
 * 1/rate = dead_time + 1/lambda
 * </pre>
 *
 * <p>The processes are stationary from {@code start} on. The hazard may go up and down as a sine.
 */
public record PoissonDeadTimeGenerator() implements NeuronModel {
  private static final List<Parameter> PARAMETERS =
      Windows.parameters(
          new Parameter("rate", "Hz", 0, Range.NOT_NEGATIVE, "mean number of spikes in a second, below 1/dead_time"),
          new Parameter("dead_time", "ms", 0, Range.NOT_NEGATIVE, "time after a spike in which there is no other"),
          new Parameter("relative_amplitude", "1", 0, Range.ANY, "by which part the hazard goes up and down"),
          new Parameter("frequency", "Hz", 0, Range.NOT_NEGATIVE, "of the modulation"));

  @Override
  public String name() {
    return "poisson_dead_time_generator";
  }

  @Override
  public List<String> aliases() {
    return List.of("ppd_generator");
  }

  @Override
  public String summary() {
    return "Source of Poisson spikes with dead time";
  }

  @Override
  public String equations() {
    return """
        lambda       = 1/(1/rate - dead_time)
        hazard(t)    = max(0, lambda·(1 + relative_amplitude·sin(2π·frequency·t)))
                       but 0 for dead_time after a spike
        start        : stationary for a constant hazard""";
  }

  @Override
  public String source() {
    return "Deger et al. 2012, doi:10.1007/s10827-011-0362-8; as in NEST's ppd_sup_generator with n_proc = 1";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    return slice -> new RenewalKernel(where, values, slice, new DeadTime(where));
  }

  private record DeadTime(String where) implements RenewalKernel.Process {
    @Override
    public TimeCourse hazard(ParameterValues values) {
      double[] lambda = new double[values.uniform("rate", "dead_time") ? 1 : values.size()];
      Arrays.setAll(lambda, i -> lambda(values, i));
      double[] amplitude = new double[lambda.length == 1 && values.uniform("relative_amplitude") ? 1 : values.size()];
      Arrays.setAll(amplitude, i -> values.at("relative_amplitude", i) * lambda[lambda.length == 1 ? 0 : i]);
      return new TimeCourse.Sinusoid(lambda, amplitude, values.all("frequency"), new double[] {0});
    }

    private double lambda(ParameterValues values, int i) {
      double fraction = deadFraction(values, i);
      if (!(fraction < 1)) {
        throw new RanvierException(
            where + ": a dead_time of " + TimeGrid.trim(values.at("dead_time", i)) + " ms allows less than "
                + TimeGrid.trim(1000 / values.at("dead_time", i)) + " spikes in a second, but rate = "
                + TimeGrid.trim(values.at("rate", i)) + " Hz; lower rate or dead_time");
      }
      return values.at("rate", i) / (1 - fraction);
    }

    @Override
    public double deadMs(ParameterValues values, int i) {
      return values.at("dead_time", i);
    }

    @Override
    public double deadFraction(ParameterValues values, int i) {
      return values.at("rate", i) * values.at("dead_time", i) / 1000;
    }

    @Override
    public double interval(ParameterValues values, int i, RandomStream random) {
      return random.nextExponential();
    }

    @Override
    public double residual(ParameterValues values, int i, RandomStream random) {
      return random.nextExponential();
    }
  }
}
