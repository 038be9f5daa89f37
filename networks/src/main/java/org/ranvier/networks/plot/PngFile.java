package org.ranvier.networks.plot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures as PNG files that carry their resolution, so that they come out in the right size on paper. */
final class PngFile {
  static final int DOTS_PER_INCH = 300;

  private PngFile() {}

  static void encode(BufferedImage image, Path file) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("png").next();
    try (var out = new MemoryCacheImageOutputStream(Files.newOutputStream(file))) {
      var parameters = writer.getDefaultWriteParam();
      var metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), parameters);
      addResolution(metadata);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, metadata), parameters);
    } finally {
      writer.dispose();
    }
  }

  private static void addResolution(IIOMetadata metadata) throws IIOInvalidTreeException {
    String dotsPerMetre = Long.toString(Math.round(DOTS_PER_INCH / 0.0254));
    var physical = new IIOMetadataNode("pHYs");
    physical.setAttribute("pixelsPerUnitXAxis", dotsPerMetre);
    physical.setAttribute("pixelsPerUnitYAxis", dotsPerMetre);
    physical.setAttribute("unitSpecifier", "meter");
    var root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
    root.appendChild(physical);
    metadata.mergeTree(metadata.getNativeMetadataFormatName(), root);
  }
}
