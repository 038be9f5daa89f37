package org.ranvier.networks.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.simulator.RanvierException;

class CellPictureTest {
  private static final int LEAST = new ColourScale(0, 1).of(0).getRGB();
  private static final int MOST = new ColourScale(0, 1).of(1).getRGB();

  /** A cable from left to right in two compartments. */
  private final CompartmentTree cable =
      Morphology.of(Piece.cylinder("cable", 100, 10).towards(1, 0, 0)).divide(Division.fixed(2), CableProperties.ra(100).cm(1));

  @Test
  void eachCompartmentHasTheColourOfItsValueAtItsPlace() {
    var image = CellPicture.draw(cable, new double[] {-80, 20}, "V_m (mV)", 1200, 600);
    assertEquals(LEAST, image.getRGB(200, 280));
    assertEquals(MOST, image.getRGB(800, 280));
    int wide = 0;
    for (int y = 0; y < 500; y++) {
      wide += image.getRGB(200, y) == LEAST ? 1 : 0;
    }
    // 120 um, the cable and its rounded ends' width, over the 952 or so pixels beside the scale.
    int expected = (int) (10 * cableEnd(image) / 110.0);
    assertTrue(Math.abs(wide - expected) <= expected / 8, wide + " and " + expected);
  }

  private static int cableEnd(BufferedImage image) {
    int first = -1;
    int last = -1;
    for (int x = 0; x < 1000; x++) {
      int rgb = image.getRGB(x, 280);
      if (rgb == LEAST || rgb == MOST) {
        first = first < 0 ? x : first;
        last = x;
      }
    }
    return last - first;
  }

  @Test
  void whatHasNoValueIsGrey() {
    var image = CellPicture.draw(cable, new double[] {Double.NaN, 1}, "V_m (mV)", 1200, 600);
    assertEquals(ColourScale.NONE.getRGB(), image.getRGB(200, 280));
  }

  @Test
  void refusesANumberOfValuesThatDoesNotFit() {
    var refusal = assertThrows(RanvierException.class, () -> CellPicture.draw(cable, new double[3], "V_m (mV)", 1200, 600));
    assertEquals("picture of a cell: 3 values for 2 compartments; there must be one value for each", refusal.getMessage());
  }

  @Test
  void theFileIsAPng(@TempDir Path directory) throws Exception {
    var file = directory.resolve("cell.png");
    CellPicture.write(file, cable, cable.distanceUm(), "distance (µm)");
    assertEquals(2400, ImageIO.read(file.toFile()).getWidth());
  }
}
