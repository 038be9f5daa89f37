package org.ranvier.validation.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.tasks.Task;
import org.ranvier.networks.tasks.TaskRun;
import org.ranvier.networks.tasks.Tasks;
import org.ranvier.networks.tasks.Trial;

/**
 * That networks learn, over seeds, and that their twins do not.
 *
 * <p>The distal reward (Izhikevich 2007, doi:10.1093/cercor/bhl152): 3 seeds, 1,800 s; the rewarded synapse ends among the strongest 3 % of
 * 80,000 in each; with dopamine off, or with the intervals between rewards shuffled, it does not.
 *
 * <p>The exclusive or (Florian 2007, doi:10.1162/neco.2007.19.6.1468): 10 seeds, rewards 5 ms late, tested with frozen weights; at least 9
 * pass with an eligibility trace, at most 1 without one, and as few where rewards are random or nothing is learnt.
 */
final class LearningChecks {
  private static final int DISTAL_SEEDS = 3;
  private static final double TOP_PERCENT = 3;
  private static final int XOR_SEEDS = 10;
  private static final int XOR_ENOUGH = 9;
  private static final int BY_CHANCE = 1;

  private LearningChecks() {}

  static List<Check> run() {
    var checks = new ArrayList<Check>();
    checks.addAll(distalReward());
    checks.addAll(xor());
    return checks;
  }

  private static List<Check> distalReward() {
    Task task = Tasks.find("distal-reward").orElseThrow();
    int share = index(task, "top_percent");
    var checks = new ArrayList<Check>();
    for (Trial t : trials(task, DISTAL_SEEDS)) {
      double percent = t.figures().get(share);
      boolean learns = t.condition().equals(task.conditions().getFirst());
      checks.add(
          new Check(
              task.name(), t.condition() + ", seed " + t.seed(), learns ? "synapses as strong (%)" : "3 / synapses as strong (%)",
              learns ? percent : TOP_PERCENT / percent, learns ? TOP_PERCENT : 1));
    }
    return checks;
  }

  private static List<Check> xor() {
    Task task = Tasks.find("xor").orElseThrow();
    List<Trial> trials = trials(task, XOR_SEEDS);
    return List.of(
        new Check(
            task.name(), "mstdpet", "seeds of 10 that fail", XOR_SEEDS - learnt(trials, "mstdpet"), XOR_SEEDS - XOR_ENOUGH),
        new Check(task.name(), "mstdp", "seeds of 10 that pass", learnt(trials, "mstdp"), BY_CHANCE),
        new Check(task.name(), "shuffled", "seeds of 10 that pass", learnt(trials, "shuffled"), BY_CHANCE),
        new Check(task.name(), "untrained", "seeds of 10 that pass", learnt(trials, "untrained"), BY_CHANCE));
  }

  private static List<Trial> trials(Task task, int seeds) {
    var run = new TaskRun(task, new Settings(task.name(), task.settings(), Map.of()), seeds, List.of());
    return run.trials(task.durationMs(), 1, Runtime.getRuntime().availableProcessors(), trial -> {});
  }

  private static long learnt(List<Trial> trials, String condition) {
    return trials.stream().filter(t -> t.condition().equals(condition) && t.learnt()).count();
  }

  private static int index(Task task, String figure) {
    for (int k = 0; k < task.figures().size(); k++) {
      if (task.figures().get(k).name().equals(figure)) {
        return k;
      }
    }
    throw new IllegalStateException(figure);
  }
}
