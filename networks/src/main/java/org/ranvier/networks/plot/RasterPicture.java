package org.ranvier.networks.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeriesCollection;
import org.ranvier.networks.analysis.PopulationStatistics;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The activity of a network in one picture: a raster of all populations, stacked from the top in the order of the recording;
 * beside it their mean rates over the whole recording, with published rates where they are given; below it the rate over time,
 * averaged over all excitatory and all inhibitory neurons.
 *
 * <pre>{@code
 * RasterPicture.write(Path.of("raster.png"), trains,
 *     RasterOptions.DEFAULTS.withExcitatory(Map.of("E", true, "I", false)));
 * }</pre>
 *
 * <p>The raster shows the end of the recording and, in large networks, a fraction of the neurons, which the picture states. Rates
 * are those of all neurons.
 */
public final class RasterPicture {
  private final SpikeTrains window;
  private final double[] meanRatesHz;
  private final RasterOptions options;
  private final Ink ink;
  private final Groups groups;
  private final RasterFrame frame;
  private final Bands bands;

  private RasterPicture(SpikeTrains trains, double[] meanRatesHz, RasterOptions options) {
    this.meanRatesHz = meanRatesHz;
    this.options = options;
    long windowSteps = options.windowSteps(trains.resolutionMs());
    window = trains.between(Math.max(trains.fromStep(), trains.toStep() - windowSteps), trains.toStep());
    ink = Ink.forWidth(options.widthPx());
    groups = Groups.of(trains.populations(), options);
    frame = RasterFrame.of(trains, options, ink);
    bands = Bands.of(trains.populations(), ink.px(10) / frame.raster().getHeight(), ink.px(44) / frame.raster().getHeight());
  }

  /** Draws the picture and writes it as a PNG file with a resolution of 300 dpi, or as SVG or PDF, as its name ends. */
  public static void write(Path file, SpikeTrains trains, RasterOptions options) {
    PictureFile.write(file, options.widthPx(), options.heightPx(), of(trains, options)::paint);
  }

  /**
   * The same of a recording whose last spikes only are in memory.
   *
   * @param last the spikes of the window at least
   * @param whole statistics of the whole recording, for the mean rates
   */
  public static void write(Path file, SpikeTrains last, List<PopulationStatistics> whole, RasterOptions options) {
    var ordered = ordered(last);
    double[] means = Rates.means(whole);
    double[] rates = ordered.populations().stream().mapToDouble(p -> means[last.populations().indexOf(p)]).toArray();
    PictureFile.write(file, options.widthPx(), options.heightPx(), new RasterPicture(ordered, rates, options)::paint);
  }

  /** Draws the picture. */
  public static BufferedImage draw(SpikeTrains trains, RasterOptions options) {
    return PictureFile.image(options.widthPx(), options.heightPx(), of(trains, options)::paint);
  }

  private void paint(Graphics2D g) {
    drawRaster(g);
    drawMeanRates(g);
    drawRateOverTime(g);
    drawLegend(g);
  }

  /** Sources of spikes stand below the neurons. */
  private static List<PopulationRange> ordered(List<PopulationRange> populations) {
    return populations.stream().sorted(Comparator.comparing(Groups::isSource)).toList();
  }

  private static SpikeTrains ordered(SpikeTrains t) {
    return new SpikeTrains(ordered(t.populations()), t.resolutionMs(), t.fromStep(), t.toStep(), t.steps(), t.ids(), t.offsetsMs());
  }

  private static RasterPicture of(SpikeTrains trains, RasterOptions options) {
    var ordered = ordered(trains);
    return new RasterPicture(ordered, Rates.means(ordered), options);
  }

  /**
   * Where, in pixels, the spikes of a population are drawn by {@link #draw}: the rectangle of its band, in the order of the
   * recording's populations, sources last.
   */
  static List<Rectangle2D> bandAreas(SpikeTrains trains, RasterOptions options) {
    var picture = of(trains, options);
    var raster = picture.frame.raster();
    return picture.bands.bands().stream()
        .map(band -> band.within(raster))
        .toList();
  }

  private void drawRaster(Graphics2D g) {
    var time = timeAxis();
    time.setTickLabelsVisible(false);
    time.setLabel(null);
    var rows = new BandAxis(bands, ink, nameFont(), RasterFrame.mostNameWidth(options));
    rows.setLabel("neuron");
    var plot = ink.plot(time, rows);
    plot.addAnnotation(new DataPainting(this::drawSeparators));
    plot.addAnnotation(new DataPainting(new SpikeMarks(window, bands, groups.colors(), ink)::paint));
    draw(plot, g, frame.raster());
  }

  /** Small enough for the lowest band. */
  private Font nameFont() {
    double lowest = bands.bands().stream().mapToDouble(Bands.Band::height).min().orElse(1) * frame.raster().getHeight();
    return ink.tickFont().deriveFont((float) Math.min(ink.px(32), Math.max(ink.px(10), 0.85 * lowest)));
  }

  private void drawSeparators(Graphics2D g, Rectangle2D area) {
    g.setColor(Ink.FAINT);
    g.setStroke(ink.stroke(2));
    for (int b = 1; b < bands.bands().size(); b++) {
      double between = (bands.bands().get(b - 1).bottom() + bands.bands().get(b).top()) / 2;
      double y = area.getY() + between * area.getHeight();
      g.draw(new Line2D.Double(area.getX(), y, area.getMaxX(), y));
    }
  }

  private void drawMeanRates(Graphics2D g) {
    double[] rates = meanRatesHz;
    double highest = 0;
    for (int p = 0; p < rates.length; p++) {
      double published = published(p);
      highest = Math.max(highest, Double.isNaN(published) ? rates[p] : Math.max(rates[p], published));
    }
    var axis = ink.numberAxis("mean rate (spikes/s)", 0, highest > 0 ? 1.08 * highest : 1, 6);
    var names = new BandAxis(bands, ink, nameFont(), 0);
    names.setTickLabelsVisible(false);
    var plot = ink.plot(axis, names);
    plot.addAnnotation(new DataPainting(this::drawSeparators));
    double upper = axis.getUpperBound();
    plot.addAnnotation(new DataPainting((brush, area) -> drawBars(brush, area, rates, upper)));
    draw(plot, g, frame.means());
  }

  private void drawBars(Graphics2D g, Rectangle2D area, double[] rates, double upper) {
    for (int p = 0; p < rates.length; p++) {
      var band = bands.bands().get(p);
      double thickness = Math.min(0.62 * band.height() * area.getHeight(), ink.px(52));
      double middle = area.getY() + band.middle() * area.getHeight();
      g.setColor(groups.colors().get(p));
      g.fill(new Rectangle2D.Double(area.getX(), middle - thickness / 2, rates[p] / upper * area.getWidth(), thickness));
      double published = published(p);
      if (!Double.isNaN(published)) {
        double radius = Math.min(ink.px(15), 0.5 * band.height() * area.getHeight());
        var diamond = Legend.Mark.DIAMOND.shape(area.getX() + published / upper * area.getWidth(), middle, 0.8 * radius);
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke((float) ink.px(6)));
        g.draw(diamond);
        g.setColor(Color.BLACK);
        g.fill(diamond);
      }
    }
  }

  private double published(int p) {
    var name = window.populations().get(p).name();
    return options.published().map(published -> published.rateHz(name).orElse(Double.NaN)).orElse(Double.NaN);
  }

  private void drawRateOverTime(Graphics2D g) {
    var rates = new XYSeriesCollection();
    double highest = 0;
    for (var series : Rates.overTime(window, groups, options.binMs())) {
      rates.addSeries(series);
      highest = series.isEmpty() ? highest : Math.max(highest, series.getMaxY());
    }
    var axis = ink.numberAxis("rate (spikes/s)", 0, highest > 0 ? 1.08 * highest : 1, 5);
    var renderer = new XYStepRenderer();
    for (int s = 0; s < groups.groups().size(); s++) {
      renderer.setSeriesPaint(s, groups.groups().get(s).color());
      renderer.setSeriesStroke(s, ink.stroke(3.2));
    }
    var plot = ink.plot(timeAxis(), axis);
    plot.setDataset(rates);
    plot.setRenderer(renderer);
    draw(plot, g, frame.course());
  }

  private NumberAxis timeAxis() {
    double fromMs = TimeGrid.ms(window.fromStep(), window.resolutionMs());
    double toMs = TimeGrid.ms(window.toStep(), window.resolutionMs());
    return ink.timeAxis(fromMs, toMs);
  }

  /** Below the mean rates and beside the rate over time there is room without data. */
  private void drawLegend(Graphics2D g) {
    var legend = new Legend(ink);
    for (var group : groups.groups().size() > 1 ? groups.groups() : List.<Groups.Group>of()) { // one line needs no legend
      if (group.uniform()) {
        legend.add(Legend.Mark.DOT, group.color(), group.name());
      } else {
        legend.add(Legend.Mark.LINE, group.color(), group.name());
      }
    }
    options.published().ifPresent(p -> legend.add(Legend.Mark.DIAMOND, Color.BLACK, p.source()));
    if (bands.fraction() < 1) {
      var percent = new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(100 * bands.fraction());
      var least = bands.leastApplies() ? ", at least " + Bands.LEAST_SHOWN + " of each population" : "";
      legend.add(Legend.Mark.NONE, Ink.TEXT, "raster: " + percent + " % of neurons" + least);
    }
    if (bands.sourcesCut()) {
      legend.add(Legend.Mark.NONE, Ink.TEXT, "of sources (grey) a part");
    }
    double y = frame.raster().getMaxY() + ink.px(150);
    legend.drawColumn(g, frame.means().getX(), y, frame.means().getWidth());
  }

  /** Draws a plot so that its data area is the given one. */
  private static void draw(XYPlot plot, Graphics2D g, Rectangle2D dataArea) {
    double left = dataArea.getX();
    double below = 1000;
    var horizontal = new AxisSpace();
    horizontal.add(below, RectangleEdge.BOTTOM);
    var vertical = new AxisSpace();
    vertical.add(left, RectangleEdge.LEFT);
    plot.setFixedDomainAxisSpace(horizontal);
    plot.setFixedRangeAxisSpace(vertical);
    plot.draw(g, new Rectangle2D.Double(0, dataArea.getY(), dataArea.getMaxX(), dataArea.getHeight() + below), null, null, null);
  }
}
