package org.ranvier.networks.experiment;

import org.ranvier.networks.TimeRounding;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The ways of rounding times as they are written on the command line. */
final class RoundingConverter implements ITypeConverter<TimeRounding> {
  @Override
  public TimeRounding convert(String value) {
    return switch (value) {
      case "nearest" -> TimeRounding.NEAREST;
      case "up" -> TimeRounding.UP;
      default -> throw new TypeConversionException("'" + value + "' is no way of rounding; say nearest or up");
    };
  }
}
