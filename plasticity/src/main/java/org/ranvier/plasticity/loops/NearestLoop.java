package org.ranvier.plasticity.loops;

import java.lang.invoke.MethodHandles;
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
 * The loops of rules in which a spike makes a pair with its nearest neighbours only, and what went before decides with which.
 * Runs in {@linkplain Specialised copies} only, where the constants below are known to the JIT: what stands under a condition
 * on them costs nothing where it does not apply.
 *
 * <p>Times are those at which spikes reach the synapse. For a target, {@code low} and {@code high} are the steps of its spikes
 * between which they are looked at, {@code low < step ≤ high}, and {@code origin} is that which would reach the synapse
 * together with the source's previous spike.
 */
final class NearestLoop extends LoopKernel {
  private static final PairSetup SETUP = Specialised.constant(MethodHandles.lookup(), PairSetup.class);
  private static final PairRule RULE = SETUP.rule();
  private static final boolean PRE_CENTERED = SETUP.pairing() == Pairing.PRE_CENTERED;
  private static final boolean RESTRICTED = SETUP.pairing() == Pairing.RESTRICTED;
  private static final boolean PLAIN = SETUP.plain();
  private static final double SIGN = SETUP.sign() < 0 ? -1 : 1;
  private static final boolean NARROW = SETUP.narrow();
  private static final boolean WIDE = SETUP.wide();
  private static final boolean DRAWN = SETUP.drawn();
  private static final boolean RANDOM = SETUP.random();
  private static final float[] NONE = {};
  private static final double[] NONE_WIDE = {};

  private final Decay plus;
  private final Decay minus;
  private final PostArchive post;
  private final Chance chance;

  NearestLoop(Decay plus, Decay[] traces, Transmission.OnGrid transmission, PostArchive post, Chance chance) {
    super(traces, transmission, SETUP.spikeAtStart());
    this.plus = plus;
    this.post = post;
    this.chance = chance;
    minus = post.decay(0);
  }

  /** Nothing: all that the rule keeps is kept of sources, targets and synapses. */
  @Override
  public void state(StatePort port) {}

  @Override
  @Nullable Chance chance() {
    return RANDOM ? chance : null;
  }

  @Override
  public void deliver(PlasticSynapses synapses, PreEvent e, float[] input, int base) {
    char[] narrow = synapses.narrowTargets();
    int[] wideTargets = synapses.wideTargets();
    float[] weights = synapses.weights();
    double[] wideWeights = synapses.wideWeights();
    char[] dendritic = synapses.dendritic();
    float[] column = PRE_CENTERED && !WIDE ? synapses.column(0) : NONE;
    double[] wideColumn = PRE_CENTERED && WIDE ? synapses.wideColumn(0) : NONE_WIDE;
    int constant = DRAWN ? 0 : synapses.dendritic(e.delay);
    int arrival = e.spike + e.delay;
    int before = e.previous + e.delay;
    double k = trace(e);
    double gain = PLAIN ? 1 : gain(e);
    if (RANDOM) {
      chance.begin(e);
    }
    double carried = PRE_CENTERED ? plus.after(interval(e)) : 0;
    for (int q = e.begin; q < e.end; q++) {
      int i = NARROW ? narrow[q] : wideTargets[q];
      double w = SIGN * (WIDE ? wideWeights[q] : weights[q]);
      int d = DRAWN ? dendritic[q] : constant;
      int origin = before - 2 * d;
      int low = Math.max(origin, e.swept - d);
      int high = arrival - 2 * d;
      int t = post.last(i);
      int n = post.newest(i);
      boolean depress = true;
      if (t > low | t >= high) {
        while (t > high) {
          t = post.step(i, --n); // it is still in the dendrite
        }
        int m = n;
        int first = t;
        while (first > low) {
          first = post.step(i, --m);
        }
        if (PRE_CENTERED) {
          double c = WIDE ? wideColumn[q] : column[q];
          if (m < n & c != 0) {
            w = stored(RULE.atPost(w, c * plus.after(post.step(i, m + 1) - origin)));
            if (WIDE) {
              wideColumn[q] = 0;
            } else {
              column[q] = 0;
            }
          }
        } else {
          depress = t > Math.max(origin, Spikes.NEVER);
          if (m < n & first <= origin & k != 0) {
            w = stored(RULE.atPost(w, k * plus.after(post.step(i, m + 1) - origin)));
          }
        }
        while (t >= high) {
          t = post.step(i, --n);
        }
      } else if (RESTRICTED) {
        depress = t > Math.max(origin, Spikes.NEVER);
      }
      if (!RESTRICTED || depress) {
        w = RULE.atPre(w, minus.after(high - t));
      }
      w *= SIGN;
      if (PRE_CENTERED) {
        if (WIDE) {
          wideColumn[q] = wideColumn[q] * carried + 1;
        } else {
          column[q] = (float) (column[q] * carried + 1);
        }
      }
      if (WIDE) {
        wideWeights[q] = w;
      } else {
        weights[q] = (float) w;
      }
      input[base + i] += (float) (PLAIN ? w : RANDOM ? (chance.transmits(q, i, gain) ? w : 0) : w * gain);
    }
  }

  @Override
  public void catchUp(PlasticSynapses synapses, PreEvent e, int until) {
    double k = trace(e);
    if (k == 0 && !PRE_CENTERED) {
      return;
    }
    int constant = DRAWN ? 0 : synapses.dendritic(e.delay);
    int before = e.previous + e.delay;
    for (int q = e.begin; q < e.end; q++) {
      int i = NARROW ? synapses.narrowTargets()[q] : synapses.wideTargets()[q];
      int d = DRAWN ? synapses.dendritic()[q] : constant;
      int origin = before - 2 * d;
      int low = Math.max(origin, e.swept - d);
      int high = until - d;
      int t = post.last(i);
      if (t <= low) {
        continue;
      }
      int n = post.newest(i);
      while (t > high) {
        t = post.step(i, --n);
      }
      int m = n;
      while (t > low) {
        t = post.step(i, --m);
      }
      if (m >= n) {
        continue;
      }
      double w = SIGN * (WIDE ? synapses.wideWeights()[q] : synapses.weights()[q]);
      if (PRE_CENTERED) {
        double c = WIDE ? synapses.wideColumn(0)[q] : synapses.column(0)[q];
        if (c != 0) {
          w = RULE.atPost(w, c * plus.after(post.step(i, m + 1) - origin));
          if (WIDE) {
            synapses.wideColumn(0)[q] = 0;
          } else {
            synapses.column(0)[q] = 0;
          }
        }
      } else if (t <= origin) {
        w = RULE.atPost(w, k * plus.after(post.step(i, m + 1) - origin));
      }
      w *= SIGN;
      if (WIDE) {
        synapses.wideWeights()[q] = w;
      } else {
        synapses.weights()[q] = (float) w;
      }
    }
  }

  /** The pre-synaptic trace after the previous spike. */
  private static double trace(PreEvent e) {
    return PRE_CENTERED || e.previous != Spikes.NEVER ? 1 : 0;
  }

  private static int interval(PreEvent e) {
    return e.previous == Spikes.NEVER ? FIRST : e.spike - e.previous;
  }

  /** A weight as it is between two events, whether it is stored there or not: so nothing depends on when that is done. */
  private static double stored(double w) {
    return WIDE ? w : (float) w;
  }
}
