package org.ranvier.networks.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;

/**
 * The trials of a sweep: for each seed all combinations of values, so that more seeds only add trials at the end.
 *
 * @param name of a network or a study, or the absolute path of a script or a document
 * @param sha256 of the file; empty for what is none
 * @param fixed what all trials have in common, by name
 * @param seed the first
 */
public record Sweep(String name, String sha256, Map<String, String> fixed, List<Factor> factors, long seed, int seeds) {
  /** Names that are options of a run, and no settings. */
  public static final List<String> TIMES = List.of("duration", "warmup");

  private static final int MOST = 1_000_000;

  /** One of them, counted from 1, with what is varied. */
  public record Trial(int number, Map<String, String> values, long seed) {
    @Override
    public String toString() {
      var text = new StringBuilder();
      values.forEach((name, value) -> text.append(name).append(" = ").append(value).append(", "));
      return text.append("seed ").append(seed).toString();
    }
  }

  public Sweep {
    factors = List.copyOf(factors);
    if (seeds < 1) {
      throw new RanvierException("--seeds " + seeds + " must be at least 1");
    }
    var names = new TreeSet<String>();
    for (Factor factor : factors) {
      if (!names.add(factor.name())) {
        throw new RanvierException("--vary " + factor.name() + "=… is given twice; give all of its values in one list");
      }
      if (fixed.containsKey(factor.name())) {
        throw new RanvierException(factor.name() + " is both varied and set to " + fixed.get(factor.name()) + "; leave one of the two out");
      }
      if (List.of("seed", "seeds").contains(factor.name())) {
        throw new RanvierException("--vary " + factor.name() + "=…: seeds are varied with --seeds N, from --seed on");
      }
    }
    double size = seeds;
    for (Factor factor : factors) {
      size *= factor.values().size();
    }
    if (size > MOST) {
      throw new RanvierException(String.format(java.util.Locale.ROOT, "the sweep has %.0f trials, at most 1,000,000 are possible; vary less", size));
    }
  }

  /** The number of trials. */
  public int size() {
    return combinations() * seeds;
  }

  private int combinations() {
    return factors.stream().mapToInt(f -> f.values().size()).reduce(1, (a, b) -> a * b);
  }

  /** All trials; the values of the last factor change first. */
  public List<Trial> trials() {
    var all = new ArrayList<Trial>();
    for (int number = 1; number <= size(); number++) {
      all.add(trial(number));
    }
    return all;
  }

  /**
   * A trial by its number.
   *
   * @throws RanvierException if there is none of that number
   */
  public Trial trial(int number) {
    if (number < 1 || number > size()) {
      throw new RanvierException("there is no trial " + number + "; the sweep has trials 1 to " + size() + ": --array=1-" + size() + " of Slurm");
    }
    int rest = (number - 1) % combinations();
    var backwards = new ArrayList<String>();
    for (Factor factor : factors.reversed()) {
      backwards.add(factor.values().get(rest % factor.values().size()));
      rest /= factor.values().size();
    }
    var values = new LinkedHashMap<String, String>();
    for (int k = 0; k < factors.size(); k++) {
      values.put(factors.get(k).name(), backwards.get(factors.size() - 1 - k));
    }
    return new Trial(number, values, seed + (number - 1) / combinations());
  }

  /** What is said to {@code ranvier}, but for the directory. */
  public List<String> arguments(Trial trial) {
    var arguments = new ArrayList<>(List.of("run", name));
    var all = new LinkedHashMap<>(fixed);
    all.putAll(trial.values());
    all.forEach((name, value) -> arguments.addAll(TIMES.contains(name) ? List.of("--" + name, value) : List.of("--set", name + "=" + value)));
    arguments.addAll(List.of("--seed", Long.toString(trial.seed()), "--no-plot"));
    return arguments;
  }
}
