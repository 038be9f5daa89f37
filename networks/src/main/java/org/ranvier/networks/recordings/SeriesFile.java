package org.ranvier.networks.recordings;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Optional;

/**
 * A series as it grows: a head, and then block after block of samples, each appended in one go. A process that is killed leaves all whole blocks. A
 * run that goes on from a
 * checkpoint appends samples that are earlier than the last ones; these count no more then.
 */
final class SeriesFile {
  private static final String FORMAT = "ranvier-series 1";
  private static final int TEXTS = 4; // kind, owner, variable, unit

  private SeriesFile() {}

  /** Appends the samples of a series; makes the file where there is none. */
  static void append(Path file, Series s) throws IOException {
    boolean begins = !Files.exists(file) || Files.size(file) == 0;
    try (var out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 16))) {
      if (begins) {
        for (String text : new String[] {FORMAT, s.kind().name(), s.owner(), s.variable(), s.unit()}) {
          out.writeUTF(text);
        }
        write(out, s.first());
        write(out, s.second());
      }
      out.writeInt(s.timesMs().length);
      for (double t : s.timesMs()) {
        out.writeDouble(t);
      }
      for (double[] sample : s.values()) {
        for (double v : sample) {
          out.writeDouble(v);
        }
      }
    }
  }

  private static void write(DataOutputStream out, int[] values) throws IOException {
    out.writeInt(values.length);
    for (int v : values) {
      out.writeInt(v);
    }
  }

  /** Cuts off what a process that was killed had begun to append: a part of a block, or of the head. Otherwise nothing that is appended could be read. */
  static void cutToWholeBlocks(Path file) throws IOException {
    try (var in = new RandomAccessFile(file.toFile(), "rw")) {
      long whole = 0;
      try {
        requireFormat(in, file);
        for (int k = 0; k < TEXTS; k++) {
          in.readUTF();
        }
        int columns = integers(in, file).length;
        integers(in, file);
        for (long next = in.getFilePointer(); next <= in.length(); next += (long) count(in, file) * (1 + columns) * Double.BYTES + Integer.BYTES) {
          whole = next;
          in.seek(next);
        }
      } catch (EOFException e) {
        // What is behind the last whole block goes.
      }
      in.setLength(whole);
    }
  }

  private static void requireFormat(DataInput in, Path file) throws IOException {
    if (!in.readUTF().equals(FORMAT)) {
      throw new IOException(file + " is no recorded series");
    }
  }

  private static int count(DataInput in, Path file) throws IOException {
    int n = in.readInt();
    if (n < 0) {
      throw new IOException(file + " is damaged: it cannot hold " + n + " values; remove it, and the rest can be read");
    }
    return n;
  }

  /** Reads all whole blocks; nothing where not even the head is whole. */
  static Optional<Series> read(Path file) throws IOException {
    try {
      return Optional.of(readWhole(file));
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  private static Series readWhole(Path file) throws IOException {
    long most = Files.size(file) / Double.BYTES;
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      requireFormat(in, file);
      var kind = Series.Kind.valueOf(in.readUTF());
      String owner = in.readUTF();
      String variable = in.readUTF();
      String unit = in.readUTF();
      int[] first = integers(in, file);
      int[] second = integers(in, file);
      var times = new ArrayList<Double>();
      var values = new ArrayList<double[]>();
      while (true) {
        double[] at;
        double[][] of;
        try {
          int n = count(in, file);
          if (n > most) {
            break;
          }
          at = doubles(in, n);
          of = new double[at.length][];
          for (int k = 0; k < at.length; k++) {
            of[k] = doubles(in, first.length);
          }
        } catch (EOFException e) {
          break; // the last block may have been cut off
        }
        for (int k = 0; k < at.length; k++) {
          while (!times.isEmpty() && times.getLast() >= at[k]) {
            times.removeLast();
            values.removeLast();
          }
          times.add(at[k]);
          values.add(of[k]);
        }
      }
      double[] timesMs = times.stream().mapToDouble(Double::doubleValue).toArray();
      return new Series(kind, owner, variable, unit, first, second, timesMs, values.toArray(double[][]::new));
    }
  }

  private static int[] integers(DataInput in, Path file) throws IOException {
    int[] values = new int[count(in, file)];
    for (int k = 0; k < values.length; k++) {
      values[k] = in.readInt();
    }
    return values;
  }

  private static double[] doubles(DataInputStream in, int n) throws IOException {
    double[] values = new double[n];
    for (int k = 0; k < n; k++) {
      values[k] = in.readDouble();
    }
    return values;
  }
}
