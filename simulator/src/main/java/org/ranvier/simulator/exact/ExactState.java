package org.ranvier.simulator.exact;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.state.StatePort;

/**
 * What all workers together keep of the populations in continuous time beside the neurons: the spikes that have not reached all synapses, and
 * the order in which spikes are sent. Out of the parts, or into them. Spikes stand in an order of their own, whatever the number of parts.
 */
public final class ExactState {
  private static final Comparator<SpikeInFlight> ORDER =
      Comparator.comparingDouble(SpikeInFlight::time)
          .thenComparingInt(SpikeInFlight::population)
          .thenComparingInt(SpikeInFlight::neuron)
          .thenComparingLong(SpikeInFlight::number);

  private static final int SPIKE_BYTES = 3 * Integer.BYTES + 2 * Long.BYTES;

  private ExactState() {}

  /**
   * Lists all as of a time between two steps.
   *
   * @param parts of those workers that have one; all ranks list at a time, those too that have none
   * @param step the last step that is over
   * @param timeMs its end
   */
  public static void list(List<ExactPart> parts, StatePort port, long step, double timeMs, Ranks ranks) {
    if (port.restores()) {
      parts.forEach(part -> part.restored(step, timeMs));
    }
    for (ExactPart part : parts) {
      part.sendingState(port.of("order of sending"));
    }
    List<SpikeInFlight> sent = port.restores() ? List.of() : pending(parts, ranks);
    int[] population = port.array("population", "1", sent.stream().mapToInt(SpikeInFlight::population).toArray());
    int[] neuron = port.array("neuron", "1", sent.stream().mapToInt(SpikeInFlight::neuron).toArray());
    double[] time = port.array("time", "ms", sent.stream().mapToDouble(SpikeInFlight::time).toArray());
    long[] number = port.array("number", "1", sent.stream().mapToLong(SpikeInFlight::number).toArray());
    if (port.restores()) {
      for (int k = 0; k < time.length; k++) {
        var spike = new SpikeInFlight(population[k], neuron[k], time[k], number[k]);
        parts.forEach(part -> part.goesOn(spike, timeMs));
      }
    }
  }

  /** The spikes that are on their way at some worker; a neuron that fires several times at one time, as a relay does, has as many. */
  private static List<SpikeInFlight> pending(List<ExactPart> parts, Ranks ranks) {
    var all = new HashMap<SpikeInFlight, Integer>();
    for (ExactPart part : parts) {
      var here = new HashMap<SpikeInFlight, Integer>();
      part.pending(spike -> here.merge(spike, 1, Integer::sum));
      here.forEach((spike, times) -> all.merge(spike, times, Math::max));
    }
    if (ranks.size() > 1) {
      gather(all, ranks);
    }
    var sent = new ArrayList<SpikeInFlight>();
    for (Map.Entry<SpikeInFlight, Integer> e : all.entrySet()) {
      for (int k = 0; k < e.getValue(); k++) {
        sent.add(e.getKey());
      }
    }
    sent.sort(ORDER);
    return sent;
  }

  /** Adds those of other ranks. */
  private static void gather(Map<SpikeInFlight, Integer> all, Ranks ranks) {
    ByteBuffer mine = ByteBuffer.allocate(Math.multiplyExact(SPIKE_BYTES, all.size()));
    all.forEach((s, times) -> mine.putInt(s.population()).putInt(s.neuron()).putDouble(s.time()).putLong(s.number()).putInt(times));
    for (byte[] of : new Meeting(ranks).gather(mine.array())) {
      ByteBuffer in = ByteBuffer.wrap(of);
      while (in.hasRemaining()) {
        var spike = new SpikeInFlight(in.getInt(), in.getInt(), in.getDouble(), in.getLong());
        all.merge(spike, in.getInt(), Math::max);
      }
    }
  }
}
