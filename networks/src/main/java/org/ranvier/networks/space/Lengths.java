package org.ranvier.networks.space;

import java.util.List;
import java.util.stream.Collectors;
import javax.measure.Quantity;
import javax.measure.quantity.Length;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** Lengths in µm: the unit of all raw numbers in this package. */
final class Lengths {
  static final List<String> AXES = List.of("x", "y", "z");

  private Lengths() {}

  static double um(Quantity<Length> length, String what) {
    double um = Units.in(Units.MICROMETRE, length, what);
    if (!Double.isFinite(um)) {
      throw new RanvierException(what + " " + Units.text(length) + " must be a finite length");
    }
    return um;
  }

  static double positive(Quantity<Length> length, String what) {
    double um = um(length, what);
    if (!(um > 0)) {
      throw new RanvierException(what + " " + Units.text(length) + " must be above 0");
    }
    return um;
  }

  static double notNegative(Quantity<Length> length, String what) {
    double um = um(length, what);
    if (!(um >= 0)) {
      throw new RanvierException(what + " " + Units.text(length) + " must be 0 or above");
    }
    return um;
  }

  static String text(double um) {
    return TimeGrid.trim(um) + " µm";
  }

  /** {@code (100, 250) µm}. */
  static String text(List<Double> um) {
    return um.stream().map(TimeGrid::trim).collect(Collectors.joining(", ", "(", ") µm"));
  }

  /** {@code 100 × 250 µm}. */
  static String extent(double... um) {
    return java.util.Arrays.stream(um).mapToObj(TimeGrid::trim).collect(Collectors.joining(" × ", "", " µm"));
  }
}
