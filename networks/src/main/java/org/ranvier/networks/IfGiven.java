package org.ranvier.networks;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Parts of a plan that need not be there. */
final class IfGiven {
  private IfGiven() {}

  /** Does what is to be done where something is given. */
  static <T> void given(@Nullable T value, Consumer<T> act) {
    if (value != null) {
      act.accept(value);
    }
  }

  /** Does what is to be done where a setting is on. */
  static void when(boolean on, Runnable act) {
    if (on) {
      act.run();
    }
  }
}
