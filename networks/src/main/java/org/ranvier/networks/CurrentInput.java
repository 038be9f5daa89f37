package org.ranvier.networks;

import java.util.function.DoubleFunction;
import javax.measure.Quantity;
import javax.measure.quantity.ElectricCurrent;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.ActiveTime;
import org.ranvier.networks.plan.CurrentPlan;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.stimuli.CourseCurrent;
import org.ranvier.neuronmodels.stimuli.NoiseCurrent;
import org.ranvier.neuronmodels.stimuli.OrnsteinUhlenbeck;
import org.ranvier.neuronmodels.stimuli.OrnsteinUhlenbeckCurrent;
import org.ranvier.neuronmodels.stimuli.PulseCurrent;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A current into neurons. Several currents into one neuron add up.
 *
 * <pre>{@code
 * net.current(exc).from(ms(50), pA(300)).from(ms(350), pA(0));
 * net.current(exc).from(ms(50), normal(pA(300), pA(30))).from(ms(350), pA(0));    // each neuron its own
 * net.current(exc).steps(Units::ms, times, Units::pA, amplitudes);                // arrays
 * net.current(exc).of(sinusoid(pA(0), pA(100), Hz(8)));
 * net.current(exc).noise(pA(200), pA(50), ms(1));
 * net.current(exc).ornsteinUhlenbeck(pA(200), pA(50), ms(5)).between(ms(100), ms(500));
 * net.current(exc).pulses(PulseTrain.of(pA(300), ms(0.3)).at(Hz(130)));           // of a stimulator
 * }</pre>
 */
public final class CurrentInput {
  private final Network network;
  private final String name;
  private final Neurons target;
  private @Nullable Course<ElectricCurrent> course;
  private @Nullable CurrentSteps steps;
  private @Nullable Noise noise;
  private @Nullable PulseTrain pulses;
  private boolean live; // of a simulation
  private ActiveTime active = ActiveTime.ALWAYS;

  /** A random current: drawn anew at an interval, or an Ornstein–Uhlenbeck process with a time constant. */
  private record Noise(Quantity<ElectricCurrent> mean, Quantity<ElectricCurrent> sd, Quantity<Time> time, boolean correlated) {}

  CurrentInput(Network network, String name, Neurons target) {
    this.network = network;
    this.name = name;
    this.target = target;
    if (!target.population().model().takesCurrent()) {
      String reason = target.population().isExact() ? "; injected currents act on the grid: set I_e, which is constant" : "";
      throw new RanvierException(where() + ": " + target.population().model().name() + " takes no current" + reason);
    }
  }

  /** From {@code time} on, until the next change, the current is {@code amplitude}. */
  public CurrentInput from(Quantity<Time> time, Quantity<ElectricCurrent> amplitude) {
    return from(time, Distribution.constant(amplitude));
  }

  /** From {@code time} on each neuron has an amplitude of its own: drawn, or listed in the order of the neurons. */
  public CurrentInput from(Quantity<Time> time, Distribution<ElectricCurrent> amplitudes) {
    requireOpen();
    CurrentSteps.Told told;
    if (steps instanceof CurrentSteps.Told begun) {
      told = begun;
    } else {
      requireUnset();
      told = new CurrentSteps.Told();
    }
    told.add(where(), target, time, amplitudes);
    steps = told;
    return this;
  }

  /**
   * From {@code times[k]} on, until the next, the current is {@code amplitudes[k]}: as {@link #from} for whole arrays.
   *
   * <pre>{@code
   * net.current(exc).steps(Units::ms, times, Units::pA, amplitudes);
   * }</pre>
   */
  public CurrentInput steps(
      DoubleFunction<Quantity<Time>> timeUnit, double[] times, DoubleFunction<Quantity<ElectricCurrent>> unit, double[] amplitudes) {
    return steps(timeUnit, times, unit, new double[][] {amplitudes});
  }

  /** The same with a row of amplitudes for each neuron, in the order of the neurons. */
  public CurrentInput steps(
      DoubleFunction<Quantity<Time>> timeUnit, double[] times, DoubleFunction<Quantity<ElectricCurrent>> unit, double[][] amplitudes) {
    requireUnset();
    steps = CurrentSteps.Listed.of(where(), target.size(), timeUnit, times, unit, amplitudes);
    return this;
  }

  /** The current follows this course. */
  public CurrentInput of(Course<ElectricCurrent> course) {
    requireUnset();
    this.course = course;
    return this;
  }

  /** Gaussian noise, for each neuron its own, drawn anew at each interval and constant between. */
  public CurrentInput noise(Quantity<ElectricCurrent> mean, Quantity<ElectricCurrent> sd, Quantity<Time> interval) {
    requireUnset();
    noise = new Noise(mean, sd, interval, false);
    return this;
  }

  /** An Ornstein–Uhlenbeck process for each neuron, of this mean, standard deviation and time constant, stationary from the start. */
  public CurrentInput ornsteinUhlenbeck(Quantity<ElectricCurrent> mean, Quantity<ElectricCurrent> sd, Quantity<Time> timeConstant) {
    requireUnset();
    noise = new Noise(mean, sd, timeConstant, true);
    return this;
  }

  /** Pulses of a stimulator. {@link Simulation#set(CurrentInput, PulseTrain)} changes them as a simulation goes on. */
  public CurrentInput pulses(PulseTrain pulses) {
    requireUnset();
    this.pulses = pulses;
    return this;
  }

  /**
   * When pulses begin, in ms, before {@code until}, in a simulation with that seed that does not change them.
   *
   * @throws RanvierException if this current is no train of pulses
   */
  public double[] pulseTimes(long seed, Quantity<Time> until) {
    return train(network.grid()).timesMs(seed, target.population().name(), network.grid(), Units.in(Units.MILLISECOND, until, where() + ": until"));
  }

  private PulseCurrent train(TimeGrid grid) {
    if (pulses == null) {
      throw new RanvierException(where() + " is no train of pulses; add .pulses(PulseTrain.of(pA(300), ms(0.3)).at(Hz(130)))");
    }
    return pulses.in(
        where(), name, target.set().toArray(), target.population().size(), grid, active.fromStep(grid, where()), active.toStep(grid, where()));
  }

  /** The current flows from {@code start} to {@code stop}. */
  public CurrentInput between(Quantity<Time> start, Quantity<Time> stop) {
    requireOpen();
    active = ActiveTime.between(where(), start, stop);
    return this;
  }

  /** Flows in place of all before. */
  CurrentInput instead(Course<ElectricCurrent> course) {
    forget();
    return of(course);
  }

  /** The same in pulses. */
  CurrentInput instead(PulseTrain pulses) {
    forget();
    return pulses(pulses);
  }

  /** The same in an amplitude for each neuron. */
  CurrentInput instead(Distribution<ElectricCurrent> amplitudes) {
    forget();
    return from(Units.ms(0), amplitudes);
  }

  /** The same in steps, one row of amplitudes for all or one for each neuron. */
  CurrentInput instead(
      DoubleFunction<Quantity<Time>> timeUnit, double[] times, DoubleFunction<Quantity<ElectricCurrent>> unit, double[][] amplitudes) {
    forget();
    return steps(timeUnit, times, unit, amplitudes);
  }

  /** The same shape as this. */
  void instead(CurrentPlan of) {
    forget();
    switch (of.shape()) {
      case null -> {}
      case CurrentPlan.Steps(var told) -> told.forEach(s -> from(s.time(), s.amplitude()));
      case CurrentPlan.Listed(var times, var amplitudes) -> steps(Units::ms, times, Units::pA, amplitudes);
      case CurrentPlan.Following(var other) -> of(other);
      case CurrentPlan.Pulsed(var other) -> pulses(other);
      case CurrentPlan.Noise n -> noise = new Noise(n.mean(), n.sd(), n.time(), n.correlated());
    }
  }

  private void forget() {
    course = null;
    steps = null;
    noise = null;
    pulses = null;
  }

  /** The same noise with other moments. */
  CurrentInput moments(Quantity<ElectricCurrent> mean, Quantity<ElectricCurrent> sd) {
    if (noise == null) {
      throw new RanvierException(where() + " is no noise; set its amplitude or its course");
    }
    noise = new Noise(mean, sd, noise.time, noise.correlated);
    return this;
  }

  private void requireUnset() {
    requireOpen();
    if (course != null || steps != null || noise != null || pulses != null) {
      throw new RanvierException(where() + " has its course already; add a second current, they add up");
    }
  }

  /** The same, to be changed as a simulation goes on; this one stays as it was described. */
  CurrentInput copy() {
    var copy = new CurrentInput(network, name, target);
    copy.course = course;
    copy.steps = steps;
    copy.noise = noise;
    copy.pulses = pulses;
    copy.active = active;
    copy.live = true;
    return copy;
  }

  CurrentPlan plan() {
    Noise n = noise;
    CurrentPlan.Shape shape =
        course != null ? new CurrentPlan.Following(course)
            : steps != null ? steps.plan()
                : pulses != null ? new CurrentPlan.Pulsed(pulses)
                    : n != null ? new CurrentPlan.Noise(n.mean, n.sd, n.time, n.correlated)
                        : null;
    return new CurrentPlan(name, target.plan(), shape, active.planned());
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
    return "current '" + name + "' into " + target.population().where();
  }

  StimulusSpec spec(int population, TimeGrid grid, long seed) {
    return new StimulusSpec(population, true, factory(grid, seed, active.fromStep(grid, where()), active.toStep(grid, where())));
  }

  private InputKernel.Factory factory(TimeGrid grid, long seed, long from, long to) {
    int size = target.population().size();
    if (steps != null) {
      return new CourseCurrent(name, size, steps.course(name, target, seed), from, to);
    }
    if (course != null) {
      return new CourseCurrent(name, size, course.in(Units.PICOAMPERE, where(), target.set().toArray(), size), from, to);
    }
    if (pulses != null) {
      return train(grid);
    }
    if (noise == null) {
      throw new RanvierException(where() + " has no course; add .from(ms(0), pA(100)), .of(sinusoid(…)), .pulses(…), .noise(…) or .ornsteinUhlenbeck(…)");
    }
    double[] mean = Course.on(target.set().toArray(), size, Units.in(Units.PICOAMPERE, noise.mean, where() + ": mean"));
    double[] sd = Course.on(target.set().toArray(), size, Units.in(Units.PICOAMPERE, noise.sd, where() + ": standard deviation"));
    double ms = Units.in(Units.MILLISECOND, noise.time, where());
    return noise.correlated
        ? new OrnsteinUhlenbeckCurrent(name, size, new OrnsteinUhlenbeck(mean, sd, new double[] {ms}), from, to)
        : new NoiseCurrent(name, size, mean, sd, grid.delaySteps(ms, where() + ": interval"), from, to);
  }

  @Override
  public String toString() {
    String what = "missing";
    if (course != null || steps != null) {
      what = String.valueOf(course == null ? steps : course);
    } else if (pulses != null) {
      what = pulses.toString();
    } else if (noise != null) {
      what =
          Units.text(noise.mean) + " ± " + Units.text(noise.sd)
              + (noise.correlated ? ", Ornstein–Uhlenbeck with " : ", drawn every ") + Units.text(noise.time);
    }
    String to = target.population().name() + (target instanceof Population ? "" : " " + Descriptions.neurons(target));
    return name + " → " + to + "  " + what + active;
  }
}
