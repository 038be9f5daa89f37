package org.ranvier.networks.study;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.simulator.RanvierException;

/**
 * What one network did under one condition.
 *
 * @param learnt whether it meets the study's criterion
 * @param measures values of the study's measures, not a number where there is none
 * @param lines of the picture
 * @param records by name, what later conditions may be yoked to: times of rewards, amounts released
 * @param realTimeFactor wall time over biological time, 0 where nobody asked; the only thing here that depends on the machine
 */
public record Trial(
    String condition, long seed, boolean learnt, List<Double> measures, List<Line> lines, Map<String, List<Double>> records, double realTimeFactor) {
  public Trial {
    measures = List.copyOf(measures);
    lines = List.copyOf(lines);
    records = Map.copyOf(records);
  }

  /** With something that later conditions may be yoked to. */
  public Trial record(String name, List<Double> values) {
    var more = new HashMap<>(records);
    more.put(name, List.copyOf(values));
    return new Trial(condition, seed, learnt, measures, lines, more, realTimeFactor);
  }

  /** With its wall time over biological time. */
  public Trial cost(double realTimeFactor) {
    return new Trial(condition, seed, learnt, measures, lines, records, realTimeFactor);
  }

  /** What was recorded under a name. */
  public List<Double> recorded(String name) {
    List<Double> values = records.get(name);
    if (values == null) {
      throw new RanvierException("condition '" + condition + "' has recorded no '" + name + "' that another could be yoked to");
    }
    return values;
  }
}
