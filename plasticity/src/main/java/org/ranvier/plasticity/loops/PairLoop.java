package org.ranvier.plasticity.loops;

import java.lang.invoke.MethodHandles;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.plastic.Spikes;
import org.ranvier.simulator.plastic.Synapses;

/**
 * The loops of rules in which every spike makes pairs or triplets. Runs in {@linkplain Specialised copies} only, where the constants
 * below are known to the JIT: what stands under a condition on them costs nothing where it does not apply.
 *
 * <p>How many spikes a target has fired since the source's previous one cannot be predicted, so a loop that asks each synapse
 * in turn would stall at every other one. The synapses of a chunk are first sorted, without a branch, by how often their targets have
 * fired; then each loop does the same to all of its synapses.
 *
 * <p>For a target, {@code low} and {@code high} are the steps between which its spikes count, {@code low < step ≤ high}, and {@code origin}
 * is the step of one that would reach the synapse together with the source's previous spike.
 */
final class PairLoop extends LoopKernel {
  private static final PairSetup SETUP = Specialised.constant(MethodHandles.lookup(), PairSetup.class);
  private static final PairRule RULE = SETUP.rule();
  private static final Triplets AMPLITUDES = SETUP.amplitudes();
  private static final boolean TRIPLET = SETUP.pairing() == Pairing.TRIPLET;
  private static final boolean NEAREST = SETUP.pairing() == Pairing.NEAREST_SYMMETRIC;
  private static final boolean PLAIN = SETUP.plain();
  private static final double SIGN = SETUP.sign() < 0 ? -1 : 1;
  private static final boolean NARROW = SETUP.narrow();
  private static final boolean WIDE = SETUP.wide();
  private static final boolean DRAWN = SETUP.drawn();
  private static final int CHUNK = 256;

  private final Decay plus;
  private final Decay minus;
  private final PostArchive post;
  private final int[] once = new int[CHUNK]; // synapses of the chunk whose target has fired once
  private final int[] twice = new int[CHUNK];
  private final int[] thrice = new int[CHUNK];
  private final int[] often = new int[CHUNK]; // or more often, or so lately that the spike is still in the dendrite

  PairLoop(Decay plus, Decay[] traces, Transmission.OnGrid transmission, PostArchive post) {
    super(traces, transmission, SETUP.spikeAtStart());
    this.plus = plus;
    this.post = post;
    minus = post.decay(0);
  }

  @Override
  public void deliver(Synapses s, PreEvent e, float[] input, int base) {
    double k = NEAREST ? (e.previous == Spikes.NEVER ? 0 : 1) : e.values[e.at];
    double gain = PLAIN ? 1 : gain(e);
    double slow = 1;
    if (TRIPLET) {
      int interval = e.previous == Spikes.NEVER ? FIRST : e.spike - e.previous;
      slow = AMPLITUDES.a2Minus() + AMPLITUDES.a3Minus() * e.values[e.at + 1] * traces[1].after(interval);
    }
    int d = DRAWN ? 0 : s.dendritic(e.delay);
    int arrival = e.spike + e.delay;
    for (int from = e.begin; from < e.end; from += CHUNK) {
      int to = Math.min(e.end, from + CHUNK);
      if (k != 0) {
        potentiate(s, from, to, d, e.previous + e.delay, e.swept, arrival, k);
      }
      depress(s, from, to, d, arrival, slow, gain, input, base);
    }
  }

  @Override
  public void catchUp(Synapses s, PreEvent e, int until) {
    double k = NEAREST ? (e.previous == Spikes.NEVER ? 0 : 1) : e.values[e.at];
    if (k == 0) {
      return;
    }
    int d = DRAWN ? 0 : s.dendritic(e.delay);
    for (int from = e.begin; from < e.end; from += CHUNK) {
      // A spike at the step `until` of the synapse's time is the last, as if the source's arrived d steps later at the soma.
      potentiateUntil(s, from, Math.min(e.end, from + CHUNK), d, e.previous + e.delay, e.swept, until, k);
    }
  }

  private void potentiate(Synapses s, int from, int to, int d, int before, int swept, int arrival, double k) {
    int ones = 0;
    int twos = 0;
    int threes = 0;
    int others = 0;
    for (int q = from; q < to; q++) {
      int i = target(s, q);
      int den = DRAWN ? s.dendritic()[q] : d;
      int low = Math.max(before - den, swept) - den;
      int last = post.recent(i, 0);
      int one = (low - last) >>> 31; // 1 if last > low
      int two = (low - post.recent(i, 1)) >>> 31;
      int three = (low - post.recent(i, 2)) >>> 31;
      int other = (low - post.recent(i, 3)) >>> 31 | (arrival - 2 * den - last) >>> 31;
      once[ones] = q;
      ones += one & ~(two | other);
      twice[twos] = q;
      twos += two & ~(three | other);
      thrice[threes] = q;
      threes += three & ~other;
      often[others] = q;
      others += other;
    }
    pair(s, thrice, threes, 2, d, before, k);
    pair(s, thrice, threes, 1, d, before, k);
    pair(s, twice, twos, 1, d, before, k);
    pair(s, thrice, threes, 0, d, before, k);
    pair(s, twice, twos, 0, d, before, k);
    pair(s, once, ones, 0, d, before, k);
    for (int n = 0; n < others; n++) {
      int q = often[n];
      int den = DRAWN ? s.dendritic()[q] : d;
      replay(s, q, before - 2 * den, Math.max(before - den, swept) - den, arrival - 2 * den, k);
    }
  }

  private void potentiateUntil(Synapses s, int from, int to, int d, int before, int swept, int until, double k) {
    for (int q = from; q < to; q++) {
      int den = DRAWN ? s.dendritic()[q] : d;
      int low = Math.max(before - den, swept) - den;
      if (post.last(target(s, q)) > low) {
        replay(s, q, before - 2 * den, low, until - den, k);
      }
    }
  }

  /** Pairs the source's previous spike with the last spike but {@code back} of each target. */
  private void pair(Synapses s, int[] list, int count, int back, int d, int before, double k) {
    for (int n = 0; n < count; n++) {
      int q = list[n];
      int i = target(s, q);
      double x = k * plus.after(post.recent(i, back) - (before - 2 * (DRAWN ? s.dendritic()[q] : d)));
      if (TRIPLET) {
        x *= AMPLITUDES.a2Plus() + AMPLITUDES.a3Plus() * (post.value(1, i, post.newest(i) - back) - 1);
      }
      set(s, q, RULE.atPost(weight(s, q), x));
    }
  }

  /** One whose target has fired any number of times. */
  private void replay(Synapses s, int q, int origin, int low, int high, double k) {
    int i = target(s, q);
    int n = post.newest(i);
    while (post.step(i, n) > high) {
      n--; // it is still in the dendrite
    }
    int m = n;
    while (post.step(i, m) > low) {
      m--;
    }
    double w = weight(s, q);
    while (m < n) {
      m++;
      double x = k * plus.after(post.step(i, m) - origin);
      if (TRIPLET) {
        x *= AMPLITUDES.a2Plus() + AMPLITUDES.a3Plus() * (post.value(1, i, m) - 1);
      }
      w = RULE.atPost(w, x);
      w = WIDE ? w : (float) w; // as it would be stored between two spikes: so nothing depends on when it is
    }
    set(s, q, w);
  }

  private void depress(
      Synapses s, int from, int to, int d, int arrival, double slow, double gain, float[] input, int base) {
    for (int q = from; q < to; q++) {
      int i = target(s, q);
      int high = arrival - 2 * (DRAWN ? s.dendritic()[q] : d);
      int last = post.last(i);
      double y;
      if (last < high) {
        y = (NEAREST ? 1 : post.lastValue(0, i)) * minus.after(high - last);
      } else {
        int n = post.newest(i);
        while (post.step(i, n) >= high) {
          n--;
        }
        y = (NEAREST ? 1 : post.value(0, i, n)) * minus.after(high - post.step(i, n));
      }
      double w = SIGN * RULE.atPre(weight(s, q), TRIPLET ? y * slow : y);
      if (WIDE) {
        s.wideWeights()[q] = w;
      } else {
        s.weights()[q] = (float) w;
      }
      input[base + i] += (float) (PLAIN ? w : w * gain);
    }
  }

  private static int target(Synapses s, int q) {
    return NARROW ? s.narrowTargets()[q] : s.wideTargets()[q];
  }

  /** The magnitude. */
  private static double weight(Synapses s, int q) {
    return SIGN * (WIDE ? s.wideWeights()[q] : s.weights()[q]);
  }

  private static void set(Synapses s, int q, double magnitude) {
    if (WIDE) {
      s.wideWeights()[q] = SIGN * magnitude;
    } else {
      s.weights()[q] = (float) (SIGN * magnitude);
    }
  }
}
