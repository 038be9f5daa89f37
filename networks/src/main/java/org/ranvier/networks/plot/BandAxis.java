package org.ranvier.networks.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A vertical axis from 0 (top) to 1 (bottom) that names each band at its middle, and its first and last neuron where there is room. */
final class BandAxis extends NumberAxis {
  private static final long serialVersionUID = 1L;

  private final transient List<Bands.Band> bands;
  private final double mostLabelPx;

  BandAxis(Bands bands, Ink ink, Font font, double mostLabelPx) {
    this.bands = bands.bands();
    this.mostLabelPx = mostLabelPx;
    ink.dress(this);
    setTickLabelFont(font);
    setRange(0, 1);
    setInverted(true);
    setTickMarksVisible(false);
  }

  @Override
  public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
    var metrics = g.getFontMetrics(getTickLabelFont());
    var ticks = new ArrayList<NumberTick>();
    double lineHeight = metrics.getHeight() / Math.max(1, dataArea.getHeight());
    for (var band : bands) {
      var name = Ink.fitted(band.population().name(), metrics, mostLabelPx);
      ticks.add(new NumberTick(band.middle(), name, TextAnchor.CENTER_RIGHT, TextAnchor.CENTER_RIGHT, 0));
      if (mostLabelPx > 0 && band.population().size() > 1 && band.height() > 3 * lineHeight) {
        ticks.add(new NumberTick(band.top(), "0", TextAnchor.TOP_RIGHT, TextAnchor.TOP_RIGHT, 0));
        var last = Integer.toString(band.population().size() - 1);
        ticks.add(new NumberTick(band.bottom(), last, TextAnchor.BOTTOM_RIGHT, TextAnchor.BOTTOM_RIGHT, 0));
      }
    }
    return ticks;
  }
}
