package org.ranvier.plasticity.eligibility;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.kinetics.GaussNodes;
import org.ranvier.plasticity.modulators.Concentration;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.RingState;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.Stateful;
import org.ranvier.simulator.time.TimeGrid;

/**
 * What a third factor makes of an eligibility trace, in constant time whatever the modulators do.
 *
 * <p>Between two events of a synapse its eligibility decays, {@code c(t) = c0·e^(-(t - t0)/τ)}, while the third factor {@code f} follows
 * any course. The weight changes by {@code c0·∫ f(s)·e^(-(s - t0)/τ) ds} from {@code t0} to {@code t1}, and that integral is the difference
 * of two values of {@code A(t) = ∫ f(s)·e^(-s/τ) ds}, which is accumulated once for all synapses of the same {@code f}, {@code τ} and
 * place: {@link #between} costs the same however often the modulators were released.
 *
 * <p><b>Digits.</b> The integral over a step is by Gauss quadrature with four nodes ({@link GaussNodes}) on the closed-form courses of the
 * concentrations; {@link PrefixRing} says how differences of {@code A} keep theirs. Together the weight change has a relative error
 * below 1e-12, as long as concentrations change little within a step (time constants of two steps or more). The value at which the third factor
 * rests is taken apart from the deviation from it, which is exactly 0 while all modulators are at their baselines: so where the third factor
 * rests at 0 the weights stay what they are in every bit.
 *
 * <p>Where a modulator diffuses, all is taken as linear in time over its strides.
 *
 * <p><b>Between real times</b>, for synapses in continuous time, the integral is that over the whole steps between them and the parts of a step at both ends.
 * Within a step the third factor is the cubic through its values at the four nodes, whose integral over the whole step is what the nodes give. A
 * course that changes with time constant
 * {@code T} is followed to {@code 3e-5·(h/T)^4} of what a step of length {@code h} contributes: 3e-9 for 1 ms at 0.1 ms, 3e-13 for 10 ms.
 */
public final class ModulatedIntegral implements Stateful {
  /** After this many time constants an eligibility counts as gone: {@code e^-40} is 4e-18. */
  public static final int LIFETIMES = 40;

  private final FactorCourse factor;
  private final double tauMs;
  private final double stepMs;
  private final double rest;
  private final int stride;
  private PrefixRing ring;
  private final double[] increment;
  private final double[] discount; // weights of the nodes of a step
  // Where the stride has several steps: the factor at begin and end of each stride, and integrals of 1 and of u/stride up to a step.
  private double[] begin;
  private double[] end;
  private final double[] ofOne;
  private final double[] ofSlope;
  private final double[] grow;
  private @Nullable TickCourse course; // where real times are asked for
  private final TimeGrid grid;
  private final double[] nodes = new double[GaussNodes.COUNT];
  private long now; // steps
  private long oldest; // step that is known

  /**
   * @param modulators by name, those of {@code factor} among them
   * @param tauMs time constant of the eligibility
   * @param windowSteps how many steps back {@link #between} is asked at most
   */
  public ModulatedIntegral(
      ThirdFactor factor, Map<String, ? extends Concentration> modulators, double tauMs, double stepMs, long windowSteps) {
    if (!(tauMs > 0 && Double.isFinite(tauMs))) {
      throw new RanvierException("time constant of the eligibility " + tauMs + " ms must be above 0 and finite");
    }
    this.factor = new FactorCourse(factor, modulators);
    this.tauMs = tauMs;
    this.stepMs = stepMs;
    grid = new TimeGrid(stepMs);
    rest = this.factor.rest();
    stride = this.factor.strideSteps();
    int places = this.factor.places();
    ring = new PrefixRing(tauMs, stride * stepMs, places, windowSteps / stride + 2);
    increment = new double[places];
    discount = GaussNodes.discounting(stepMs, tauMs);
    begin = new double[stride == 1 ? 0 : ring.rows() * places];
    end = new double[begin.length];
    ofOne = new double[stride + 1];
    ofSlope = new double[stride + 1];
    grow = new double[stride + 1];
    for (int k = 0; k <= stride; k++) {
      ofOne[k] = -tauMs * Math.expm1(-k * stepMs / tauMs);
      ofSlope[k] = tauMs * tauMs / (stride * stepMs) * oneMinusOnePlusXTimesExp(k * stepMs / tauMs);
      grow[k] = Math.exp(k * stepMs / tauMs);
    }
  }

  /** {@code 1 - (1 + x)·e^-x}, without cancellation. */
  private static double oneMinusOnePlusXTimesExp(double x) {
    if (x > 1) {
      return 1 - (1 + x) * Math.exp(-x);
    }
    double sum = 0;
    double power = -x; // (-x)^n / n!
    for (int n = 2; n < 22; n++) {
      power *= -x / n;
      sum += power * (n - 1);
    }
    return sum;
  }

  /** Sees to it that questions may go back so many steps. To be called before the first step only. */
  public ModulatedIntegral widen(long windowSteps) {
    if (now > 0) {
      throw new IllegalStateException("the simulation has begun");
    }
    if (windowSteps / stride + 2 > ring.rows() - 1) {
      ring = new PrefixRing(tauMs, stride * stepMs, increment.length, windowSteps / stride + 2);
      begin = new double[stride == 1 ? 0 : ring.rows() * increment.length];
      end = new double[begin.length];
      if (course != null) {
        keepCourse();
      }
    }
    return this;
  }

  /** Sees to it that questions may be about real times. To be called before the first step only. */
  public ModulatedIntegral keepCourse() {
    if (now > 0) {
      throw new IllegalStateException("the simulation has begun");
    }
    course = new TickCourse(stride * stepMs, tauMs, (long) ring.rows() * increment.length);
    return this;
  }

  @Override
  public void state(StatePort port) {
    ring.state(port.of("ring"));
    port.common("increment", "", increment);
    if (stride > 1) {
      RingState.list(port, "begin", "", begin, increment.length, ring.rows() - 1, ring.now());
      RingState.list(port, "end", "", end, increment.length, ring.rows() - 1, ring.now());
    }
    if (course != null) {
      course.state(port, ring.rows(), ring.now());
    }
    now = port.common("now", "step", now);
    oldest = ring.oldest() * stride;
  }

  public int places() {
    return increment.length;
  }

  /** Steps in a stride of the modulators; 1 where none diffuses. */
  public int strideSteps() {
    return stride;
  }

  public double tauMs() {
    return tauMs;
  }

  /** Steps done. */
  public long now() {
    return now;
  }

  /** The oldest step that {@link #between} knows. */
  public long oldest() {
    return oldest;
  }

  /** The value of the third factor when all modulators are at their baselines. */
  public double rest() {
    return rest;
  }

  /** Takes in the next step. The concentrations have just been advanced over it; what is released at its end comes after. */
  public void advance() {
    if (stride == 1) {
      for (int p = 0; p < increment.length; p++) {
        double sum = rest * ofOne[1];
        for (int q = 0; q < GaussNodes.COUNT; q++) {
          nodes[q] = factor.deviation(q, p);
          sum += discount[q] * nodes[q];
        }
        increment[p] = sum;
        if (course != null) {
          course.setNodes(ring.row(now) + p, rest, nodes);
        }
      }
      ring.append(increment);
    } else if (now % stride == 0) {
      advanceStride();
    }
    now++;
    oldest = ring.oldest() * stride;
  }

  private void advanceStride() {
    if (now > 0) {
      ring.append(increment);
    }
    int row = ring.row(ring.now());
    for (int p = 0; p < increment.length; p++) {
      double a = rest + factor.deviation(FactorCourse.BEGIN, p);
      double z = rest + factor.deviation(FactorCourse.END, p);
      begin[row + p] = a;
      end[row + p] = z;
      increment[p] = a * ofOne[stride] + (z - a) * ofSlope[stride];
      if (course != null) {
        course.setLine(row + p, a, z);
      }
    }
  }

  /**
   * {@code ∫ f(s)·e^(-(s - t0)/τ) ds} in ms times the unit of {@code f}, from {@code t0} (step {@code from}) to step {@code to}: what is
   * released at {@code from} counts, what is released at {@code to} does not.
   *
   * @param from not before {@link #oldest}
   * @param to from {@code from} to {@link #now}
   */
  public double between(long from, long to, int place) {
    if (from < oldest || to < from || to > now) {
      throw new IllegalArgumentException("steps " + from + " … " + to + " are not within " + oldest + " … " + now);
    }
    return stride == 1 ? ring.between(from, to, place) : inStrides(from, to, place);
  }

  private double inStrides(long from, long to, int place) {
    long f = from / stride;
    long t = to / stride;
    int k = (int) (from % stride);
    double before = partial(f, k, place);
    double last = partial(t, (int) (to % stride), place);
    if (f == t) {
      return (last - before) * grow[k];
    }
    double whole = inTicks(f, t, place);
    return (whole - before + last * Math.exp(-(t - f) * stride * stepMs / tauMs)) * grow[k];
  }

  /** Over whole strides, or steps. */
  private double inTicks(long f, long t, int place) {
    if (t <= ring.now()) {
      return ring.between(f, t, place);
    }
    // The last stride has passed but is not in the ring yet.
    return ring.between(f, t - 1, place) + increment[place] * Math.exp(-(t - 1 - f) * stride * stepMs / tauMs);
  }

  /**
   * The same between real times in ms. What comes {@link #LIFETIMES} time constants after {@code from} is left out.
   *
   * @param from not before step {@link #oldest}
   * @param to from {@code from} to step {@link #now}
   */
  public double betweenMs(double from, double to, int place) {
    TickCourse parts = course;
    double until = Math.min(to, from + LIFETIMES * tauMs);
    long f = step(from) / stride;
    long t = step(until) / stride;
    if (parts == null || f * stride < oldest || to < from || to > grid.toMs(now)) {
      throw new IllegalArgumentException(
          "times " + from + " … " + to + " ms are not within " + grid.toMs(oldest) + " … " + grid.toMs(now) + " ms");
    }
    double first = part(from, f);
    double last = part(until, t);
    if (f == t) {
      return parts.integral(ring.row(f) + place, first, last);
    }
    double then = t == f + 1 ? 0 : inTicks(f + 1, t, place);
    if (last > 0) {
      then += parts.left(t - f - 1.0) * parts.integral(ring.row(t) + place, 0, last);
    }
    return parts.integral(ring.row(f) + place, first, 1) + parts.left(1 - first) * then;
  }

  /** The step whose end is the last grid point that is not after a time. */
  private long step(double ms) {
    long k = (long) Math.floor(ms / stepMs);
    return grid.toMs(k) > ms ? k - 1 : grid.toMs(k + 1) <= ms ? k + 1 : k;
  }

  /** The part of a stride, or step, that has passed at a time. */
  private double part(double ms, long tick) {
    return (ms - grid.toMs(tick * stride)) / (stride * stepMs);
  }

  private double partial(long tick, int steps, int place) {
    if (steps == 0) {
      return 0;
    }
    int at = ring.row(tick) + place;
    return begin[at] * ofOne[steps] + (end[at] - begin[at]) * ofSlope[steps];
  }
}
