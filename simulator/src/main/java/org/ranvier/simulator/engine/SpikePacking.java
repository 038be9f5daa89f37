package org.ranvier.simulator.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.ranvier.simulator.exact.SentSpikes;

/**
 * The spikes of one rank in one epoch as bytes: for each run of spikes of one step and one population, by step and population, how many runs without
 * any lie between it and the one before, how many spikes it has, and by how much each neuron exceeds the one before; all as variable-length integers,
 * seven bits a byte. Where spikes lie before the end of their step, 8 bytes follow each neuron.
 * Spikes of neurons in continuous time follow one by one: population, neuron, time, cause. At the end stands what neurons publish, 8 bytes each.
 */
final class SpikePacking {
  private byte[] bytes;
  private int size;

  SpikePacking(int capacity) {
    bytes = new byte[capacity];
  }

  /**
   * Packs an epoch.
   *
   * @param from place in the bytes at which to begin; what is before is kept
   */
  void pack(Outbox[] outboxes, Partition partition, int populations, int steps, int from) {
    size = from;
    int last = -1;
    for (int k = 0; k < steps; k++) {
      for (int p = 0; p < populations; p++) {
        int count = 0;
        boolean offsets = false;
        for (Outbox outbox : outboxes) {
          count += outbox.count(k, p);
          offsets |= outbox.offsets().length > 0;
        }
        if (count > 0) {
          int run = k * populations + p;
          room(16);
          number(run - last - 1);
          last = run;
          number(count << 1 | (offsets ? 1 : 0));
          run(outboxes, partition, k, p, offsets);
        }
      }
    }
  }

  private void run(Outbox[] outboxes, Partition partition, int k, int p, boolean offsets) {
    int neuron = 0;
    for (int part = 0; part < outboxes.length; part++) {
      Outbox from = outboxes[partition.worker(p, part)];
      int begin = from.begin(k, p);
      int count = from.count(k, p);
      room((offsets ? 13 : 5) * count);
      for (int s = begin; s < begin + count; s++) {
        number(from.neurons()[s] - neuron);
        neuron = from.neurons()[s];
        if (offsets) {
          bits(Double.doubleToRawLongBits(s < from.offsets().length ? from.offsets()[s] : 0));
        }
      }
    }
  }

  /** Adds spikes in continuous time. */
  void add(SentSpikes spikes) {
    room(26 * spikes.size());
    for (int k = 0; k < spikes.size(); k++) {
      number(spikes.population(k));
      number(spikes.neuron(k));
      bits(Double.doubleToRawLongBits(spikes.time(k)));
      bits(spikes.cause(k));
    }
  }

  /** Adds the values from {@code from} to {@code to - 1}. */
  void add(double[] values, int from, int to) {
    int more = Double.BYTES * (to - from);
    room(more);
    ByteBuffer.wrap(bytes, size, more).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(values, from, to - from);
    size += more;
  }

  /** Makes room for so many bytes in all. */
  void reserve(int capacity) {
    if (capacity > bytes.length) {
      bytes = Arrays.copyOf(bytes, capacity);
    }
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  private void number(int value) {
    int v = value;
    while ((v & ~0x7f) != 0) {
      bytes[size++] = (byte) (v | 0x80);
      v >>>= 7;
    }
    bytes[size++] = (byte) v;
  }

  private void bits(long value) {
    for (int k = 0; k < 8; k++) {
      bytes[size++] = (byte) (value >>> 8 * k);
    }
  }

  /** The bytes, of which {@link #size} count; not a copy. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Reads what one rank has packed. */
  static final class Reader {
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int run; // the next one that has spikes; none: above all

    void start(byte[] packed, int from, int to) {
      bytes = packed;
      at = from;
      end = to;
      run = -1;
      next();
    }

    /** Adds spikes in continuous time to {@code spikes}. */
    static void read(byte[] packed, int from, int to, SentSpikes spikes) {
      var reader = new Reader();
      reader.bytes = packed;
      reader.at = from;
      while (reader.at < to) {
        int population = reader.number();
        int neuron = reader.number();
        double time = Double.longBitsToDouble(reader.bits());
        spikes.add(population, neuron, time, reader.bits());
      }
    }

    /** Reads as many values as go from {@code from} to {@code to - 1}. */
    static void read(byte[] packed, int at, double[] into, int from, int to) {
      ByteBuffer.wrap(packed, at, Double.BYTES * (to - from)).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(into, from, to - from);
    }

    private void next() {
      run = at < end ? run + 1 + number() : Integer.MAX_VALUE;
    }

    /** The next run that has spikes; above all numbers where there is none. */
    int run() {
      return run;
    }

    /** Adds the spikes of the run, and goes on to the next one. */
    void addTo(Outbox outbox) {
      int head = number();
      boolean offsets = (head & 1) != 0;
      int neuron = 0;
      for (int k = head >>> 1; k > 0; k--) {
        neuron += number();
        outbox.add(neuron, offsets ? Double.longBitsToDouble(bits()) : 0);
      }
      next();
    }

    private int number() {
      int b = bytes[at++];
      int value = b & 0x7f;
      for (int shift = 7; b < 0; shift += 7) {
        b = bytes[at++];
        value |= (b & 0x7f) << shift;
      }
      return value;
    }

    private long bits() {
      long value = 0;
      for (int k = 0; k < 8; k++) {
        value |= (bytes[at++] & 0xffL) << 8 * k;
      }
      return value;
    }
  }
}
