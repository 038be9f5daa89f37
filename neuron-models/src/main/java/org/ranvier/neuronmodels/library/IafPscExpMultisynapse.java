package org.ranvier.neuronmodels.library;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.simulator.RanvierException;

/**
 * {@code iaf_psc_exp_multisynapse}: a leaky integrate-and-fire neuron with as many exponentially decaying synaptic currents as one
 * likes, each with a receptor and a time constant of its own.
 *
 * <pre>
 * dV_m/dt    = (E_L - V_m)/tau_m + (I_syn1 + I_syn2 + … + I_e + I_stim)/C_m
 * dI_synk/dt = -I_synk/tau_synk      a spike of weight w (pA) at receptor k adds w
 * </pre>
 *
 * <p>Source: Rotter & Diesmann 1999, doi:10.1007/s004220050570.
 */
public final class IafPscExpMultisynapse {
  private IafPscExpMultisynapse() {}

  /** The model with {@code count} receptors: {@code receptor1}, {@code receptor2} … with the parameters {@code tau_syn1}, {@code tau_syn2} … */
  public static EquationModel of(int count) {
    if (count < 1 || count > 64) {
      throw new RanvierException("iaf_psc_exp_multisynapse: " + count + " receptors are not possible; use 1 to 64");
    }
    String text =
        """
        summary: Leaky integrate-and-fire neuron with several exponentially decaying synaptic currents
        source: Rotter & Diesmann 1999, doi:10.1007/s004220050570

        parameters:
          tau_m   =  10 ms  (> 0)    # membrane time constant
          C_m     = 250 pF  (> 0)    # membrane capacitance
          E_L     = -70 mV           # resting potential
          V_th    = -55 mV           # spike threshold
          V_reset = -70 mV           # potential after a spike
          t_ref   =   2 ms  (>= 0)   # refractory period
          I_e     =   0 pA           # constant input current
        %s
        equations:
          dV_m/dt = (E_L - V_m)/tau_m + (%s + I_e + I_stim)/C_m : mV   # membrane potential
        %s
        initial:
          V_m = E_L

        receptors:
        %s
        threshold:  V_m >= V_th
        reset:      V_m = V_reset
        refractory: t_ref, hold V_m

        requires:
          V_reset < V_th   # or the neuron would fire for ever
        """
            .formatted(
                each(count, "  tau_syn# = 2 ms  (> 0)    # time constant of current #\n", ""),
                each(count, "I_syn#", " + "),
                each(count, "  dI_syn#/dt = -I_syn#/tau_syn# : pA   # synaptic current #\n", ""),
                each(count, "  receptor#: I_syn# += w : pA\n", ""));
    return EquationModel.of("iaf_psc_exp_multisynapse", text);
  }

  private static String each(int n, String pattern, String between) {
    return IntStream.rangeClosed(1, n).mapToObj(k -> pattern.replaceAll("(?<=[a-z])#|#(?=\\n)", Integer.toString(k))).collect(Collectors.joining(between));
  }
}
