package org.ranvier.networks.plot;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** A picture, which can be drawn in any size and written as PNG, SVG or PDF, as the name of the file ends. All have one look. */
public abstract class Picture {
  private final int widthPx;
  private final int heightPx;

  Picture(int widthPx, int heightPx) {
    this.widthPx = widthPx;
    this.heightPx = heightPx;
  }

  abstract void paint(Graphics2D g, Ink ink, int widthPx, int heightPx);

  /** Writes a file of the usual size, 8 inches wide. */
  public final void write(Path file) {
    write(file, widthPx, heightPx);
  }

  /** Writes a file of a size in pixels of 1/300 inch; letters and lines scale with the width. */
  public final void write(Path file, int widthPx, int heightPx) {
    PictureFile.write(file, widthPx, heightPx, g -> paint(g, Ink.forWidth(widthPx), widthPx, heightPx));
  }

  /** Draws the picture. */
  public final BufferedImage draw(int widthPx, int heightPx) {
    PictureFile.checkSize(widthPx, heightPx);
    return PictureFile.image(widthPx, heightPx, g -> paint(g, Ink.forWidth(widthPx), widthPx, heightPx));
  }
}
