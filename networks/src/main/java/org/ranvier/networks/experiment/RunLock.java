package org.ranvier.networks.experiment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a directory for one run: a file in it that the system locks for this process, and gives free whatever end the process comes to.
 * The file says which process it is; it goes when the run ends, and stays without a lock where the run was killed.
 */
final class RunLock implements AutoCloseable {
  static final String FILE = "run.lock";

  /** The system knows processes, not runs, and drops the lock of a process that closes the file anywhere: the runs of this one. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final Path file;
  private final FileChannel channel;

  private RunLock(Path directory, Path file, FileChannel channel) {
    this.directory = directory;
    this.file = file;
    this.channel = channel;
  }

  /** Takes a directory; empty where another run has it. */
  static Optional<RunLock> tryTake(Path existing) throws IOException {
    Path directory = existing.toRealPath();
    if (!HELD.add(directory)) {
      return Optional.empty();
    }
    Path file = directory.resolve(FILE);
    try {
      var taken = lock(directory, file);
      if (taken.isEmpty()) {
        HELD.remove(directory);
      }
      return taken;
    } catch (IOException | RuntimeException e) {
      HELD.remove(directory);
      throw e;
    }
  }

  private static Optional<RunLock> lock(Path directory, Path file) throws IOException {
    while (true) {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!locks(channel)) {
        channel.close();
        return Optional.empty();
      }
      if (isFileOf(channel, file)) {
        return Optional.of(new RunLock(directory, file, channel));
      }
      channel.close(); // the run before has removed it meanwhile: this is a lock on a file that nobody sees
    }
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Writes who holds the lock, and looks whether it shows under the file's name: the size of what was written is as good as unique. (To
   * read the file would be to close it, and the lock would be gone.)
   */
  private static boolean isFileOf(FileChannel channel, Path file) throws IOException {
    String text = "process " + ProcessHandle.current().pid() + " since " + LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS)
        + " ".repeat(new Random().nextInt(1000)) + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    try {
      return Files.size(file) == text.length();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Whether a directory holds the lock of a process that is no more: it was killed. False where that cannot be told. */
  static boolean isAbandoned(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      if (HELD.contains(directory.toRealPath())) {
        return false;
      }
      String[] words = Files.readString(file).split(" ");
      if (words.length > 1 && ProcessHandle.of(Long.parseLong(words[1])).isPresent()) {
        return false;
      }
      // The process may be one of another machine or container, which the system knows by its lock only.
      try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        return locks(channel);
      }
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  /** Who holds a directory that could not be taken, as far as can be read. */
  static String holder(Path directory) {
    try {
      if (HELD.contains(directory.toRealPath())) {
        return "this process, which has another run";
      }
      String text = Files.readString(directory.resolve(FILE)).strip();
      return text.isEmpty() ? "another process" : text;
    } catch (IOException e) {
      return "another process";
    }
  }

  /** Removes the file, where it is still in its place, and gives the directory free. */
  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The directory is gone, or may not be changed any more: the system drops the lock all the same.
    } finally {
      HELD.remove(directory);
    }
  }
}
