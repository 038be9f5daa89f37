package org.ranvier.plasticity.loops;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.CalciumCourse;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.Halts;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PlasticSynapses.Column;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.state.StatePort;

/**
 * The loop of the calcium rule: from event to event of a synapse, the weight follows the course of the calcium. The calcium
 * itself is the sum of the source's and the target's traces, so a synapse stores nothing of it.
 */
final class CalciumLoop extends LoopKernel {
  private final double jumpPre;
  private final double jumpPost;
  private final CalciumCourse course;
  private final Decay decay;
  private final PostArchive post;
  private final double sign;
  private final boolean random;
  private final Chance chance;

  private final @Nullable LateTrace late; // where there is a delay
  private final boolean noisy;
  private final long noiseKey;
  private final RandomStream noise;
  private final int firstTarget;
  private long fragment; // the key of its noise
  private Halts halts = new Halts();

  private CalciumLoop(Rule rule, Decay decay, PlasticRule.Context c, Transmission.OnGrid transmission) {
    super(new Decay[] {decay}, transmission, false);
    late = transmission instanceof LateTrace t ? t : null;
    noisy = rule.parameters.sigma() > 0;
    noiseKey = RandomKey.of(c.seed(), "projection", c.projection(), "noise");
    noise = new RandomStream(noiseKey);
    firstTarget = c.firstTarget();
    jumpPre = rule.jumpPre;
    jumpPost = rule.jumpPost;
    course = rule.parameters.on(c.grid());
    this.decay = decay;
    post = c.post();
    sign = c.sign() < 0 ? -1 : 1;
    random = rule.transmission.isRandom();
    chance = new Chance(c.seed(), c.projection(), c.firstTarget());
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
  public void deliver(PlasticSynapses s, PreEvent e, float[] input, int base) {
    double gain = gain(e);
    chance.begin(e);
    begin(e);
    for (int q = e.begin; q < e.end; q++) {
      int den = s.dendritic(q, e.delay);
      int high = e.spike + e.delay - 2 * den;
      int last = replay(s, e, q, den, high);
      between(s, e, q, den, last, high, noisy);
      int i = s.target(q);
      double w = s.weight(q);
      input[base + i] += random ? (chance.transmits(q, i, gain) ? (float) w : 0) : (float) (w * gain);
    }
  }

  @Override
  public void catchUp(PlasticSynapses s, PreEvent e, int until) {
    begin(e);
    for (int q = e.begin; q < e.end; q++) {
      int den = s.dendritic(q, e.delay);
      replay(s, e, q, den, until - den);
    }
  }

  @Override
  public void present(PlasticSynapses copies, PreEvent e, int now) {
    begin(e);
    for (int q = e.begin; q < e.end; q++) {
      int den = copies.dendritic(q, e.delay);
      between(copies, e, q, den, replay(copies, e, q, den, now - den), now - den, false);
    }
  }

  @Override
  public boolean accrue(PlasticSynapses copies, PreEvent e, int now) {
    present(copies, e, now); // a weight outside of its range is carried on in the same way
    return true;
  }

  /** Goes through the target's spikes up to {@code high}; returns the number of the last of them. */
  private int replay(PlasticSynapses s, PreEvent e, int q, int den, int high) {
    int i = s.target(q);
    int low = Math.max(e.previous + e.delay - den, e.swept) - den;
    int n = post.newest(i);
    while (post.step(i, n) > high) {
      n--;
    }
    int m = n;
    while (post.step(i, m) > low) {
      m--;
    }
    for (; m < n; m++) {
      between(s, e, q, den, m, post.step(i, m + 1), noisy);
    }
    return n;
  }

  /** From the last event, the source's previous spike or the target's spike number {@code m}, to the step {@code to}. */
  private void between(PlasticSynapses s, PreEvent e, int q, int den, int m, int to, boolean shaken) {
    int i = s.target(q);
    int origin = e.previous + e.delay - 2 * den;
    int step = post.step(i, m);
    int from = Math.max(Math.max(origin, step), -den); // at a dendritic delay after that, the simulation begins
    if (halts.isEmpty()) {
      follow(s, e, q, den, m, from, to, shaken);
      return;
    }
    while (from < to) {
      int end = (int) Math.min(to, halts.next(from + den) - den);
      if (!halts.contains(end + den)) {
        follow(s, e, q, den, m, from, end, shaken);
      }
      from = end;
    }
  }

  private void follow(PlasticSynapses s, PreEvent e, int q, int den, int m, int from, int to, boolean shaken) {
    int i = s.target(q);
    int origin = e.previous + e.delay - 2 * den;
    int step = post.step(i, m);
    double w = sign * s.weight(q);
    if (late == null) {
      double calcium =
          jumpPre * e.values[e.at] * decay.after(from - origin) + jumpPost * post.value(0, i, m) * decay.after(from - step);
      w = course.after(w, calcium, to - from, normal(shaken, i, to + den));
    } else {
      int at = e.at + traces.length;
      int k = 0; // the last spike of the source that acts by now
      while (late.trace(e.values, at, k) > 0 && origin + late.acts(e.values, at, k) > from) {
        k++;
      }
      for (int now = from; now < to; k--) {
        double pre = late.trace(e.values, at, k);
        double calcium = pre == 0 ? 0 : jumpPre * pre * decay.after(now - origin - late.acts(e.values, at, k));
        calcium += jumpPost * post.value(0, i, m) * decay.after(now - step);
        int next = k == 0 ? to : Math.min(to, origin + late.acts(e.values, at, k - 1));
        w = course.after(w, calcium, next - now, normal(shaken, i, next + den));
        now = next;
      }
    }
    s.setWeight(q, sign * w);
  }

  private void begin(PreEvent e) {
    if (noisy) {
      fragment = RandomKey.bits(noiseKey, (long) e.source << 32 | e.delay);
    }
  }

  /** The noise of the time that ends at a step of the synapse. */
  private double normal(boolean shaken, int target, int step) {
    if (!shaken) {
      return 0;
    }
    noise.select(RandomKey.bits(RandomKey.bits(fragment, firstTarget + target), step), 0);
    return noise.nextGaussian();
  }

  /**
   * The calcium rule as the engine sees it.
   *
   * @param jumpPre rise of the calcium at a pre-synaptic spike
   * @param jumpPost rise at a post-synaptic one
   * @param preDelayMs from a pre-synaptic spike to the rise
   */
  record Rule(double jumpPre, double jumpPost, double preDelayMs, CalciumCourse.Parameters parameters,
      Transmission transmission) implements PlasticRule {
    @Override
    public List<Column> sourceVariables() {
      return SourceVariables.of(1, transmission);
    }

    @Override
    public List<Double> postTausMs() {
      return List.of(parameters.tauCalciumMs());
    }

    @Override
    public PlasticKernel kernel(Context context) {
      Decay decay = Decay.of(parameters.tauCalciumMs(), context.grid());
      int delay = (int) context.grid().nearestStep(preDelayMs);
      Transmission.OnGrid plain = transmission.on(context.grid());
      return new CalciumLoop(this, decay, context, delay > 0 ? LateTrace.of(plain, decay, delay) : plain);
    }

    @Override
    public Optional<String> needsGrid() {
      return Optional.of("the course of its calcium is known at steps of the grid");
    }
  }
}
