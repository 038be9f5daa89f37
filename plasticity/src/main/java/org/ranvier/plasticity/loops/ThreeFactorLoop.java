package org.ranvier.plasticity.loops;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.Halts;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.state.StatePort;

/**
 * The loops of rules in which pairings change eligibility traces, and third factors turn these into changes of the weight. Runs in
 * {@linkplain Specialised copies} only, where the constants below are known to the JIT.
 *
 * <p>A synapse's state is that right after its last event: a spike of its source or target that reached it. Between events nothing is
 * stored, with one exception: every {@code rest} steps after the last event the weight is brought up to date, for the integrals do not
 * reach back for ever. When that happened last follows from the event and from how far all synapses have been swept, and the steps are
 * counted from the event, so that no bit depends on when it is computed.
 *
 * <p>As in {@link PairLoop} the synapses of a chunk are sorted by how often their targets have fired, so that most of them are updated without
 * a branch that cannot be predicted; {@link #update(PlasticSynapses, PreEvent, int)} says the same plainly, and is used for the others.
 *
 * <p>Steps of a target's spikes are as in {@link PairLoop}; {@code d} later they have reached the synapse. That is the time at which
 * modulators are looked at.
 */
final class ThreeFactorLoop extends LoopKernel {
  private static final ThreeFactorSetup SETUP = Specialised.constant(MethodHandles.lookup(), ThreeFactorSetup.class);
  private static final PairRule RULE = SETUP.rule();
  private static final Bounds BOUNDS = SETUP.bounds();
  private static final boolean SECOND = SETUP.second();
  private static final boolean NEST = SETUP.nest();
  private static final boolean PLAIN = SETUP.plain();
  private static final boolean RANDOM = SETUP.random();
  private static final double SIGN = SETUP.sign() < 0 ? -1 : 1;
  private static final boolean NARROW = SETUP.narrow();
  private static final boolean WIDE = SETUP.wide();
  private static final boolean DRAWN = SETUP.drawn();

  private static final int CHUNK = 256;

  private final Decay plus;
  private final Decay minus;
  private final PostArchive post;
  private final Chance chance;
  private final ModulatedTrace a;
  private final ModulatedTrace b;
  private final int rest;
  private final NestOrder nest;
  // synapses of a chunk, by how many spikes of their target have not been taken account of
  private final int[] sorted = new int[Targets.CODES * CHUNK];
  private final int[] sizes = new int[Targets.CODES];

  // The synapse that is being looked at.
  private double w;
  private double ca;
  private double cb;
  private int at; // step of its state, d before it reaches the synapse
  private int end; // NEST's order: of the slice of the source's last spike
  private boolean free; // of bounds
  private Halts halts = new Halts();

  ThreeFactorLoop(
      Decay plus, Transmission.OnGrid transmission, PostArchive post, Chance chance, ModulatedTrace a, ModulatedTrace b, int rest, NestOrder nest) {
    super(new Decay[] {plus}, transmission, false);
    this.plus = plus;
    this.post = post;
    this.chance = chance;
    minus = post.decay(0);
    this.a = a;
    this.b = b;
    this.rest = rest;
    this.nest = nest;
  }

  /** Nothing: all that the rule keeps is kept of sources, targets and synapses. */
  @Override
  public void state(StatePort port) {}

  @Override
  public boolean heeds(Halts halts) {
    this.halts = halts;
    return true;
  }

  @Override
  public int longestRest() {
    return rest;
  }

  @Override
  public void deliver(PlasticSynapses s, PreEvent e, float[] input, int base) {
    double gain = PLAIN ? 1 : gain(e);
    if (RANDOM) {
      chance.begin(e);
    }
    boolean halted = !halts.isEmpty() && halts.touches((double) Math.max(e.previous, e.swept) - rest, e.spike + e.delay);
    for (int from = e.begin; from < e.end; from += CHUNK) {
      int to = Math.min(e.end, from + CHUNK);
      if (NEST || halted) {
        for (int q = from; q < to; q++) {
          update(s, e, q);
        }
      } else {
        sort(s, e, from, to);
        for (int code = 0; code < Targets.CODES; code++) {
          if (code != Targets.MANY && sizes[code] > 0) {
            update(s, e, code * CHUNK, sizes[code], Targets.fired(code), Targets.inDendrite(code));
          }
        }
        for (int k = 0; k < sizes[Targets.MANY]; k++) {
          update(s, e, sorted[Targets.MANY * CHUNK + k]);
        }
      }
      transmit(s, from, to, gain, input, base);
    }
  }

  private void transmit(PlasticSynapses s, int from, int to, double gain, float[] input, int base) {
    for (int q = from; q < to; q++) {
      int i = NARROW ? s.narrowTargets()[q] : s.wideTargets()[q];
      double weight = WIDE ? s.wideWeights()[q] : s.weights()[q];
      input[base + i] += (float) (PLAIN ? weight : RANDOM ? (chance.transmits(q, i, gain) ? weight : 0) : weight * gain);
    }
  }

  /** Sorts the synapses of a chunk by how many spikes of their targets have not been taken account of. */
  private void sort(PlasticSynapses s, PreEvent e, int from, int to) {
    int[] r0 = post.recent(0);
    int[] r1 = post.recent(1);
    int[] r2 = post.recent(2);
    int[] r3 = post.recent(3);
    int[] list = sorted;
    int[] size = sizes;
    Arrays.fill(size, 0);
    int constant = DRAWN ? 0 : s.dendritic(e.delay);
    for (int q = from; q < to; q++) {
      int i = NARROW ? s.narrowTargets()[q] : s.wideTargets()[q];
      int d = DRAWN ? s.dendritic()[q] : constant;
      int low = Math.max(e.previous + e.delay - d, e.swept) - d;
      int n = Targets.spikes(r0[i], r1[i], r2[i], r3[i], low, e.spike + e.delay - 2 * d);
      int at = size[n];
      list[n * CHUNK + at] = q;
      size[n] = at + 1;
    }
  }

  /**
   * Lets a spike of the source act on the synapses of a list: what {@link #update(PlasticSynapses, PreEvent, int)} does, without branches that cannot be
   * predicted.
   *
   * @param fired how many spikes of their targets count
   * @param back how many spikes of their targets are still in the dendrite
   */
  private void update(PlasticSynapses s, PreEvent e, int list, int count, int fired, int back) {
    double k = e.values[e.at];
    int constant = DRAWN ? 0 : s.dendritic(e.delay);
    int[] last = post.recent(back);
    double[] lastValue = post.lastValues(0);
    int[] before = post.recent(back + fired);
    for (int index = list; index < list + count; index++) {
      int q = sorted[index];
      int i = NARROW ? s.narrowTargets()[q] : s.wideTargets()[q];
      int d = DRAWN ? s.dendritic()[q] : constant;
      int origin = e.previous + e.delay - 2 * d;
      int high = e.spike + e.delay - 2 * d;
      int from = Math.max(origin, before[i]);
      if (high - from > rest || last[i] == high) {
        update(s, e, q);
        continue;
      }
      int seen = e.swept - d;
      if (seen > from) {
        from += (seen - from) / rest * rest;
      }
      double weight = SIGN * (WIDE ? s.wideWeights()[q] : s.weights()[q]);
      double c = WIDE ? s.wideColumn(0)[q] : s.column(0)[q];
      double c2 = SECOND ? WIDE ? s.wideColumn(1)[q] : s.column(1)[q] : 0;
      for (int m = fired; m >= 0; m--) {
        int t = m == 0 ? high : post.recent(back + m - 1)[i];
        double change = a.change(c, from + d, t + d, i);
        c = stored(c * a.decay().after(t - from));
        if (SECOND) {
          change += b.change(c2, from + d, t + d, i);
          c2 = stored(c2 * b.decay().after(t - from));
        }
        weight = change == 0 ? weight : stored(BOUNDS.nearest(weight + change));
        from = t;
        if (m > 0 && k != 0) {
          double jump = RULE.atPost(weight, k * plus.after(t - origin)) - weight;
          c = stored(c + a.atPost() * jump);
          if (SECOND) {
            c2 = stored(c2 + b.atPost() * jump);
          }
        }
      }
      double y = back == 0 ? lastValue[i] : post.value(0, i, post.newest(i) - back);
      double jump = RULE.atPre(weight, y * minus.after(high - last[i])) - weight;
      c += a.atPre() * jump;
      if (SECOND) {
        c2 += b.atPre() * jump;
      }
      w = weight;
      ca = c;
      cb = c2;
      store(s, q);
    }
  }

  /** Lets a spike of the source act on a synapse. */
  private void update(PlasticSynapses s, PreEvent e, int q) {
    double k = e.values[e.at];
    int i = NARROW ? s.narrowTargets()[q] : s.wideTargets()[q];
    int d = DRAWN ? s.dendritic()[q] : s.dendritic(e.delay);
    int origin = e.previous + e.delay - 2 * d;
    int high = e.spike + e.delay - 2 * d;
    load(s, q);
    int n = replay(k, i, d, origin, e.swept, high);
    carry(high, d, i);
    if (NEST) {
      updateEarly(k, i, d, origin, high, n);
    }
    int t = post.step(i, n);
    while (t >= high) { // strictly earlier spikes count
      t = post.step(i, --n);
    }
    double jump = RULE.atPre(w, post.value(0, i, n) * minus.after(high - t)) - w;
    ca += a.atPre() * jump;
    if (SECOND) {
      cb += b.atPre() * jump;
    }
    store(s, q);
  }

  @Override
  public void catchUp(PlasticSynapses s, PreEvent e, int until) {
    bringTo(s, e, until, false);
  }

  @Override
  public void present(PlasticSynapses copies, PreEvent e, int now) {
    bringTo(copies, e, now, true);
  }

  @Override
  public boolean accrue(PlasticSynapses copies, PreEvent e, int now) {
    free = true;
    bringTo(copies, e, now, true);
    free = false;
    return true;
  }

  private void bringTo(PlasticSynapses s, PreEvent e, int until, boolean whole) {
    int constant = DRAWN ? 0 : s.dendritic(e.delay);
    double k = e.values[e.at];
    for (int q = e.begin; q < e.end; q++) {
      int i = NARROW ? s.narrowTargets()[q] : s.wideTargets()[q];
      int d = DRAWN ? s.dendritic()[q] : constant;
      int origin = e.previous + e.delay - 2 * d;
      load(s, q);
      if (k == 0 && ca == 0 && (!SECOND || cb == 0)) {
        continue;
      }
      replay(k, i, d, origin, e.swept, until - d);
      while (until - d - at >= rest) {
        advance(at + rest, d, i);
      }
      if (whole && until - d > at) {
        advance(until - d, d, i);
      }
      store(s, q);
    }
  }

  /**
   * Goes through the target's spikes up to {@code high} that have not been taken account of.
   *
   * @return the number of the last of them, or of the one before if there are none
   */
  private int replay(double k, int i, int d, int origin, int swept, int high) {
    int seen = swept - d;
    int low = Math.max(origin, seen);
    int n = post.newest(i);
    int t = post.last(i);
    while (t > high) {
      t = post.step(i, --n); // it is still in the dendrite
    }
    int m = n;
    while (t > low) {
      t = post.step(i, --m);
    }
    at = Math.max(origin, t);
    end = NEST ? nest.updated(origin + d) : 0;
    if (seen > at) {
      at += (seen - at) / rest * rest;
    }
    while (m < n) {
      m++;
      t = post.step(i, m);
      carry(t, d, i);
      if (k != 0) {
        double jump = RULE.atPost(w, k * plus.after(t - origin)) - w;
        ca = stored(ca + a.atPost() * jump);
        if (SECOND) {
          cb = stored(cb + b.atPost() * jump);
        }
      }
    }
    return n;
  }

  /** Brings the state to {@code step}, with a stop at each rest. */
  private void carry(int step, int d, int i) {
    while (step - at > rest && (ca != 0 || SECOND && cb != 0)) {
      advance(at + rest, d, i);
    }
    advance(step, d, i);
  }

  private void advance(int step, int d, int i) {
    int steps = step - at;
    if (steps > 0) {
      double change = 0;
      if (ca != 0) {
        change = halts.isEmpty() ? change(a, ca, at + d, step + d, i) : changeOutsideOfHalts(a, ca, at + d, step + d, i);
        ca = stored(ca * a.decay().after(steps));
      }
      if (SECOND && cb != 0) {
        change += halts.isEmpty() ? b.change(cb, at + d, step + d, i) : changeOutsideOfHalts(b, cb, at + d, step + d, i);
        cb = stored(cb * b.decay().after(steps));
      }
      if (change != 0) {
        w = stored(free ? w + change : BOUNDS.nearest(w + change));
      }
    }
    at = step;
  }

  private double change(ModulatedTrace trace, double c, int from, int to, int i) {
    return NEST ? c * trace.gain() * nest.between(from, to, end, trace.place(i)) : trace.change(c, from, to, i);
  }

  /** The same, of the time in which synapses learn. */
  private double changeOutsideOfHalts(ModulatedTrace trace, double c, int from, int to, int i) {
    double sum = 0;
    for (int begin = from; begin < to; ) {
      int until = (int) Math.min(to, halts.next(begin));
      if (!halts.contains(until)) {
        sum += change(trace, begin == from ? c : c * trace.decay().after(begin - from), begin, until, i);
      }
      begin = until;
    }
    return sum;
  }

  /** NEST has been at the end of the slice already, without the spike that comes now, and goes back from there. */
  private void updateEarly(double k, int i, int d, int origin, int high, int n) {
    int arrival = high + d;
    int until = nest.updated(arrival);
    if (until == arrival || !nest.knows(until) || !halts.isEmpty() && halts.touches(arrival, until) || nest.slice(origin + d) == nest.slice(arrival)) {
      return;
    }
    int newest = post.newest(i);
    for (int m = n + 1; m <= newest && post.step(i, m) + d <= until; m++) {
      int t = post.step(i, m);
      carry(t, d, i);
      ca = stored(ca + a.atPost() * (RULE.atPost(w, k * plus.after(t - origin)) - w));
    }
    carry(until - d, d, i);
    ca = stored(ca / a.decay().after(until - arrival));
    w = stored(BOUNDS.nearest(w - ca * a.gain() * nest.extrapolated(arrival, until, until, a.place(i))));
    at = high;
  }

  private void load(PlasticSynapses s, int q) {
    w = SIGN * (WIDE ? s.wideWeights()[q] : s.weights()[q]);
    ca = WIDE ? s.wideColumn(0)[q] : s.column(0)[q];
    if (SECOND) {
      cb = WIDE ? s.wideColumn(1)[q] : s.column(1)[q];
    }
  }

  private void store(PlasticSynapses s, int q) {
    if (WIDE) {
      s.wideWeights()[q] = SIGN * w;
      s.wideColumn(0)[q] = ca;
      if (SECOND) {
        s.wideColumn(1)[q] = cb;
      }
    } else {
      s.weights()[q] = (float) (SIGN * w);
      s.column(0)[q] = (float) ca;
      if (SECOND) {
        s.column(1)[q] = (float) cb;
      }
    }
  }

  /** A value as it is between two events, whether it is stored there or not. */
  private static double stored(double x) {
    return WIDE ? x : (float) x;
  }
}
