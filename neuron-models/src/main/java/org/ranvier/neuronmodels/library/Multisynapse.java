package org.ranvier.neuronmodels.library;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.simulator.RanvierException;

/** Leaky integrate-and-fire neurons with as many synaptic currents as one likes; the texts of the models are written for a number of them. */
final class Multisynapse {
  static final String EXP = "iaf_psc_exp_multisynapse";
  static final String ALPHA = "iaf_psc_alpha_multisynapse";

  private static final int USUAL = 2; // receptors of the model that is named without a number
  private static final int MOST = 64;
  private static final Pattern NAME = Pattern.compile("(" + EXP + "|" + ALPHA + ")(?:_([0-9]{1,9}))?");

  private Multisynapse() {}

  /** The model named {@code iaf_psc_exp_multisynapse_5}, with five receptors, or without a number that with two. */
  static Optional<EquationModel> named(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int count = parts.group(2) == null ? USUAL : Integer.parseInt(parts.group(2));
    return Optional.of(parts.group(1).equals(EXP) ? exp(name, count) : alpha(name, count));
  }

  static EquationModel exp(String name, int count) {
    return of(
        name, count, "exponentially decaying synaptic currents",
        "  dI_syn#/dt = -I_syn#/tau_syn# : pA   # synaptic current #\n",
        "  receptor#: I_syn# += w : pA\n");
  }

  static EquationModel alpha(String name, int count) {
    return of(
        name, count, "alpha-shaped synaptic currents",
        "  dI_syn#/dt = dI# - I_syn#/tau_syn# : pA   # synaptic current #\n  ddI#/dt = -dI#/tau_syn# : pA/ms   # rise of current #\n",
        "  receptor#: dI# += w*e/tau_syn# : pA   # starts an alpha-shaped current whose peak is the weight\n");
  }

  private static EquationModel of(String name, int count, String currents, String equations, String receptor) {
    if (count < 1 || count > MOST) {
      throw new RanvierException(name + ": " + count + " receptors are not possible; use 1 to " + MOST);
    }
    String text =
        """
        summary: Leaky integrate-and-fire neuron with several %s, here %s
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
                currents, Integer.toString(count), each(count, "  tau_syn# = 2 ms  (> 0)    # time constant of current #\n", ""), each(count, "I_syn#", " + "),
                each(count, equations, ""), each(count, receptor, ""));
    return EquationModel.of(name, text);
  }

  /** The pattern once for each number, which stands where a # follows a letter or ends a line; other # begin comments. */
  private static String each(int n, String pattern, String between) {
    return IntStream.rangeClosed(1, n).mapToObj(k -> pattern.replaceAll("(?<=[A-Za-z])#|#(?=\\n)", Integer.toString(k))).collect(Collectors.joining(between));
  }
}
