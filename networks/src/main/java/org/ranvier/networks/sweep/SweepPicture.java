package org.ranvier.networks.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plot.Picture;
import org.ranvier.networks.plot.Pictures;
import org.ranvier.networks.plot.XYPicture;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;

/**
 * A measure over one factor or two, averaged over the other factors and the seeds: lines with bands of one standard deviation, or a map.
 *
 * @param over one or two factors; empty for the first ones
 * @param measure a column of the table; without it rates
 * @param lines rather than a map of two factors
 */
public record SweepPicture(List<String> over, @Nullable String measure, boolean lines) {
  private static final String RATE = ".rate_hz.mean";
  private static final int MOST_LINES = 12;

  public SweepPicture {
    over = List.copyOf(over);
  }

  /** Refuses what the sweep does not have. */
  public void check(Sweep sweep) {
    List<String> names = sweep.factors().stream().map(Factor::name).toList();
    for (String name : over) {
      if (!names.contains(name)) {
        throw new RanvierException("--plot " + name + ": that is not varied" + Names.suggest(name, names));
      }
    }
    if (over.size() > 2 || over.stream().distinct().count() < over.size()) {
      throw new RanvierException("--plot " + String.join(",", over) + ": a picture has one factor, or two different ones");
    }
  }

  /** Draws it; false where there is nothing to be drawn. */
  boolean draw(SweepTable table, SweepFiles files) {
    List<Factor> all = table.sweep().factors();
    List<Factor> axes = over.isEmpty() ? all.subList(0, Math.min(2, all.size()))
        : over.stream().map(n -> all.stream().filter(f -> f.name().equals(n)).findFirst().orElseThrow()).toList();
    List<String> shown = shown(table);
    if (axes.isEmpty() || shown.isEmpty()) {
      return false;
    }
    picture(table, axes, shown).write(files.picture());
    return true;
  }

  private List<String> shown(SweepTable table) {
    if (measure == null) {
      List<String> rates = table.measures().stream().filter(m -> m.endsWith(RATE)).limit(MOST_LINES).toList();
      return rates.isEmpty() ? table.measures().stream().limit(1).toList() : rates;
    }
    if (!table.measures().isEmpty() && !table.measures().contains(measure)) {
      throw new RanvierException("--measure " + measure + ": the trials have no such number" + Names.suggest(measure, table.measures()));
    }
    return table.measures().isEmpty() ? List.of() : List.of(measure);
  }

  private Picture picture(SweepTable table, List<Factor> axes, List<String> shown) {
    Factor x = axes.getFirst();
    String first = shown.getFirst();
    if (axes.size() == 1) {
      var picture = XYPicture.of(label(x), shown.size() == 1 ? first : "rate (spikes/s)");
      shown.forEach(m -> band(picture, shown.size() == 1 ? "mean ± sd" : m.substring(0, m.length() - RATE.length()), table, x, null, m));
      return picture;
    }
    Factor y = axes.getLast();
    if (lines) {
      var picture = XYPicture.of(label(x), first);
      y.values().stream().limit(MOST_LINES).forEach(v -> band(picture, y.name() + " = " + v, table, x, new Level(y.name(), v), first));
      return picture;
    }
    double[][] rows = y.values().stream()
        .map(v -> x.values().stream().mapToDouble(u -> mean(values(table, first, new Level(x.name(), u), new Level(y.name(), v)))).toArray())
        .toArray(double[][]::new);
    return Pictures.matrix(numbered(x), numbered(y), first, rows);
  }

  private record Level(String factor, String value) {}

  private static void band(XYPicture picture, String name, SweepTable table, Factor x, @Nullable Level also, String measure) {
    double[] positions = positions(x);
    var points = new ArrayList<double[]>();
    for (int k = 0; k < positions.length; k++) {
      var level = new Level(x.name(), x.values().get(k));
      double[] values = also == null ? values(table, measure, level) : values(table, measure, level, also);
      if (values.length > 0) {
        points.add(new double[] {positions[k], mean(values), sd(values)});
      }
    }
    points.sort((a, b) -> Double.compare(a[0], b[0]));
    picture.band(name, column(points, 0), column(points, 1), column(points, 2));
  }

  private static double[] column(List<double[]> points, int k) {
    return points.stream().mapToDouble(p -> p[k]).toArray();
  }

  static double[] values(SweepTable table, String measure, Level... levels) {
    return table.rows().stream()
        .filter(row -> Arrays.stream(levels).allMatch(l -> l.value().equals(row.trial().values().get(l.factor()))))
        .mapToDouble(row -> row.values().getOrDefault(measure, Double.NaN))
        .filter(Double::isFinite)
        .toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static double sd(double[] values) {
    double mean = mean(values);
    return values.length < 2 ? 0 : Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
  }

  /** The values, or their places in the list where they are no numbers. */
  private static double[] positions(Factor factor) {
    try {
      return factor.values().stream().mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      return IntStream.range(0, factor.values().size()).asDoubleStream().toArray();
    }
  }

  private static String label(Factor factor) {
    try {
      factor.values().forEach(Double::parseDouble);
      return factor.name();
    } catch (NumberFormatException e) {
      return numbered(factor);
    }
  }

  /** The axis of a map counts cells. */
  private static String numbered(Factor factor) {
    List<String> values = factor.values();
    int n = values.size();
    return factor.name() + " (0: " + values.getFirst() + (n > 2 ? ", 1: " + values.get(1) + (n > 3 ? ", …" : "") : "")
        + (n > 1 ? ", " + (n - 1) + ": " + values.getLast() : "") + ")";
  }
}
