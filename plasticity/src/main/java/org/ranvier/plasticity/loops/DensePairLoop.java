package org.ranvier.plasticity.loops;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.plastic.Spikes;
import org.ranvier.simulator.plastic.Synapses;

/**
 * The loops of pair rules where a source reaches a good part of all targets, all synapses have one delay, and weights take 4 bytes. Runs in
 * {@linkplain Specialised copies} only.
 *
 * <p>What a target's last spike does to a source's synapses, {@code x = k·e^(-(t - origin)/τ)}, is computed once for each target: {@code k/e^(-origin/τ)}
 * belongs to the source and {@code e^(-t/τ)} to the target ({@link GridFall}). It is 0 where the target has not fired since the source's spike
 * before, so that all synapses can be treated alike, by loops without branches that the JIT vectorises: first values are gathered by target, then weights are
 * computed, then added to the inputs. Spikes before a target's last one come first, for the fewer synapses that have seen several.
 *
 * <p>{@link #updated} says the same for one synapse; every bit is the same. {@code low}, {@code high} and {@code origin} are as in {@link PairLoop}.
 */
final class DensePairLoop extends LoopKernel {
  private static final PairSetup SETUP = Specialised.constant(MethodHandles.lookup(), PairSetup.class);
  private static final PairRule RULE = SETUP.rule();
  private static final boolean NEAREST = SETUP.pairing() == Pairing.NEAREST_SYMMETRIC;
  private static final float SIGN = SETUP.sign() < 0 ? -1 : 1;
  private static final int CHUNK = 512;
  private static final int LEVELS = DenseTargets.LEVELS;

  /** A fragment that reaches this part of the targets is worth a look at all of them. */
  private static final int DENSE = 4;

  /** After so many time constants without a spike of the source, its synapses are treated one by one: the numbers get too small and too large. */
  private static final double MOST_LIFETIMES = 60;

  private final GridFall plus;
  private final PostArchive post;
  private final DenseTargets targets;
  private final Targets each;
  private final int delay;
  private final int longest; // interval between spikes of a source
  private final float[][] x = new float[LEVELS][]; // [k][target]: of its last spike but k, 0 if that does not count
  private final float[] atPre = new float[CHUNK];
  private final char[] target = new char[CHUNK];
  private final float[] w = new float[CHUNK];
  private final int[][] list = new int[LEVELS][CHUNK]; // [k]: which synapses of a chunk have targets whose last spikes but k count
  private final int[] size = new int[LEVELS];

  DensePairLoop(Decay[] traces, Transmission.OnGrid transmission, PostArchive post, GridFall plus, int delay) {
    super(traces, transmission, SETUP.spikeAtStart());
    this.plus = plus;
    this.post = post;
    this.delay = delay;
    targets = new DenseTargets(post, NEAREST, plus);
    each = new Targets(post, NEAREST);
    longest = plus.steps(MOST_LIFETIMES);
    Arrays.setAll(x, k -> new float[post.neurons()]);
  }

  @Override
  public void targetFires(int neuron, int step) {
    targets.fires(neuron, step);
  }

  @Override
  public void deliver(Synapses s, PreEvent e, float[] input, int base) {
    double k = trace(e);
    int d = s.dendritic(e.delay);
    int origin = e.previous + e.delay - 2 * d;
    int low = Math.max(origin, e.swept - d);
    int high = e.spike + e.delay - 2 * d;
    boolean dense = e.end - e.begin >= post.neurons() / DENSE && e.delay == delay && (k == 0 || high - origin <= longest);
    if (dense) {
      targets.look(high);
      if (k != 0) {
        double ofSource = k / plus.at(origin, targets.exponent());
        for (int n = 0; n < LEVELS; n++) {
          look(targets.step(n), targets.fall(n), low, (float) ofSource, x[n]);
        }
      }
    }
    for (int from = e.begin; from < e.end; from += CHUNK) {
      int count = Math.min(e.end - from, CHUNK);
      if (dense) {
        deliver(s.weights(), s.narrowTargets(), from, count, low, origin, k, input, base);
      } else {
        deliver(s, from, count, low, high, origin, k, input, base);
      }
    }
  }

  private void deliver(float[] weight, char[] targets, int from, int count, int low, int origin, double k, float[] input, int base) {
    System.arraycopy(targets, from, target, 0, count);
    load(weight, from, count, w);
    if (k != 0) {
      potentiate(count, low, origin, k);
    }
    gather(target, count, this.targets.trace(), atPre);
    depress(w, atPre, count);
    store(w, weight, from, count);
    scatter(target, count, weight, from, input, base);
  }

  private void potentiate(int count, int low, int origin, double k) {
    size[0] = select(x[0], target, count, list[0]);
    int levels = 1;
    for (; levels < LEVELS && size[levels - 1] > 0; levels++) {
      size[levels] = select(x[levels], target, list[levels - 1], size[levels - 1], list[levels]);
    }
    if (size[levels - 1] > 0) {
      int power = plus.exponent(origin);
      float ofSource = (float) (k / plus.at(origin, power));
      for (int m = 0; m < size[levels - 1]; m++) {
        int n = list[levels - 1][m];
        int i = target[n];
        w[n] = updated(w[n], i, low, targets.number(i) - levels, ofSource, power);
      }
    }
    for (int level = levels - 1; level >= 0; level--) {
      pair(list[level], size[level], target, x[level], w);
    }
  }

  /** Synapses one by one. */
  private void deliver(Synapses s, int from, int count, int low, int high, int origin, double k, float[] input, int base) {
    if (k != 0) {
      catchUp(s, from, from + count, low, high, origin, k);
    }
    float[] weight = s.weights();
    for (int q = from; q < from + count; q++) {
      int i = s.narrowTargets()[q];
      weight[q] = SIGN * RULE.atPre(SIGN * weight[q], (float) each.trace(i, high));
      input[base + i] += weight[q];
    }
  }

  @Override
  public void catchUp(Synapses s, PreEvent e, int until) {
    double k = trace(e);
    if (k != 0) {
      int d = s.dendritic(e.delay);
      int origin = e.previous + e.delay - 2 * d;
      catchUp(s, e.begin, e.end, Math.max(origin, e.swept - d), until - d, origin, k);
    }
  }

  private void catchUp(Synapses s, int from, int to, int low, int high, int origin, double k) {
    int power = plus.exponent(origin);
    float ofSource = (float) (k / plus.at(origin, power));
    for (int q = from; q < to; q++) {
      int i = s.narrowTargets()[q];
      if (post.last(i) > low) {
        int n = post.newest(i);
        while (post.step(i, n) > high) {
          n--; // it is still in the dendrite
        }
        s.weights()[q] = SIGN * updated(SIGN * s.weights()[q], i, low, n, ofSource, power);
      }
    }
  }

  /** A weight after the spikes of target {@code i} that are after {@code low}, up to number {@code last}. */
  private float updated(float weight, int i, int low, int last, float ofSource, int power) {
    int n = last;
    while (post.step(i, n) > low) {
      n--;
    }
    float v = weight;
    while (n < last) {
      float y = ofSource * (float) plus.at(post.step(i, ++n), power);
      v = y == 0 ? v : RULE.atPost(v, y);
    }
    return v;
  }

  /** What a spike of each target does to a source's synapses: 0 where it is not after {@code low}. */
  private static void look(int[] step, float[] fall, int low, float ofSource, float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = ofSource * fall[i] * ((low - step[i]) >>> 31);
    }
  }

  private static void load(float[] weight, int from, int count, float[] w) {
    for (int n = 0; n < count; n++) {
      w[n] = SIGN * weight[from + n];
    }
  }

  private static void store(float[] w, float[] weight, int from, int count) {
    for (int n = 0; n < count; n++) {
      weight[from + n] = SIGN * w[n];
    }
  }

  private static void gather(char[] target, int count, float[] of, float[] to) {
    for (int n = 0; n < count; n++) {
      to[n] = of[target[n]];
    }
  }

  /** Lists the synapses for whose targets {@code x} is above 0. */
  private static int select(float[] x, char[] target, int count, int[] list) {
    int size = 0;
    for (int n = 0; n < count; n++) {
      list[size] = n;
      size += -Float.floatToRawIntBits(x[target[n]]) >>> 31;
    }
    return size;
  }

  /** The same among those of a list. */
  private static int select(float[] x, char[] target, int[] among, int count, int[] list) {
    int size = 0;
    for (int m = 0; m < count; m++) {
      int n = among[m];
      list[size] = n;
      size += -Float.floatToRawIntBits(x[target[n]]) >>> 31;
    }
    return size;
  }

  private static void pair(int[] list, int count, char[] target, float[] x, float[] w) {
    for (int m = 0; m < count; m++) {
      int n = list[m];
      w[n] = RULE.atPost(w[n], x[target[n]]);
    }
  }

  private static void depress(float[] w, float[] y, int count) {
    for (int n = 0; n < count; n++) {
      w[n] = RULE.atPre(w[n], y[n]);
    }
  }

  private static void scatter(char[] target, int count, float[] weight, int from, float[] input, int base) {
    for (int n = 0; n < count; n++) {
      input[base + target[n]] += weight[from + n];
    }
  }

  /** The pre-synaptic trace after the previous spike. */
  private static double trace(PreEvent e) {
    return NEAREST ? (e.previous == Spikes.NEVER ? 0 : 1) : e.values[e.at];
  }
}
