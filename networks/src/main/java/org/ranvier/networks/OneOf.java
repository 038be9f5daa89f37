package org.ranvier.networks;

import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/** Settings of which one is said: a second one would silently take the place of the first, so it is refused. The same one may be said again. */
final class OneOf {
  private @Nullable String said;

  /**
   * Takes a setting.
   *
   * @param where what it is of
   * @param setting how it is written, as in {@code .every(…)}
   * @param mend what to do, if another one was said before
   */
  void say(String where, String setting, String mend) {
    String before = said;
    if (before != null && !before.equals(setting)) {
      throw new RanvierException(where + ": " + before + " and " + setting + " exclude each other; " + mend);
    }
    said = setting;
  }
}
