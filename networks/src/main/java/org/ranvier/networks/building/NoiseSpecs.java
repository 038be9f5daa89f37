package org.ranvier.networks.building;

import org.ranvier.networks.plan.ActiveTime;
import org.ranvier.networks.plan.NoisePlan;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.neuronmodels.stimuli.OrnsteinUhlenbeck;
import org.ranvier.neuronmodels.stimuli.OrnsteinUhlenbeckDrive;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.kernel.Dynamics;
import org.ranvier.simulator.kernel.KernelFactory;

/** Noise in a receptor as the engine has it. */
public final class NoiseSpecs {
  private NoiseSpecs() {}

  /**
   * The stimulus of a noise.
   *
   * @param dynamics of the target population
   * @throws RanvierException if it has no process, or the receptor takes none
   */
  public static StimulusSpec of(NoisePlan plan, NetworkIndex index, Dynamics dynamics) {
    NeuronGroup target = index.neurons(plan.target());
    String where = plan.where();
    NoisePlan.Process process = plan.processOrRefuse();
    if (!(dynamics instanceof KernelFactory onGrid)) {
      throw new RanvierException(where + ": noise acts on the grid, and " + target.model().name() + " lives in continuous time");
    }
    int receptor = Receptors.choice(target.model(), plan.receptor(), where).positive();
    Receptor at = target.model().receptors().get(receptor);
    boolean conductance = Units.unit(at.unit()).isCompatible(Units.NANOSIEMENS);
    if (!conductance && !Units.unit(at.unit()).isCompatible(Units.PICOAMPERE)) {
      throw new RanvierException(
          where + ": receptor " + at.name() + " takes weights in " + at.unit() + "; noise needs one of conductances or currents");
    }
    int size = target.population().size();
    int[] chosen = target.set().toArray();
    double[] mean = Course.on(chosen, size, Units.in(Units.unit(at.unit()), process.mean(), where + ": mean"));
    double[] sd = Course.on(chosen, size, Units.in(Units.unit(at.unit()), process.sd(), where + ": standard deviation"));
    double ms = Units.in(Units.MILLISECOND, process.timeConstant(), where + ": time constant");
    var ou = new OrnsteinUhlenbeck(mean, sd, new double[] {ms});
    ActiveTime active = ActiveTime.of(plan.active());
    long from = active.fromStep(index.grid(), where);
    long to = active.toStep(index.grid(), where);
    return new StimulusSpec(index.index(target), false, new OrnsteinUhlenbeckDrive(plan.name(), size, ou, conductance, receptor, onGrid, from, to));
  }
}
