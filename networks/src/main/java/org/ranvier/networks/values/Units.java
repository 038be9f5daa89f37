package org.ranvier.networks.values;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.measure.MetricPrefix;
import javax.measure.Quantity;
import javax.measure.Unit;
import javax.measure.quantity.Dimensionless;
import javax.measure.quantity.ElectricCapacitance;
import javax.measure.quantity.ElectricConductance;
import javax.measure.quantity.ElectricCurrent;
import javax.measure.quantity.ElectricPotential;
import javax.measure.quantity.Frequency;
import javax.measure.quantity.Length;
import javax.measure.quantity.Speed;
import javax.measure.quantity.Time;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;
import tech.units.indriya.AbstractUnit;
import tech.units.indriya.quantity.Quantities;

/**
 * Quantities as scripts write them: {@code ms(1.5)}, {@code mV(-65)}, {@code pA(87.8)} (JSR 385).
 *
 * <p>The type carries the dimension, so {@code delay(mV(1))} does not compile; where a parameter is named by a string, a quantity
 * of another dimension is refused at once.
 */
public final class Units {
  public static final Unit<Time> MILLISECOND = MetricPrefix.MILLI(tech.units.indriya.unit.Units.SECOND);
  public static final Unit<ElectricPotential> MILLIVOLT = MetricPrefix.MILLI(tech.units.indriya.unit.Units.VOLT);
  public static final Unit<ElectricCurrent> PICOAMPERE = MetricPrefix.PICO(tech.units.indriya.unit.Units.AMPERE);
  public static final Unit<ElectricConductance> NANOSIEMENS = MetricPrefix.NANO(tech.units.indriya.unit.Units.SIEMENS);
  public static final Unit<ElectricCapacitance> PICOFARAD = MetricPrefix.PICO(tech.units.indriya.unit.Units.FARAD);
  public static final Unit<Frequency> HERTZ = tech.units.indriya.unit.Units.HERTZ;
  public static final Unit<Length> MICROMETRE = MetricPrefix.MICRO(tech.units.indriya.unit.Units.METRE);

  private static final Map<String, Unit<?>> KNOWN =
      new ConcurrentHashMap<>(
          Map.ofEntries(
              Map.entry("ms", MILLISECOND), Map.entry("mV", MILLIVOLT), Map.entry("pA", PICOAMPERE), Map.entry("nS", NANOSIEMENS),
              Map.entry("pF", PICOFARAD), Map.entry("Hz", HERTZ), Map.entry("um", MICROMETRE), Map.entry("1", AbstractUnit.ONE),
              Map.entry("s", tech.units.indriya.unit.Units.SECOND), Map.entry("nA", MetricPrefix.NANO(tech.units.indriya.unit.Units.AMPERE)),
              Map.entry("mm", MetricPrefix.MILLI(tech.units.indriya.unit.Units.METRE)),
              Map.entry("m/s", tech.units.indriya.unit.Units.METRE_PER_SECOND)));

  private Units() {}

  /** Milliseconds. */
  public static Quantity<Time> ms(double value) {
    return quantity(value, MILLISECOND);
  }

  /** Seconds. */
  public static Quantity<Time> s(double value) {
    return quantity(value, tech.units.indriya.unit.Units.SECOND);
  }

  /** Millivolts. */
  public static Quantity<ElectricPotential> mV(double value) {
    return quantity(value, MILLIVOLT);
  }

  /** Picoamperes. */
  public static Quantity<ElectricCurrent> pA(double value) {
    return quantity(value, PICOAMPERE);
  }

  /** Nanoamperes. */
  public static Quantity<ElectricCurrent> nA(double value) {
    return quantity(value, MetricPrefix.NANO(tech.units.indriya.unit.Units.AMPERE));
  }

  /** Nanosiemens. */
  public static Quantity<ElectricConductance> nS(double value) {
    return quantity(value, NANOSIEMENS);
  }

  /** Picofarads. */
  public static Quantity<ElectricCapacitance> pF(double value) {
    return quantity(value, PICOFARAD);
  }

  /** Spikes per second. */
  public static Quantity<Frequency> Hz(double value) {
    return quantity(value, HERTZ);
  }

  public static Quantity<Length> um(double value) {
    return quantity(value, MICROMETRE);
  }

  public static Quantity<Length> mm(double value) {
    return quantity(value, MetricPrefix.MILLI(tech.units.indriya.unit.Units.METRE));
  }

  /** m/s, which is mm/ms. */
  public static Quantity<Speed> metresPerSecond(double value) {
    return quantity(value, tech.units.indriya.unit.Units.METRE_PER_SECOND);
  }

  /** A number without a unit. */
  public static Quantity<Dimensionless> number(double value) {
    return quantity(value, AbstractUnit.ONE);
  }

  /**
   * A quantity in any unit, e.g. {@code quantity(0.05, "1/ms")} or {@code quantity(2, "mV/ms")}. Its dimension is checked where it is used, not by
   * the compiler.
   */
  @SuppressWarnings("unchecked") // AnyDimension stands for that of the unit, whichever it is
  public static Quantity<AnyDimension> quantity(double value, String unit) {
    return quantity(value, (Unit<AnyDimension>) unit(unit));
  }

  /** A dimension that is known when the script runs, and not to the compiler. */
  public interface AnyDimension extends Quantity<AnyDimension> {}

  /** A quantity from text such as {@code "1.5 ms"} or {@code "20"}. */
  public static Quantity<?> parse(String text) {
    String[] parts = text.strip().split("\\s+|(?<=[0-9.])(?=[a-zA-ZµμΩ%]+$)", 2);
    try {
      return quantity(Double.parseDouble(parts[0]), unit(parts.length == 1 ? "1" : parts[1]));
    } catch (NumberFormatException e) {
      throw new RanvierException("'" + text + "' is not a quantity; write a number and a unit, e.g. 1.5 ms", e);
    }
  }

  private static <Q extends Quantity<Q>> Quantity<Q> quantity(double value, Unit<Q> unit) {
    requireFinite(value);
    return Quantities.getQuantity(value, unit);
  }

  static void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new RanvierException("a quantity must be a finite number, not " + value);
    }
  }

  /** The unit of that name, e.g. {@code "pA"}. */
  public static Unit<?> unit(String name) {
    return KNOWN.computeIfAbsent(name, UnitNames::parse);
  }

  /**
   * The number that a quantity is in a unit.
   *
   * @param what names the value in the message if its dimension is another
   */
  public static double in(Unit<?> unit, Quantity<?> quantity, String what) {
    if (quantity.getUnit().equals(unit)) {
      return quantity.getValue().doubleValue();
    }
    if (!quantity.getUnit().isCompatible(unit)) {
      throw new RanvierException(
          what + " = " + text(quantity) + " has the wrong unit; " + what + " is measured in " + name(unit) + ", as in "
          + example(unit));
    }
    return convert(quantity, unit);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // isCompatible has been asked
  private static double convert(Quantity quantity, Unit unit) {
    return quantity.to(unit).getValue().doubleValue();
  }

  /** The name by which a unit is known here, e.g. {@code "pA"}. */
  public static String name(Unit<?> unit) {
    return KNOWN.entrySet().stream().filter(e -> e.getValue().equals(unit)).map(Map.Entry::getKey).findFirst()
        .orElseGet(unit::toString);
  }

  /** A quantity as text, e.g. {@code "1.5 ms"}. */
  public static String text(Quantity<?> quantity) {
    String number = TimeGrid.trim(quantity.getValue().doubleValue());
    return quantity.getUnit().equals(AbstractUnit.ONE) ? number : number + " " + name(quantity.getUnit());
  }

  private static String example(Unit<?> unit) {
    if (unit.equals(AbstractUnit.ONE)) {
      return "number(1)";
    }
    String name = name(unit);
    return name.matches("\\w+") ? name + "(1)" : "quantity(1, \"" + name + "\")";
  }
}
