package org.ranvier.simulator.plastic;

import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.StatePort;

/**
 * The state of a plastic projection, out of the parts that workers have of it, or into them. PlasticSynapses are stored by source, then by delay, then
 * by target block, which is the order in which any number of parts has them one after the other.
 */
public final class PlasticState {
  private final List<PlasticPart> parts;
  private final int targets;

  /**
   * @param parts by the targets that they hold, ascending
   * @param targets size of the target population
   */
  public PlasticState(List<PlasticPart> parts, int targets) {
    this.parts = List.copyOf(parts);
    this.targets = targets;
  }

  /** Lists all as of the end of step {@code now}. All synapses are brought up to date first, which changes no bit of what is to come. */
  public void list(StatePort port, long now) {
    if (!port.restores()) {
      parts.forEach(PlasticPart::sweep);
    }
    for (PlasticPart part : parts) {
      part.commonState(port, (int) now);
    }
    if (!parts.isEmpty()) {
      wiring(port.of("wiring"));
      synapses(port.of("synapses"));
    }
    for (PlasticPart part : parts) {
      part.targetState(port, targets, (int) now);
    }
  }

  /** PlasticSynapses that have grown or gone do not follow from the description. */
  private void wiring(StatePort port) {
    boolean rewired = port.common("rewired", "1", parts.stream().anyMatch(PlasticPart::isRewired) ? 1 : 0) == 1;
    if (!rewired) {
      return;
    }
    SynapseList all = port.restores() ? SynapseList.of(0) : collect();
    SynapseList saved = all.state(port);
    if (port.restores()) {
      parts.forEach(part -> part.rewire(saved));
    }
  }

  private SynapseList collect() {
    SynapseList all = SynapseList.of(total());
    int[] next = {0};
    forEachFragment(
        (part, source, delay, begin, end) -> {
          PlasticSynapses s = part.rows().synapses;
          for (int q = begin; q < end; q++) {
            int at = next[0]++;
            all.source()[at] = source;
            all.delay()[at] = delay;
            all.target()[at] = part.firstTarget() + s.target(q);
            all.dendritic()[at] = s.isDrawn() ? s.dendritic()[q] : 0;
          }
        });
    return all;
  }

  private int total() {
    long total = parts.stream().mapToLong(PlasticPart::synapses).sum();
    if (total > Integer.MAX_VALUE - 16) {
      throw new RanvierException(
          "projection " + parts.getFirst().projection().name() + ": " + total + " plastic synapses are too many to be saved; at most "
              + (Integer.MAX_VALUE - 16) + " of one projection can be, so divide it");
    }
    return (int) total;
  }

  private interface Visitor {
    void visit(PlasticPart part, int source, int delay, int begin, int end);
  }

  /** Visits all fragments of all parts in the order in which synapses are stored. */
  private void forEachFragment(Visitor visitor) {
    int sources = parts.getFirst().rows().sources;
    int least = parts.stream().mapToInt(p -> p.rows().minDelay).min().orElse(1);
    int most = parts.stream().mapToInt(p -> p.rows().maxDelay()).max().orElse(0);
    for (int s = 0; s < sources; s++) {
      for (int delay = least; delay <= most; delay++) {
        for (PlasticPart part : parts) {
          PlasticRows rows = part.rows();
          int d = delay - rows.minDelay;
          if (d >= 0 && d < rows.delays) {
            visitor.visit(part, s, delay, rows.begin(s, d), rows.end(s, d));
          }
        }
      }
    }
  }

  private void synapses(StatePort port) {
    PlasticSynapses first = parts.getFirst().rows().synapses;
    values(port, "weight", -1, first.isWide());
    List<PlasticSynapses.Column> columns = parts.getFirst().projection().rule().columns();
    for (int c = 0; c < columns.size(); c++) {
      values(port, columns.get(c).name(), c, first.isWide());
    }
  }

  private void values(StatePort port, String name, int column, boolean wide) {
    int total = total();
    Object all = wide ? new double[total] : new float[total];
    if (!port.restores()) {
      move(all, column, false);
    }
    all = wide ? port.array(name, "", (double[]) all) : port.array(name, "", (float[]) all);
    if (port.restores()) {
      move(all, column, true);
    }
  }

  /** Copies a column between the parts and an array of all. */
  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of one type
  private void move(Object all, int column, boolean in) {
    int[] next = {0};
    forEachFragment(
        (part, source, delay, begin, end) -> {
          Object own = part.rows().synapses.stored(column);
          if (in) {
            System.arraycopy(all, next[0], own, begin, end - begin);
          } else {
            System.arraycopy(own, begin, all, next[0], end - begin);
          }
          next[0] += end - begin;
        });
  }
}
