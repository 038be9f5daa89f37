package org.ranvier.plasticity.loops;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.simulator.plastic.ExactDelays;
import org.ranvier.simulator.plastic.ExactEvent;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PostTimes;

/**
 * The loop of all rules of pairs and triplets in continuous time. Runs in {@linkplain Specialised copies} only, where the constants
 * below are known to the JIT.
 *
 * <p>All times are those at which spikes reach the synapse: {@code origin} for the source's previous spike, {@code high} for the present one; the
 * target's spikes count that are later than {@code low}, which is {@code origin} or where all synapses have been brought up to date, and not
 * later than {@code high}.
 */
final class ExactPairLoop extends ExactLoop {
  private static final PairSetup SETUP = Specialised.constant(MethodHandles.lookup(), PairSetup.class);
  private static final PairRule RULE = SETUP.rule();
  private static final Triplets AMPLITUDES = SETUP.amplitudes();
  private static final boolean TRIPLET = SETUP.pairing() == Pairing.TRIPLET;
  private static final boolean PRE_CENTERED = SETUP.pairing() == Pairing.PRE_CENTERED;
  private static final boolean RESTRICTED = SETUP.pairing() == Pairing.RESTRICTED;
  private static final boolean ALL = TRIPLET || SETUP.pairing() == Pairing.ALL_TO_ALL;
  private static final boolean PLAIN = SETUP.plain();
  private static final double SIGN = SETUP.sign() < 0 ? -1 : 1;
  private static final boolean NARROW = SETUP.narrow();
  private static final boolean WIDE = SETUP.wide();
  private static final boolean RANDOM = SETUP.random();

  private final double plus;
  private final double minus;
  private final double slowPlus;
  private final PostTimes post;
  private final ExactDelays delays;
  private final ExactChance chance;
  private int[] window = new int[16]; // spikes of a target that count, the last first

  ExactPairLoop(
      double plusMs, double slowPlusMs, Transmission.InTime transmission, PostTimes post, ExactDelays delays, ExactChance chance) {
    super(TRIPLET ? new double[] {plusMs, slowPlusMs} : ALL ? new double[] {plusMs} : new double[0], transmission, SETUP.spikeAtStart());
    plus = plusMs;
    slowPlus = slowPlusMs;
    minus = post.tauMs(0);
    this.post = post;
    this.delays = delays;
    this.chance = chance;
  }

  @Override
  @Nullable ExactChance chance() {
    return RANDOM ? chance : null;
  }

  @Override
  public void deliver(PlasticSynapses s, ExactEvent e, double[] delivered) {
    double k = trace(e);
    double gain = PLAIN ? 1 : gain(e);
    double interval = e.spike - e.previous;
    double slow = 1;
    if (TRIPLET) {
      slow = AMPLITUDES.a2Minus() + AMPLITUDES.a3Minus() * e.values[e.at + 1] * Math.exp(-interval / slowPlus);
    }
    double carried = PRE_CENTERED ? Math.exp(-interval / plus) : 0;
    if (RANDOM) {
      chance.begin(e);
    }
    for (int q = e.begin; q < e.end; q++) {
      int i = NARROW ? s.narrowTargets()[q] : s.wideTargets()[q];
      double axonal = delays.axonal(q);
      double dendritic = delays.dendritic(q);
      double origin = e.previous + axonal;
      double high = e.spike + axonal;
      int n = post.newest(i);
      while (post.time(n) + dendritic > high) {
        n = post.before(n); // it is still in the dendrite
      }
      double w = potentiated(s, q, weight(s, q), n, dendritic, origin, e.swept, k);
      boolean depress = !RESTRICTED || post.time(n) + dendritic > origin;
      while (post.time(n) + dendritic >= high) {
        n = post.before(n);
      }
      if (depress) {
        double y = Math.exp((post.time(n) + dendritic - high) / minus);
        w = RULE.atPre(w, ALL ? y * post.value(0, n) * slow : y);
      }
      if (PRE_CENTERED) {
        setColumn(s, q, column(s, q) * carried + 1);
      }
      set(s, q, w);
      double stored = s.weight(q);
      delivered[q - e.begin] = PLAIN ? stored : RANDOM ? (chance.transmits(s, q, gain) ? stored : 0) : stored * gain;
    }
  }

  @Override
  public void catchUp(PlasticSynapses s, ExactEvent e, double untilMs) {
    double k = trace(e);
    if (k == 0 && !PRE_CENTERED) {
      return;
    }
    for (int q = e.begin; q < e.end; q++) {
      int i = NARROW ? s.narrowTargets()[q] : s.wideTargets()[q];
      double dendritic = delays.dendritic(q);
      double origin = e.previous + delays.axonal(q);
      int n = post.newest(i);
      if (post.time(n) + dendritic > Math.max(origin, e.swept)) {
        while (post.time(n) + dendritic > untilMs) {
          n = post.before(n);
        }
        set(s, q, potentiated(s, q, weight(s, q), n, dendritic, origin, e.swept, k));
      }
    }
  }

  /** The weight after the target's spikes up to spike {@code n}. */
  private double potentiated(PlasticSynapses s, int q, double before, int n, double dendritic, double origin, double swept, double k) {
    double low = Math.max(origin, swept);
    int count = 0;
    int m = n;
    while (post.time(m) + dendritic > low) {
      if (count == window.length) {
        window = Arrays.copyOf(window, 2 * count);
      }
      window[count++] = m;
      m = post.before(m);
    }
    if (count == 0 || k == 0) {
      return before;
    }
    if (PRE_CENTERED || RESTRICTED) {
      double first = Math.exp((origin - post.time(window[count - 1]) - dendritic) / plus);
      if (PRE_CENTERED) {
        double c = column(s, q);
        setColumn(s, q, 0);
        return c == 0 ? before : stored(RULE.atPost(before, c * first));
      }
      return post.time(m) + dendritic <= origin ? stored(RULE.atPost(before, first)) : before;
    }
    double w = before;
    while (count > 0) {
      int spike = window[--count];
      double x = k * Math.exp((origin - post.time(spike) - dendritic) / plus);
      if (TRIPLET) {
        x *= AMPLITUDES.a2Plus() + AMPLITUDES.a3Plus() * (post.value(1, spike) - 1);
      }
      w = stored(RULE.atPost(w, x));
    }
    return w;
  }

  /** The pre-synaptic trace after the previous spike. */
  private static double trace(ExactEvent e) {
    return ALL ? e.values[e.at] : PRE_CENTERED || e.previous != NEVER ? 1 : 0;
  }

  private static double column(PlasticSynapses s, int q) {
    return WIDE ? s.wideColumn(0)[q] : s.column(0)[q];
  }

  private static void setColumn(PlasticSynapses s, int q, double value) {
    if (WIDE) {
      s.wideColumn(0)[q] = value;
    } else {
      s.column(0)[q] = (float) value;
    }
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

  /** A weight as it is between two events, whether it is stored there or not: so nothing depends on when that is done. */
  private static double stored(double w) {
    return WIDE ? w : (float) w;
  }
}
