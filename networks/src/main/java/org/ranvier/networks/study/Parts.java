package org.ranvier.networks.study;

import java.util.List;
import java.util.stream.Stream;

/**
 * The parts of a study that conditions may change, by name.
 *
 * @param weights sets of weights that may be frozen
 * @param rewards what may be given in a random order
 * @param modulators concentrations that may be clamped, or yoked to another trial
 * @param receptors what may be knocked out
 * @param features other things that may be different, each a word
 */
public record Parts(List<String> weights, List<String> rewards, List<String> modulators, List<String> receptors, List<String> features) {
  /** Nothing. */
  public static final Parts NONE = new Parts(List.of(), List.of(), List.of(), List.of(), List.of());

  public Parts {
    weights = List.copyOf(weights);
    rewards = List.copyOf(rewards);
    modulators = List.copyOf(modulators);
    receptors = List.copyOf(receptors);
    features = List.copyOf(features);
  }

  /** With these sets of weights besides. */
  public Parts weights(String... more) {
    return new Parts(with(weights, more), rewards, modulators, receptors, features);
  }

  /** With these rewards besides. */
  public Parts rewards(String... more) {
    return new Parts(weights, with(rewards, more), modulators, receptors, features);
  }

  /** With these modulators besides. */
  public Parts modulators(String... more) {
    return new Parts(weights, rewards, with(modulators, more), receptors, features);
  }

  /** With these receptors besides. */
  public Parts receptors(String... more) {
    return new Parts(weights, rewards, modulators, with(receptors, more), features);
  }

  /** With these features besides. */
  public Parts features(String... more) {
    return new Parts(weights, rewards, modulators, receptors, with(features, more));
  }

  private static List<String> with(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).toList();
  }
}
