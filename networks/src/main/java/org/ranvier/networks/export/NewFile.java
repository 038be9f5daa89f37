package org.ranvier.networks.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.simulator.RanvierException;

/** A file that appears under its name only when it is whole. */
final class NewFile {
  private NewFile() {}

  static void write(Path file, boolean overwrite, WholeFile.Contents contents) {
    if (Files.isDirectory(file)) {
      throw new RanvierException(file + " is a directory; name a file to export to");
    }
    if (!overwrite && Files.exists(file)) {
      throw new RanvierException(file + " exists; name another file, or allow overwriting");
    }
    try {
      if (file.toAbsolutePath().getParent() instanceof Path parent) {
        Files.createDirectories(parent);
      }
      WholeFile.write(file, contents);
    } catch (IOException e) {
      throw new RanvierException(file + " cannot be written: " + e, e);
    }
  }
}
