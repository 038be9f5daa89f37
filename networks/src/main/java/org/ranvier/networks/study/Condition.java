package org.ranvier.networks.study;

import java.util.List;
import java.util.stream.Stream;

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

  @Override
  public String toString() {
    return name;
  }
}
