package org.ranvier.simulator.checkpoint;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.ranvier.simulator.state.SavedArray;
import org.ranvier.simulator.state.Snapshot;

/** Writes a checkpoint from beginning to end. */
final class CheckpointWriter {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();

  private static final int WINDOW_BYTES = 1 << 20;

  private final WritableByteChannel to;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(WINDOW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C crc = new CRC32C();
  private long at;

  CheckpointWriter(WritableByteChannel to) {
    this.to = to;
  }

  /** Where the values of an array come from, window by window. */
  interface Values {
    /** Puts {@code count} values of the {@code k}-th array, from the {@code from}-th on, into a buffer, from its beginning. */
    void put(int k, int from, int count, ByteBuffer buffer);
  }

  /**
   * An array to be written.
   *
   * @param type as in {@link CheckpointIndex.Place}
   */
  record Entry(String name, String unit, String type, int length) {
    static Entry of(String name, SavedArray array, int length) {
      return new Entry(name, array.unit(), array.values().getClass().getComponentType().getName(), length);
    }

    /** Values that are written at a time. */
    int window() {
      return WINDOW_BYTES / CheckpointIndex.bytes(type);
    }
  }

  void write(CheckpointHeader header, Snapshot snapshot) throws IOException {
    var arrays = List.copyOf(new TreeMap<>(snapshot.arrays()).entrySet()); // in an order that does not depend on the workers
    write(
        header, arrays.stream().map(e -> Entry.of(e.getKey(), e.getValue(), e.getValue().length())).toList(),
        (k, from, count, into) -> CheckpointIndex.move(arrays.get(k).getValue().values(), from, count, into, false));
  }

  void write(CheckpointHeader header, List<Entry> arrays, Values values) throws IOException {
    buffer.put(CheckpointIndex.MAGIC).putInt(CheckpointIndex.VERSION);
    flush();
    var places = new ArrayList<CheckpointIndex.Place>();
    for (int k = 0; k < arrays.size(); k++) {
      places.add(write(k, arrays.get(k), values));
    }
    byte[] index = GSON.toJson(new CheckpointIndex(header, places)).getBytes(StandardCharsets.UTF_8);
    crc.reset();
    crc.update(index);
    int sum = (int) crc.getValue();
    for (int k = 0; k < index.length; k += buffer.capacity()) {
      buffer.put(index, k, Math.min(buffer.capacity(), index.length - k));
      flush();
    }
    buffer.putInt(index.length).putInt(sum).put(CheckpointIndex.MAGIC);
    flush();
  }

  private CheckpointIndex.Place write(int k, Entry entry, Values values) throws IOException {
    int width = CheckpointIndex.bytes(entry.type);
    long begin = at;
    crc.reset();
    for (int from = 0; from < entry.length; from += entry.window()) {
      int count = Math.min(entry.window(), entry.length - from);
      values.put(k, from, count, buffer);
      buffer.position(count * width);
      crc.update(buffer.duplicate().flip());
      flush();
    }
    return new CheckpointIndex.Place(entry.name, entry.unit, entry.type, begin, entry.length, (int) crc.getValue());
  }

  private void flush() throws IOException {
    buffer.flip();
    at += buffer.remaining();
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
    buffer.clear();
  }
}
