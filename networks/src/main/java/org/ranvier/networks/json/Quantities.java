package org.ranvier.networks.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import javax.measure.Quantity;
import javax.measure.Unit;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/** Quantities as documents have them: {@code "1.5 ms"}, or a number where there is no unit. */
final class Quantities {
  private static final String ONE = "1";

  private Quantities() {}

  /**
   * The whole value, to the last bit.
   *
   * @throws RanvierException where its unit is none that can be read again
   */
  static JsonElement of(Quantity<?> quantity) {
    double value = quantity.getValue().doubleValue();
    String unit = name(quantity.getUnit());
    return unit.equals(ONE) ? JsonNumbers.of(value) : new JsonPrimitive(JsonNumbers.text(value) + " " + unit);
  }

  static String name(Unit<?> unit) {
    String name = Units.name(unit);
    boolean read;
    try {
      read = Units.unit(name).equals(unit);
    } catch (RanvierException e) {
      read = false;
    }
    if (!read) {
      throw new RanvierException("the unit '" + name + "' has no name that can be read again; write the quantity as in Units.quantity(1, \"mV/ms\")");
    }
    return name;
  }

  /** For digests: the same for all names of a unit. */
  static JsonElement canonical(Quantity<?> quantity) {
    return new JsonPrimitive(JsonNumbers.text(quantity.getValue().doubleValue()) + " " + canonical(quantity.getUnit()));
  }

  static String canonical(Unit<?> unit) {
    return JsonNumbers.text(factor(unit)) + "*" + unit.getSystemUnit();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // of whatever dimension
  private static double factor(Unit unit) {
    return unit.getConverterTo(unit.getSystemUnit()).convert(1.0);
  }

  static Quantity<?> read(JsonElement element, Place place) {
    if (!(element instanceof JsonPrimitive p) || p.isBoolean()) {
      throw place.refusal("'" + JsonNumbers.brief(element) + "' must be a quantity, as in \"1.5 ms\"");
    }
    try {
      return p.isNumber() ? Units.number(JsonNumbers.read(p, place)) : Units.parse(p.getAsString());
    } catch (RanvierException e) {
      throw place.refusal(String.valueOf(e.getMessage()), e);
    }
  }
}
