package org.ranvier.networks.sonata;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.ranvier.simulator.RanvierException;

/** Reads columns out of HDF5 files, whatever types of numbers they are stored in. */
final class Hdf {
  private Hdf() {}

  /** Opens a file, and closes it when the work is done. */
  static <T> T read(Path file, Function<HdfFile, T> work) {
    if (!Files.exists(file)) {
      throw new RanvierException("there is no file " + file + "; check the path");
    }
    try (var hdf = new HdfFile(file)) {
      return work.apply(hdf);
    } catch (HdfException e) {
      throw new RanvierException(file + " cannot be read as HDF5: " + e.getMessage(), e);
    }
  }

  static Group group(Group in, String name) {
    if (in.getChild(name) instanceof Group group) {
      return group;
    }
    throw new RanvierException(where(in) + " has no group '" + name + "'; it has " + in.getChildren().keySet());
  }

  static Optional<Group> optionalGroup(Group in, String name) {
    return in.getChild(name) instanceof Group group ? Optional.of(group) : Optional.empty();
  }

  static Optional<Dataset> dataset(Group in, String name) {
    return in.getChild(name) instanceof Dataset dataset ? Optional.of(dataset) : Optional.empty();
  }

  static Dataset requiredDataset(Group in, String name) {
    return dataset(in, name).orElseThrow(
        () -> new RanvierException(where(in) + " has no dataset '" + name + "'; it has " + in.getChildren().keySet()));
  }

  /** What a message calls a node of a file. */
  static String where(Node node) {
    return node.getFile().getName() + ":" + node.getPath();
  }

  static double[] doubles(Dataset dataset) {
    return switch (column(dataset)) {
      case double[] d -> d;
      case Object other -> {
        double[] values = new double[Array.getLength(other)];
        for (int k = 0; k < values.length; k++) {
          values[k] = number(dataset, other, k).doubleValue();
        }
        yield values;
      }
    };
  }

  static long[] longs(Dataset dataset) {
    return switch (column(dataset)) {
      case long[] l -> l;
      case int[] ints -> {
        long[] values = new long[ints.length];
        for (int k = 0; k < values.length; k++) {
          values[k] = ints[k];
        }
        yield values;
      }
      case Object other -> {
        long[] values = new long[Array.getLength(other)];
        for (int k = 0; k < values.length; k++) {
          values[k] = number(dataset, other, k).longValue();
        }
        yield values;
      }
    };
  }

  /** Whether a column holds texts. */
  static boolean isText(Dataset dataset) {
    return dataset.getJavaType() == String.class;
  }

  static String[] texts(Dataset dataset) {
    Object column = column(dataset);
    String[] values = new String[Array.getLength(column)];
    for (int k = 0; k < values.length; k++) {
      values[k] = String.valueOf(Array.get(column, k));
    }
    return values;
  }

  private static Object column(Dataset dataset) {
    if (dataset.getDimensions().length > 1) {
      throw new RanvierException(where(dataset) + " has " + dataset.getDimensions().length + " dimensions; a column has one");
    }
    if (dataset.getSize() == 0) {
      return new long[0];
    }
    Object data = dataset.getData();
    if (data.getClass().isArray()) {
      return data;
    }
    Object one = Array.newInstance(data.getClass(), 1);
    Array.set(one, 0, data);
    return one;
  }

  private static Number number(Dataset dataset, Object array, int k) {
    if (Array.get(array, k) instanceof Number number) {
      return number;
    }
    throw new RanvierException(where(dataset) + " holds no numbers");
  }

  /** A text attribute under any of these names. */
  static Optional<String> attribute(Node node, String... names) {
    for (var name : names) {
      Attribute attribute = node.getAttributes().get(name);
      if (attribute != null && attribute.getData() instanceof Object data) {
        return Optional.of(String.valueOf(data.getClass().isArray() ? Array.get(data, 0) : data));
      }
    }
    return Optional.empty();
  }
}
