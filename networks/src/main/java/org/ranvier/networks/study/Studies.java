package org.ranvier.networks.study;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** All studies, by name. */
public final class Studies {
  private static final List<Study> ALL =
      ServiceLoader.load(Study.class, Study.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(Study::name))
          .toList();

  private Studies() {}

  public static List<Study> all() {
    return ALL;
  }

  /** The study of that name. */
  public static Optional<Study> find(String name) {
    return ALL.stream().filter(t -> t.name().equals(name)).findFirst();
  }
}
