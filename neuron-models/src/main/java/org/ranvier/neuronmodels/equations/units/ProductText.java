package org.ranvier.neuronmodels.equations.units;

import java.util.function.Function;

/**
 * Reads products of powers of something that has names.
 *
 * <pre>
 * product = power { ("*" | "/") power }
 * power   = (name | "1" | "(" product ")") [ "^" number ]
 * </pre>
 */
final class ProductText<F extends ProductText.Factor<F>> {
  private final String text;
  private final Function<String, F> named;
  private int at;

  /** What can be multiplied. */
  interface Factor<F> {
    F times(F other);

    F over(F other);

    F power(double exponent);
  }

  private ProductText(String text, Function<String, F> named) {
    this.text = text;
    this.named = named;
  }

  /**
   * Throws {@link IllegalArgumentException} with a message for the author.
   *
   * @param named what has a name; throws likewise where nothing has it
   */
  static <F extends Factor<F>> F parse(String text, Function<String, F> named) {
    var reader = new ProductText<>(text, named);
    F product = reader.product();
    reader.space();
    if (reader.at < text.length()) {
      throw new IllegalArgumentException("'" + text + "' is not a unit: '" + text.substring(reader.at) + "' is left over");
    }
    return product;
  }

  private F product() {
    F product = power();
    while (true) {
      space();
      if (eat('*') || eat('·')) {
        product = product.times(power());
      } else if (eat('/')) {
        product = product.over(power());
      } else {
        return product;
      }
    }
  }

  private F power() {
    space();
    F base;
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
      base = named.apply(text.substring(start, at));
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
