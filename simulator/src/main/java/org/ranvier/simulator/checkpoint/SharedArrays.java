package org.ranvier.simulator.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.state.SavedArray;
import org.ranvier.simulator.state.Share;
import org.ranvier.simulator.state.Snapshot;

/**
 * The arrays of a snapshot of which each rank has a part, put together window by window at rank 0, in the order that one process has: all ranks go through
 * the same windows.
 *
 * <p>Of an array that is the same at all ranks, some may have less; the longest counts.
 */
final class SharedArrays implements CheckpointWriter.Values {
  private final Ranks ranks;
  private final Meeting meeting;
  private final List<CheckpointWriter.Entry> entries = new ArrayList<>();
  private final List<Own> own = new ArrayList<>(); // what this rank has of each
  private int passed; // windows that have been put together
  private ByteBuffer piece = ByteBuffer.allocate(0);

  /**
   * What this rank has of an array.
   *
   * @param array none, where it has nothing
   * @param whole the rank that gives all of it; -1 where each gives its part
   */
  private record Own(SavedArray array, int whole) {}

  private static final SavedArray NOTHING = new SavedArray("", new double[0], Share.run(0, 0, 0));

  private SharedArrays(Ranks ranks) {
    this.ranks = ranks;
    meeting = new Meeting(ranks);
  }

  /** Agrees on the arrays; all ranks do so at a time. */
  static SharedArrays of(Snapshot snapshot, Ranks ranks) {
    var shared = new SharedArrays(ranks);
    Map<String, SavedArray> mine = snapshot.arrays();
    for (String name : shared.names(List.copyOf(mine.keySet()))) {
      shared.add(name, mine.getOrDefault(name, NOTHING));
    }
    return shared;
  }

  List<CheckpointWriter.Entry> entries() {
    return entries;
  }

  /** The names of all ranks, sorted. */
  private SortedSet<String> names(List<String> mine) {
    // Most ranks have the same: only those tell theirs that differ from rank 0.
    long[][] sums = meeting.gather(new long[] {mine.hashCode(), mine.size()});
    boolean tells = ranks.rank() == 0 || !Arrays.equals(sums[ranks.rank()], sums[0]);
    var all = new TreeSet<String>();
    for (byte[] of : meeting.gather((tells ? String.join("\n", mine) : "").getBytes(StandardCharsets.UTF_8))) {
      new String(of, StandardCharsets.UTF_8).lines().forEach(all::add);
    }
    return all;
  }

  private void add(String name, SavedArray mine) {
    boolean has = mine != NOTHING;
    Share share = mine.share();
    long kind = !has ? 0 : share.isAll() ? 1 : share.isBehind() ? 2 : 3;
    long[][] said = meeting.gather(
        new long[] {kind, share.isAll() ? mine.length() : share.total(), mine.length(), kind == 2 ? share.firstNeuron() : 0, has ? typeNumber(mine) : -1});
    int longest = -1;
    long total = 0;
    long any = 0;
    int type = -1;
    for (int r = 0; r < said.length; r++) {
      any = Math.max(any, said[r][0]);
      type = Math.max(type, (int) said[r][4]);
      if (said[r][0] == 1 && (longest < 0 || said[r][2] > said[longest][2])) {
        longest = r;
      }
      total = said[r][0] == 2 ? total + said[r][2] : Math.max(total, said[r][1]);
    }
    if (any == 2) {
      total = Arrays.stream(said).mapToLong(s -> s[0] == 2 ? s[2] : 0).sum();
    }
    if (total > Integer.MAX_VALUE - 16) {
      throw new RanvierException("the state has " + total + " values of " + name + "; at most " + (Integer.MAX_VALUE - 16) + " can be saved");
    }
    String unit = new String(
        Arrays.stream(meeting.gather(has ? mine.unit().getBytes(StandardCharsets.UTF_8) : new byte[0])).filter(u -> u.length > 0).findFirst().orElse(new byte[0]),
        StandardCharsets.UTF_8);
    entries.add(new CheckpointWriter.Entry(name, unit, TYPES.get(type), (int) total));
    own.add(new Own(kind == 2 ? new SavedArray(mine.unit(), mine.values(), placed(said, total)) : mine, any == 1 ? longest : -1));
  }

  private static final List<String> TYPES = List.of("double", "float", "int", "long", "char");

  private static int typeNumber(SavedArray array) {
    return TYPES.indexOf(array.values().getClass().getComponentType().getName());
  }

  /** The place of what stands behind what the ranks with earlier neurons have. */
  private Share placed(long[][] said, long total) {
    long[] mine = said[ranks.rank()];
    long before = Arrays.stream(said).filter(s -> s[0] == 2 && s[3] < mine[3]).mapToLong(s -> s[2]).sum();
    return Share.run(total, before, (int) mine[2]);
  }

  /** At rank 0: puts a window together. */
  @Override
  public void put(int k, int from, int count, ByteBuffer buffer) {
    passed++;
    Own mine = own.get(k);
    int width = CheckpointIndex.bytes(entries.get(k).type());
    if (mine.whole >= 0) {
      if (mine.whole == 0) {
        CheckpointIndex.move(mine.array.values(), from, count, buffer, false);
      } else {
        receive(mine.whole, count * width);
        buffer.put(0, piece, 0, count * width);
      }
      return;
    }
    long[][] lengths = meeting.gather(new long[] {0});
    place(pack(k, from, count), buffer, width);
    for (int r = 1; r < lengths.length; r++) {
      if (lengths[r][0] > 0) {
        receive(r, (int) lengths[r][0]);
        place((int) lengths[r][0], buffer, width);
      }
    }
  }

  /** At the others: gives what this rank has, window by window. */
  void giveAll() {
    for (int k = 0; k < entries.size(); k++) {
      CheckpointWriter.Entry entry = entries.get(k);
      Own mine = own.get(k);
      int width = CheckpointIndex.bytes(entry.type());
      for (int from = 0; from < entry.length(); from += entry.window()) {
        int count = Math.min(entry.window(), entry.length() - from);
        if (mine.whole == ranks.rank()) {
          room(count * width);
          CheckpointIndex.move(mine.array.values(), from, count, piece, false);
          ranks.send(0, piece.array(), count * width);
        } else if (mine.whole < 0) {
          int length = pack(k, from, count);
          meeting.gather(new long[] {length});
          if (length > 0) {
            ranks.send(0, piece.array(), length);
          }
        }
      }
    }
  }

  /** At rank 0, where the file cannot be written: takes what the others give all the same. */
  void passOver() {
    int done = passed;
    ByteBuffer nowhere = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    int window = 0;
    for (int k = 0; k < entries.size(); k++) {
      CheckpointWriter.Entry entry = entries.get(k);
      for (int from = 0; from < entry.length(); from += entry.window()) {
        if (window++ >= done) {
          put(k, from, Math.min(entry.window(), entry.length() - from), nowhere.clear());
        }
      }
    }
  }

  private void receive(int from, int length) {
    room(length);
    ranks.receive(from, piece.array(), length);
  }

  private void room(int length) {
    if (piece.capacity() < length) {
      piece = ByteBuffer.allocate(2 * length).order(ByteOrder.LITTLE_ENDIAN);
    }
    piece.clear();
  }

  /** Packs what this rank has of a window: the number of its runs, where each begins and how many values it has, and the values. */
  private int pack(int k, int from, int count) {
    SavedArray array = own.get(k).array;
    Share share = array.share();
    int first = share.runBehind(from);
    int last = first;
    int values = 0;
    while (last < share.runs() && share.at(last) < from + count) {
      values += (int) (Math.min(from + (long) count, share.at(last) + share.count(last)) - Math.max(from, share.at(last)));
      last++;
    }
    if (values == 0) {
      return 0;
    }
    int runs = last - first;
    int head = Integer.BYTES * (1 + 2 * runs);
    int width = CheckpointIndex.bytes(entries.get(k).type());
    room(head + values * width);
    piece.putInt(runs);
    int at = head;
    for (int run = first; run < last; run++) {
      int begin = (int) Math.max(from, share.at(run));
      int end = (int) Math.min(from + (long) count, share.at(run) + share.count(run));
      piece.putInt(begin - from).putInt(end - begin);
      CheckpointIndex.move(
          array.values(), share.begin(run) + (int) (begin - share.at(run)), end - begin, piece.slice(at, (end - begin) * width).order(piece.order()), false);
      at += (end - begin) * width;
    }
    return at;
  }

  /** Puts what was packed into its place in the window. */
  private void place(int length, ByteBuffer buffer, int width) {
    if (length == 0) {
      return;
    }
    int runs = piece.getInt(0);
    int at = Integer.BYTES * (1 + 2 * runs);
    for (int run = 0; run < runs; run++) {
      int begin = piece.getInt(Integer.BYTES * (1 + 2 * run));
      int bytes = width * piece.getInt(Integer.BYTES * (2 + 2 * run));
      buffer.put(begin * width, piece, at, bytes);
      at += bytes;
    }
  }
}
