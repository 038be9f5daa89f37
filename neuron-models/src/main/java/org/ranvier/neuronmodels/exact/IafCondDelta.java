package org.ranvier.neuronmodels.exact;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.exact.ExactSpikes;

/**
 * Leaky integrate-and-fire neuron whose synapses open conductances for so short a time that nothing else happens meanwhile: the limit
 * of {@code iaf_cond_exp} for {@code tau_syn → 0} at constant {@code w = ∫ g(t) dt/C_m}.
 *
 * <p>During such a pulse {@code C_m·dV/dt = -g(t)·(V - E)}, so {@code V} moves towards the reversal potential: {@code V ← E + (V - E)·e^(-w)}. Spikes that
 * arrive at one time open their conductances together, which acts as one pulse of the sum with the mean reversal potential. A pulse
 * saturates, so inhibition shunts. Between pulses the potential is one exponential, and {@link LeakyJumps} finds its crossing. Within a pulse it
 * moves monotonely, so it crosses the threshold if and only if it ends above it.
 */
public record IafCondDelta() implements ExactModel {
  private static final LeakyJumps.Names POTENTIAL = new LeakyJumps.Names("V_m", "mV", "membrane potential");
  private static final List<Parameter> PARAMETERS =
      Stream.concat(
              Parameters.LEAKY.stream(),
              Stream.of(
                  new Parameter("E_ex", "mV", 0, Range.ANY, "excitatory reversal potential"),
                  new Parameter("E_in", "mV", -85, Range.ANY, "inhibitory reversal potential")))
          .toList();

  @Override
  public String name() {
    return "iaf_cond_delta";
  }

  @Override
  public Optional<String> counterpart() {
    return Optional.empty();
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire neuron with instantaneous conductances that shunt, in continuous time";
  }

  @Override
  public String equations() {
    return """
        dV_m/dt = (E_L - V_m)/tau_m + I_e/C_m
        input        : V_m = E + (V_m - E)*exp(-|w|) with E = E_ex or E_in, where |w| = integral of the conductance/C_m;
                       in the refractory period it is lost
        spike        : when V_m >= V_th, at that very time
        after a spike: V_m = V_reset, held for t_ref""";
  }

  @Override
  public String source() {
    return "shot-noise conductances: Richardson 2004, doi:10.1103/PhysRevE.69.051918; events: Brette 2006, doi:10.1162/neco.2006.18.8.2004";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public List<Receptor> receptors() {
    return Parameters.excitatoryAndInhibitory("1", "integral of the conductance over the capacitance, its sign apart");
  }

  @Override
  public ExactKernel.Factory kernel(String where, ParameterValues values) {
    ExactModel.requireBelow(where, values, "V_reset", "V_th");
    return slice -> new Kernel(slice, values);
  }

  private static final class Kernel extends LeakyJumps {
    private final double[] reversal; // [parameters' index * 2 + receptor]
    private double sum; // of the weights that arrive at one time
    private double pull; // and of weight times reversal potential

    Kernel(ExactContext slice, ParameterValues values) {
      super(slice, POTENTIAL, values, IafPscDelta.LEAKY, (v, i) -> v.at("E_L", i));
      var each = new PerNeuron(values, slice);
      double[] ex = each.of(i -> values.at("E_ex", i));
      double[] in = each.of(i -> values.at("E_in", i));
      reversal = new double[2 * each.count()];
      for (int p = 0; p < each.count(); p++) {
        reversal[2 * p] = ex[p];
        reversal[2 * p + 1] = in[p];
      }
    }

    @Override
    void catchUp(int i, double t) {
      super.catchUp(i, t);
      sum = 0;
      pull = 0;
    }

    @Override
    void receive(int i, double t, int receptor, double weight) {
      double w = Math.abs(weight);
      sum += w;
      pull += w * reversal[2 * (i & mask) + receptor];
    }

    @Override
    void settle(int i, double t, ExactSpikes spikes) {
      int o = i * width;
      if (t >= s[o + AT] && sum > 0) {
        double towards = pull / sum;
        s[o + V] = towards + (s[o + V] - towards) * Math.exp(-sum);
      }
      super.settle(i, t, spikes);
    }
  }
}
