package org.ranvier.plasticity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ranvier.plasticity.rules.Calcium;
import org.ranvier.plasticity.weights.CalciumCourse;
import org.ranvier.simulator.time.TimeGrid;

/** A synapse of the calcium rule that is updated at every event, with a calcium of its own. */
final class CalciumOracle {
  private final Calcium rule;
  private final CalciumCourse course;
  private final double stepMs;
  private double w;
  private double calcium;
  private int now;
  private int setAt = Integer.MAX_VALUE;
  private double setTo;

  /**
   * @param course of the rule, whose tables take longer to make than to use
   */
  CalciumOracle(Calcium rule, CalciumCourse course, double stepMs, double weight) {
    this.rule = rule;
    this.course = course;
    this.stepMs = stepMs;
    w = weight;
  }

  static CalciumCourse course(Calcium rule, double stepMs) {
    return new CalciumCourse.Parameters(
            rule.tauCalciumMs(), rule.thresholdDepression(), rule.thresholdPotentiation(), rule.rateDepression(), rule.ratePotentiation(),
            rule.tauMs(), rule.doubleWell(), rule.least(), rule.largest())
        .on(new TimeGrid(stepMs));
  }

  /** Sets the weight after what happens in a step. */
  CalciumOracle setting(int step, double weight) {
    setAt = step;
    setTo = weight;
    return this;
  }

  /** A spike of the source, the calcium that it brings, or a spike of the target, in the order in which they act in one step. */
  private enum Kind {
    POST,
    PRE,
    PRE_CALCIUM
  }

  private record Event(int step, Kind kind) {}

  double run(int[] pre, int[] post, int axonal, int dendritic, int until, List<Oracle.Delivered> delivered) {
    var events = new ArrayList<Event>();
    for (int t : pre) {
      events.add(new Event(t + axonal, Kind.PRE));
      events.add(new Event(t + axonal + (int) Math.round(rule.preDelayMs() / stepMs), Kind.PRE_CALCIUM));
    }
    for (int t : post) {
      events.add(new Event(t + dendritic, Kind.POST));
    }
    events.sort(Comparator.comparingInt(Event::step).thenComparing(Event::kind));
    for (Event e : events) {
      if (e.step > until) {
        break;
      }
      advance(e.step);
      if (e.kind == Kind.PRE) {
        delivered.add(new Oracle.Delivered(e.step - axonal, w));
      }
      calcium += e.kind == Kind.POST ? rule.jumpPost() : e.kind == Kind.PRE ? 0 : rule.jumpPre();
    }
    advance(until);
    return w;
  }

  private void advance(int step) {
    if (step > setAt) {
      int at = setAt;
      setAt = Integer.MAX_VALUE;
      advance(at);
      w = setTo;
    }
    w = course.after(w, calcium, step - now);
    calcium *= Math.exp(-(step - now) * stepMs / rule.tauCalciumMs());
    now = step;
  }
}
