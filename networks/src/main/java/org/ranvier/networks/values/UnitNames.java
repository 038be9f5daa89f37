package org.ranvier.networks.values;

import static tech.units.indriya.unit.Units.AMPERE;
import static tech.units.indriya.unit.Units.KELVIN;
import static tech.units.indriya.unit.Units.METRE;
import static tech.units.indriya.unit.Units.MOLE;
import static tech.units.indriya.unit.Units.SECOND;
import static tech.units.indriya.unit.Units.VOLT;

import java.util.List;
import javax.measure.Unit;
import org.ranvier.neuronmodels.equations.units.Dimension;
import org.ranvier.neuronmodels.equations.units.UnitText;
import org.ranvier.simulator.RanvierException;
import tech.units.indriya.AbstractUnit;
import tech.units.indriya.function.MultiplyConverter;
import tech.units.indriya.unit.BaseUnit;
import tech.units.indriya.unit.UnitDimension;

/** Units by the names that they have in the equations of models: {@code mM}, {@code 1/ms}, {@code mS/cm^2}. */
final class UnitNames {
  private static final List<Unit<?>> BASES = List.of(METRE, SECOND, AMPERE, VOLT, MOLE, KELVIN);

  private static final char FIRST_ROOT = 0xE000; // characters that mean nothing, as names of dimensions

  private UnitNames() {}

  static Unit<?> parse(String name) {
    org.ranvier.neuronmodels.equations.units.Unit parsed;
    try {
      parsed = UnitText.parse(name);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new RanvierException("unknown unit '" + name + "': " + e.getMessage(), e);
    }
    int[] twelfths = parsed.dimension().twelfths();
    Unit<?> unit = AbstractUnit.ONE;
    for (int k = 0; k < twelfths.length; k++) {
      int whole = Math.floorDiv(twelfths[k], Dimension.WHOLE);
      int fraction = Math.floorMod(twelfths[k], Dimension.WHOLE);
      unit = whole == 0 ? unit : unit.multiply(BASES.get(k).pow(whole));
      unit = fraction == 0 ? unit : unit.multiply(root(k, fraction));
    }
    double tens = parsed.tens();
    if (tens == 0) {
      return unit;
    }
    return unit.transform(tens == Math.rint(tens) ? MultiplyConverter.ofTenExponent((int) tens) : MultiplyConverter.of(Math.pow(10, tens)));
  }

  /** The library does not convert roots of units. So that of noise, s^(1/2), is one of its own here. */
  private static Unit<?> root(int base, int twelfths) {
    String name = BASES.get(base) + "^(" + twelfths + "/" + Dimension.WHOLE + ")";
    return new BaseUnit<>(name, name, UnitDimension.parse((char) (FIRST_ROOT + Dimension.WHOLE * base + twelfths)));
  }
}
