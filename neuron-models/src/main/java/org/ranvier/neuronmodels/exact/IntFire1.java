package org.ranvier.neuronmodels.exact;

import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.kernel.SliceContext;

/**
 * NEURON's {@code IntFire1}: a number that decays and to which each arriving spike adds its weight; the neuron fires when that brings it
 * above 1, and then ignores what arrives for a while. See {@link LeakyJumps}; as it decays to 0, it never crosses between events.
 *
 * <p>As in NEURON, and other than in the other models here, the threshold is asked after each arriving spike, also among those of one time:
 * when excitation has made the neuron fire, inhibition that comes at the same time finds it refractory. NEURON takes such spikes in the order
 * in which they entered its queue; here they come in the order of their source populations, and within one of the sources' indices.
 */
public record IntFire1() implements ExactModel {
  private static final double THRESHOLD = Math.nextUp(1.0);
  private static final LeakyJumps.Names M = new LeakyJumps.Names("m", "1", "state variable, which fires above 1");
  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("tau", "ms", 10, Range.POSITIVE, "time constant of the decay"),
          new Parameter("refrac", "ms", 5, Range.NOT_NEGATIVE, "time after a spike in which arriving spikes are ignored"));
  private static final LeakyJumps.Values VALUES =
      new LeakyJumps.Values(
          (v, i) -> v.at("tau", i), (v, i) -> 0, (v, i) -> THRESHOLD, (v, i) -> 0, (v, i) -> v.at("refrac", i));

  @Override
  public String name() {
    return "intfire1";
  }

  @Override
  public List<String> aliases() {
    return List.of("IntFire1");
  }

  @Override
  public Optional<String> counterpart() {
    return Optional.empty();
  }

  @Override
  public String summary() {
    return "NEURON's IntFire1: a leaky integrator with jumps and a refractory period, in continuous time";
  }

  @Override
  public String equations() {
    return """
        dm/dt = -m/tau
        input        : m += w, but for spikes that arrive within refrac after a spike
        spike        : when m > 1, asked after each arriving spike
        after a spike: m = 0, held for refrac""";
  }

  @Override
  public String source() {
    return "Hines & Carnevale 2004, doi:10.1016/j.jneumeth.2003.10.004; NEURON's intfire1.mod";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public List<Receptor> receptors() {
    return List.of(new Receptor("synapse", "1", "m grows by the weight"));
  }

  @Override
  public ExactKernel.Factory kernel(String where, ParameterValues values) {
    return slice -> new Kernel(slice, values);
  }

  private static final class Kernel extends LeakyJumps {
    Kernel(SliceContext slice, ParameterValues values) {
      super(slice, M, values, VALUES, (v, i) -> 0);
    }

    @Override
    void receive(int i, double t, int receptor, double weight) {
      if (s[i * width + V] < THRESHOLD) { // else it fires at this time, and does not hear what else comes
        super.receive(i, t, receptor, weight);
      }
    }
  }
}
