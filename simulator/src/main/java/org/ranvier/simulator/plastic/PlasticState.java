package org.ranvier.simulator.plastic;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.state.RankShare;
import org.ranvier.simulator.state.Share;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.synapses.SynapseGenerator;

/**
 * The state of a plastic projection, out of the parts that workers have of it, or into them. Synapses are stored by source, then by delay, then
 * by target block, which is the order in which any number of parts has them one after the other.
 */
public final class PlasticState {
  private static final int BLOCK = SynapseGenerator.TARGET_BLOCK;

  private final List<PlasticPart> parts;
  private final int sources;
  private final int targets;
  private final RankShare here;

  /**
   * @param parts by the targets that they hold, ascending; none where this rank has no targets
   * @param sources size of the source population
   * @param targets size of the target population
   * @param here which of the targets this rank has; all ranks list at a time
   */
  public PlasticState(List<PlasticPart> parts, int sources, int targets, RankShare here) {
    this.parts = List.copyOf(parts);
    this.sources = sources;
    this.targets = targets;
    this.here = here;
  }

  /** Lists all as of the end of step {@code now}. All synapses are brought up to date first, which changes no bit of what is to come. */
  public void list(StatePort port, long now) {
    if (!port.restores()) {
      parts.forEach(PlasticPart::sweep);
    }
    for (PlasticPart part : parts) {
      part.commonState(port, (int) now);
    }
    wiring(port.of("wiring"));
    synapses(port.of("synapses"));
    for (PlasticPart part : parts) {
      part.targetState(here.of(port), targets, (int) now);
    }
  }

  /** Synapses that have grown or gone do not follow from the description. */
  private void wiring(StatePort port) {
    boolean here = parts.stream().anyMatch(PlasticPart::isRewired);
    boolean any = this.here.isAlone() ? here : new Meeting(this.here.ranks()).any(here);
    boolean rewired = !parts.isEmpty() && port.common("rewired", "1", any ? 1 : 0) == 1;
    if (port.restores()) {
      if (rewired) {
        Share share = this.here.isAlone() ? Share.ALL : port.where("target", t -> t >= this.here.from() && t < this.here.to());
        SynapseList saved = SynapseList.of(0).state(port, share);
        parts.forEach(part -> part.rewire(saved));
      }
    } else if (any) {
      Share share = share();
      if (!parts.isEmpty()) {
        SynapseList unused = collect().state(port, share);
      }
    }
  }

  /** Where the synapses of this rank stand among all. */
  private Share share() {
    return here.isAlone() ? Share.ALL : FragmentShare.find(here.ranks(), here.order(), sources, least(), most(), this::count);
  }

  private int least() {
    return parts.stream().mapToInt(p -> p.rows().minDelay).min().orElse(1);
  }

  private int most() {
    return parts.stream().mapToInt(p -> p.rows().maxDelay()).max().orElse(0);
  }

  private int count(int source, int delay) {
    int n = 0;
    for (PlasticPart part : parts) {
      n += part.count(source, delay);
    }
    return n;
  }

  private SynapseList collect() {
    SynapseList all = SynapseList.of(total());
    int[] next = {0};
    forEachFragment(
        (part, source, delay, begin, end) -> {
          PlasticSynapses s = part.rows().synapses;
          int[] order = order(part, begin, end);
          for (int k = 0; k < end - begin; k++) {
            int q = order.length == 0 ? begin + k : order[k];
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
    int least = least();
    int most = most();
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
    Share share = share();
    if (parts.isEmpty()) {
      return;
    }
    PlasticSynapses first = parts.getFirst().rows().synapses;
    values(port, "weight", -1, first.isWide(), share);
    List<PlasticSynapses.Column> columns = parts.getFirst().projection().rule().columns();
    for (int c = 0; c < columns.size(); c++) {
      values(port, columns.get(c).name(), c, first.isWide(), share);
    }
  }

  private void values(StatePort port, String name, int column, boolean wide, Share share) {
    int total = total();
    Object all = wide ? new double[total] : new float[total];
    if (!port.restores()) {
      move(all, column, false);
    }
    all = wide ? port.array(name, "", (double[]) all, share) : port.array(name, "", (float[]) all, share);
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
          int[] order = order(part, begin, end);
          for (int k = 0; k < order.length; k++) {
            System.arraycopy(in ? all : own, in ? next[0] + k : order[k], in ? own : all, in ? order[k] : next[0] + k, 1);
          }
          if (order.length == 0) {
            System.arraycopy(in ? all : own, in ? next[0] : begin, in ? own : all, in ? begin : next[0], end - begin);
          }
          next[0] += end - begin;
        });
  }

  /**
   * The synapses of a fragment by target block; empty where they lie so. Rules that draw source by source make them in the order in which they are drawn, of
   * which each worker has its own part.
   */
  private static int[] order(PlasticPart part, int begin, int end) {
    PlasticSynapses synapses = part.rows().synapses;
    boolean sorted = true;
    for (int q = begin + 1; q < end && sorted; q++) {
      sorted = synapses.target(q - 1) / BLOCK <= synapses.target(q) / BLOCK; // parts begin with a block
    }
    if (sorted) {
      return new int[0];
    }
    int[] order = new int[end - begin];
    Arrays.setAll(order, k -> begin + k);
    IntArrays.mergeSort(order, (a, b) -> Integer.compare(synapses.target(a) / BLOCK, synapses.target(b) / BLOCK)); // stable
    return order;
  }
}
