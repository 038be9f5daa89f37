package org.ranvier.networks.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.Serial;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** Draws straight onto the data area of a plot, which for a hundred thousand dots is simpler and quicker than a data set. */
final class DataPainting extends AbstractXYAnnotation {
  @Serial private static final long serialVersionUID = 1L;

  /** Draws within the data area. */
  @FunctionalInterface
  interface Painter {
    void paint(Graphics2D g, Rectangle2D dataArea);
  }

  private final transient Painter painter;

  DataPainting(Painter painter) {
    this.painter = painter;
  }

  @Override
  public void draw(
      Graphics2D g,
      XYPlot plot,
      Rectangle2D dataArea,
      ValueAxis horizontal,
      ValueAxis vertical,
      int rendererIndex,
      PlotRenderingInfo info) {
    painter.paint(g, dataArea);
  }
}
