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

  private UnitText() {}

  /** Throws {@link IllegalArgumentException} with a message for the author. */
  public static Unit parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("a unit has at most " + LONGEST + " characters, this one " + text.length());
    }
    return ProductText.parse(text, UnitText::named).as(text.strip());
  }

  private static Unit named(String name) {
    return Unit.named(name).orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a unit" + Names.suggest(name, COMMON)));
  }
}
