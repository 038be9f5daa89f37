package org.ranvier.networks.systems.csdp;

import java.util.ArrayList;
import java.util.List;

/** What a part of a batch needs to present an image, once with each of several labels. */
final class Presentation {
  final long[] input; // masks of the pixels
  final int[] rows;
  final float[] shared; // currents from the image
  final float[] both; // signals of two labels together
  private final CsdpShape shape;
  private final List<Lane> lanes = new ArrayList<>();
  private int used;

  Presentation(CsdpShape shape) {
    this.shape = shape;
    input = new long[shape.inputs()];
    rows = new int[shape.inputs() + 1];
    shared = new float[shape.hidden()];
    both = new float[shape.hidden() * shape.steps()];
  }

  void lanes(int count) {
    while (lanes.size() < count) {
      lanes.add(new Lane(shape));
    }
    used = count;
  }

  int lanes() {
    return used;
  }

  Lane lane(int k) {
    return lanes.get(k);
  }
}
