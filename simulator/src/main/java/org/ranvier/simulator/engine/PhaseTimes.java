package org.ranvier.simulator.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** Nanoseconds that a worker has spent in each phase of a step. */
final class PhaseTimes {
  long deliver;
  long update;
  long wait;
  long exchange;
  long record;

  static Map<String, Double> meanSeconds(Iterable<PhaseTimes> all) {
    var sum = new PhaseTimes();
    int n = 0;
    for (PhaseTimes t : all) {
      sum.deliver += t.deliver;
      sum.update += t.update;
      sum.wait += t.wait;
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
    seconds.put("wait", sum.wait * scale);
    return seconds;
  }
}
