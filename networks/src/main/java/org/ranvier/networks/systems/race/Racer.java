package org.ranvier.networks.systems.race;

import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;

/**
 * A neuron with escape noise of which several race. At a cue its potential becomes its input then, {@code V}, and it waits with the rate {@code
 * exp(V + u(t))} per ms, for an urgency {@code u} that grows by 1 per ms for all alike. Where whoever fires stops the others, the probability to be first is
 * {@code exp(V_i)/Σ exp(V_j)}, whatever the course of {@code u}: a softmax.
 */
public final class Racer {
  public static final NeuronModel MODEL =
      EquationModel.of(
          "racer",
          """
          parameters:
            low   = -31       # urgency at the cue
            slope = 1 1/ms    # of the urgency
          equations:
            rate        = 1000 Hz*waits*exp(min(V_m/(1 mV) + urgency, 8)) : Hz
            dV_m/dt     = 0 mV/ms : mV   # value times gain
            durgency/dt = 0/ms    : 1    # log of the rate, common to all
            dwaits/dt   = 0/ms    : 1    # 1 from the cue to the first spike of any
            dz/dt       = 0/ms    : 1    # 1 in the step of a spike
          receptors:
            value: mV   # an arm's value
            cue:   1    # the race begins
            stop:  1    # the race is over
          update:
            V_m     = if(cue > 0.5, value, V_m)
            urgency = if(cue > 0.5, low, urgency + slope*dt)
            waits   = if(cue > 0.5, 1, if(stop > 0.5 or z > 0.5, 0, waits))
            z       = 0
          hazard: rate
          reset:  z = 1
          """);

  private Racer() {}
}
