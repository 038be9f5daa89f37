package org.ranvier.simulator.engine;

import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.exact.ExactPart;
import org.ranvier.simulator.exact.SentSpikes;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.OtherRankFailed;
import org.ranvier.simulator.ranks.Ranks;

/**
 * The spikes of all ranks in an epoch: each rank gives its own, packed, and has then all of them in one outbox, in the order in which one process has
 * them.
 *
 * <p>All give blocks of one length, so that one meeting does; where spikes do not fit, the blocks say so, and there is a second meeting with longer
 * ones, which stay. A block begins with the number of bytes of its spikes, what its rank has to say, and the number of bytes of those on the grid.
 * Where neurons are coupled, what they publish goes with their spikes.
 */
final class SpikeExchange {
  private static final int HEAD = 12;
  private static final int SMALLEST = 64;

  /** Meetings after which blocks get the length that these needed. */
  private static final int MEMORY = 1024;

  private static final int CANCELS = 1;
  private static final int FAILED = 2;
  private static final int ENDS = 4;

  private final Ranks ranks;
  private final Partition partition;
  private final int populations;
  private final Publications publications;
  private final SpikePacking packing = new SpikePacking(256);
  private final SpikePacking.Reader[] readers;
  private final Outbox all;
  private final SentSpikes exact = new SentSpikes();
  private byte[] received;
  private int length = SMALLEST; // of a block, the same at all ranks
  private int longest; // that was needed since blocks had this length
  private int sinceResized; // meetings
  private boolean cancelled;
  private long spikes;
  long meetingNs; // time in meetings of this run, waiting for others included

  SpikeExchange(Ranks ranks, Partition partition, int populations, Publications publications) {
    this.ranks = ranks;
    this.partition = partition;
    this.populations = populations;
    this.publications = publications;
    readers = new SpikePacking.Reader[ranks.size()];
    Arrays.setAll(readers, r -> new SpikePacking.Reader());
    all = new Outbox(populations);
    received = new byte[length * ranks.size()];
  }

  /**
   * Gives the spikes of an epoch, and what neurons have published in it, and takes those of all.
   *
   * @param done the step after which it began
   */
  void exchange(List<ExactPart> exactParts, Outbox[] own, long done, int steps, int parity, boolean cancels) {
    packing.pack(own, partition, populations, steps, HEAD);
    put(8, packing.size() - HEAD);
    exact.clear();
    for (ExactPart part : exactParts) {
      part.send(parity, exact);
    }
    packing.add(exact);
    publications.give(packing, done, steps, partition, ranks.rank());
    meet(cancels ? CANCELS : 0);
    exact.clear();
    for (int r = 0; r < readers.length; r++) {
      int at = r * length + HEAD;
      int grid = get(r * length + 8);
      int published = at + size(r) - publications.bytes(steps, partition, r);
      SpikePacking.Reader.read(received, at + grid, published, exact);
      if (r != ranks.rank()) {
        publications.take(received, published, done, steps, partition, r);
      }
      readers[r].start(received, at, at + grid);
    }
    unpack(steps);
    spikes += all.size();
  }

  private void unpack(int steps) {
    all.start(steps);
    for (int k = 0; k < steps; k++) {
      for (int p = 0; p < populations; p++) {
        int run = k * populations + p;
        all.beginRun(k, p);
        for (int j = 0; j < readers.length; j++) {
          SpikePacking.Reader reader = readers[partition.rank(p, j)];
          if (reader.run() == run) {
            reader.addTo(all);
          }
        }
        all.endRun(k, p);
      }
    }
  }

  /** Gives what neurons have published at the end of a step, and takes that of all. */
  void publish(long step) {
    packing.pack(new Outbox[0], partition, 0, 0, 0);
    publications.give(packing, step - 1, 1, partition, ranks.rank());
    byte[][] given = new Meeting(ranks).gather(Arrays.copyOf(packing.bytes(), packing.size()));
    for (int r = 0; r < given.length; r++) {
      publications.take(given[r], 0, step - 1, 1, partition, r);
    }
  }

  /** Ends a run: gives a number, and returns the sum of all. */
  long end(long events) {
    packing.pack(new Outbox[0], partition, 0, 0, HEAD + Long.BYTES);
    packing.reserve(HEAD + Long.BYTES);
    put(HEAD, (int) events);
    put(HEAD + 4, (int) (events >>> 32));
    meet(ENDS);
    long sum = 0;
    for (int r = 0; r < ranks.size(); r++) {
      int at = r * length + HEAD;
      sum += get(at) & 0xffffffffL | (long) get(at + 4) << 32;
    }
    return sum;
  }

  /** Tells the others that this rank has failed; they hear it in their next meeting. */
  void fail() {
    put(0, 0);
    put(4, FAILED);
    gather();
  }

  private void meet(int says) {
    long start = System.nanoTime();
    put(0, packing.size() - HEAD);
    put(4, says);
    gather();
    int needed = 0;
    int said = 0;
    for (int r = 0; r < ranks.size(); r++) {
      int here = get(r * length + 4);
      if ((here & FAILED) != 0) {
        throw new OtherRankFailed(r);
      }
      if ((here & ENDS) != (says & ENDS)) {
        throw new IllegalStateException("rank " + r + " is in another epoch than rank " + ranks.rank());
      }
      said |= here;
      needed = Math.max(needed, HEAD + size(r));
    }
    cancelled = (said & CANCELS) != 0;
    if (needed > length) {
      resize(needed);
      gather();
    }
    longest = Math.max(longest, needed);
    sinceResized++;
    meetingNs += System.nanoTime() - start;
  }

  private void gather() {
    if (sinceResized >= MEMORY) {
      resize(longest);
    }
    packing.reserve(length);
    ranks.gather(packing.bytes(), length, received);
  }

  /** Makes blocks twice to four times as long as was needed. */
  private void resize(int needed) {
    sinceResized = 0;
    longest = 0;
    int most = (Integer.MAX_VALUE - 16) / ranks.size();
    if (needed > most) {
      throw new RanvierException(
          "a rank has " + needed + " bytes of spikes and potentials in an epoch, and " + ranks.size() + " ranks can exchange at most " + most
              + " each; make the shortest delay shorter, which makes epochs shorter");
    }
    int now = (int) Math.min(most, Math.max(SMALLEST, (long) Integer.highestOneBit(needed) << 2));
    if (now != length) {
      length = now;
      received = new byte[length * ranks.size()];
    }
  }

  private int size(int rank) {
    return get(rank * length);
  }

  private int get(int at) {
    return received[at] & 0xff | (received[at + 1] & 0xff) << 8 | (received[at + 2] & 0xff) << 16 | received[at + 3] << 24;
  }

  private void put(int at, int value) {
    byte[] b = packing.bytes();
    b[at] = (byte) value;
    b[at + 1] = (byte) (value >>> 8);
    b[at + 2] = (byte) (value >>> 16);
    b[at + 3] = (byte) (value >>> 24);
  }

  /** The spikes of all ranks in the last epoch. */
  Outbox all() {
    return all;
  }

  /** The same of neurons in continuous time. */
  SentSpikes exact() {
    return exact;
  }

  /** Spikes of all ranks in all epochs. */
  long spikes() {
    return spikes;
  }

  /** Whether some rank asked in the last meeting that the run be ended. */
  boolean isCancelled() {
    return cancelled;
  }
}
