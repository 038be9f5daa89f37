package org.ranvier.simulator.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.state.SavedArray;
import org.ranvier.simulator.state.Share;
import org.ranvier.simulator.state.Snapshot;
import org.ranvier.simulator.state.SnapshotStore;

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
    write(file, writer -> writer.write(header, snapshot));
  }

  /**
   * Writes the checkpoint of a simulation on several ranks, of which this one has a part of the snapshot; all do so at a time. The file is the one that a
   * single process writes. Rank 0 writes it, and holds no more of the others' parts than a window of an array.
   *
   * @throws RanvierException at rank 0, if the file cannot be written; elsewhere {@link org.ranvier.simulator.ranks.OtherRankFailed}
   */
  public void write(Path file, Ranks ranks) {
    if (ranks.size() == 1) {
      write(file);
      return;
    }
    var shared = SharedArrays.of(snapshot, ranks);
    new Meeting(ranks).together(() -> {
      if (ranks.rank() > 0) {
        shared.giveAll();
        return file;
      }
      try {
        write(file, writer -> writer.write(header, shared.entries(), shared));
      } catch (RanvierException e) {
        shared.passOver(); // the others give all the same
        throw e;
      }
      return file;
    });
  }

  private interface Writing {
    void by(CheckpointWriter writer) throws IOException;
  }

  private static void write(Path file, Writing writing) {
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (FileChannel to =
          FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
        writing.by(new CheckpointWriter(to));
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
    return reading(file, reader -> {
      CheckpointIndex index = reader.index();
      return new CheckpointFile(index.header(), reader.snapshot(index));
    });
  }

  /**
   * Opens a checkpoint, of which as much is read as is asked for: by one of several ranks, that is its part.
   *
   * @throws RanvierException that says what is wrong with the file; so may the snapshot later
   */
  public static CheckpointFile open(Path file) {
    CheckpointIndex index = reading(file, CheckpointReader::index);
    Map<String, CheckpointIndex.Place> places = new LinkedHashMap<>();
    index.arrays().forEach(place -> places.put(place.name(), place));
    return new CheckpointFile(
        index.header(),
        new Snapshot(
            new SnapshotStore() {
              @Override
              public Set<String> names() {
                return places.keySet();
              }

              @Override
              public SavedArray read(String name, Share share) {
                return reading(file, reader -> reader.share(Objects.requireNonNull(places.get(name)), share));
              }
            }));
  }

  private interface Reading<T> {
    T by(CheckpointReader reader) throws IOException;
  }

  private static <T> T reading(Path file, Reading<T> reading) {
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
      return reading.by(new CheckpointReader(file, from));
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
    return reading(file, CheckpointReader::index).header();
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
