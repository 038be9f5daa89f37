package org.ranvier.plasticity.loops;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.plastic.Spikes;
import org.ranvier.simulator.state.StatePort;

/**
 * The loops of pair rules where a source reaches a good part of all targets, all synapses have one delay, and weights take 4 bytes. Runs in
 * {@linkplain Specialised copies} only.
 *
 * <p>What a target's spike at {@code t} does to a source's synapses, {@code x = k·e^(-(t - origin)/τ)}, is computed once for each target, and not for each synapse:
 * {@code k/e^(-origin/τ)} belongs to the source and {@code e^(-t/τ)} to the target ({@link GridFall}). It is 0 where the spike was before the source's last one.
 * The synapses of a chunk are then listed without a branch: those whose targets have fired, among these those whose targets have fired twice, and so on. The lists are
 * gone through from the last to the first, for the earlier spike comes first.
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
  private final int[][] list = new int[LEVELS][CHUNK]; // [k]: which synapses of a chunk have targets whose last spikes but k count
  private final int[] size = new int[LEVELS];

  DensePairLoop(Decay[] traces, Transmission.OnGrid transmission, PostArchive post, GridFall plus, int delay) {
    super(traces, transmission, SETUP.spikeAtStart());
    this.plus = plus;
    this.post = post;
    this.delay = delay;
    targets = new DenseTargets(post, NEAREST, plus, delay);
    each = new Targets(post, NEAREST);
    longest = plus.steps(MOST_LIFETIMES);
    Arrays.setAll(x, k -> new float[post.neurons()]);
  }

  /** Nothing: what is kept of targets follows from their spikes. */
  @Override
  public void state(StatePort port) {}

  @Override
  public void restored(int now) {
    targets.restore(now);
  }

  @Override
  public void targetFires(int neuron, int step) {
    targets.fires(neuron, step);
  }

  @Override
  public void deliver(PlasticSynapses s, PreEvent e, float[] input, int base) {
    double k = trace(e);
    int d = s.dendritic(e.delay);
    int origin = e.previous + e.delay - 2 * d;
    int low = Math.max(origin, e.swept - d);
    int high = e.spike + e.delay - 2 * d;
    // What is known of all targets follows the steps, so a spike that is read ahead must not look at it.
    boolean dense = !e.ahead && e.end - e.begin >= post.neurons() / DENSE && e.delay == delay && (k == 0 || high - origin <= longest);
    if (!dense) {
      deliver(s, e, low, high, origin, k, input, base);
      return;
    }
    targets.look(high);
    if (k != 0) {
      float ofSource = (float) (k / plus.at(origin, targets.exponent()));
      for (int n = 0; n < LEVELS; n++) {
        look(targets.step(n), targets.fall(n), low, ofSource, x[n]);
      }
    }
    for (int from = e.begin; from < e.end; from += CHUNK) {
      int to = Math.min(e.end, from + CHUNK);
      if (k != 0) {
        potentiate(s, from, to, low, origin, k);
      }
      depress(s, from, to, targets.trace(), input, base);
    }
  }

  private void potentiate(PlasticSynapses s, int from, int to, int low, int origin, double k) {
    size[0] = select(s, from, to, x[0], list[0]);
    int levels = 1;
    for (; levels < LEVELS && size[levels - 1] > 0; levels++) {
      size[levels] = select(s, list[levels - 1], size[levels - 1], x[levels], list[levels]);
    }
    if (size[levels - 1] > 0) { // some have fired so often that the arrays over targets do not tell
      int power = plus.exponent(origin);
      float ofSource = (float) (k / plus.at(origin, power));
      for (int n = 0; n < size[levels - 1]; n++) {
        int q = list[levels - 1][n];
        int i = s.narrowTargets()[q];
        set(s, q, updated(weight(s, q), i, low, targets.number(i) - levels, ofSource, power));
      }
    }
    for (int level = levels - 1; level >= 0; level--) {
      pair(s, list[level], size[level], x[level]);
    }
  }

  /** Synapses one by one. */
  private void deliver(PlasticSynapses s, PreEvent e, int low, int high, int origin, double k, float[] input, int base) {
    if (k != 0) {
      catchUp(s, e.begin, e.end, low, high, origin, k);
    }
    for (int q = e.begin; q < e.end; q++) {
      int i = s.narrowTargets()[q];
      set(s, q, RULE.atPre(weight(s, q), (float) each.trace(i, high)));
      input[base + i] += s.weights()[q];
    }
  }

  @Override
  public void catchUp(PlasticSynapses s, PreEvent e, int until) {
    double k = trace(e);
    if (k != 0) {
      int d = s.dendritic(e.delay);
      int origin = e.previous + e.delay - 2 * d;
      catchUp(s, e.begin, e.end, Math.max(origin, e.swept - d), until - d, origin, k);
    }
  }

  private void catchUp(PlasticSynapses s, int from, int to, int low, int high, int origin, double k) {
    int power = plus.exponent(origin);
    float ofSource = (float) (k / plus.at(origin, power));
    for (int q = from; q < to; q++) {
      int i = s.narrowTargets()[q];
      if (post.last(i) > low) {
        int n = post.newest(i);
        while (post.step(i, n) > high) {
          n--; // it is still in the dendrite
        }
        set(s, q, updated(weight(s, q), i, low, n, ofSource, power));
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

  /** Lists the synapses for whose targets {@code x} is above 0. */
  private static int select(PlasticSynapses s, int from, int to, float[] x, int[] list) {
    char[] target = s.narrowTargets();
    int size = 0;
    for (int q = from; q < to; q++) {
      list[size] = q;
      size += -Float.floatToRawIntBits(x[target[q]]) >>> 31;
    }
    return size;
  }

  /** The same among those of a list. */
  private static int select(PlasticSynapses s, int[] among, int count, float[] x, int[] list) {
    char[] target = s.narrowTargets();
    int size = 0;
    for (int n = 0; n < count; n++) {
      int q = among[n];
      list[size] = q;
      size += -Float.floatToRawIntBits(x[target[q]]) >>> 31;
    }
    return size;
  }

  private static void pair(PlasticSynapses s, int[] list, int count, float[] x) {
    char[] target = s.narrowTargets();
    for (int n = 0; n < count; n++) {
      int q = list[n];
      set(s, q, RULE.atPost(weight(s, q), x[target[q]]));
    }
  }

  private static void depress(PlasticSynapses s, int from, int to, float[] y, float[] input, int base) {
    char[] target = s.narrowTargets();
    float[] weight = s.weights();
    for (int q = from; q < to; q++) {
      int i = target[q];
      float w = SIGN * RULE.atPre(SIGN * weight[q], y[i]);
      weight[q] = w;
      input[base + i] += w;
    }
  }

  /** The magnitude. */
  private static float weight(PlasticSynapses s, int q) {
    return SIGN * s.weights()[q];
  }

  private static void set(PlasticSynapses s, int q, float magnitude) {
    s.weights()[q] = SIGN * magnitude;
  }

  /** The pre-synaptic trace after the previous spike. */
  private static double trace(PreEvent e) {
    return NEAREST ? (e.previous == Spikes.NEVER ? 0 : 1) : e.values[e.at];
  }
}
