package org.ranvier.networks.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.RanvierException;

class TracePictureTest {
  private static final double[] TIMES_MS = {0, 25, 50, 75, 100};

  @Test
  void higherValuesStandHigherAndEachTraceHasItsColor() {
    var traces = new LinkedHashMap<String, double[]>();
    traces.put("upper", new double[] {-50, -50, Double.NaN, -50, -50});
    traces.put("lower", new double[] {-65, -65, -65, -65, -65});
    var image = TracePicture.draw(TIMES_MS, traces, "V_m (mV)", 1200, 600);
    // The column in the middle of the picture, below the legend.
    int upper = row(image, 700, Ink.PALETTE.get(0));
    int lower = row(image, 700, Ink.PALETTE.get(1));
    assertTrue(upper < lower - 200, upper + " and " + lower);
  }

  @Test
  void aTraceOfNothingIsAnEmptyPicture() {
    assertEquals(1200, TracePicture.draw(new double[0], Map.of(), "V_m (mV)", 1200, 600).getWidth());
    assertEquals(1200, TracePicture.draw(new double[] {1}, Map.of("a", new double[] {0}), "g (nS)", 1200, 600).getWidth());
  }

  @Test
  void refusesATraceOfAnotherLength() {
    var traces = Map.of("V_m", new double[] {1, 2});
    var refusal = assertThrows(RanvierException.class, () -> TracePicture.draw(TIMES_MS, traces, "V_m (mV)", 1200, 600));
    assertEquals("trace 'V_m' has 2 values for 5 times; there must be one value for each time", refusal.getMessage());
  }

  @Test
  void theFileIsAPng(@TempDir Path directory) throws Exception {
    var file = directory.resolve("trace.png");
    TracePicture.write(file, TIMES_MS, Map.of("V_m", new double[] {1, 2, 1, 2, 3}), "V_m (mV)");
    assertEquals(2400, ImageIO.read(file.toFile()).getWidth());
  }

  private static int row(BufferedImage image, int x, Color color) {
    for (int y = 60; y < image.getHeight(); y++) {
      if (image.getRGB(x, y) == color.getRGB()) {
        return y;
      }
    }
    throw new AssertionError("no pixel of " + color + " in column " + x);
  }
}
