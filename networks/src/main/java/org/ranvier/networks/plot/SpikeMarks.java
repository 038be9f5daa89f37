package org.ranvier.networks.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.recording.SpikeTrains;

/** The spikes of a raster: dots where neurons are packed, short upright strokes where each has a line to itself. */
final class SpikeMarks {
  /** Dots shrink where they would cover more than this part of the raster. */
  private static final double MOST_COVER = 0.25;

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
    BufferedImage[] marks = marks(area, countShown(firstId, bandOf));
    double pxPerStep = area.getWidth() / Math.max(1, window.toStep() - window.fromStep());
    int[] ids = window.ids();
    long[] steps = window.steps();
    for (int k = 0; k < ids.length; k++) {
      int slot = ids[k] - firstId;
      if (slot >= 0 && slot < bandOf.length && bandOf[slot] >= 0) {
        var mark = marks[bandOf[slot]];
        double x = area.getX() + (steps[k] - window.fromStep()) * pxPerStep;
        int left = (int) Math.round(x - mark.getWidth() / 2.0);
        g.drawImage(mark, left, Math.round(yOf[slot] - mark.getHeight() / 2f), null);
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

  private BufferedImage[] marks(Rectangle2D area, int spikes) {
    double room = Math.sqrt(MOST_COVER * area.getWidth() * area.getHeight() / Math.max(1, spikes));
    double diameter = Math.clamp(room, Math.min(2, ink.px(6)), ink.px(6.5));
    var marks = new BufferedImage[bands.size()];
    for (int b = 0; b < marks.length; b++) {
      double rowPx = bands.get(b).height() * area.getHeight() / Math.max(1, bands.get(b).shown());
      marks[b] = rowPx >= 1.6 * diameter ? stroke(rowPx, diameter, colors.get(b)) : dot(diameter, colors.get(b));
    }
    return marks;
  }

  private BufferedImage stroke(double rowPx, double diameter, Color color) {
    int height = (int) Math.round(Math.min(0.75 * rowPx, ink.px(26)));
    int width = (int) Math.max(1, Math.round(Math.min(0.6 * diameter, ink.px(3.5))));
    var mark = new BufferedImage(width, Math.max(1, height), BufferedImage.TYPE_INT_ARGB);
    var g = mark.createGraphics();
    g.setColor(color);
    g.fillRect(0, 0, mark.getWidth(), mark.getHeight());
    g.dispose();
    return mark;
  }

  private static BufferedImage dot(double diameter, Color color) {
    int side = (int) Math.ceil(diameter);
    var mark = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
    var g = mark.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(color);
    double margin = (side - diameter) / 2;
    g.fill(new Ellipse2D.Double(margin, margin, diameter, diameter));
    g.dispose();
    return mark;
  }
}
