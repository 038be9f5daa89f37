package org.ranvier.networks;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.ActiveTime;
import org.ranvier.networks.plan.NoisePlan;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.neuronmodels.stimuli.OrnsteinUhlenbeck;
import org.ranvier.neuronmodels.stimuli.OrnsteinUhlenbeckDrive;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Noise in a receptor with exponential synapses: the conductance, or synaptic current, of each neuron follows an
 * Ornstein–Uhlenbeck process, to which spikes add. A conductance does not fall below 0.
 *
 * <pre>{@code
 * net.noise("background", exc).receptor("excitatory").ornsteinUhlenbeck(nS(12.1), nS(3), ms(2.728));
 * }</pre>
 */
public final class NoiseInput {
  private final Network network;
  private final String name;
  private final Neurons target;
  private @Nullable String receptor;
  private @Nullable Process process;
  private boolean live; // of a simulation
  private ActiveTime active = ActiveTime.ALWAYS;

  private record Process(Quantity<?> mean, Quantity<?> sd, Quantity<Time> timeConstant) {}

  NoiseInput(Network network, String name, Neurons target) {
    this.network = network;
    this.name = name;
    this.target = target;
    if (target.population().model().receptors().size() < 3) { // of several the user names one later
      Projection.receptorChoice(target.population().model(), null, where());
    }
  }

  /** The receptor; by default the one of positive weights. */
  public NoiseInput receptor(String receptor) {
    requireOpen();
    Projection.receptorChoice(target.population().model(), receptor, where());
    this.receptor = receptor;
    return this;
  }

  /** Mean, standard deviation and time constant of the process, which need not be the receptor's time constant. */
  public NoiseInput ornsteinUhlenbeck(Quantity<?> mean, Quantity<?> sd, Quantity<Time> timeConstant) {
    requireOpen();
    process = new Process(mean, sd, timeConstant);
    return this;
  }

  /** The same process with other moments. */
  NoiseInput moments(Quantity<?> mean, Quantity<?> sd) {
    Process now = process;
    if (now == null) {
      throw new IllegalStateException(where() + " has no process");
    }
    return ornsteinUhlenbeck(mean, sd, now.timeConstant);
  }

  /** The noise is on from {@code start} to {@code stop}; then it decays as the receptor does. */
  public NoiseInput between(Quantity<Time> start, Quantity<Time> stop) {
    requireOpen();
    active = ActiveTime.between(where(), start, stop);
    return this;
  }

  /** The same, to be changed as a simulation goes on; this one stays as it was described. */
  NoiseInput copy() {
    var copy = new NoiseInput(network, name, target);
    copy.receptor = receptor;
    copy.process = process;
    copy.active = active;
    copy.live = true;
    return copy;
  }

  NoisePlan plan() {
    Process p = process;
    return new NoisePlan(
        name, target.plan(), receptor, p == null ? null : new NoisePlan.Process(p.mean, p.sd, p.timeConstant), active.planned());
  }

  private void requireOpen() {
    if (!live) {
      network.requireOpen();
    }
  }

  Neurons target() {
    return target;
  }

  String name() {
    return name;
  }

  String where() {
    return "noise '" + name + "' in " + target.population().where();
  }

  StimulusSpec spec(int population, TimeGrid grid, KernelFactory kernel) {
    if (process == null) {
      throw new RanvierException(where() + " has no process; add .ornsteinUhlenbeck(nS(12), nS(3), ms(2.7))");
    }
    if (target.population().isExact()) {
      throw new RanvierException(
          where() + ": noise acts on the grid, and " + target.population().model().name() + " lives in continuous time");
    }
    int index = Projection.receptorChoice(target.population().model(), receptor, where()).positive();
    Receptor at = target.population().model().receptors().get(index);
    boolean conductance = Units.unit(at.unit()).isCompatible(Units.NANOSIEMENS);
    if (!conductance && !Units.unit(at.unit()).isCompatible(Units.PICOAMPERE)) {
      throw new RanvierException(
          where() + ": receptor " + at.name() + " takes weights in " + at.unit() + "; noise needs one of conductances or currents");
    }
    int size = target.population().size();
    double[] mean = Course.on(target.set().toArray(), size, Units.in(Units.unit(at.unit()), process.mean, where() + ": mean"));
    double[] sd = Course.on(target.set().toArray(), size, Units.in(Units.unit(at.unit()), process.sd, where() + ": standard deviation"));
    double ms = Units.in(Units.MILLISECOND, process.timeConstant, where() + ": time constant");
    var ou = new OrnsteinUhlenbeck(mean, sd, new double[] {ms});
    return new StimulusSpec(
        population, false, new OrnsteinUhlenbeckDrive(name, size, ou, conductance, index, kernel, active.fromStep(grid, where()), active.toStep(grid, where())));
  }

  @Override
  public String toString() {
    return "noise " + name + " → " + target.population().name() + (receptor == null ? "" : " " + receptor) + "  "
        + (process == null
            ? "missing"
            : Units.text(process.mean) + " ± " + Units.text(process.sd) + ", Ornstein–Uhlenbeck with " + Units.text(process.timeConstant)) + active;
  }
}
