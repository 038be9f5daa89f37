package org.ranvier.networks.sonata;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ranvier.simulator.RanvierException;

/** Finds groups, datasets and attributes in HDF5 files. Whatever the library throws at a damaged file becomes a refusal of the file. */
final class Hdf {
  private static final long PATIENCE_MS = 20_000;

  /** Interrupts readings that do not end: in some damaged files the library goes round in a circle. */
  private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(task -> {
    var thread = new Thread(task, "hdf5 watch");
    thread.setDaemon(true);
    return thread;
  });

  private Hdf() {}

  /** Opens a file, and closes it when the work is done. */
  static <T> T read(Path file, Function<HdfFile, T> work) {
    if (!Files.exists(file)) {
      throw new RanvierException("there is no file " + file + "; check the path");
    }
    if (Files.isDirectory(file)) {
      throw new RanvierException(file + " is a directory, not an HDF5 file");
    }
    try (var hdf = guarded(file.toString(), () -> new HdfFile(file))) {
      return work.apply(hdf);
    }
  }

  /** Does something with the library; {@code what} is what a message calls the part of the file. */
  static <T> T guarded(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (RanvierException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new RanvierException(what + " cannot be read as HDF5: " + Shown.of(String.valueOf(e.getMessage())), e);
    }
  }

  /** Does something with the structure of a file, which must come to an end. A channel that is interrupted closes. */
  static <T> T patient(String what, long ms, Supplier<T> work) {
    var reader = Thread.currentThread();
    var late = new AtomicBoolean();
    var alarm = WATCH.schedule(() -> {
      late.set(true);
      reader.interrupt();
    }, ms, TimeUnit.MILLISECONDS);
    try {
      return guarded(what, work);
    } catch (RanvierException e) {
      throw late.get() ? new RanvierException(what + " cannot be read as HDF5: its structure has no end", e) : e;
    } finally {
      alarm.cancel(false);
      if (late.get()) {
        Thread.interrupted(); // it was ours
      }
    }
  }

  static Map<String, Node> children(Group group) {
    return patient(where(group), PATIENCE_MS, group::getChildren);
  }

  static Group group(Group in, String name) {
    return optionalGroup(in, name).orElseThrow(
        () -> new RanvierException(where(in) + " has no group '" + Shown.of(name) + "'; it has " + names(in)));
  }

  static Optional<Group> optionalGroup(Group in, String name) {
    return child(in, name) instanceof Group group ? Optional.of(group) : Optional.empty();
  }

  static Optional<Dataset> dataset(Group in, String name) {
    return child(in, name) instanceof Dataset dataset ? Optional.of(dataset) : Optional.empty();
  }

  static Dataset requiredDataset(Group in, String name) {
    return dataset(in, name).orElseThrow(
        () -> new RanvierException(where(in) + " has no dataset '" + name + "'; it has " + names(in)));
  }

  private static Object child(Group in, String name) {
    Node child = children(in).get(name);
    return child == null ? "none" : child;
  }

  private static String names(Group in) {
    return Shown.of(children(in).keySet().toString());
  }

  /** What a message calls a node of a file. */
  static String where(Node node) {
    return node.getFile().getName() + ":" + Shown.of(node.getPath());
  }

  /** A text attribute under any of these names. */
  static Optional<String> attribute(Node node, String... names) {
    return guarded(where(node), () -> {
      for (var name : names) {
        Attribute attribute = node.getAttributes().get(name);
        if (attribute != null && attribute.getData() instanceof Object data) {
          boolean several = data.getClass().isArray() && Array.getLength(data) > 0;
          return Optional.of(String.valueOf(several ? Array.get(data, 0) : data));
        }
      }
      return Optional.empty();
    });
  }
}
