package org.ranvier.networks.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.measure.Quantity;
import javax.measure.Unit;
import javax.measure.quantity.Frequency;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.stimuli.TimeCourse;
import org.ranvier.simulator.RanvierException;

/**
 * How a rate or a current goes in time.
 *
 * <pre>{@code
 * step(ms(100), Hz(50)).then(ms(300), Hz(0))            // 0 before the first time
 * sinusoid(Hz(10), Hz(5), Hz(40))                       // 10 Hz + 5 Hz·sin(2π·40 Hz·t)
 * sinusoid(pA(0), pA(100), Hz(8)).phase(Math.PI / 2)
 * }</pre>
 *
 * @param <Q> what kind of quantity it is
 */
public final class Course<Q extends Quantity<Q>> {
  /** The shapes of courses, in quantities. */
  public sealed interface Shape<Q extends Quantity<Q>> {
    /** A step and those before it, so that one more does not copy all. */
    record Steps<Q extends Quantity<Q>>(@Nullable Steps<Q> before, Quantity<Time> time, Quantity<Q> value, int size) implements Shape<Q> {
      /** The steps, the first one first. */
      public List<Steps<Q>> inOrder() {
        var all = new ArrayList<Steps<Q>>(size);
        for (Steps<Q> s = this; s != null; s = s.before) {
          all.add(s);
        }
        return all.reversed();
      }
    }

    /** {@code mean + amplitude·sin(2π·frequency·t + phase)}. */
    record Sinusoid<Q extends Quantity<Q>>(
        Quantity<Q> mean, Quantity<Q> amplitude, Quantity<Frequency> frequency, double phase) implements Shape<Q> {}
  }

  /** Longer courses are told by their number of steps and a digest of these. */
  private static final int MOST_LISTED = 12;

  private final Shape<Q> shape;

  private Course(Shape<Q> shape) {
    this.shape = shape;
  }

  /** The course as data. */
  public Shape<Q> shape() {
    return shape;
  }

  /** 0 at first, and {@code value} from {@code time} on. */
  public static <Q extends Quantity<Q>> Course<Q> step(Quantity<Time> time, Quantity<Q> value) {
    return new Course<>(new Shape.Steps<>(null, time, value, 1));
  }

  /** {@code mean + amplitude·sin(2π·frequency·t)}. */
  public static <Q extends Quantity<Q>> Course<Q> sinusoid(Quantity<Q> mean, Quantity<Q> amplitude, Quantity<Frequency> frequency) {
    return new Course<>(new Shape.Sinusoid<>(mean, amplitude, frequency, 0));
  }

  /**
   * Steps of data, a time and a value each.
   *
   * @throws RanvierException where there are none, or not two quantities
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // dimensions are checked where the course is used
  public static Course<?> ofSteps(List<List<Quantity<?>>> steps) {
    Course course = null;
    for (List<Quantity<?>> step : steps) {
      if (step.size() != 2) {
        throw new RanvierException("a step is a time and a value, not " + step.size() + " quantities");
      }
      course = course == null ? step((Quantity) step.get(0), (Quantity) step.get(1)) : course.then((Quantity) step.get(0), (Quantity) step.get(1));
    }
    if (course == null) {
      throw new RanvierException("a course in steps has one step at least");
    }
    return course;
  }

  /**
   * A sinusoid of data.
   *
   * @param of mean, amplitude and frequency
   * @throws RanvierException where these are not three
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static Course<?> ofSinusoid(List<Quantity<?>> of, double phase) {
    if (of.size() != 3) {
      throw new RanvierException("a sinusoid has mean, amplitude and frequency, not " + of.size() + " quantities");
    }
    return sinusoid((Quantity) of.get(0), (Quantity) of.get(1), (Quantity) of.get(2)).phase(phase);
  }

  /** The same steps, and {@code value} from {@code time} on. */
  public Course<Q> then(Quantity<Time> time, Quantity<Q> value) {
    if (!(shape instanceof Shape.Steps<Q> steps)) {
      throw new RanvierException("only steps go on with then(time, value), not " + this);
    }
    return new Course<>(new Shape.Steps<>(steps, time, value, Math.addExact(steps.size, 1)));
  }

  /** The same sinusoid with this phase at time 0. */
  public Course<Q> phase(double radians) {
    if (!(shape instanceof Shape.Sinusoid<Q> s)) {
      throw new RanvierException("only a sinusoid has a phase, not " + this);
    }
    return new Course<>(new Shape.Sinusoid<>(s.mean, s.amplitude, s.frequency, radians));
  }

  /**
   * The course as raw numbers in a unit, for chosen neurons of a population; 0 for the others.
   *
   * @param what names it in messages
   * @param neurons indices of the chosen ones
   */
  public TimeCourse in(Unit<?> unit, String what, int[] neurons, int populationSize) {
    return switch (shape) {
      case Shape.Steps<Q> s -> {
        List<Shape.Steps<Q>> all = s.inOrder();
        yield new TimeCourse.Steps(
            all.stream().mapToDouble(x -> Units.in(Units.MILLISECOND, x.time, what + ": time")).toArray(),
            all.stream().map(x -> on(neurons, populationSize, Units.in(unit, x.value, what))).toArray(double[][]::new));
      }
      case Shape.Sinusoid<Q> s ->
          new TimeCourse.Sinusoid(
              on(neurons, populationSize, Units.in(unit, s.mean, what + ": mean")),
              on(neurons, populationSize, Units.in(unit, s.amplitude, what + ": amplitude")),
              new double[] {Units.in(Units.HERTZ, s.frequency, what + ": frequency")},
              new double[] {s.phase});
    };
  }

  /** One value where all neurons are chosen, otherwise one for each neuron, 0 for those that are not. */
  public static double[] on(int[] neurons, int populationSize, double value) {
    if (neurons.length == populationSize) {
      return new double[] {value};
    }
    double[] all = new double[populationSize];
    Arrays.stream(neurons).forEach(i -> all[i] = value);
    return all;
  }

  @Override
  public String toString() {
    return switch (shape) {
      case Shape.Steps<Q> s -> {
        List<Shape.Steps<Q>> all = s.inOrder();
        String listed = all.stream().map(x -> Units.text(x.value) + " from " + Units.text(x.time)).collect(Collectors.joining(", "));
        String times = "from " + Units.text(all.getFirst().time) + " to " + Units.text(all.getLast().time);
        yield all.size() <= MOST_LISTED ? listed : all.size() + " steps " + times + " (#" + Integer.toHexString(listed.hashCode()) + ")";
      }
      case Shape.Sinusoid<Q> s ->
          Units.text(s.mean) + " + " + Units.text(s.amplitude) + "·sin(2π·" + Units.text(s.frequency) + "·t"
              + (s.phase == 0 ? ")" : " + " + s.phase + ")");
    };
  }
}
