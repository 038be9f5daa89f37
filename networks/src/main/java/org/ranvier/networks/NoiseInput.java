package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.building.Receptors;
import org.ranvier.networks.plan.ActiveTime;
import org.ranvier.networks.plan.NoisePlan;

/**
 * Noise in a receptor with exponential synapses: the conductance, or synaptic current, of each neuron follows an
 * Ornstein–Uhlenbeck process, to which spikes add. A conductance does not fall below 0.
 *
 * <pre>{@code
 * net.noise("background", exc).receptor("excitatory").ornsteinUhlenbeck(nS(12.1), nS(3), ms(2.728));
 * }</pre>
 */
public final class NoiseInput {
  private final Draft draft;
  private final Population target;
  private NoisePlan plan;

  NoiseInput(Draft draft, String name, Neurons target) {
    this.draft = draft;
    this.target = target.population();
    plan = new NoisePlan(name, target.plan(), null, null, null);
    Receptors.requireOne(this.target.model(), where());
  }

  private NoiseInput with(NoisePlan changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /** The receptor; by default the one of positive weights. */
  public NoiseInput receptor(String receptor) {
    Receptors.choice(target.model(), receptor, where());
    return with(plan.receptor(receptor));
  }

  /** Mean, standard deviation and time constant of the process, which need not be the receptor's time constant. */
  public NoiseInput ornsteinUhlenbeck(Quantity<?> mean, Quantity<?> sd, Quantity<Time> timeConstant) {
    return with(plan.process(new NoisePlan.Process(mean, sd, timeConstant)));
  }

  /** The noise is on from {@code start} to {@code stop}; then it decays as the receptor does. */
  public NoiseInput between(Quantity<Time> start, Quantity<Time> stop) {
    return with(plan.active(ActiveTime.between(where(), start, stop)));
  }

  /** Takes all that a plan says besides its target, by the verbs of a script: what they refuse is refused. */
  NoiseInput as(NoisePlan said) {
    given(said.receptor(), this::receptor);
    given(said.process(), p -> ornsteinUhlenbeck(p.mean(), p.sd(), p.timeConstant()));
    given(said.active(), a -> between(a.start(), a.stopOrRefuse(where())));
    return this;
  }

  boolean isInto(Population population) {
    return target == population;
  }

  String name() {
    return plan.name();
  }

  String where() {
    return plan.where();
  }

  NoisePlan plan() {
    return plan;
  }

  @Override
  public String toString() {
    return plan.toString();
  }
}
