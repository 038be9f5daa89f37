package org.ranvier.simulator.exact.plastic;

import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.state.StatePort;

/**
 * The state of a plastic projection to neurons in continuous time, out of the parts that workers have of it, or into them. PlasticSynapses are stored by
 * source, then delay, then target.
 */
public final class ExactPlasticState {
  private final List<ExactPlasticPart> parts;
  private final int targets;
  private final int sources;

  /**
   * @param parts by the targets that they hold, ascending; at least one
   * @param targets size of the target population
   */
  public ExactPlasticState(List<ExactPlasticPart> parts, int targets) {
    this.parts = List.copyOf(parts);
    this.targets = targets;
    sources = parts.getFirst().rows().sources();
  }

  /** Lists all as of the end of a step. All synapses are brought up to date first, which changes no bit of what is to come. */
  public void list(StatePort port, long step, double timeMs) {
    if (!port.restores()) {
      parts.forEach(ExactPlasticPart::sweep);
    }
    for (ExactPlasticPart part : parts) {
      part.commonState(port, step, timeMs);
    }
    sources(port.of("sources"));
    synapses(port.of("synapses"));
    for (ExactPlasticPart part : parts) {
      part.targetState(port, targets);
    }
  }

  /** What is kept of a source is kept where it has synapses. */
  private void sources(StatePort port) {
    int width = parts.getFirst().waiting().width();
    double[] last = new double[sources];
    double[] values = new double[sources * width];
    int[] count = new int[sources];
    if (!port.restores()) {
      for (int s = 0; s < sources; s++) {
        Waiting of = keeping(s).waiting();
        last[s] = of.last(s);
        System.arraycopy(of.values(), s * width, values, s * width, width);
        count[s] = count(waitingMost(s).waiting(), s);
      }
    }
    port.common("last", "ms", last);
    port.common("values", "1", values);
    port.common("count", "1", count);
    int total = Arrays.stream(count).sum();
    double[] time = new double[total];
    double[] previous = new double[total];
    long[] number = new long[total];
    double[] before = new double[total * width];
    if (!port.restores()) {
      int at = 0;
      for (int s = 0; s < sources; s++) {
        Waiting of = waitingMost(s).waiting();
        for (int k = of.oldest(s); k != Waiting.NONE; k = of.next(k)) {
          time[at] = of.time(k);
          previous[at] = of.previous(k);
          number[at] = of.number(k);
          System.arraycopy(of.before(), k * width, before, at * width, width);
          at++;
        }
      }
    }
    port.common("time", "ms", time);
    port.common("previous", "ms", previous);
    port.common("number", "1", number);
    port.common("before", "1", before);
    if (port.restores()) {
      for (ExactPlasticPart part : parts) {
        part.waiting().restore(last, values);
        int at = 0;
        for (int s = 0; s < sources; s++) {
          for (int k = 0; k < count[s]; k++, at++) {
            part.waitsAgain(s, time[at], previous[at], number[at], before, at * width);
          }
        }
      }
    }
  }

  private ExactPlasticPart keeping(int source) {
    return parts.stream().filter(p -> p.rows().begin(source) < p.rows().end(source)).findFirst().orElse(parts.getFirst());
  }

  /** Of a source, each part holds the last of those spikes that the slowest of all holds. */
  private ExactPlasticPart waitingMost(int source) {
    ExactPlasticPart most = parts.getFirst();
    int n = -1;
    for (ExactPlasticPart part : parts) {
      int here = count(part.waiting(), source);
      if (here > n) {
        most = part;
        n = here;
      }
    }
    return most;
  }

  private static int count(Waiting waiting, int source) {
    int n = 0;
    for (int k = waiting.oldest(source); k != Waiting.NONE; k = waiting.next(k)) {
      n++;
    }
    return n;
  }

  private void synapses(StatePort port) {
    long size = parts.stream().mapToLong(ExactPlasticPart::synapses).sum();
    if (size > Integer.MAX_VALUE - 16) {
      throw new RanvierException("projection " + parts.getFirst().projection().name() + ": " + size + " plastic synapses are too many to be saved; at most "
          + (Integer.MAX_VALUE - 16) + " of one projection can be, so divide it");
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
        all = port.array(name, "", all);
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
        all = port.array(name, "", all);
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
