package org.ranvier.networks.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.analysis.PublishedActivity;
import org.ranvier.networks.analysis.SyntheticSpikes;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeTrains;

class RasterPictureTest {
  private static final RasterOptions SMALL =
      RasterOptions.DEFAULTS.withSize(1200, 900).withExcitatory(Map.of("E", true, "I", false));

  @Test
  void eachPopulationHasItsDotsInItsBandAndASilentOneHasNone() {
    var trains = new SyntheticSpikes(600, 2).poisson("E", 400, 8).population("quiet", 300).poisson("I", 200, 12).trains();
    var image = RasterPicture.draw(trains, SMALL);
    var bands = RasterPicture.bandAreas(trains, SMALL);
    assertTrue(pixels(image, inside(bands.get(0)), Ink.EXCITATORY) > 1000);
    assertEquals(0, pixels(image, inside(bands.get(0)), Ink.INHIBITORY));
    assertEquals(0, inked(image, inside(bands.get(1))));
    assertTrue(pixels(image, inside(bands.get(2)), Ink.INHIBITORY) > 500);
    assertEquals(0, pixels(image, inside(bands.get(2)), Ink.EXCITATORY));
  }

  @Test
  void aSpikeStandsAtItsTimeAndInTheRowOfItsNeuron() {
    // Of ten neurons the third fires, at 75 ms of 100 ms.
    var trains = new SyntheticSpikes(100, 1).population("E", 10, new double[0], new double[0], new double[] {75}).trains();
    var image = RasterPicture.draw(trains, SMALL);
    var band = RasterPicture.bandAreas(trains, SMALL).getFirst();
    double x = band.getX() + 0.75 * band.getWidth();
    double y = band.getY() + 0.25 * band.getHeight();
    var around = new Rectangle2D.Double(x - 3, y - 10, 6, 20);
    assertTrue(inked(image, around) > 5);
    assertEquals(inked(image, inside(band)), inked(image, around));
  }

  @Test
  void onlyTheEndOfTheRecordingIsShown() {
    var trains = new SyntheticSpikes(1000, 1).population("E", 1, new double[] {10, 200, 490}).trains();
    var image = RasterPicture.draw(trains, SMALL);
    assertEquals(0, inked(image, inside(RasterPicture.bandAreas(trains, SMALL).getFirst())));
  }

  @Test
  void barsAreAsLongAsTheRatesAndPublishedRatesAreMarked() {
    var trains = trainsWithRates(40, 20);
    var published = new PublishedActivity(Map.of("I", 30.0), "elsewhere");
    var image = RasterPicture.draw(trains, SMALL.withPublished(published));
    var bands = RasterPicture.bandAreas(trains, SMALL);
    // The upper edge of the bars, where no mark hides them.
    int longBar = pixels(image, beside(bands.get(0), -8), Ink.EXCITATORY);
    int shortBar = pixels(image, beside(bands.get(1), -8), Ink.INHIBITORY);
    assertTrue(shortBar > 30, "bar of " + shortBar + " pixels");
    assertEquals(2.0, (double) longBar / shortBar, 0.05);
    var middle = beside(bands.get(1), 0);
    int firstBlack = firstPixel(image, middle, Color.BLACK);
    int barStart = firstPixel(image, middle, Ink.INHIBITORY);
    // The mark's left corner lies its radius, 7.5 pixels, before 30 spikes/s.
    assertEquals(1.5 * shortBar, firstBlack + 7.5 - barStart, 3);
    assertEquals(0, pixels(image, beside(bands.get(0), 0), Color.BLACK));
  }

  @Test
  void withoutPublishedRatesTheAxisFollowsTheSimulatedOnes() {
    var trains = trainsWithRates(40, 20);
    var image = RasterPicture.draw(trains, SMALL);
    var band = RasterPicture.bandAreas(trains, SMALL).get(1);
    int shortBar = pixels(image, beside(band, 0), Ink.INHIBITORY);
    assertEquals(0.5 / 1.08, shortBar / (0.97667 * 1200 - (0.735 * 1200 + 23)), 0.02);
  }

  @Test
  void colorsOfOnesOwnComeFirst() {
    var trains = new SyntheticSpikes(600, 2).poisson("E", 400, 8).trains();
    var green = new Color(0x00, 0x80, 0x20);
    var options = SMALL.withColors(Map.of("E", green));
    var image = RasterPicture.draw(trains, options);
    assertTrue(pixels(image, inside(RasterPicture.bandAreas(trains, options).getFirst()), green) > 1000);
    assertEquals(0, pixels(image, new Rectangle2D.Double(0, 0, 1200, 900), Ink.EXCITATORY));
  }

  @Test
  void theFileIsAPngOfTheChosenSizeAtThreeHundredDpi(@TempDir Path directory) throws Exception {
    var file = directory.resolve("raster.png");
    RasterPicture.write(file, new SyntheticSpikes(300, 1).poisson("E", 50, 10).trains(), RasterOptions.DEFAULTS);
    try (var in = ImageIO.createImageInputStream(file.toFile())) {
      var reader = ImageIO.getImageReaders(in).next();
      assertEquals("png", reader.getFormatName());
      reader.setInput(in);
      assertEquals(2400, reader.getWidth(0));
      assertEquals(1800, reader.getHeight(0));
      var metadata = reader.getImageMetadata(0);
      var physical =
          ((org.w3c.dom.Element) metadata.getAsTree(metadata.getNativeMetadataFormatName())).getElementsByTagName("pHYs").item(0);
      assertNotNull(physical);
      assertEquals("11811", physical.getAttributes().getNamedItem("pixelsPerUnitXAxis").getNodeValue());
    }
  }

  @Test
  void recordingsWithNothingInThemAreDrawn() {
    var empty = RasterPicture.draw(new SpikeTrains(List.of(), 0.1, 0, 0, new long[0], new int[0]), SMALL);
    assertEquals(1200, empty.getWidth());
    var silent = new SyntheticSpikes(100, 1).population("E", 3).population("nobody", 0).trains();
    var image = RasterPicture.draw(silent, SMALL);
    for (var band : RasterPicture.bandAreas(silent, SMALL)) {
      assertEquals(0, inked(image, inside(band)));
    }
  }

  @Test
  void manyPopulationsEachHaveABandWithDotsAndNothingIsClippedAtTheEdges() {
    var spikes = new SyntheticSpikes(500, 9);
    for (int p = 0; p < 20; p++) {
      spikes.poisson("population number " + p + " of them all", p == 0 ? 5000 : 30, 20);
    }
    var trains = spikes.trains();
    var image = RasterPicture.draw(trains, SMALL);
    var bands = RasterPicture.bandAreas(trains, SMALL);
    for (int p = 0; p < 20; p++) {
      assertTrue(inked(image, inside(bands.get(p))) > 20, "band " + p);
    }
    assertEquals(0, inked(image, new Rectangle2D.Double(0, 0, 8, 900)));
    assertEquals(0, inked(image, new Rectangle2D.Double(1192, 0, 8, 900)));
    assertEquals(0, inked(image, new Rectangle2D.Double(0, 892, 1200, 8)));
  }

  @Test
  void refusesSizesAndWindowsThatMakeNoPicture() {
    var size = assertThrows(RanvierException.class, () -> SMALL.withSize(1200, 30));
    assertTrue(size.getMessage().startsWith("picture size 1200 by 30 pixels"), size.getMessage());
    var window = assertThrows(RanvierException.class, () -> SMALL.withWindowMs(-1));
    assertTrue(window.getMessage().startsWith("raster window -1.0 ms"), window.getMessage());
  }

  @Test
  void namesAFileThatCannotBeWritten(@TempDir Path directory) {
    var file = directory.resolve("absent").resolve("raster.png");
    var trains = new SyntheticSpikes(100, 1).population("E", 3).trains();
    var refusal = assertThrows(RanvierException.class, () -> RasterPicture.write(file, trains, SMALL));
    assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
  }

  /** Two neurons that fire regularly for a second. */
  private static SpikeTrains trainsWithRates(int excitatoryHz, int inhibitoryHz) {
    var spikes = new SyntheticSpikes(1000, 1);
    spikes.population("E", 1, regular(excitatoryHz)).population("I", 1, regular(inhibitoryHz));
    return spikes.trains();
  }

  private static double[] regular(int rateHz) {
    var train = new double[rateHz];
    for (int k = 0; k < rateHz; k++) {
      train[k] = (k + 0.5) * 1000 / rateHz;
    }
    return train;
  }

  /** The band without the lines of the axes, which run along its edges. */
  private static Rectangle2D inside(Rectangle2D band) {
    return new Rectangle2D.Double(band.getX() + 3, band.getY() + 1, band.getWidth() - 3, band.getHeight() - 2);
  }

  /** One line of pixels of the bar beside a band, so far below its middle. */
  private static Rectangle2D beside(Rectangle2D band, int below) {
    return new Rectangle2D.Double(band.getMaxX() + 10, Math.round(band.getCenterY()) + below, 1200 - band.getMaxX() - 10, 1);
  }

  private static int firstPixel(BufferedImage image, Rectangle2D line, Color color) {
    int x = (int) line.getX();
    while (image.getRGB(x, (int) line.getY()) != color.getRGB()) {
      x++;
    }
    return x;
  }

  private static int inked(BufferedImage image, Rectangle2D area) {
    return (int) area.getWidth() == 0 ? 0 : count(image, area, -1, false);
  }

  private static int pixels(BufferedImage image, Rectangle2D area, Color color) {
    return count(image, area, color.getRGB(), true);
  }

  private static int count(BufferedImage image, Rectangle2D area, int rgb, boolean equal) {
    int count = 0;
    for (int y = (int) area.getY(); y < (int) area.getMaxY(); y++) {
      for (int x = (int) area.getX(); x < (int) area.getMaxX(); x++) {
        count += (image.getRGB(x, y) == rgb) == equal ? 1 : 0;
      }
    }
    return count;
  }
}
