package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;

import java.util.List;
import java.util.function.DoubleFunction;
import javax.measure.Quantity;
import javax.measure.quantity.ElectricCurrent;
import javax.measure.quantity.Time;
import org.ranvier.networks.building.CurrentShapes;
import org.ranvier.networks.building.CurrentSpecs;
import org.ranvier.networks.plan.ActiveTime;
import org.ranvier.networks.plan.CurrentPlan;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
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
  private final Draft draft;
  private final Neurons target;
  private CurrentPlan plan;

  CurrentInput(Draft draft, String name, Neurons target) {
    this.draft = draft;
    this.target = target;
    plan = new CurrentPlan(name, target.plan(), null, null);
    if (!target.population().model().takesCurrent()) {
      String reason = target.population().isExact() ? "; injected currents act on the grid: set I_e, which is constant" : "";
      throw new RanvierException(where() + ": " + target.population().model().name() + " takes no current" + reason);
    }
  }

  private CurrentInput with(CurrentPlan changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /** The one shape that it has. */
  private CurrentInput shaped(CurrentPlan.Shape shape) {
    draft.requireOpen();
    if (plan.shape() != null) {
      throw new RanvierException(where() + " has its course already; add a second current, they add up");
    }
    return with(plan.shape(shape));
  }

  /** From {@code time} on, until the next change, the current is {@code amplitude}. */
  public CurrentInput from(Quantity<Time> time, Quantity<ElectricCurrent> amplitude) {
    return from(time, Distribution.constant(amplitude));
  }

  /** From {@code time} on each neuron has an amplitude of its own: drawn, or listed in the order of the neurons. */
  public CurrentInput from(Quantity<Time> time, Distribution<ElectricCurrent> amplitudes) {
    if (plan.shape() instanceof CurrentPlan.Steps begun) {
      return with(plan.shape(CurrentShapes.and(begun, where(), target.size(), time, amplitudes)));
    }
    return shaped(CurrentShapes.and(new CurrentPlan.Steps(List.of()), where(), target.size(), time, amplitudes));
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
    return shaped(CurrentShapes.listed(where(), target.size(), timeUnit, times, unit, amplitudes));
  }

  /** The current follows this course. */
  public CurrentInput of(Course<ElectricCurrent> course) {
    return shaped(new CurrentPlan.Following(course));
  }

  /** Gaussian noise, for each neuron its own, drawn anew at each interval and constant between. */
  public CurrentInput noise(Quantity<ElectricCurrent> mean, Quantity<ElectricCurrent> sd, Quantity<Time> interval) {
    return shaped(new CurrentPlan.Noise(mean, sd, interval, false));
  }

  /** An Ornstein–Uhlenbeck process for each neuron, of this mean, standard deviation and time constant, stationary from the start. */
  public CurrentInput ornsteinUhlenbeck(Quantity<ElectricCurrent> mean, Quantity<ElectricCurrent> sd, Quantity<Time> timeConstant) {
    return shaped(new CurrentPlan.Noise(mean, sd, timeConstant, true));
  }

  /** Pulses of a stimulator. {@link Simulation#set(CurrentInput, PulseTrain)} changes them as a simulation goes on. */
  public CurrentInput pulses(PulseTrain pulses) {
    return shaped(new CurrentPlan.Pulsed(pulses));
  }

  /**
   * When pulses begin, in ms, before {@code until}, in a simulation with that seed that does not change them.
   *
   * @throws RanvierException if this current is no train of pulses
   */
  public double[] pulseTimes(long seed, Quantity<Time> until) {
    TimeGrid grid = draft.grid();
    double untilMs = Units.in(Units.MILLISECOND, until, where() + ": until");
    return CurrentSpecs.train(plan, Population.group(target), grid).timesMs(seed, target.population().name(), grid, untilMs);
  }

  /** The current flows from {@code start} to {@code stop}. */
  public CurrentInput between(Quantity<Time> start, Quantity<Time> stop) {
    return with(plan.active(ActiveTime.between(where(), start, stop)));
  }

  /** Takes all that a plan says besides its target, by the verbs of a script: what they refuse is refused. */
  CurrentInput as(CurrentPlan said) {
    switch (said.shape()) {
      case null -> {}
      case CurrentPlan.Steps(var steps) -> steps.forEach(s -> from(s.time(), s.amplitude()));
      case CurrentPlan.Listed(var times, var amplitudes) -> steps(Units::ms, times, Units::pA, amplitudes);
      case CurrentPlan.Following _, CurrentPlan.Pulsed _, CurrentPlan.Noise _ -> shaped(said.shape());
    }
    given(said.active(), a -> between(a.start(), a.stopOrRefuse(where())));
    return this;
  }

  int targets() {
    return target.size();
  }

  boolean isInto(Population population) {
    return target.population() == population;
  }

  String name() {
    return plan.name();
  }

  String where() {
    return plan.where();
  }

  CurrentPlan plan() {
    return plan;
  }

  @Override
  public String toString() {
    return plan.toString();
  }
}
