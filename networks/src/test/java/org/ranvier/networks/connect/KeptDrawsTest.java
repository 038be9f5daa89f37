package org.ranvier.networks.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedTotalNumber;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.networks.values.Sampler;
import org.ranvier.simulator.synapses.DrawRoom;
import org.ranvier.simulator.synapses.SynapseBatch;

/** Synapses that are placed from what was kept while they were counted are those that would be drawn again. */
final class KeptDrawsTest {
  private static final int SIZE = 300;
  private static final int SYNAPSES = 400_000;

  /** Room for none, for a part that ends amid a target's synapses, and for all of them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void areTheSame(int blocks) {
    for (Sampler delay : List.of(Drawn.NORMAL_DELAY, new Sampler.Constant(1.5))) {
      var projector =
          Drawn.projector(5, fixedTotalNumber(SYNAPSES), NeuronSet.range(0, SIZE), NeuronSet.range(0, SIZE), true, Drawn.NORMAL_WEIGHT, delay);
      List<Drawn.Synapse> drawn = Drawn.of(projector, SIZE).synapses();
      assertEquals(SYNAPSES, drawn.size());
      var counted = new ArrayList<Drawn.Synapse>();
      var placed = new ArrayList<Drawn.Synapse>();
      try (var room = new DrawRoom(blocks * (long) DrawRoom.BLOCK * Integer.BYTES)) {
        var counting = new SynapseBatch(b -> gather(b, false, counted));
        var again = projector.count(0, SIZE, counting, room);
        counting.flush();
        var placing = new SynapseBatch(b -> gather(b, true, placed));
        again.place(placing);
        placing.flush();
        for (int k = 0; k < blocks; k++) {
          assertTrue(room.take() != null, "a block was not given back");
        }
      }
      assertEquals(drawn, placed);
      assertEquals(Drawn.of(projector, false, SIZE).synapses(), counted);
    }
  }

  private static void gather(SynapseBatch batch, boolean withWeights, List<Drawn.Synapse> into) {
    for (int k = 0; k < batch.size; k++) {
      into.add(new Drawn.Synapse(batch.source[k], batch.target[k], batch.delay[k], withWeights ? (float) batch.weight[k] : 0));
    }
  }
}
