package org.ranvier.plasticity.loops;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.plastic.Spikes;
import org.ranvier.simulator.state.StatePort;

/**
 * The loops of rules in which every spike makes pairs or triplets. Runs in {@linkplain Specialised copies} only, where the
 * constants below are known to the JIT: what stands under a condition on them costs nothing where it does not apply.
 *
 * <p>How many spikes a target has fired since the source's previous one cannot be predicted, so a loop that asks each synapse
 * in turn would stall at every other one. The synapses of a chunk are first sorted, without a branch, by how often their
 * targets have fired; then each loop does the same to all of its synapses. Where a fragment reaches many of the targets, what
 * concerns targets alone is computed for all of them at once: the post-synaptic trace once for all fragments of a step.
 *
 * <p>For a target, {@code low} and {@code high} are the steps between which its spikes count, {@code low < step ≤ high}, and
 * {@code origin} is the step of one that would reach the synapse together with the source's previous spike.
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
  private static final boolean RANDOM = SETUP.random();
  private static final int CHUNK = 256;

  /** A fragment that reaches this part of the targets is worth a look at all of them. */
  private static final int DENSE = 3;

  private final Decay plus;
  private final PostArchive post;
  private final Chance chance;
  // synapses of a chunk, by how many spikes of their target count
  private final int[] sorted = new int[Targets.CODES * CHUNK];
  private final int[] sizes = new int[Targets.CODES];
  private final Targets targets;

  PairLoop(Decay plus, Decay[] traces, Transmission.OnGrid transmission, PostArchive post, Chance chance) {
    super(traces, transmission, SETUP.spikeAtStart());
    this.plus = plus;
    this.post = post;
    this.chance = chance;
    targets = new Targets(post, NEAREST);
  }

  /** Nothing: all that the rule keeps is kept of sources, targets and synapses. */
  @Override
  public void state(StatePort port) {}

  @Override
  @Nullable Chance chance() {
    return RANDOM ? chance : null;
  }

  @Override
  public void deliver(PlasticSynapses s, PreEvent e, float[] input, int base) {
    double k = NEAREST ? (e.previous == Spikes.NEVER ? 0 : 1) : e.values[e.at];
    double gain = PLAIN ? 1 : gain(e);
    double slow = 1;
    if (TRIPLET) {
      int interval = e.previous == Spikes.NEVER ? FIRST : e.spike - e.previous;
      slow = AMPLITUDES.a2Minus() + AMPLITUDES.a3Minus() * e.values[e.at + 1] * traces[1].after(interval);
    }
    int d = DRAWN ? 0 : s.dendritic(e.delay);
    int before = e.previous + e.delay;
    int arrival = e.spike + e.delay;
    if (RANDOM) {
      chance.begin(e);
    }
    boolean dense = !DRAWN && e.end - e.begin >= post.neurons() / DENSE;
    if (dense) {
      targets.look(arrival - 2 * d);
      if (k != 0) {
        targets.count(Math.max(before - d, e.swept) - d, arrival - 2 * d);
      }
    }
    for (int from = e.begin; from < e.end; from += CHUNK) {
      int to = Math.min(e.end, from + CHUNK);
      if (k != 0) {
        if (dense) {
          sort(s, from, to);
        } else {
          sort(s, from, to, d, before, e.swept, arrival);
        }
        potentiate(s, d, before, e.swept, arrival, k);
      }
      if (dense) {
        depress(s, from, to, slow, gain, input, base);
      } else {
        depress(s, e, from, to, d, slow, input, base);
      }
    }
  }

  @Override
  public void catchUp(PlasticSynapses s, PreEvent e, int until) {
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

  /** Sorts the synapses of a chunk by how many spikes of their targets count. */
  private void sort(PlasticSynapses s, int from, int to) {
    int[] spikes = targets.spikes();
    int[] list = sorted;
    int[] size = sizes;
    Arrays.fill(size, 0);
    for (int q = from; q < to; q++) {
      int n = spikes[target(s, q)];
      int at = size[n];
      list[n * CHUNK + at] = q;
      size[n] = at + 1;
    }
  }

  private void sort(PlasticSynapses s, int from, int to, int d, int before, int swept, int arrival) {
    int[] r0 = post.recent(0);
    int[] r1 = post.recent(1);
    int[] r2 = post.recent(2);
    int[] r3 = post.recent(3);
    int[] list = sorted;
    int[] size = sizes;
    Arrays.fill(size, 0);
    for (int q = from; q < to; q++) {
      int i = target(s, q);
      int den = DRAWN ? s.dendritic()[q] : d;
      int low = Math.max(before - den, swept) - den;
      int n = Targets.spikes(r0[i], r1[i], r2[i], r3[i], low, arrival - 2 * den);
      int at = size[n];
      list[n * CHUNK + at] = q;
      size[n] = at + 1;
    }
  }

  private void potentiate(PlasticSynapses s, int d, int before, int swept, int arrival, double k) {
    for (int n = Targets.MANY - 1; n > 0; n--) { // the n-th last spike, of all that have fired so often
      for (int code = 0; code < Targets.CODES; code++) {
        if (code != Targets.MANY && Targets.fired(code) >= n) {
          pair(s, code * CHUNK, sizes[code], n - 1 + Targets.inDendrite(code), d, before, k);
        }
      }
    }
    for (int at = Targets.MANY * CHUNK; at < Targets.MANY * CHUNK + sizes[Targets.MANY]; at++) {
      int q = sorted[at];
      int den = DRAWN ? s.dendritic()[q] : d;
      replay(s, q, before - 2 * den, Math.max(before - den, swept) - den, arrival - 2 * den, k);
    }
  }

  private void potentiateUntil(PlasticSynapses s, int from, int to, int d, int before, int swept, int until, double k) {
    for (int q = from; q < to; q++) {
      int den = DRAWN ? s.dendritic()[q] : d;
      int low = Math.max(before - den, swept) - den;
      if (post.last(target(s, q)) > low) {
        replay(s, q, before - 2 * den, low, until - den, k);
      }
    }
  }

  /** Pairs the source's previous spike with the last spike but {@code back} of each target in a list. */
  private void pair(PlasticSynapses s, int list, int count, int back, int d, int before, double k) {
    int[] recent = post.recent(back);
    for (int n = list; n < list + count; n++) {
      int q = sorted[n];
      int i = target(s, q);
      double x = k * plus.after(recent[i] - (before - 2 * (DRAWN ? s.dendritic()[q] : d)));
      if (TRIPLET) {
        x *= AMPLITUDES.a2Plus() + AMPLITUDES.a3Plus() * (post.value(1, i, post.newest(i) - back) - 1);
      }
      set(s, q, RULE.atPost(weight(s, q), x));
    }
  }

  /** One whose target has fired any number of times. */
  private void replay(PlasticSynapses s, int q, int origin, int low, int high, double k) {
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

  private void depress(PlasticSynapses s, int from, int to, double slow, double gain, float[] input, int base) {
    double[] y = targets.traces();
    for (int q = from; q < to; q++) {
      int i = target(s, q);
      transmit(s, q, i, RULE.atPre(weight(s, q), TRIPLET ? y[i] * slow : y[i]), gain, input, base);
    }
  }

  private void depress(PlasticSynapses s, PreEvent e, int from, int to, int d, double slow, float[] input, int base) {
    double gain = PLAIN ? 1 : gain(e);
    int arrival = e.spike + e.delay;
    for (int q = from; q < to; q++) {
      int i = target(s, q);
      double y = targets.trace(i, arrival - 2 * (DRAWN ? s.dendritic()[q] : d));
      transmit(s, q, i, RULE.atPre(weight(s, q), TRIPLET ? y * slow : y), gain, input, base);
    }
  }

  private void transmit(PlasticSynapses s, int q, int i, double magnitude, double gain, float[] input, int base) {
    double w = SIGN * magnitude;
    if (WIDE) {
      s.wideWeights()[q] = w;
    } else {
      s.weights()[q] = (float) w;
    }
    input[base + i] += (float) (PLAIN ? w : RANDOM ? (chance.transmits(q, i, gain) ? w : 0) : w * gain);
  }

  private static int target(PlasticSynapses s, int q) {
    return NARROW ? s.narrowTargets()[q] : s.wideTargets()[q];
  }

  /** The magnitude. */
  private static double weight(PlasticSynapses s, int q) {
    return SIGN * (WIDE ? s.wideWeights()[q] : s.weights()[q]);
  }

  private static void set(PlasticSynapses s, int q, double magnitude) {
    if (WIDE) {
      s.wideWeights()[q] = SIGN * magnitude;
    } else {
      s.weights()[q] = (float) (SIGN * magnitude);
    }
  }
}
