package org.ranvier.networks.sonata;

import io.jhdf.api.Dataset;
import java.lang.reflect.Array;
import java.math.BigInteger;
import org.ranvier.simulator.RanvierException;

/**
 * Reads columns out of HDF5 files, whatever types of numbers they are stored in, and refuses what is not what it should be, with
 * file, dataset and row. Columns are read in pieces: the library reads up to 2 GiB at once, and makes an object of each unsigned
 * number.
 */
final class HdfColumn {
  private static final int PIECE = 1 << 20;

  private final Dataset dataset;
  private final int length;
  private final Class<?> type;

  private HdfColumn(Dataset dataset) {
    this.dataset = dataset;
    int dimensions = Hdf.guarded(where(), () -> dataset.getDimensions().length);
    if (dimensions > 1) {
      throw new RanvierException(where() + " has " + dimensions + " dimensions; a column has one");
    }
    long size = Hdf.guarded(where(), dataset::getSize);
    if (size < 0 || size > Integer.MAX_VALUE - 8) {
      throw new RanvierException(where() + " has " + size + " values; a column may have " + (Integer.MAX_VALUE - 8));
    }
    length = (int) size;
    type = Hdf.guarded(where(), dataset::getJavaType);
  }

  private String where() {
    return Hdf.where(dataset);
  }

  /** Whether a column holds texts. */
  static boolean isText(Dataset dataset) {
    return new HdfColumn(dataset).type == String.class;
  }

  /** Numbers; NaN is among them where it is stored. Texts are refused. */
  static double[] numbers(Dataset dataset) {
    var column = new HdfColumn(dataset);
    column.requireNumbers();
    double[] values = column.allocate(8L, double[]::new);
    column.read((piece, from, n) -> {
      if (piece instanceof double[] doubles) {
        System.arraycopy(doubles, 0, values, from, n);
      } else {
        for (int k = 0; k < n; k++) {
          values[from + k] = ((Number) Array.get(piece, k)).doubleValue();
        }
      }
    });
    return values;
  }

  /** Identifiers and indices: whole numbers that fit into 64 bits. Floating-point numbers and texts are refused. */
  static long[] wholes(Dataset dataset) {
    var column = new HdfColumn(dataset);
    column.requireNumbers();
    column.refuseFloats();
    long[] values = column.allocate(8L, long[]::new);
    column.read((piece, from, n) -> {
      switch (piece) {
        case long[] longs -> System.arraycopy(longs, 0, values, from, n);
        case int[] ints -> {
          for (int k = 0; k < n; k++) {
            values[from + k] = ints[k];
          }
        }
        default -> {
          for (int k = 0; k < n; k++) {
            values[from + k] = column.whole(Array.get(piece, k), from + k);
          }
        }
      }
    });
    return values;
  }

  private long whole(Object value, int row) {
    if (value instanceof BigInteger big) {
      if (big.bitLength() > 63) {
        throw new RanvierException(where() + ", row " + row + ": " + big + " is above " + Long.MAX_VALUE);
      }
      return big.longValue();
    }
    return ((Number) value).longValue();
  }

  static String[] texts(Dataset dataset) {
    var column = new HdfColumn(dataset);
    String[] values = column.allocate(64L, String[]::new);
    if (column.length > 0) {
      Object data = column.whole();
      for (int k = 0; k < values.length; k++) {
        values[k] = String.valueOf(Array.get(data, k));
      }
    }
    return values;
  }

  private void requireNumbers() {
    if (length > 0 && !(type.isPrimitive() && type != boolean.class && type != char.class || Number.class.isAssignableFrom(type))) {
      throw new RanvierException(where() + " holds no numbers" + (type == String.class ? " but texts, row 0: '"
          + Shown.of(texts(dataset)[0]) + "'" : ""));
    }
  }

  private void refuseFloats() {
    if (length == 0 || type != double.class && type != float.class) {
      return;
    }
    double[] values = numbers(dataset);
    int row = 0;
    while (row < values.length - 1 && values[row] == Math.rint(values[row])) {
      row++;
    }
    throw new RanvierException(
        where() + " is stored as floating-point numbers (row " + row + ": " + values[row] + "); identifiers, indices and counts are"
            + " whole numbers");
  }

  /** Refuses columns that memory does not hold, before it runs out. */
  private <T> T allocate(long bytes, java.util.function.IntFunction<T> array) {
    long free = Runtime.getRuntime().maxMemory() - Runtime.getRuntime().totalMemory() + Runtime.getRuntime().freeMemory();
    if (bytes * length > free) {
      throw new RanvierException(
          where() + " has " + length + " values, which need " + (bytes * length >> 20) + " MiB; there are " + (free >> 20)
              + " MiB; give the JVM more memory with -Xmx");
    }
    return array.apply(length);
  }

  private interface Taker {
    void take(Object piece, int from, int count);
  }

  private void read(Taker taker) {
    if (dataset.getDimensions().length == 0 || length <= PIECE) {
      if (length > 0) {
        taker.take(whole(), 0, length);
      }
      return;
    }
    for (int from = 0; from < length; from += PIECE) {
      int at = from;
      int n = Math.min(PIECE, length - from);
      Object piece = Hdf.guarded(where(), () -> dataset.getData(new long[] {at}, new int[] {n}));
      taker.take(checked(piece, n), from, n);
    }
  }

  private Object whole() {
    Object data = Hdf.guarded(where(), dataset::getData);
    if (data != null && !data.getClass().isArray()) {
      Object one = Array.newInstance(data.getClass(), 1);
      Array.set(one, 0, data);
      return one;
    }
    return checked(data, length);
  }

  private Object checked(Object data, int count) {
    if (data == null || !data.getClass().isArray() || Array.getLength(data) < count) {
      throw new RanvierException(where() + " cannot be read as HDF5: its " + count + " values are not in the file");
    }
    return data;
  }
}
