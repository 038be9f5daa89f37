package org.ranvier.networks.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.MILLISECOND;
import static org.ranvier.networks.values.Units.PICOAMPERE;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nA;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.s;

import java.math.BigDecimal;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.neuronmodels.library.Library;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomStream;

final class UnitsTest {
  @Property(tries = 300)
  void aValueInItsOwnUnitIsLeftAlone(@ForAll double value) {
    assertEquals(value, Units.in(MILLISECOND, ms(value), "time"));
  }

  /** 0.3 s is 300 ms, not 300.00000000000006. */
  @Property(tries = 300)
  void decimalFractionsStayDecimalInAnotherUnit(@ForAll @IntRange(min = -100_000, max = 100_000) int thousandths) {
    double value = BigDecimal.valueOf(thousandths, 3).doubleValue();
    assertEquals(thousandths, Units.in(MILLISECOND, s(value), "time"));
    assertEquals(thousandths, Units.in(PICOAMPERE, nA(value), "current"));
    assertEquals(BigDecimal.valueOf(thousandths, 6).doubleValue(), Units.in(Units.unit("nA"), pA(value), "current"));
    assertEquals(thousandths, Distribution.each(Units::s, value).in(MILLISECOND, "time").min());
  }

  @Test
  void aSecondIsAThousandMilliseconds() {
    assertEquals(1000.0, Units.in(MILLISECOND, s(1), "time"));
    assertEquals(0.1, Units.in(MILLISECOND, ms(0.1), "time"));
    assertEquals(8.0, Units.in(Units.unit("Hz"), Units.parse("0.008 kHz"), "rate"));
  }

  @Property(tries = 50)
  void anyValueConvertsToTheLastDigits(@ForAll long seed) {
    double value = new RandomStream(seed).nextGaussian() * 1000;
    assertEquals(value * 1000, Units.in(MILLISECOND, s(value), "time"), Math.ulp(value * 1000));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5 ms, 1.5, ms", "20, 20, 1", "-65mV, -65, mV", "1e-3 nS, 0.001, nS", "  250   pF , 250, pF", "1e3, 1000, 1",
    "0.05 1/ms, 50, 1/s", "3 1/mV/ms, 3, 1/(mV*ms)", "2 mM, 2000, uM", "1 mM, 1, mol/m^3", "5 mM/ms, 5e6, uM/s", "3 uA/cm^2, 0.03, A/m^2",
    "0.5 mV/ms^0.5, 0.015811388300841896, V/s^0.5", "2 MOhm, 0.002, GOhm", "1 nS, 0.001, 1/MOhm", "3 nA*ms, 3, pC", "0.5 nA, 500, pA",
        "2 s, 2000, ms", "3 µS, 3000, nS", "100 Hz, 100, Hz", "5., 5, 1", "1e-3s, 1, ms"
  })
  void quantitiesAreReadAsTheyAreWritten(String text, double value, String unit) {
    assertEquals(value, Units.in(Units.unit(unit), Units.parse(text), "value"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ms", "one ms", "1,5 ms", "--1 ms"})
  void whatIsNoQuantityIsRefused(String text) {
    var e = assertThrows(RanvierException.class, () -> Units.parse(text));
    assertEquals("'" + text + "' is not a quantity; write a number and a unit, e.g. 1.5 ms", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN ms", "Infinity", "1e999 pA"})
  void aQuantityIsFinite(String text) {
    assertTrue(assertThrows(RanvierException.class, () -> Units.parse(text)).getMessage().startsWith("a quantity must be a "
        + "finite number, not "));
  }

  @Test
  void anUnknownUnitIsRefused() {
    var e = assertThrows(RanvierException.class, () -> Units.parse("1 furlong"));
    assertTrue(e.getMessage().startsWith("unknown unit 'furlong': 'furlong' is not a unit"), e.getMessage());
  }

  @Test
  void anotherDimensionIsRefused() {
    var e = assertThrows(RanvierException.class, () -> Units.in(MILLISECOND, pA(3), "population 'E': tau_m"));
    assertEquals(
        "population 'E': tau_m = 3 pA has the wrong unit; population 'E': tau_m is measured in ms, as in ms(1)", e.getMessage());
    assertThrows(RanvierException.class, () -> Units.in(Units.unit("1"), ms(3), "x"));
    assertThrows(RanvierException.class, () -> Units.in(Units.unit("mV"), Hz(3), "x"));
  }

  @Test
  void quantitiesOfAnyUnitAreMade() {
    assertEquals(50, Units.in(Units.unit("Hz"), Units.quantity(0.05, "1/ms"), "rate"), 0);
    var e = assertThrows(RanvierException.class, () -> Units.in(Units.unit("1/ms"), ms(2), "alpha"));
    assertEquals("alpha = 2 ms has the wrong unit; alpha is measured in 1/ms, as in quantity(1, \"1/ms\")", e.getMessage());
  }

  @Test
  void everyUnitOfTheLibrarysModelsIsKnown() {
    for (String model : Library.names()) {
      for (Parameter p : Library.model(model).parameters()) {
        assertEquals(0.5, Units.in(Units.unit(p.unit()), Units.quantity(0.5, p.unit()), p.name()), model + "." + p.name());
      }
    }
  }

  @Test
  void quantitiesAreWrittenAsAPersonWould() {
    assertEquals("1.5 ms", Units.text(ms(1.5)));
    assertEquals("-70 mV", Units.text(Units.mV(-70)));
    assertEquals("3", Units.text(Units.number(3)));
    assertEquals("2 s", Units.text(s(2)));
    assertEquals("0.3 nA", Units.text(nA(0.1 + 0.2)));
  }

  @Test
  void unitsAreReadByManyThreadsAtOnce() {
    String[] names = {"V", "µV", "mS", "nF", "kHz", "A", "F", "S"};
    Arrays.stream(names).parallel().forEach(n -> assertEquals(Units.unit(n), Units.unit(n)));
  }
}
