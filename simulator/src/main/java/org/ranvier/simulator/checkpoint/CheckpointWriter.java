package org.ranvier.simulator.checkpoint;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.zip.CRC32C;
import org.ranvier.simulator.state.SavedArray;
import org.ranvier.simulator.state.Snapshot;

/** Writes a checkpoint from beginning to end. */
final class CheckpointWriter {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();

  private final WritableByteChannel to;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C crc = new CRC32C();
  private long at;

  CheckpointWriter(WritableByteChannel to) {
    this.to = to;
  }

  void write(CheckpointHeader header, Snapshot snapshot) throws IOException {
    buffer.put(CheckpointIndex.MAGIC).putInt(CheckpointIndex.VERSION);
    flush();
    var places = new ArrayList<CheckpointIndex.Place>();
    for (Map.Entry<String, SavedArray> e : snapshot.arrays().entrySet()) {
      places.add(write(e.getKey(), e.getValue()));
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

  private CheckpointIndex.Place write(String name, SavedArray entry) throws IOException {
    String type = entry.values().getClass().getComponentType().getName();
    int width = CheckpointIndex.bytes(type);
    int chunk = buffer.capacity() / width;
    long begin = at;
    crc.reset();
    for (int k = 0; k < entry.length(); k += chunk) {
      int count = Math.min(chunk, entry.length() - k);
      CheckpointIndex.move(entry.values(), k, count, buffer, false);
      buffer.position(count * width);
      crc.update(buffer.duplicate().flip());
      flush();
    }
    return new CheckpointIndex.Place(name, entry.unit(), type, begin, entry.length(), (int) crc.getValue());
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
