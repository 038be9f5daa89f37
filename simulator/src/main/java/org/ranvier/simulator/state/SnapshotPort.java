package org.ranvier.simulator.state;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/** Lists into, or out of, a {@link Snapshot}. */
final class SnapshotPort implements StatePort {
  private final Map<String, SavedArray> arrays;
  private final boolean restores;
  private final String prefix;
  private final int first;
  private final int size;
  private final int all;

  SnapshotPort(Map<String, SavedArray> arrays, boolean restores) {
    this(arrays, restores, "", 0, 0, 0);
  }

  private SnapshotPort(Map<String, SavedArray> arrays, boolean restores, String prefix, int first, int size, int all) {
    this.arrays = arrays;
    this.restores = restores;
    this.prefix = prefix;
    this.first = first;
    this.size = size;
    this.all = all;
  }

  @Override
  public boolean restores() {
    return restores;
  }

  @Override
  public StatePort of(String owner) {
    return new SnapshotPort(arrays, restores, prefix + owner + "/", first, size, all);
  }

  @Override
  public StatePort slice(int from, int count, int total) {
    return new SnapshotPort(arrays, restores, prefix, from, count, total);
  }

  @Override
  public StatePort part(int from, int count) {
    return slice(first + from, count, all);
  }

  @Override
  public void perNeuron(String name, String unit, double[] values, int columns, int columnStride, int neuronStride) {
    double[] whole = whole(name, unit, double[].class, Math.multiplyExact(all, columns));
    for (int c = 0; c < columns; c++) {
      if (neuronStride == 1) {
        move(values, c * columnStride, whole, c * all + first, size);
      } else {
        for (int i = 0; i < size; i++) {
          move(values, c * columnStride + i * neuronStride, whole, c * all + first + i, 1);
        }
      }
    }
  }

  @Override
  public void perNeuronOfAll(String name, String unit, double[] values) {
    move(values, first, whole(name, unit, double[].class, all), first, size);
  }

  @Override
  public void perNeuron(String name, String unit, int[] values) {
    move(values, 0, whole(name, unit, int[].class, all), first, size);
  }

  /** Between an owner's array and the snapshot's. */
  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of one type
  private void move(Object own, int ownAt, Object stored, int storedAt, int count) {
    if (restores) {
      System.arraycopy(stored, storedAt, own, ownAt, count);
    } else {
      System.arraycopy(own, ownAt, stored, storedAt, count);
    }
  }

  /** The snapshot's array of a name; made where the first part of it is saved. */
  private <A> A whole(String name, String unit, Class<A> type, int length) {
    String key = prefix + name;
    SavedArray entry = arrays.get(key);
    if (entry == null && !restores) {
      entry = new SavedArray(unit, Array.newInstance(type.getComponentType(), length));
      arrays.put(key, entry);
    }
    return checked(key, entry, type, length);
  }

  private static <A> A checked(String key, @Nullable SavedArray entry, Class<A> type, int length) {
    if (entry == null) {
      throw new RanvierException("the saved state has no " + key + ", which the network has; it is of another network or version");
    }
    if (!type.isInstance(entry.values()) || length >= 0 && entry.length() != length) {
      throw new RanvierException(
          "the saved state has " + entry.length() + " values of type " + entry.values().getClass().componentType() + " of " + key + ", but the network has "
              + length + " of type " + type.componentType() + "; it is of another network or version");
    }
    return type.cast(entry.values());
  }

  @Override
  public void common(String name, String unit, double[] values) {
    move(values, 0, whole(name, unit, double[].class, values.length), 0, values.length);
  }

  @Override
  public void common(String name, String unit, int[] values) {
    move(values, 0, whole(name, unit, int[].class, values.length), 0, values.length);
  }

  @Override
  public void common(String name, String unit, long[] values) {
    move(values, 0, whole(name, unit, long[].class, values.length), 0, values.length);
  }

  @Override
  public long common(String name, String unit, long value) {
    long[] one = whole(name, unit, long[].class, 1);
    if (!restores) {
      one[0] = value;
    }
    return one[0];
  }

  @Override
  public <A> A array(String name, String unit, A values) {
    String key = prefix + name;
    if (!restores) {
      int length = Array.getLength(values);
      Object copy = Array.newInstance(values.getClass().getComponentType(), length);
      System.arraycopy(values, 0, copy, 0, length);
      arrays.put(key, new SavedArray(unit, copy));
      return values;
    }
    @SuppressWarnings("unchecked")
    Class<A> type = (Class<A>) values.getClass();
    A saved = checked(key, arrays.get(key), type, -1);
    A copy = type.cast(Array.newInstance(type.getComponentType(), Array.getLength(saved)));
    System.arraycopy(saved, 0, copy, 0, Array.getLength(saved));
    return copy;
  }

  @Override
  public <A> A longest(String name, String unit, A values) {
    SavedArray known = restores ? null : arrays.get(prefix + name);
    return known != null && known.length() >= Array.getLength(values) ? values : array(name, unit, values);
  }

  @Override
  public Lists lists(String name) {
    return new SnapshotLists((SnapshotPort) of(name));
  }

  /** Lists of a slice: what the neurons of all slices have stands one after the other. */
  private record SnapshotLists(SnapshotPort port) implements Lists {
    @Override
    public void save(int[] counts, int[] numbers, double[]... columns) {
      port.perNeuron("count", "1", counts);
      port.append("steps", numbers);
      for (int k = 0; k < columns.length; k++) {
        port.append(String.valueOf(k), columns[k]);
      }
    }

    @Override
    public int[] counts() {
      int[] counts = new int[port.size];
      port.perNeuron("count", "1", counts);
      return counts;
    }

    @Override
    public int[] steps() {
      return port.part("steps", int[].class);
    }

    @Override
    public double[] column(int k) {
      return port.part(String.valueOf(k), double[].class);
    }
  }

  /** Adds what the neurons of this slice have to what those before it have. */
  private void append(String name, Object values) {
    String key = prefix + name;
    SavedArray before = first == 0 ? null : arrays.get(key);
    int begin = before == null ? 0 : before.length();
    Object longer = Array.newInstance(values.getClass().getComponentType(), begin + Array.getLength(values));
    if (before != null) {
      System.arraycopy(before.values(), 0, longer, 0, begin);
    }
    System.arraycopy(values, 0, longer, begin, Array.getLength(values));
    arrays.put(key, new SavedArray("1", longer));
  }

  /** What the neurons of this slice have, out of what all have. */
  private <A> A part(String name, Class<A> type) {
    int[] counts = whole("count", "1", int[].class, all);
    int begin = Arrays.stream(counts, 0, first).sum();
    int length = Arrays.stream(counts, first, first + size).sum();
    A stored = checked(prefix + name, arrays.get(prefix + name), type, Arrays.stream(counts).sum());
    A part = type.cast(Array.newInstance(type.getComponentType(), length));
    System.arraycopy(stored, begin, part, 0, length);
    return part;
  }
}
