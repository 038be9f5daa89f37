package org.ranvier.networks.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that appears under its name only when it is whole: it is written beside, and then renamed. A process that is killed, or a disk
 * that is full, leaves what was there before.
 */
public final class WholeFile {
  /** What the name of a file ends in that is being written. */
  public static final String SUFFIX = ".part";

  /** Writes the contents to the path that it is given. */
  @FunctionalInterface
  public interface Contents {
    void writeTo(Path path) throws IOException;
  }

  private WholeFile() {}

  /** Writes a file, in the place of one that is there. */
  public static void write(Path file, Contents contents) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + SUFFIX);
    try {
      contents.writeTo(part);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Writes text in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, part -> Files.writeString(part, text, StandardCharsets.UTF_8));
  }
}
