package org.ranvier.plasticity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ranvier.plasticity.loops.Pairing;
import org.ranvier.plasticity.loops.Triplets;
import org.ranvier.plasticity.weights.PairRule;

/**
 * One synapse that is updated at every event, event by event in the order in which they reach it, with traces of its own: the
 * plainest way to do it.
 */
public final class Oracle {
  /** Time constants, in steps or in ms, as all times. */
  public record Times(double plus, double minus, double slowPlus, double slowMinus) {}

  private record Event(double step, boolean pre) {}

  private final Pairing pairing;
  private final PairRule rule;
  private final Triplets amplitudes;
  private final Times times;
  private double w;
  private double x; // traces at the last pre- or post-synaptic spike
  private double x2;
  private double y;
  private double y2;
  private double centered;
  private double lastPre = -1;
  private double lastPost = -1;
  private boolean postSincePre;

  /** The weight when a spike of the source is delivered. */
  public record Delivered(double spike, double weight) {}

  private final List<Delivered> delivered = new ArrayList<>();

  public Oracle(Pairing pairing, PairRule rule, Triplets amplitudes, Times times, double weight) {
    this.pairing = pairing;
    this.rule = rule;
    this.amplitudes = amplitudes;
    this.times = times;
    w = weight;
  }

  /** Takes account of all spikes that reach the synapse up to {@code until}. */
  public double run(int[] pre, int[] post, int axonal, int dendritic, int until) {
    return run(Arrays.stream(pre).asDoubleStream().toArray(), Arrays.stream(post).asDoubleStream().toArray(), axonal, dendritic, (double) until);
  }

  /** The same for times in ms. */
  public double run(double[] pre, double[] post, double axonal, double dendritic, double until) {
    var events = new ArrayList<Event>();
    for (double t : pre) {
      events.add(new Event(t + axonal, true));
    }
    for (double t : post) {
      events.add(new Event(t + dendritic, false));
    }
    events.sort(Comparator.comparingDouble(Event::step).thenComparing(e -> e.pre ? 1 : 0)); // post first
    for (int k = 0; k < events.size() && events.get(k).step <= until; k++) {
      Event e = events.get(k);
      if (e.pre) {
        boolean together = k > 0 && events.get(k - 1).step == e.step;
        atPre(e.step, together);
        delivered.add(new Delivered(e.step - axonal, w));
      } else {
        atPost(e.step);
      }
    }
    return w;
  }

  public List<Delivered> delivered() {
    return delivered;
  }

  private void atPost(double t) {
    double since = lastPre < 0 ? Double.POSITIVE_INFINITY : t - lastPre;
    double nearest = Math.exp(-since / times.plus);
    switch (pairing) {
      case ALL_TO_ALL -> w = rule.atPost(w, x * nearest);
      case NEAREST_SYMMETRIC -> w = rule.atPost(w, nearest);
      case TRIPLET -> {
        double slow = y2 * Math.exp(-(lastPost < 0 ? 0 : t - lastPost) / times.slowMinus);
        w = rule.atPost(w, x * nearest * (amplitudes.a2Plus() + amplitudes.a3Plus() * slow));
      }
      case PRE_CENTERED -> {
        if (centered > 0) {
          w = rule.atPost(w, centered * nearest);
        }
        centered = 0;
      }
      case RESTRICTED -> {
        if (!postSincePre && lastPre >= 0) {
          w = rule.atPost(w, nearest);
        }
      }
    }
    double gap = lastPost < 0 ? 0 : t - lastPost;
    before = new double[] {y, lastPost};
    y = y * Math.exp(-gap / times.minus) + 1;
    y2 = y2 * Math.exp(-gap / times.slowMinus) + 1;
    lastPost = t;
    postSincePre = true;
  }

  private double[] before = {0, -1}; // post-synaptic trace at the last spike but one, and its step

  private void atPre(double t, boolean together) {
    // A post-synaptic spike that comes at the same moment does not count.
    double trace = together ? before[0] : y;
    double last = together ? before[1] : lastPost;
    double since = last < 0 ? Double.POSITIVE_INFINITY : t - last;
    double nearest = Math.exp(-since / times.minus);
    double gap = lastPre < 0 ? 0 : t - lastPre;
    switch (pairing) {
      case ALL_TO_ALL -> w = rule.atPre(w, trace * nearest);
      case NEAREST_SYMMETRIC, PRE_CENTERED -> w = rule.atPre(w, nearest);
      case TRIPLET -> {
        double slow = x2 * Math.exp(-gap / times.slowPlus);
        w = rule.atPre(w, trace * nearest * (amplitudes.a2Minus() + amplitudes.a3Minus() * slow));
      }
      case RESTRICTED -> {
        if (postSincePre) {
          w = rule.atPre(w, nearest);
        }
      }
    }
    x = x * Math.exp(-gap / times.plus) + 1;
    x2 = x2 * Math.exp(-gap / times.slowPlus) + 1;
    centered = centered * Math.exp(-gap / times.plus) + 1;
    lastPre = t;
    postSincePre = false;
  }
}
