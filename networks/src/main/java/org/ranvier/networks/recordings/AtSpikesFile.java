package org.ranvier.networks.recordings;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is recorded at spikes as it grows: a head, and then block after block of events, each with the time in which they were recorded. A process that is
 * killed leaves all whole blocks. A run that goes on from a checkpoint appends blocks that begin before the last ones end; those count no more then. Spikes
 * that were on their way at a block's end stand in the next one, so that the times of the events themselves would not tell.
 */
final class AtSpikesFile {
  private static final String FORMAT = "ranvier-at-spikes 1";

  /** The events of a block, recorded after {@code fromMs} and up to {@code toMs}. */
  private record Block(double fromMs, double toMs, int[] first, int[] second, double[] timesMs, double[][] values) {}

  private AtSpikesFile() {}

  /** Appends the events of a time; makes the file where there is none. */
  static void append(Path file, AtSpikes s, double fromMs, double toMs) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      if (!Files.exists(file) || Files.size(file) == 0) {
        out.writeUTF(FORMAT);
        out.writeUTF(s.kind().name());
        out.writeUTF(s.owner());
        out.writeInt(s.variables().size());
        for (int v = 0; v < s.variables().size(); v++) {
          out.writeUTF(s.variables().get(v));
          out.writeUTF(s.units().get(v));
        }
      }
      out.writeDouble(fromMs);
      out.writeDouble(toMs);
      out.writeInt(s.timesMs().length);
      for (int k = 0; k < s.timesMs().length; k++) {
        out.writeInt(s.first()[k]);
        out.writeInt(s.second().length == 0 ? -1 : s.second()[k]);
        out.writeDouble(s.timesMs()[k]);
        for (double v : s.values()[k]) {
          out.writeDouble(v);
        }
      }
    }
    try (var out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 16)) {
      bytes.writeTo(out);
    }
  }

  /** What the file holds, and where its last whole block ends. */
  private record Content(Optional<AtSpikes> events, long whole) {}

  /** Cuts off what a process that was killed had begun to append. */
  static void cutToWholeBlocks(Path file) throws IOException {
    long whole = content(file).whole;
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(whole);
    }
  }

  /** Reads all whole blocks; nothing where not even the head is whole. */
  static Optional<AtSpikes> read(Path file) throws IOException {
    return content(file).events;
  }

  private static Content content(Path file) throws IOException {
    long size = Files.size(file);
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      if (!in.readUTF().equals(FORMAT)) {
        throw new IOException(file + " holds no samples at spikes");
      }
      var kind = Series.Kind.valueOf(in.readUTF());
      String owner = in.readUTF();
      int count = in.readInt();
      long at = 2L + FORMAT.length() + 2 + kind.name().length() + utf(owner) + Integer.BYTES;
      List<String> variables = new ArrayList<>();
      List<String> units = new ArrayList<>();
      for (int v = 0; v < count; v++) {
        variables.add(in.readUTF());
        units.add(in.readUTF());
        at += utf(variables.getLast()) + utf(units.getLast());
      }
      List<Block> blocks = new ArrayList<>();
      try {
        while (true) {
          Block b = block(in, count, size, file);
          at += 2 * Double.BYTES + Integer.BYTES + (long) b.timesMs.length * (2 * Integer.BYTES + (1 + count) * Double.BYTES);
          while (!blocks.isEmpty() && blocks.getLast().toMs > b.fromMs) {
            blocks.removeLast();
          }
          blocks.add(b);
        }
      } catch (EOFException e) {
        // What is behind the last whole block does not count.
      }
      return new Content(Optional.of(joined(kind, owner, variables, units, blocks)), at);
    } catch (EOFException e) {
      return new Content(Optional.empty(), 0);
    }
  }

  /** The length of a text as {@link DataOutputStream#writeUTF} has it. */
  private static long utf(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    new DataOutputStream(bytes).writeUTF(text);
    return bytes.size();
  }

  private static Block block(DataInputStream in, int variables, long size, Path file) throws IOException {
    double from = in.readDouble();
    double to = in.readDouble();
    int n = in.readInt();
    if (n < 0) {
      throw new IOException(file + " is damaged: it cannot hold " + n + " events; remove it, and the rest can be read");
    }
    if (n > size / Double.BYTES) {
      throw new EOFException();
    }
    int[] first = new int[n];
    int[] second = new int[n];
    double[] times = new double[n];
    double[][] values = new double[n][variables];
    for (int k = 0; k < n; k++) {
      first[k] = in.readInt();
      second[k] = in.readInt();
      times[k] = in.readDouble();
      for (int v = 0; v < variables; v++) {
        values[k][v] = in.readDouble();
      }
    }
    return new Block(from, to, first, second, times, values);
  }

  private static AtSpikes joined(Series.Kind kind, String owner, List<String> variables, List<String> units, List<Block> blocks) {
    int n = blocks.stream().mapToInt(b -> b.timesMs.length).sum();
    int[] first = new int[n];
    int[] second = new int[kind == Series.Kind.SYNAPSES ? n : 0];
    double[] times = new double[n];
    double[][] values = new double[n][];
    int k = 0;
    for (Block b : blocks) {
      int m = b.timesMs.length;
      System.arraycopy(b.first, 0, first, k, m);
      if (second.length > 0) {
        System.arraycopy(b.second, 0, second, k, m);
      }
      System.arraycopy(b.timesMs, 0, times, k, m);
      System.arraycopy(b.values, 0, values, k, m);
      k += m;
    }
    return new AtSpikes(kind, owner, variables, units, first, second, times, values);
  }
}
