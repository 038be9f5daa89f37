package org.ranvier.networks.basalganglia;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a cell hears and how it is heard: the parts of a model's text that differ between cells with the same channels. Weights are
 * conductances in nS; of inputs by spikes they are the peak that a single spike opens.
 */
final class GangliaSynapses {
  private final List<String> parameters = new ArrayList<>();
  private final List<String> equations = new ArrayList<>();
  private final List<String> couplings = new ArrayList<>();
  private final List<String> receptors = new ArrayList<>();
  private final List<String> reset = new ArrayList<>();
  private final List<String> currents = new ArrayList<>();

  /** Hears the gates {@code S} of others, which their potentials open. */
  GangliaSynapses graded(String name, double reversal) {
    couplings.add(name + ": g_" + name + " = sum(w*s) : nS, s = S : 1");
    return current(name, reversal, "");
  }

  /** A conductance {@code w·(t/τ)·e^(1-t/τ)} after each spike. */
  GangliaSynapses alpha(String name, double tau, double reversal) {
    equations.add("dg_" + name + "/dt = z_" + name + " : nS   # conductance");
    equations.add("dz_" + name + "/dt = -2*z_" + name + "/(" + tau + " ms) - g_" + name + "/(" + tau + " ms)^2 : nS/ms   # its rise");
    receptors.add(name + ": z_" + name + " += w*e/(" + tau + " ms) : nS");
    return current(name, reversal, "");
  }

  /**
   * A conductance {@code w·f·(e^(-t/decay) - e^(-t/rise))} after each spike, with {@code f} so that its peak is {@code w}.
   *
   * @param scaled whether each cell has a factor of its own, the parameter {@code x_NAME}
   */
  GangliaSynapses rising(String name, double rise, double decay, double reversal, boolean scaled) {
    double peakMs = rise * decay / (decay - rise) * Math.log(decay / rise);
    double slope = (1 / rise - 1 / decay) / (Math.exp(-peakMs / decay) - Math.exp(-peakMs / rise));
    equations.add("dg_" + name + "/dt = z_" + name + " - g_" + name + "/(" + decay + " ms) : nS   # conductance");
    equations.add("dz_" + name + "/dt = -z_" + name + "/(" + rise + " ms) : nS/ms   # its rise");
    receptors.add(name + ": z_" + name + " += w*" + slope + "/ms : nS");
    if (scaled) {
      parameters.add("x_" + name + " = 1   (>= 0)   # factor on a conductance");
    }
    return current(name, reversal, scaled ? "x_" + name + "*" : "");
  }

  private GangliaSynapses current(String name, double reversal, String factor) {
    currents.add(factor + "g_" + name + "*(V_m - (" + reversal + " mV))");
    return this;
  }

  /** Is heard through a gate that a spike opens: an alpha function of this peak, with 5 ms. */
  GangliaSynapses opensAtSpikes(double peak) {
    parameters.add("g_syn = " + peak + "   # peak of the gate that a spike opens");
    equations.add("dS/dt = Z : 1   # gate of its synapses");
    equations.add("dZ/dt = -2*Z/(5 ms) - S/(5 ms)^2 : 1/ms   # its rise");
    reset.add("Z += g_syn*e/(5 ms)");
    return this;
  }

  /** Is heard through a gate that follows an equation. */
  GangliaSynapses opens(String equation) {
    equations.add(equation);
    return this;
  }

  /** At a spike also this happens. */
  GangliaSynapses atSpike(String act) {
    reset.add(act);
    return this;
  }

  /** The text with these synapses: {@code I_syn} is their current, which is published. */
  String in(String text) {
    equations.addFirst("I_syn = " + (currents.isEmpty() ? "0 pA" : String.join(" + ", currents)) + " : pA   # of all synapses");
    return text
        .replace("  PARAMETERS\n", lines(parameters))
        .replace("  SYNAPSES\n", lines(equations))
        .replace("INPUTS\n", section("couplings", couplings) + section("receptors", receptors) + "publish: I_syn\n")
        .replace("RESET", reset.isEmpty() ? "none" : String.join(", ", reset));
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(l -> "  " + l + "\n").collect(Collectors.joining());
  }

  private static String section(String name, List<String> lines) {
    return lines.isEmpty() ? "" : name + ":\n" + lines(lines);
  }
}
