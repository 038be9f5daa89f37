package org.ranvier.neuronmodels.equations.units;

import java.util.List;
import org.ranvier.neuronmodels.model.Names;

/**
 * Reads units as people write them: {@code mV}, {@code 1/ms}, {@code uF/cm^2}, {@code 1/(mV*ms)}, {@code mV/ms^0.5}.
 *
 * <pre>
 * unit  = power { ("*" | "/") power }
 * power = (name | "1" | "(" unit ")") [ "^" number ]
 * </pre>
 */
public final class UnitText {
  private static final List<String> COMMON =
      List.of("mV", "V", "pA", "nA", "uA", "ms", "s", "nS", "uS", "mS", "pF", "nF", "uF", "Hz", "kHz", "MOhm", "GOhm", "um", "cm", "mM", "mol", "K", "1");

  private static final int LONGEST = 200; // characters

  private final String text;
  private int at;

  private UnitText(String text) {
    this.text = text;
  }

  /** Throws {@link IllegalArgumentException} with a message for the author. */
  public static Unit parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("a unit has at most " + LONGEST + " characters, this one " + text.length());
    }
    var reader = new UnitText(text);
    Unit unit = reader.product();
    reader.space();
    if (reader.at < text.length()) {
      throw new IllegalArgumentException("'" + text + "' is not a unit: '" + text.substring(reader.at) + "' is left over");
    }
    return unit.as(text.strip());
  }

  private Unit product() {
    Unit unit = power();
    while (true) {
      space();
      if (eat('*') || eat('·')) {
        unit = unit.times(power());
      } else if (eat('/')) {
        unit = unit.over(power());
      } else {
        return unit;
      }
    }
  }

  private Unit power() {
    space();
    Unit base;
    if (eat('(')) {
      base = product();
      space();
      if (!eat(')')) {
        throw new IllegalArgumentException("'" + text + "' is not a unit: a ')' is missing");
      }
    } else {
      int start = at;
      while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
        at++;
      }
      String name = text.substring(start, at);
      base = Unit.named(name).orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a unit" + Names.suggest(name, COMMON)));
    }
    space();
    return eat('^') ? base.power(exponent()) : base;
  }

  private double exponent() {
    space();
    boolean bracket = eat('(');
    int start = at;
    while (at < text.length() && "+-.0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      double exponent = Double.parseDouble(text.substring(start, at));
      if (bracket && eat('/')) {
        int second = at;
        while (at < text.length() && "0123456789".indexOf(text.charAt(at)) >= 0) {
          at++;
        }
        exponent /= Double.parseDouble(text.substring(second, at));
      }
      if (bracket && !eat(')')) {
        throw new IllegalArgumentException("'" + text + "' is not a unit: a ')' is missing");
      }
      return exponent;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a unit: a number must follow '^'", e);
    }
  }

  private boolean eat(char c) {
    boolean found = at < text.length() && text.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }

  private void space() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }
}
