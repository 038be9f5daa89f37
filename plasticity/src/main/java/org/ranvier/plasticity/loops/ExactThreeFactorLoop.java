package org.ranvier.plasticity.loops;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.simulator.plastic.ExactDelays;
import org.ranvier.simulator.plastic.ExactEvent;
import org.ranvier.simulator.plastic.Halts;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PostTimes;

/**
 * {@link ThreeFactorLoop} in continuous time. Runs in {@linkplain Specialised copies} only, where the constants below are known to the
 * JIT.
 *
 * <p>All times are those at which spikes reach the synapse. Its state is that right after its last event, or a number of whole rests after that
 * up to which all synapses have been swept; counted from the event, so that no bit depends on when it is computed.
 */
final class ExactThreeFactorLoop extends ExactLoop {
  private static final ThreeFactorSetup SETUP = Specialised.constant(MethodHandles.lookup(), ThreeFactorSetup.class);
  private static final PairRule RULE = SETUP.rule();
  private static final Bounds BOUNDS = SETUP.bounds();
  private static final boolean SECOND = SETUP.second();
  private static final boolean PLAIN = SETUP.plain();
  private static final boolean RANDOM = SETUP.random();
  private static final double SIGN = SETUP.sign() < 0 ? -1 : 1;
  private static final boolean NARROW = SETUP.narrow();
  private static final boolean WIDE = SETUP.wide();

  private final double plus;
  private final double minus;
  private final PostTimes post;
  private final ExactDelays delays;
  private final ExactChance chance;
  private final ExactTrace a;
  private final ExactTrace b;
  private final double rest;
  private int[] window = new int[16]; // spikes of a target that count, the last first

  // The synapse that is being looked at.
  private double w;
  private double ca;
  private double cb;
  private double event; // its last one
  private int rests; // that have passed since
  private double at; // time of its state
  private boolean free; // of bounds
  private Halts halts = new Halts();

  ExactThreeFactorLoop(
      double plusMs, Transmission.InTime transmission, PostTimes post, ExactDelays delays, ExactChance chance, ExactTrace a, ExactTrace b,
      double restMs) {
    super(new double[] {plusMs}, transmission, false);
    plus = plusMs;
    minus = post.tauMs(0);
    this.post = post;
    this.delays = delays;
    this.chance = chance;
    this.a = a;
    this.b = b;
    rest = restMs;
  }

  @Override
  public boolean heeds(Halts halts) {
    this.halts = halts;
    return true;
  }

  @Override
  public double longestRestMs() {
    return rest;
  }

  @Override
  public void deliver(PlasticSynapses s, ExactEvent e, double[] delivered) {
    double k = e.values[e.at];
    double gain = PLAIN ? 1 : gain(e);
    if (RANDOM) {
      chance.begin(e);
    }
    for (int q = e.begin; q < e.end; q++) {
      int i = target(s, q);
      double axonal = delays.axonal(q);
      double dendritic = delays.dendritic(q);
      double high = e.spike + axonal;
      load(s, q);
      int n = replay(k, i, dendritic, e.previous + axonal, e.swept, high);
      carry(high, i);
      while (post.time(n) + dendritic >= high) { // strictly earlier spikes count
        n = post.before(n);
      }
      double jump = RULE.atPre(w, post.value(0, n) * Math.exp((post.time(n) + dendritic - high) / minus)) - w;
      ca += a.atPre() * jump;
      if (SECOND) {
        cb += b.atPre() * jump;
      }
      store(s, q);
      double stored = s.weight(q);
      delivered[q - e.begin] = PLAIN ? stored : RANDOM ? (chance.transmits(s, q, gain) ? stored : 0) : stored * gain;
    }
  }

  @Override
  public void catchUp(PlasticSynapses s, ExactEvent e, double untilMs) {
    bringTo(s, e, untilMs, false);
  }

  @Override
  public void present(PlasticSynapses copies, ExactEvent e, double nowMs) {
    bringTo(copies, e, nowMs, true);
  }

  @Override
  public boolean accrues() {
    return true;
  }

  @Override
  public void accrue(PlasticSynapses copies, ExactEvent e, double nowMs) {
    free = true;
    bringTo(copies, e, nowMs, true);
    free = false;
  }

  private void bringTo(PlasticSynapses s, ExactEvent e, double until, boolean whole) {
    double k = e.values[e.at];
    for (int q = e.begin; q < e.end; q++) {
      load(s, q);
      if (k == 0 && idle()) {
        continue;
      }
      int i = target(s, q);
      replay(k, i, delays.dendritic(q), e.previous + delays.axonal(q), e.swept, until);
      if (whole) {
        carry(until, i);
      } else {
        while (!idle() && event + (rests + 1) * rest <= until) {
          advance(event + ++rests * rest, i);
        }
      }
      store(s, q);
    }
  }

  private boolean idle() {
    return ca == 0 && (!SECOND || cb == 0);
  }

  /**
   * Goes through the target's spikes up to {@code high} that have not been taken account of.
   *
   * @return the last of them, or the one before if there are none
   */
  private int replay(double k, int i, double dendritic, double origin, double swept, double high) {
    double low = Math.max(origin, swept);
    int n = post.newest(i);
    while (post.time(n) + dendritic > high) {
      n = post.before(n); // it is still in the dendrite
    }
    int count = 0;
    int m = n;
    while (post.time(m) + dendritic > low) {
      if (count == window.length) {
        window = Arrays.copyOf(window, 2 * count);
      }
      window[count++] = m;
      m = post.before(m);
    }
    begin(Math.max(origin, post.time(m) + dendritic), swept);
    while (count > 0) {
      double t = post.time(window[--count]) + dendritic;
      carry(t, i);
      if (k != 0) {
        double jump = RULE.atPost(w, k * Math.exp((origin - t) / plus)) - w;
        ca = stored(ca + a.atPost() * jump);
        if (SECOND) {
          cb = stored(cb + b.atPost() * jump);
        }
      }
      begin(t, NEVER);
    }
    return n;
  }

  /** The state is that of an event, or of the last whole rest since that has been swept. */
  private void begin(double last, double swept) {
    event = last;
    rests = 0;
    at = last;
    if (swept > last && !idle()) {
      rests = (int) ((swept - last) / rest);
      while (event + rests * rest > swept) {
        rests--;
      }
      while (event + (rests + 1) * rest <= swept) {
        rests++;
      }
      at = event + rests * rest;
    }
  }

  /** Brings the state to a time, with a stop at each rest. */
  private void carry(double time, int i) {
    while (!idle() && event + (rests + 1) * rest < time) {
      advance(event + ++rests * rest, i);
    }
    advance(time, i);
  }

  private void advance(double time, int i) {
    double ms = time - at;
    if (ms > 0) {
      double change = 0;
      if (ca != 0) {
        change = change(a, ca, at, time, i);
        ca = stored(ca * a.left(ms));
      }
      if (SECOND && cb != 0) {
        change += change(b, cb, at, time, i);
        cb = stored(cb * b.left(ms));
      }
      if (change != 0) {
        w = stored(free ? w + change : BOUNDS.nearest(w + change));
      }
    }
    at = time;
  }

  /** Of the time in which synapses learn. */
  private double change(ExactTrace trace, double c, double from, double to, int i) {
    if (halts.isEmpty()) {
      return trace.change(c, from, to, i);
    }
    double sum = 0;
    for (double begin = from; begin < to; ) {
      double until = Math.min(to, halts.next(begin));
      if (!halts.contains(until)) {
        sum += trace.change(begin == from ? c : c * trace.left(begin - from), begin, until, i);
      }
      begin = until;
    }
    return sum;
  }

  private static int target(PlasticSynapses s, int q) {
    return NARROW ? s.narrowTargets()[q] : s.wideTargets()[q];
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
