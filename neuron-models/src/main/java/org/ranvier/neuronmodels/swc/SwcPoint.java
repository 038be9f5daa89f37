package org.ranvier.neuronmodels.swc;

import org.ranvier.neuronmodels.morphology.PathPoint;

/** One line of an SWC file. */
record SwcPoint(int line, int id, int type, PathPoint place, int parentId) {
  static final int SOMA = 1;

  boolean isSoma() {
    return type == SOMA;
  }

  double distanceTo(SwcPoint other) {
    var a = place;
    var b = other.place;
    return Math.hypot(Math.hypot(a.xUm() - b.xUm(), a.yUm() - b.yUm()), a.zUm() - b.zUm());
  }
}
