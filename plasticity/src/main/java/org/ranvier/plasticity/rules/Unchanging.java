package org.ranvier.plasticity.rules;

import org.ranvier.plasticity.loops.Loops;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.plastic.PlasticRule;

record Unchanging() implements LearningRule {
  static final LearningRule RULE = new Unchanging();

  @Override
  public String name() {
    return "static";
  }

  @Override
  public String equations() {
    return "weights do not change";
  }

  @Override
  public String source() {
    return "no publication";
  }

  @Override
  public boolean keepsSign() {
    return false;
  }

  @Override
  public PlasticRule compile(Transmission transmission) {
    return Loops.unchanging(transmission);
  }
}
