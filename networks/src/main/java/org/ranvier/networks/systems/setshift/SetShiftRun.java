package org.ranvier.networks.systems.setshift;

import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.simulator.random.RandomStream;

/** One trial of the {@link SetShift}: some hundred trials of the animal. */
final class SetShiftRun {
  static final String REWARDS = "rewards";

  /** The yoked twin gets the releases one by one at random trials, and not their course begun at another trial. */
  static final String SCATTERED = "scattered";

  private static final int WINDOW = 40;
  private static final int SHORT = 20;
  private static final int ENOUGH_BEFORE = 36;
  private static final int ENOUGH_AFTER = 34;
  private static final double READ_FROM_MS = 100;
  private static final double OUTCOME_MS = 350;

  private final Plan plan;
  private final TrialListener listener;
  private final Cues cues;
  private final SetShiftNetwork network;
  private final RandomStream tosses;
  private final Optional<List<Double>> yoked;
  private final List<Boolean> right = new ArrayList<>();
  private final List<Boolean> went = new ArrayList<>();
  private final List<Double> released = new ArrayList<>();
  private final List<Double> noradrenaline = new ArrayList<>();
  private double seconds;

  SetShiftRun(Plan plan, TrialListener listener) {
    this.plan = plan;
    this.listener = listener;
    cues = Cues.of(plan, (int) (plan.get("trials_before") + plan.get("trials_after")));
    network = SetShiftNetwork.of(plan, cues);
    tosses = plan.random("set-shift", "ties and rewards");
    yoked =
        plan.yoked(SetShiftNetwork.NORADRENALINE)
            .map(t -> elsewhere(t.recorded(SetShiftNetwork.NORADRENALINE), plan.random("set-shift", "yoked"), plan.has(SCATTERED)));
  }

  /** The same releases at other trials: their course turned round by a random number of trials, so that its ups and downs last; or, scattered, in random order. */
  static List<Double> elsewhere(List<Double> released, RandomStream random, boolean scattered) {
    var other = new ArrayList<>(released);
    if (!scattered) {
      Collections.rotate(other, 1 + random.nextInt(other.size() - 1));
      return other;
    }
    for (int k = other.size() - 1; k > 0; k--) {
      Collections.swap(other, k, random.nextInt(k + 1));
    }
    return other;
  }

  Trial trial() {
    try (var sim = Simulation.of(network.net(), plan.options())) {
      listener.begins(plan.condition().name(), plan.seed(), sim);
      plan.clamp(sim);
      if (yoked.isPresent()) {
        sim.setGain(network.coeruleus(), 0);
      }
      var counts = new GroupCounter(sim, network);
      sim.addListener(counts);
      int shift = 0;
      while (shift < plan.get("trials_before") && !(shift >= WINDOW && rights(shift - WINDOW, shift) >= ENOUGH_BEFORE)) {
        step(sim, counts, shift++, false);
      }
      int end = shift + plan.whole("trials_after");
      for (int t = shift; t < end; t++) {
        step(sim, counts, t, true);
        if ((t + 1 - shift) % SHORT == 0) {
          listener.point(plan.condition().name(), plan.seed(), "right", t + 1.0 - shift, rights(t + 1 - SHORT, t + 1) / (double) SHORT);
        }
      }
      listener.ends(sim);
      return result(shift, end).cost(seconds * 1000 / sim.timeMs());
    }
  }

  private boolean isGo(int t, boolean shifted) {
    return shifted ? plan.get("dimension") == 0 ? cues.isB(t) : !cues.isY(t) : !cues.isB(t);
  }

  private void step(Simulation sim, GroupCounter counts, int t, boolean shifted) {
    var signals = network.signals();
    if (yoked.isPresent()) {
      sim.release(signals.noradrenaline(), yoked.get().get(t % yoked.get().size()));
    }
    run(sim, READ_FROM_MS);
    counts.take();
    run(sim, Cues.SHOWN_MS - READ_FROM_MS);
    int[] n = counts.take();
    tosses.select(t);
    boolean goes = n[0] == n[1] ? tosses.nextBoolean() : n[0] > n[1];
    boolean good = goes == isGo(t, shifted);
    right.add(good);
    went.add(goes);
    run(sim, OUTCOME_MS - Cues.SHOWN_MS);
    double outcome = plan.shuffles(REWARDS) ? tosses.nextInt(2) : good ? 1 : 0;
    double expected = sim.concentration(signals.expectation());
    sim.release(signals.dopamine(), outcome - expected);
    sim.release(signals.mismatch(), Math.max(0, expected - outcome));
    run(sim, Cues.TRIAL_MS - OUTCOME_MS);
    released.add(counts.takeCoeruleus() * plan.get("na_release"));
    noradrenaline.add(sim.concentration(signals.noradrenaline()));
  }

  private void run(Simulation sim, double ms) {
    seconds += sim.run(ms(ms)).seconds();
    listener.goesOn(sim);
  }

  private int rights(int from, int to) {
    return (int) right.subList(Math.max(0, from), to).stream().filter(r -> r).count();
  }

  private Trial result(int shift, int end) {
    int reached = -1;
    for (int t = shift + WINDOW; t <= end && reached < 0; t++) {
      reached = rights(t - WINDOW, t) >= ENOUGH_AFTER ? t - shift : -1;
    }
    double peak = 0;
    for (int t = shift + SHORT; t <= shift + 2 * SHORT; t++) {
      peak = Math.max(peak, entropy(t - SHORT, t));
    }
    var points = new ArrayList<double[]>();
    for (int t = SHORT; t <= end; t += SHORT) {
      int to = shift % SHORT + t;
      if (to <= end) {
        points.add(new double[] {to - shift, rights(to - SHORT, to) / (double) SHORT});
      }
    }
    return plan
        .trial(
            reached > 0,
            List.of(
                reached > 0 ? reached : plan.get("trials_after"), (double) shift, rights(shift - WINDOW, shift) / (double) WINDOW, entropy(shift - WINDOW, shift),
                peak, entropy(end - WINDOW, end), Collections.max(noradrenaline),
                noradrenaline.subList(shift, shift + WINDOW).stream().mapToDouble(c -> c).average().orElseThrow()),
            List.of(Line.of("right", points)))
        .record(SetShiftNetwork.NORADRENALINE, released);
  }

  /** The entropy in bits of the action at the cue that means Go after the shift. */
  private double entropy(int from, int to) {
    int shown = 0;
    int gone = 0;
    for (int t = Math.max(0, from); t < to; t++) {
      if (isGo(t, true)) {
        shown++;
        gone += went.get(t) ? 1 : 0;
      }
    }
    double p = shown == 0 ? 0 : gone / (double) shown;
    return p == 0 || p == 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
  }
}
