package org.ranvier.validation.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A disk of 400 MiB in memory, which can be filled at once. Only the superuser can make one. */
final class SmallDisk implements AutoCloseable {
  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Mounts a disk there, which is taken away at the end; null, and told to the tally, where that may not be done. */
  static @Nullable SmallDisk mount(Path directory, Tally tally) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    if (call("mount", "-t", "tmpfs", "-o", "size=400m", "ranvier", directory.toString())) {
      return new SmallDisk(directory);
    }
    tally.skip("no tmpfs can be mounted");
    return null;
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  /** Writes zeros until there is no room. */
  void fill() throws IOException {
    byte[] zeros = new byte[64 << 10];
    try (var out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(zeros);
      }
    } catch (IOException full) {
      if (!Files.exists(filler())) {
        throw full;
      }
    }
  }

  /** Gives back the room that {@link #fill} took. */
  void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    call("umount", directory.toString());
  }

  private static boolean call(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
