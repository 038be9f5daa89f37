package org.ranvier.networks.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of a task's trials, a row for each, in columns of fixed width so that rows can be printed as trials end. */
final class TrialTable {
  private static final int LEAST_WIDTH = 8;

  private final Task task;
  private final int first;

  TrialTable(Task task) {
    this.task = task;
    first = Math.max("condition".length(), task.conditions().stream().mapToInt(String::length).max().orElse(0));
  }

  String header() {
    var cells = new ArrayList<>(List.of("seed"));
    task.figures().forEach(f -> cells.add(f.header()));
    cells.addAll(List.of("learnt", "real-time factor"));
    return line("condition", cells);
  }

  String row(Trial trial) {
    var cells = new ArrayList<>(List.of(Long.toString(trial.seed())));
    for (int k = 0; k < task.figures().size(); k++) {
      cells.add(String.format(Locale.ROOT, task.figures().get(k).format(), trial.figures().get(k)));
    }
    cells.add(trial.learnt() ? "yes" : "no");
    cells.add(String.format(Locale.ROOT, "%.4f", trial.realTimeFactor()));
    return line(trial.condition(), cells);
  }

  private String line(String condition, List<String> cells) {
    var text = new StringBuilder(condition).repeat(' ', first - condition.length());
    for (int k = 0; k < cells.size(); k++) {
      text.append("  ").repeat(' ', Math.max(0, width(k) - cells.get(k).length())).append(cells.get(k));
    }
    return text.toString();
  }

  private int width(int column) {
    int figure = column - 1;
    if (figure < 0) {
      return "seed".length();
    }
    int figures = task.figures().size();
    if (figure < figures) {
      return Math.max(LEAST_WIDTH, task.figures().get(figure).header().length());
    }
    return (figure == figures ? "learnt" : "real-time factor").length();
  }

  /** How many trials of each condition have learnt. */
  String summary(List<Trial> trials) {
    var text = new StringBuilder();
    for (String condition : task.conditions()) {
      long all = trials.stream().filter(t -> t.condition().equals(condition)).count();
      if (all > 0) {
        long learnt = trials.stream().filter(t -> t.condition().equals(condition) && t.learnt()).count();
        text.append(condition).append(": learnt in ").append(learnt).append(" of ").append(all).append('\n');
      }
    }
    return text.append(task.criterion()).append(".\n").append("Source: ").append(task.source()).append(".\n").toString();
  }
}
