package org.ranvier.neuronmodels.stimuli;

import java.util.ArrayList;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.StimulusKernel;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Trains of pulses of current, the same for all neurons of a population but for a factor: a first phase, a gap, and a second phase of
 * the opposite sign that takes its charge back. A pulse that is due at {@code t} begins in the step from the grid point nearest to {@code t}.
 * What is on its way when the train is replaced goes on in the new shape, and what has begun is finished when the train is put off or its time ends,
 * so that no charge is left behind.
 *
 * @param name part of the random key
 * @param populationSize number of neurons of the target population
 * @param shares factor of each neuron, or one for all
 * @param shape of a pulse
 * @param pattern when pulses come
 * @param fromStep pulses begin in steps {@code fromStep < s <= toStep}
 */
public record PulseCurrent(
    String name, int populationSize, double[] shares, Shape shape, PulsePattern pattern, long fromStep, long toStep)
    implements InputKernel.Factory {
  /**
   * A pulse.
   *
   * @param amplitudePa of the first phase
   * @param widthSteps of the first phase
   * @param gapSteps between the phases
   * @param recoverySteps of the second phase, 0 where there is none
   * @param rampMs in which the amplitude goes from 0 to its full value, 0 for at once
   */
  public record Shape(double amplitudePa, int widthSteps, int gapSteps, int recoverySteps, double rampMs) {
    int steps() {
      return widthSteps + (recoverySteps == 0 ? 0 : gapSteps + recoverySteps);
    }

    /** In parts of the first phase's amplitude, so many steps after the begin. */
    double at(long steps) {
      if (steps < widthSteps) {
        return steps < 0 ? 0 : 1;
      }
      long second = steps - widthSteps - gapSteps;
      return second >= 0 && second < recoverySteps ? -(double) widthSteps / recoverySteps : 0;
    }
  }

  /** State variable: how many pulses there were. */
  public static final String PULSES = "pulses";

  /** State variable: the charge of their first phases, without sign. */
  public static final String CHARGE = "charge";

  public PulseCurrent {
    shares = shares.clone();
    TimeCourse.checkValues("pulses '" + name + "'", "shares", shares, populationSize);
  }

  @Override
  public InputKernel create(SliceContext slice) {
    return new Kernel(this, slice);
  }

  /** When the pulses begin that a train makes which is never changed, before {@code untilMs}. */
  public double[] timesMs(long seed, String population, TimeGrid grid, double untilMs) {
    var random = new RandomStream(key(seed, name, population));
    var times = new ArrayList<Double>();
    double end = Math.min(untilMs, toStep == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : grid.toMs(toStep));
    double h = grid.resolutionMs();
    double next = pattern.next(Double.NaN, grid.toMs(fromStep), 0, random);
    while (next < end) {
      times.add(next);
      double last = next;
      next = Math.max(pattern.next(last, last, times.size(), random), last + shape.steps() * h);
    }
    return times.stream().mapToDouble(t -> Math.round(t / h) * h).toArray();
  }

  private static long key(long seed, String name, String population) {
    return RandomKey.of(seed, "pulses", name, population);
  }

  private static final class Kernel implements InputKernel {
    private final PulseCurrent train;
    private final double h;
    private final double[] share;
    private final double[] current;
    private final RandomStream random;
    private final State state;
    private final double[] pulses;
    private final double[] charge;
    private final double[] last;
    private final double[] next;
    private final double[] level;
    private final double[] since;

    Kernel(PulseCurrent train, SliceContext slice) {
      this.train = train;
      h = slice.grid().resolutionMs();
      share = StepMeans.part(train.shares, slice);
      current = slice.requireCurrent();
      random = new RandomStream(key(slice.seed(), train.name, slice.population()));
      double begin = slice.grid().toMs(train.fromStep);
      state = new State(slice.paddedSize());
      pulses = state.declare(PULSES, "1", "pulses so far", 0);
      charge = state.declare(CHARGE, "pC", "charge of their first phases", 0);
      last = state.declare("last", "ms", "begin of the latest pulse", Double.NaN);
      next = state.declare("next", "ms", "begin of the next pulse", train.pattern.next(Double.NaN, begin, 0, random));
      level = state.declare("level", "pA", "amplitude of the latest pulse", 0);
      since = state.declare("since", "ms", "time from which the amplitude rises", begin);
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public void follow(StimulusKernel before, double timeMs) {
      InputKernel.super.follow(before, timeMs);
      boolean off = train.pattern.isOff() || train.shape.amplitudePa == 0;
      boolean wasOff = !(before instanceof Kernel k) || k.train.pattern.isOff() || k.train.shape.amplitudePa == 0;
      double now = Math.max(timeMs, train.fromStep * h);
      for (int i = 0; i < next.length; i++) {
        if ((off || wasOff) && !(now - last[i] < train.shape.steps() * h)) { // not while a pulse is on its way
          level[i] = 0;
        }
        if (off || wasOff) {
          since[i] = now;
        }
        next[i] = due(i, now);
      }
    }

    private double due(int i, double nowMs) {
      boolean first = Double.isNaN(last[i]);
      // The first interval counts from when the train was put on, so that it is no longer for a train that is set again and again.
      double before = first && !(train.pattern instanceof PulsePattern.Regular) ? since[i] : last[i];
      return Math.max(train.pattern.next(before, nowMs, (int) pulses[i], random), first ? nowMs : last[i] + train.shape.steps() * h);
    }

    @Override
    public void apply(long step, int from, int to) {
      if (step <= train.fromStep) {
        return;
      }
      long begin = step - 1;
      for (int i = from; i < to; i++) {
        if (step <= train.toStep && next[i] <= (begin + 0.5) * h && begin >= Math.round(next[i] / h)) {
          pulse(i);
        }
        if (begin - last[i] / h < train.shape.steps() + 1) { // false where there was none
          double part = train.shape.at(begin - Math.round(last[i] / h));
          current[i] += part * level[i] * share[share.length == 1 ? 0 : i];
        }
      }
    }

    private void pulse(int i) {
      double full = train.shape.amplitudePa;
      double most = train.shape.rampMs == 0 ? Double.POSITIVE_INFINITY
          : Math.max(Math.abs(full), Math.abs(level[i])) * (next[i] - since[i]) / train.shape.rampMs;
      level[i] += Math.clamp(full - level[i], -most, most);
      since[i] = next[i];
      last[i] = next[i];
      pulses[i]++;
      charge[i] += Math.abs(level[i]) * train.shape.widthSteps * h / 1000;
      next[i] = due(i, last[i]);
    }
  }
}
