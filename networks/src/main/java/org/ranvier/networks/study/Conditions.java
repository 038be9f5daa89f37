package org.ranvier.networks.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;

/** Conditions as they are asked for. */
final class Conditions {
  private Conditions() {}

  /**
   * The condition that a text asks for: a name, and after each {@code +} a change.
   *
   * @throws RanvierException if there is no such condition, or the study does not have what it changes
   */
  static Condition parse(Study study, String text) {
    String[] words = text.split("\\+", -1);
    List<String> names = study.conditions().stream().map(Condition::name).toList();
    Condition condition =
        study.conditions().stream().filter(c -> c.name().equals(words[0])).findFirst().orElseThrow(
            () -> new RanvierException(
                study.name() + " has no condition '" + words[0] + "'" + Names.suggest(words[0], names)));
    for (int k = 1; k < words.length; k++) {
      condition = condition.with(ChangeText.parse(study, words[k], condition.name()));
    }
    return condition;
  }

  /** Refuses conditions of which one needs another that comes later, or not at all. */
  static void requireNeeds(Study study, List<Condition> conditions) {
    var before = new ArrayList<String>();
    for (Condition c : conditions) {
      for (Change change : c.changes()) {
        String needed = Condition.needed(change);
        if (!needed.isEmpty() && !before.contains(needed)) {
          throw new RanvierException(
              study.name() + ": condition '" + c.name() + "' needs '" + needed + "', " + why(change) + "; use --conditions "
                  + String.join(",", Stream.concat(Stream.of(needed), names(conditions).stream().filter(n -> !n.equals(needed))).toList()));
        }
      }
      before.add(c.name());
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
}
