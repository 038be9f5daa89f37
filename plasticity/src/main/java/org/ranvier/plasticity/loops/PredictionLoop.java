package org.ranvier.plasticity.loops;

import java.util.List;
import org.ranvier.plasticity.potentials.DendriticPrediction;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.Halts;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PlasticSynapses.Column;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.plastic.TargetHistory;
import org.ranvier.simulator.state.StatePort;

/**
 * The loop of learning by dendritic prediction. The targets' errors are kept for a while; when a spike of the source comes, or a rest is over, a
 * synapse goes through those since it did so last. Rests are counted from the source's spike, so that nothing depends on when it is done.
 *
 * <p>With Δ low-passing the product of error and response, {@code ∫Δ dt} over steps is what E loses plus what comes in, E being τ_Δ·Δ.
 */
final class PredictionLoop extends LoopKernel {
  private static final int REST = 512;
  private static final int TRACE_TAUS = 40; // the response is below 1e-17 by then

  private final DendriticPrediction prediction;
  private final double stepMs;
  private final double[] potential;
  private final PostArchive post;
  private final TargetHistory errors;
  private final Decay slow; // of the response
  private final Decay fast;
  private final Decay delta;
  private final double slowStep;
  private final double fastStep;
  private final double deltaStep;
  private final double eta;
  private final double response;
  private final Bounds bounds;
  private final double sign;
  private final boolean random;
  private final Chance chance;
  private final int reach;
  // of the synapse at hand
  private double w;
  private double e; // τ_Δ·Δ
  private int at;
  private Halts halts = new Halts();

  private PredictionLoop(Rule rule, Decay slow, Decay fast, PlasticRule.Context c) {
    super(new Decay[] {slow, fast}, rule.transmission.on(c.grid()), false);
    prediction = rule.prediction;
    this.slow = slow;
    this.fast = fast;
    delta = Decay.of(rule.tauDeltaMs, c.grid());
    slowStep = slow.after(1);
    fastStep = fast.after(1);
    deltaStep = delta.after(1);
    stepMs = c.grid().resolutionMs();
    potential = c.state().getFirst().values();
    post = c.post();
    errors = new TargetHistory(post.neurons(), 2L * REST + 3L * c.longestDelay() + 16);
    eta = rule.eta;
    response = rule.prediction.response();
    bounds = rule.bounds;
    sign = c.sign() < 0 ? -1 : 1;
    random = rule.transmission.isRandom();
    chance = new Chance(c.seed(), c.projection(), c.firstTarget());
    reach = (int) Math.ceil(TRACE_TAUS * Math.max(slow.tauMs(), fast.tauMs()) / stepMs);
  }

  @Override
  public void state(StatePort port) {
    errors.state(port, "errors", "1/ms");
  }

  @Override
  public boolean heeds(Halts halts) {
    this.halts = halts;
    return true;
  }

  @Override
  public int longestRest() {
    return REST;
  }

  @Override
  public void observe(int step) {
    int[] last = post.recent(0);
    for (int i = 0; i < last.length; i++) {
      errors.set(i, step, prediction.error(potential[i], last[i] == step, stepMs));
    }
  }

  @Override
  public void deliver(PlasticSynapses s, PreEvent event, float[] input, int base) {
    double gain = gain(event);
    chance.begin(event);
    for (int q = event.begin; q < event.end; q++) {
      int den = s.dendritic(q, event.delay);
      int i = s.target(q);
      bringTo(s, event, q, event.spike + event.delay - den, true, bounds);
      double weight = s.weight(q);
      input[base + i] += random ? (chance.transmits(q, i, gain) ? (float) weight : 0) : (float) (weight * gain);
    }
  }

  @Override
  public void catchUp(PlasticSynapses s, PreEvent event, int until) {
    for (int q = event.begin; q < event.end; q++) {
      bringTo(s, event, q, until, false, bounds);
    }
  }

  @Override
  public void present(PlasticSynapses copies, PreEvent event, int now) {
    for (int q = event.begin; q < event.end; q++) {
      bringTo(copies, event, q, now, true, bounds);
    }
  }

  @Override
  public boolean accrue(PlasticSynapses copies, PreEvent event, int now) {
    for (int q = event.begin; q < event.end; q++) {
      bringTo(copies, event, q, now, true, Bounds.NONE);
    }
    return true;
  }

  /**
   * Brings a synapse to a moment.
   *
   * @param until in the time of the synapse
   * @param whole whether to go on behind the last rest
   */
  private void bringTo(PlasticSynapses s, PreEvent event, int q, int until, boolean whole, Bounds limits) {
    e = value(s, q);
    if (event.values[event.at] == 0 && e == 0) {
      return;
    }
    w = sign * s.weight(q);
    int den = s.dendritic(q, event.delay);
    int i = s.target(q);
    int origin = event.previous + event.delay - 2 * den;
    int seen = event.swept - den;
    int end = until - den;
    at = seen > origin ? origin + (seen - origin) / REST * REST : origin;
    while (end - at >= REST) {
      go(s, event, i, den, origin, at + REST, limits);
    }
    if (whole && end > at) {
      go(s, event, i, den, origin, end, limits);
    }
    s.setWeight(q, sign * w);
    if (s.isWide()) {
      s.wideColumn(0)[q] = e;
    } else {
      s.column(0)[q] = (float) e;
    }
  }

  /** A value as it is between two rests, whether it is stored there or not. */
  private static double stored(PlasticSynapses s, double x) {
    return s.isWide() ? x : (float) x;
  }

  private static double value(PlasticSynapses s, int q) {
    return s.isWide() ? s.wideColumn(0)[q] : s.column(0)[q];
  }

  private void go(PlasticSynapses s, PreEvent event, int i, int den, int origin, int to, Bounds limits) {
    if (halts.isEmpty()) {
      advance(s, event, i, origin, to, limits);
      return;
    }
    while (at < to) {
      int end = (int) Math.min(to, halts.next(at + den) - den);
      double before = w;
      advance(s, event, i, origin, end, limits);
      w = halts.contains(end + den) ? before : w;
    }
  }

  private void advance(PlasticSynapses s, PreEvent event, int i, int origin, int to, Bounds limits) {
    double before = e;
    double sum = 0;
    int since = at - origin;
    if (since < reach) {
      double l = response * event.values[event.at] * slow.after(since);
      double r = response * event.values[event.at + 1] * fast.after(since);
      double[] error = errors.values();
      int mask = errors.mask();
      int base = i << errors.bits();
      for (int t = at + 1; t <= to; t++) {
        l *= slowStep;
        r *= fastStep;
        double in = (l - r) * error[base | t & mask];
        sum += in;
        e = e * deltaStep + in;
      }
    } else {
      e *= delta.after(to - at);
    }
    w = stored(s, limits.nearest(w + eta * (before - e + sum)));
    e = stored(s, e);
    at = to;
  }

  /**
   * Dendritic prediction as the engine sees it.
   *
   * @param variable of the targets that is read
   */
  record Rule(DendriticPrediction prediction, double eta, double tauDeltaMs, Bounds bounds, String variable, Transmission transmission)
      implements PlasticRule {
    @Override
    public List<Column> columns() {
      return List.of(new Column("E", "1/pA", "low-passed product of the error and the response, times its time constant", 0));
    }

    @Override
    public List<Column> sourceVariables() {
      return SourceVariables.of(2, transmission);
    }

    @Override
    public List<String> targetVariables() {
      return List.of(variable);
    }

    @Override
    public PlasticKernel kernel(Context context) {
      return new PredictionLoop(
          this, Decay.of(prediction.tauMembraneMs(), context.grid()), Decay.of(prediction.tauSynapseMs(), context.grid()), context);
    }
  }
}
