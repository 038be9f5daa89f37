package org.ranvier.plasticity.loops;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PlasticSynapses.Column;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.state.StatePort;

/**
 * The loop of burst-dependent plasticity. What a spike of a target teaches is found out once, when it is fired, and kept beside it; a synapse goes through
 * them when a spike of its source is delivered.
 */
final class BurstLoop extends LoopKernel {
  private final Decay trace;
  private final PostArchive post;
  private final Parameters p;
  private final int burstSteps;
  private final Decay average;
  private final double[] events; // moving average of each target's events, times its time constant, at its last spike
  private final double[] bursts;
  private final int[] lastSpike;
  private final boolean[] inBurst; // whether the last spike was in a burst
  private final Bounds bounds;
  private final double sign;
  private final boolean random;
  private final Chance chance;

  private BurstLoop(Rule rule, Decay trace, PlasticRule.Context c) {
    super(new Decay[] {trace}, rule.transmission.on(c.grid()), false);
    this.trace = trace;
    p = rule.parameters;
    post = c.post();
    burstSteps = (int) Math.round(p.burstMs / c.grid().resolutionMs());
    average = Decay.of(p.averageMs, c.grid());
    events = new double[post.neurons()];
    bursts = new double[post.neurons()];
    double before = p.eventsBefore;
    Arrays.fill(events, before);
    Arrays.fill(bursts, before * p.probabilityBefore);
    lastSpike = new int[post.neurons()];
    inBurst = new boolean[post.neurons()];
    bounds = rule.bounds;
    sign = c.sign() < 0 ? -1 : 1;
    random = rule.transmission.isRandom();
    chance = new Chance(c.seed(), c.projection(), c.firstTarget());
  }

  @Override
  public void state(StatePort port) {
    port.perNeuron("events", "1", events);
    port.perNeuron("bursts", "1", bursts);
    port.perNeuron("last spike", "step", lastSpike);
    int[] in = new int[inBurst.length];
    Arrays.setAll(in, i -> inBurst[i] ? 1 : 0);
    port.perNeuron("in a burst", "1", in);
    for (int i = 0; i < in.length; i++) {
      inBurst[i] = in[i] == 1;
    }
  }

  /** Sources are heard by their events too: further spikes of a burst add nothing to the trace. */
  @Override
  double jump(int interval) {
    return interval <= burstSteps ? 0 : 1;
  }

  @Override
  public void targetFires(int i, int step) {
    boolean first = post.newest(i) == 1;
    boolean soon = !first && step - lastSpike[i] <= burstSteps;
    double left = average.after(step - lastSpike[i]); // averages begin at step 0
    events[i] *= left;
    bursts[i] *= left;
    double teaches = 0;
    if (!soon) {
      teaches = events[i] > 0 ? -bursts[i] / events[i] : -p.probabilityBefore;
      events[i] += 1;
    } else if (!inBurst[i]) {
      teaches = 1;
      bursts[i] += 1;
    }
    inBurst[i] = soon;
    lastSpike[i] = step;
    post.setMark(0, i, p.eta * teaches);
  }

  @Override
  @Nullable Chance chance() {
    return random ? chance : null;
  }

  @Override
  public void deliver(PlasticSynapses s, PreEvent e, float[] input, int base) {
    double gain = gain(e);
    chance.begin(e);
    for (int q = e.begin; q < e.end; q++) {
      int den = s.dendritic(q, e.delay);
      int i = s.target(q);
      replay(s, e, q, i, den, e.spike + e.delay - 2 * den);
      double w = s.weight(q);
      input[base + i] += random ? (chance.transmits(q, i, gain) ? (float) w : 0) : (float) (w * gain);
    }
  }

  @Override
  public void catchUp(PlasticSynapses s, PreEvent e, int until) {
    for (int q = e.begin; q < e.end; q++) {
      int den = s.dendritic(q, e.delay);
      replay(s, e, q, s.target(q), den, until - den);
    }
  }

  private void replay(PlasticSynapses s, PreEvent e, int q, int i, int den, int high) {
    double x = e.values[e.at];
    int origin = e.previous + e.delay - 2 * den;
    int low = Math.max(origin, e.swept - den);
    if (x == 0 || post.last(i) <= low) {
      return;
    }
    int n = post.newest(i);
    while (post.step(i, n) > high) {
      n--; // it is still in the dendrite
    }
    int m = n;
    while (post.step(i, m) > low) {
      m--;
    }
    while (m < n) {
      m++;
      double change = post.mark(0, i, m) * x * trace.after(post.step(i, m) - origin);
      s.setWeight(q, sign * bounds.nearest(sign * s.weight(q) + change));
    }
  }

  /**
   * Parameters of the rule.
   *
   * @param eta change of the weight by a burst right after a pre-synaptic event
   * @param burstMs spikes that follow one another within this time are of one burst
   * @param traceMs time constant of the pre-synaptic trace
   * @param averageMs time constant of the moving averages
   * @param probabilityBefore burst probability with which averages begin
   * @param eventsBefore for how many events that counts
   */
  record Parameters(double eta, double burstMs, double traceMs, double averageMs, double probabilityBefore, double eventsBefore) {}

  /** Burst-dependent plasticity as the engine sees it. */
  record Rule(Parameters parameters, Bounds bounds, Transmission transmission) implements PlasticRule {
    @Override
    public List<Column> sourceVariables() {
      return SourceVariables.of(1, transmission);
    }

    @Override
    public int marks() {
      return 1;
    }

    @Override
    public PlasticKernel kernel(Context context) {
      return new BurstLoop(this, Decay.of(parameters.traceMs, context.grid()), context);
    }
  }
}
