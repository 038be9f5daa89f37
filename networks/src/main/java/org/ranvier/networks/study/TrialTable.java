package org.ranvier.networks.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of a study's trials, a row for each, in columns of fixed width so that rows can be printed as trials end. */
final class TrialTable {
  private static final int LEAST_WIDTH = 8;

  private final Study study;
  private final int first;

  TrialTable(Study study, List<String> conditions) {
    this.study = study;
    first = Math.max("condition".length(), conditions.stream().mapToInt(String::length).max().orElse(0));
  }

  String header() {
    var cells = new ArrayList<>(List.of("seed"));
    study.measures().forEach(f -> cells.add(f.header()));
    cells.addAll(List.of("learnt", "real-time factor"));
    return line("condition", cells);
  }

  String row(Trial trial) {
    var cells = new ArrayList<>(List.of(Long.toString(trial.seed())));
    for (int k = 0; k < study.measures().size(); k++) {
      cells.add(number(study.measures().get(k), trial.measures().get(k)));
    }
    cells.add(trial.learnt() ? "yes" : "no");
    cells.add(trial.realTimeFactor() == 0 ? "–" : String.format(Locale.ROOT, "%.4f", trial.realTimeFactor()));
    return line(trial.condition(), cells);
  }

  private static String number(Measure measure, double x) {
    return Double.isNaN(x) ? "–" : String.format(Locale.ROOT, measure.format(), x);
  }

  private String line(String condition, List<String> cells) {
    var text = new StringBuilder(condition).repeat(' ', Math.max(0, first - condition.length()));
    for (int k = 0; k < cells.size(); k++) {
      text.append("  ").repeat(' ', Math.max(0, width(k) - cells.get(k).length())).append(cells.get(k));
    }
    return text.toString();
  }

  private int width(int column) {
    int measure = column - 1;
    if (measure < 0) {
      return "seed".length();
    }
    int measures = study.measures().size();
    if (measure < measures) {
      return Math.max(LEAST_WIDTH, study.measures().get(measure).header().length());
    }
    return (measure == measures ? "learnt" : "real-time factor").length();
  }

  /** How many trials of each condition have learnt, medians where there are several, and what comparisons say. */
  String summary(StudyResult result) {
    var text = new StringBuilder();
    for (String condition : result.conditions()) {
      int all = result.trials(condition).size();
      if (all > 0) {
        text.append(condition).append(": learnt in ").append(result.learnt(condition)).append(" of ").append(all);
        text.append(all > 1 ? medians(result, condition) : "").append('\n');
      }
    }
    for (Compared c : Compared.all(result)) {
      Measure measure = study.measures().stream().filter(m -> m.name().equals(c.of().measure())).findFirst().orElseThrow();
      text.append(String.format(
          Locale.ROOT, "%s, %s against %s: median difference %s, p = %.2g (signed ranks); learnt in only one of them: %d and %d, p = %.2g%n",
          measure.header(), c.of().condition(), c.of().against(), number(measure, c.medianDifference()), c.p(), c.learntOnlyFirst(),
          c.learntOnlySecond(), c.pLearnt()));
    }
    return text.append(study.criterion()).append(".\n").append("Source: ").append(study.source()).append(".\n").toString();
  }

  private String medians(StudyResult result, String condition) {
    var text = new StringBuilder("; median [95 %]");
    for (Measure m : study.measures()) {
      MedianInterval s = MedianInterval.of(result.values(m.name(), condition));
      if (s.count() > 0) {
        text.append("  ").append(m.header()).append(' ').append(number(m, s.median())).append(" [").append(number(m, s.low())).append(", ")
            .append(number(m, s.high())).append(']');
      }
    }
    return text.toString();
  }
}
