package org.ranvier.networks.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
  @TempDir Path temp;

  @Test
  void aFileWhoseWritingFailsLeavesTheOneBefore() throws IOException {
    Path file = temp.resolve("picture.png");
    WholeFile.write(file, "whole");
    assertThrows(
        IOException.class,
        () -> WholeFile.write(
            file,
            part -> {
              Files.writeString(part, "ha");
              assertEquals("whole", Files.readString(file)); // nothing is seen of it before it is whole
              throw new IOException("No space left on device");
            }));
    assertEquals("whole", Files.readString(file));
    assertFalse(Files.exists(temp.resolve("picture.png.part")));
    WholeFile.write(file, "another");
    assertEquals("another", Files.readString(file));
  }
}
