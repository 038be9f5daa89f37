package org.ranvier.networks.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.time.TimeGrid;

/**
 * All that a trial follows from: settings, seed and condition, and earlier trials of the seed that it is yoked to.
 *
 * @param durationMs biological time, 0 where it follows from the schedule
 * @param earlier trials with the same seed, by their condition
 * @param threads that the trial may use; its result must not depend on them
 * @param simulated how its simulations are run, but for seed and spikes; nor may it depend on that
 */
public record Plan(
    Settings settings, double durationMs, long seed, Condition condition, Map<String, Trial> earlier, int threads, Simulation.Options simulated) {
  /** For so many threads, of which a simulation has one. */
  public Plan(Settings settings, double durationMs, long seed, Condition condition, Map<String, Trial> earlier, int threads) {
    this(settings, durationMs, seed, condition, earlier, threads, Simulation.Options.DEFAULT.threads(1));
  }

  /** For one thread. */
  public Plan(Settings settings, double durationMs, long seed, Condition condition, Map<String, Trial> earlier) {
    this(settings, durationMs, seed, condition, earlier, 1);
  }

  public Plan {
    earlier = Map.copyOf(earlier);
  }

  /** The value of a setting that is a text. */
  public String text(String setting) {
    return settings.text(setting);
  }

  /** The value of a setting, in its unit: that of the condition where it has one of its own. */
  public double get(String setting) {
    double usual = settings.get(setting);
    return last(c -> c instanceof Change.Set s && s.setting().equals(setting) ? s.value() : null).orElse(usual);
  }

  /**
   * The value of a setting that counts something.
   *
   * @throws RanvierException if it is no whole number
   */
  public int whole(String setting) {
    double value = get(setting);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new RanvierException(setting + " = " + TimeGrid.trim(value) + " is no whole number; give one");
    }
    return (int) value;
  }

  /** Whether something is different that is just a word. */
  public boolean has(String feature) {
    return condition.changes().contains(new Change.Feature(feature));
  }

  /** Whether weights stay as they were drawn. */
  public boolean freezes(String weights) {
    return condition.changes().contains(new Change.Frozen(weights));
  }

  /** Whether a receptor does nothing. */
  public boolean knocksOut(String receptor) {
    return condition.changes().contains(new Change.KnockedOut(receptor));
  }

  /** The concentration at which a modulator is held. */
  public OptionalDouble clamp(String modulator) {
    Optional<Double> held = last(c -> c instanceof Change.Clamped k && k.modulator().equals(modulator) ? k.concentration() : null);
    return held.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }

  /** Whether rewards have nothing to do with what is done. */
  public boolean shuffles(String reward) {
    return last(c -> c instanceof Change.Shuffled s && s.reward().equals(reward) ? s : null).isPresent();
  }

  /** The trial whose rewards are given in another order. */
  public Optional<Trial> shuffled(String reward) {
    return last(c -> c instanceof Change.Shuffled s && s.reward().equals(reward) && !s.of().isEmpty() ? earlier(s.of()) : null);
  }

  /** The trial as which a modulator comes. */
  public Optional<Trial> yoked(String modulator) {
    return last(c -> c instanceof Change.Yoked y && y.modulator().equals(modulator) ? earlier(y.to()) : null);
  }

  /** The last change counts where there are several of a kind. */
  private <T> Optional<T> last(Function<Change, @org.jspecify.annotations.Nullable T> of) {
    return condition.changes().reversed().stream().flatMap(c -> Stream.ofNullable(of.apply(c))).findFirst();
  }

  private Trial earlier(String condition) {
    Trial trial = earlier.get(condition);
    if (trial == null) {
      throw new RanvierException("condition '" + this.condition + "' is yoked to '" + condition + "', which has not been run with seed " + seed);
    }
    return trial;
  }

  /** Random numbers for a purpose, the same in all conditions of a seed. */
  public RandomStream random(String... purpose) {
    return new RandomStream(RandomKey.of(seed, purpose));
  }

  /** How a trial's simulation is run: with the plan's seed, and usually in one thread. */
  public Simulation.Options options() {
    return simulated.seed(seed).keepSpikes(false);
  }

  /** The same, whose simulations are run in another way. */
  public Plan simulated(Simulation.Options options) {
    return new Plan(settings, durationMs, seed, condition, earlier, threads, options);
  }

  /** Holds those modulators of a simulation that the condition clamps. */
  public void clamp(Simulation simulation) {
    for (Modulator m : simulation.network().modulators()) {
      clamp(m.name()).ifPresent(concentration -> simulation.clamp(m, concentration));
    }
  }

  /** What this plan has come to. */
  public Trial trial(boolean learnt, List<Double> measures, List<Line> lines) {
    return new Trial(condition.name(), seed, learnt, measures, lines, Map.of(), 0);
  }
}
