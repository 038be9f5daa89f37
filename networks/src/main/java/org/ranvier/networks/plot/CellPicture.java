package org.ranvier.networks.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.simulator.RanvierException;

/**
 * A divided cell seen along z, each compartment in the colour of its value: a potential, a concentration, a density, the distance
 * from the soma. What lies nearer (greater z) covers what lies behind. Neurites thinner than two pixels are drawn with two. A
 * grey line links the soma to dendrites that start apart from it.
 *
 * <pre>{@code
 * CellPicture.write(Path.of("cell.png"), tree, potentials, "V_m (mV)");
 * }</pre>
 */
public final class CellPicture {
  private static final int WIDTH_PX = 2400;
  private static final int HEIGHT_PX = 2400;

  private CellPicture() {}

  /** Draws the cell and writes it as a file (PNG, SVG or PDF, by its name) of 2400 by 2400 pixels. */
  public static void write(Path file, CompartmentTree tree, double[] values, String label) {
    var scale = scale(tree, values);
    PictureFile.write(file, WIDTH_PX, HEIGHT_PX, g -> paint(g, tree, values, scale, label, WIDTH_PX, HEIGHT_PX));
  }

  /**
   * Draws the cell.
   *
   * @param values one for each compartment; those of joints, which have no membrane, are not looked at; grey where not finite
   * @param label what is shown, with its unit
   */
  public static BufferedImage draw(CompartmentTree tree, double[] values, String label, int widthPx, int heightPx) {
    PictureFile.checkSize(widthPx, heightPx);
    var scale = scale(tree, values);
    return PictureFile.image(widthPx, heightPx, g -> paint(g, tree, values, scale, label, widthPx, heightPx));
  }

  private static ColourScale scale(CompartmentTree tree, double[] values) {
    if (values.length != tree.count()) {
      throw new RanvierException(
          "picture of a cell: " + values.length + " values for " + tree.count()
              + " compartments; there must be one value for each");
    }
    return ColourScale.over(IntStream.range(0, values.length).filter(i -> !tree.isJoint(i)).mapToDouble(i -> values[i]).toArray());
  }

  private static void paint(Graphics2D g, CompartmentTree tree, double[] values, ColourScale scale, String label, int widthPx, int heightPx) {
    var ink = Ink.forWidth(widthPx);
    double top = heightPx * 0.25;
    double left = widthPx - ink.px(330);
    scale.drawBar(g, ink, new Rectangle2D.Double(left, top, ink.px(50), heightPx * 0.5), label, widthPx, heightPx);
    var area = new Rectangle2D.Double(ink.px(80), ink.px(80), left - ink.px(160), heightPx - ink.px(200));
    drawCell(g, tree, values, scale, area, ink, heightPx);
  }

  private static void drawCell(
      Graphics2D g, CompartmentTree tree, double[] values, ColourScale scale, Rectangle2D area, Ink ink, int heightPx) {
    var view = bounds(tree);
    double pxPerUm = Math.min(area.getWidth() / view.getWidth(), area.getHeight() / view.getHeight());
    double left = area.getCenterX() - view.getCenterX() * pxPerUm;
    double base = area.getCenterY() + view.getCenterY() * pxPerUm;
    double[] ends = tree.endsUm();
    g.setColor(Ink.FAINT);
    g.setStroke(ink.stroke(4));
    for (var gap : gaps(tree)) {
      g.draw(new Line2D.Double(
          left + gap[0] * pxPerUm, base - gap[1] * pxPerUm, left + gap[2] * pxPerUm, base - gap[3] * pxPerUm));
    }
    IntStream.range(0, tree.count())
        .filter(i -> !tree.isJoint(i))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> ends[6 * i + 2] + ends[6 * i + 5]))
        .forEach(i -> {
          double x0 = left + ends[6 * i] * pxPerUm;
          double y0 = base - ends[6 * i + 1] * pxPerUm;
          double x1 = left + ends[6 * i + 3] * pxPerUm;
          double y1 = base - ends[6 * i + 4] * pxPerUm;
          double wide = Math.max(2, tree.diameterUm()[i] * pxPerUm);
          g.setColor(scale.of(values[i]));
          if (isBall(tree, i)) {
            g.fill(new Ellipse2D.Double((x0 + x1 - wide) / 2, (y0 + y1 - wide) / 2, wide, wide));
          } else {
            // Round ends close the gaps of bends; those of a thick soma would lengthen it.
            int cap = inSoma(tree, i) ? BasicStroke.CAP_BUTT : BasicStroke.CAP_ROUND;
            g.setStroke(new BasicStroke((float) wide, cap, BasicStroke.JOIN_ROUND));
            g.draw(new Line2D.Double(x0, y0, x1, y1));
          }
        });
    drawRule(g, ink, area, pxPerUm, heightPx);
  }

  /** From the middle of the soma to where its dendrites start: x y, x y in um. */
  private static List<double[]> gaps(CompartmentTree tree) {
    double[] ends = tree.endsUm();
    return tree.sections().stream()
        .filter(section -> section.parent() >= 0)
        .map(section -> section.compartments()[0])
        .filter(i -> inSoma(tree, tree.parent()[i]))
        .map(i -> {
          int soma = 6 * tree.parent()[i];
          return new double[] {(ends[soma] + ends[soma + 3]) / 2, (ends[soma + 1] + ends[soma + 4]) / 2, ends[6 * i],
              ends[6 * i + 1]};
        })
        .toList();
  }

  /** A soma in one compartment about as long as wide stands for a sphere. */
  private static boolean isBall(CompartmentTree tree, int i) {
    var section = tree.sections().get(tree.section()[i]);
    double ratio = tree.lengthUm()[i] / tree.diameterUm()[i];
    return inSoma(tree, i) && section.compartments().length == 1 && ratio > 0.6 && ratio < 1.6;
  }

  private static boolean inSoma(CompartmentTree tree, int i) {
    return tree.sections().get(tree.section()[i]).labels().contains(Morphology.SOMA);
  }

  private static Rectangle2D bounds(CompartmentTree tree) {
    double[] ends = tree.endsUm();
    Rectangle2D bounds = new Rectangle2D.Double();
    for (int i = 0; i < tree.count(); i++) {
      double wide = tree.diameterUm()[i];
      for (int k = 6 * i; k < 6 * i + 6; k += 3) {
        var place = new Rectangle2D.Double(ends[k] - wide / 2, ends[k + 1] - wide / 2, wide, wide);
        if (i == 0 && k == 0) {
          bounds = place;
        } else {
          bounds.add(place);
        }
      }
    }
    return bounds;
  }

  /** A length to measure by, at the bottom left. */
  private static void drawRule(Graphics2D g, Ink ink, Rectangle2D area, double pxPerUm, int heightPx) {
    double most = area.getWidth() / 4 / pxPerUm;
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    double um = most >= 5 * power ? 5 * power : most >= 2 * power ? 2 * power : power;
    double y = heightPx - ink.px(60);
    g.setColor(Ink.TEXT);
    g.setStroke(ink.stroke(6));
    g.draw(new Line2D.Double(area.getX(), y, area.getX() + um * pxPerUm, y));
    g.setFont(ink.tickFont());
    g.drawString(String.format(Locale.ROOT, um >= 1 ? "%.0f µm" : "%.2g µm", um), (float) area.getX(), (float) (y - ink.px(18)));
  }
}
