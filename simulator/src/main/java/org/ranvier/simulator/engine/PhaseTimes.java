package org.ranvier.simulator.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** Nanoseconds that the part of a worker has taken in each phase of a step. */
final class PhaseTimes {
  long deliver;
  long update;
  long exchange;
  long record;

  /** Means over the workers; what is left of the wall time is waiting. */
  static Map<String, Double> meanSeconds(Iterable<PhaseTimes> all, double wallSeconds) {
    var sum = new PhaseTimes();
    int n = 0;
    for (PhaseTimes t : all) {
      sum.deliver += t.deliver;
      sum.update += t.update;
      sum.exchange += t.exchange;
      sum.record += t.record;
      n++;
    }
    double scale = 1e-9 / Math.max(1, n);
    var seconds = new LinkedHashMap<String, Double>();
    seconds.put("deliver", sum.deliver * scale);
    seconds.put("update", sum.update * scale);
    seconds.put("exchange", sum.exchange * scale);
    seconds.put("record", sum.record * scale);
    seconds.put("wait", Math.max(0, wallSeconds - seconds.values().stream().mapToDouble(s -> s).sum()));
    return seconds;
  }
}
