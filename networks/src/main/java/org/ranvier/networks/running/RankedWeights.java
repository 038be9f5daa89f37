package org.ranvier.networks.running;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ranvier.networks.Weights;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.ranks.Meeting;

/**
 * The synapses of a projection at all ranks, of which each has those that end at its neurons, in the order in which one process has them.
 *
 * @param all at all ranks
 * @param place where those of this rank are among them, one by one
 */
record RankedWeights(Weights all, int[] place) {
  private static final int BYTES = 2 * Integer.BYTES + 2 * Double.BYTES; // of a synapse

  /**
   * Gathers them.
   *
   * @param target index of the target population
   * @param sorted whether they are sorted by source and delay, and only where these are equal by target; else by the ranks' shares of the targets
   */
  static RankedWeights gather(Engine engine, int target, Weights here, boolean sorted) {
    if (engine.ranks().size() == 1) {
      int[] place = new int[here.size()];
      Arrays.setAll(place, k -> k);
      return new RankedWeights(here, place);
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(BYTES, here.size()));
    for (int k = 0; k < here.size(); k++) {
      bytes.putInt(here.sources()[k]).putInt(here.targets()[k]).putDouble(here.delaysMs()[k]).putDouble(here.values()[k]);
    }
    byte[][] given = new Meeting(engine.ranks()).gather(bytes.array());
    int[] order = engine.ranksOf(target);
    ByteBuffer[] in = new ByteBuffer[order.length];
    int total = 0;
    for (int j = 0; j < order.length; j++) {
      in[j] = ByteBuffer.wrap(given[order[j]]);
      total = Math.addExact(total, in[j].capacity() / BYTES);
    }
    var all = new Weights(new int[total], new int[total], new double[total], new double[total]);
    int[] place = new int[here.size()];
    int mine = 0;
    for (int k = 0; k < total; k++) {
      int from = next(in, sorted);
      if (order[from] == engine.ranks().rank()) {
        place[mine++] = k;
      }
      all.sources()[k] = in[from].getInt();
      all.targets()[k] = in[from].getInt();
      all.delaysMs()[k] = in[from].getDouble();
      all.values()[k] = in[from].getDouble();
    }
    return new RankedWeights(all, place);
  }

  /** Whose next synapse is the next one of all. */
  private static int next(ByteBuffer[] in, boolean sorted) {
    int first = -1;
    for (int j = 0; j < in.length; j++) {
      if (in[j].hasRemaining()) {
        if (!sorted) {
          return j;
        }
        first = first < 0 || isBefore(in[j], in[first]) ? j : first;
      }
    }
    return first;
  }

  private static boolean isBefore(ByteBuffer a, ByteBuffer b) {
    int sourceA = a.getInt(a.position());
    int sourceB = b.getInt(b.position());
    int toDelay = 2 * Integer.BYTES;
    return sourceA < sourceB || sourceA == sourceB && a.getDouble(a.position() + toDelay) < b.getDouble(b.position() + toDelay);
  }

  /** Of values of all synapses, those of this rank. */
  double[] here(double[] values) {
    double[] here = new double[place.length];
    Arrays.setAll(here, k -> values[place[k]]);
    return here;
  }
}
