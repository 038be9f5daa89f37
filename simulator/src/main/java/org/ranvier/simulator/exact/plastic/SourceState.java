package org.ranvier.simulator.exact.plastic;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.state.RankShare;
import org.ranvier.simulator.state.StatePort;

/** What the parts of a projection to neurons in continuous time keep of its sources: that of a source is kept where it has synapses. */
final class SourceState {
  private static final int BATCH = 4096;

  private final List<ExactPlasticPart> parts;
  private final int sources;
  private final RankShare here;
  private final int width;
  private final double[] last;
  private final double[] values;
  private final int[] count; // spikes of each source that are waiting
  private double[] time = new double[0];
  private double[] previous = new double[0];
  private long[] number = new long[0];
  private double[] before = new double[0];

  SourceState(List<ExactPlasticPart> parts, int sources, RankShare here) {
    this.parts = parts;
    this.sources = sources;
    this.here = here;
    width = parts.isEmpty() ? 0 : parts.getFirst().waiting().width();
    last = new double[sources];
    values = new double[sources * width];
    count = new int[sources];
  }

  void list(StatePort port) {
    if (!port.restores()) {
      collect();
    }
    if (parts.isEmpty()) {
      return;
    }
    port.common("last", "ms", last);
    port.common("values", "1", values);
    port.common("count", "1", count);
    if (port.restores()) {
      room(Arrays.stream(count).sum());
    }
    port.common("time", "ms", time);
    port.common("previous", "ms", previous);
    port.common("number", "1", number);
    port.common("before", "1", before);
    if (port.restores()) {
      restore();
    }
  }

  private void room(int total) {
    time = Arrays.copyOf(time, total);
    previous = Arrays.copyOf(previous, total);
    number = Arrays.copyOf(number, total);
    before = Arrays.copyOf(before, total * width);
  }

  private void restore() {
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

  private void collect() {
    int at = 0;
    for (int from = 0; from < sources; from += BATCH) {
      int to = Math.min(sources, from + BATCH);
      byte[] mine = parts.isEmpty() ? new byte[0] : packed(from, to);
      byte[][] all = here.isAlone() ? new byte[][] {mine} : new Meeting(here.ranks()).gather(mine);
      if (!parts.isEmpty()) {
        List<ByteBuffer> of = Arrays.stream(here.order()).mapToObj(r -> ByteBuffer.wrap(all[r])).filter(ByteBuffer::hasRemaining).toList();
        for (int s = from; s < to; s++) {
          at = take(s, of, at);
        }
      }
    }
    room(at);
  }

  /** What the parts here know of some sources. */
  private byte[] packed(int from, int to) {
    int spikes = 0;
    for (int s = from; s < to; s++) {
      spikes += count(waitingMost(s).waiting(), s);
    }
    ByteBuffer out = ByteBuffer.allocate((to - from) * (1 + Integer.BYTES + Double.BYTES * (1 + width)) + spikes * Double.BYTES * (3 + width));
    for (int s = from; s < to; s++) {
      ExactPlasticPart keeping = keeping(s);
      Waiting of = keeping.waiting();
      out.put((byte) (keeping.rows().begin(s) < keeping.rows().end(s) ? 1 : 0)).putDouble(of.last(s));
      for (int k = 0; k < width; k++) {
        out.putDouble(of.values()[s * width + k]);
      }
      Waiting most = waitingMost(s).waiting();
      out.putInt(count(most, s));
      for (int k = most.oldest(s); k != Waiting.NONE; k = most.next(k)) {
        out.putDouble(most.time(k)).putDouble(most.previous(k)).putLong(most.number(k));
        for (int j = 0; j < width; j++) {
          out.putDouble(most.before()[k * width + j]);
        }
      }
    }
    return out.array();
  }

  /** Takes what is known of a source out of what each rank knows of it; returns the number of spikes up to its last. */
  private int take(int source, List<ByteBuffer> ranks, int begin) {
    boolean kept = false;
    int most = 0;
    for (int r = 0; r < ranks.size(); r++) {
      ByteBuffer in = ranks.get(r);
      boolean keeps = in.get() == 1;
      boolean takes = r == 0 || keeps && !kept;
      kept |= keeps;
      double ofLast = in.getDouble();
      last[source] = takes ? ofLast : last[source];
      for (int k = 0; k < width; k++) {
        double value = in.getDouble();
        values[source * width + k] = takes ? value : values[source * width + k];
      }
      int spikes = in.getInt();
      if (spikes <= most) {
        in.position(in.position() + spikes * Double.BYTES * (3 + width));
        continue;
      }
      most = spikes;
      if (begin + spikes > time.length) {
        room(Math.max(begin + spikes, 2 * time.length));
      }
      for (int k = begin; k < begin + spikes; k++) {
        time[k] = in.getDouble();
        previous[k] = in.getDouble();
        number[k] = in.getLong();
        for (int j = 0; j < width; j++) {
          before[k * width + j] = in.getDouble();
        }
      }
    }
    count[source] = most;
    return begin + most;
  }

  private ExactPlasticPart keeping(int source) {
    return parts.stream().filter(p -> p.rows().begin(source) < p.rows().end(source)).findFirst().orElse(parts.getFirst());
  }

  /** Of a source, each part holds the last of those spikes that the slowest of all holds. */
  private ExactPlasticPart waitingMost(int source) {
    ExactPlasticPart most = parts.getFirst();
    int n = -1;
    for (ExactPlasticPart part : parts) {
      int found = count(part.waiting(), source);
      if (found > n) {
        most = part;
        n = found;
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
}
