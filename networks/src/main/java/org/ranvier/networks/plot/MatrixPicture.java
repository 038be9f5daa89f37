package org.ranvier.networks.plot;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.jfree.chart.axis.NumberAxis;
import org.ranvier.simulator.RanvierException;

/**
 * A matrix in colours: weights from each source (a row, the first at the top) to each target (a column), correlations, anything of two indices.
 * What is not finite, as where there is no synapse, is grey. Where there are more cells than pixels, a pixel shows the mean of its cells.
 */
final class MatrixPicture extends Picture {
  private static final int WIDTH_PX = 2400;
  private static final int HEIGHT_PX = 1800;
  private static final int MOST_SHAPES = 10_000;

  private final String xLabel;
  private final String yLabel;
  private final String label;
  private final double[][] rows;
  private final ColourScale scale;

  MatrixPicture(String xLabel, String yLabel, String label, double[][] rows) {
    super(WIDTH_PX, HEIGHT_PX);
    int columns = rows.length == 0 ? 0 : rows[0].length;
    if (columns == 0) {
      throw new RanvierException("matrix of '" + label + "': it has no cells");
    }
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].length != columns) {
        throw new RanvierException("matrix of '" + label + "': row " + r + " has " + rows[r].length + " values, row 0 has " + columns + "; all need as many");
      }
    }
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.label = label;
    this.rows = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    scale = ColourScale.over(Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
  }

  @Override
  void paint(Graphics2D g, Ink ink, int widthPx, int heightPx) {
    var plot = ink.plot(ink.numberAxis(xLabel, -0.5, rows[0].length - 0.5, Math.min(9, rows[0].length)), inverted(ink));
    plot.addAnnotation(new DataPainting((brush, area) -> cells(brush, area)));
    double right = widthPx - ink.px(330);
    plot.draw(g, new Rectangle2D.Double(ink.px(16), ink.px(48), right - ink.px(66), heightPx - ink.px(64)), null, null, null);
    scale.drawBar(g, ink, new Rectangle2D.Double(right, ink.px(48), ink.px(50), heightPx - ink.px(200)), label, widthPx, heightPx);
  }

  private NumberAxis inverted(Ink ink) {
    var axis = ink.numberAxis(yLabel, -0.5, rows.length - 0.5, Math.min(9, rows.length));
    axis.setInverted(true);
    return axis;
  }

  private void cells(Graphics2D g, Rectangle2D area) {
    int columns = rows[0].length;
    if (PictureFile.isVector(g) && rows.length * columns <= MOST_SHAPES) {
      double width = area.getWidth() / columns;
      double height = area.getHeight() / rows.length;
      for (int r = 0; r < rows.length; r++) {
        for (int c = 0; c < columns; c++) {
          g.setColor(scale.of(rows[r][c]));
          double x = area.getX() + c * width;
          double y = area.getY() + r * height; // each cell reaches under the next, or light would shine through the seams
          g.fill(new Rectangle2D.Double(x, y, Math.min(width + 1, area.getMaxX() - x), Math.min(height + 1, area.getMaxY() - y)));
        }
      }
      return;
    }
    var image = new BufferedImage(Math.max(1, (int) area.getWidth()), Math.max(1, (int) area.getHeight()), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, scale.of(mean(part(y, image.getHeight(), rows.length), part(x, image.getWidth(), columns))).getRGB());
      }
    }
    var place = AffineTransform.getTranslateInstance(area.getX(), area.getY());
    place.scale(area.getWidth() / image.getWidth(), area.getHeight() / image.getHeight());
    g.drawImage(image, place, null);
  }

  /** The cells from and before which a pixel shows. */
  private static int[] part(int pixel, int pixels, int cells) {
    int from = (int) ((long) pixel * cells / pixels);
    return new int[] {from, Math.max(from + 1, (int) ((pixel + 1L) * cells / pixels))};
  }

  private double mean(int[] of, int[] to) {
    double sum = 0;
    int n = 0;
    for (int r = of[0]; r < of[1]; r++) {
      for (int c = to[0]; c < to[1]; c++) {
        if (Double.isFinite(rows[r][c])) {
          sum += rows[r][c];
          n++;
        }
      }
    }
    return n == 0 ? Double.NaN : sum / n;
  }
}
