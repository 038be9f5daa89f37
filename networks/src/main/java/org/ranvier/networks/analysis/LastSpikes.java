package org.ranvier.networks.analysis;

import java.util.ArrayDeque;
import java.util.List;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeCollector;
import org.ranvier.simulator.recording.SpikeListener;
import org.ranvier.simulator.recording.SpikeTrains;

/** Keeps the spikes of the last so many steps, and of hardly more, as they come: what a picture shows of a recording of any length. */
public final class LastSpikes implements SpikeListener {
  private static final int PIECES = 4;

  private final List<PopulationRange> populations;
  private final double resolutionMs;
  private final long window;
  private final long from;
  private final long to;
  private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
  private long reached;

  /** Spikes after a step and up to another. */
  private record Piece(long after, SpikeCollector spikes) {}

  /**
   * @param windowSteps how many steps to keep
   * @param from spikes of steps after this one are taken
   * @param to last step that is taken
   */
  public LastSpikes(List<PopulationRange> populations, double resolutionMs, long windowSteps, long from, long to) {
    this.populations = List.copyOf(populations);
    this.resolutionMs = resolutionMs;
    window = windowSteps;
    this.from = from;
    this.to = to;
    reached = from;
  }

  @Override
  public void accept(SpikeBlock block) {
    long end = block.endStepExclusive() - 1;
    if (end <= from || block.firstStep() > to) {
      return;
    }
    if (pieces.isEmpty() || block.firstStep() - 1 - pieces.getLast().after() >= Math.max(1, window / PIECES)) {
      long after = block.firstStep() - 1;
      pieces.addLast(new Piece(after, new SpikeCollector(populations, resolutionMs, after)));
    }
    pieces.getLast().spikes().accept(block);
    reached = Math.min(end, to);
    while (pieces.size() > 1 && second().after() <= reached - window) {
      pieces.removeFirst();
    }
  }

  private Piece second() {
    var each = pieces.iterator();
    each.next();
    return each.next();
  }

  /** Those of the last steps, as a recording of them. */
  public SpikeTrains trains() {
    return SpikeTrains.joined(populations, resolutionMs, pieces.stream().map(p -> p.spikes().trains()).toList())
        .between(Math.max(from, reached - window), reached);
  }
}
