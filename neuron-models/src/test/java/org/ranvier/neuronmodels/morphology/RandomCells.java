package org.ranvier.neuronmodels.morphology;

import java.util.ArrayList;
import java.util.Random;

/** Cells of random cones attached anywhere: at ends, starts and middles of others. */
final class RandomCells {
  private RandomCells() {}

  static Morphology of(long seed) {
    var random = new Random(seed);
    var pieces = new ArrayList<Piece>();
    int n = 1 + random.nextInt(9);
    for (int k = 0; k < n; k++) {
      var piece = Piece.cone(
          "p" + k, 1 + 100 * random.nextDouble(), 0.2 + 5 * random.nextDouble(), 0.2 + 5 * random.nextDouble());
      if (k == 0) {
        pieces.add(random.nextBoolean() ? piece.label("soma") : piece);
      } else {
        double[] places = {0, 0.5, 1, 1, 1};
        pieces.add(piece.on("p" + random.nextInt(k), places[random.nextInt(places.length)]));
      }
    }
    return Morphology.of(pieces.toArray(Piece[]::new));
  }
}
