package org.ranvier.networks.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.analysis.Intervals;
import org.ranvier.networks.analysis.SpikeTriggered;
import org.ranvier.networks.analysis.SyntheticSpikes;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;

class PicturesTest {
  private static final double[] X = {0, 1, 2, 3};
  private static final double[] Y = {1, 3, 2, 4};

  @Test
  void aPdfShowsWhatThePngShows(@TempDir Path directory) throws Exception {
    var picture = XYPicture.of("x", "y").line("a", X, Y).points("b", X, X);
    var file = directory.resolve("p.pdf");
    picture.write(file, 900, 600);
    BufferedImage png = picture.draw(900, 600);
    try (var document = Loader.loadPDF(file.toFile())) {
      BufferedImage pdf = new PDFRenderer(document).renderImageWithDPI(0, PngFile.DOTS_PER_INCH);
      assertEquals(900, pdf.getWidth(), 1);
      assertEquals(600, pdf.getHeight(), 1);
      int ink = 0;
      int same = 0;
      for (int y = 2; y < 598; y++) {
        for (int x = 2; x < 898; x++) {
          if (png.getRGB(x, y) == Ink.PALETTE.get(0).getRGB() || png.getRGB(x, y) == Ink.PALETTE.get(1).getRGB()) {
            ink++;
            same += near(pdf, x, y, new Color(png.getRGB(x, y))) ? 1 : 0;
          }
        }
      }
      assertTrue(ink > 300 && same > 0.97 * ink, same + " of " + ink);
    }
  }

  /** A diamond is wider than a dot of the same size, a square fuller, a triangle empty above; the seventh of things is a diamond in the first's colour. */
  @Test
  void whatHasTheColourOfAnotherHasAnotherMark() {
    Set<String> looks = new HashSet<>();
    for (int k = 0; k < 24; k++) {
      looks.add(k % Ink.PALETTE.size() + " " + Legend.Mark.of(true, k));
    }
    assertEquals(24, looks.size());
    var marks = List.of(Legend.Mark.DOT, Legend.Mark.DIAMOND, Legend.Mark.SQUARE, Legend.Mark.TRIANGLE);
    assertEquals(List.of(false, true, false, false), marks.stream().map(m -> m.shape(0, 0, 10).contains(11.5, 0)).toList());
    assertEquals(List.of(false, false, true, false), marks.stream().map(m -> m.shape(0, 0, 10).contains(8.5, -8.5)).toList());
    assertEquals(List.of(false, false, true, true), marks.stream().map(m -> m.shape(0, 0, 10).contains(8.5, 8.5)).toList());
    var picture = XYPicture.of("x", "y").yRange(0, 4).xRange(-1, 7);
    for (int k = 0; k < 7; k++) {
      picture.points("p" + k, new double[] {k}, new double[] {1});
    }
    BufferedImage image = picture.draw(2400, 1500);
    int dot = wide(image, 0, 1200);
    int diamond = wide(image, 1200, 2400); // but for its tips, which are pale
    assertTrue(diamond >= dot + 2, dot + " " + diamond);
  }

  /** How wide what has the first colour is in the lower half, between two columns. */
  private static int wide(BufferedImage image, int from, int to) {
    int least = to;
    int most = from;
    for (int y = image.getHeight() / 2; y < image.getHeight(); y++) {
      for (int x = from; x < to; x++) {
        if (image.getRGB(x, y) == Ink.PALETTE.getFirst().getRGB()) {
          least = Math.min(least, x);
          most = Math.max(most, x);
        }
      }
    }
    return most - least + 1;
  }

  @Test
  void linesBeyondSixHaveGaps() {
    assertEquals(0, Legend.Mark.of(false, 5).dashes(4).length);
    assertArrayEquals(new float[] {12, 8}, Legend.Mark.of(false, 6).dashes(4));
    assertArrayEquals(new float[] {4, 6}, Legend.Mark.of(false, 12).dashes(4));
  }

  @Test
  void anSvgHasItsSizeOnPaperAndItsLettersAsText(@TempDir Path directory) throws Exception {
    var file = directory.resolve("p.svg");
    XYPicture.of("current (pA)", "rate (spikes/s)").line("a", X, Y).write(file);
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    var root = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    assertEquals("svg", root.getNodeName());
    assertEquals("8.0000in", root.getAttribute("width"));
    assertEquals("0 0 2400 1500", root.getAttribute("viewBox"));
    assertTrue(Files.readString(file).contains(">current (pA)<"));
  }

  @Test
  void manySpikesAreAnImageInAnSvgAndFewAreShapes(@TempDir Path directory) throws Exception {
    var few = directory.resolve("few.svg");
    RasterPicture.write(few, new SyntheticSpikes(100, 1).poisson("E", 50, 10).trains(), RasterOptions.DEFAULTS);
    assertTrue(!Files.readString(few).contains("<image"));
    int n = 30_000;
    long[] steps = new long[n];
    int[] ids = new int[n];
    Arrays.setAll(steps, k -> 1 + k / 1000);
    Arrays.setAll(ids, k -> k % 1000);
    var many = directory.resolve("many.svg");
    RasterPicture.write(many, new SpikeTrains(List.of(new PopulationRange("E", "iaf_psc_exp", 0, 1000)), 0.1, 0, 1000, steps, ids), RasterOptions.DEFAULTS);
    assertTrue(Files.readString(many).contains("<image"));
    assertTrue(Files.size(many) < 2_000_000);
  }

  @Test
  void aNameWithoutAFormatIsRefused(@TempDir Path directory) {
    var refusal = assertThrows(RanvierException.class, () -> XYPicture.of("x", "y").write(directory.resolve("p.jpg")));
    assertTrue(refusal.getMessage().endsWith("p.jpg: the end of its name says no format; .png, .svg and .pdf do"), refusal.getMessage());
  }

  @Test
  void aMatrixHasTheColoursOfItsCellsTheFirstRowAtTheTop() {
    var image = Pictures.weights("w", new double[][] {{0, 1}, {0.5, 0}}, new double[][] {{1, 1}, {1, 0}}).draw(1200, 900);
    // Quarters of the data area, which lies between about 100 and 1010 across and 24 and 830 down.
    assertEquals(new Color(68, 1, 84).getRGB(), image.getRGB(300, 200));
    assertEquals(new Color(253, 231, 37).getRGB(), image.getRGB(800, 200));
    assertEquals(new ColourScale(0, 1).of(0.5).getRGB(), image.getRGB(300, 650));
    assertEquals(ColourScale.NONE.getRGB(), image.getRGB(800, 650));
  }

  @Test
  void aMatrixOfUnequalRowsIsRefused() {
    assertThrows(RanvierException.class, () -> Pictures.matrix("x", "y", "w", new double[][] {{1, 2}, {3}}));
    assertThrows(RanvierException.class, () -> Pictures.matrix("x", "y", "w", new double[0][]));
  }

  @Test
  void theNullclineOfACircleIsTheCircle() {
    var plane = PhasePlane.of("x", "y", -2, 2, -2, 2).flow("x' = 0", "y' = 0", (x, y) -> new double[] {x * x + y * y - 1, y - 1.5});
    var image = plane.draw(1200, 900);
    int[] left = extent(image, Ink.PALETTE.get(0));
    int[] line = extent(image, Ink.PALETTE.get(1));
    // The circle is as wide as half of the plane, which the line crosses from end to end.
    assertEquals(0.5, (left[1] - left[0]) / (double) (line[1] - line[0]), 0.01);
  }

  @Test
  void intervalsAreThoseBetweenSpikesOfOneNeuron() {
    var trains = new SyntheticSpikes(100, 1).population("E", 3, new double[] {10, 30, 35}, new double[] {20}).trains();
    assertArrayEquals(new double[] {20, 5}, Intervals.ms(trains, "E"), 1e-9);
  }

  /** Of v(t) = t the average about spikes at t_i is the mean of t_i plus the lag, with the error sd(t_i)/√n. */
  @Test
  void theSpikeTriggeredAverageOfARampIsARamp() {
    double[] times = new double[1001];
    Arrays.setAll(times, k -> 0.1 * k);
    var average = SpikeTriggered.average(times, times, new double[] {1, 20, 40, 90, 99}, 5, 10);
    assertEquals(3, average.spikes()); // the first and the last have no whole window
    assertEquals(-5, average.lagsMs()[0], 1e-9);
    assertEquals(10, average.lagsMs()[150], 1e-9);
    assertEquals(50 - 5, average.mean()[0], 1e-9);
    assertEquals(50 + 10, average.mean()[150], 1e-9);
    assertEquals(Math.sqrt((30 * 30 + 10 * 10 + 40 * 40) / 2.0 / 3), average.standardError()[7], 1e-9);
    assertThrows(RanvierException.class, () -> SpikeTriggered.average(times, times, new double[0], -1, 0));
  }

  @Test
  void longTimesAreSecondsAndTheFirstTickIsAtZero() {
    var ink = Ink.forWidth(2400);
    var longAxis = ink.timeAxis(0.1, 20_000);
    assertEquals("time (s)", longAxis.getLabel());
    assertEquals(0, longAxis.getLowerBound());
    assertEquals("2", longAxis.getTickUnit().valueToString(2000));
    assertEquals("time (ms)", ink.timeAxis(0, 500).getLabel());
    assertEquals(400, ink.timeAxis(400, 500).getLowerBound());
  }

  @Test
  void sourcesStandApartFromNeuronsAndInNoRate() {
    var populations = List.of(new PopulationRange("in", "poisson_generator", 0, 5), new PopulationRange("E", "iaf_psc_exp", 5, 5));
    var trains = new SpikeTrains(populations, 0.1, 0, 1000, new long[] {100, 200}, new int[] {1, 6});
    var options = RasterOptions.DEFAULTS.withSize(1200, 900);
    var bands = RasterPicture.bandAreas(trains, options);
    assertTrue(bands.get(0).getY() < bands.get(1).getY());
    var image = RasterPicture.draw(trains, options);
    int[] grey = extent(image.getSubimage(0, (int) bands.get(1).getY(), (int) bands.get(1).getMaxX(), (int) bands.get(1).getHeight()), Ink.SOURCE);
    assertTrue(grey[1] > 0);
    assertEquals(List.of("E"), Groups.of(List.of(populations.get(1), populations.get(0)), options).groups().stream().map(Groups.Group::name).toList());
    assertEquals(
        List.of("excitatory", "others"),
        Groups.of(List.of(populations.get(1), new PopulationRange("F", "iaf_psc_exp", 10, 5)), options.withExcitatory(Map.of("E", true))).groups().stream()
            .map(Groups.Group::name).toList());
  }

  private static boolean near(BufferedImage image, int x, int y, Color colour) {
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        var there = new Color(image.getRGB(x + dx, y + dy));
        if (Math.abs(there.getRed() - colour.getRed()) + Math.abs(there.getGreen() - colour.getGreen()) + Math.abs(there.getBlue() - colour.getBlue()) < 60) {
          return true;
        }
      }
    }
    return false;
  }

  /** The least and greatest x below the legend with a colour; −1 where there is none. */
  private static int[] extent(BufferedImage image, Color colour) {
    int[] extent = {Integer.MAX_VALUE, -1};
    for (int y = Math.min(60, image.getHeight() / 10); y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) == colour.getRGB()) {
          extent[0] = Math.min(extent[0], x);
          extent[1] = Math.max(extent[1], x);
        }
      }
    }
    return extent;
  }
}
