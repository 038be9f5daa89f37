package org.ranvier.networks.experiment;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogWriter;

/**
 * The directory of a run's results, which is this run's alone from {@link #claim} to {@link #close}: it is made in one step that fails where
 * another has made it, and locked. What an earlier run left in it goes only when there is something to put in its place ({@link #begin}). A
 * run that ends before that leaves nothing.
 */
public final class OutputDirectory implements AutoCloseable {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final Path path;
  private final RunLock lock;
  private final @Nullable Object key; // what the system knows it by, wherever it is moved
  private final boolean made;
  private final boolean replace;
  private boolean keeps;
  private boolean begun;
  private boolean closed;

  private OutputDirectory(Path path, RunLock lock, boolean made, boolean replace) {
    this.path = path;
    this.lock = lock;
    this.made = made;
    this.replace = replace;
    key = key(path);
  }

  /**
   * The directory that was asked for, or a new one in {@code results/}.
   *
   * @param name of what is run, for a new one
   * @throws RanvierException if it cannot be written to, if there are results in it and they are not to be overwritten, if there is
   *     anything else in it, or if a run goes on in it
   */
  public static OutputDirectory claim(@Nullable Path asked, String name, boolean overwrite) {
    Path path = asked == null ? Path.of("results", name.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + LocalDateTime.now().format(STAMP)) : asked;
    try {
      if (path.toAbsolutePath().getParent() instanceof Path parent) {
        Files.createDirectories(parent);
      }
      return asked == null ? fresh(path) : asked(path, overwrite);
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  /**
   * The directory of a run that is to be gone on with: what is in it stays.
   *
   * @throws RanvierException if a run goes on in it
   */
  public static OutputDirectory claimAgain(Path path) {
    try {
      RunLock lock = RunLock.tryTake(path).orElseThrow(() -> inUse(path, "wait for its end"));
      var directory = new OutputDirectory(path, lock, false, false);
      directory.keeps = true;
      return directory;
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  private static RanvierException inUse(Path path, String mend) {
    return new RanvierException("output directory " + path + " is in use by a run that goes on (" + RunLock.holder(path) + "); " + mend);
  }

  private static OutputDirectory fresh(Path base) throws IOException {
    for (int k = 1; ; k++) {
      Path path = k == 1 ? base : base.resolveSibling(base.getFileName() + "-" + k);
      if (make(path)) {
        var lock = RunLock.tryTake(path);
        if (lock.isPresent()) {
          return new OutputDirectory(path, lock.get(), true, false);
        }
      }
    }
  }

  /** Makes a directory; false where there is one. */
  private static boolean make(Path path) throws IOException {
    try {
      Files.createDirectory(path);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static OutputDirectory asked(Path path, boolean overwrite) throws IOException {
    boolean made = make(path);
    if (!made && !Files.isDirectory(path)) {
      throw new RanvierException("output " + path + " is a file; choose a directory with --out");
    }
    if (!made && !Files.exists(path.resolve(RunLock.FILE), LinkOption.NOFOLLOW_LINKS)) {
      check(path, overwrite); // nothing of ours is to be put into what is not
    }
    RunLock lock = RunLock.tryTake(path).orElseThrow(() -> inUse(path, "choose another with --out, or wait for its end"));
    try {
      return new OutputDirectory(path, lock, made, check(path, overwrite));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Refuses a directory that must not be written to; says whether there is something in it to be replaced. */
  private static boolean check(Path path, boolean overwrite) throws IOException {
    if (OutputFiles.isEmpty(path)) {
      return false;
    }
    if (!overwrite) {
      throw new RanvierException("output directory " + path + " exists; choose another with --out, or replace it with --overwrite");
    }
    OutputFiles.requireOurs(path);
    return true;
  }

  /** Refuses, before anything is built, a disk that has no room for a log. */
  public OutputDirectory withRoomForALog(boolean needed) {
    try {
      if (needed) {
        SpikeLogWriter.requireRoom(path);
      }
      return this;
    } catch (RanvierException e) {
      close();
      throw e;
    }
  }

  public Path path() {
    return path;
  }

  /** Removes what an earlier run left of itself, which is too little to go on from. */
  synchronized void startOver() {
    try {
      OutputFiles.requireOurs(path);
      OutputFiles.delete(path);
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  /** Begins to write: removes what an earlier run left, and keeps from now on what this one writes. */
  public synchronized Path begin() {
    if (closed) {
      throw new RanvierException("the run was stopped");
    }
    requireThere(List.of());
    try {
      if (replace && !begun) {
        OutputFiles.requireOurs(path);
        OutputFiles.delete(path);
      }
      begun = true;
      return path;
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  /** Takes {@link #begin} back: nothing worth keeping has been written. */
  public synchronized void forget() {
    try {
      if (begun && !closed && !keeps) {
        OutputFiles.delete(path);
      }
    } catch (IOException e) {
      throw cannotWrite(path, e);
    } finally {
      begun = false;
    }
  }

  /**
   * Refuses to go on where the directory has been moved away or removed.
   *
   * @param unwritten files that were to be written into it
   */
  public void requireThere(List<String> unwritten) {
    if (!Objects.equals(key, key(path))) {
      throw new RanvierException("output directory " + path + " was moved or removed while the run went on"
          + (unwritten.isEmpty() ? "" : "; not written: " + String.join(", ", unwritten)
              + ". Where it was moved, the log in it is whole: 'ranvier spikes' reads it"));
    }
  }

  private static @Nullable Object key(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  /** Whether this JVM can write a spike log; one started by plain {@code java} may lack the flags, which only costs the log. */
  public static boolean canLog() {
    try {
      SpikeLogWriter.requireFlags();
      return true;
    } catch (RanvierException e) {
      System.err.println("warning: running without a spike log: " + e.getMessage());
      return false;
    }
  }

  /** Whether the run that wrote a directory was killed. False where that cannot be told: it goes on, or has ended in order. */
  public static boolean wasKilled(Path directory) {
    return RunLock.isAbandoned(directory);
  }

  /** Says that a file in it could not be written. */
  public static RanvierException cannotWrite(Path path, IOException e) {
    return new RanvierException("cannot write " + path + " (" + e + "); choose a directory that can be written with --out", e);
  }

  /** Gives the directory free, and removes it where it was made for nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    lock.close();
    if (made && !begun) {
      try {
        Files.deleteIfExists(path); // fails where something is in it
      } catch (IOException e) {
        // It stays, and is no hindrance: an empty directory is free.
      }
    }
  }
}
