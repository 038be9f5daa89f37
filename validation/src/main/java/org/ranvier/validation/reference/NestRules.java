package org.ranvier.validation.reference;

import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.loops.NestSlices;
import org.ranvier.plasticity.loops.Pairing;
import org.ranvier.plasticity.loops.Triplets;
import org.ranvier.plasticity.modulation.Modulation;
import org.ranvier.plasticity.modulation.ModulatorPlan;
import org.ranvier.plasticity.modulation.ModulatorPlan.Place;
import org.ranvier.plasticity.modulators.ModulatorModel;
import org.ranvier.plasticity.modulators.Release;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.transmission.ShortTerm;
import org.ranvier.plasticity.transmission.ThreeState;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.time.TimeGrid;

/** NEST's synapse models in Ranvier's parts. */
final class NestRules {
  private static final List<String> MODELS =
      List.of(
          "stdp_synapse", "stdp_pl_synapse_hom", "stdp_triplet_synapse", "stdp_nn_symm_synapse", "stdp_nn_restr_synapse",
          "stdp_nn_pre_centered_synapse", "vogels_sprekeler_synapse", "stdp_dopamine_synapse", "tsodyks2_synapse", "tsodyks_synapse");

  private static final String DOPAMINE = "dopamine";

  private NestRules() {}

  static PlasticRule of(PlasticityCase c) {
    return switch (c.model()) {
      case "stdp_synapse" -> plain(pair(c, Pairing.ALL_TO_ALL));
      case "stdp_nn_symm_synapse" -> plain(pair(c, Pairing.NEAREST_SYMMETRIC).asIfSourcesFiredAtStart());
      case "stdp_nn_restr_synapse" -> plain(pair(c, Pairing.RESTRICTED).asIfSourcesFiredAtStart());
      case "stdp_nn_pre_centered_synapse" -> plain(pair(c, Pairing.PRE_CENTERED));
      case "stdp_pl_synapse_hom" ->
          plain(
              Stdp.pair()
                  .tauPlusMs(c.parameter("tau_plus"))
                  .tauMinusMs(c.tauMinus(0))
                  .dependence(WeightDependence.powerLaw(c.parameter("lambda"), c.parameter("alpha"), c.parameter("mu"))));
      case "stdp_triplet_synapse" ->
          plain(
              Stdp.triplet()
                  .amplitudes(
                      new Triplets(
                          c.parameter("Aplus"), c.parameter("Aplus_triplet"), c.parameter("Aminus"),
                              c.parameter("Aminus_triplet")))
                  .tauPlusMs(c.parameter("tau_plus"))
                  .tauXMs(c.parameter("tau_plus_triplet"))
                  .tauMinusMs(c.tauMinus(0))
                  .tauYMs(c.tauMinus(1))
                  .bounds(Bounds.upTo(c.parameter("Wmax"))));
      case "vogels_sprekeler_synapse" ->
          plain(
              Stdp.homeostatic(c.parameter("eta"), c.parameter("alpha"))
                  .tauPlusMs(c.parameter("tau"))
                  .tauMinusMs(c.tauMinus(0))
                  .bounds(Bounds.upTo(Math.abs(c.parameter("Wmax")))));
      case "stdp_dopamine_synapse" ->
          plain(
              ThreeFactor.dopamineStdp(DOPAMINE, c.parameter("b"))
                  .tauEligibilityMs(c.parameter("tau_c"))
                  .dependence(WeightDependence.additive(c.parameter("A_plus"), c.parameter("A_minus")))
                  .tauPlusMs(c.parameter("tau_plus"))
                  .tauMinusMs(c.tauMinus(0))
                  .bounds(new Bounds(c.parameter("Wmin"), c.parameter("Wmax")))
                  .asNestOrdersEvents(slices(c)));
      case "tsodyks2_synapse" ->
          LearningRule.none()
              .compile(
                  ShortTerm.of(c.parameter("U"), c.parameter("tau_rec"), c.parameter("tau_fac"))
                      .initial(c.parameter("u"), c.parameter("x")));
      case "tsodyks_synapse" ->
          LearningRule.none()
              .compile(new ThreeState(c.parameter("U"), c.parameter("tau_rec"), c.parameter("tau_fac"), c.parameter("tau_psc")));
      default -> throw new RanvierException("plasticity case " + c.name() + ": no rule for '" + c.model() + "'"
          + Names.suggest(c.model(), MODELS));
    };
  }

  /** All connections of the cases but the synapse itself have a delay of 1 ms; a slice is the shortest. */
  private static NestSlices slices(PlasticityCase c) {
    PlasticityCase.Transmitter transmitter = c.transmitter();
    if (transmitter == null) {
      throw new RanvierException("plasticity case " + c.name() + ": model " + c.model() + " needs dopamine_spike_times_ms and a volume_transmitter");
    }
    double slice = Math.min(1, Math.min(c.delayMs(), transmitter.delayMs()));
    return new NestSlices(c.parameter("tau_n"), slice, transmitter.interval());
  }

  /** The dopamine of a case: each spike of the neuron releases 1/tau_n. */
  static List<FieldSpec> modulators(PlasticityCase c, int population, TimeGrid grid) {
    PlasticityCase.Transmitter transmitter = c.transmitter();
    if (transmitter == null) {
      return List.of();
    }
    double tau = c.parameter("tau_n");
    int delay = grid.delaySteps(transmitter.delayMs(), c.name() + ": delay_ms of the volume transmitter");
    var model = new ModulatorModel(DOPAMINE, "1", 0, new Clearance.Exponential(tau), false);
    var source =
        new ModulatorPlan.Source(
            DOPAMINE, population, 1, new Release.PerSpike(1 / tau), null, new double[] {1}, new int[1], delay, null);
    var plan = new ModulatorPlan(model, new Place.Mixed(1), List.of(source), List.of(), List.of(), Map.of(1, new int[1]));
    return List.of(new FieldSpec(List.of(population), delay, g -> new Modulation(List.of(plan), List.of(), g), List.of()));
  }

  private static PlasticRule plain(LearningRule rule) {
    return rule.compile(Transmission.PLAIN);
  }

  private static Stdp pair(PlasticityCase c, Pairing pairing) {
    double lambda = c.parameter("lambda");
    double alpha = c.parameter("alpha");
    double muPlus = c.parameter("mu_plus");
    double muMinus = c.parameter("mu_minus");
    double wMax = c.parameter("Wmax");
    var dependence =
        muPlus == 0 && muMinus == 0
            ? WeightDependence.additive(lambda * wMax, lambda * alpha * wMax)
            : WeightDependence.gutig(lambda, alpha, muPlus, muMinus, wMax);
    return Stdp.pair()
        .pairing(pairing)
        .tauPlusMs(c.parameter("tau_plus"))
        .tauMinusMs(c.tauMinus(0))
        .dependence(dependence)
        .bounds(Bounds.upTo(wMax));
  }
}
