package org.ranvier.networks.tasks;

import java.util.List;
import java.util.Optional;

/** All tasks. */
public final class Tasks {
  private static final List<Task> ALL = List.of(new DistalReward(), new RateXor());

  private Tasks() {}

  public static List<Task> all() {
    return ALL;
  }

  /** The task of that name. */
  public static Optional<Task> find(String name) {
    return ALL.stream().filter(t -> t.name().equals(name)).findFirst();
  }
}
