package org.ranvier.plasticity.loops;

import java.util.List;
import java.util.Optional;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.CalciumCourse;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.plastic.Synapses;
import org.ranvier.simulator.plastic.Synapses.Column;

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

  private CalciumLoop(Rule rule, Decay decay, PlasticRule.Context c) {
    super(new Decay[] {decay}, rule.transmission.on(c.grid()), false);
    jumpPre = rule.jumpPre;
    jumpPost = rule.jumpPost;
    course = rule.parameters.on(c.grid());
    this.decay = decay;
    post = c.post();
    sign = c.sign() < 0 ? -1 : 1;
    random = rule.transmission.isRandom();
    chance = new Chance(c.seed(), c.projection(), c.firstTarget());
  }

  @Override
  public void deliver(Synapses s, PreEvent e, float[] input, int base) {
    double gain = gain(e);
    chance.begin(e);
    for (int q = e.begin; q < e.end; q++) {
      int den = s.dendritic(q, e.delay);
      int high = e.spike + e.delay - 2 * den;
      int last = replay(s, e, q, den, high);
      between(s, e, q, den, last, high);
      int i = s.target(q);
      double w = s.weight(q);
      input[base + i] += random ? (chance.transmits(q, i, gain) ? (float) w : 0) : (float) (w * gain);
    }
  }

  @Override
  public void catchUp(Synapses s, PreEvent e, int until) {
    for (int q = e.begin; q < e.end; q++) {
      int den = s.dendritic(q, e.delay);
      replay(s, e, q, den, until - den);
    }
  }

  @Override
  public void present(Synapses copies, PreEvent e, int now) {
    for (int q = e.begin; q < e.end; q++) {
      int den = copies.dendritic(q, e.delay);
      between(copies, e, q, den, replay(copies, e, q, den, now - den), now - den);
    }
  }

  @Override
  public boolean accrue(Synapses copies, PreEvent e, int now) {
    present(copies, e, now); // a weight outside of its range is carried on in the same way
    return true;
  }

  /** Goes through the target's spikes up to {@code high}; returns the number of the last of them. */
  private int replay(Synapses s, PreEvent e, int q, int den, int high) {
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
      between(s, e, q, den, m, post.step(i, m + 1));
    }
    return n;
  }

  /** From the last event, the source's previous spike or the target's spike number {@code m}, to the step {@code to}. */
  private void between(Synapses s, PreEvent e, int q, int den, int m, int to) {
    int i = s.target(q);
    int origin = e.previous + e.delay - 2 * den;
    int step = post.step(i, m);
    int from = Math.max(Math.max(origin, step), -den); // at a dendritic delay after that, the simulation begins
    double calcium =
        jumpPre * e.values[e.at] * decay.after(from - origin) + jumpPost * post.value(0, i, m) * decay.after(from - step);
    s.setWeight(q, sign * course.after(sign * s.weight(q), calcium, to - from));
  }

  /**
   * The calcium rule as the engine sees it.
   *
   * @param jumpPre rise of the calcium at a pre-synaptic spike
   * @param jumpPost rise at a post-synaptic one
   */
  record Rule(double jumpPre, double jumpPost, CalciumCourse.Parameters parameters,
      Transmission transmission) implements PlasticRule {
    @Override
    public List<Column> columns() {
      return List.of();
    }

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
      return new CalciumLoop(this, Decay.of(parameters.tauCalciumMs(), context.grid()), context);
    }

    @Override
    public Optional<String> needsGrid() {
      return Optional.of("the course of its calcium is known at steps of the grid");
    }
  }
}
