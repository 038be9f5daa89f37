package org.ranvier.simulator.checkpoint;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.SavedArray;
import org.ranvier.simulator.state.Share;
import org.ranvier.simulator.state.Snapshot;

/** Reads a checkpoint, and trusts nothing in it before it has been checked. */
final class CheckpointReader {
  private final Path file;
  private final FileChannel from;
  private final long size;

  CheckpointReader(Path file, FileChannel from) throws IOException {
    this.file = file;
    this.from = from;
    size = from.size();
  }

  /** Reads the arrays of an index. */
  Snapshot snapshot(CheckpointIndex index) throws IOException {
    var snapshot = new Snapshot();
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    for (CheckpointIndex.Place place : index.arrays()) {
      snapshot.put(place.name(), new SavedArray(place.unit(), array(place, buffer)));
    }
    return snapshot;
  }

  CheckpointIndex index() throws IOException {
    if (size < CheckpointIndex.HEAD + CheckpointIndex.TAIL || !magic(0)) {
      throw new RanvierException(file + " is no checkpoint of Ranvier; one is written by Simulation.save and by run --checkpoint-every");
    }
    int version = bytes(CheckpointIndex.MAGIC.length, Integer.BYTES).getInt();
    if (version != CheckpointIndex.VERSION) {
      throw new RanvierException(
          "checkpoint " + file + " has format version " + version + ", this Ranvier reads version " + CheckpointIndex.VERSION
              + "; go on from it with the Ranvier that wrote it");
    }
    if (!magic(size - CheckpointIndex.MAGIC.length)) {
      throw damaged("its end is missing");
    }
    ByteBuffer tail = bytes(size - CheckpointIndex.TAIL, 2 * Integer.BYTES);
    int length = tail.getInt();
    int sum = tail.getInt();
    long begin = size - CheckpointIndex.TAIL - length;
    if (length < 0 || begin < CheckpointIndex.HEAD) {
      throw damaged("its index cannot have " + length + " bytes");
    }
    ByteBuffer json = bytes(begin, length);
    var crc = new CRC32C();
    crc.update(json.duplicate());
    if ((int) crc.getValue() != sum) {
      throw damaged("the checksum of its index is wrong");
    }
    try {
      CheckpointIndex index = new Gson().fromJson(StandardCharsets.UTF_8.decode(json).toString(), CheckpointIndex.class);
      index.arrays().forEach(p -> check(p, begin));
      return index;
    } catch (JsonParseException | NullPointerException | IllegalArgumentException e) {
      throw damaged("its index cannot be read");
    }
  }

  private void check(CheckpointIndex.Place place, long end) {
    long bytes = (long) place.length() * CheckpointIndex.bytes(place.type());
    if (place.length() < 0 || place.offset() < CheckpointIndex.HEAD || place.offset() > end - bytes) {
      throw damaged(place.name() + " does not lie within it");
    }
  }

  /** Reads an array, of which the values of a share are wanted; all of it is checked. */
  SavedArray share(CheckpointIndex.Place place, Share share) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    if (share.isAll()) {
      return new SavedArray(place.unit(), array(place, buffer));
    }
    if (share.total() != place.length()) { // whoever asked for it says so
      return new SavedArray(place.unit(), Array.newInstance(type(place.type()), 0), Share.run(place.length(), 0, 0));
    }
    Object values = Array.newInstance(type(place.type()), share.size());
    int width = CheckpointIndex.bytes(place.type());
    int[] run = {0};
    chunks(
        place, buffer,
        (from, count) -> {
          while (run[0] < share.runs() && share.at(run[0]) < from + count) {
            int k = run[0];
            long begin = Math.max(from, share.at(k));
            long end = Math.min(from + count, share.at(k) + share.count(k));
            if (begin < end) {
              ByteBuffer part = buffer.duplicate().order(buffer.order()).position((int) (begin - from) * width).slice().order(buffer.order());
              CheckpointIndex.move(values, share.begin(k) + (int) (begin - share.at(k)), (int) (end - begin), part, true);
            }
            if (share.at(k) + share.count(k) > from + count) {
              return;
            }
            run[0]++;
          }
        });
    return new SavedArray(place.unit(), values, share);
  }

  private interface Chunk {
    void read(long from, int count);
  }

  private Object array(CheckpointIndex.Place place, ByteBuffer buffer) throws IOException {
    Object values = Array.newInstance(type(place.type()), place.length());
    chunks(place, buffer, (from, count) -> CheckpointIndex.move(values, (int) from, count, buffer, true));
    return values;
  }

  /** Goes through an array, chunk by chunk, and checks it. */
  private void chunks(CheckpointIndex.Place place, ByteBuffer buffer, Chunk read) throws IOException {
    int width = CheckpointIndex.bytes(place.type());
    int chunk = buffer.capacity() / width;
    var crc = new CRC32C();
    for (int k = 0; k < place.length(); k += chunk) {
      int count = Math.min(chunk, place.length() - k);
      fill(buffer.clear().limit(count * width), place.offset() + (long) k * width);
      crc.update(buffer.duplicate());
      read.read(k, count);
    }
    if ((int) crc.getValue() != place.crc()) {
      throw damaged("the checksum of " + place.name() + " is wrong");
    }
  }

  private static Class<?> type(String name) {
    return switch (name) {
      case "double" -> double.class;
      case "float" -> float.class;
      case "int" -> int.class;
      case "long" -> long.class;
      default -> char.class;
    };
  }

  private boolean magic(long position) throws IOException {
    return Arrays.equals(bytes(position, CheckpointIndex.MAGIC.length).array(), CheckpointIndex.MAGIC);
  }

  private ByteBuffer bytes(long position, int count) throws IOException {
    return fill(ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN), position);
  }

  private ByteBuffer fill(ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int n = from.read(buffer, at);
      if (n < 0) {
        throw new EOFException("it ends at byte " + at);
      }
      at += n;
    }
    return buffer.flip();
  }

  private RanvierException damaged(String what) {
    return new RanvierException("checkpoint " + file + " is damaged: " + what + "; take an older one");
  }
}
