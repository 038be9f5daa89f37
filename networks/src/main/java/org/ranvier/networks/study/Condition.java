package org.ranvier.networks.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;

/**
 * What is different in a trial: a value that changes its {@link Plan}. Conditions compose: {@code full+knockout:alpha1+clamp:dopamine=0} is
 * {@code full} with two changes more.
 *
 * @param name by which it is asked for, and by which others may be yoked to it
 * @param meaning in words
 * @param changes to the study as it is without any
 */
public record Condition(String name, String meaning, List<Change> changes) {
  public Condition {
    changes = List.copyOf(changes);
  }

  public static Condition of(String name, String meaning, Change... changes) {
    return new Condition(name, meaning, List.of(changes));
  }

  /** This condition with more changes, under a name of its own. */
  public Condition as(String name, String meaning, Change... more) {
    return new Condition(name, meaning, Stream.concat(changes.stream(), Stream.of(more)).toList());
  }

  /** This condition with one change more, named by it. */
  public Condition with(Change more) {
    return as(name + "+" + more, meaning, more);
  }

  /** The conditions with the same seed without which this one cannot be run. */
  public List<String> needs() {
    return changes.stream().map(Condition::needed).filter(n -> !n.isEmpty()).distinct().toList();
  }

  static String needed(Change change) {
    return switch (change) {
      case Change.Yoked y -> y.to();
      case Change.Shuffled s -> s.of();
      default -> "";
    };
  }

  /**
   * The condition that a text asks for: a name, and after each {@code +} a change.
   *
   * @throws RanvierException if there is no such condition, or the study does not have what it changes
   */
  static Condition parse(Study study, String text) {
    String[] words = text.split("\\+", -1);
    List<String> names = study.conditions().stream().map(Condition::name).toList();
    Condition condition =
        study.conditions().stream().filter(c -> c.name.equals(words[0])).findFirst().orElseThrow(
            () -> new RanvierException(
                study.name() + " has no condition '" + words[0] + "'" + Names.suggest(words[0], names)));
    for (int k = 1; k < words.length; k++) {
      condition = condition.with(ChangeText.parse(study, words[k], condition.name));
    }
    return condition;
  }

  /** Refuses conditions of which one needs another that comes later, or not at all. */
  static void requireNeeds(Study study, List<Condition> conditions) {
    var before = new ArrayList<String>();
    for (Condition c : conditions) {
      for (Change change : c.changes) {
        String needed = needed(change);
        if (!needed.isEmpty() && !before.contains(needed)) {
          throw new RanvierException(
              study.name() + ": condition '" + c.name + "' needs '" + needed + "', " + why(change) + "; use --conditions "
                  + String.join(",", Stream.concat(Stream.of(needed), names(conditions).stream().filter(n -> !n.equals(needed))).toList()));
        }
      }
      before.add(c.name);
    }
  }

  private static String why(Change change) {
    return switch (change) {
      case Change.Yoked y -> "whose " + y.modulator() + " it is yoked to";
      case Change.Shuffled s -> "whose " + s.reward() + " it shuffles";
      default -> "";
    };
  }

  static List<String> names(Collection<Condition> conditions) {
    return conditions.stream().map(Condition::name).map(Objects::requireNonNull).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
