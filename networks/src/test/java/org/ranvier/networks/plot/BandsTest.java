package org.ranvier.networks.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.recording.PopulationRange;

class BandsTest {
  @Property(tries = 200)
  void bandsFollowEachOtherWithinThePictureAndAreHighEnough(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 100_000) Integer> sizes) {
    var bands = Bands.of(populations(sizes), 0.008, 0.02).bands();
    double bottom = 0;
    for (var band : bands) {
      assertTrue(band.top() > bottom, band.toString());
      assertTrue(band.height() > 0.0199, band.toString());
      assertTrue(band.shown() >= 1 && band.shown() <= band.population().size(), band.toString());
      assertTrue(band.row(0) > band.top() && band.row(band.shown() - 1) < band.bottom(), band.toString());
      assertTrue(band.population().contains(band.neuron(band.shown() - 1)), band.toString());
      bottom = band.bottom();
    }
    assertTrue(bottom < 1);
  }

  @Test
  void theMicrocircuitShowsTwoAndAHalfPercentInProportion() {
    var bands = Bands.of(populations(List.of(20_683, 5_834, 21_915, 5_479, 4_850, 1_065, 14_395, 2_948)), 0.008, 0.02);
    assertEquals(0.025, bands.fraction());
    assertFalse(bands.leastApplies());
    assertEquals(517, bands.bands().getFirst().shown());
    assertEquals(27, bands.bands().get(5).shown());
    assertEquals(20_683.0 / 5_834, bands.bands().get(0).height() / bands.bands().get(1).height(), 0.02);
  }

  @Test
  void aSmallPopulationBesideALargeOneShowsTwentyNeurons() {
    var bands = Bands.of(populations(List.of(100_000, 50)), 0.008, 0.02);
    assertEquals(Bands.LEAST_SHOWN, bands.bands().get(1).shown());
    assertTrue(bands.leastApplies());
  }

  private static List<PopulationRange> populations(List<Integer> sizes) {
    var populations = new ArrayList<PopulationRange>();
    int firstId = 0;
    for (int size : sizes) {
      populations.add(new PopulationRange("p" + populations.size(), "m", firstId, size));
      firstId += size;
    }
    return populations;
  }
}
