package org.ranvier.simulator.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.Snapshot;

/**
 * A checkpoint in a file: {@code RANVCKPT}, the format's version (4 bytes), all arrays one after the other, an index of them in JSON with the
 * header, and at the end the index's length (4 bytes), its CRC-32C (4 bytes) and {@code RANVCKPT} again. Numbers are little-endian. The index
 * has for each array its name, unit, type, place, number of values and CRC-32C.
 *
 * <p>A file is written beside the old one, forced to the disk, and then takes its name: there is always a whole one.
 *
 * @param header what it says of itself
 * @param snapshot the state
 */
public record CheckpointFile(CheckpointHeader header, Snapshot snapshot) {
  /** The version of the format that is written, and read. */
  public static final int VERSION = CheckpointIndex.VERSION;

  /** Writes the checkpoint; a file that is there is replaced when the new one is whole. */
  public void write(Path file) {
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (FileChannel to =
          FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
        new CheckpointWriter(to).write(header, snapshot);
        to.force(true);
      }
      replace(beside, file);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(beside);
      } catch (IOException ignored) {
        e.addSuppressed(ignored);
      }
      throw new RanvierException("checkpoint " + file + " cannot be written (" + reason(e) + "); an older one is as it was", e);
    }
  }

  private static void replace(Path beside, Path file) throws IOException {
    try {
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }
    try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true); // so that the new name survives the machine
    } catch (IOException e) {
      // Some systems do not open directories; the file itself is on the disk.
    }
  }

  /**
   * Reads a checkpoint whole.
   *
   * @throws RanvierException that says what is wrong with the file
   */
  public static CheckpointFile read(Path file) {
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
      var reader = new CheckpointReader(file, from);
      CheckpointIndex index = reader.index();
      return new CheckpointFile(index.header(), reader.snapshot(index));
    } catch (NoSuchFileException e) {
      throw new RanvierException("there is no checkpoint " + file, e);
    } catch (IOException e) {
      throw new RanvierException("checkpoint " + file + " cannot be read (" + reason(e) + ")", e);
    }
  }

  /**
   * Reads what a checkpoint says of itself, and nothing of the state.
   *
   * @throws RanvierException that says what is wrong with the file
   */
  public static CheckpointHeader readHeader(Path file) {
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
      return new CheckpointReader(file, from).index().header();
    } catch (NoSuchFileException e) {
      throw new RanvierException("there is no checkpoint " + file, e);
    } catch (IOException e) {
      throw new RanvierException("checkpoint " + file + " cannot be read (" + reason(e) + ")", e);
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
