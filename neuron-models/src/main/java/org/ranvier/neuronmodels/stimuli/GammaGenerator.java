package org.ranvier.neuronmodels.stimuli;

import java.util.List;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.random.RandomStream;

/**
 * Neurons that fire as gamma processes: intervals are independent and gamma distributed with shape {@code order} and mean {@code
 * 1/rate}, so that their coefficient of variation is {@code 1/sqrt(order)}; order 1 is Poisson. The processes are stationary from
 * {@code start} on. Where the rate is modulated, intervals are gamma distributed in {@code ∫ rate dt}.
 */
public record GammaGenerator() implements NeuronModel {
  private static final List<Parameter> PARAMETERS =
      Windows.parameters(
          new Parameter("rate", "Hz", 0, Range.NOT_NEGATIVE, "mean number of spikes in a second"),
          new Parameter("order", "1", 1, Range.POSITIVE, "shape of the gamma distribution of intervals"),
          SinusoidalPoissonGenerator.MODULATION.get(0),
          SinusoidalPoissonGenerator.MODULATION.get(1),
          SinusoidalPoissonGenerator.MODULATION.get(2));

  @Override
  public String name() {
    return "gamma_generator";
  }

  @Override
  public List<String> aliases() {
    return List.of("sinusoidal_gamma_generator", "SpikeSourceGamma");
  }

  @Override
  public String summary() {
    return "Source whose intervals are gamma distributed, at a rate that may go up and down as a sine";
  }

  @Override
  public String equations() {
    return """
        rate(t)      = max(0, rate + amplitude·sin(2π·frequency·t + phase))
        spikes       : ∫ rate(t) dt from one to the next is gamma distributed with shape order and mean 1
        start        : stationary""";
  }

  @Override
  public String source() {
    return "Cox 1962, Renewal Theory; as in NEST's sinusoidal_gamma_generator, and gamma_sup_generator with n_proc = 1";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    return slice -> new RenewalKernel(where, values, slice, new Gamma());
  }

  private record Gamma() implements RenewalKernel.Process {
    @Override
    public TimeCourse hazard(ParameterValues values) {
      return SinusoidalPoissonGenerator.rate(values.all("rate"), values);
    }

    @Override
    public double deadMs(ParameterValues values, int i) {
      return 0;
    }

    @Override
    public double deadFraction(ParameterValues values, int i) {
      return 0;
    }

    @Override
    public double interval(ParameterValues values, int i, RandomStream random) {
      double order = values.at("order", i);
      return GammaDraws.next(order, random) / order;
    }

    /** The interval about a random moment is drawn in proportion to its length, and the moment lies anywhere in it. */
    @Override
    public double residual(ParameterValues values, int i, RandomStream random) {
      double order = values.at("order", i);
      return random.nextPositiveDouble() * GammaDraws.next(order + 1, random) / order;
    }
  }
}
