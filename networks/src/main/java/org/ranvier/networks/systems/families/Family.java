package org.ranvier.networks.systems.families;

import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.Eprop;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.SurrogateGradient;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;

/** The rules, and what tells their synapses which pattern it was. */
enum Family {
  COVARIANCE("covariance", "reward, less what is expected"),
  DUAL_TRACE("dual-trace", "noradrenaline after the first pattern, serotonin after the second"),
  GATED_HEBB("gated-hebb", "surprise after the first pattern"),
  FAST_WEIGHTS("fast-weights", "a modulator of either sign"),
  SUPER_SPIKE("superspike", "errors of a readout"),
  OTTT("ottt", "errors of a readout"),
  DECOLLE("decolle", "errors of a readout"),
  ETLP("etlp", "targets, projected at teaching events"),
  S_TLLR("s-tllr", "errors of a readout"),
  EPROP("e-prop", "errors of a readout");

  static final String READOUT = "out";
  static final double MOST_MV = 3;

  final String word;
  final String taught;

  Family(String word, String taught) {
    this.word = word;
    this.taught = taught;
  }

  /** Whether it learns by modulators, and not from a readout. */
  boolean byModulators() {
    return ordinal() <= FAST_WEIGHTS.ordinal();
  }

  LearningRule rule() {
    var first = ThirdFactor.of("first");
    var causal = WeightDependence.additive(1, 0);
    var bounds = Bounds.upTo(MOST_MV);
    return switch (this) {
      case COVARIANCE -> ThreeFactor.covariance("first", "expected").tauEligibilityMs(300).dependence(causal).rate(2e-5).bounds(bounds);
      case DUAL_TRACE ->
          ThreeFactor.dualTrace(first, ThirdFactor.of("second")).tauEligibilityMs(300).dependence(WeightDependence.additive(1, 1)).rate(2e-5).bounds(bounds);
      case GATED_HEBB -> ThreeFactor.gatedHebb(first, 2).dependence(WeightDependence.additive(1, -1)).rate(2e-5).bounds(bounds);
      case FAST_WEIGHTS -> ThreeFactor.fastWeights(first, 3e-3, 300).bounds(bounds);
      case SUPER_SPIKE -> SurrogateGradient.superSpike(READOUT).optimiser(Optimiser.descent(1e-3)).bounds(bounds);
      case OTTT -> SurrogateGradient.onlineThroughTime(READOUT).optimiser(Optimiser.descent(1e-2)).bounds(bounds);
      case DECOLLE -> SurrogateGradient.deepContinuous(READOUT).optimiser(Optimiser.descent(1e-2)).bounds(bounds);
      case ETLP -> SurrogateGradient.eventBased(READOUT).optimiser(Optimiser.descent(2e-2)).bounds(bounds);
      case S_TLLR -> SurrogateGradient.timingDependent(READOUT, -0.2, 20).optimiser(Optimiser.descent(1e-2)).bounds(bounds);
      case EPROP -> Eprop.of(READOUT).optimiser(Optimiser.descent(1e-2)).bounds(bounds);
    };
  }
}
