package org.ranvier.networks.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The statistics of a run as a plain-text table, one row a population, with the published rates beside the simulated ones where
 * there are any. Missing values appear as "–".
 *
 * <pre>
 * population  neurons  rate (spikes/s)    CV of ISI  synchrony  published  difference
 * L2/3E        20,683      0.91 ± 0.95  0.72 ± 0.28       1.64       0.90       +0.01
 * </pre>
 */
public final class StatisticsTable {
  private static final String MISSING = "–";
  private static final String GAP = "  ";

  private StatisticsTable() {}

  /** The table without published values. */
  public static String of(List<PopulationStatistics> statistics) {
    return of(statistics, Optional.empty());
  }

  /** The table beside published values. */
  public static String of(List<PopulationStatistics> statistics, PublishedActivity published) {
    return of(statistics, Optional.of(published));
  }

  /** The table, beside published values where they are given. Every line, also the last, ends with a line feed. */
  public static String of(List<PopulationStatistics> statistics, Optional<PublishedActivity> published) {
    var rows = new ArrayList<List<String>>();
    rows.add(header(published.isPresent()));
    for (var population : statistics) {
      rows.add(row(population, published));
    }
    return aligned(rows) + notes(statistics, published);
  }

  private static List<String> header(boolean published) {
    var header = new ArrayList<>(List.of("population", "neurons", "rate (spikes/s)", "CV of ISI", "synchrony"));
    if (published) {
      header.addAll(List.of("published", "difference"));
    }
    return header;
  }

  private static List<String> row(PopulationStatistics s, Optional<PublishedActivity> published) {
    var row = new ArrayList<String>();
    row.add(s.population());
    row.add(String.format(Locale.ROOT, "%,d", s.neurons()));
    row.add(spread(s.rateHz()));
    row.add(spread(s.cvIsi()));
    row.add(number("%.2f", s.synchrony()));
    if (published.isPresent()) {
      double rate = published.get().rateHz(s.population()).orElse(Double.NaN);
      row.add(number("%.2f", rate));
      row.add(number("%+.2f", s.rateHz().mean() - rate));
    }
    return row;
  }

  private static String spread(Moments spread) {
    return Double.isNaN(spread.mean()) ? MISSING : number("%.2f", spread.mean()) + " ± " + number("%.2f", spread.sd());
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : MISSING;
  }

  /** The first column to the left, numbers to the right. */
  private static String aligned(List<List<String>> rows) {
    var widths = new int[rows.getFirst().size()];
    for (var row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], length(row.get(c)));
      }
    }
    var text = new StringBuilder();
    for (var row : rows) {
      text.append(row.getFirst());
      text.repeat(' ', widths[0] - length(row.getFirst()));
      for (int c = 1; c < widths.length; c++) {
        text.append(GAP).repeat(' ', widths[c] - length(row.get(c))).append(row.get(c));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String notes(List<PopulationStatistics> statistics, Optional<PublishedActivity> published) {
    var notes = new StringBuilder();
    notes.append("Mean ± s.d. over neurons");
    if (!statistics.isEmpty()) {
      notes.append(String.format(Locale.ROOT, ", %.0f ms recorded", statistics.getFirst().recordedMs()));
    }
    notes.append(".\nCV: over neurons with ").append(SpikeStatistics.CV_MIN_SPIKES).append(" spikes or more");
    fewestForCv(statistics).ifPresent(note -> notes.append(" (").append(note).append(')'));
    notes.append(".\n");
    notes.append(
        String.format(
            Locale.ROOT,
            "Synchrony: variance/mean of the spike count in %.0f ms, up to %,d neurons.\n",
            SpikeStatistics.SYNCHRONY_BIN_MS,
            SpikeStatistics.SYNCHRONY_NEURONS));
    published.ifPresent(p -> notes.append("Published: ").append(p.source()).append(".\n"));
    return notes.toString();
  }

  /** Names the population whose mean CV stands on the smallest part of its neurons. */
  private static Optional<String> fewestForCv(List<PopulationStatistics> statistics) {
    return statistics.stream()
        .filter(s -> s.neurons() > 0)
        .min((a, b) -> Double.compare(cvFraction(a), cvFraction(b)))
        .map(s -> String.format(Locale.ROOT, "fewest: %,d of %,d in %s", s.cvIsi().count(), s.neurons(), s.population()));
  }

  private static double cvFraction(PopulationStatistics s) {
    return (double) s.cvIsi().count() / s.neurons();
  }
}
