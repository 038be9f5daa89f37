package org.ranvier.simulator.exact.plastic;

import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.state.RankShare;
import org.ranvier.simulator.state.Share;
import org.ranvier.simulator.state.StatePort;

/**
 * The state of a plastic projection to neurons in continuous time, out of the parts that workers have of it, or into them. Synapses are stored by
 * source, then delay, then target.
 */
public final class ExactPlasticState {
  private final List<ExactPlasticPart> parts;
  private final int targets;
  private final int sources;
  private final RankShare here;

  /**
   * @param parts by the targets that they hold, ascending; none where this rank has no targets
   * @param sources size of the source population
   * @param targets size of the target population
   * @param here which of the targets this rank has; all ranks list at a time
   */
  public ExactPlasticState(List<ExactPlasticPart> parts, int sources, int targets, RankShare here) {
    this.parts = List.copyOf(parts);
    this.targets = targets;
    this.sources = sources;
    this.here = here;
  }

  /** Lists all as of the end of a step. All synapses are brought up to date first, which changes no bit of what is to come. */
  public void list(StatePort port, long step, double timeMs) {
    if (!port.restores()) {
      parts.forEach(ExactPlasticPart::sweep);
    }
    for (ExactPlasticPart part : parts) {
      part.commonState(port, step, timeMs);
    }
    new SourceState(parts, sources, here).list(port.of("sources"));
    synapses(port.of("synapses"));
    for (ExactPlasticPart part : parts) {
      part.targetState(here.of(port), targets);
    }
  }

  /** The delays of a source's synapses here, ascending. */
  private double[] delays(int source) {
    double[] all = new double[0];
    for (ExactPlasticPart part : parts) {
      ExactPlasticRows rows = part.rows();
      int begin = rows.begin(source);
      int before = all.length;
      all = Arrays.copyOf(all, before + rows.end(source) - begin);
      for (int q = begin; q < rows.end(source); q++) {
        all[before + q - begin] = rows.delays.delay(q);
      }
    }
    Arrays.sort(all);
    return all;
  }

  private void synapses(StatePort port) {
    long size = parts.stream().mapToLong(ExactPlasticPart::synapses).sum();
    if (size > Integer.MAX_VALUE - 16) {
      throw new RanvierException("projection " + parts.getFirst().projection().name() + ": " + size + " plastic synapses are too many to be saved; at most "
          + (Integer.MAX_VALUE - 16) + " of one projection can be, so divide it");
    }
    Share share = here.isAlone() ? Share.ALL : ExactShare.find(here, sources, this::delays);
    if (parts.isEmpty()) {
      return;
    }
    byte[] part = new byte[parts.size() <= Byte.MAX_VALUE ? (int) size : 0];
    int[] wherePart = part.length == size ? new int[0] : new int[(int) size];
    int[] place = new int[(int) size];
    order(part, wherePart, place);
    PlasticSynapses first = parts.getFirst().rows().synapses;
    List<PlasticSynapses.Column> columns = parts.getFirst().projection().rule().columns();
    for (int c = -1; c < columns.size(); c++) {
      String name = c < 0 ? "weight" : columns.get(c).name();
      if (first.isWide()) {
        double[][] own = new double[parts.size()][];
        for (int p = 0; p < own.length; p++) {
          own[p] = (double[]) parts.get(p).rows().synapses.stored(c);
        }
        double[] all = new double[place.length];
        for (int k = 0; k < place.length && !port.restores(); k++) {
          all[k] = own[of(part, wherePart, k)][place[k]];
        }
        all = port.array(name, "", all, share);
        for (int k = 0; k < place.length && port.restores(); k++) {
          own[of(part, wherePart, k)][place[k]] = all[k];
        }
      } else {
        float[][] own = new float[parts.size()][];
        for (int p = 0; p < own.length; p++) {
          own[p] = (float[]) parts.get(p).rows().synapses.stored(c);
        }
        float[] all = new float[place.length];
        for (int k = 0; k < place.length && !port.restores(); k++) {
          all[k] = own[of(part, wherePart, k)][place[k]];
        }
        all = port.array(name, "", all, share);
        for (int k = 0; k < place.length && port.restores(); k++) {
          own[of(part, wherePart, k)][place[k]] = all[k];
        }
      }
    }
  }

  private static int of(byte[] part, int[] wherePart, int k) {
    return wherePart.length == 0 ? part[k] : wherePart[k];
  }

  /** Finds the order in which synapses are stored: each part has those of a source in it already. */
  private void order(byte[] part, int[] wherePart, int[] place) {
    int[] next = new int[parts.size()];
    int k = 0;
    for (int s = 0; s < sources; s++) {
      for (int p = 0; p < next.length; p++) {
        next[p] = parts.get(p).rows().begin(s);
      }
      for (int p = least(next, s); p >= 0; p = least(next, s)) {
        if (wherePart.length == 0) {
          part[k] = (byte) p;
        } else {
          wherePart[k] = p;
        }
        place[k++] = next[p]++;
      }
    }
  }

  /** The part whose next synapse of a source comes first; -1 where there is none. Parts hold ascending targets. */
  private int least(int[] next, int source) {
    int least = -1;
    double delay = Double.POSITIVE_INFINITY;
    for (int p = 0; p < next.length; p++) {
      ExactPlasticRows rows = parts.get(p).rows();
      if (next[p] < rows.end(source) && (least < 0 || rows.delays.delay(next[p]) < delay)) {
        least = p;
        delay = rows.delays.delay(next[p]);
      }
    }
    return least;
  }
}
