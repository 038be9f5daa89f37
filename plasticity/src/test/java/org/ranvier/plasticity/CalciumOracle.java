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

  CalciumOracle(Calcium rule, double stepMs, double weight) {
    this.rule = rule;
    this.stepMs = stepMs;
    course =
        new CalciumCourse.Parameters(
                rule.tauCalciumMs(), rule.thresholdDepression(), rule.thresholdPotentiation(), rule.rateDepression(),
                    rule.ratePotentiation(),
                rule.tauMs(), rule.doubleWell(), rule.least(), rule.largest())
            .on(new TimeGrid(stepMs));
    w = weight;
  }

  /** Sets the weight after what happens in a step. */
  CalciumOracle setting(int step, double weight) {
    setAt = step;
    setTo = weight;
    return this;
  }

  private record Event(int step, boolean pre) {}

  double run(int[] pre, int[] post, int axonal, int dendritic, int until, List<Oracle.Delivered> delivered) {
    var events = new ArrayList<Event>();
    for (int t : pre) {
      events.add(new Event(t + axonal, true));
    }
    for (int t : post) {
      events.add(new Event(t + dendritic, false));
    }
    events.sort(Comparator.comparingInt(Event::step).thenComparing(e -> e.pre ? 1 : 0));
    for (Event e : events) {
      if (e.step > until) {
        break;
      }
      advance(e.step);
      if (e.pre) {
        delivered.add(new Oracle.Delivered(e.step - axonal, w));
      }
      calcium += e.pre ? rule.jumpPre() : rule.jumpPost();
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
