package org.ranvier.networks.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.ranvier.simulator.RanvierException;

/** A file that appears under its name only when it is whole. */
final class NewFile {
  /** Writes the contents to the path it is given. */
  @FunctionalInterface
  interface Contents {
    void writeTo(Path path) throws IOException;
  }

  private NewFile() {}

  static void write(Path file, boolean overwrite, Contents contents) {
    if (Files.isDirectory(file)) {
      throw new RanvierException(file + " is a directory; name a file to export to");
    }
    if (!overwrite && Files.exists(file)) {
      throw new RanvierException(file + " exists; name another file, or allow overwriting");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      if (file.toAbsolutePath().getParent() instanceof Path parent) {
        Files.createDirectories(parent);
      }
      try {
        contents.writeTo(part);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new RanvierException(file + " cannot be written: " + e, e);
    }
  }
}
