package org.ranvier.networks.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.recording.SpikeTrains;

/** The spikes of a raster: dots where neurons are packed, short upright strokes where each has a line to itself. */
final class SpikeMarks {
  /** Dots shrink where they would cover more than this part of the raster. */
  private static final double MOST_COVER = 0.25;

  /** More shapes make a file that nothing opens; where shapes stay shapes, more spikes are one image. */
  private static final int MOST_SHAPES = 20_000;

  private final SpikeTrains window;
  private final List<Bands.Band> bands;
  private final List<Color> colors;
  private final Ink ink;

  SpikeMarks(SpikeTrains window, Bands bands, List<Color> colors, Ink ink) {
    this.window = window;
    this.bands = bands.bands();
    this.colors = colors;
    this.ink = ink;
  }

  void paint(Graphics2D g, Rectangle2D area) {
    int firstId = window.populations().stream().mapToInt(p -> p.firstId()).min().orElse(0);
    int endId = window.populations().stream().mapToInt(p -> p.endId()).max().orElse(0);
    var yOf = new float[endId - firstId];
    var bandOf = new short[endId - firstId];
    Arrays.fill(bandOf, (short) -1);
    for (int b = 0; b < bands.size(); b++) {
      for (int k = 0; k < bands.get(b).shown(); k++) {
        int slot = bands.get(b).neuron(k) - firstId;
        yOf[slot] = (float) (area.getY() + bands.get(b).row(k) * area.getHeight());
        bandOf[slot] = (short) b;
      }
    }
    int shown = countShown(firstId, bandOf);
    Size[] sizes = sizes(area, shown);
    if (PictureFile.isVector(g) && shown <= MOST_SHAPES) {
      var paths = new Path2D[bands.size()];
      Arrays.setAll(paths, b -> new Path2D.Float());
      forEachShown(area, firstId, yOf, bandOf, (b, x, y) -> paths[b].append(sizes[b].at(x, y), false));
      for (int b = 0; b < paths.length; b++) {
        g.setColor(colors.get(b));
        g.fill(paths[b]);
      }
    } else if (PictureFile.isVector(g)) {
      var image = new BufferedImage((int) Math.ceil(area.getWidth()), (int) Math.ceil(area.getHeight()), BufferedImage.TYPE_INT_ARGB);
      var brush = image.createGraphics();
      brush.translate(-area.getX(), -area.getY());
      stamp(brush, area, firstId, yOf, bandOf, sizes);
      brush.dispose();
      g.drawImage(image, AffineTransform.getTranslateInstance(area.getX(), area.getY()), null);
    } else {
      stamp(g, area, firstId, yOf, bandOf, sizes);
    }
  }

  /** One mark of each band is drawn, and then copied to each spike, which takes a hundredth of the time of drawing them. */
  private void stamp(Graphics2D g, Rectangle2D area, int firstId, float[] yOf, short[] bandOf, Size[] sizes) {
    var marks = new BufferedImage[bands.size()];
    for (int b = 0; b < marks.length; b++) {
      marks[b] = sizes[b].mark(colors.get(b));
    }
    forEachShown(area, firstId, yOf, bandOf, (b, x, y) -> {
      int left = (int) Math.round(x - marks[b].getWidth() / 2.0);
      g.drawImage(marks[b], left, Math.round(y - marks[b].getHeight() / 2f), null);
    });
  }

  private interface Place {
    void mark(int band, double x, float y);
  }

  private void forEachShown(Rectangle2D area, int firstId, float[] yOf, short[] bandOf, Place place) {
    double pxPerStep = area.getWidth() / Math.max(1, window.toStep() - window.fromStep());
    int[] ids = window.ids();
    long[] steps = window.steps();
    for (int k = 0; k < ids.length; k++) {
      int slot = ids[k] - firstId;
      if (slot >= 0 && slot < bandOf.length && bandOf[slot] >= 0) {
        place.mark(bandOf[slot], area.getX() + (steps[k] - window.fromStep()) * pxPerStep, yOf[slot]);
      }
    }
  }

  private int countShown(int firstId, short[] bandOf) {
    int count = 0;
    for (int id : window.ids()) {
      int slot = id - firstId;
      count += slot >= 0 && slot < bandOf.length && bandOf[slot] >= 0 ? 1 : 0;
    }
    return count;
  }

  /** Of the marks of each band: square for a dot. */
  private Size[] sizes(Rectangle2D area, int spikes) {
    double room = Math.sqrt(MOST_COVER * area.getWidth() * area.getHeight() / Math.max(1, spikes));
    double diameter = Math.clamp(room, Math.min(2, ink.px(6)), ink.px(6.5));
    var sizes = new Size[bands.size()];
    for (int b = 0; b < sizes.length; b++) {
      double rowPx = bands.get(b).height() * area.getHeight() / Math.max(1, bands.get(b).shown());
      sizes[b] = rowPx >= 1.6 * diameter
          ? new Size(Math.max(1, Math.round(Math.min(0.6 * diameter, ink.px(3.5)))), Math.max(1, Math.round(Math.min(0.75 * rowPx, ink.px(26)))))
          : new Size(diameter, diameter);
    }
    return sizes;
  }

  private record Size(double width, double height) {
    boolean isDot() {
      return width == height;
    }

    Shape at(double x, double y) {
      return isDot()
          ? new Ellipse2D.Double(x - width / 2, y - height / 2, width, height)
          : new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
    }

    BufferedImage mark(Color color) {
      int across = (int) Math.ceil(width);
      int tall = (int) Math.ceil(height);
      var mark = new BufferedImage(across, tall, BufferedImage.TYPE_INT_ARGB);
      var g = mark.createGraphics();
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setColor(color);
      g.fill(at(across / 2.0, tall / 2.0));
      g.dispose();
      return mark;
    }
  }
}
