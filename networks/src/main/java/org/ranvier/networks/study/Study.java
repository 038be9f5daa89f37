package org.ranvier.networks.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.ranvier.networks.Network;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.plot.LearningPicture;

/**
 * A published experiment in which a network learns: network, schedule or environment, conditions and measures. The first condition is the one
 * that learns; others are its twins, which differ from it in one thing.
 *
 * <p>Studies are services of this interface: a class with a public constructor without arguments, listed in {@code
 * META-INF/services/org.ranvier.networks.study.Study}. They are then known to {@code ranvier list}, {@code describe}, {@code run} and {@code
 * validate learning}. A trial follows from its plan alone, to the last bit: all that is random comes from {@link Plan#random}.
 *
 * <pre>{@code
 * public final class Choice implements Study {
 *   public List<Condition> conditions() {
 *     var learns = Condition.of("learns", "dopamine is the reward prediction error");
 *     return List.of(learns, learns.as("frozen", "weights stay as they were drawn", new Change.Frozen("actor")));
 *   }
 *   public Parts parts() {
 *     return Parts.NONE.weights("actor").modulators("dopamine");
 *   }
 *   public Trial run(Plan plan, TrialListener listener) {
 *     …
 *     return plan.trial(right > 0.9, List.of(right), List.of(Line.of("right", points)));
 *   }
 *   …
 * }
 * }</pre>
 */
public interface Study {
  /** The name by which it is run. */
  String name();

  /** One sentence. */
  String summary();

  /** The publication. */
  String source();

  /** What may be set. */
  default List<Setting> settings() {
    return List.of();
  }

  /** The conditions that have a name, in the order in which they are run; the first one learns. */
  List<Condition> conditions();

  /** Those that are run where none are asked for. */
  default List<Condition> usualConditions() {
    return conditions();
  }

  /** What conditions may change, by name. */
  default Parts parts() {
    return Parts.NONE;
  }

  /** Refuses conditions that are possible each, but make no sense: a receptor that is knocked out where nothing is released. */
  default void check(List<Condition> conditions) {}

  /** Refuses a run whose files are not there, before anything is written. */
  default void requireInput(Plan plan) {}

  /** What is measured in each trial; the first one is what conditions are compared by, unless {@link #comparisons} says otherwise. */
  List<Measure> measures();

  /** When a trial counts as learnt, in words. */
  String criterion();

  /** What the horizontal axis of the picture shows, with its unit. */
  default String timeLabel() {
    return "time (s)";
  }

  /** What the lines of the picture show, with its unit. */
  String lineLabel();

  /** Biological time of a trial, if nothing else is asked for; empty where it follows from the schedule and cannot be asked for. */
  default OptionalDouble durationMs() {
    return OptionalDouble.empty();
  }

  /** Whether the spikes of each trial are logged. */
  default boolean keepsLogs() {
    return false;
  }

  /** The network that learns. Refuses settings and durations that do not fit each other. */
  Network network(Plan plan);

  /**
   * Runs a trial, in the calling thread; trials of other seeds and conditions are run beside it.
   *
   * @param listener is told of the simulation and of what is learnt
   */
  Trial run(Plan plan, TrialListener listener);

  /** The plan of the first condition with seed 1 and nothing set. */
  default Plan usualPlan() {
    return new Plan(new Settings(name(), settings(), Map.of()), durationMs().orElse(0), 1, conditions().getFirst(), Map.of());
  }

  /** What tables and pictures say of it. */
  default StudyFacts facts() {
    return new StudyFacts(name(), source(), criterion(), measures(), comparisons());
  }

  /** Which pairs of conditions are compared in what; pairs of which one was not run are passed over. */
  default List<Comparison> comparisons() {
    String first = conditions().getFirst().name();
    return conditions().stream().skip(1).map(c -> new Comparison(measures().getFirst().name(), first, c.name())).toList();
  }

  /** Draws the results into a PNG file: a panel for each condition, a thin line for each trial, unless it is overridden. */
  default void draw(StudyResult result, Path file) {
    var panels =
        result.conditions().stream()
            .map(c -> new LearningPicture.Panel(c, result.trials(c).stream().flatMap(t -> t.lines().stream()).toList()))
            .toList();
    LearningPicture.write(file, panels, timeLabel(), lineLabel());
  }

  /**
   * How {@code validate learning} proves that it works.
   *
   * @param fast whether it may take seconds only
   */
  Proof proof(boolean fast);
}
