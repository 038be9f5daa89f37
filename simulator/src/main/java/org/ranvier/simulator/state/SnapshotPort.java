package org.ranvier.simulator.state;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/** Lists into, or out of, a {@link Snapshot}. */
final class SnapshotPort implements StatePort {
  private final Map<String, SavedArray> arrays;
  private final @Nullable SnapshotStore store;
  private final boolean restores;
  private final String prefix;
  private final Neurons neurons;

  /**
   * Neurons of a slice.
   *
   * @param from the first that this process has
   * @param to after the last that this process has; -1 where it has all
   */
  private record Neurons(int first, int size, int all, int from, int to) {
    int end() {
      return to < 0 ? all : to;
    }

    int width() {
      return end() - from;
    }

    Share share(int columns) {
      return to < 0 ? Share.ALL : Share.slice(from, to, all, columns);
    }
  }

  /**
   * @param arrays that are here
   * @param store where others are, which come here when they are asked for
   */
  SnapshotPort(Map<String, SavedArray> arrays, @Nullable SnapshotStore store, boolean restores) {
    this(arrays, store, restores, "", new Neurons(0, 0, 0, 0, -1));
  }

  private SnapshotPort(Map<String, SavedArray> arrays, @Nullable SnapshotStore store, boolean restores, String prefix, Neurons neurons) {
    this.arrays = arrays;
    this.store = store;
    this.restores = restores;
    this.prefix = prefix;
    this.neurons = neurons;
  }

  @Override
  public boolean restores() {
    return restores;
  }

  @Override
  public StatePort of(String owner) {
    return new SnapshotPort(arrays, store, restores, prefix + owner + "/", neurons);
  }

  @Override
  public StatePort slice(int from, int count, int total) {
    return new SnapshotPort(arrays, store, restores, prefix, new Neurons(from, count, total, neurons.from, neurons.to));
  }

  @Override
  public StatePort part(int from, int count) {
    return slice(neurons.first + from, count, neurons.all);
  }

  @Override
  public StatePort within(int from, int to) {
    return new SnapshotPort(arrays, store, restores, prefix, new Neurons(neurons.first, neurons.size, neurons.all, from, to));
  }

  @Override
  public void perNeuron(String name, String unit, double[] values, int columns, int columnStride, int neuronStride) {
    double[] whole = whole(name, unit, double[].class, Math.multiplyExact(neurons.width(), columns), neurons.share(columns));
    int first = neurons.first - neurons.from;
    for (int c = 0; c < columns; c++) {
      int at = c * neurons.width() + first;
      if (neuronStride == 1) {
        move(values, c * columnStride, whole, at, neurons.size);
      } else {
        for (int i = 0; i < neurons.size; i++) {
          move(values, c * columnStride + i * neuronStride, whole, at + i, 1);
        }
      }
    }
  }

  @Override
  public void perNeuronOfAll(String name, String unit, double[] values) {
    double[] whole = whole(name, unit, double[].class, neurons.width(), neurons.share(1));
    move(values, neurons.first, whole, neurons.first - neurons.from, neurons.size);
  }

  @Override
  public void perNeuron(String name, String unit, int[] values) {
    move(values, 0, whole(name, unit, int[].class, neurons.width(), neurons.share(1)), neurons.first - neurons.from, neurons.size);
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

  private <A> A whole(String name, String unit, Class<A> type, int length) {
    return whole(name, unit, type, length, Share.ALL);
  }

  /** The snapshot's array of a name, or this process's part of it; made where the first part of it is saved. */
  private <A> A whole(String name, String unit, Class<A> type, int length, Share share) {
    String key = prefix + name;
    if (!restores && !arrays.containsKey(key)) {
      arrays.put(key, new SavedArray(unit, Array.newInstance(type.getComponentType(), length), share));
    }
    return checked(key, find(key, share), type, share.isAll() ? length : share.total());
  }

  private @Nullable SavedArray find(String key, Share share) {
    return find(key, () -> share);
  }

  /** An array of the snapshot; once it has been read, it stays. */
  private @Nullable SavedArray find(String key, Supplier<Share> share) {
    SavedArray found = arrays.get(key);
    if (found == null) {
      found = stored(key, share).orElse(null);
      if (found != null) {
        arrays.put(key, found);
      }
    }
    return found;
  }

  /** A part of an array that is elsewhere. */
  private Optional<SavedArray> stored(String key, Supplier<Share> share) {
    return store == null || !store.names().contains(key) ? Optional.empty() : Optional.of(store.read(key, share.get()));
  }

  /** All of an array that is elsewhere. */
  private Optional<SavedArray> stored(String key) {
    return stored(key, () -> Share.ALL);
  }

  private static <A> A checked(String key, @Nullable SavedArray entry, Class<A> type, long length) {
    if (entry == null) {
      throw new RanvierException("the saved state has no " + key + ", which the network has; it is of another network or version");
    }
    if (!type.isInstance(entry.values()) || length >= 0 && entry.total() != length) {
      throw new RanvierException(
          "the saved state has " + entry.total() + " values of type " + entry.values().getClass().componentType() + " of " + key + ", but the network has "
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
    return array(name, unit, values, Share.ALL);
  }

  @Override
  public <A> A array(String name, String unit, A values, Share share) {
    String key = prefix + name;
    if (!restores) {
      int length = Array.getLength(values);
      Object copy = Array.newInstance(values.getClass().getComponentType(), length);
      System.arraycopy(values, 0, copy, 0, length);
      arrays.put(key, new SavedArray(unit, copy, share));
      return values;
    }
    @SuppressWarnings("unchecked")
    Class<A> type = (Class<A>) values.getClass();
    A saved = checked(key, find(key, share), type, share.total());
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
  public Share where(String name, IntPredicate kind) {
    SavedArray here = arrays.get(prefix + name);
    if (here != null && !here.share().isAll()) {
      return here.share();
    }
    // Not kept: it is the whole array, of which a part will be asked for.
    SavedArray whole = here == null ? stored(prefix + name).orElse(null) : here;
    return Share.where(checked(prefix + name, whole, int[].class, -1), kind);
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
      int[] counts = new int[port.neurons.size];
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
    SavedArray before = neurons.first == neurons.from ? null : arrays.get(key);
    int begin = before == null ? 0 : before.length();
    Object longer = Array.newInstance(values.getClass().getComponentType(), begin + Array.getLength(values));
    if (before != null) {
      System.arraycopy(before.values(), 0, longer, 0, begin);
    }
    System.arraycopy(values, 0, longer, begin, Array.getLength(values));
    arrays.put(key, new SavedArray("1", longer, neurons.to < 0 ? Share.ALL : Share.behind(neurons.from, Array.getLength(longer))));
  }

  /** What the neurons of this slice have, out of what all have. */
  private <A> A part(String name, Class<A> type) {
    int[] counts = whole("count", "1", int[].class, neurons.width(), neurons.share(1));
    int first = neurons.first - neurons.from;
    int begin = Arrays.stream(counts, 0, first).sum();
    int length = Arrays.stream(counts, first, first + neurons.size).sum();
    A stored = checkedHere(prefix + name, find(prefix + name, () -> listed(length(counts))), type, length(counts));
    A part = type.cast(Array.newInstance(type.getComponentType(), length));
    System.arraycopy(stored, begin, part, 0, length);
    return part;
  }

  private static int length(int[] counts) {
    return Arrays.stream(counts).sum();
  }

  /** Where what the neurons of this process have stands in what all have. */
  private Share listed(int count) {
    if (neurons.to < 0) {
      return Share.ALL;
    }
    int[] all = checkedHere(prefix + "count", stored(prefix + "count").orElse(null), int[].class, neurons.all);
    return Share.run(length(all), Arrays.stream(all, 0, neurons.from).sum(), count);
  }

  private static <A> A checkedHere(String key, @Nullable SavedArray entry, Class<A> type, int length) {
    A values = checked(key, entry, type, -1);
    if (Array.getLength(values) != length) {
      throw new RanvierException("the saved state has " + Array.getLength(values) + " values of " + key + ", but the network has " + length
          + "; it is of another network or version");
    }
    return values;
  }
}
