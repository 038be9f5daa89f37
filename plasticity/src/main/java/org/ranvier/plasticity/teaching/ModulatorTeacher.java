package org.ranvier.plasticity.teaching;

import java.util.Set;
import org.ranvier.plasticity.eligibility.StepMean;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.modulation.Modulation;
import org.ranvier.simulator.plastic.PlasticRule;

/** Neuromodulators as teachers: the mean of a third factor over the step, at the place of the target. */
public record ModulatorTeacher(ThirdFactor factor) implements Teacher {
  @Override
  public LearningSignal at(PlasticRule.Context context) {
    Modulation modulation = Modulation.among(context.fields());
    StepMean mean = modulation.stepMean(factor);
    int[] places = modulation.places(factor, context.target(), "projection " + context.projection());
    int first = context.firstTarget();
    return signal -> {
      for (int i = 0; i < signal.length; i++) {
        signal[i] = mean.at(places.length == 1 ? places[0] : places[first + i]);
      }
    };
  }

  @Override
  public long updateSteps(PlasticRule.Context context) {
    return Long.MAX_VALUE;
  }

  @Override
  public double filterMs(PlasticRule.Context context) {
    return 0;
  }

  @Override
  public Set<String> modulators() {
    return factor.modulators();
  }

  @Override
  public String toString() {
    return factor.toString();
  }
}
