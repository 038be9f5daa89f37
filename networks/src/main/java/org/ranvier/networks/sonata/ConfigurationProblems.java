package org.ranvier.networks.sonata;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.ranvier.simulator.RanvierException;

/** What is wrong with a configuration and its files. It is collected, so that all of it can be told at once. */
final class ConfigurationProblems {
  private static final int MOST = 50;

  private final Set<String> messages = new LinkedHashSet<>();

  void add(String message) {
    messages.add(message);
  }

  /** Does a part of the work; what it refuses is noted, and the work goes on without its result. */
  <T> Optional<T> attempt(Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (RanvierException e) {
      add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Does a part of the work that has no result. */
  void attempt(Runnable work) {
    attempt(() -> {
      work.run();
      return this;
    });
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** Refuses everything that was noted. */
  void refuse() {
    if (!messages.isEmpty()) {
      String told = String.join("\n", messages.stream().limit(MOST).toList());
      throw new RanvierException(messages.size() > MOST ? told + "\n… and " + (messages.size() - MOST) + " more" : told);
    }
  }
}
