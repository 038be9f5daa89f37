package org.ranvier.networks.plot;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.batik.svggen.SimpleImageHandler;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.simulator.RanvierException;

/**
 * Writes a painting as PNG, SVG or PDF, as the name of the file ends. Pixels are 1/300 inch in all of them, so that a picture has one size on
 * paper. Letters stay text in SVG and become outlines in PDF.
 */
final class PictureFile {
  private static final double POINTS_PER_INCH = 72;
  private static final int LEAST_PX = 400;
  private static final int MOST_PX = 20_000;

  private PictureFile() {}

  static void checkSize(int widthPx, int heightPx) {
    if (Math.min(widthPx, heightPx) < LEAST_PX || Math.max(widthPx, heightPx) > MOST_PX) {
      throw new RanvierException(
          String.format(
              Locale.ROOT,
              "picture size %d by %d pixels: each side must be from %d to %d; 2400 by 1800 is usual",
              widthPx, heightPx, LEAST_PX, MOST_PX));
    }
  }

  /** Refuses a name that says no format. */
  static String checkName(Path file) {
    String name = String.valueOf(file.getFileName());
    String format = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (format) {
      case "png", "svg", "pdf" -> format;
      default -> throw new RanvierException("picture " + file + ": the end of its name says no format; .png, .svg and .pdf do");
    };
  }

  static BufferedImage image(int widthPx, int heightPx, Consumer<Graphics2D> painting) {
    var canvas = Ink.canvas(widthPx, heightPx);
    var g = Ink.brush(canvas);
    painting.accept(g);
    g.dispose();
    return canvas;
  }

  static void write(Path file, int widthPx, int heightPx, Consumer<Graphics2D> painting) {
    checkSize(widthPx, heightPx);
    String format = checkName(file);
    try {
      WholeFile.write(
          file,
          part -> {
            switch (format) {
              case "svg" -> svg(part, widthPx, heightPx, painting);
              case "pdf" -> pdf(part, widthPx, heightPx, painting);
              default -> PngFile.encode(image(widthPx, heightPx, painting), part);
            }
          });
    } catch (IOException e) {
      throw new RanvierException("picture " + file + ": " + e + "; check that its directory exists and can be written", e);
    }
  }

  /** Whether shapes stay shapes where this brush draws. */
  static boolean isVector(Graphics2D g) {
    return g instanceof SVGGraphics2D || g instanceof PdfBoxGraphics2D;
  }

  private static void svg(Path file, int widthPx, int heightPx, Consumer<Graphics2D> painting) throws IOException {
    SVGGeneratorContext context;
    try {
      var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().getDOMImplementation().createDocument("http://www.w3.org/2000/svg", "svg", null);
      context = SVGGeneratorContext.createDefault(document);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK makes no XML documents", e);
    }
    context.setComment("Ranvier");
    context.setGenericImageHandler(new SimpleImageHandler(new PngInSvg()));
    var g = Ink.prepared(new SVGGraphics2D(context, false), widthPx, heightPx);
    g.setSVGCanvasSize(new Dimension(widthPx, heightPx));
    painting.accept(g);
    var root = g.getRoot();
    root.setAttributeNS(null, "viewBox", "0 0 " + widthPx + " " + heightPx);
    root.setAttributeNS(null, "width", inches(widthPx));
    root.setAttributeNS(null, "height", inches(heightPx));
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      g.stream(root, out, true, false);
    } catch (SVGGraphics2DIOException e) {
      throw new IOException(e);
    }
  }

  /** Batik would look for an encoder of its own. */
  private static final class PngInSvg extends ImageHandlerBase64Encoder {
    @Override
    public void encodeImage(RenderedImage image, OutputStream out) throws SVGGraphics2DIOException {
      try {
        ImageIO.write(image, "png", out);
      } catch (IOException e) {
        throw new SVGGraphics2DIOException(e.toString(), e);
      }
    }
  }

  private static String inches(int px) {
    return String.format(Locale.ROOT, "%.4fin", px / (double) PngFile.DOTS_PER_INCH);
  }

  private static void pdf(Path file, int widthPx, int heightPx, Consumer<Graphics2D> painting) throws IOException {
    double scale = POINTS_PER_INCH / PngFile.DOTS_PER_INCH;
    try (var document = new PDDocument()) {
      var page = new PDPage(new PDRectangle((float) (widthPx * scale), (float) (heightPx * scale)));
      document.addPage(page);
      var g = Ink.prepared(new PdfBoxGraphics2D(document, widthPx, heightPx), widthPx, heightPx);
      painting.accept(g);
      g.dispose();
      try (var content = new PDPageContentStream(document, page)) {
        content.transform(Matrix.getScaleInstance((float) scale, (float) scale));
        content.drawForm(g.getXFormObject());
      }
      document.save(file.toFile());
    }
  }
}
