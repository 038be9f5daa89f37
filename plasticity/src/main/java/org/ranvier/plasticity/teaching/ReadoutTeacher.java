package org.ranvier.plasticity.teaching;

import org.ranvier.simulator.plastic.PlasticRule;

/** The errors of a readout as a teacher: {@code L_j(t) = Σ_k B_jk·e_k(t)}. */
public record ReadoutTeacher(String readout) implements Teacher {
  @Override
  public LearningSignal at(PlasticRule.Context context) {
    ReadoutField of = ReadoutField.among(context.fields(), readout, "projection " + context.projection());
    of.requireReads(context.target(), "projection " + context.projection());
    return signal -> of.feedBack(context.target(), context.firstTarget(), signal);
  }

  @Override
  public long updateSteps(PlasticRule.Context context) {
    return ReadoutField.among(context.fields(), readout, "projection " + context.projection()).model().updateSteps();
  }

  @Override
  public double filterMs(PlasticRule.Context context) {
    return ReadoutField.among(context.fields(), readout, "projection " + context.projection()).model().tauMs();
  }

  @Override
  public String toString() {
    return "errors of readout " + readout;
  }
}
