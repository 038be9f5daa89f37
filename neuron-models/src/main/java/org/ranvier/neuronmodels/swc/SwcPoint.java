package org.ranvier.neuronmodels.swc;

import org.ranvier.neuronmodels.morphology.PathPoint;

/** One line of an SWC file. */
record SwcPoint(int line, long id, int type, PathPoint place, long parentId) {
  static final int SOMA = 1;

  boolean isSoma() {
    return type == SOMA;
  }

  SwcPoint withRadius(double radiusUm) {
    return new SwcPoint(line, id, type, place.withRadius(radiusUm), parentId);
  }

  double distanceTo(SwcPoint other) {
    var a = place;
    var b = other.place;
    return Math.hypot(Math.hypot(a.xUm() - b.xUm(), a.yUm() - b.yUm()), a.zUm() - b.zUm());
  }
}
