package org.ranvier.plasticity.modulation;

import org.ranvier.plasticity.modulators.Concentration;
import org.ranvier.simulator.state.StatePort;

/** The activation of a receptor at each place of its modulator. */
final class ReceptorState {
  private final ReceptorPlan plan;
  private final Concentration of;
  private final double ms;
  private final double[] activation;

  ReceptorState(ReceptorPlan plan, Concentration of, double stepMs) {
    this.plan = plan;
    this.of = of;
    ms = plan.everySteps() * stepMs;
    activation = new double[of.places()];
    java.util.Arrays.fill(activation, plan.model().response().at(of.baseline()));
  }

  void state(StatePort port) {
    port.common("activation", "1", activation);
  }

  ReceptorPlan plan() {
    return plan;
  }

  int places() {
    return activation.length;
  }

  double activation(int place) {
    return activation[place];
  }

  /** Whether the activation changes at the begin of this step. */
  boolean changesAt(long step) {
    return (step - 1) % plan.everySteps() == 0;
  }

  /** Goes on to the begin of {@code step}; the concentrations are those of that moment. */
  void advance(long step) {
    if (changesAt(step)) {
      for (int p = 0; p < activation.length; p++) {
        activation[p] = plan.model().after(activation[p], of.at(p), ms);
      }
    }
  }
}
