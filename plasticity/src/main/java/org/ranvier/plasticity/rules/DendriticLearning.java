package org.ranvier.plasticity.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.plasticity.loops.Loops;
import org.ranvier.plasticity.potentials.DendriticPrediction;
import org.ranvier.plasticity.potentials.LocalPotential;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticRule;

/**
 * Learning by the dendritic prediction of somatic spiking (Urbanczik & Senn 2014, doi:10.1016/j.neuron.2013.11.030): synapses in a dendrite learn to
 * make of their inputs what the soma does, whoever imposes it on the soma:
 *
 * <pre>{@code
 * dw/dt = η·Δ,  τ_Δ·dΔ/dt = (S - φ(V*))·h(V*)·PSP - Δ
 * V* = (g_L·E_L + g_SD·V)/(g_L + g_SD),  φ(u) = φ_max/(1 + k·exp(β·(θ - u))),  h = φ'/φ
 * }</pre>
 *
 * <p>V is the potential of the synapse's own compartment, S are the target's spikes and PSP is the response of the dendrite in mV to a weight of 1 pA: a
 * current that decays with τ_s into a membrane with τ_L and g_D. The weight is in pA. NEST's {@code urbanczik_synapse} has in place of η its own times
 * {@code 225·C_m}, since its h and its factor of the weight each contain a 15, and it has C_m in place of 1.
 *
 * <p>What is not given here is that of the targets, where these have the parameters of the library's {@code urbanczik_cell}.
 *
 * <p>The errors of the targets are summed up over the steps of the grid. Bounds are applied whenever a weight is brought up to date, at the latest 512 steps
 * after.
 */
public final class DendriticLearning implements LearningRule {
  private final DendriticPrediction prediction;
  private final double eta;
  private final double tauDeltaMs;
  private final Bounds bounds;
  private final String variable;
  private final Set<Part> given;

  /** What may be given, and else is that of the targets. */
  private enum Part {
    RATE,
    SOMA,
    RESPONSE
  }

  private DendriticLearning(DendriticPrediction prediction, double eta, double tauDeltaMs, Bounds bounds, String variable, Set<Part> given) {
    this.given = given;
    this.prediction = prediction;
    this.eta = eta;
    this.tauDeltaMs = tauDeltaMs;
    this.bounds = bounds;
    this.variable = variable;
  }

  /**
   * The rule with the parameters of NEST's {@code pp_cond_exp_mc_urbanczik}, which are those of the library's cell {@code urbanczik_cell}: E_L = -70 mV,
   * g_L = 30 nS and g_SD = 600 nS, φ_max = 0.15 /ms, k = 0.5, β = 1/3 /mV, θ = -55 mV, τ_L = 10 ms, τ_s = 3 ms, a dendritic leak of 30 nS, τ_Δ = 100 ms, weights of
   * either sign.
   *
   * @param eta η, in pA²
   */
  public static DendriticLearning of(double eta) {
    if (!Double.isFinite(eta)) {
      throw new RanvierException("dendritic prediction: eta = " + eta + " pA^2 must be finite");
    }
    return new DendriticLearning(new DendriticPrediction(-70, 600.0 / 630, 0.15, 0.5, 1.0 / 3, -55, 10, 3, 30), eta, 100, Bounds.NONE, "", Set.of());
  }

  /** Another function φ: φ_max in 1/ms, k, β in 1/mV, θ in mV; that of the target. */
  public DendriticLearning rate(double greatest, double k, double beta, double theta) {
    positive("phi_max", greatest, "/ms");
    positive("k", k, "");
    positive("beta", beta, "/mV");
    var p = prediction;
    return given(Part.RATE, new DendriticPrediction(p.rest(), p.coupling(), greatest, k, beta, theta, p.tauMembraneMs(), p.tauSynapseMs(), p.conductance()));
  }

  /** Another soma: E_L in mV, its leak g_L, and the conductance g_SD from the dendrite, both in nS. */
  public DendriticLearning soma(double restMv, double leak, double coupling) {
    positive("g_L", leak, " nS");
    positive("g_SD", coupling, " nS");
    var p = prediction;
    return given(
        Part.SOMA,
        new DendriticPrediction(
            restMv, coupling / (leak + coupling), p.greatestRate(), p.k(), p.beta(), p.theta(), p.tauMembraneMs(), p.tauSynapseMs(), p.conductance()));
  }

  /** Another response of the dendrite: its membrane time constant, that of the synaptic current, and its leak in nS. */
  public DendriticLearning response(double tauMembraneMs, double tauSynapseMs, double leak) {
    positive("tau_L", tauMembraneMs, " ms");
    positive("tau_s", tauSynapseMs, " ms");
    positive("the leak of the dendrite", leak, " nS");
    if (tauMembraneMs == tauSynapseMs) {
      throw new RanvierException("dendritic prediction: tau_L and tau_s are both " + tauSynapseMs + " ms; they must differ, if by little");
    }
    var p = prediction;
    return given(
        Part.RESPONSE,
        new DendriticPrediction(p.rest(), p.coupling(), p.greatestRate(), p.k(), p.beta(), p.theta(), tauMembraneMs, tauSynapseMs, leak));
  }

  /** Another time constant τ_Δ, in ms. */
  public DendriticLearning tauDeltaMs(double tau) {
    return new DendriticLearning(prediction, eta, positive("tau_Delta", tau, " ms"), bounds, variable, given);
  }

  /** Hard bounds of the weight's magnitude. */
  public DendriticLearning bounds(Bounds bounds) {
    return new DendriticLearning(prediction, eta, tauDeltaMs, bounds, variable, given);
  }

  /** Reads this potential of the targets in place of that of the synapse's own compartment. */
  public DendriticLearning reads(String variable) {
    return new DendriticLearning(prediction, eta, tauDeltaMs, bounds, variable, given);
  }

  private DendriticLearning given(Part part, DendriticPrediction changed) {
    var parts = new HashSet<>(given);
    parts.add(part);
    return new DendriticLearning(changed, eta, tauDeltaMs, bounds, variable, Set.copyOf(parts));
  }

  private static double positive(String name, double x, String unit) {
    if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("dendritic prediction: " + name + " = " + x + unit + " must be above 0");
    }
    return x;
  }

  @Override
  public String name() {
    return "dendritic prediction";
  }

  @Override
  public String equations() {
    var p = prediction;
    return "dendritic prediction from " + (variable.isEmpty() ? "the potential of the synapse's compartment" : variable) + ": dw/dt = " + eta
        + "·Delta, tau_Delta = " + tauDeltaMs + " ms, " + p + ", bounds [" + bounds.min() + ", " + bounds.max() + "]";
  }

  @Override
  public String source() {
    return "Urbanczik & Senn 2014, doi:10.1016/j.neuron.2013.11.030";
  }

  @Override
  public Bounds bounds() {
    return bounds;
  }

  @Override
  public boolean keepsSign() {
    return bounds.keepSign();
  }

  @Override
  public Optional<String> needsGrid() {
    return Optional.of("it follows the potential of its targets step by step");
  }

  @Override
  public DendriticLearning onto(NeuronModel target, String receptor, String where) {
    boolean second = variable.isEmpty() && target.variables().stream().anyMatch(v -> v.name().equals("V_d"));
    return reads(LocalPotential.of(target, receptor, second ? "V_d" : variable, where + ": the rule of " + name()));
  }

  /** Takes what has not been given from targets whose parameters have the names of {@code urbanczik_cell}'s. */
  @Override
  public DendriticLearning with(ParameterValues targets, String where) {
    DendriticLearning of = this;
    for (Part part : Part.values()) {
      List<String> names = parameters(part);
      if (given.contains(part) || !names.stream().allMatch(targets::has)) {
        continue;
      }
      for (String name : names) {
        if (!targets.uniform(name)) {
          throw new RanvierException(
              where + ": the rule of " + name() + " takes " + name
                  + " from its targets, which differ in it; make it the same for all, or tell the rule a value of its own");
        }
      }
      of =
          switch (part) {
            case RATE -> of.rate(targets.first("phi_max"), targets.first("k"), targets.first("beta"), targets.first("theta"));
            case SOMA -> of.soma(targets.first("E_L"), targets.first("g_L"), targets.first("g_sp"));
            case RESPONSE -> of.response(targets.first("C_d") / targets.first("g_d"), targets.first("tau_syn_d"), targets.first("g_d"));
          };
    }
    return of;
  }

  /** What the library's {@code urbanczik_cell} calls the parameters of a part. */
  private static List<String> parameters(Part part) {
    return switch (part) {
      case RATE -> List.of("phi_max", "k", "beta", "theta");
      case SOMA -> List.of("E_L", "g_L", "g_sp");
      case RESPONSE -> List.of("C_d", "g_d", "tau_syn_d");
    };
  }

  /** For targets with the variable that {@link #reads} named, {@code V_d} if none. */
  @Override
  public PlasticRule compile(Transmission transmission) {
    return Loops.prediction(prediction, eta, tauDeltaMs, bounds, variable.isEmpty() ? "V_d" : variable, transmission);
  }
}
