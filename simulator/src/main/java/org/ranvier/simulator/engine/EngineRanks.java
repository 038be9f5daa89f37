package org.ranvier.simulator.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.ranvier.simulator.exact.ExactPart;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.OtherRankFailed;
import org.ranvier.simulator.ranks.Ranks;

/** An engine's side to the other ranks; nothing where there are none. */
final class EngineRanks {
  private static final Partition ONE = new Partition(1);

  private final Ranks ranks;
  private final Meeting meeting;
  private final Partition partition;
  private final Publications publications;
  private final SpikeExchange exchange;
  private final RankedProbes probes;
  private final Outbox[] all;
  private Built elsewhere = Built.NOTHING;

  private EngineRanks(Ranks ranks, Partition partition, int populations, Publications publications) {
    this.ranks = ranks;
    this.partition = partition;
    this.publications = publications;
    meeting = new Meeting(ranks);
    probes = new RankedProbes(ranks);
    exchange = new SpikeExchange(ranks, partition, populations, publications);
    all = new Outbox[] {exchange.all()};
  }

  /** Agrees with the others how neurons are divided. */
  static EngineRanks of(Ranks ranks, EngineSpec spec, Publications publications) {
    long[][] threads = new Meeting(ranks).gather(new long[] {spec.threads()});
    int[] workers = new int[threads.length];
    for (int r = 0; r < workers.length; r++) {
      workers[r] = (int) threads[r][0];
    }
    return new EngineRanks(ranks, new Partition(workers, ranks.rank()), spec.populations().size(), publications);
  }

  boolean isAlone() {
    return ranks.size() == 1;
  }

  Ranks ranks() {
    return ranks;
  }

  Partition partition() {
    return partition;
  }

  RankedProbes probes() {
    return probes;
  }

  boolean any(boolean here) {
    return isAlone() ? here : meeting.any(here);
  }

  /** Builds; fails at all ranks if it fails at one. */
  void together(Runnable build) {
    meeting.together(
        () -> {
          build.run();
          return build;
        });
  }

  /** Adds up what all have built. */
  void built(Worker[] workers) {
    Built here = Arrays.stream(workers).map(Worker::built).reduce(Built.NOTHING, Built::plus);
    elsewhere = Built.of(meeting.sum(here.toArray())).minus(here);
  }

  /** What the others have built. */
  Built elsewhere() {
    return elsewhere;
  }

  /** A value that all ranks have which have one. */
  OptionalDouble first(OptionalDouble here) {
    if (isAlone()) {
      return here;
    }
    for (long[] there : meeting.gather(new long[] {here.isPresent() ? 1 : 0, Double.doubleToRawLongBits(here.orElse(0))})) {
      if (there[0] != 0) {
        return OptionalDouble.of(Double.longBitsToDouble(there[1]));
      }
    }
    return OptionalDouble.empty();
  }

  /** Completes values of all neurons of a population, of which each rank has those of its neurons. */
  void complete(int population, double[] values) {
    if (isAlone()) {
      return;
    }
    int from = partition.from(population, values.length, ranks.rank());
    int to = partition.to(population, values.length, ranks.rank());
    ByteBuffer mine = ByteBuffer.allocate(Double.BYTES * (to - from));
    mine.asDoubleBuffer().put(values, from, to - from);
    byte[][] all = meeting.gather(mine.array());
    for (int r = 0; r < all.length; r++) {
      int first = partition.from(population, values.length, r);
      ByteBuffer.wrap(all[r]).asDoubleBuffer().get(values, first, partition.to(population, values.length, r) - first);
    }
  }

  /** Runs; if it fails here, the others hear of it in their next meeting. Returns the sum of what it returns at all ranks. */
  long run(LongSupplier work) {
    if (isAlone()) {
      return work.getAsLong();
    }
    exchange.meetingNs = 0;
    long here;
    try {
      here = work.getAsLong();
    } catch (OtherRankFailed e) {
      throw e;
    } catch (RuntimeException | Error e) {
      exchange.fail();
      Meeting.markKnown(e);
      throw e;
    }
    return exchange.end(here);
  }

  /** Exchanges the spikes of an epoch; says whether some rank asked that the run be ended. */
  boolean exchange(List<ExactPart> exactParts, Outbox[] own, long done, int steps, int parity, boolean cancels) {
    exchange.exchange(exactParts, own, done, steps, parity, cancels);
    return exchange.isCancelled();
  }

  /** Exchanges what neurons have published at the end of a step, where they do: their state may have been changed since. All ranks do so at a time. */
  void publish(long step) {
    if (!isAlone() && !publications.isEmpty()) {
      exchange.publish(step);
    }
  }

  /** Spikes of all ranks so far. */
  long spikes() {
    return exchange.spikes();
  }

  /** Where the spikes of an epoch are: with the workers here, or those of all ranks together. */
  Senders senders(List<ExactPart> exactParts, Outbox[][] own) {
    return isAlone()
        ? new Senders(exactParts, own, partition, Optional.empty())
        : new Senders(exactParts, new Outbox[][] {all, all}, ONE, Optional.of(exchange.exact()));
  }

  /** Adds to the times of a run's phases that of its meetings, which one worker spends there while the others wait. */
  Map<String, Double> phases(Map<String, Double> of) {
    if (isAlone()) {
      return of;
    }
    var phases = new LinkedHashMap<>(of);
    double meetings = exchange.meetingNs * 1e-9;
    phases.merge("wait", -meetings, (a, b) -> Math.max(0, a + b));
    phases.put("ranks", meetings);
    return phases;
  }
}
