package org.ranvier.neuronmodels.equations.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class UnitAlgebraProperty {
  @Provide
  Arbitrary<Unit> units() {
    Arbitrary<Unit> one = Arbitraries.of("mV", "V", "pA", "uA", "ms", "s", "nS", "MOhm", "pF", "Hz", "cm", "um", "mM", "mol", "K", "C", "J", "1",
        "kHz").map(UnitText::parse);
    return Combinators.combine(one, one, Arbitraries.of(-2, -1, 1, 2)).as((a, b, k) -> a.times(b.power(k)));
  }

  private static void same(Unit a, Unit b) {
    assertEquals(a.dimension(), b.dimension());
    assertEquals(1, a.factor() / b.factor(), 1e-14);
  }

  @Property(tries = 200)
  void productsCommuteAndAssociate(@ForAll("units") Unit a, @ForAll("units") Unit b, @ForAll("units") Unit c) {
    same(a.times(b), b.times(a));
    same(a.times(b).times(c), a.times(b.times(c)));
  }

  @Property(tries = 200)
  void quotientsUndoProductsAndRootsUndoPowers(@ForAll("units") Unit a, @ForAll("units") Unit b) {
    same(a.times(b).over(b), a);
    same(a.over(a), Unit.ONE);
    same(a.power(3).power(1 / 3.0), a);
    same(a.power(0.5).times(a.power(0.5)), a);
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadAgain(@ForAll("units") Unit a) {
    assertEquals(a.dimension(), UnitText.parse(a.dimension().toString()).dimension());
  }

  @Test
  void theFieldsUnitsAreCoherent() {
    for (String unit : new String[] {"mV", "ms", "pA", "nS", "pF", "GOhm", "mV/ms", "pA/mV", "1/ms", "kHz", "nS*mV", "pA*ms"}) {
      assertEquals(1, UnitText.parse(unit).factor(), unit);
    }
    assertEquals(1e-3, UnitText.parse("Hz").factor());
    assertEquals(1e-3, UnitText.parse("MOhm").factor());
    assertEquals(1e6, UnitText.parse("uF/cm^2").factor(), 1e-9);
    assertEquals(UnitText.parse("uF/cm^2").factor(), UnitText.parse("mS/cm^2*ms").factor(), 1e-9);
    assertEquals("mV/ms", UnitText.parse("pA/pF").dimension().toString());
    assertEquals(UnitText.parse("J").dimension(), UnitText.parse("kg*m^2/s^2").dimension());
  }

  @Test
  void unknownUnitsAreNamed() {
    assertEquals(
        "'mX' is not a unit",
        assertThrows(IllegalArgumentException.class, () -> UnitText.parse("mX")).getMessage().split(";")[0]);
  }
}
