package org.ranvier.networks.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The trials of a study, as numbers: pictures and tables read them.
 *
 * @param durationMs biological time of a trial, 0 where it follows from the schedule
 * @param conditions that were run, in their order
 * @param trials in the order of seeds and conditions
 */
public record StudyResult(StudyFacts study, double durationMs, List<String> conditions, List<Trial> trials) {
  public StudyResult {
    conditions = List.copyOf(conditions);
    trials = List.copyOf(trials);
  }

  /** The trials under a condition, in the order of seeds. */
  public List<Trial> trials(String condition) {
    return trials.stream().filter(t -> t.condition().equals(condition)).toList();
  }

  /** How many trials under a condition have learnt. */
  public long learnt(String condition) {
    return trials(condition).stream().filter(Trial::learnt).count();
  }

  /** A measure in each trial under a condition, but for those in which it is not a number. */
  public double[] values(String measure, String condition) {
    int k = index(measure);
    return trials(condition).stream().mapToDouble(t -> t.measures().get(k)).filter(x -> !Double.isNaN(x)).toArray();
  }

  /** The median of a measure over the trials under a condition. */
  public double median(String measure, String condition) {
    return MedianInterval.median(values(measure, condition));
  }

  /** The mean of a measure over the trials under a condition. */
  public double mean(String measure, String condition) {
    return java.util.Arrays.stream(values(measure, condition)).average().orElse(Double.NaN);
  }

  /** The differences of a measure between two conditions, for each seed that has both. */
  public double[] differences(String measure, String condition, String against) {
    int k = index(measure);
    var other = new HashMap<Long, Double>();
    trials(against).forEach(t -> other.put(t.seed(), t.measures().get(k)));
    var differences = new ArrayList<Double>();
    for (Trial t : trials(condition)) {
      double d = t.measures().get(k) - other.getOrDefault(t.seed(), Double.NaN);
      if (!Double.isNaN(d)) {
        differences.add(d);
      }
    }
    return differences.stream().mapToDouble(d -> d).toArray();
  }

  /** In how many seeds one condition learnt and the other did not. */
  long learntOnly(String condition, String not) {
    var failed = trials(not).stream().filter(t -> !t.learnt()).map(Trial::seed).toList();
    return trials(condition).stream().filter(t -> t.learnt() && failed.contains(t.seed())).count();
  }

  private int index(String measure) {
    for (int k = 0; k < study.measures().size(); k++) {
      if (study.measures().get(k).name().equals(measure)) {
        return k;
      }
    }
    throw new IllegalArgumentException(study.name() + " has no measure '" + measure + "'");
  }
}
