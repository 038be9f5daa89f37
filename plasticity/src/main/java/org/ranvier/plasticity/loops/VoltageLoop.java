package org.ranvier.plasticity.loops;

import java.util.List;
import org.ranvier.plasticity.potentials.VoltageHistory;
import org.ranvier.plasticity.potentials.VoltagePairing;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.Halts;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PlasticSynapses.Column;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.state.StatePort;

/**
 * The loop of the voltage-based rule: a spike of the source first adds what the target's potential has potentiated since the spike before,
 * then takes away what it depresses.
 *
 * <p>What potentiates more than {@link #TRACE_TAUS} time constants after the source's spike is left out: its trace is below 1e-17 by then. So all that a
 * spike potentiates is known after a while, and is added to the weight at once, whenever that happens to be.
 */
final class VoltageLoop extends LoopKernel {
  private static final int TRACE_TAUS = 40;
  private static final int LEAST_REST = 4096;

  private final VoltageHistory history;
  private final Decay trace;
  private final double scale; // of the pre-synaptic trace
  private final Bounds bounds;
  private final double sign;
  private final boolean random;
  private final Chance chance;
  private final int reach; // steps
  private final int rest;
  private Halts halts = new Halts();

  private VoltageLoop(Rule rule, Decay trace, PlasticRule.Context c) {
    super(new Decay[] {trace}, rule.transmission.on(c.grid()), false);
    this.trace = trace;
    scale = 1 / rule.pairing.tauXMs();
    bounds = rule.bounds;
    sign = c.sign() < 0 ? -1 : 1;
    random = rule.transmission.isRandom();
    chance = new Chance(c.seed(), c.projection(), c.firstTarget());
    reach = (int) Math.ceil(TRACE_TAUS * rule.pairing.tauXMs() / c.grid().resolutionMs());
    rest = Math.max(LEAST_REST, reach);
    int window = rest + reach + 3 * c.longestDelay() + 16;
    history =
        new VoltageHistory(rule.pairing, c.grid(), c.state().getFirst().values(), c.post(), 3 * c.longestDelay() + 16, window);
  }

  @Override
  public void state(StatePort port) {
    history.state(port);
  }

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
  public void observe(int step) {
    history.observe(step);
  }

  @Override
  public void deliver(PlasticSynapses s, PreEvent e, float[] input, int base) {
    double gain = gain(e);
    chance.begin(e);
    for (int q = e.begin; q < e.end; q++) {
      int den = s.dendritic(q, e.delay);
      int i = s.target(q);
      int high = e.spike + e.delay - 2 * den;
      if (potentiatesAfter(e, den)) {
        s.setWeight(q, sign * bounds.nearest(sign * s.weight(q) + potentiation(e, i, den, high)));
      }
      if (halts.isEmpty() || !halts.contains(high + den)) {
        s.setWeight(q, sign * bounds.nearest(sign * s.weight(q) - history.depression(i, high)));
      }
      double w = s.weight(q);
      input[base + i] += random ? (chance.transmits(q, i, gain) ? (float) w : 0) : (float) (w * gain);
    }
  }

  @Override
  public void catchUp(PlasticSynapses s, PreEvent e, int until) {
    for (int q = e.begin; q < e.end; q++) {
      int den = s.dendritic(q, e.delay);
      int end = origin(e, den) + reach;
      if (potentiatesAfter(e, den) && end <= until - den) {
        s.setWeight(q, sign * bounds.nearest(sign * s.weight(q) + potentiation(e, s.target(q), den, end)));
      }
    }
  }

  @Override
  public void present(PlasticSynapses copies, PreEvent e, int now) {
    bringTo(copies, e, now, bounds);
  }

  @Override
  public boolean accrue(PlasticSynapses copies, PreEvent e, int now) {
    bringTo(copies, e, now, Bounds.NONE);
    return true;
  }

  private void bringTo(PlasticSynapses s, PreEvent e, int now, Bounds limits) {
    for (int q = e.begin; q < e.end; q++) {
      int den = s.dendritic(q, e.delay);
      if (potentiatesAfter(e, den)) {
        s.setWeight(q, sign * limits.nearest(sign * s.weight(q) + potentiation(e, s.target(q), den, now - den)));
      }
    }
  }

  /** Whether what the source's previous spike potentiates has still to be added. */
  private boolean potentiatesAfter(PreEvent e, int den) {
    return e.values[e.at] > 0 && e.swept - den < origin(e, den) + reach;
  }

  /** The target's step that reaches the synapse together with the source's previous spike. */
  private static int origin(PreEvent e, int den) {
    return e.previous + e.delay - 2 * den;
  }

  /** What the source's previous spike and those before have potentiated up to the target's step {@code high}. */
  private double potentiation(PreEvent e, int i, int den, int high) {
    int origin = origin(e, den);
    int last = Math.min(high, origin + reach);
    int n = history.newest(i);
    while (history.step(i, n) > last) {
      n--;
    }
    double sum = 0;
    for (int t = history.step(i, n); t > origin; t = history.step(i, --n)) {
      if (halts.isEmpty() || !halts.contains(t + den)) {
        sum += history.amount(i, n) * trace.after(t - origin);
      }
    }
    return scale * e.values[e.at] * sum;
  }

  /**
   * The voltage-based rule as the engine sees it.
   *
   * @param variable of the targets that is read
   */
  record Rule(VoltagePairing pairing, Bounds bounds, String variable, Transmission transmission) implements PlasticRule {
    @Override
    public List<Column> sourceVariables() {
      return SourceVariables.of(1, transmission);
    }

    @Override
    public List<String> targetVariables() {
      return List.of(variable);
    }

    @Override
    public PlasticKernel kernel(Context context) {
      return new VoltageLoop(this, Decay.of(pairing.tauXMs(), context.grid()), context);
    }
  }
}
