package org.ranvier.validation.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.ranvier.simulator.RanvierException;

/** Draws what continuous time and the grid cost against the firing rate. */
final class SparsePicture {
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 800;

  private SparsePicture() {}

  static void write(List<SparseBenchmark.Report> reports, Path file) {
    var data = new XYSeriesCollection();
    data.addSeries(series("continuous time", reports, SparseBenchmark.Report::real_time_factor));
    data.addSeries(series("0.1 ms grid", reports, SparseBenchmark.Report::grid_real_time_factor));
    var renderer = new XYLineAndShapeRenderer(true, true);
    Color[] colours = {new Color(0x1F5FA8), new Color(0xC2571A)};
    for (int s = 0; s < colours.length; s++) {
      renderer.setSeriesPaint(s, colours[s]);
      renderer.setSeriesStroke(s, new BasicStroke(4));
    }
    var plot = new XYPlot(data, axis("firing rate (spikes/s)"), axis("wall time for a second of biological time (s)"), renderer);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    var chart = new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, true);
    chart.getLegend().setItemFont(font(24));
    chart.setBackgroundPaint(Color.WHITE);
    BufferedImage image = chart.createBufferedImage(WIDTH, HEIGHT);
    try {
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new RanvierException("cannot write the picture " + file + ": " + e.getMessage(), e);
    }
  }

  private static XYSeries series(String name, List<SparseBenchmark.Report> reports, ToDoubleFunction<SparseBenchmark.Report> value) {
    var series = new XYSeries(name);
    reports.forEach(r -> series.add(r.rate_hz(), value.applyAsDouble(r)));
    return series;
  }

  private static LogAxis axis(String label) {
    var axis = new LogAxis(label);
    axis.setLabelFont(font(24));
    axis.setTickLabelFont(font(20));
    axis.setTickUnit(new NumberTickUnit(1));
    return axis;
  }

  private static Font font(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }
}
