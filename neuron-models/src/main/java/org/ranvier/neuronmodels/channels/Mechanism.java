package org.ranvier.neuronmodels.channels;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ranvier.neuronmodels.equations.analysis.Model;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.model.Parameter;

/**
 * Something that carries current through the membrane, or changes a concentration below it, written as its equations.
 *
 * <pre>{@code
 * Mechanism kv = Mechanism.of("kv", """
 *     summary: Delayed rectifier
 *     parameters:
 *       g_max = 0 mS/cm^2 (>= 0)  # density
 *       E_K   = -77 mV            # reversal potential
 *       q10   = 3                 # factor of the rates for 10 degrees
 *     equations:
 *       phi   = q10^((celsius - 6.3)/10) : 1
 *       alpha = phi * 0.01/(mV*ms)*(v + 55 mV)/(1 - exp(-(v + 55 mV)/(10 mV))) : 1/ms
 *       beta  = phi * 0.125/ms*exp(-(v + 65 mV)/(80 mV)) : 1/ms
 *       dn/dt = alpha*(1 - n) - beta*n : 1
 *       i     = g_max*n^4*(v - E_K) : uA/cm^2
 *     """);
 * }</pre>
 *
 * <p>The notation is that of neuron models ({@link org.ranvier.neuronmodels.equations.EquationModel}) without threshold and
 * reset. The
 * names {@code v} (mV, the potential of the compartment), {@code celsius} (a pure number), {@code x_i} (mM, the concentration of
 * the
 * ion x below the membrane) and {@code i_x} (uA/cm^2, the sum of the currents of the ion x in the compartment) are given. A
 * mechanism gives
 *
 * <ul>
 *   <li>{@code i = … : uA/cm^2}, a current density, outward positive; {@code i_x} where it is carried by the ion x. It is then a
 *       <i>channel</i>, inserted into regions;
 *   <li>or {@code i = … : pA}, a current. It is then a <i>point mechanism</i>, such as a synapse, placed at a location; its
 *       receptors
 *       take spikes;
 *   <li>or {@code dx_i/dt = … : mM}, the concentration of an ion. It is then a <i>pool</i>, inserted into regions.
 * </ul>
 *
 * A state without an initial value begins at its steady state at the initial potential.
 *
 * @param point whether it is placed at a location and its current is in pA; else in uA/cm^2
 * @param densities parameters that scale its current (mS/cm^2 or cm/s) and are 0 by default, so must be given where it is
 * inserted
 */
public record Mechanism(
    String name,
    String text,
    String summary,
    String source,
    List<Parameter> parameters,
    List<MechanismState> states,
    Map<String, Term> currents,
    List<Model.Port> receptors,
    boolean point,
    Set<String> reads,
    Set<String> densities) {

  /** Reads and checks a mechanism. Throws with all its mistakes, each with its place. */
  public static Mechanism of(String name, String text) {
    MechanismReader.Contents read = new MechanismReader(name, text).read();
    return new Mechanism(
        name, text.strip(), read.summary(), read.source(), read.parameters(), read.states(), read.currents(), read.receptors(), read.point(), read.reads(),
        read.densities());
  }

  /** Whether it changes concentrations only. */
  public boolean isPool() {
    return currents.isEmpty();
  }

  /** The parameter of that name, if it has one. */
  public Optional<Parameter> parameter(String parameter) {
    return parameters.stream().filter(p -> p.name().equals(parameter)).findFirst();
  }

  @Override
  public String toString() {
    return name;
  }
}
