package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.teaching.Optimiser;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.Halts;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.state.StatePort;

/**
 * The loops of rules whose eligibility is driven by a variable of the target. A synapse is brought up to date when a spike of
 * its source reaches the soma: step by step to the end of a block, then block by block (see {@link TargetCourse}), then step by
 * step.
 *
 * <p>Its state is that before a step, and is rounded to the bytes that it takes whenever it stands at a block's end or at a
 * spike. Where else it is brought up to date before the next spike, that is at the end of a block, so no bit depends on when.
 */
final class DrivenLoop extends LoopKernel {
  /** What is smaller counts as nothing, lest arithmetic slows down at the smallest numbers there are. */
  private static final double TINY = 1e-30;

  private final Decay alpha;
  private final double alphaStep;
  private final double kappa;
  private final double kappaBlock;
  private final double rho;
  private final double[] beta;
  private final TargetCourse course;
  private final int block;
  private final long interval;
  private final boolean continuous; // weights follow at once, there are no updates
  private final DrivenColumns columns;
  private final Optimiser optimiser;
  private final double direction;
  private final Bounds bounds;
  private final int sign;
  private final int rest;
  private final double stepMs;
  private final double reverse; // of what the target did before a spike of the source, the share that is eligible
  private boolean free; // of bounds
  private Halts halts = new Halts();
  private double[] heldGradient = {};
  private double[] heldSum = {};

  DrivenLoop(
      DrivenSetup setup, DrivenSteps steps, Decay alpha, double[] beta, TargetCourse course, DrivenColumns columns, int sign,
      Transmission.OnGrid transmission) {
    super(new Decay[] {alpha}, transmission, false);
    this.alpha = alpha;
    this.beta = beta;
    this.course = course;
    this.columns = columns;
    this.sign = sign < 0 ? -1 : 1;
    alphaStep = steps.alpha();
    kappa = steps.kappa();
    kappaBlock = steps.kappaBlock();
    rho = steps.rho();
    block = steps.block();
    interval = steps.interval();
    continuous = interval == Long.MAX_VALUE;
    rest = steps.rest();
    stepMs = steps.ms();
    optimiser = setup.optimiser();
    bounds = setup.bounds();
    direction = setup.ascends() ? -1 : 1;
    reverse = setup.reverse().share();
  }

  @Override
  public void state(StatePort port) {
    course.state(port);
  }

  @Override
  public boolean heeds(Halts halts) {
    this.halts = halts;
    return true;
  }

  @Override
  public int longestRest() {
    return rest;
  }

  @Override
  public boolean atSoma() {
    return true;
  }

  @Override
  public void observe(int step) {
    course.observe(step);
  }

  @Override
  public void deliver(PlasticSynapses s, PreEvent e, float[] input, int base) {
    int arrival = e.spike + e.delay;
    course.prepare(arrival);
    bring(s, e, arrival);
    for (int q = e.begin; q < e.end; q++) {
      input[base + s.target(q)] += (float) s.weight(q);
    }
  }

  @Override
  public void catchUp(PlasticSynapses s, PreEvent e, int until) {
    bring(s, e, floor(until + 1));
  }

  @Override
  public void present(PlasticSynapses copies, PreEvent e, int now) {
    course.prepare(now);
    bring(copies, e, now);
  }

  @Override
  public boolean accrue(PlasticSynapses copies, PreEvent e, int now) {
    free = true;
    present(copies, e, now);
    free = false;
    return true;
  }

  private int floor(int step) {
    return step & -block;
  }

  /** Brings synapses to the state before {@code to}: all earlier steps have been taken account of. */
  private void bring(PlasticSynapses s, PreEvent e, int to) {
    double k = e.values[e.at];
    if (k == 0) {
      return; // the source has never fired
    }
    int origin = e.previous + e.delay;
    int from = Math.max(origin, floor(e.swept + 1));
    boolean everHalted = !halts.isEmpty();
    while (from < to) {
      int end = Math.min(floor(from) + block, to);
      boolean halted = false;
      if (everHalted) {
        end = (int) Math.min(end, halts.next(from));
        halted = halts.contains(end);
        if (halted) {
          hold(s, e);
        }
      }
      double z = k * alpha.after(from - origin);
      if (z < TINY) {
        z = 0;
      }
      boolean arrives = reverse != 0 && from == origin;
      if (end - from == block && !arrives) {
        takeBlock(s, e, from, z);
      } else {
        takeSteps(s, e, from, end, z, arrives);
      }
      if (halted) {
        restore(s, e);
      } else if (continuous) {
        follow(s, e);
      } else if (end % interval == 0) {
        update(s, e, end);
      }
      from = end;
    }
  }

  /** Keeps what is learned: it must not change while learning is halted. */
  private void hold(PlasticSynapses s, PreEvent e) {
    int n = e.end - e.begin;
    if (heldGradient.length < n) {
      heldGradient = new double[n];
      heldSum = new double[n];
    }
    for (int k = 0; k < n; k++) {
      heldGradient[k] = columns.gradient(s, e.begin + k);
      heldSum[k] = columns.sum(s, e.begin + k);
    }
  }

  private void restore(PlasticSynapses s, PreEvent e) {
    for (int k = 0; k < e.end - e.begin; k++) {
      columns.setGradient(s, e.begin + k, heldGradient[k]);
      columns.setSum(s, e.begin + k, heldSum[k]);
    }
  }

  private void takeBlock(PlasticSynapses s, PreEvent e, int from, double z) {
    double[] maps = course.maps();
    for (int q = e.begin; q < e.end; q++) {
      int m = course.map(s.target(q), from);
      double trace = columns.trace(s, q);
      double epsilon = columns.epsilon(s, q);
      double gradient = columns.gradient(s, q) + maps[m + TargetCourse.GRADIENT_BY_TRACE] * trace + maps[m
          + TargetCourse.GRADIENT_BY_Z] * z;
      double next = kappaBlock * trace + maps[m + TargetCourse.TRACE_BY_Z] * z;
      if (columns.adapts()) {
        gradient += maps[m + TargetCourse.GRADIENT_BY_EPSILON] * epsilon;
        next += maps[m + TargetCourse.TRACE_BY_EPSILON] * epsilon;
        columns.setEpsilon(s, q, noTiny(maps[m + TargetCourse.EPSILON_BY_EPSILON] * epsilon + maps[m
            + TargetCourse.EPSILON_BY_Z] * z));
      }
      if (columns.sums()) {
        columns.setSum(s, q, columns.sum(s, q) + maps[m + TargetCourse.SUM_BY_EPSILON] * epsilon + maps[m
            + TargetCourse.SUM_BY_Z] * z);
      }
      columns.setTrace(s, q, noTiny(next));
      columns.setGradient(s, q, gradient);
    }
  }

  private void takeSteps(PlasticSynapses s, PreEvent e, int from, int to, double atFrom, boolean arrives) {
    double[] drive = course.drive.values();
    double[] signal = course.signal.values();
    for (int q = e.begin; q < e.end; q++) {
      int i = s.target(q);
      double b = beta[i];
      double trace = columns.trace(s, q);
      double epsilon = columns.epsilon(s, q);
      double gradient = columns.gradient(s, q);
      double sum = columns.sum(s, q);
      double z = atFrom;
      for (int t = from; t < to; t++) {
        int at = course.drive.index(i, t);
        double eligibility = drive[at] * (z - b * epsilon);
        if (arrives && t == from) {
          eligibility += reverse * course.past.get(i, t - 1);
        }
        trace = kappa * trace + eligibility;
        epsilon = rho * epsilon + eligibility;
        sum += eligibility;
        gradient += signal[at] * trace;
        z *= alphaStep;
      }
      columns.setTrace(s, q, noTiny(trace));
      columns.setEpsilon(s, q, noTiny(epsilon));
      columns.setGradient(s, q, gradient);
      columns.setSum(s, q, sum);
    }
  }

  /** Lets weights take what has come together, at once: the optimiser's rate is per ms. */
  private void follow(PlasticSynapses s, PreEvent e) {
    double rate = -direction * optimiser.rate() * stepMs;
    for (int q = e.begin; q < e.end; q++) {
      double change = rate * columns.gradient(s, q);
      if (change != 0) {
        s.setWeight(q, bounded(s.weight(q) + change));
      }
      columns.setGradient(s, q, 0);
    }
  }

  /** Updates weights at the end of an interval. */
  private void update(PlasticSynapses s, PreEvent e, int step) {
    double[] means = new double[2];
    long number = step / interval - halts.multiples(interval, step); // of updates that were made
    for (int q = e.begin; q < e.end; q++) {
      double gradient = columns.gradient(s, q);
      if (columns.sums()) {
        gradient += course.rateError(s.target(q), step) * columns.sum(s, q);
        columns.setSum(s, q, 0);
      }
      columns.means(s, q, means);
      double change = optimiser.change(direction * gradient, means, 0, number);
      columns.setMeans(s, q, means);
      columns.setGradient(s, q, 0);
      if (change != 0) {
        s.setWeight(q, bounded(s.weight(q) + change));
      }
    }
  }

  private double bounded(double w) {
    return free ? w : sign * bounds.nearest(sign * w);
  }

  private static double noTiny(double x) {
    return x < TINY && x > -TINY ? 0 : x;
  }
}
