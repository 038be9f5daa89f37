package org.ranvier.networks.spectra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.simulator.RanvierException;

final class TapersTest {
  /** SciPy 1.10.1: {@code scipy.signal.windows.dpss(64, 2.5, 4, return_ratios=True)}, the points 0, 10, 20 and 31. */
  @Test
  void theyAreThoseOfSciPy() {
    double[] ratios = {0.9999972774351692, 0.9998465484588146, 0.9962668597877571, 0.952425961501308};
    double[][] values = {
      {0.0012289709940492785, 0.03609557313301332, 0.13694675697782854, 0.21899450645426682},
      {0.007905854887166937, 0.10480247077847239, 0.19054234591536293, 0.012787882119657664},
      {0.03331046137598034, 0.17730162954802475, 0.08414504597494986, -0.14361261630561314},
      {0.10052097618754251, 0.1738799954060204, -0.08407294131019477, -0.013458392561079969}
    };
    var tapers = Tapers.of(64, 2.5, 4);
    int[] points = {0, 10, 20, 31};
    for (int k = 0; k < 4; k++) {
      assertEquals(ratios[k], tapers.concentration(k), 1e-12);
      for (int i = 0; i < 4; i++) {
        assertEquals(values[k][i], tapers.taper(k)[points[i]], 1e-12);
      }
    }
  }

  /** SciPy 1.10.1: {@code dpss(1000, 4, 7, return_ratios=True)}. */
  @Test
  void longOnesAreThoseOfSciPy() {
    double[] ratios = {
      0.999999999705569, 0.9999999723292836, 0.9999987902804552, 0.9999675630145706,
      0.9994101854753112, 0.9925053443316078, 0.9366555624531523
    };
    var tapers = Tapers.of(1000, 4, 7);
    for (int k = 0; k < 7; k++) {
      assertEquals(ratios[k], tapers.concentration(k), 1e-11);
    }
    assertEquals(0.06273714730235205, tapers.taper(0)[500], 1e-11);
    assertEquals(0.0339796164282249, tapers.taper(1)[250], 1e-11);
    assertEquals(0.022466959198269607, tapers.taper(3)[100], 1e-11);
    assertEquals(0.03170165812434386, tapers.taper(6)[0], 1e-11);
    assertEquals(0.04899909190315535, tapers.taper(6)[100], 1e-11);
  }

  @ParameterizedTest
  @CsvSource({"8,2,3", "63,1,1", "512,3,5", "4097,20,39", "20000,4,7"})
  void theyAreOrthonormalAndEverLessConcentrated(int points, double timeBandwidth, int count) {
    var tapers = Tapers.of(points, timeBandwidth, count);
    double before = 1 + 1e-9;
    for (int j = 0; j < count; j++) {
      for (int k = 0; k <= j; k++) {
        double sum = 0;
        for (int i = 0; i < points; i++) {
          sum += tapers.values()[j][i] * tapers.values()[k][i];
        }
        assertEquals(j == k ? 1 : 0, sum, 1e-8, j + ", " + k);
      }
      double concentration = tapers.concentration(j);
      assertTrue(concentration <= before && concentration > 0.5, j + ": " + concentration);
      before = concentration + 1e-9;
    }
  }

  @Test
  void wrongNumbersAreRefused() {
    assertRefused("6 tapers with time-half-bandwidth 3.0: there must be 1 to 5", 512, 3, 6);
    assertRefused("0 tapers", 512, 3, 0);
    assertRefused("time-half-bandwidth 0.5 must be a number of at least 1", 512, 0.5, 1);
    assertRefused("time-half-bandwidth NaN", 512, Double.NaN, 1);
    assertRefused("at least 8 points", 7, 2, 3);
    assertRefused("more than twice the time-half-bandwidth", 16, 8, 3);
  }

  private static void assertRefused(String part, int points, double timeBandwidth, int count) {
    String message = assertThrows(RanvierException.class, () -> Tapers.of(points, timeBandwidth, count)).getMessage();
    assertTrue(message.contains(part), message);
  }
}
