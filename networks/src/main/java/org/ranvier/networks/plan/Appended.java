package org.ranvier.networks.plan;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An immutable list to which one more is appended in constant time: lists that grew from each other share their elements, so that a description of
 * 100,000 steps is not copied 100,000 times.
 */
final class Appended<T> extends AbstractList<T> {
  private final ArrayList<T> shared; // the first elements are this list's
  private final int size;

  private Appended(ArrayList<T> shared) {
    this.shared = shared;
    size = shared.size();
  }

  /** A list and one more. */
  static <T> List<T> to(List<T> before, T more) {
    ArrayList<T> shared = before instanceof Appended<T> a && a.shared.size() == a.size ? a.shared : new ArrayList<>(before);
    shared.add(more);
    return new Appended<>(shared);
  }

  /** The same elements, which nobody can change. */
  static <T> List<T> copyOf(List<T> list) {
    return list instanceof Appended<T> ? list : List.copyOf(list);
  }

  @Override
  public T get(int index) {
    return shared.get(Objects.checkIndex(index, size));
  }

  @Override
  public int size() {
    return size;
  }
}
